//! Persons whose names end like those of places: `县长郭创峰`, `周巨峰指出`.

use std::collections::BTreeSet;

use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::finder::Finder;
use crate::span::{ending, floor};

/// What only persons do or have, right behind a name.
const DOES: [&str; 31] = [
    "一行",
    "指出",
    "提出",
    "强调",
    "表示",
    "说道",
    "说，",
    "说：",
    "介绍说",
    "介绍，",
    "率领",
    "带队",
    "带领",
    "主持召开",
    "主持会议",
    "讲话",
    "致辞",
    "同志",
    "先生",
    "女士",
    "接受采访",
    "任职",
    "任副",
    "任局",
    "任主",
    "任党",
    "兼任",
    "担任",
    "当选",
    "出任",
    "告诉记者",
];

/// Characters of a person's name, the longest first.
const LENGTHS: [usize; 2] = [3, 2];

/// Longest words, in characters, that a person's name may be the end of.
const LONGEST: usize = 5;

/// Bytes before a name in which a title may stand.
const NEAR: usize = 60;

/// Takes out what a text calls a person anywhere, wherever it stands.
pub(super) fn leave_persons(scene: &Scene<'_>, found: &mut Vec<Found>) {
    let titled = titled(scene, found.iter().filter_map(|place| with_surname(scene, place)).collect());
    found.retain(|place| with_surname(scene, place).is_none_or(|person| !titled.contains(person)));
    let persons: BTreeSet<&str> = found.iter().filter_map(|place| person_in(scene, place)).collect();
    if persons.is_empty() {
        return;
    }
    found.retain(|place| {
        let words = &scene.text[place.span.range()];
        let called = || LENGTHS.iter().any(|length| persons.contains(ending(words, *length)));
        !(is_open(place) && words.chars().count() <= LONGEST && called())
    });
}

/// 梁|金华: the short name of an area with the surname that it may be the rest of a name behind.
fn with_surname<'a>(scene: &Scene<'a>, place: &Found) -> Option<&'a str> {
    let name = &scene.text[place.span.range()];
    let (at, _) = scene.text[..place.span.start].char_indices().next_back()?;
    let short = place.admin().is_some() && name.chars().nth(2).is_none();
    (short && scene.lexicon.places.persons().is_surnamed(&scene.text[at..])).then(|| &scene.text[at..place.span.end])
}

/// 党委书记|梁金华: those of some names that a text has behind a title anywhere.
fn titled<'a>(scene: &Scene<'_>, names: BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let names: Vec<&str> = names.into_iter().collect();
    if names.is_empty() {
        return BTreeSet::new();
    }
    let finder = Finder::new(names.iter().copied());
    let hits = finder.all_in(scene.text).filter(|hit| {
        let before = &scene.text[floor(scene.text, hit.start().saturating_sub(NEAR))..hit.start()];
        scene.lexicon.places.persons().is_titled(before, names[hit.word])
    });
    hits.map(|hit| names[hit.word]).collect()
}

/// Whether a place is one that no register knows.
fn is_open(place: &Found) -> bool {
    matches!(place.referent, PlaceReferent::Named { .. })
}

/// The name of the person that the words of a place end with, by the title before it or by what is said of him.
fn person_in<'a>(scene: &Scene<'a>, place: &Found) -> Option<&'a str> {
    if !is_open(place) {
        return None;
    }
    let words = &scene.text[place.span.range()];
    let whole = words.chars().count();
    let people = scene.lexicon.places.persons();
    let after = &scene.text[place.span.end..];
    LENGTHS.into_iter().filter(|length| (*length..=LONGEST).contains(&whole)).find_map(|length| {
        let name = ending(words, length);
        let start = place.span.end - name.len();
        let before = &scene.text[floor(scene.text, start.saturating_sub(NEAR))..start];
        // （张远峰）: who has written, at the end of a text.
        let signs = || {
            whole == length
                && before.ends_with('（')
                && after
                    .strip_prefix('）')
                    .is_some_and(|rest| rest.trim_start_matches(' ').is_empty() || rest.starts_with('\n'))
        };
        // A cell or a line of nothing else, in a list of those who sit on a board.
        let alone = || {
            whole == length
                && length == LENGTHS[0]
                && name.ends_with('峰')
                && before.trim_end_matches([' ', '\t', '　']).ends_with(['\n', '|'])
                && after.trim_start_matches([' ', '\t', '　']).starts_with(['\n', '|'])
        };
        let does = || people.is_surnamed(name) && DOES.iter().any(|does| after.starts_with(does));
        (people.is_titled(before, name) || does() || people.is_surnamed(name) && (signs() || alone())).then_some(name)
    })
}
