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
        let han = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).take(LONGEST + 3);
        let earliest = self.line.start + han.last().map_or(before.len(), |(at, _)| at);
        let (area, town) = (self.end_before(self.names, earliest), self.end_before(self.found, earliest));
        if let Some(anchor) = area.max(town) {
            // Towns hold villages and no towns; 乌镇 has one character, but only behind its city in full.
            let in_town = anchor == town.unwrap_or(0);
            let shortest = if in_town || !self.ends_in_kind(anchor) { SHORTEST } else { 1 };
            let plain = !self.scene.text[anchor..self.noun.start].ends_with(|c| self.head.not_after.contains(c));
            if plain && (!in_town || !self.head.is_town) && self.is_name(anchor, shortest, true) {
                return Some(anchor);
            }
        }
        let words = &self.scene.text[earliest..self.noun.start];
        let lexicon = self.scene.lexicon;
        let start = earliest + lexicon.organizations.name_start(words).max(lexicon.places.name_start(words));
        let listed = self.is_listed(start);
        // 在高院村, and not 建设民富村美的家园.
        let place_follows = |c: char| !c.is_alphabetic() || "在到于赴向对从由".contains(c);
        let introduced = self.scene.text[self.line.start..start].chars().next_back().is_none_or(place_follows);
        let begins = listed || self.head.is_town || introduced;
        (begins && self.is_name(start, SHORTEST, listed)).then_some(start)
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

    /// The end of the last area or locality that leaves room for a name before the head.
    fn end_before(&self, places: &[Found], earliest: usize) -> Option<usize> {
        let before = places[..places.partition_point(|place| place.span.end <= self.noun.start)].iter().rev();
        let holders = before.take(2).filter(|place| place.rule == LOCALITY || place.admin().is_some());
        let mut ends = holders.map(|place| place.span.end);
        ends.find(|end| *end >= earliest && *end < self.noun.start)
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

    /// Whether the words from there to the head are a name; what is `known` to begin there may be a common word.
    fn is_name(&self, start: usize, shortest: usize, known: bool) -> bool {
        let word = &self.scene.text[start..self.noun.start];
        let words = &self.scene.lexicon.places;
        let length = word.chars().count();
        let pairs = || word.char_indices().zip(word.char_indices().skip(1).map(|(at, c)| at + c.len_utf8()));
        (shortest..=LONGEST).contains(&length)
            && word.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
            && !word.chars().any(|c| NO_NAME.contains(c) || (!known && NO_BARE_NAME.contains(c)))
            && (known && length > 1 || !word.ends_with(|c| self.head.not_after.contains(c)))
            && !words.is_generic(word)
            && !words.is_topic(word)
            && (known || !pairs().any(|((from, _), to)| words.is_common(&word[from..to])))
    }
}
