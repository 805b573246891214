//! The normalised text of a document, its two ways of counting, and what rules read of it.

use std::ops::Index;

use crate::lexicon::characters::{is_traditional, simplified};
use crate::span::Span;

/// A checkpoint is kept every so many bytes, so that converting an offset counts at most this many.
const STRIDE: usize = 512;

/// A text with line ends as `\n`, indexed by byte inside the program and by Unicode code point outside it.
///
/// Rules read it in simplified characters (`as_str`, indexing by span), quotations show it as it is written (`exact`); both
/// are of the same length, so that spans hold in either.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// As it is written.
    content: String,
    /// In simplified characters, where it has traditional ones.
    folded: Option<String>,
    /// `checkpoints[i]`: code points before the first character boundary at or after byte `i * STRIDE`.
    checkpoints: Vec<usize>,
    length: usize,
}

impl Text {
    /// Normalises line ends (`\r\n` and `\r` become `\n`) and changes nothing else.
    pub fn new(raw: &str) -> Self {
        let content = if raw.contains('\r') { raw.replace("\r\n", "\n").replace('\r', "\n") } else { raw.to_owned() };
        let mut checkpoints = Vec::with_capacity(content.len() / STRIDE + 1);
        let (mut length, mut traditional) = (0, 0);
        for (byte, character) in content.char_indices() {
            traditional += usize::from(is_traditional(character));
            while checkpoints.len() * STRIDE <= byte {
                checkpoints.push(length);
            }
            length += 1;
        }
        let folded = (traditional > 0).then(|| simplified(&content, traditional));
        Self { content, folded, checkpoints, length }
    }

    /// The whole text as rules read it: in simplified characters.
    pub fn as_str(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.content)
    }

    /// The whole text as it is written.
    pub fn original(&self) -> &str {
        &self.content
    }

    /// The words of a span as they are written.
    pub fn exact(&self, span: Span) -> &str {
        &self.content[span.range()]
    }

    /// Length in code points.
    pub fn code_point_length(&self) -> usize {
        self.length
    }

    /// The code point offset of a byte offset that lies on a character boundary.
    pub fn code_point(&self, byte: usize) -> usize {
        let Some(&counted) = self.checkpoints.get(byte / STRIDE) else { return self.length };
        let mut from = byte / STRIDE * STRIDE;
        while !self.content.is_char_boundary(from) {
            from += 1;
        }
        if from >= byte { counted } else { counted + self.content[from..byte].chars().count() }
    }

    /// Start and end of a span in code points.
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        let start = self.code_point(span.start);
        (start, start + self.content[span.range()].chars().count())
    }

    /// The one-based line number of a byte offset.
    pub fn line(&self, byte: usize) -> usize {
        self.content[..byte].matches('\n').count() + 1
    }

    /// The span without white space at its ends.
    pub fn trim(&self, span: Span) -> Span {
        let slice = &self[span];
        let start = span.start + (slice.len() - slice.trim_start().len());
        Span::new(start, start + slice.trim().len())
    }
}

impl Index<Span> for Text {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self.as_str()[span.range()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_newlines_and_nothing_else_changes() {
        assert_eq!(Text::new("a\r\n b\rc\u{3000}\n").as_str(), "a\n b\nc\u{3000}\n");
    }

    #[test]
    fn offsets_agree_with_counting_from_the_start() {
        let text = Text::new(&"广西a𠮷\u{200b}é".repeat(400));
        for (count, (byte, _)) in text.as_str().char_indices().enumerate() {
            assert_eq!(text.code_point(byte), count);
        }
        assert_eq!(text.code_point(text.as_str().len()), text.code_point_length());
    }

    #[test]
    fn rules_read_simplified_characters_and_quotations_keep_what_is_written() {
        let text = Text::new("臺北市政府推動改革");
        let span = Span::new(0, "臺北市".len());
        assert_eq!((&text[span], text.exact(span)), ("台北市", "臺北市"));
        assert_eq!(text.code_points(span), (0, 3));
        assert!(Text::new("台北市").folded.is_none());
    }

    #[test]
    fn an_empty_text_has_length_zero() {
        assert_eq!(Text::new("").code_points(Span::new(0, 0)), (0, 0));
    }
}
