//! The parts of Office files: XML read event by event, names without their prefix, no document type definitions.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::ReadError;

/// Deepest nesting that is followed. Word itself writes some twenty levels for a table in a text box in a table.
pub(super) const DEEPEST: usize = 200;

/// What an XML part says, piece by piece.
pub(super) enum Piece<'a> {
    /// An element begins.
    Start(BytesStart<'a>),
    /// An element of this name ends.
    End(Vec<u8>),
    /// Words between the tags.
    Text(String),
}

/// A part of an Office file.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    /// What messages call the file and the part.
    format: &'static str,
    part: &'static str,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(content: &'a str, format: &'static str, part: &'static str) -> Self {
        let mut reader = Reader::from_str(content);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, format, part, depth: 0 }
    }

    /// The next piece; `None` at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, ReadError> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.damaged(&error.to_string()))?;
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(self.damaged(&format!("elements are nested more than {DEEPEST} deep")));
                    }
                    return Ok(Some(Piece::Start(start)));
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Piece::End(end.local_name().as_ref().to_vec())));
                }
                Event::Text(text) => {
                    // An entity that XML does not have stays as it is written: there is no definition it could come from.
                    let words = text
                        .unescape()
                        .map_or_else(|_| String::from_utf8_lossy(&text).into_owned(), std::borrow::Cow::into_owned);
                    return Ok(Some(Piece::Text(words)));
                }
                Event::CData(data) => return Ok(Some(Piece::Text(String::from_utf8_lossy(&data).into_owned()))),
                Event::DocType(_) => {
                    return Err(self.damaged("it has a document type definition, which no Office program writes"));
                }
                Event::Eof if self.depth > 0 => return Err(self.damaged("it ends before its elements do")),
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Leaves out the rest of the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let outside = self.depth - 1;
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// The words in the element that has just begun, to its end.
    pub(super) fn words(&mut self) -> Result<String, ReadError> {
        let outside = self.depth - 1;
        let mut words = String::new();
        while self.depth > outside {
            match self.next()? {
                Some(Piece::Text(text)) => words.push_str(&text),
                Some(_) => {}
                None => break,
            }
        }
        Ok(words)
    }

    fn damaged(&self, what: &str) -> ReadError {
        let at = self.reader.buffer_position();
        ReadError::Damaged { format: self.format, what: format!("{}, byte {at}: {what}", self.part) }
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|attribute| attribute.key.local_name().as_ref() == name.as_bytes())?;
    let value = String::from_utf8_lossy(&found.value).into_owned();
    Some(quick_xml::escape::unescape(&value).map_or_else(|_| value.clone(), std::borrow::Cow::into_owned))
}

/// A number in an attribute.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(element, name)?.trim().parse().ok()
}

/// The XML of a part as text; it says itself when it is not UTF-8.
pub(super) fn decode(content: &[u8], format: &'static str, part: &str) -> Result<String, ReadError> {
    match encoding_rs::Encoding::for_bom(content) {
        Some((encoding, _)) => Ok(encoding.decode(content).0.into_owned()),
        None => std::str::from_utf8(content).map(ToOwned::to_owned).map_err(|error| ReadError::Damaged {
            format,
            what: format!("{part}, byte {}: it is not UTF-8", error.valid_up_to()),
        }),
    }
}
