//! Words that a text begins or ends with, found by one character: lists of a hundred words are asked at every number.

/// Words by their first characters; those with one first character keep their order.
#[derive(Debug, Default)]
pub struct Beginnings<T>(Vec<(char, Vec<(&'static str, T)>)>);

/// Words by their last characters; those with one last character keep their order.
#[derive(Debug, Default)]
pub struct Endings<T>(Vec<(char, Vec<(&'static str, T)>)>);

impl<T> Beginnings<T> {
    /// How many words there are.
    pub fn count(&self) -> usize {
        self.0.iter().map(|(_, words)| words.len()).sum()
    }

    /// Sorts words in; an empty word begins nothing.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self(by_character(words, |word| word.chars().next()))
    }

    /// All words, by their first characters.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().flat_map(|(_, alike)| alike).map(|(word, _)| *word)
    }

    /// The words that a text begins with, in their order.
    pub fn of<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a (&'static str, T)> {
        let alike = text.chars().next().map_or(&[][..], |first| under(&self.0, first));
        alike.iter().filter(move |(word, _)| text.starts_with(word))
    }
}

impl<T> Endings<T> {
    /// How many words there are.
    pub fn count(&self) -> usize {
        self.0.iter().map(|(_, words)| words.len()).sum()
    }

    /// Sorts words in; an empty word ends nothing.
    pub fn new(words: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self(by_character(words, |word| word.chars().next_back()))
    }

    /// The words that a text ends with, in their order.
    pub fn of<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'a (&'static str, T)> {
        let alike = text.chars().next_back().map_or(&[][..], |last| under(&self.0, last));
        alike.iter().filter(move |(word, _)| text.ends_with(word))
    }
}

fn by_character<T>(
    words: impl IntoIterator<Item = (&'static str, T)>,
    character: fn(&str) -> Option<char>,
) -> Vec<(char, Vec<(&'static str, T)>)> {
    let mut sorted: Vec<(char, Vec<(&'static str, T)>)> = Vec::new();
    for (word, value) in words {
        let Some(key) = character(word) else { continue };
        match sorted.binary_search_by_key(&key, |(character, _)| *character) {
            Ok(at) => sorted[at].1.push((word, value)),
            Err(at) => sorted.insert(at, (key, vec![(word, value)])),
        }
    }
    sorted
}

fn under<T>(sorted: &[(char, Vec<T>)], key: char) -> &[T] {
    sorted.binary_search_by_key(&key, |(character, _)| *character).map_or(&[], |at| &sorted[at].1)
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
