//! What stands where in the text that is being read: looked for once for all lists of words, and then asked by each rule.
//!
//! Most rules have nothing to say about most clauses, because none of their words stands there. [`over`] goes through a text
//! once and notes, for every list, in which blocks of 32 bytes a word may begin: one of which the first two characters
//! stand there. A finder or a pattern that is asked about a part of this text then looks no further where none of its words
//! begins. Nothing is ever missed: a block says "perhaps", and about another text, or for a list that is younger than
//! the marks, the answer is "perhaps" too.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::marker::PhantomData;
use std::ops::Range;
use std::sync::{PoisonError, RwLock};

use rustc_hash::FxBuildHasher;

/// A list of words that texts are marked with.
#[derive(Clone, Copy, Debug)]
pub(super) struct List(u16);

/// Bytes of a text that are marked together: ten Chinese characters.
const BLOCK: usize = 32;

/// Bytes of the longest beginning of a word that is looked for: two Chinese characters.
const LONGEST: usize = 6;

/// Whose words begin how.
static BEGINNINGS: RwLock<Option<Beginnings>> = RwLock::new(None);

#[derive(Default)]
struct Beginnings {
    /// How many lists there are.
    lists: u16,
    /// By a number for the first character of a word: a bit for each length of beginnings that are looked for there.
    lengths: Vec<u8>,
    /// Bits for the beginnings there are; a bit may be set by chance.
    sieve: Vec<u64>,
    /// Whose words have a beginning, which lies in the lowest bytes and its length in the highest.
    whose: HashMap<u64, Vec<u16>, FxBuildHasher>,
}

/// Bits of the sieve, as a power of two.
const SIEVE: u32 = 17;

thread_local! {
    static MARKED: Cell<Marked> = const { Cell::new(Marked::NOTHING) };
    /// A row of bits for each list, and in it one for each block.
    static ROWS: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// A text that is marked.
#[derive(Clone, Copy)]
struct Marked {
    /// Where it lies in memory.
    address: usize,
    /// Its bytes.
    length: usize,
    /// How many lists it was marked with.
    lists: u16,
    /// Words of a row, the last one being empty.
    width: usize,
}

impl Marked {
    const NOTHING: Self = Self { address: 0, length: 0, lists: 0, width: 0 };
}

/// A text has its marks on this thread as long as this lives.
#[derive(Debug)]
pub struct Marks<'t>(PhantomData<(&'t str, *const ())>);

/// Marks a text; what was marked before on this thread has its marks no longer.
pub fn over(text: &str) -> Marks<'_> {
    MARKED.set(Marked::NOTHING);
    let beginnings = BEGINNINGS.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(beginnings) = beginnings.as_ref() {
        let width = text.len().div_ceil(BLOCK * 64) + 1;
        ROWS.with_borrow_mut(|rows| beginnings.mark(text.as_bytes(), width, rows));
        MARKED.set(Marked { address: text.as_ptr() as usize, length: text.len(), lists: beginnings.lists, width });
    }
    Marks(PhantomData)
}

impl Drop for Marks<'_> {
    fn drop(&mut self) {
        MARKED.set(Marked::NOTHING);
        // One and a half times as much as the text, which may be long.
        ROWS.set(Vec::new());
    }
}

/// Enters a list of words; none where there are too many lists, or where marks would say little: some of many words of one
/// character stand in most blocks.
pub(super) fn list<'w>(words: impl IntoIterator<Item = &'w str>) -> Option<List> {
    /// Most words of one character.
    const MOST_SHORT: usize = 4;
    let words: Vec<&[u8]> = words.into_iter().map(str::as_bytes).filter(|word| !word.is_empty()).collect();
    let short = words.iter().filter(|word| word.len() <= super::set::width(word[0])).count();
    if short > MOST_SHORT {
        return None;
    }
    let mut beginnings = BEGINNINGS.write().unwrap_or_else(PoisonError::into_inner);
    beginnings.get_or_insert_default().enter(&words)
}

/// The blocks of a text where words of a list may begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blocks {
    /// A bit for each block from the first one; the last bit stands for all that follow too.
    bits: u64,
    /// How many bytes of the first block lie before the text.
    before: usize,
}

impl Blocks {
    /// Of a text that has no marks.
    const UNKNOWN: Self = Self { bits: u64::MAX, before: 0 };

    /// Those of a text for a list.
    #[inline]
    pub(super) fn of(list: Option<List>, text: &str) -> Self {
        let Some(List(list)) = list else { return Self::UNKNOWN };
        let marked = MARKED.get();
        let from = (text.as_ptr() as usize).wrapping_sub(marked.address);
        if from.saturating_add(text.len()) > marked.length || list >= marked.lists {
            return Self::UNKNOWN;
        }
        let (first, before) = (from / BLOCK, from % BLOCK);
        let count = (before + text.len()).div_ceil(BLOCK);
        ROWS.with_borrow(|rows| {
            let at = usize::from(list) * marked.width + first / 64;
            let Some(&[word, next]) = rows[at..].first_chunk() else { return Self::UNKNOWN };
            let bits = word >> (first % 64) | (next << 1) << (63 - first % 64);
            if count < 64 {
                return Self { bits: bits & ((1 << count) - 1), before };
            }
            // What follows the blocks that have bits of their own.
            let rest = &rows[at + 1..at + (first % 64 + count).div_ceil(64)];
            Self { bits: bits | u64::from(rest.iter().any(|word| *word != 0)) << 63, before }
        })
    }

    /// Whether a word may begin anywhere.
    #[inline]
    pub(super) const fn are_any(self) -> bool {
        self.bits != 0
    }

    /// The next stretch of a text, from `at` on, where words may begin; none where there is no more.
    #[inline]
    pub(super) fn next(self, text: &[u8], at: usize) -> Option<Range<usize>> {
        let block = (self.before + at) / BLOCK;
        if block >= 63 {
            return (self.bits >> 63 == 1).then_some(at..text.len());
        }
        let ahead = self.bits >> block;
        if ahead == 0 {
            return None;
        }
        let empty = ahead.trailing_zeros() as usize;
        let mut from = at.max(((block + empty) * BLOCK).saturating_sub(self.before));
        // A character may begin in the block before: its other bytes begin nothing.
        while text.get(from).is_some_and(|byte| byte & 0xC0 == 0x80) {
            from += 1;
        }
        let full = (ahead >> empty).trailing_ones() as usize;
        let end = block + empty + full;
        let to = if end > 63 { text.len() } else { (end * BLOCK - self.before).min(text.len()) };
        Some(from..to)
    }
}

impl Beginnings {
    fn enter(&mut self, words: &[&[u8]]) -> Option<List> {
        let list = self.lists;
        if list == u16::MAX {
            return None;
        }
        if self.lengths.is_empty() {
            (self.lengths, self.sieve) = (vec![0; FIRSTS], vec![0; (1 << SIEVE) / 64]);
        }
        for word in words {
            // Of Chinese words one or two characters are the beginning, and nothing between.
            let least = if word[0] < 0xE0 { 1 } else { 3 };
            let length = word.len().min(LONGEST) / least * least;
            let bytes = bytes(word);
            let key = key(bytes, length);
            self.lengths[first(bytes)] |= 1 << length;
            let bit = bit(key);
            self.sieve[bit / 64] |= 1 << (bit % 64);
            let lists = self.whose.entry(key).or_default();
            if lists.last() != Some(&list) {
                lists.push(list);
            }
        }
        self.lists += 1;
        Some(List(list))
    }

    fn mark(&self, text: &[u8], width: usize, rows: &mut Vec<u64>) {
        rows.clear();
        rows.resize(usize::from(self.lists) * width, 0);
        let mut at = 0;
        while let Some(&lead) = text.get(at) {
            let bytes = bytes(&text[at..]);
            let mut lengths = self.lengths[first(bytes)];
            while lengths != 0 {
                let length = lengths.trailing_zeros() as usize;
                lengths &= lengths - 1;
                let key = key(bytes, length);
                let bit = bit(key);
                if self.sieve[bit / 64] >> (bit % 64) & 1 == 1
                    && let Some(lists) = self.whose.get(&key)
                {
                    let block = at / BLOCK;
                    for list in lists {
                        rows[usize::from(*list) * width + block / 64] |= 1 << (block % 64);
                    }
                }
            }
            at += super::set::width(lead);
        }
    }
}

/// The first eight bytes of a text, the first of them lowest; of a shorter one with nothing behind.
#[inline]
fn bytes(text: &[u8]) -> u64 {
    if let Some(bytes) = text.first_chunk() {
        return u64::from_le_bytes(*bytes);
    }
    let mut bytes = [0; 8];
    bytes[..text.len()].copy_from_slice(text);
    u64::from_le_bytes(bytes)
}

/// How many first characters are told apart.
const FIRSTS: usize = 1 << 13;

/// A number for the first character of a text, which few share: of three bytes the last two differ most.
#[inline]
const fn first(bytes: u64) -> usize {
    let (lead, second, third) = (bytes as usize & 0xFF, (bytes >> 8) as usize & 0x3F, (bytes >> 16) as usize & 0x3F);
    match lead {
        0..0xE0 => lead,
        _ => 1 << 12 | second << 6 | third,
    }
}

/// The first bytes of a text, with their number.
#[inline]
const fn key(bytes: u64, length: usize) -> u64 {
    bytes & ((1 << (8 * length)) - 1) | (length as u64) << 56
}

#[inline]
const fn bit(key: u64) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - SIEVE)) as usize
}

#[cfg(test)]
mod tests {
    use super::super::finder::Finder;
    use super::*;

    /// A text of a few characters in every order, so that words begin and end everywhere; `seed` says which.
    fn text(seed: u64, length: usize) -> String {
        let mut state = seed;
        let characters = ['甲', '乙', '丙', 'A', '9', '，', '丁', 'é', '𠮷'];
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            characters[(state >> 33) as usize % characters.len()]
        };
        (0..length).map(|_| next()).collect()
    }

    const WORDS: [&str; 9] = ["甲乙丙", "丙丁", "A9", "9甲", "丁", "乙A", "丙9丁", "é", "𠮷甲"];

    #[test]
    fn a_marked_text_is_read_as_one_without_marks() {
        let (plain, marked) = (Finder::new(WORDS), Finder::of_rule(WORDS));
        let rare = (Finder::new(["甲甲甲甲"]), Finder::of_rule(["甲甲甲甲"]));
        for seed in 0..40 {
            // Longer and shorter than the blocks that have bits of their own.
            let text = text(seed, 1 + seed as usize * 47);
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let _marks = over(&text);
            for (at, from) in ends.iter().enumerate().step_by(1 + ends.len() / 29) {
                for to in ends[at..].iter().step_by(1 + ends.len() / 13) {
                    let part = &text[*from..*to];
                    for (plain, marked) in [(&plain, &marked), (&rare.0, &rare.1)] {
                        assert!(plain.find_iter(part).eq(marked.find_iter(part)), "{part}");
                        assert!(plain.all_in(part).eq(marked.all_in(part)), "{part}");
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_is_left_out_where_marks_say_nothing() {
        let text = "甲乙丙，子丑寅".to_owned();
        let of_before = Finder::of_rule(["子丑"]);
        let marks = over(&text);
        let younger = Finder::of_rule(["丑寅"]);
        let another = "子丑".to_owned();
        assert!(of_before.is_in(&text) && of_before.is_in(&another) && younger.is_in(&text));
        assert!(!Blocks::of(list(["亥"]), "甲").next("甲".as_bytes(), 0).is_none_or(|found| found.is_empty()));
        drop(marks);
        // What lies where the marked text lay is another text.
        assert!(of_before.is_in(&text));
        let known = list(["卯辰"]);
        let _marks = over(&text);
        assert!(!Blocks::of(known, &text).are_any());
        drop(over(&text));
        assert!(Blocks::of(known, &text).are_any());
    }
}
