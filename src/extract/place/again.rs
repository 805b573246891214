//! Places that stand once more without what made them known: `北仑河` after `中越北仑河`.

use std::collections::BTreeMap;

use super::{Found, Scene, border, initials, locality, mountain, river, zone};
use crate::extract::PlaceReferent;
use crate::extract::cover::Cover;
use crate::lexicon::finder::Finder;
use crate::span::Span;

/// A name found before, said again.
const AGAIN: &str = "place/again";

/// Names of zones, facilities and natural features that stand once more without what made them known (北仑河 after 中越北仑河).
pub(super) fn again(scene: &Scene<'_>, lines: &[Span], found: &[Found]) -> Vec<Found> {
    let mut names: BTreeMap<&str, &PlaceReferent> = BTreeMap::new();
    for place in found.iter().filter(|place| {
        matches!(
            place.rule,
            zone::BARE | river::RIVER | border::PAIR | locality::LOCALITY | mountain::MOUNTAIN | initials::INITIALS
        )
    }) {
        names.entry(&scene.text[place.name_start..place.span.end]).or_insert(&place.referent);
    }
    if names.is_empty() {
        return Vec::new();
    }
    let finder = Finder::new(names.keys().copied());
    let referents: Vec<_> = names.values().collect();
    let mut again = Vec::new();
    for line in lines {
        for hit in finder.find_iter(&scene.text[line.range()]) {
            let span = hit.span.shift(line.start);
            let referent = (*referents[hit.word]).clone();
            again.push(Found::new(span, AGAIN, referent));
        }
    }
    let taken = Cover::new(found.iter().map(|place| place.span));
    again.retain(|place| !taken.overlaps(place.span));
    again
}
