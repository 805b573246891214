//! `relation/located`: what an area brings in by a later clause of the sentence that it begins: `作为外贸大省的江苏，…，打造“甲”模式`,
//! `在昆山市，当地…增设了乙窗口`.

use std::sync::LazyLock;

use super::super::{Edges, Ground};
use super::{is_admin, is_country, kind};
use crate::document::Sentence;
use crate::fact::utterance::is_body;
use crate::fact::{Node, Predicate, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// What a clause says up to what it brings in, where it leaves out who does: 打造|“甲”模式, 当地依托…增设了|乙窗口.
static BRINGS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:(?:当地|该市|该县|该区|该镇|该乡|该村|该省)[^“，：]{0,24}?)?(?:并|还|又|也|同时|先后|积极|率先|创新|探索|全面|大力|加快|持续|深入|着力|成功|正式|在全[省市区县])*(?:打造|建立|构建|推行|推出|首创|开展|实施|设立|增设|开设|启用|上线|搭建|组建|创建|推广|探索|创新)(?:了|出|起)?“?$",
    )
});

/// How a clause goes on behind the area that it begins with where that does something, and is not what a noun belongs to.
static ACTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:$|[今去本]年|近年|近日|日前|还|也|则|将|已|正|以|把|围绕|聚焦|立足|坚持|通过|依托|针对|按照|不断|持续|积极|率先|大力|深入|深化|全面|加快|着力|创新|探索|推[进动行]|建[立设]|构建|打造|开展|实施|优化|完善|健全|强化|加强|发挥|抢抓|紧扣|锚定|出台|充分|认真|扎实|主动|结合|瞄准|整合|统筹)",
    )
});

/// `relation/located`: the programmes that the later clauses of a sentence bring in, in the area that its first clause is on.
pub(super) fn programmes(scene: &Scene<'_>, sentence: &Sentence, edges: &mut Edges) {
    let Some((first, later)) = sentence.clauses.split_first().filter(|(_, later)| !later.is_empty()) else { return };
    // Most sentences name no programme.
    let rest = Span::new(first.end, sentence.span.end);
    if scene.mentions.of_kind(EntityKind::Programme, rest).next().is_none() {
        return;
    }
    let Some(seat) = seat(scene, *first) else { return };
    for clause in later {
        if turns(scene, *clause, seat) {
            return;
        }
        for (span, programme) in scene.named(EntityKind::Programme, *clause) {
            let known = matches!(
                scene.rule_at(programme, span),
                "programme/known" | "programme/evaluation" | "programme/trial"
            );
            let before = scene.words(Span::new(clause.start, span.start));
            if !known && BRINGS.is_match(before) {
                let ground = Ground::stated("relation/located", first.cover(*clause));
                edges.add(Node::Entity(programme), Predicate::LocatedIn, Node::Entity(seat), ground);
            }
        }
    }
}

/// The area that a clause says what follows is told of: 在某市某区, 某县围绕…, 作为…的某省.
fn seat(scene: &Scene<'_>, clause: Span) -> Option<EntityId> {
    let words = scene.words(clause);
    let holder = |id| is_body(scene.mentions.kind(id)) || scene.mentions.kind(id) == EntityKind::Policy;
    let held = |span: Span| scene.mentions.at(span).any(|(wide, id)| holder(id) && wide.contains(span));
    let mut places = scene.named(EntityKind::Place, clause);
    places.retain(|(span, _)| !held(*span));
    let called = |span: Span| !scene.words(span).starts_with(['全', '我', '本', '各', '该', '当']);
    let area = |id: EntityId| is_admin(scene, id) && !is_country(scene, id);
    let at_end = places.last().filter(|(span, _)| span.end == clause.end).copied();
    if words.starts_with('在') || words.starts_with("作为") {
        let (span, id) = at_end?;
        // 在甲市、乙市: of several none is meant.
        let one = places.iter().rev().skip(1).all(|(before, _)| before.end == span.start || before.contains(span));
        let zone = kind(scene, id) == "zone";
        return (one && called(span) && (area(id) || words.starts_with('在') && zone)).then_some(id);
    }
    // 江苏省|苏州市|吴江区…: the last of those that stand together.
    let mut end = clause.start;
    let mut last = None;
    for (span, id) in places {
        if span.start == end && called(span) {
            (end, last) = (span.end, Some(id));
        }
    }
    last.filter(|id| area(*id) && ACTS.is_match(scene.words(Span::new(end, clause.end))))
}

/// Whether a clause turns to another place, or to a body, that does what it says.
fn turns(scene: &Scene<'_>, clause: Span, seat: EntityId) -> bool {
    let begins = |span: Span| scene.words(Span::new(clause.start, span.start)).chars().count() <= 2;
    let mut named = scene.mentions.within(clause);
    named.any(|(span, id)| {
        let other = scene.mentions.kind(id) == EntityKind::Place && id != seat;
        begins(span) && (other || is_body(scene.mentions.kind(id)))
    })
}
