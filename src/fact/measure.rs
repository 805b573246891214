//! What was done, item by item: the headed stretches under 主要做法 "main measures", or, where no heading says so, those
//! of the case that are neither background nor results.

use super::{Derivation, Fact, FactBody, Measure, Scene};
use crate::document::numbering;
use crate::lexicon::cases::SectionRole;

/// An item under a heading that announces measures.
const UNDER_HEADING: &str = "measure/under-heading";

/// A section of a case that announces none.
const SECTION: &str = "measure/section";

/// The measures of a case, in the order of the text.
pub fn measures(scene: &Scene<'_>) -> Vec<Fact> {
    sections(scene).into_iter().map(|(section, rule)| fact(scene, section, rule)).collect()
}

/// The sections that are measures, as positions in [`crate::document::Case::sections`].
pub(super) fn sections(scene: &Scene<'_>) -> Vec<(usize, &'static str)> {
    let roles = roles(scene);
    let done: Vec<bool> = (0..roles.len()).map(|section| says_done(scene, section)).collect();
    let children = children(scene);
    if roles.contains(&Some(SectionRole::Measures)) {
        let announcing = roles.iter().enumerate().filter(|(_, role)| **role == Some(SectionRole::Measures));
        let mut found = Vec::new();
        for (section, _) in announcing {
            under(scene, section, &children, &done, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        return found.into_iter().map(|at| (at, UNDER_HEADING)).collect();
    }
    // A single heading is the head of the text, not one of several measures; those of a bulletin (一、综合, 二、农业) and claims
    // (结构不断优化) are none.
    let own = |at: &usize| scene.case().sections[*at].parent.is_none() && roles[*at].is_none();
    let tops: Vec<usize> = (0..roles.len()).filter(own).collect();
    if tops.len() > 1 && mostly(&tops, &done) { tops.into_iter().map(|at| (at, SECTION)).collect() } else { Vec::new() }
}

/// The sections right under each.
fn children(scene: &Scene<'_>) -> Vec<Vec<usize>> {
    let sections = &scene.case().sections;
    let mut children = vec![Vec::new(); sections.len()];
    for (at, section) in sections.iter().enumerate() {
        if let Some(parent) = section.parent {
            children[parent].push(at);
        }
    }
    children
}

/// What stands under a heading that announces measures: the sections right under it, or, where those only claim that all
/// goes well (——经济回升向好), what stands under them.
fn under(scene: &Scene<'_>, section: usize, children: &[Vec<usize>], done: &[bool], found: &mut Vec<usize>) {
    let own = &children[section];
    let numbered = |at: &usize| numbering(scene.words(scene.case().sections[*at].heading)).is_some();
    if own.iter().all(numbered) || mostly(own, done) {
        found.extend(own);
        return;
    }
    for child in own {
        under(scene, *child, children, done, found);
    }
}

/// Whether at least half of some sections say what was done.
fn mostly(sections: &[usize], done: &[bool]) -> bool {
    !sections.is_empty() && 2 * sections.iter().filter(|at| done[**at]).count() >= sections.len()
}

/// Whether the heading of a section says what was done; 一是 is its number, not its verb.
fn says_done(scene: &Scene<'_>, section: usize) -> bool {
    let heading = scene.words(scene.case().sections[section].heading);
    let number = numbering(heading).map_or(0, |number| number.length);
    scene.lexicon.cases.says_done(&heading[number..])
}

fn roles(scene: &Scene<'_>) -> Vec<Option<SectionRole>> {
    let role = |heading| scene.lexicon.cases.role_of(scene.words(heading));
    scene.case().sections.iter().map(|section| role(section.heading)).collect()
}

fn fact(scene: &Scene<'_>, section: usize, rule: &'static str) -> Fact {
    Fact {
        case: scene.case_index,
        evidence: vec![scene.case().sections[section].heading],
        rule,
        derivation: Derivation::Stated,
        body: FactBody::Measure(Measure { section }),
        review: None,
    }
}
