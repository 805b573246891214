//! Finds the words of a list in a text: registers of thousands of names as well as the few names of one case.
//!
//! A place of the text is looked at more closely only where the first bytes of a word stand (two Chinese characters); most have
//! none. The words that share a beginning lie next to each other in the order of their bytes, so that the longest that stands
//! at a place is found by halving, and the shorter ones from it by their links. Nothing but sorting is needed to make one, so
//! that it pays for the names of a single case too.

use std::collections::HashMap;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use super::marks::{self, List, Marked};
use super::ordered::{self, Word};
use super::set::width;
use crate::span::Span;

/// Words of a list as they are looked for.
#[derive(Debug)]
pub struct Finder<'w> {
    /// In the order of their bytes, each once.
    words: Vec<Word<&'w str>>,
    /// What of eight bytes is the beginning of a word.
    begins: Beginnings,
    /// Where in `words` those with one beginning stand.
    beginnings: HashMap<Beginning, Range<u32>, FxBuildHasher>,
    /// Bits for the beginnings there are; a bit may be set by chance.
    sieve: Sieve,
    /// What the text that is being read is marked with, where it is for these words.
    list: Option<List>,
}

/// The first bytes of a word, the first of them lowest.
type Beginning = u64;

/// Bytes of the longest beginning: two Chinese characters.
const LONGEST: usize = 6;

/// A word of the list in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where it stands, offsets counting in the text looked at.
    pub span: Span,
    /// Its place in the list; of equal words the first.
    pub word: usize,
}

impl<'w> Finder<'w> {
    /// Of words in any order; empty ones are found nowhere.
    pub fn new(list: impl IntoIterator<Item = &'w str>) -> Self {
        let entries = list.into_iter().enumerate().filter(|(_, word)| !word.is_empty());
        let entries: Vec<(usize, &str)> = entries.collect();
        let length = entries.iter().map(|(_, word)| word.len()).min().unwrap_or(LONGEST).min(LONGEST);
        let begins = Beginnings::of(length);
        let word = |(place, text): (usize, &'w str)| Word::new(text, length, place as u32);
        let mut words: Vec<Word<&str>> = entries.into_iter().map(word).collect();
        words.sort_by_key(|entry| (entry.text, entry.place));
        words.dedup_by_key(|entry| entry.text);
        ordered::link(&mut words);
        let mut beginnings: HashMap<Beginning, Range<u32>, FxBuildHasher> = HashMap::default();
        for (at, entry) in (0_u32..).zip(&words) {
            let beginning = begins.at(entry.text.as_bytes()).expect("no word is shorter");
            beginnings.entry(beginning).or_insert(at..at).end = at + 1;
        }
        let of_words = words.iter().filter_map(|entry| begins.at(entry.text.as_bytes()));
        let sieve = Sieve::new(of_words, beginnings.len());
        Self { words, begins, beginnings, sieve, list: None }
    }

    /// Of the words of a rule, which are looked for in the text that is being read before any rule asks; see [`marks`].
    pub fn of_rule(list: impl IntoIterator<Item = &'w str>) -> Self {
        let mut finder = Self::new(list);
        finder.list = marks::list(finder.words.iter().map(|word| word.text));
        finder
    }

    /// The words in a text from left to right, the longest at each place, none overlapping another.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Hit> + use<'_, 'w, 't> {
        let mut places = self.places(text);
        std::iter::from_fn(move || {
            let (at, longest) = places.next()?;
            let hit = self.hit(longest, at);
            places.at = hit.span.end;
            Some(hit)
        })
    }

    /// The first word in a text, the longest at its place.
    pub fn find(&self, text: &str) -> Option<Hit> {
        self.find_iter(text).next()
    }

    /// Whether a word of the list stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.places(text).next().is_some()
    }

    /// All words in a text, those within others too, by their places and the longest first.
    pub fn all_in<'t>(&self, text: &'t str) -> impl Iterator<Item = Hit> + use<'_, 'w, 't> {
        let at_place =
            move |(at, longest)| ordered::with_within(&self.words, longest).map(move |word| self.hit(word, at));
        self.places(text).flat_map(at_place)
    }

    /// The longest word that a text begins with.
    pub fn at(&self, text: &str) -> Option<Hit> {
        self.longest(text, self.begins.at(text.as_bytes())?).map(|word| self.hit(word, 0))
    }

    fn longest(&self, text: &str, beginning: Beginning) -> Option<u32> {
        let alike = self.beginnings.get(&beginning)?;
        ordered::longest(&self.words, alike.clone(), text, self.begins.length)
    }

    fn places<'f, 't>(&'f self, text: &'t str) -> Places<'f, 'w, 't> {
        Places { finder: self, text, at: 0, marked: Marked::of(self.list, text) }
    }

    fn hit(&self, word: u32, at: usize) -> Hit {
        let entry = &self.words[word as usize];
        Hit { span: Span::new(at, at + entry.text.len()), word: entry.place as usize }
    }
}

/// The places of a text where words stand, with the longest of each.
struct Places<'f, 'w, 't> {
    finder: &'f Finder<'w>,
    text: &'t str,
    /// No word before is asked for.
    at: usize,
    /// What is known of the text.
    marked: Marked,
}

impl Iterator for Places<'_, '_, '_> {
    type Item = (usize, u32);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.marked {
            Marked::Nowhere => None,
            Marked::Hits(hits) => {
                let words = &self.finder.words;
                // A word may go on behind the end of what is looked at, where a shorter one does not.
                let fits = |at: usize, word: u32| at + words[word as usize].text.len() <= self.text.len();
                let hit = hits.find_map_from(self.at, |at, longest| {
                    ordered::with_within(words, longest).find(|&word| fits(at, word)).map(|word| (at, word))
                })?;
                self.at = hit.0 + 1;
                Some(hit)
            }
            Marked::Unknown => self.look(),
        }
    }
}

impl Places<'_, '_, '_> {
    /// The next place of a text that is not marked.
    fn look(&mut self) -> Option<(usize, u32)> {
        let finder = self.finder;
        while let Some((at, beginning)) = self.next_beginning() {
            if let Some(longest) = finder.longest(&self.text[at..], beginning) {
                return Some((at, longest));
            }
        }
        None
    }

    /// The next place where the beginning of a word may stand.
    #[inline]
    fn next_beginning(&mut self) -> Option<(usize, Beginning)> {
        let (finder, text, mut at) = (self.finder, self.text.as_bytes(), self.at);
        // Eight bytes are read at once as long as there are so many; what is left is shorter than three characters.
        while let Some(bytes) = text.get(at..).and_then(<[u8]>::first_chunk) {
            let (here, beginning) = (at, finder.begins.of_bytes(*bytes));
            at += width(bytes[0]);
            if finder.sieve.passes(beginning) {
                self.at = at;
                return Some((here, beginning));
            }
        }
        while let Some(beginning) = text.get(at..).and_then(|rest| finder.begins.at(rest)) {
            let here = at;
            at += width(text[here]);
            if finder.sieve.passes(beginning) {
                self.at = at;
                return Some((here, beginning));
            }
        }
        // What is too short for a beginning is the end of the text.
        self.at = text.len();
        None
    }
}

impl Hit {
    /// For indexing the text looked at.
    pub const fn range(self) -> Range<usize> {
        self.span.range()
    }

    /// Where it begins.
    pub const fn start(self) -> usize {
        self.span.start
    }

    /// Where it ends.
    pub const fn end(self) -> usize {
        self.span.end
    }
}

/// How much of a text is the beginning of a word.
#[derive(Clone, Copy, Debug)]
struct Beginnings {
    /// In bytes: no word has fewer.
    length: usize,
    /// These of eight bytes, the first of them lowest.
    bits: u64,
}

impl Beginnings {
    const fn of(length: usize) -> Self {
        Self { length, bits: (1 << (8 * length)) - 1 }
    }

    /// That of a text; none where it is shorter.
    #[inline]
    fn at(self, text: &[u8]) -> Option<Beginning> {
        let mut bytes = [0; 8];
        let known = text.len().min(8);
        bytes[..known].copy_from_slice(&text[..known]);
        (known >= self.length).then(|| self.of_bytes(bytes))
    }

    #[inline]
    const fn of_bytes(self, bytes: [u8; 8]) -> Beginning {
        u64::from_le_bytes(bytes) & self.bits
    }
}

/// Says of most beginnings that no word has them.
#[derive(Debug)]
struct Sieve {
    bits: Vec<u64>,
    /// How far a mixed beginning is shifted to be the number of a bit.
    shift: u32,
}

impl Sieve {
    /// Of some beginnings, `count` of them different.
    fn new(beginnings: impl Iterator<Item = Beginning>, count: usize) -> Self {
        const BITS_EACH: usize = 16;
        let bits = (count * BITS_EACH).next_power_of_two().max(64);
        let mut sieve = Self { bits: vec![0; bits / 64], shift: u64::BITS - bits.trailing_zeros() };
        for beginning in beginnings {
            let bit = sieve.bit(beginning);
            sieve.bits[bit / 64] |= 1 << (bit % 64);
        }
        sieve
    }

    #[inline]
    fn passes(&self, beginning: Beginning) -> bool {
        let bit = self.bit(beginning);
        self.bits.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
    }

    /// All bytes have part in the highest bits of the product with an odd factor without a pattern.
    #[inline]
    fn bit(&self, beginning: Beginning) -> usize {
        (beginning.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift) as usize
    }
}

#[cfg(test)]
mod tests {
    use aho_corasick::{AhoCorasick, MatchKind};

    use super::*;

    fn found(list: &[&str], text: &str) -> Vec<(usize, usize)> {
        Finder::new(list.iter().copied()).find_iter(text).map(|hit| (hit.start(), hit.word)).collect()
    }

    #[test]
    fn the_longest_at_each_place_and_none_overlapping() {
        let list = ["南宁", "南宁市", "宁市", "市场监管局", "南宁市场"];
        assert_eq!(found(&list, "在南宁市场监管"), [(3, 4)]);
        assert_eq!(found(&list, "南宁市南宁，宁市"), [(0, 1), (9, 0), (18, 2)]);
        assert_eq!(found(&list, "南"), []);
        assert_eq!(found(&["甲乙丙丁", "甲乙", "乙"], "甲乙丙甲乙乙"), [(0, 1), (9, 1), (15, 2)]);
    }

    #[test]
    fn all_words_and_those_within_others() {
        let finder = Finder::new(["甲", "甲乙", "乙丙", "", "甲"]);
        let all: Vec<_> = finder.all_in("甲乙丙甲").map(|hit| (hit.start(), hit.word)).collect();
        assert_eq!(all, [(0, 1), (0, 0), (3, 2), (9, 0)]);
        assert_eq!(finder.at("甲乙").map(|hit| hit.word), Some(1));
        assert_eq!(found(&["APP", "平台"], "某APP平台a"), [(3, 0), (6, 1)]);
        assert!(finder.at("丙甲").is_none() && finder.at("").is_none() && Finder::new([]).find("甲").is_none());
    }

    #[test]
    fn what_is_found_is_what_an_automaton_finds() {
        let words = ["一", "一二", "二一一", "一一二二", "二二", "二一二"];
        for list in [&words[..], &words[1..]] {
            let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(list);
            let automaton = automaton.expect("a few words make an automaton");
            for number in 0..1024_u32 {
                let text: String = (0..10).map(|bit| if number >> bit & 1 == 1 { '一' } else { '二' }).collect();
                let expected: Vec<_> =
                    automaton.find_iter(&text).map(|hit| (hit.start(), hit.pattern().as_usize())).collect();
                assert_eq!(found(list, &text), expected, "{text}");
            }
        }
    }
}
