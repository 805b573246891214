//! Towns, streets and villages, which no register has: `新都区大丰街道`, `许镇镇、弋江镇`, `武灵镇西口头村`.
//!
//! The heads are short and end other words too (乡镇, 农村), so a name needs an area or another locality right before it, a
//! list, or the beginning of a phrase.

use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::places::Locality;
use crate::span::Span;

/// A town, street or village.
pub(super) const LOCALITY: &str = "place/locality";

/// Characters of a name before its head.
const SHORTEST: usize = 2;
const LONGEST: usize = 4;
/// The same of names from other languages (浩勒图高勒镇) and of towns of an ethnic group (巴彦塔拉达斡尔民族乡).
const LONGEST_FOREIGN: usize = 10;

/// Characters that no name ends with, before any head and before that of a village or town: 驻|村, 乡|村, 古|镇.
const NEVER_LAST: &str = "各该每全农驻入进到扶帮包困";
const NEVER_BEFORE: [(&str, &str); 2] = [("村", "乡镇"), ("镇", "古名重")];

/// Words that make one of many kinds with the head: 新城|镇, 小城|镇.
const PLAIN: [&str; 8] = ["新城", "小城", "县城", "城", "新农", "美丽乡", "中心城", "强"];

/// Characters of words that say which or how many, never in names: 各镇, 该乡.
const NO_NAME: &str = "各全本该每几某这那个的了与及到等是之余多";

/// The same, where only the beginning of the phrase introduces the name: 三镇, 中心镇.
const NO_BARE_NAME: &str = "两一二三四五六七八九十百千万农城小中首和在为有帮扶企户兴助促";

/// The localities of a line; `names` are the places found in it.
pub(super) fn localities(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (range, head) in scene.lexicon.places.localities_in(&scene.text[line.range()]) {
        let reader = Reader { scene, line, names, found: &found, head, noun: Span::from(range).shift(line.start) };
        if let Some(place) = reader.read() {
            found.push(place);
        }
    }
    found
}

struct Reader<'a> {
    scene: &'a Scene<'a>,
    line: Span,
    names: &'a [Found],
    /// The localities before.
    found: &'a [Found],
    head: Locality,
    noun: Span,
}

impl Reader<'_> {
    fn read(&self) -> Option<Found> {
        let after = self.scene.text[self.noun.end..self.line.end].chars().next();
        if after.is_some_and(|next| self.head.not_before.contains(next)) && !self.another_follows() {
            return None;
        }
        let start = self.start()?;
        let name = self.scene.text[start..self.noun.end].to_owned();
        let within = self.area_before(start).or_else(|| self.scene.within());
        let referent = PlaceReferent::Named { name, kind: "admin", within };
        Some(Found::new(Span::new(start, self.noun.end), LOCALITY, referent))
    }

    /// Whether "and" and another of the kind follow: 沙井街道和|卫东街道, but 街道和社区.
    fn another_follows(&self) -> bool {
        let noun = &self.scene.text[self.noun.range()];
        let next = self.scene.text[self.noun.end..self.line.end].strip_prefix('和');
        next.is_some_and(|next| {
            let name = next.char_indices().take(LONGEST + 1).take_while(|(_, c)| c.is_alphabetic());
            name.skip(SHORTEST).any(|(at, _)| next[at..].starts_with(noun))
        })
    }

    /// Where the name begins, if there is one: right behind an area, in a list, or with the phrase.
    fn start(&self) -> Option<usize> {
        let before = &self.scene.text[self.line.start..self.noun.start];
        let han = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).take(LONGEST_FOREIGN + 3);
        let earliest = self.line.start + han.last().map_or(before.len(), |(at, _)| at);
        let anchors = self.anchors(earliest);
        for &(anchor, known) in &anchors {
            // 乌镇 has one character, but only behind its city in full; 茶乡 is none.
            let one = known == Known::Held
                && self.ends_in_kind(anchor)
                && !self.scene.text[self.noun.range()].starts_with('乡');
            if self.is_name(anchor, if one { 1 } else { SHORTEST }, known) {
                return Some(anchor);
            }
        }
        let held = anchors.iter().filter(|(_, known)| *known == Known::Held).map(|(anchor, _)| *anchor);
        let earliest = held.max().map_or(earliest, |anchor| earliest.max(anchor));
        let sister = self.after_sister().filter(|start| *start >= earliest);
        if let Some(listed) = sister.filter(|start| self.is_name(*start, 1, Known::Held)) {
            return Some(listed);
        }
        let words = &self.scene.text[earliest..self.noun.start];
        let lexicon = self.scene.lexicon;
        let start = earliest + lexicon.organizations.name_start(words).max(lexicon.places.name_start(words));
        // 关家川乡|芦家庄村: what a village follows is a town.
        if self.head.is_town && self.village_follows() {
            let free = !self.scene.text[self.line.start..earliest].ends_with(char::is_alphabetic);
            let town = [earliest, start]
                .into_iter()
                .find(|at| (free || *at > earliest) && self.is_name(*at, SHORTEST, Known::Held));
            if town.is_some() {
                return town;
            }
        }
        let listed = self.is_listed(start);
        // 在高院村, and not 建设民富村美的家园.
        let place_follows = |c: char| !c.is_alphabetic() || "在到于赴向对从由".contains(c);
        let introduced = self.scene.text[self.line.start..start].chars().next_back().is_none_or(place_follows);
        let begins = listed || self.head.is_town || introduced;
        let known = if listed { Known::Near } else { Known::No };
        (begins && self.is_name(start, SHORTEST, known)).then_some(start)
    }

    /// Where the words before the head begin, if only 、 or "and" parts them from a locality found before.
    fn after_sister(&self) -> Option<usize> {
        let last = self.found.last().filter(|last| last.span.end < self.noun.start)?;
        let between = &self.scene.text[last.span.end..self.noun.start];
        let joint = ["、", "和", "与", "及", "以及"].iter().rev().find(|joint| between.starts_with(**joint))?;
        let name = &between[joint.len()..];
        (!name.contains(['、', '，', '（', ' '])).then_some(self.noun.start - name.len())
    }

    /// Whether the name of a village follows right behind: its head after a few characters.
    fn village_follows(&self) -> bool {
        let rest = &self.scene.text[self.noun.end..self.line.end];
        let name = rest.char_indices().take(LONGEST + 1).take_while(|(_, c)| c.is_alphabetic());
        name.skip(SHORTEST).any(|(at, _)| rest[at..].starts_with('村') && !self.is_generic(&rest[..at], Known::Held))
    }

    /// Whether a name from there on follows a locality in a list, or one follows it: 小榄镇、古镇镇.
    fn is_listed(&self, start: usize) -> bool {
        let text = self.scene.text;
        let goes_on = self.found.last().is_some_and(|last| {
            last.span.end <= start && matches!(&text[last.span.end..start], "、" | "和" | "与" | "及")
        });
        let noun = &text[self.noun.range()];
        let next = text[self.noun.end..self.line.end].strip_prefix('、');
        let begins = next.is_some_and(|next| {
            let name = next.char_indices().take(LONGEST + 1).take_while(|(_, c)| c.is_alphabetic());
            name.skip(1).any(|(at, _)| next[at..].starts_with(noun))
        });
        goes_on || begins
    }

    /// The ends of areas and localities that leave room for a name before the head, the nearest first: behind the full name of an
    /// area and behind a town, which holds villages and no towns, a name is sure to come.
    fn anchors(&self, earliest: usize) -> Vec<(usize, Known)> {
        let before = |places: &[Found]| places.partition_point(|place| place.span.end <= self.noun.start);
        let fits = |end: &usize| *end >= earliest && *end < self.noun.start;
        let areas = self.names[..before(self.names)].iter().rev().take(2).filter(|place| place.admin().is_some());
        let areas = areas.map(|place| place.span.end).filter(fits);
        let known = |end| if self.ends_in_kind(end) { Known::Held } else { Known::Near };
        let mut anchors: Vec<_> = areas.map(|end| (end, known(end))).collect();
        let town = self.found[..before(self.found)].last().map(|town| town.span.end).filter(fits);
        anchors.extend(town.filter(|_| !self.head.is_town).map(|end| (end, Known::Held)));
        anchors.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        anchors
    }

    /// Whether the name of a division that ends there ends with its kind.
    fn ends_in_kind(&self, end: usize) -> bool {
        self.scene.text[..end].ends_with(['省', '市', '县', '区', '州', '盟', '旗'])
    }

    /// The division or locality right before a name.
    fn area_before(&self, start: usize) -> Option<Box<PlaceReferent>> {
        let both = self.found.iter().rev().take(1).chain(self.names.iter().rev());
        both.take_while(|place| place.span.end + LONGEST * 9 > start)
            .find(|place| place.span.end == start)
            .map(|place| Box::new(place.referent.clone()))
    }

    /// Whether the words from there to the head are a name, as far as what stands before them shows that one is to come.
    fn is_name(&self, start: usize, shortest: usize, known: Known) -> bool {
        let word = &self.scene.text[start..self.noun.start];
        let words = &self.scene.lexicon.places;
        let length = word.chars().count();
        let pairs = || word.char_indices().zip(word.char_indices().skip(1).map(|(at, c)| at + c.len_utf8()));
        let common = || pairs().any(|((from, _), to)| words.is_common(&word[from..to]));
        let longest =
            if word.ends_with('族') || (known == Known::Held && !common()) { LONGEST_FOREIGN } else { LONGEST };
        (shortest..=longest).contains(&length)
            && word.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
            && !word.chars().any(|c| NO_NAME.contains(c) || (known == Known::No && NO_BARE_NAME.contains(c)))
            && self.ends_well(word, known)
            && !self.is_generic(word, known)
            && !words.is_topic(word)
            && !words.is_sort(word)
            && (known != Known::No || word.ends_with('族') || !common())
    }

    /// Whether the last character of a name makes no other word with the head: not 农|村, but 红新村 behind its town.
    fn ends_well(&self, word: &str, known: Known) -> bool {
        if !word.ends_with(|c| self.head.not_after.contains(c)) {
            return true;
        }
        let length = word.chars().count();
        let (last, stem) = match word.char_indices().next_back() {
            Some((at, _)) => (&word[at..], &word[..at]),
            None => return false,
        };
        let words = &self.scene.lexicon.places;
        let noun = &self.scene.text[self.noun.range()];
        let never = NEVER_LAST.contains(last)
            || NEVER_BEFORE.iter().any(|(head, characters)| noun == *head && characters.contains(last));
        let plain = words.is_topic(stem) || words.is_common(word) || PLAIN.contains(&word);
        match known {
            Known::No => false,
            Known::Near | Known::Held => length > 1 && !plain && !never,
        }
    }

    /// Whether words hold one that says which of several, a verb or grammar; of those of one character names have some (大均乡).
    fn is_generic(&self, word: &str, known: Known) -> bool {
        let words = &self.scene.lexicon.places;
        if known != Known::Held {
            return words.is_generic(word);
        }
        word.starts_with(['有', '可', '能', '均', '驻']) || words.is_generic_but(word, "家均有可能最座条驻")
    }
}

/// How much the words before a name show that one is to come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Nothing: the phrase begins with it.
    No,
    /// An area by its short name, or a list.
    Near,
    /// The full name of what holds it, another of its kind before it, or a village behind it.
    Held,
}
