//! What would cost far more than its size is refused before it is parsed: entities of XML, and nesting without end. The
//! parsers keep every open level in memory, a kilobyte and more for one character. So is RDF/XML that breaks off, which its
//! parser takes for all of it.

use oxigraph::io::RdfFormat;

use super::IncomingError;

/// Brackets within brackets of JSON-LD: its parser keeps every level many times over.
const JSON_DEPTH: usize = 128;

/// Collections and blank nodes within each other, elements within elements: far more than people write.
const DEPTH: usize = 1000;

/// Refuses what is nested too deeply for its format, document types, and RDF/XML whose end is missing.
pub(super) fn guard(format: RdfFormat, body: &[u8]) -> Result<(), IncomingError> {
    if format == RdfFormat::RdfXml && (contains(body, b"<!DOCTYPE") || contains(body, b"<!ENTITY")) {
        let message = "the RDF/XML has a document type declaration, which is not read";
        return Err(IncomingError::wrong(message, "write names in full instead of with entities"));
    }
    let (depth, most, hint) = match format {
        RdfFormat::JsonLd { .. } => (json_depth(body), JSON_DEPTH, "name nodes with @id instead of nesting them"),
        RdfFormat::Turtle | RdfFormat::TriG | RdfFormat::N3 => {
            (turtle_depth(body), DEPTH, "name nodes instead of nesting brackets")
        }
        RdfFormat::RdfXml => {
            let levels = xml_levels(body);
            if levels.open > 0 && levels.deepest <= DEPTH {
                let message = format!("the RDF/XML ends before {} of its elements are closed", levels.open);
                return Err(IncomingError::wrong(message, "see that all of it was sent"));
            }
            (levels.deepest, DEPTH, "name nodes with rdf:about instead of nesting elements")
        }
        _ => (0, DEPTH, ""),
    };
    if depth > most {
        let message = format!("the {} is nested deeper than {most} levels", format.name());
        return Err(IncomingError::wrong(message, hint));
    }
    Ok(())
}

fn contains(body: &[u8], words: &[u8]) -> bool {
    body.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words))
}

/// Counts levels that are open, and remembers the most.
#[derive(Default)]
struct Levels {
    open: usize,
    deepest: usize,
}

impl Levels {
    fn down(&mut self) {
        self.open += 1;
        self.deepest = self.deepest.max(self.open);
    }

    fn up(&mut self) {
        self.open = self.open.saturating_sub(1);
    }
}

/// Levels of brackets outside strings.
fn json_depth(json: &[u8]) -> usize {
    let (mut levels, mut at) = (Levels::default(), 0);
    while let Some(byte) = json.get(at) {
        match byte {
            b'"' => {
                at = after_string(json, at, b"\"");
                continue;
            }
            b'{' | b'[' => levels.down(),
            b'}' | b']' => levels.up(),
            _ => {}
        }
        at += 1;
    }
    levels.deepest
}

/// Levels of brackets outside strings, IRIs and comments (RDF 1.1 Turtle, section 6).
fn turtle_depth(turtle: &[u8]) -> usize {
    let (mut levels, mut at) = (Levels::default(), 0);
    while let Some(byte) = turtle.get(at) {
        at = match byte {
            b'#' => after(turtle, at, b"\n"),
            b'<' if turtle.get(at + 1) != Some(&b'<') => after(turtle, at, b">"),
            // `<<` opens a triple term; a bracket in a prefixed name is escaped.
            b'<' | b'\\' => at + 2,
            quote @ (b'"' | b'\'') => {
                let long = [*quote; 3];
                let end = if turtle[at..].starts_with(&long) { &long[..] } else { &long[..1] };
                after_string(turtle, at, end)
            }
            b'(' | b'[' | b'{' => {
                levels.down();
                at + 1
            }
            b')' | b']' | b'}' => {
                levels.up();
                at + 1
            }
            _ => at + 1,
        };
    }
    levels.deepest
}

/// Levels of elements.
fn xml_levels(xml: &[u8]) -> Levels {
    let (mut levels, mut at) = (Levels::default(), 0);
    while let Some(found) = memchr::memchr(b'<', &xml[at.min(xml.len())..]) {
        at += found;
        let rest = &xml[at..];
        at = match rest {
            [_, b'?', ..] => after(xml, at, b"?>"),
            _ if rest.starts_with(b"<!--") => after(xml, at + 4, b"-->"),
            _ if rest.starts_with(b"<![CDATA[") => after(xml, at, b"]]>"),
            [_, b'/', ..] => {
                levels.up();
                after(xml, at, b">")
            }
            _ => {
                let end = after_tag(xml, at);
                if end.is_none_or(|end| xml[end - 2] != b'/') {
                    levels.down();
                }
                end.unwrap_or(xml.len())
            }
        };
    }
    levels
}

/// Behind the next of these bytes, or the end.
fn after(text: &[u8], at: usize, end: &[u8]) -> usize {
    let start = at.min(text.len());
    memchr::memmem::find(&text[start..], end).map_or(text.len(), |found| start + found + end.len())
}

/// Behind a string that begins with its end, in which `\` takes the meaning of the next byte.
fn after_string(text: &[u8], at: usize, end: &[u8]) -> usize {
    let mut at = at + end.len();
    while at < text.len() {
        match text[at] {
            b'\\' => at += 2,
            _ if text[at..].starts_with(end) => return at + end.len(),
            _ => at += 1,
        }
    }
    text.len()
}

/// Behind the `>` of a tag; one within quotation marks is no end.
fn after_tag(xml: &[u8], at: usize) -> Option<usize> {
    let mut quote = None;
    for (offset, byte) in xml[at..].iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + offset + 1),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if *byte == open => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use oxigraph::io::JsonLdProfileSet;

    use super::*;

    #[test]
    fn bombs_are_refused_before_they_are_parsed() {
        let json = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };
        let element = "<a>".repeat(DEPTH + 1);
        for (format, body) in [
            (RdfFormat::RdfXml, "<?xml version='1.0'?><!doctype x [<!ENTITY a 'b'>]><rdf/>"),
            (RdfFormat::RdfXml, &element),
            (json, &"[".repeat(1000)),
            (RdfFormat::Turtle, &format!("<a> <b> {}", "(".repeat(DEPTH + 1))),
            (RdfFormat::TriG, &"[ <p> ".repeat(DEPTH + 1)),
        ] {
            assert!(guard(format, body.as_bytes()).is_err(), "{}", &body[..20]);
        }
    }

    #[test]
    fn brackets_that_are_text_open_nothing() {
        assert_eq!(json_depth(br#"{"a": "[[[[", "b": ["\"["]}"#), 2);
        let turtle = r#"# ((((
            <http://x/((((> x:a\(\( "((\"((" , '[[' , """ " (( \""" (( """ , '''''' , [ x:b ( 1 ( 2 ) ) ] ."#;
        assert_eq!(turtle_depth(turtle.as_bytes()), 3);
        let xml = "<?xml version='1.0'?><!-- <a><a><a> --><a b='>' c=\"/>\"><b/><c><![CDATA[<d><d>]]></c></a>";
        let levels = xml_levels(xml.as_bytes());
        assert_eq!((levels.deepest, levels.open), (2, 0));
    }

    #[test]
    fn half_of_a_document_is_none() {
        let whole = "<?xml version='1.0'?><r a='</r>'><!-- </r> --><b/><c><![CDATA[</c>]]></c></r>\n";
        assert!(guard(RdfFormat::RdfXml, whole.as_bytes()).is_ok());
        let begun = whole.find("<r").unwrap() + 1;
        for end in begun..whole.trim_end().len() - "</r>".len() {
            assert!(guard(RdfFormat::RdfXml, &whole.as_bytes()[..end]).is_err(), "{}", &whole[..end]);
        }
    }

    #[test]
    fn what_is_long_is_not_deep() {
        let list = format!("<a> <b> ( {} ) .", "( 1 ) ".repeat(10_000));
        assert!(guard(RdfFormat::Turtle, list.as_bytes()).is_ok());
        let elements = format!("<r>{}</r>", "<a>x</a><b/>".repeat(10_000));
        assert!(guard(RdfFormat::RdfXml, elements.as_bytes()).is_ok());
    }
}
