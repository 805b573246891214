//! Villages and communities that the text shows to be such by more than one place of it: a name that it comes back to behind
//! different words (`单位|东山村`, `虽然|东山村`), and one that it has elsewhere without the words before it (`挖掘|梨洋村`).

use std::collections::{BTreeMap, BTreeSet};

use super::locality::{Head, LOCALITY};
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::extract::cover::Cover;
use crate::lexicon::places::Stands;
use crate::span::Span;

/// Characters of a name before its noun.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// Characters that say which, and such as begin or end a name of a sort.
const NO_NAME: &str = "各全本该每几某这那个的了与及到等是之多他她你我们两一二三四五六七八九十百千万小新老此";

/// The nouns of villages that a text has, where no name has been found before them.
#[derive(Default)]
pub(super) struct Open {
    /// The start of the line, and the noun.
    nouns: Vec<(usize, Span)>,
}

/// Where a name stands, and what stands before it.
#[derive(Default)]
struct Places {
    spans: Vec<Span>,
    before: BTreeSet<Option<char>>,
}

impl Open {
    /// Takes note of the nouns of a line.
    pub(super) fn hear(&mut self, scene: &Scene<'_>, line: Span, heads: &[Head]) {
        let of_villages = heads.iter().filter(|(_, head)| !head.is_town);
        let nouns = of_villages.map(|(range, _)| Span::from(range.clone()).shift(line.start));
        self.nouns.extend(nouns.filter(|noun| scene.text[noun.range()] == *"村").map(|noun| (line.start, noun)));
    }

    /// The villages that the text comes back to.
    pub(super) fn recurring(&self, scene: &Scene<'_>, found: &[Found]) -> Vec<Found> {
        if self.nouns.len() < 2 {
            return Vec::new();
        }
        let taken = Cover::new(found.iter().map(|place| place.span));
        let mut names: BTreeMap<&str, Places> = BTreeMap::new();
        for (line, noun) in self.nouns.iter().filter(|(_, noun)| !taken.overlaps(*noun)) {
            let words = &scene.text[*line..noun.start];
            let starts =
                words.char_indices().rev().take(*NAME.end()).take_while(|(_, c)| c.is_alphabetic() && !c.is_ascii());
            for (at, _) in starts.skip(NAME.start() - 1).filter(|(at, _)| is_stem(scene, &words[*at..])) {
                let places = names.entry(&words[at..]).or_default();
                places.spans.push(Span::new(line + at, noun.end));
                places.before.insert(words[..at].chars().next_back().filter(|c| c.is_alphabetic()));
            }
        }
        // The longest first: 后苏家山 before 家山.
        let mut known: Vec<_> = names.into_values().filter(|places| places.before.len() > 1).collect();
        known.sort_by_key(|places| std::cmp::Reverse(places.spans[0].len()));
        let mut villages: Vec<Found> = Vec::new();
        for span in known.into_iter().flat_map(|places| places.spans) {
            if !taken.overlaps(span) && villages.iter().all(|other| !other.span.overlaps(span)) {
                villages.push(scene.called_here(LOCALITY, span, "admin"));
            }
        }
        villages
    }
}

/// Whether words can be the name of a village.
fn is_stem(scene: &Scene<'_>, words: &str) -> bool {
    let places = &scene.lexicon.places;
    places.villages.end(words, Stands::Alone)
        && !words.contains(|c| NO_NAME.contains(c))
        && !places.is_generic_but(words, "家后前上下里外内中大")
        && !places.is_topic(words)
        && !places.is_sort(words)
        && !places.holds_common(words)
}

/// Cuts names down to those that the text has oftener without what stands before them there: 挖掘|梨洋村 in a text on 梨洋村.
pub(super) fn cut_to_known(scene: &Scene<'_>, found: &mut [Found]) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for place in found.iter().filter(|place| place.rule == LOCALITY) {
        *times.entry(&scene.text[place.span.range()]).or_default() += 1;
    }
    if times.len() < 2 {
        return;
    }
    let ends: BTreeSet<usize> = found.iter().map(|place| place.span.end).collect();
    for place in found.iter_mut().filter(|place| place.rule == LOCALITY) {
        let text = &scene.text[place.span.range()];
        let listed = scene.text[..place.span.start].ends_with('、');
        if listed || ends.contains(&place.span.start) {
            continue;
        }
        let own = times.get(text).copied().unwrap_or_default();
        let mut shorter = text.char_indices().skip(1).map(|(at, _)| at);
        let known = shorter.find(|at| {
            text[*at..].chars().nth(2).is_some() && times.get(&text[*at..]).is_some_and(|other| *other > own)
        });
        if let (Some(at), PlaceReferent::Named { name, within, .. }) = (known, &mut place.referent) {
            text[at..].clone_into(name);
            *within = scene.within();
            place.span.start += at;
            place.name_start = place.span.start;
        }
    }
}

/// 桶井乡 in a text on 桶井土家族乡: gives what is called without its people the full name that the text has.
pub(super) fn of_a_people(found: &mut [Found]) {
    let named = |place: &Found| match &place.referent {
        PlaceReferent::Named { name, .. } if place.rule == LOCALITY && name.ends_with('乡') => Some(name.clone()),
        _ => None,
    };
    let full: BTreeSet<String> = found.iter().filter_map(named).filter(|name| name.ends_with("族乡")).collect();
    if full.is_empty() {
        return;
    }
    for place in found {
        let PlaceReferent::Named { name, .. } = &mut place.referent else { continue };
        let Some(stem) = name.strip_suffix('乡').filter(|stem| !stem.ends_with('族')) else { continue };
        if let Some(whole) = full.iter().find(|whole| stem.chars().nth(1).is_some() && whole.starts_with(stem)) {
            name.clone_from(whole);
        }
    }
}
