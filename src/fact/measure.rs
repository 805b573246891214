//! What was done, item by item: the headed stretches under 主要做法 "main measures", or, where no heading says so, those
//! of the case that are neither background nor results.

use super::{Derivation, Fact, FactBody, Measure, Scene};
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
    let roles: Vec<Option<SectionRole>> = roles(scene);
    let all = || scene.case().sections.iter().enumerate();
    let announced = |parent: Option<usize>| parent.is_some_and(|parent| roles[parent] == Some(SectionRole::Measures));
    if roles.contains(&Some(SectionRole::Measures)) {
        let under = all().filter(|(_, section)| announced(section.parent)).map(|(at, _)| (at, UNDER_HEADING));
        return under.collect();
    }
    // A single heading is the head of the text, not one of several measures.
    let tops = all().filter(|(at, section)| section.parent.is_none() && roles[*at].is_none());
    let tops: Vec<_> = tops.map(|(at, _)| (at, SECTION)).collect();
    if tops.len() > 1 { tops } else { Vec::new() }
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
