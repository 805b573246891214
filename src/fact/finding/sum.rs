//! Totals that their parts do not give: 国家级3个、省级5个，共计9个; 其中 "of which" with a part above the whole.

use super::arithmetic::{Said, is_exact_level, observations};
use super::precision::misses;
use super::{Comment, finding};
use crate::fact::{Fact, Scene};
use crate::span::Span;

/// What a clause begins with that adds up the one before it.
const TOTALS: [&str; 6] = ["共计", "合计", "总计", "总共", "一共", "共"];

/// What a clause begins with that names a part of the one before it.
const OF_WHICH: &str = "其中";

/// Both kinds, over the clauses of a case.
pub(super) fn mismatches(scene: &Scene<'_>, facts: &[Fact]) -> Vec<Fact> {
    let said = observations(facts);
    let clauses: Vec<&[Said<'_>]> = said.chunk_by(|one, next| one.clause == next.clause).collect();
    let mut found = Vec::new();
    for pair in clauses.windows(2) {
        let [before, after] = pair else { continue };
        found.extend(total(scene, before, after));
        found.extend(part(scene, before, after));
    }
    found
}

/// A list of amounts in one clause, and in the next what they come to.
fn total(scene: &Scene<'_>, parts: &[Said<'_>], next: &[Said<'_>]) -> Option<Fact> {
    let whole = next.first()?;
    let words = scene.words(whole.clause).trim_start();
    let adds_up = TOTALS.iter().any(|total| words.starts_with(total)) && follows(scene, parts, whole);
    let listed = parts.len() > 1 && scene.words(parts[0].clause).contains('、');
    if !adds_up || !listed || !parts.iter().all(|part| same_measure(part, whole)) {
        return None;
    }
    let sum = misses(whole.observation, parts.iter().map(|part| part.observation))?;
    let stated = whole.observation.value_as_written;
    let comment = Comment {
        zh: format!("原文合计为{stated}，各分项相加为{sum}。"),
        en: format!("The text gives a total of {stated}; its parts add up to {sum}."),
    };
    Some(finding(scene, "arithmetic", "finding/sum", vec![parts[0].clause, whole.clause], comment))
}

/// An amount, and in the next clause a part of it that is larger.
fn part(scene: &Scene<'_>, before: &[Said<'_>], next: &[Said<'_>]) -> Option<Fact> {
    let (whole, part) = (before.last()?, next.first()?);
    let named = scene.words(part.clause).trim_start().starts_with(OF_WHICH) && follows(scene, before, part);
    let larger = part.observation.value > whole.observation.value;
    (named && larger && same_measure(part, whole)).then(|| {
        let (part_value, whole_value) = (part.observation.value_as_written, whole.observation.value_as_written);
        let comment = Comment {
            zh: format!("“其中”的数{part_value}大于其总数{whole_value}。"),
            en: format!("A part ({part_value}) is larger than the whole it is said to be of ({whole_value})."),
        };
        finding(scene, "arithmetic", "finding/sum", vec![whole.clause, part.clause], comment)
    })
}

/// Whether nothing but punctuation stands between two neighbouring clauses.
fn follows(scene: &Scene<'_>, before: &[Said<'_>], next: &Said<'_>) -> bool {
    let Some(end) = before.last().map(|last| last.clause.end).filter(|end| *end <= next.clause.start) else {
        return false;
    };
    !scene.words(Span::new(end, next.clause.start)).contains(char::is_alphanumeric)
}

fn same_measure(one: &Said<'_>, other: &Said<'_>) -> bool {
    let (one, other) = (one.observation, other.observation);
    is_exact_level(one)
        && is_exact_level(other)
        && one.unit == other.unit
        && one.unit_as_written == other.unit_as_written
}
