//! Programmes: introduced, run, made of parts, for whom.

use std::sync::LazyLock;

use regex::Regex;

use super::{Edges, Ground};
use crate::fact::utterance::Sentence;
use crate::fact::{Node, Predicate, Scene};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// What rests on a programme named before it in the sentence: 升级“云”互动模式，依托征纳平台.
static RESTS: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:依托|搭建|列出|明确|及|以及)"));

/// A whole and its parts: 由甲、乙、丙等九个模块组成.
static COMPOSED: LazyLock<Regex> = LazyLock::new(|| pattern("由.*(?:组成|构成)"));

/// A policy is issued.
static ISSUED: LazyLock<Regex> = LazyLock::new(|| pattern("(?:印发|出台|发布|制定|下发|公布)[^，]{0,4}《"));

/// Acting in common without naming who: 联合打造, 共同组建.
static JOINT: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:、|，)?(?:联合|共同)"));

/// The edges of the programmes that a sentence names.
pub(super) fn read(scene: &Scene<'_>, sentence: &Sentence, edges: &mut Edges) {
    let mut whole: Option<EntityId> = None;
    let mut runs: Vec<EntityId> = Vec::new();
    for (at, clause) in sentence.clauses.iter().enumerate() {
        runs = operators(scene, sentence, at, &runs).unwrap_or(runs);
        // Who issues a policy does not run what it asks for, but those who report what they do.
        let foreign = runs.iter().all(|body| !scene.reporters().contains(body));
        if foreign && ISSUED.is_match(scene.words(*clause)) {
            runs.clear();
        }
        let introduced = scene.introduced(*clause);
        for (_, programme) in &introduced {
            let ground = Ground::stated("relation/introduces", *clause);
            edges.add(Node::Case, Predicate::Introduces, Node::Entity(*programme), ground);
            for body in &runs {
                let evidence = Span::new(sentence.clauses[0].start, clause.end);
                let ground = Ground::stated("relation/operated-by", evidence);
                edges.add(Node::Entity(*programme), Predicate::OperatedBy, Node::Entity(*body), ground);
            }
        }
        parts(scene, *clause, edges);
        rests(scene, *clause, whole, edges);
        whole = whole.or(introduced.first().map(|(_, id)| *id));
    }
}

/// Who acts in a clause: the bodies at its beginning, with whom they join (与甲, 会同甲), or all reporters where it says
/// that they act in common. None where the clause leaves its subject out.
fn operators(scene: &Scene<'_>, sentence: &Sentence, at: usize, earlier: &[EntityId]) -> Option<Vec<EntityId>> {
    let clause = sentence.clauses[at];
    let bodies = scene.leading_bodies(clause);
    let words = scene.words(clause);
    if bodies.is_empty() {
        let joint = JOINT.is_match(words) && scene.reporters().len() > 1;
        return joint.then(|| scene.reporters());
    }
    if !["与", "会同", "联合", "携手"].iter().any(|joint| words.starts_with(joint)) {
        return Some(bodies);
    }
    let mut all = if earlier.is_empty() { scene.reporters() } else { earlier.to_vec() };
    all.extend(bodies.into_iter().filter(|body| !earlier.contains(body)));
    Some(all)
}

/// `relation/component`: parts found as such.
fn parts(scene: &Scene<'_>, clause: Span, edges: &mut Edges) {
    let mentions: Vec<_> = scene.mentions.of_kind(EntityKind::Programme, clause).collect();
    let composed = COMPOSED.is_match(scene.words(clause));
    for (span, part) in &mentions {
        let whole = match scene.rule_at(*part, *span) {
            "programme/composed" if composed => mentions.iter().find(|(before, _)| before.end <= span.start),
            "programme/bracketed" => mentions.iter().rfind(|(before, _)| {
                before.end <= span.start && scene.words(Span::new(before.end, span.start)).contains('（')
            }),
            "programme/joined" => mentions.iter().find(|(wide, _)| wide.contains(*span) && wide != span),
            _ => None,
        };
        if let Some((_, whole)) = whole {
            let ground = Ground::stated("relation/component", clause);
            edges.add(Node::Entity(*part), Predicate::PartOf, Node::Entity(*whole), ground);
        }
    }
}

/// `relation/resting-on`: what a clause brings in for the programme that began the sentence is part of it.
fn rests(scene: &Scene<'_>, clause: Span, whole: Option<EntityId>, edges: &mut Edges) {
    let Some(whole) = whole.filter(|_| RESTS.is_match(scene.words(clause))) else { return };
    for (_, part) in scene.introduced(clause) {
        let ground = Ground::resolved("relation/resting-on", clause);
        edges.add(Node::Entity(part), Predicate::PartOf, Node::Entity(whole), ground);
    }
}

/// `relation/numbered`: a programme named by what it counts (一站点两机制) has a section for each: what such a section
/// introduces and ends in the noun that is counted is part of it.
pub(super) fn numbered(scene: &Scene<'_>, edges: &mut Edges) {
    let case = scene.case();
    let Some((whole, nouns)) = counted(scene) else { return };
    for section in &case.sections {
        let heading = scene.words(section.heading);
        for (numeral, noun) in nouns.iter().filter(|(numeral, noun)| heading.contains(&format!("“{numeral}{noun}”")))
        {
            let mut parts: Vec<(Span, EntityId)> = Vec::new();
            for (span, id) in scene.introduced(section.span) {
                let name = scene.entity(id).name.as_str();
                let apt = noun.chars().any(|last| name.ends_with(last)) && id != whole;
                if apt && !parts.iter().any(|(_, known)| *known == id) {
                    parts.push((span, id));
                }
            }
            let count = "一二三四五六七八九".chars().position(|digit| digit == *numeral).map_or(2, |at| at + 1);
            for (span, part) in parts.into_iter().take(count) {
                let ground = Ground::resolved("relation/numbered", section.heading.cover(span));
                edges.add(Node::Entity(part), Predicate::PartOf, Node::Entity(whole), ground);
            }
        }
    }
}

/// The programme of the case that is named by numbers and nouns in turn, with them.
fn counted(scene: &Scene<'_>) -> Option<(EntityId, Vec<(char, String)>)> {
    let programmes = scene.named(EntityKind::Programme, scene.case().span);
    programmes.into_iter().find_map(|(_, id)| {
        let name = scene.entity(id).name.strip_prefix('“')?;
        let nouns = numbers(&name[..name.find('”')?]);
        (nouns.len() >= 2).then_some((id, nouns))
    })
}

/// 一站点两机制三到位 → 一 站点, 两 机制, 三 到位; nothing where a noun is longer than two characters.
fn numbers(core: &str) -> Vec<(char, String)> {
    let mut found: Vec<(char, String)> = Vec::new();
    for character in core.chars() {
        match found.last_mut() {
            _ if "一二三四五六七八九两".contains(character) => found.push((character, String::new())),
            Some((_, noun)) => noun.push(character),
            None => return Vec::new(),
        }
    }
    if found.iter().all(|(_, noun)| (1..=2).contains(&noun.chars().count())) { found } else { Vec::new() }
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is fixed")
}
