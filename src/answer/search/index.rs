//! The inverted index: which units hold a word.
//!
//! Every character and every pair of neighbouring characters of a folded text has the list of units it stands in. A
//! word of any length is looked for in the units that hold all its pairs, and then in their texts: so any stretch of
//! any length is found, whether a dictionary has it or not, and the count of a word is exact.

use std::collections::BTreeSet;

use memchr::memmem::Finder;
use oxigraph::model::NamedNode;
use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::is_letter;
use super::unit::{Corpus, Field, Quotation, Thing, ThingId, Unit, UnitId};

/// Longest name that is a word of the dictionary, in characters; what is longer is a sentence.
pub(super) const LONGEST_NAME: usize = 30;

/// A character, or two that are neighbours.
type Key = u64;

/// The texts of one graph.
#[derive(Debug, Default)]
pub(super) struct Index {
    things: Vec<Thing>,
    by_iri: FxHashMap<Box<str>, ThingId>,
    /// What was removed leaves a gap, so that numbers stay.
    units: Vec<Option<Unit>>,
    lists: FxHashMap<Key, Vec<UnitId>>,
    /// Folded names of the graph: the words of its dictionary.
    words: FxHashMap<Box<str>, u32>,
    quotations: FxHashMap<ThingId, Vec<Quotation>>,
    count: usize,
    characters: usize,
}

/// What is looked for in the units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded, not empty.
    pub(super) text: String,
    /// Whether a word of letters or digits may go on after it.
    pub(super) is_open: bool,
}

impl Index {
    pub(super) fn new(corpus: Corpus) -> Self {
        let mut index = Self {
            by_iri: (0..).zip(&corpus.things).map(|(id, thing)| (thing.iri.clone(), id)).collect(),
            things: corpus.things,
            quotations: corpus.quotations.into_iter().collect(),
            ..Self::default()
        };
        for unit in corpus.units {
            index.add(unit);
        }
        index.lists.values_mut().for_each(Vec::shrink_to_fit);
        index
    }

    /// Replaces the texts of some things by those that `corpus` has of them.
    pub(super) fn replace(&mut self, things: &BTreeSet<NamedNode>, corpus: Corpus) {
        let ids: FxHashSet<ThingId> = things.iter().filter_map(|node| self.id(node.as_str())).collect();
        for unit in 0..self.units.len() {
            if self.units[unit].as_ref().is_some_and(|unit| is_own(unit) && ids.contains(&unit.node)) {
                self.remove(unit);
            }
        }
        let numbers: Vec<ThingId> = corpus.things.into_iter().map(|thing| self.learn(things, thing)).collect();
        for mut unit in corpus.units.into_iter().filter(is_own) {
            let number = |id: ThingId| numbers[id as usize];
            let case = unit.case.map(number);
            (unit.node, unit.entity, unit.case) = (number(unit.node), number(unit.entity), case);
            self.add(unit);
        }
    }

    /// The number of a thing; what is known of one of `changed` is replaced.
    fn learn(&mut self, changed: &BTreeSet<NamedNode>, thing: Thing) -> ThingId {
        let known = self.id(&thing.iri);
        let id = known.unwrap_or(self.things.len() as ThingId);
        if known.is_none() {
            self.by_iri.insert(thing.iri.clone(), id);
            self.things.push(thing);
        } else if NamedNode::new(thing.iri.as_ref()).is_ok_and(|node| changed.contains(&node)) {
            let mentions = self.things[id as usize].mentions;
            self.things[id as usize] = Thing { mentions, ..thing };
        }
        id
    }

    fn add(&mut self, unit: Unit) {
        let id = self.units.len() as UnitId;
        for key in keys(&unit.folded) {
            self.lists.entry(key).or_default().push(id);
        }
        self.count += 1;
        self.characters += unit.folded.len();
        if let Some(word) = dictionary_word(&unit) {
            *self.words.entry(word.into()).or_default() += 1;
        }
        self.units.push(Some(unit));
    }

    fn remove(&mut self, at: usize) {
        let Some(unit) = self.units[at].take() else { return };
        self.count -= 1;
        self.characters -= unit.folded.len();
        if let Some(word) = dictionary_word(&unit)
            && let Some(times) = self.words.get_mut(word)
        {
            *times -= 1;
            if *times == 0 {
                self.words.remove(word);
            }
        }
    }

    /// Whether so much was removed that a new index is the smaller one.
    pub(super) fn is_worn(&self) -> bool {
        self.units.len() > 1_000 && self.count * 2 < self.units.len()
    }

    pub(super) fn id(&self, iri: &str) -> Option<ThingId> {
        self.by_iri.get(iri).copied()
    }

    pub(super) fn thing(&self, id: ThingId) -> &Thing {
        &self.things[id as usize]
    }

    pub(super) fn unit(&self, id: UnitId) -> &Unit {
        self.units[id as usize].as_ref().expect("lists are read through matches, which passes over what was removed")
    }

    /// The units of things of a kind, whatever the case of its letters.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = UnitId> {
        let is_of = move |unit: &Unit| self.thing(unit.entity).kind.eq_ignore_ascii_case(kind);
        (0..).zip(&self.units).filter(move |(_, unit)| unit.as_ref().is_some_and(is_of)).map(|(id, _)| id)
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Mean length of a text, in bytes of its folded form; never 0.
    pub(super) fn mean_length(&self) -> f64 {
        (self.characters as f64 / self.count.max(1) as f64).max(1.0)
    }

    /// Whether the graph has a thing of this folded name.
    pub(super) fn is_name(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// In how many units two characters are neighbours.
    pub(super) fn pair_count(&self, first: char, second: char) -> usize {
        let list = self.lists.get(&pair(first, second)).map_or(&[][..], Vec::as_slice);
        list.iter().filter(|id| self.units[**id as usize].is_some()).count()
    }

    /// The quotations of a document that begin in a stretch of its text.
    pub(super) fn quotations(&self, document: ThingId, start: u32, end: u32) -> &[Quotation] {
        let all = self.quotations.get(&document).map_or(&[][..], Vec::as_slice);
        let from = all.partition_point(|quotation| quotation.start < start);
        let to = all.partition_point(|quotation| quotation.start < end);
        &all[from..to.max(from)]
    }

    /// The units that hold a word and how often, by number.
    pub(super) fn matches(&self, word: &Word) -> Vec<(UnitId, u32)> {
        let finder = Finder::new(&word.text);
        let candidates = self.candidates(&word.text);
        let count = |id: &UnitId| {
            let unit = self.units[*id as usize].as_ref()?;
            let times = places(&finder, word, &unit.folded).count() as u32;
            (times > 0).then_some((*id, times))
        };
        candidates.iter().filter_map(count).collect()
    }

    /// The units that hold all pairs of a text; in a text of one character, the character.
    fn candidates(&self, text: &str) -> Vec<UnitId> {
        let mut lists: Vec<&[UnitId]> = Vec::new();
        for key in word_keys(text) {
            match self.lists.get(&key) {
                Some(list) => lists.push(list),
                None => return Vec::new(),
            }
        }
        lists.sort_by_key(|list| list.len());
        let Some((shortest, others)) = lists.split_first() else { return Vec::new() };
        let mut common = shortest.to_vec();
        // Where few are left, looking into their texts is cheaper than another list.
        for list in others {
            if common.len() < list.len() / 32 {
                break;
            }
            let mut from = 0;
            common.retain(|id| {
                from += gallop(&list[from..], *id);
                list.get(from) == Some(id)
            });
        }
        common
    }

    /// The names that share most pairs of characters with a text, by likeness; removed ones are left out.
    pub(super) fn near(&self, text: &str) -> Vec<(usize, UnitId)> {
        let wanted: Vec<Key> = keys(text).into_iter().collect();
        let mut shared: FxHashMap<UnitId, usize> = FxHashMap::default();
        for key in &wanted {
            // A character that is everywhere says nothing of a name.
            let list = self.lists.get(key).filter(|list| list.len() <= (self.units.len() / 4).max(1_000));
            for id in list.into_iter().flatten() {
                *shared.entry(*id).or_default() += 1;
            }
        }
        let mut near: Vec<(usize, UnitId)> = Vec::new();
        #[expect(clippy::iter_over_hash_type, reason = "what comes out is sorted")]
        for (id, count) in shared {
            let Some(unit) = &self.units[id as usize] else { continue };
            if unit.field.is_naming() && count * 3 >= wanted.len() {
                near.push((2_000 * count / (wanted.len() + keys(&unit.folded).len()), id));
            }
        }
        near.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| self.iri(a.1).cmp(self.iri(b.1))).then(a.1.cmp(&b.1)));
        near
    }

    fn iri(&self, unit: UnitId) -> &str {
        &self.thing(self.unit(unit).node).iri
    }
}

/// Whether a unit is a literal of its node, and not a part of a document.
fn is_own(unit: &Unit) -> bool {
    !matches!(unit.field, Field::Text | Field::Heading)
}

/// What a unit adds to the dictionary.
fn dictionary_word(unit: &Unit) -> Option<&str> {
    let is_word = unit.field.is_naming() || unit.field == Field::Metric;
    let length = unit.folded.chars().take(LONGEST_NAME + 1).count();
    (is_word && (2..=LONGEST_NAME).contains(&length) && !unit.folded.contains(' ')).then_some(&*unit.folded)
}

/// Where a word stands in a folded text, in bytes: between letters only where it ends a word there.
pub(super) fn places<'a>(finder: &'a Finder<'_>, word: &'a Word, folded: &'a str) -> impl Iterator<Item = usize> + 'a {
    finder.find_iter(folded.as_bytes()).filter(move |at| {
        let (before, after) = (&folded[..*at], &folded[at + word.text.len()..]);
        let first = word.text.chars().next();
        let last = word.text.chars().next_back();
        let begins = !goes_on(before.chars().next_back(), first, before.chars().rev().nth(1));
        begins && (word.is_open || !goes_on(last, after.chars().next(), after.chars().nth(1)))
    })
}

/// Whether two neighbours belong to one word of letters or one number; `beyond` is what stands behind a point.
fn goes_on(left: Option<char>, right: Option<char>, beyond: Option<char>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return false };
    let digit = |character: char| character.is_ascii_digit();
    (is_letter(left) && is_letter(right))
        || (digit(left) && digit(right))
        || (beyond.is_some_and(digit) && ((digit(left) && right == '.') || (left == '.' && digit(right))))
}

fn single(character: char) -> Key {
    Key::from(u32::from(character))
}

fn pair(first: char, second: char) -> Key {
    (Key::from(u32::from(first)) << 32) | Key::from(u32::from(second))
}

/// All keys of a folded text, each once, in order.
fn keys(folded: &str) -> Vec<Key> {
    let mut keys = Vec::with_capacity(folded.len());
    let mut last = ' ';
    for character in folded.chars() {
        if character != ' ' {
            keys.push(single(character));
            if last != ' ' {
                keys.push(pair(last, character));
            }
        }
        last = character;
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The keys that a unit must have to hold a word: its pairs, and the characters that stand alone in it.
fn word_keys(text: &str) -> Vec<Key> {
    let mut keys = Vec::new();
    for part in text.split(' ') {
        let characters: Vec<char> = part.chars().collect();
        match characters.as_slice() {
            [] => {}
            [alone] => keys.push(single(*alone)),
            several => keys.extend(several.windows(2).map(|two| pair(two[0], two[1]))),
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// How many elements of a sorted list are less than a number, found in steps that double.
fn gallop(list: &[UnitId], number: UnitId) -> usize {
    let mut step = 1;
    while step < list.len() && list[step] < number {
        step *= 2;
    }
    let from = step / 2;
    from + list[from..list.len().min(step + 1)].partition_point(|other| *other < number)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::fold::fold;
    use super::*;

    /// The index of some texts of one thing.
    pub(in super::super) fn index(texts: &[(Field, &str)]) -> Index {
        let unit = |(field, text): &(Field, &str)| Unit {
            node: 0,
            entity: 0,
            case: None,
            field: *field,
            text: (*text).into(),
            folded: fold(text).into(),
            address: None,
        };
        let things = vec![Thing { iri: "http://example.org/a".into(), ..Thing::default() }];
        Index::new(Corpus { things, units: texts.iter().map(unit).collect(), ..Corpus::default() })
    }

    fn found(index: &Index, text: &str, is_open: bool) -> Vec<UnitId> {
        let word = Word { text: fold(text), is_open };
        index.matches(&word).into_iter().map(|(id, _)| id).collect()
    }

    #[test]
    fn any_stretch_of_any_length_is_found() {
        let index = index(&[
            (Field::Name, "桂林市政务服务局"),
            (Field::Text, "在桂林，市政府推广“政采贷”"),
            (Field::Text, "林"),
        ]);
        assert_eq!(found(&index, "务局", false), [0]);
        assert_eq!(found(&index, "林", false), [0, 1, 2]);
        assert_eq!(found(&index, "广政采", false), [1]);
        assert_eq!(found(&index, "林市", false), [0], "a comma parts");
        assert!(found(&index, "局桂", false).is_empty());
    }

    #[test]
    fn words_of_letters_and_numbers_are_found_whole() {
        let index = index(&[
            (Field::Text, "Getting credits, 12.5亿元"),
            (Field::Text, "accredited 112.5%"),
            (Field::Text, "12亿元"),
        ]);
        assert_eq!(found(&index, "credit", false), [0]);
        assert_eq!(found(&index, "cred", true), [0]);
        assert_eq!(found(&index, "12.5", false), [0]);
        assert_eq!(found(&index, "12", false), [2]);
        assert_eq!(found(&index, "5亿", false), [] as [UnitId; 0]);
        assert_eq!(found(&index, "12.5亿", false), [0]);
    }

    #[test]
    fn galloping_counts_what_is_less() {
        let list: Vec<UnitId> = (0..100).map(|number| number * 3).collect();
        for number in 0..310 {
            assert_eq!(gallop(&list, number), list.partition_point(|other| *other < number), "{number}");
        }
        assert_eq!(gallop(&[], 1), 0);
    }
}
