//! Zones and facilities, by the nouns that end their names: `广西（柳州）人力资源服务产业园`, `柳州市北部生态新区`, `东兴口岸`,
//! `中国（广西）自由贸易试验区南宁片区综合服务大厅`.
//!
//! A name begins with a place or another zone (`anchor`), or is a word that no register has, right before a head (`夏石产业园区`).

use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::places::Head;
use crate::lexicon::register::Level;
use crate::span::Span;

/// A name that begins with a place.
const ANCHORED: &str = "place/zone";
/// A name that no register helps to find.
pub(super) const BARE: &str = "place/zone-bare";
/// A zone that the case has named before, called by its head alone.
const REFERENCE: &str = "place/zone-reference";

/// Characters that may stand between an anchor and a head.
const MIDDLE_CHARACTERS: usize = 12;
/// Characters of a name that no register has.
const BARE_CHARACTERS: usize = 4;

/// Heads that name the pilot free trade zones; a province before them is enough.
const FREE_TRADE: &str = "自由贸易";

/// The zones that a case has named so far.
#[derive(Default)]
pub(super) struct Zones {
    named: Vec<PlaceReferent>,
}

/// A place or zone that a longer name can begin with.
struct Anchor<'a> {
    span: Span,
    /// Where the name begins: before the anchor, where 中国（ or 中国- stands before it.
    start: usize,
    referent: Option<&'a PlaceReferent>,
}

impl Zones {
    /// The zones and facilities of a line; `names` are the places in it, `pairs` letters of two countries.
    pub(super) fn of_line(&mut self, scene: &Scene<'_>, line: Span, names: &[Found], pairs: &[Span]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for (range, head) in scene.lexicon.places.heads_in(&scene.text[line.range()]) {
            let noun = Span::from(range).shift(line.start);
            if names.iter().any(|name| name.span.overlaps(noun))
                || goes_on(&scene.text[noun.end..line.end], noun, scene)
            {
                continue;
            }
            let reader = Reader { scene, line, names, pairs, zones: &found, noun, head };
            if let Some(zone) = reader.anchored().or_else(|| reader.bare()).or_else(|| self.reference(&reader)) {
                self.named.push(zone.referent.clone());
                found.push(zone);
            }
        }
        found
    }

    /// 产业园, 南宁片区: the one zone named before whose name ends so.
    fn reference(&self, reader: &Reader<'_>) -> Option<Found> {
        let words = reader.words_before();
        if !words.is_empty() || reader.head.kind != "zone" || !reader.head.bare {
            return None;
        }
        let noun = &reader.scene.text[reader.noun.range()];
        let fits = |place: &&PlaceReferent| matches!(place, PlaceReferent::Named { name, .. } if name.ends_with(noun));
        let mut names: Vec<&PlaceReferent> = self.named.iter().filter(fits).collect();
        names.sort();
        names.dedup();
        match names[..] {
            [one] => Some(Found::new(reader.noun, REFERENCE, one.clone())),
            _ => None,
        }
    }
}

/// Whether the head is the beginning of another word: 港|口, 口岸|经济 is a head all the same.
fn goes_on(after: &str, noun: Span, scene: &Scene<'_>) -> bool {
    let surface = &scene.text[noun.range()];
    (surface.ends_with('港')
        && after.starts_with(['口', '澳', '股', '币', '资', '元', '湾', '务', '航', '通', '珠', '人', '商']))
        || (surface.ends_with("站") && after.starts_with(['点', '长', '式']))
        || (surface == "铁路" && after.starts_with(['局', '集', '公', '沿']))
        || (surface.ends_with('城') && after.starts_with(['市', '镇', '区', '乡']))
        || (surface.ends_with('区') && after.starts_with(['域', '块']))
}

/// What is known around one head.
struct Reader<'a> {
    scene: &'a Scene<'a>,
    line: Span,
    names: &'a [Found],
    pairs: &'a [Span],
    zones: &'a [Found],
    noun: Span,
    head: Head,
}

impl Reader<'_> {
    /// A place or zone, words, the head: one name.
    fn anchored(&self) -> Option<Found> {
        let anchor = self.anchor()?;
        let middle = &self.scene.text[anchor.span.end..self.noun.start];
        let middle = middle.strip_prefix('）').unwrap_or(middle);
        if !self.joins(&anchor, middle) {
            return None;
        }
        let (name, within) = self.name(&anchor);
        let mut span = Span::new(anchor.start, self.noun.end);
        let mut name = name;
        const NATIONAL: &str = "国家级";
        if self.scene.text[self.line.start..span.start].ends_with(NATIONAL) && self.head.kind == "zone" {
            span.start -= NATIONAL.len();
            name.insert_str(0, NATIONAL);
        }
        let referent = self.known_longer(&name).unwrap_or(PlaceReferent::Named { name, kind: self.head.kind, within });
        Some(Found::new(span, ANCHORED, referent))
    }

    /// The last place, zone or pair before the head, with what belongs to the name before it.
    fn anchor(&self) -> Option<Anchor<'_>> {
        let places =
            self.zones.iter().chain(self.names).map(|place| (place.span, place.name_start, Some(&place.referent)));
        let pairs = self.pairs.iter().map(|pair| (*pair, pair.start, None));
        let all: Vec<_> = places.chain(pairs).filter(|(span, ..)| span.end <= self.noun.start).collect();
        let last = all.iter().max_by_key(|(span, start, _)| (span.end, std::cmp::Reverse(*start)))?;
        let mut anchor = Anchor { span: last.0, start: last.1, referent: last.2 };
        // 中国（广西）, 广西（柳州）, 中国-东盟, 自由贸易试验区|南宁.
        while let Some((_, start, _)) = all.iter().find(|(span, ..)| {
            let between = self.scene.text.get(span.end..anchor.start);
            let bracket = between == Some("（") && self.scene.text[anchor.span.end..].starts_with('）');
            bracket || matches!(between, Some("-" | "—" | "－" | "·")) || (between == Some("") && self.is_zone(*span))
        }) {
            anchor.start = *start;
        }
        Some(anchor)
    }

    fn is_zone(&self, span: Span) -> bool {
        self.zones.iter().any(|zone| zone.span == span)
    }

    /// Whether an anchor, the words after it and the head are a name.
    fn joins(&self, anchor: &Anchor<'_>, middle: &str) -> bool {
        let words = &self.scene.lexicon.places;
        let spelled = middle.chars().all(|c| c.is_alphanumeric() || "（）()·-—－“”".contains(c));
        if !spelled || middle.chars().count() > MIDDLE_CHARACTERS || words.is_generic(middle) || middle == "和" {
            return false;
        }
        if self.head.full.starts_with(FREE_TRADE) {
            return middle.is_empty();
        }
        let composed = anchor.start < anchor.span.start;
        let wide = match anchor.referent {
            Some(PlaceReferent::Admin(code)) => {
                self.scene.register().division(code).is_some_and(|division| division.level == Level::Province)
            }
            Some(PlaceReferent::Country(_)) => true,
            Some(PlaceReferent::Named { kind, .. }) => *kind == "region",
            None => false,
        };
        let after_kind = self.scene.text[..anchor.span.end].ends_with(['市', '县', '区', '省', '州', '旗']);
        let generic_head = self.head.bare && !self.head.full.ends_with("开发区");
        // 广西口岸, 广西工业园区 and 桂林市园区 are all of them; 东兴口岸 is one.
        let says_nothing = words.is_topic(middle);
        !(says_nothing && wide && !composed)
            && !(middle.is_empty() && after_kind && generic_head && !self.is_zone(anchor.span))
    }

    /// The full name, and where it is.
    fn name(&self, anchor: &Anchor<'_>) -> (String, Option<Box<PlaceReferent>>) {
        let text = self.scene.text;
        let inner = anchor.referent.filter(|place| !matches!(place, PlaceReferent::Country(_))).cloned();
        let located = inner.clone().filter(|place| !matches!(place, PlaceReferent::Named { kind: "region", .. }));
        let within = located.map(Box::new).or_else(|| self.scene.within());
        if self.head.full.starts_with(FREE_TRADE)
            && let Some(PlaceReferent::Admin(code)) = &inner
            && let Some(division) = self.scene.register().division(code)
        {
            return (format!("中国（{}）{}", division.short, self.head.full), within);
        }
        let outer = self.zones.iter().find(|zone| zone.span.start == anchor.start && zone.span.end <= anchor.span.end);
        let (mut name, from) = match outer.map(|zone| (&zone.referent, zone.span.end)) {
            Some((PlaceReferent::Named { name, .. }, end)) => (name.clone(), end),
            _ => (String::new(), anchor.start),
        };
        name.push_str(&text[from..self.noun.start]);
        name.push_str(self.head.full);
        (name, within)
    }

    /// 柳州人力资源服务产业园 is 国家级柳州人力资源服务产业园, 南宁片区 the one of 中国（广西）自由贸易试验区, once the case has named that.
    fn known_longer(&self, name: &str) -> Option<PlaceReferent> {
        let longer = |place: &&Found| matches!(&place.referent, PlaceReferent::Named { name: known, .. } if known.len() > name.len() && known.ends_with(name));
        self.zones.iter().find(longer).map(|zone| zone.referent.clone())
    }

    /// Han characters right before the head, from the last word on that is not part of names.
    fn words_before(&self) -> &str {
        let before = &self.scene.text[self.line.start..self.noun.start];
        let taken = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).take(BARE_CHARACTERS + 2);
        let start = taken.last().map_or(before.len(), |(at, _)| at);
        let words = &before[start..];
        &words[self.scene.lexicon.organizations.name_start(words)..]
    }

    /// A word that no register has, right before a head.
    fn bare(&self) -> Option<Found> {
        let word = self.words_before();
        let length = word.chars().count();
        let words = &self.scene.lexicon.places;
        if !self.head.bare || !(2..=BARE_CHARACTERS).contains(&length) || words.is_generic(word) || words.is_topic(word)
        {
            return None;
        }
        let (first, last) = (first_two(word), last_two(word));
        let plain = if length == 2 { words.is_common(word) } else { words.is_common(first) || words.is_common(last) };
        if plain || words.names_in(word).next().is_some() {
            return None;
        }
        let span = Span::new(self.noun.start - word.len(), self.noun.end);
        let name = format!("{word}{}", self.head.full);
        let referent = PlaceReferent::Named { name, kind: self.head.kind, within: self.scene.within() };
        Some(Found::new(span, BARE, referent))
    }
}

fn first_two(word: &str) -> &str {
    word.char_indices().nth(2).map_or(word, |(end, _)| &word[..end])
}

fn last_two(word: &str) -> &str {
    word.char_indices().rev().nth(1).map_or(word, |(start, _)| &word[start..])
}
