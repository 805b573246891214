//! How alike two phrases are, and which parts of a text they cover.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::Text;

/// A phrase without white space, quotation marks and title marks, which annotators and texts set freely.
pub(super) fn squash(phrase: &str) -> String {
    phrase.chars().filter(|c| !c.is_whitespace() && !"“”\"‘’《》".contains(*c)).collect()
}

/// F1 over the characters of two phrases, order aside: 1 for the same characters, 0 for none in common.
pub(super) fn similarity(a: &str, b: &str) -> f64 {
    let (a, b) = (squash(a), squash(b));
    let mut left: BTreeMap<char, usize> = BTreeMap::new();
    for character in a.chars() {
        *left.entry(character).or_default() += 1;
    }
    let mut common = 0;
    for character in b.chars() {
        if let Some(count) = left.get_mut(&character).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    let total = a.chars().count() + b.chars().count();
    f64::from(2 * common) / total.max(1) as f64
}

/// How many positions two stretches share.
pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Whether one phrase is part of the other.
pub(super) fn contain(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a)
}

/// A document's text, read by code point.
pub(super) struct Source<'a> {
    text: &'a Text,
    characters: Vec<char>,
}

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a Text) -> Self {
        Self { text, characters: text.original().chars().collect() }
    }

    /// Where a quotation first stands, in code points.
    pub(super) fn find(&self, quote: &str) -> Option<Range<usize>> {
        let text = self.text.original();
        let start = text[..text.find(quote)?].chars().count();
        Some(start..start + quote.chars().count())
    }

    /// Whether exactly these words stand there.
    pub(super) fn reads(&self, place: &Range<usize>, words: &str) -> bool {
        self.characters.get(place.clone()).is_some_and(|there| there.iter().copied().eq(words.chars()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_characters_and_ignores_marks() {
        assert!((similarity("“三联办” 服务", "三联办服务") - 1.0).abs() < 1e-9);
        assert!((similarity("甲乙", "乙丙") - 0.5).abs() < 1e-9);
        assert!(similarity("", "甲").abs() < 1e-9);
    }

    #[test]
    fn a_quotation_is_found_and_checked_in_code_points() {
        let text = Text::new("案例𠮷：增长5%。");
        let source = Source::new(&text);
        let place = source.find("增长5%").expect("the quotation is in the text");
        assert_eq!(place, 4..8);
        assert!(source.reads(&place, "增长5%") && !source.reads(&(3..7), "增长5%") && !source.reads(&(8..99), ""));
    }
}
