//! Where something stands in a text.

use std::ops::Range;

/// A stretch of a document's normalised text: byte offsets, start inclusive, end exclusive, both on character boundaries.
///
/// What leaves the program counts in Unicode code points; [`crate::document::Text::code_points`] converts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The stretch from `start` to `end`; `start` must not lie after `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        assert!(start <= end);
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether nothing is covered.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest stretch that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same stretch, `offset` bytes further on: from offsets in a slice to offsets in its text.
    #[must_use]
    pub const fn shift(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }

    /// For indexing a string.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// The last beginning of a character at or before a position.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The first so many characters of a text, or all of it.
pub(crate) fn beginning(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(at, _)| &text[..at])
}

/// The last so many characters of a text, or all of it.
pub(crate) fn ending(text: &str, characters: usize) -> &str {
    let last = text.char_indices().rev().take(characters).last();
    last.map_or("", |(at, _)| &text[at..])
}

/// The letters that a text ends with, at most so many.
pub(crate) fn letters_before(text: &str, most: usize) -> &str {
    let letters = text.char_indices().rev().take(most).take_while(|(_, c)| c.is_alphabetic());
    letters.last().map_or("", |(at, _)| &text[at..])
}

/// Each two characters of a text that stand beside each other, and where they begin.
pub(crate) fn pairs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = text.char_indices().skip(1).map(|(at, c)| at + c.len_utf8());
    text.char_indices().zip(ends).map(|((at, _), end)| (at, &text[at..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_at_the_ends_and_beside_each_other() {
        assert_eq!((beginning("甲a乙", 2), beginning("甲", 2)), ("甲a", "甲"));
        assert_eq!((ending("甲a乙", 2), ending("甲", 2), ending("甲乙", 0)), ("a乙", "甲", ""));
        assert_eq!(
            (letters_before("一，二三", 4), letters_before("一二三", 2), letters_before("一，", 2)),
            ("二三", "二三", "")
        );
        assert_eq!(pairs("甲a乙").collect::<Vec<_>>(), [(0, "甲a"), (3, "a乙")]);
        assert_eq!(pairs("甲").next(), None);
    }
}
