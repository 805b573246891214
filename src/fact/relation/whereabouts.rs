//! Where programmes, bodies and places are, as the text says; what the register knows needs no statement.

use std::sync::LazyLock;

use regex::Regex;

use super::{Edges, Ground};
use crate::fact::utterance::{Sentence, is_body};
use crate::fact::{Node, Predicate, Scene};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Moving into a place: 分别进驻甲和乙.
static SETTLES: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?P<each>分别)?(?:进驻|入驻|位于|坐落于|设在|落户)(?:了|于)?$"));

/// Between a place and a programme that is there: 在全区推广“甲”, 市打造“甲”, 以某区为试点.
static THERE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "^(?:范围内)?(?:正在)?(?:全面|大力|积极|率先|创新)?(?:推广|推行|打造|建立|构建|开展|实施|试行|设立|上线|启用|推出|推进|深化|推进的[\\p{Han}]{2,10}[—：])",
    )
});

/// A place with its parts: 以甲为核心园，分设乙、丙.
static PARTS: LazyLock<Regex> = LazyLock::new(|| pattern("分设|下设|下辖|划分为|包括"));

/// The edges of the places that a sentence names.
pub(super) fn read(scene: &Scene<'_>, sentence: &Sentence, edges: &mut Edges) {
    for clause in &sentence.clauses {
        let places = scene.named(EntityKind::Place, *clause);
        programmes(scene, *clause, &places, edges);
        settled(scene, *clause, &places, edges);
        nested(scene, *clause, edges);
    }
}

/// `relation/located`: a programme right behind its place, or behind a place where it is brought in.
fn programmes(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
    for (span, programme) in scene.named(EntityKind::Programme, clause) {
        let near = places.iter().rfind(|(place, _)| place.start < span.end && place.end <= span.end);
        let Some((place, id)) = near else { continue };
        let between = scene.words(Span::new(place.end.min(span.start), span.start));
        let inside = place.start >= span.start;
        if inside && place.start > span.start {
            continue;
        }
        if inside || between.is_empty() || THERE.is_match(between) && between.chars().count() <= 40 {
            let ground = Ground::stated("relation/located", clause);
            edges.add(Node::Entity(programme), Predicate::LocatedIn, Node::Entity(*id), ground);
        }
    }
}

/// `relation/within`: a body that moved into a place; several one by one where it says 分别.
fn settled(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
    let bodies = scene.bodies(clause);
    for (index, (body_span, _)) in bodies.iter().enumerate() {
        let Some(first) = places.iter().position(|(place, _)| place.start >= body_span.end) else { continue };
        let between = scene.words(Span::new(body_span.end, places[first].0.start));
        let Some(verb) = SETTLES.captures(between) else { continue };
        let movers = &bodies[..=index];
        let ground = Ground::stated("relation/within", clause);
        for (at, (_, body)) in movers.iter().enumerate() {
            let place = if verb.name("each").is_some() { places.get(first + at) } else { places.get(first) };
            if let Some((_, place)) = place {
                edges.add(Node::Entity(*body), Predicate::LocatedIn, Node::Entity(*place), ground);
            }
        }
    }
}

/// `relation/within`: a place named right behind the one it is in (防城港市东兴市), or whose name begins with it.
fn nested(scene: &Scene<'_>, clause: Span, edges: &mut Edges) {
    let all: Vec<(Span, EntityId)> = scene.mentions.of_kind(EntityKind::Place, clause).collect();
    for (span, inner) in &all {
        if scene.mentions.at(*span).any(|(wide, id)| is_body(scene.mentions.kind(id)) && wide.contains(*span)) {
            continue;
        }
        let outer = all.iter().rfind(|(before, id)| {
            id != inner && (before.end == span.start || before.start == span.start && before.end < span.end)
        });
        if let Some((before, outer)) = outer {
            let ground = Ground::stated("relation/within", before.cover(*span));
            edges.add(Node::Entity(*inner), Predicate::LocatedIn, Node::Entity(*outer), ground);
        }
    }
    let Some(verb) = PARTS.find(scene.words(clause)) else { return };
    let _ = verb;
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is fixed")
}
