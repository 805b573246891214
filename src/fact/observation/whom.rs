//! Where a number holds and what it is about.

use std::collections::BTreeMap;

use super::super::Scene;
use super::item::Item;
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// What the case as a whole is about.
#[derive(Debug)]
pub(super) struct Bearings {
    /// The place of the case, or the one inside it that the case speaks of most.
    place: Option<EntityId>,
    /// The programme its title names.
    subject: Option<EntityId>,
}

/// Words after which a place is a field of comparison, not where the number holds: 占全区, 排全省.
const COMPARED: [&str; 12] = ["占", "排", "居", "列", "位", "比", "较", "高于", "低于", "在", "于", "为"];

impl Bearings {
    /// Looks at title and text of a case.
    pub(super) fn of_case(scene: &Scene<'_>) -> Self {
        let title = scene.case().title;
        let in_title = |kind| title.and_then(|title| scene.mentions.of_kind(kind, title).next()).map(|(_, id)| id);
        let subject = in_title(EntityKind::Programme);
        Self { place: dominant_place(scene), subject }
    }

    /// The place nearest before the number in its sentence; else that of the case; none for a company's own figures.
    pub(super) fn place(&self, scene: &Scene<'_>, sentence: Span, clause: Span, item: &Item<'_>) -> Option<EntityId> {
        let until = item.quantity.span.start;
        let near = |stretch: Span| {
            let stretch = Span::new(stretch.start.min(until), stretch.end.min(until).max(stretch.start.min(until)));
            scene
                .mentions
                .of_kind(EntityKind::Place, stretch)
                .rfind(|found| holds_here(scene, *found))
                .map(|(_, id)| id)
        };
        near(clause).or_else(|| near(sentence)).or(self.place)
    }

    /// The programme or organization nearest before the number in its clause, sentence, paragraph or section heading;
    /// else the programme the title names.
    pub(super) fn subject(
        &self,
        scene: &Scene<'_>,
        paragraph: Span,
        sentence: Span,
        clause: Span,
        item: &Item<'_>,
    ) -> Option<EntityId> {
        let until = item.quantity.span.start;
        let near = |stretch: Span| {
            let stretch = Span::new(stretch.start.min(until), stretch.end.min(until).max(stretch.start.min(until)));
            scene
                .mentions
                .within(stretch)
                .rfind(|(_, id)| matches!(scene.mentions.kind(*id), EntityKind::Programme | EntityKind::Organization))
                .map(|(_, id)| id)
        };
        let heading = scene.case().section_at(clause).map(|section| scene.case().sections[section].heading);
        near(Span::new(clause.start, clause.end))
            .or_else(|| near(sentence))
            .or_else(|| near(paragraph))
            .or_else(|| {
                heading
                    .and_then(|heading| scene.mentions.of_kind(EntityKind::Programme, heading).next())
                    .map(|(_, id)| id)
            })
            .or(self.subject)
    }
}

/// Whether a place is where something holds: in the country, not compared with, not part of another name.
fn holds_here(scene: &Scene<'_>, (span, id): (Span, EntityId)) -> bool {
    let Detail::Place(place) = &scene.entity(id).detail else { return false };
    let before = &scene.document.text.as_str()[..span.start];
    let named = scene.mentions.at(span).any(|(other, _)| other.len() > span.len());
    place.admin_code.is_some() && !named && !COMPARED.iter().any(|word| before.ends_with(word))
}

/// A place inside the place of the case that is named more often than it, and at least three times; else that of the case.
fn dominant_place(scene: &Scene<'_>) -> Option<EntityId> {
    let case = scene.place?;
    let Detail::Place(own) = &scene.entity(case).detail else { return Some(case) };
    let Some(own_code) = own.admin_code.as_deref() else { return Some(case) };
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    for (_, id) in scene.mentions.of_kind(EntityKind::Place, scene.case().span) {
        *counts.entry(id).or_default() += 1;
    }
    let inside = |id: EntityId| match &scene.entity(id).detail {
        Detail::Place(place) => {
            place.admin_code.as_deref().is_some_and(|code| scene.lexicon.register.is_within(code, own_code))
        }
        _ => false,
    };
    let own_count = counts.get(&case).copied().unwrap_or_default();
    let most = counts
        .iter()
        .filter(|(id, _)| **id != case && inside(**id))
        .max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)));
    match most {
        Some((id, count))
            if *count >= 3 && *count > own_count && own_code.ends_with("00") && !own_code.ends_with("0000") =>
        {
            Some(*id)
        }
        _ => Some(case),
    }
}
