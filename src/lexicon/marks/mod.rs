//! What stands where in the text that is being read: looked for once for all lists of words, and then asked by each rule.
//!
//! Most rules have nothing to say about most clauses, because none of their words stands there. [`over`] goes through a text
//! once and notes for every list where its words stand. A finder that is asked about a part of this text reads there what it
//! would have found, and a pattern of which each match must have a word is not asked where there is none. About another text,
//! or for a list that is younger than the marks, nothing is known, and it is looked for as if there were no marks.

mod table;

use std::cell::RefCell;
use std::marker::PhantomData;
use std::num::NonZeroU32;
use std::ops::Range;
use std::rc::Rc;

use self::table::Table;
pub(super) use self::table::{List, list};

thread_local! {
    static MARKED: RefCell<Option<Rc<Text>>> = const { RefCell::new(None) };
}

/// A text that is marked.
#[derive(Debug)]
struct Text {
    /// Where it lies in memory.
    address: usize,
    /// Its bytes.
    length: usize,
    /// How many lists it is marked with.
    lists: u16,
    /// Where the row of a list begins, if any of its words stands in the text: of most lists none does.
    row_of: Vec<Option<NonZeroU32>>,
    /// A row of bits for each of these lists, and in it one for each block: whether a word begins there. The first word is of none.
    rows: Vec<u64>,
    /// The same with the number of the first hit in the blocks of each word of bits; one more at the end.
    firsts: Vec<u32>,
    /// List by list, from left to right: where the longest word of a place stands, and its number.
    hits: Vec<(u32, u32)>,
}

/// Bytes of a text that have a bit together: ten Chinese characters.
const BLOCK: usize = 32;

/// A text has its marks on this thread as long as this lives.
#[derive(Debug)]
pub struct Marks<'t>(PhantomData<(&'t str, *const ())>);

/// Marks a text; what was marked before on this thread has its marks no longer.
pub fn over(text: &str) -> Marks<'_> {
    MARKED.set(None);
    let table = table::table(text.len());
    // Offsets are of 32 bits.
    MARKED.set(table.filter(|_| u32::try_from(text.len()).is_ok()).map(|table| Rc::new(Text::new(text, &table))));
    Marks(PhantomData)
}

impl Drop for Marks<'_> {
    fn drop(&mut self) {
        MARKED.set(None);
    }
}

impl Text {
    fn new(text: &str, table: &Table) -> Self {
        let width = text.len().div_ceil(BLOCK * 64) + 1;
        let lists = usize::from(table.lists);
        let mut told: Vec<(u16, u32, u32)> = Vec::with_capacity(text.len() / 2);
        // Where the hits of each list go: behind those of the lists before.
        let mut next = vec![0_u32; lists + 1];
        table.read(text, |list, at, number| {
            next[usize::from(list) + 1] += 1;
            told.push((list, at, number));
        });
        for list in 1..=lists {
            next[list] += next[list - 1];
        }
        let filled = next.windows(2).filter(|ends| ends[0] < ends[1]).count() * width;
        let mut hits = vec![(0, 0); told.len()];
        for (list, at, number) in told {
            let next = &mut next[usize::from(list)];
            hits[*next as usize] = (at, number);
            *next += 1;
        }
        // Now it is said where those of each list end.
        let mut row_of = vec![None; lists];
        let (mut rows, mut firsts) = (Vec::with_capacity(filled + 1), Vec::with_capacity(filled + 2));
        rows.push(0_u64);
        firsts.push(0);
        let mut hit = 0;
        for (list, &end) in next[..lists].iter().enumerate() {
            if hit == end {
                continue;
            }
            row_of[list] = NonZeroU32::new(rows.len() as u32);
            for word in 0..width {
                firsts.push(hit);
                let mut bits = 0;
                while hit < end
                    && let block = hits[hit as usize].0 as usize / BLOCK
                    && block / 64 == word
                {
                    bits |= 1 << (block % 64);
                    hit += 1;
                }
                rows.push(bits);
            }
        }
        firsts.push(hit);
        let (address, length) = (text.as_ptr() as usize, text.len());
        Self { address, length, lists: table.lists, row_of, rows, firsts, hits }
    }

    /// What is known of a part of the text; `from` is where it begins.
    #[inline]
    fn part(&self, List(list): List, from: usize, length: usize) -> Option<Range<u32>> {
        let row = self.row_of[usize::from(list)]?.get() as usize;
        let (first, end) = (from / BLOCK, (from + length).div_ceil(BLOCK));
        let (low, high) = (row + first / 64, row + end / 64);
        let (after, before) = (u64::MAX << (first % 64), (1_u64 << (end % 64)) - 1);
        let any = if low == high {
            self.rows[low] & after & before != 0
        } else {
            self.rows[low] & after != 0
                || self.rows[high] & before != 0
                || self.rows[low + 1..high].iter().any(|bits| *bits != 0)
        };
        if !any {
            return None;
        }
        let hits = |row: usize| self.firsts[row]..self.firsts[row + 1];
        let at = |hits: Range<u32>, place: usize| {
            let (start, hits) = (hits.start, &self.hits[hits.start as usize..hits.end as usize]);
            start + hits.partition_point(|hit| (hit.0 as usize) < place) as u32
        };
        let part = at(hits(low), from)..at(hits(high), from + length);
        (!part.is_empty()).then_some(part)
    }
}

/// What is known of a text for a list.
#[derive(Debug)]
pub(super) enum Marked {
    /// Nothing.
    Unknown,
    /// None of its words stands there.
    Nowhere,
    /// They do.
    Hits(Hits),
}

/// Where the words of a list stand in a text.
#[derive(Debug)]
pub(super) struct Hits {
    text: Rc<Text>,
    /// Those left.
    left: Range<u32>,
    /// Where the text begins that was asked about.
    from: usize,
}

impl Marked {
    /// Of a text for a list.
    #[inline]
    pub(super) fn of(list: Option<List>, text: &str) -> Self {
        let Some(list) = list else { return Self::Unknown };
        let hits = |marked: &Rc<Text>, left, from| Self::Hits(Hits { text: Rc::clone(marked), left, from });
        ask(list, text.as_bytes(), Self::Unknown, |marked, from| {
            marked.part(list, from, text.len()).map_or(Self::Nowhere, |left| hits(marked, left, from))
        })
    }
}

/// Whether a word of a list may begin in a text.
#[inline]
pub(super) fn may_have(list: List, text: &[u8]) -> bool {
    ask(list, text, true, |marked, from| marked.part(list, from, text.len()).is_some())
}

/// Asks the text that is marked about a part of it, which begins at so many bytes; `unknown` where it is none.
#[inline]
fn ask<T>(List(list): List, part: &[u8], unknown: T, answer: impl FnOnce(&Rc<Text>, usize) -> T) -> T {
    MARKED.with_borrow(|marked| {
        let Some(marked) = marked else { return unknown };
        let from = (part.as_ptr() as usize).wrapping_sub(marked.address);
        let known = from.saturating_add(part.len()) <= marked.length && list < marked.lists;
        if known { answer(marked, from) } else { unknown }
    })
}

impl Hits {
    /// The first from a place on that is something: of each place the longest word, by its number in the list.
    #[inline]
    pub(super) fn find_map_from<T>(&mut self, at: usize, mut map: impl FnMut(usize, u32) -> Option<T>) -> Option<T> {
        for hit in self.left.by_ref() {
            let (place, word) = self.text.hits[hit as usize];
            let place = place as usize - self.from;
            if place >= at
                && let Some(found) = map(place, word)
            {
                return Some(found);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::finder::Finder;
    use super::table::forget_table;
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
        forget_table();
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
        forget_table();
        let marks = over(&text);
        let younger = Finder::of_rule(["丑寅"]);
        let another = "子丑".to_owned();
        assert!(of_before.is_in(&text) && of_before.is_in(&another) && younger.is_in(&text));
        assert!(matches!(Marked::of(list(["亥"]), "甲"), Marked::Unknown));
        drop(marks);
        // What lies where the marked text lay is another text.
        assert!(of_before.is_in(&text));
        let known = list(["卯辰"]);
        forget_table();
        let _marks = over(&text);
        assert!(matches!(Marked::of(known, &text), Marked::Nowhere));
        drop(over(&text));
        assert!(matches!(Marked::of(known, &text), Marked::Unknown));
    }
}
