//! All words of all lists, and which lists have them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rustc_hash::FxBuildHasher;

use super::super::ordered::{self, Word};
use super::super::set::width;

/// A list of words that texts are marked with.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct List(pub(super) u16);

/// All lists there are.
static LISTS: LazyLock<Mutex<Lists>> = LazyLock::new(Mutex::default);

#[derive(Default)]
struct Lists {
    count: u16,
    /// By their words: many patterns need the same ones, digits and levels most of all.
    known: HashMap<Box<[Arc<str>]>, List, FxBuildHasher>,
    words: Vec<Entry>,
    /// Made of them, but for those that came since.
    table: Option<Arc<Table>>,
    /// Bytes of text that were marked with this table.
    read: usize,
}

/// A word of a list.
struct Entry {
    text: Arc<str>,
    list: u16,
    /// Its number in the list.
    number: u32,
}

/// Enters a list of words, each once; they are told by their numbers. None where there are too many lists.
pub(in super::super) fn list<'w>(words: impl IntoIterator<Item = &'w str>) -> Option<List> {
    LISTS.lock().unwrap_or_else(PoisonError::into_inner).enter(words.into_iter().map(Arc::from).collect())
}

/// What a text of so many bytes is marked with; nothing where there are no lists.
pub(super) fn table(length: usize) -> Option<Arc<Table>> {
    LISTS.lock().unwrap_or_else(PoisonError::into_inner).table(length)
}

/// Lets the next text be marked with all lists.
#[cfg(test)]
pub(super) fn forget_table() {
    LISTS.lock().unwrap_or_else(PoisonError::into_inner).table = None;
}

impl Lists {
    fn enter(&mut self, words: Box<[Arc<str>]>) -> Option<List> {
        if let Some(list) = self.known.get(&words) {
            return Some(*list);
        }
        let list = self.count;
        self.count = list.checked_add(1)?;
        let entry = |(number, word): (u32, &Arc<str>)| Entry { text: Arc::clone(word), list, number };
        self.words.extend((0..).zip(&words).filter(|(_, word)| !word.is_empty()).map(entry));
        self.known.insert(words, List(list));
        Some(List(list))
    }

    /// What a text of so many bytes is marked with. Lists of rules come when a rule is first asked, and nothing is missed where
    /// a text is not marked with them: a table for them is made when as much has been read as to make it costs.
    fn table(&mut self, length: usize) -> Option<Arc<Table>> {
        /// Bytes of text.
        const COST: usize = 1 << 15;
        let (known, old) = (self.table.as_ref().map_or(0, |table| table.known), self.read >= COST);
        if self.words.len() > known && (known == 0 || old) {
            (self.table, self.read) = (Some(Arc::new(Table::new(&self.words, self.count))), 0);
        }
        self.read = self.read.saturating_add(length);
        self.table.clone()
    }
}

/// All words of all lists.
pub(super) struct Table {
    /// How many lists.
    pub(super) lists: u16,
    /// How many words, each as often as lists have it.
    known: usize,
    /// By the first character of a word: a bit for each length of beginnings that are looked for there.
    lengths: Vec<u8>,
    /// Bits for the beginnings there are; a bit may be set by chance.
    sieve: Vec<u64>,
    /// Where in `words` those with one beginning stand, which lies in the lowest bytes and its length in the highest.
    alike: HashMap<u64, Range<u32>, FxBuildHasher>,
    /// By the lengths of their beginnings, and in the order of their bytes; `place` is where its lists begin in `told`.
    words: Vec<Word<Box<str>>>,
    /// Word by word what is told where it stands: the lists that have it or a word that it begins with, each with the longest.
    told: Vec<Told>,
}

/// What is told where a word stands.
#[derive(Clone, Copy)]
struct Told {
    list: u16,
    /// Whether it is the last of its word.
    last: bool,
    /// The number of the longest word of the list.
    number: u32,
}

/// Bytes of the longest beginning of a word that is looked for: two Chinese characters.
const LONGEST: usize = 6;

/// Bits of the sieve, as a power of two.
const SIEVE: u32 = 18;

impl Table {
    fn new(entries: &[Entry], lists: u16) -> Self {
        let mut sorted: Vec<&Entry> = entries.iter().collect();
        sorted.sort_by_key(|entry| (&entry.text, entry.list, entry.number));
        let of_text: Vec<&[&Entry]> = sorted.chunk_by(|one, other| one.text == other.text).collect();
        let texts: Vec<&str> = of_text.iter().map(|owners| &*owners[0].text).collect();
        let links = ordered::within(texts.iter().copied());
        // Those with beginnings of one length stand together.
        let mut order: Vec<u32> = (0..texts.len() as u32).collect();
        order.sort_by_key(|&word| beginning(texts[word as usize]));
        let mut places = vec![0; order.len()];
        (0_u32..).zip(&order).for_each(|(place, &word)| places[word as usize] = place);
        let mut table = Self {
            lists,
            known: entries.len(),
            lengths: vec![0; FIRSTS],
            sieve: vec![0; (1 << SIEVE) / 64],
            alike: HashMap::default(),
            words: Vec::with_capacity(order.len()),
            told: Vec::with_capacity(entries.len()),
        };
        for (place, word) in (0_u32..).zip(order) {
            let text = texts[word as usize];
            let length = beginning(text);
            let key = table.enter(bytes(text.as_bytes()), length);
            table.alike.entry(key).or_insert(place..place).end = place + 1;
            let mut entry = Word::new(Box::from(text), length, table.told.len() as u32);
            entry.within = links[word as usize].map(|within| places[within as usize]);
            table.words.push(entry);
            let chain = std::iter::successors(Some(word), |&word| links[word as usize]);
            table.tell(chain.flat_map(|word| of_text[word as usize]).copied());
        }
        table
    }

    /// Enters what is told where a word stands, of those that have it or a shorter one, which come the longest first.
    fn tell<'e>(&mut self, owners: impl Iterator<Item = &'e Entry>) {
        let first = self.told.len();
        for owner in owners {
            if self.told[first..].iter().all(|told| told.list != owner.list) {
                self.told.push(Told { list: owner.list, last: false, number: owner.number });
            }
        }
        self.told.last_mut().expect("each word is in a list").last = true;
    }

    fn enter(&mut self, bytes: u64, length: usize) -> u64 {
        let key = key(bytes, length);
        self.lengths[first(bytes)] |= 1 << length;
        let bit = bit(key);
        self.sieve[bit / 64] |= 1 << (bit % 64);
        key
    }

    /// Tells all words of a text to `tell`: list, place, number; of each list the longest at each place, from left to right.
    pub(super) fn read(&self, text: &str, mut tell: impl FnMut(u16, u32, u32)) {
        let mut at = 0;
        while let Some(&lead) = text.as_bytes().get(at) {
            if let Some(longest) = self.longest(&text[at..]) {
                for told in &self.told[self.words[longest as usize].place as usize..] {
                    tell(told.list, at as u32, told.number);
                    if told.last {
                        break;
                    }
                }
            }
            at += width(lead);
        }
    }

    /// The longest word that a text begins with.
    #[inline]
    fn longest(&self, text: &str) -> Option<u32> {
        let bytes = bytes(text.as_bytes());
        let mut lengths = self.lengths[first(bytes)];
        while lengths != 0 {
            // Words with a longer beginning are longer.
            let length = lengths.ilog2() as usize;
            lengths &= !(1 << length);
            let key = key(bytes, length);
            let bit = bit(key);
            if self.sieve[bit / 64] >> (bit % 64) & 1 == 1
                && let Some(alike) = self.alike.get(&key)
                && let Some(longest) = ordered::longest(&self.words, alike.clone(), text, length)
            {
                return Some(longest);
            }
        }
        None
    }
}

/// How many bytes of a word are looked for first: of Chinese words one or two characters, and nothing between.
fn beginning(word: &str) -> usize {
    let least = if word.as_bytes()[0] < 0xE0 { 1 } else { 3 };
    word.len().min(LONGEST) / least * least
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
