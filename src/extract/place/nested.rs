//! Villages right behind a town that the register has in the counties spoken of: `张江镇长元村`, `吴泾镇和平村`, `段村乡中朝村`. The one
//! shows where the other ends, whatever words their characters make (镇|长, 和平, 段村).

use std::ops::Range;

use super::locality::{Head, LOCALITY};
use super::town::View;
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::span::{Span, letters_before};

/// Characters of a village before its noun, at most.
const LONGEST: usize = 4;

/// Characters of the short name of a town, at most.
const LONGEST_TOWN: usize = 3;

/// Nouns of villages.
const NOUNS: [&str; 2] = ["村", "社区"];

/// What may follow the noun of a village but for a mark.
const AFTER: [char; 4] = ['等', '的', '党', '（'];

/// Characters that are in no name of a village.
const NO_NAME: &str = "各全每该本村民委会乡镇所有及和与的到在驻入进扶帮包困农";

/// The towns and villages of a line that stand so; `heads` are the nouns of towns and villages in it.
pub(super) fn nested(
    (scene, view): (&Scene<'_>, &View<'_>),
    (line, heads): (Span, &[Head]),
    names: &[Found],
) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut found = Vec::new();
    for (noun, _) in heads.iter().filter(|(_, head)| head.is_town) {
        let Some(length) = village(&text[noun.end..]) else { continue };
        let Some(start) = view.known_start(&text[..noun.start], &text[noun.clone()]) else { continue };
        let place = |span: Span, within: Option<Box<PlaceReferent>>| {
            let span = span.shift(line.start);
            let name = scene.text[span.range()].to_owned();
            Found::new(span, LOCALITY, PlaceReferent::Named { name, kind: "admin", within })
        };
        // 榆中县|城关镇, 宕昌县|城关镇: each in its county.
        let county = names.iter().rev().find(|area| area.span.end == line.start + start && area.admin().is_some());
        let within = county.map(|area| Box::new(area.referent.clone())).or_else(|| scene.within());
        let town = place(Span::new(start, noun.end), within);
        let village = place(Span::new(noun.end, noun.end + length), Some(Box::new(town.referent.clone())));
        found.extend([town, village]);
    }
    let villages = heads.iter().filter(|(range, head)| !head.is_town && &text[range.clone()] == "村");
    found.extend(villages.filter_map(|(noun, _)| {
        let (start, referent) = behind_short_name((scene, view), text, noun)?;
        let span = Span::new(start, noun.end).shift(line.start);
        let known = names.iter().any(|name| name.span.start == span.start);
        (!known).then(|| Found::new(span, LOCALITY, referent))
    }));
    found
}

/// 、|子午以口夸村、: a village in a list behind the short name of its town, where the text is about their county, and where both begin.
fn behind_short_name(
    (scene, view): (&Scene<'_>, &View<'_>),
    text: &str,
    noun: &Range<usize>,
) -> Option<(usize, PlaceReferent)> {
    let (before, after) = (&text[..noun.start], &text[noun.end..]);
    let word = letters_before(before, LONGEST + LONGEST_TOWN + 2);
    let word = &word[scene.lexicon.organizations.name_start(word)..];
    let start = noun.start - word.len();
    let listed = text[..start].ends_with('、') || after.starts_with('、');
    if !listed || !is_over(after) {
        return None;
    }
    let cuts = word.char_indices().map(|(at, _)| at).skip(2).take(LONGEST_TOWN - 1);
    let fits = |at: &usize| (2..=LONGEST).contains(&word[*at..].chars().count());
    let town = |at: usize| view.towns(&word[..at]).find(|town| town.kind != "街道").map(|town| (at, town));
    let (at, town) = cuts.filter(fits).filter_map(town).last()?;
    if word[at..].contains(|c| NO_NAME.contains(c)) && !word[at..].starts_with('以') {
        return None;
    }
    let admin = |name: String, within| PlaceReferent::Named { name, kind: "admin", within: Some(Box::new(within)) };
    let town = admin(format!("{}{}", &word[..at], town.kind), PlaceReferent::Admin(town.county));
    Some((start, admin(text[start + at..noun.end].to_owned(), town)))
}

/// Bytes of the name of a village, with its noun, that a text begins with.
fn village(text: &str) -> Option<usize> {
    let letters = text.char_indices().take_while(|(_, c)| c.is_alphabetic());
    let noun = |at: usize| NOUNS.iter().find(|noun| text[at..].starts_with(**noun));
    let (at, noun) = letters.skip(1).take(LONGEST).find_map(|(at, _)| Some((at, noun(at)?)))?;
    let end = at + noun.len();
    // 吴泾镇|和平村, but 新场镇|和|果园村.
    let name = text[..at].strip_prefix('和').filter(|rest| rest.chars().count() == 1).unwrap_or(&text[..at]);
    (is_over(&text[end..]) && !name.contains(|c| NO_NAME.contains(c))).then_some(end)
}

/// Whether a name can have ended before what follows.
fn is_over(after: &str) -> bool {
    after.chars().next().is_none_or(|next| !next.is_alphabetic() || AFTER.contains(&next))
}
