//! The normalised text of a document, and its two ways of counting.

use std::ops::Index;

use crate::span::Span;

/// A checkpoint is kept every so many bytes, so that converting an offset counts at most this many.
const STRIDE: usize = 512;

/// A text with line ends as `\n`, indexed by byte inside the program and by Unicode code point outside it.
#[derive(Clone, Debug, Default)]
pub struct Text {
    content: String,
    /// `checkpoints[i]`: code points before the first character boundary at or after byte `i * STRIDE`.
    checkpoints: Vec<usize>,
    length: usize,
}

impl Text {
    /// Normalises line ends (`\r\n` and `\r` become `\n`) and changes nothing else.
    pub fn new(raw: &str) -> Self {
        let content = if raw.contains('\r') { raw.replace("\r\n", "\n").replace('\r', "\n") } else { raw.to_owned() };
        let mut checkpoints = Vec::with_capacity(content.len() / STRIDE + 1);
        let mut length = 0;
        for (byte, _) in content.char_indices() {
            while checkpoints.len() * STRIDE <= byte {
                checkpoints.push(length);
            }
            length += 1;
        }
        Self { content, checkpoints, length }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.content
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
        &self.content[span.range()]
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
    fn an_empty_text_has_length_zero() {
        assert_eq!(Text::new("").code_points(Span::new(0, 0)), (0, 0));
    }
}
