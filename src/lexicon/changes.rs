//! seeds/lexicon/changes.tsv → words that say which way a number moved.

use aho_corasick::{AhoCorasick, MatchKind};

use super::edge::{Beginnings, Endings};
use super::metrics::anywhere;
use super::table::rows;

/// Which way a quantity moved (`cgv:directions`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the terms of the controlled list, defined there in two languages")]
pub enum Direction {
    Increase,
    Decrease,
}

/// Words of change.
#[derive(Debug)]
pub struct Changes {
    beginnings: Beginnings<Option<Direction>>,
    endings: Endings<Option<Direction>>,
    /// Those of at least two characters, and what finds them.
    long: Vec<(&'static str, Option<Direction>)>,
    anywhere: AhoCorasick,
}

impl Changes {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let mut changes: Vec<(&'static str, Option<Direction>)> = rows(include_str!("../../seeds/lexicon/changes.tsv"))
            .filter_map(|row| match *row.get(1)? {
                "increase" => Some((row[0], Some(Direction::Increase))),
                "decrease" => Some((row[0], Some(Direction::Decrease))),
                // Words that end like a change and are none: longer than it, they are found first.
                "none" => Some((row[0], None)),
                _ => None,
            })
            .collect();
        changes.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let long: Vec<_> = changes.iter().copied().filter(|(word, _)| word.chars().count() > 1).collect();
        Self {
            beginnings: Beginnings::new(long.iter().copied()),
            endings: Endings::new(changes),
            anywhere: anywhere(MatchKind::Standard, long.iter().map(|change| change.0)),
            long,
        }
    }

    /// Those of at least two characters, the longest first.
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.long.iter().map(|change| change.0)
    }

    /// Whether `phrase` begins with a word of change or comparison, which no counted noun does.
    pub fn begins(&self, phrase: &str) -> bool {
        phrase.starts_with(['占', '比', '较', '达', '为']) || self.at_start(phrase).is_some()
    }

    /// The word of change that `phrase` ends with.
    pub fn at_end(&self, phrase: &str) -> Option<(&'static str, Direction)> {
        let (word, direction) = self.endings.of(phrase).next()?;
        Some((word, (*direction)?))
    }

    /// Whether `phrase` ends with a word such as 自然增长率, which names a level.
    pub fn only_looks_like_one(&self, phrase: &str) -> bool {
        self.endings.of(phrase).any(|(_, direction)| direction.is_none())
    }

    /// The word of change, of at least two characters, that `phrase` begins with.
    pub fn at_start(&self, phrase: &str) -> Option<(&'static str, Direction)> {
        let (word, direction) = self.beginnings.of(phrase).next()?;
        Some((word, (*direction)?))
    }

    /// The last word of change, of at least two characters, in `phrase`.
    pub fn within(&self, phrase: &str) -> Option<(&'static str, Direction)> {
        let found = self.anywhere.find_overlapping_iter(phrase);
        // Of two that begin at one place the shorter counts.
        let last = found.max_by_key(|word| (word.start(), std::cmp::Reverse(word.end())))?;
        let (word, direction) = self.long[last.pattern().as_usize()];
        Some((word, direction?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_known_by_where_it_stands() {
        let changes = Changes::builtin();
        assert_eq!(changes.at_end("比上年增长"), Some(("增长", Direction::Increase)));
        assert_eq!(changes.at_end("第一产业增加值"), None);
        assert_eq!(changes.at_end("自然增长率"), None);
        assert_eq!(changes.at_start("降低办税成本"), Some(("降低", Direction::Decrease)));
        assert!(changes.begins("较上年") && !changes.begins("办税成本"));
    }
}
