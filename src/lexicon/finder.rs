//! Finds the words of a list in a text: registers of thousands of names as well as the few names of one case.
//!
//! A place of the text is looked at more closely only where the first bytes of a word stand (two Chinese characters); most have
//! none. The words that share a beginning lie next to each other in the order of their bytes, so that the longest that stands
//! at a place is found by halving, and the shorter ones from it by their links. Nothing but sorting is needed to make one, so
//! that it pays for the names of a single case too.

use std::collections::HashMap;
use std::ops::Range;

use rustc_hash::FxBuildHasher;

use super::marks::{self, Blocks, List};
use super::set::width;
use crate::span::Span;

/// Words of a list as they are looked for.
#[derive(Debug)]
pub struct Finder<'w> {
    /// In the order of their bytes, each once.
    words: Vec<Word<'w>>,
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

#[derive(Debug)]
struct Word<'w> {
    text: &'w str,
    /// The eight bytes after the beginning, the first of them highest and nothing for what is missing: in the order of the
    /// words, most of which differ in them.
    next: u64,
    /// Its place in the list.
    place: u32,
    /// The longest of the other words that it begins with.
    within: Option<u32>,
}

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
        let word = |(place, text): (usize, &'w str)| Word {
            text,
            next: begins.next(text.as_bytes()),
            place: place as u32,
            within: None,
        };
        let mut words: Vec<Word<'w>> = entries.into_iter().map(word).collect();
        words.sort_by_key(|entry| (entry.text, entry.place));
        words.dedup_by_key(|entry| entry.text);
        link(&mut words);
        let mut beginnings: HashMap<Beginning, Range<u32>, FxBuildHasher> = HashMap::default();
        for (at, entry) in (0_u32..).zip(&words) {
            let beginning = begins.at(entry.text.as_bytes()).expect("no word is shorter");
            beginnings.entry(beginning).or_insert(at..at).end = at + 1;
        }
        let of_words = words.iter().filter_map(|entry| begins.at(entry.text.as_bytes()));
        let sieve = Sieve::new(of_words, beginnings.len());
        Self { words, begins, beginnings, sieve, list: None }
    }

    /// Of the words of a rule, which the text that is being read is marked with; see [`marks`].
    pub fn of_rule(list: impl IntoIterator<Item = &'w str>) -> Self {
        let mut finder = Self::new(list);
        finder.list = marks::list(finder.words.iter().map(|word| word.text));
        finder
    }

    /// The words in a text from left to right, the longest at each place, none overlapping another.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Hit> + use<'_, 'w, 't> {
        let mut places = self.places(text);
        std::iter::from_fn(move || {
            loop {
                let (at, beginning) = places.next()?;
                if let Some(longest) = self.longest(&text[at..], beginning) {
                    let hit = self.hit(longest, at);
                    places.at = hit.span.end;
                    return Some(hit);
                }
            }
        })
    }

    /// The first word in a text, the longest at its place.
    pub fn find(&self, text: &str) -> Option<Hit> {
        self.find_iter(text).next()
    }

    /// Whether a word of the list stands in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// All words in a text, those within others too, by their places and the longest first.
    pub fn all_in<'t>(&self, text: &'t str) -> impl Iterator<Item = Hit> + use<'_, 'w, 't> {
        let places = self.places(text);
        places.flat_map(move |(at, beginning)| {
            let longest = self.longest(&text[at..], beginning);
            let links = std::iter::successors(longest, |&word| self.words[word as usize].within);
            links.map(move |word| self.hit(word, at))
        })
    }

    /// The longest word that a text begins with.
    pub fn at(&self, text: &str) -> Option<Hit> {
        self.longest(text, self.begins.at(text.as_bytes())?).map(|word| self.hit(word, 0))
    }

    /// The longest word that a text begins with: it is the last one not after the text in order, or one which that begins with.
    fn longest(&self, text: &str, beginning: Beginning) -> Option<u32> {
        let alike = self.beginnings.get(&beginning)?;
        let words = &self.words[alike.start as usize..alike.end as usize];
        let next = self.begins.next(text.as_bytes());
        let last = words.partition_point(|entry| (entry.next, entry.text) <= (next, text)).checked_sub(1)?;
        let mut links =
            std::iter::successors(Some(alike.start + last as u32), |&word| self.words[word as usize].within);
        links.find(|&word| text.starts_with(self.words[word as usize].text))
    }

    fn places<'f, 't>(&'f self, text: &'t str) -> Places<'f, 'w, 't> {
        Places { finder: self, text: text.as_bytes(), at: 0, blocks: Blocks::of(self.list, text) }
    }

    fn hit(&self, word: u32, at: usize) -> Hit {
        let entry = &self.words[word as usize];
        Hit { span: Span::new(at, at + entry.text.len()), word: entry.place as usize }
    }
}

/// The places of a text where a word may begin, with the beginning that stands there.
struct Places<'f, 'w, 't> {
    finder: &'f Finder<'w>,
    text: &'t [u8],
    /// Where the next character begins.
    at: usize,
    /// Where words may begin.
    blocks: Blocks,
}

impl Iterator for Places<'_, '_, '_> {
    type Item = (usize, Beginning);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(stretch) = self.blocks.next(self.text, self.at) {
            self.at = stretch.start;
            let found = self.next_before(stretch.end);
            if found.is_some() {
                return found;
            }
            if self.at >= self.text.len() {
                break;
            }
        }
        None
    }
}

impl Places<'_, '_, '_> {
    /// The next place that lies before another one.
    #[inline]
    fn next_before(&mut self, end: usize) -> Option<(usize, Beginning)> {
        let (finder, text, mut at) = (self.finder, self.text, self.at);
        // Eight bytes are read at once as long as there are so many; what is left is shorter than three characters.
        while at < end
            && let Some(bytes) = text.get(at..).and_then(<[u8]>::first_chunk)
        {
            let (here, beginning) = (at, finder.begins.of_bytes(*bytes));
            at += width(bytes[0]);
            if finder.sieve.passes(beginning) {
                self.at = at;
                return Some((here, beginning));
            }
        }
        while at < end
            && let Some(beginning) = text.get(at..).and_then(|rest| finder.begins.at(rest))
        {
            let here = at;
            at += width(text[here]);
            if finder.sieve.passes(beginning) {
                self.at = at;
                return Some((here, beginning));
            }
        }
        // What is too short for a beginning is the end of the text.
        self.at = if at < end { text.len() } else { at };
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

/// Links each word to the longest other one that it begins with; that stands before it in order.
fn link(words: &mut [Word<'_>]) {
    let mut open: Vec<u32> = Vec::new();
    for at in 0..words.len() {
        while open.pop_if(|last| !words[at].text.starts_with(words[*last as usize].text)).is_some() {}
        words[at].within = open.last().copied();
        open.push(at as u32);
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

    /// What follows the beginning of a text that has one.
    #[inline]
    fn next(self, text: &[u8]) -> u64 {
        let rest = &text[self.length.min(text.len())..];
        if let Some(bytes) = rest.first_chunk() {
            return u64::from_be_bytes(*bytes);
        }
        let mut bytes = [0; 8];
        bytes[..rest.len()].copy_from_slice(rest);
        u64::from_be_bytes(bytes)
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
