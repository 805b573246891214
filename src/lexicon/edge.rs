//! Words that a text begins or ends with, found by one character: lists of a hundred words are asked at every number.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;
use rustc_hash::FxBuildHasher;

/// Words by their first characters; those with one first character keep their order.
#[derive(Debug, Default)]
pub struct Beginnings<T>(ByCharacter<T>);

/// Words by their last characters; those with one last character keep their order.
#[derive(Debug, Default)]
pub struct Endings<T>(ByCharacter<T>);

/// Words in groups of one character.
#[derive(Debug)]
struct ByCharacter<T> {
    words: Vec<(&'static str, T)>,
    /// Where in `words` those of a character stand.
    groups: HashMap<char, Range<u32>, FxBuildHasher>,
}

impl<T> Default for ByCharacter<T> {
    fn default() -> Self {
        Self { words: Vec::new(), groups: HashMap::default() }
    }
}

impl<T> Beginnings<T> {
    /// How many words there are.
    pub fn count(&self) -> usize {
        self.0.words.len()
    }

    /// Sorts words in; an empty word begins nothing.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self(ByCharacter::new(words, |word| word.chars().next()))
    }

    /// All words, by their first characters.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.0.words.iter().map(|(word, _)| *word)
    }

    /// The words that a text begins with, in their order.
    pub fn of<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a (&'static str, T)> {
        let alike = text.chars().next().map_or(&[][..], |first| self.0.group(first));
        alike.iter().filter(move |(word, _)| text.starts_with(word))
    }
}

impl<T> Endings<T> {
    /// How many words there are.
    pub fn count(&self) -> usize {
        self.0.words.len()
    }

    /// Sorts words in; an empty word ends nothing.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self(ByCharacter::new(words, |word| word.chars().next_back()))
    }

    /// The words that a text ends with, in their order.
    pub fn of<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a (&'static str, T)> {
        let alike = text.chars().next_back().map_or(&[][..], |last| self.0.group(last));
        alike.iter().filter(move |(word, _)| text.ends_with(word))
    }
}

/// Whether a word stands in a text: a phrase is shorter than what `str::contains` prepares its search for.
pub fn has(text: &str, word: &str) -> bool {
    first_place(text, word).is_some()
}

/// Where a word first stands in a text.
pub fn first_place(text: &str, word: &str) -> Option<usize> {
    memmem::find(text.as_bytes(), word.as_bytes())
}

/// Where a word last stands in a text.
pub fn last_place(text: &str, word: &str) -> Option<usize> {
    memmem::rfind(text.as_bytes(), word.as_bytes())
}

impl<T> ByCharacter<T> {
    /// Sorts words in by their characters; those that have none are left out.
    fn new(words: impl IntoIterator<Item = (&'static str, T)>, character: fn(&str) -> Option<char>) -> Self {
        let mut words: Vec<(&'static str, T)> = words.into_iter().filter(|(word, _)| !word.is_empty()).collect();
        words.sort_by_key(|(word, _)| character(word));
        let mut groups: HashMap<char, Range<u32>, FxBuildHasher> = HashMap::default();
        for (at, (word, _)) in (0_u32..).zip(&words) {
            let key = character(word).expect("no word is empty");
            groups.entry(key).or_insert(at..at).end = at + 1;
        }
        Self { words, groups }
    }

    /// The words of a character.
    fn group(&self, character: char) -> &[(&'static str, T)] {
        self.groups.get(&character).map_or(&[], |group| &self.words[group.start as usize..group.end as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_at_either_end_in_the_order_given() {
        let words = [("不低于", 1), ("低于", 2), ("不", 3), ("", 4), ("于", 5)];
        let (beginnings, endings) = (Beginnings::new(words), Endings::new(words));
        assert_eq!(beginnings.of("不低于三成").map(|(_, value)| *value).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(endings.of("比例不低于").map(|(_, value)| *value).collect::<Vec<_>>(), [1, 2, 5]);
        assert!(beginnings.of("").next().is_none() && endings.of("乙").next().is_none());
    }
}
