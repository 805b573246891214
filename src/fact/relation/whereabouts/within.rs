//! `relation/within` as a sentence says it: who moved into a place, who stands behind it, what lies in it, which parts it has.

use std::sync::LazyLock;

use super::super::{Edges, Ground};
use super::{is_admin, is_china};
use crate::document::Sentence;
use crate::fact::{Node, Predicate, Scene};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Moving into a place: 分别进驻甲和乙.
static SETTLES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^(?P<each>分别)?(?:整体)?(?:搬迁)?(?:进驻|入驻|位于|坐落于|设在|落户|迁入|迁至|搬迁至|搬至)(?:了|于)?$")
});

/// `relation/within`: a body that moved into a place; several one by one where it says 分别.
pub(super) fn settled(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
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

/// `relation/within`: 在某市某区，|甲煤矿…: who begins the clause behind a place that stands alone is there.
pub(super) fn stands(scene: &Scene<'_>, sentence: &Sentence, at: usize, edges: &mut Edges) {
    let (clause, Some(next)) = (sentence.clauses[at], sentence.clauses.get(at + 1)) else { return };
    if !scene.words(clause).starts_with('在') {
        return;
    }
    let place = scene.named(EntityKind::Place, clause).pop().filter(|(place, _)| place.end == clause.end);
    let body = scene.bodies(*next).into_iter().next().filter(|(body, _)| body.start == next.start);
    if let (Some((_, place)), Some((_, body))) = (place, body)
        && scene.mentions.kind(body) == EntityKind::Organization
        && !is_everywhere(&scene.entity(body).name)
    {
        let ground = Ground::stated("relation/within", clause.cover(*next));
        edges.add(Node::Entity(body), Predicate::LocatedIn, Node::Entity(place), ground);
    }
}

/// Whether an organization has branches all over the country: what it does at a place says not that it is there.
pub(super) fn is_everywhere(name: &str) -> bool {
    ["中国", "国家", "全国", "中华"].iter().any(|wide| name.starts_with(wide))
        || ["银行股份有限公司", "协会", "学会", "联合会", "基金会"].iter().any(|end| name.ends_with(end))
}

/// `relation/within`: 某县|位于|某省南部: a place that is said to lie in another, and what else lies there.
pub(super) fn lies(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
    static LIES: LazyLock<Pattern> =
        LazyLock::new(|| pattern("^(?:地处|位于|坐落于|坐落在|地处于|隶属于?)(?:[^，]{0,8}、)?$"));
    /// Bytes that the pattern matches at most.
    const LONGEST: usize = 3 * 3 + 8 * 4 + 3;
    // 位于某保护区|外围, 位于甲、乙和丙|之间: not in it.
    static BESIDE: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "^(?:之畔|之滨|之间|之源|畔|河畔|江畔|湖畔|沿岸|两岸|[南北东西]岸|上游|中游|下游|中下游|外围|附近|周边|周围|外侧|对岸|毗邻|边缘|以[东南西北]|[^，]*(?:之间|交界|交汇|接壤))",
        )
    });
    for (at, (span, outer)) in places.iter().enumerate() {
        // 位于湖南省|长沙市: the last of those that stand together is where it is.
        let inner = places.get(at + 1).is_some_and(|(next, _)| next.start == span.end);
        let outermost = places[..at].iter().rfind(|(before, _)| before.end == span.start);
        let start = outermost.map_or(span.start, |(before, _)| before.start);
        // Who lies there is named right before the words that say so; a list may have a thousand places.
        let mut near = places[..at].iter().rev().take_while(|(place, _)| place.end + LONGEST >= start);
        let mover = near.find(|(place, _)| {
            let lies = |start: usize| LIES.is_match(scene.words(Span::new(place.end.min(start), start)));
            lies(span.start) || lies(start)
        });
        let mover = mover.filter(|_| !BESIDE.is_match(scene.words(Span::new(span.end, clause.end))));
        let told = mover.filter(|_| !inner && !is_china(scene, *outer));
        if let Some((_, place)) = told {
            let ground = Ground::stated("relation/within", clause);
            edges.add(Node::Entity(*place), Predicate::LocatedIn, Node::Entity(*outer), ground);
        }
    }
}

/// `relation/within`: 某县隶属某市，|位于某山脉西麓: where what the clause before is about lies, too.
pub(super) fn lies_too(
    scene: &Scene<'_>,
    sentence: &Sentence,
    at: usize,
    places: &[(Span, EntityId)],
    edges: &mut Edges,
) {
    static LIES: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:地处|位于|坐落于|坐落在)$"));
    static LAY: LazyLock<Pattern> = LazyLock::new(|| {
        pattern("^(?:地处|位于|坐落于|坐落在|隶属于?|东[临接邻靠]|西[临接邻靠]|南[临接邻靠]|北[临接邻靠])")
    });
    static BESIDE: LazyLock<Pattern> =
        LazyLock::new(|| pattern("^(?:[^，]{0,3}(?:之间|交界|交汇|接壤|以[东南西北])|[、和与])"));
    let clause = sentence.clauses[at];
    let Some(before) = at.checked_sub(1).map(|before| sentence.clauses[before]) else { return };
    let Some((span, outer)) =
        places.first().filter(|(span, _)| LIES.is_match(scene.words(Span::new(clause.start, span.start))))
    else {
        return;
    };
    let subject = scene.named(EntityKind::Place, before).into_iter().next();
    let subject = subject.filter(|(place, id)| {
        place.start == before.start
            && is_admin(scene, *id)
            && LAY.is_match(scene.words(Span::new(place.end, before.end)))
    });
    if let Some((_, place)) = subject.filter(|_| !is_china(scene, *outer))
        && !BESIDE.is_match(scene.words(Span::new(span.end, clause.end)))
    {
        let ground = Ground::resolved("relation/within", before.cover(clause));
        edges.add(Node::Entity(place), Predicate::LocatedIn, Node::Entity(*outer), ground);
    }
}

/// What says that a zone has parts.
static DIVIDES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(["分设", "下设", "下辖"]));

/// `relation/within`: the parts of a zone (分设, 下设, 下辖): 以甲为核心园，分设乙、丙 after the zone was named.
pub(super) fn divided(
    scene: &Scene<'_>,
    sentence: &Sentence,
    at: usize,
    zones: &[(Span, EntityId)],
    edges: &mut Edges,
) {
    let clause = sentence.clauses[at];
    let start = at.checked_sub(1).map_or(clause.start, |before| sentence.clauses[before].start);
    let before = zones.partition_point(|(zone, _)| zone.end <= start);
    let Some(&(_, whole)) = zones[..before].last() else { return };
    if !DIVIDES.is_in(scene.words(clause)) {
        return;
    }
    let parts = scene.named(EntityKind::Place, Span::new(start, clause.end));
    for (_, part) in parts.into_iter().filter(|(_, id)| !is_admin(scene, *id)) {
        let ground = Ground::resolved("relation/within", Span::new(start, clause.end));
        edges.add(Node::Entity(part), Predicate::LocatedIn, Node::Entity(whole), ground);
    }
}
