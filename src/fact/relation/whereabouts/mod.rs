//! Where programmes, bodies and places are, as the text says; what the register knows needs no statement.

mod located;
mod nested;
mod seat;
mod stood;
mod within;

use super::{Edges, Ground};
use crate::document::Sentence;
use crate::fact::{Derivation, Node, Predicate, Scene};
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// The edges of the places that a sentence names.
pub(super) fn read(scene: &Scene<'_>, sentence: &Sentence, zones: &[(Span, EntityId)], edges: &mut Edges) {
    seat::programmes(scene, sentence, edges);
    for (at, clause) in sentence.clauses.iter().enumerate() {
        within::divided(scene, sentence, at, zones, edges);
        within::stands(scene, sentence, at, edges);
        stood::housed(scene, sentence, at, edges);
        let places = scene.named(EntityKind::Place, *clause);
        if places.is_empty() {
            continue;
        }
        located::programmes(scene, *clause, &places, edges);
        located::listed(scene, *clause, &places, edges);
        located::held(scene, *clause, &places, edges);
        located::one_each(scene, *clause, &places, edges);
        within::settled(scene, *clause, &places, edges);
        within::lies(scene, *clause, &places, edges);
        within::lies_too(scene, sentence, at, &places, edges);
        nested::nested(scene, *clause, edges);
        stood::bodies(scene, *clause, &places, edges);
        stood::built(scene, *clause, &places, edges);
        stood::on_rivers(scene, &places, edges);
    }
}

/// The zones that the body of a case names, in its order.
pub(super) fn zones(scene: &Scene<'_>) -> Vec<(Span, EntityId)> {
    let mut zones = scene.named(EntityKind::Place, scene.case().body);
    zones.retain(|(_, id)| matches!(&scene.entity(*id).detail, Detail::Place(place) if place.kind == "zone"));
    zones
}

/// The place that a case is about: of the bodies that report it, of its title, or the one it names.
pub(super) fn of_case(scene: &Scene<'_>, edges: &mut Edges) {
    let case = scene.case();
    let Some(place) = scene.place else { return };
    let named = scene.mentions.of_kind(EntityKind::Place, case.span).find(|(_, id)| *id == place).map(|(span, _)| span);
    if let Some(evidence) = case.reporters.or(case.title).or(named) {
        let ground = Ground { rule: "relation/place", derivation: Derivation::Inherited, evidence };
        edges.add(Node::Case, Predicate::Place, Node::Entity(place), ground);
    }
}

fn is_province(scene: &Scene<'_>, place: EntityId) -> bool {
    code(scene, place).is_some_and(|code| code.ends_with("0000"))
}

fn code<'s>(scene: &Scene<'s>, place: EntityId) -> Option<&'s str> {
    match &scene.entity(place).detail {
        Detail::Place(place) => place.admin_code.as_deref(),
        _ => None,
    }
}

fn kind<'s>(scene: &Scene<'s>, id: EntityId) -> &'s str {
    match &scene.entity(id).detail {
        Detail::Place(place) => place.kind,
        _ => "",
    }
}

fn is_area(scene: &Scene<'_>, id: EntityId) -> bool {
    matches!(kind(scene, id), "admin" | "country")
}

fn is_china(scene: &Scene<'_>, id: EntityId) -> bool {
    matches!(&scene.entity(id).detail, Detail::Place(place) if place.kind == "country" && place.country_code.as_deref() == Some("CN"))
}

fn is_country(scene: &Scene<'_>, id: EntityId) -> bool {
    kind(scene, id) == "country"
}

/// 全市, 该县: a word that points at an area and is not its name.
fn is_whole(words: &str) -> bool {
    words.starts_with(['全', '我', '本', '各', '该'])
}

fn is_admin(scene: &Scene<'_>, id: EntityId) -> bool {
    kind(scene, id) == "admin"
}
