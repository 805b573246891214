//! Who gives a recognition and who receives it.

use std::sync::LazyLock;

use regex::Regex;

use super::rule::Match;
use super::{Clause, Derivation, Node, Scene};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Words for what a case did as a whole.
const EXPERIENCE: [&str; 5] = ["经验", "做法", "案例", "成效", "相关工作"];

/// Verbs of receiving: who receives stands before them, who gives behind.
static RECEIVES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("荣获|获得|得到|受到|赢得|获|被|入选|列入").expect("the pattern is fixed"));

/// Who receives it: what is named before the cue, in the clause, else in the sentence, else in the line; else the case.
pub(super) fn receivers(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> (Vec<Node>, Derivation) {
    let ranks = hit.kind == "ranking";
    let named = |to: Span| programme(scene, to).map(Node::Entity).or_else(|| subject(scene, to, true));
    if let Some(node) = hit.to.and_then(named) {
        return (vec![node], Derivation::Stated);
    }
    if makes_example(scene, clause, hit) {
        return (vec![Node::Case], Derivation::Stated);
    }
    // 在广东省营商环境评价中: what is named there is the evaluation, not who takes the place.
    let before_name = hit.rule != "recognition/announced";
    let own = Span::new(clause.span.start, if before_name { hit.cue.min(hit.name.start) } else { hit.cue });
    if let Some(node) = subject(scene, own, ranks) {
        return (vec![node], Derivation::Stated);
    }
    // 国家批复建设某新区: what is approved is what receives.
    if hit.rule == "recognition/approved-as"
        && let Some(id) = approved(scene, hit.name)
    {
        return (vec![Node::Entity(id)], Derivation::Stated);
    }
    // What stands before an announced list is who announces it.
    let mut earlier = clause.sentence.clauses[..clause.at].iter().rev().filter(|_| before_name);
    let found = earlier.find_map(|earlier| subject(scene, before_receiving(scene, *earlier), ranks));
    let line = || programme(scene, clause.sentence.before).map(Node::Entity);
    (vec![found.or_else(line).unwrap_or(Node::Case)], Derivation::Resolved)
}

fn before_receiving(scene: &Scene<'_>, clause: Span) -> Span {
    let end = RECEIVES.find(scene.words(clause)).map_or(clause.len(), |verb| verb.start());
    Span::new(clause.start, clause.start + end)
}

/// What a stretch speaks of: its last programme, what the case did, else its first body, else its first place. Who takes a
/// place in an evaluation is a body or an area; the programme named is the evaluation.
fn subject(scene: &Scene<'_>, stretch: Span, ranks: bool) -> Option<Node> {
    // 由甲集团运营, 被乙部评为: who does something to it, not what is spoken of.
    let aside =
        |span: Span| scene.words(Span::new(stretch.start, span.start)).ends_with(['由', '被', '与', '经', '同', '向']);
    let body = || scene.bodies(stretch).into_iter().find(|(span, _)| !aside(*span));
    // 全省营商环境评价排名: how wide the evaluation is, not who takes the place.
    let wide = |span: Span| ranks && scene.words(span).starts_with('全');
    let place = || scene.named(EntityKind::Place, stretch).into_iter().find(|(span, _)| !wide(*span));
    let words = scene.words(stretch);
    if ranks {
        return body().or_else(place).map(|(_, id)| Node::Entity(id));
    }
    if let Some(id) = programme(scene, stretch) {
        return Some(Node::Entity(id));
    }
    if EXPERIENCE.iter().any(|word| words.contains(word)) {
        return Some(Node::Case);
    }
    // 成为广西唯一入选… says which one it is, not who.
    let complement = words.starts_with("成为") || words.starts_with("作为") || words.starts_with('是');
    if complement { None } else { body().or_else(place).map(|(_, id)| Node::Entity(id)) }
}

/// The last programme of a stretch that is no evaluation: that only ranks.
fn programme(scene: &Scene<'_>, stretch: Span) -> Option<EntityId> {
    let named = scene.named(EntityKind::Programme, stretch);
    named.into_iter().rfind(|(span, id)| scene.rule_at(*id, *span) != "programme/evaluation").map(|(_, id)| id)
}

/// The place or programme that a name ends with.
fn approved(scene: &Scene<'_>, name: Span) -> Option<EntityId> {
    let apt = |id| matches!(scene.mentions.kind(id), EntityKind::Place | EntityKind::Programme);
    scene.mentions.within(name).filter(|(span, id)| span.end == name.end && apt(*id)).map(|(_, id)| id).next()
}

/// Who gives it: the bodies named with it, else who published what lists it.
pub(super) fn givers(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> Vec<EntityId> {
    let named: Vec<EntityId> = scene.bodies(hit.by).into_iter().map(|(_, id)| id).collect();
    // 决定对甲单位予以通报表扬: who issues the notice that says so.
    if named.is_empty() && hit.rule == "recognition/commended" && scene.words(hit.by).ends_with("决定") {
        let issuer = scene.document.title.and_then(|title| scene.bodies(title).into_iter().next());
        return issuer.map(|(_, id)| id).into_iter().collect();
    }
    // 最高人民法院将其作为典型案例推广: who makes an example of it.
    if named.is_empty() && makes_example(scene, clause, hit) {
        let before = Span::new(clause.span.start, hit.cue.max(clause.span.start));
        return scene.bodies(before).into_iter().map(|(_, id)| id).collect();
    }
    if !named.is_empty() || !(matches!(hit.kind, "modelCase" | "ranking") || hit.rule == "recognition/commended") {
        return named;
    }
    let earlier = clause.sentence.clauses[..clause.at].iter().rev();
    // 入选甲部发布的案例汇编，获评年度案例: what another clause received has a giver of its own.
    let mut earlier = earlier.take_while(|earlier| !RECEIVES.is_match(scene.words(**earlier)));
    earlier.find_map(|earlier| publisher(scene, *earlier)).into_iter().collect()
}

/// Whether a clause says that somebody makes an example of what was told before.
fn makes_example(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    let before = scene.words(Span::new(clause.span.start, hit.cue.max(clause.span.start)));
    hit.rule == "recognition/promoted" && before.trim_end().ends_with(['其', '之']) && before.contains(['将', '把'])
}

/// The body that publishes something in a clause: 全国工商联发布调查结论.
fn publisher(scene: &Scene<'_>, clause: Span) -> Option<EntityId> {
    let words = scene.words(clause);
    let verb = ["发布", "印发", "公布", "通报"].iter().filter_map(|verb| words.find(verb)).min()?;
    scene.bodies(Span::new(clause.start, clause.start + verb)).pop().map(|(_, id)| id)
}
