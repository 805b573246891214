//! seeds/lexicon/person-words.tsv → what tells the name of a person from that of a place: 副局长刘|桂林.

use std::collections::HashSet;

use super::edge::Endings;
use super::table::marked;

const WORDS: &str = include_str!("../../seeds/lexicon/person-words.tsv");

/// Most people of a list before the one asked about.
const MOST: usize = 12;

/// Surnames that count firms or say whose before 家: 万|家, 十余|家, 对方|家.
const NUMBERS: &str = "万余方";

/// Titles and surnames.
#[derive(Debug)]
pub struct PersonWords {
    titles: Endings<()>,
    surnames: HashSet<char>,
    /// Surnames that families are called by before 家.
    clans: HashSet<char>,
}

impl PersonWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let of = |mark| marked(WORDS, mark).filter_map(|name| name.chars().next());
        Self {
            titles: Endings::new(marked(WORDS, "title").map(|word| (word, ()))),
            surnames: of("surname").collect(),
            clans: of("surname").chain(of("clan")).filter(|name| !NUMBERS.contains(*name)).collect(),
        }
    }

    /// Whether a character is the surname of a family, before 家: 刘|家.
    pub fn is_clan(&self, character: char) -> bool {
        self.clans.contains(&character)
    }

    /// Whether words end in a surname that stands behind a title, or behind another person of a list: what follows is
    /// the rest of a person's name.
    pub fn ends_in_surname(&self, words: &str) -> bool {
        let Some(surname) = words.chars().next_back().filter(|c| self.surnames.contains(c)) else { return false };
        self.introduces(&words[..words.len() - surname.len_utf8()])
    }

    /// Whether a name begins with a surname.
    pub fn is_surnamed(&self, name: &str) -> bool {
        name.starts_with(|c| self.surnames.contains(&c))
    }

    /// Whether a name is that of a person behind a title, or behind another person of a list: 县长|郭创峰.
    pub fn is_titled(&self, before: &str, name: &str) -> bool {
        self.is_surnamed(name) && self.introduces(before)
    }

    /// Whether a name is a surname with the first half of what goes with it: 书记|周宁|波、.
    pub fn begins_person(&self, before: &str, name: &str, after: &str) -> bool {
        let mut rest = after.chars();
        let goes_on = rest.next().is_some_and(char::is_alphabetic) && !rest.next().is_some_and(char::is_alphabetic);
        goes_on && name.starts_with(|c| self.surnames.contains(&c)) && self.introduces(before)
    }

    /// Whether words end in a title, or in a list of people that begins with one and goes on.
    fn introduces(&self, words: &str) -> bool {
        // 区长  吴|晓峰: a signature stands apart from its title.
        let mut words = words.trim_end_matches([' ', '　']);
        for _ in 0..MOST {
            if self.titles.of(words).next().is_some() {
                return true;
            }
            let before = words.strip_suffix('、').and_then(|list| self.without_person(list));
            let Some(before) = before else { return false };
            words = before;
        }
        false
    }

    /// Words without the name of a person that they end in: a surname and one or two characters.
    fn without_person<'a>(&self, words: &'a str) -> Option<&'a str> {
        let mut last = words.char_indices().rev().skip(1).take(2);
        let (at, _) = last.find(|(at, c)| {
            let before = &words[..*at];
            self.surnames.contains(c) && (before.ends_with('、') || self.titles.of(before).next().is_some())
        })?;
        Some(&words[..at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_stands_behind_a_title_or_another_person() {
        let people = PersonWords::builtin();
        for words in ["副局长刘", "村民代表李南昌、王", "县委书记周宁波、张平、赵", "由马"] {
            assert!(people.ends_in_surname(words), "{words}");
        }
        for words in ["刘", "局长", "甲市、石", "推广到刘", "书记在江", "李南昌、王"] {
            assert!(!people.ends_in_surname(words), "{words}");
        }
    }
}
