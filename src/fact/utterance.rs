//! What the rules for facts ask of a clause: the bodies and programmes that it names.

use std::collections::BTreeSet;

use super::Scene;
use crate::document::{Sentence, clause};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// The sentences of what stands before the first case, for that case.
pub(super) fn of_front(scene: &Scene<'_>) -> Vec<Sentence> {
    let front = scene.document.front.iter().filter(|_| scene.case_index == 0);
    clause::read(scene.document.text.as_str(), front.copied())
}

/// Whether an entity is a body: of the state or not.
pub(super) fn is_body(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Agency | EntityKind::Organization)
}

impl Scene<'_> {
    /// The bodies that a stretch names, each once, in its order; bodies in the name of a wider one are left out.
    pub(super) fn bodies(&self, stretch: Span) -> Vec<(Span, EntityId)> {
        let (mut found, mut named) = (Vec::new(), BTreeSet::new());
        // The names that may hold the next one: mentions come in the order of their beginnings.
        let mut open: Vec<Span> = Vec::new();
        for (span, id) in self.mentions.within(stretch).filter(|(_, id)| is_body(self.mentions.kind(*id))) {
            open.retain(|wide| wide.end > span.start);
            // 自治区党委、政府 names the second by the words of both: the first stands in it.
            let part = |wide: &Span| wide.contains(span) && *wide != span && !self.words(*wide).contains('、');
            if !named.contains(&id) && !open.iter().any(part) {
                found.push((span, id));
                named.insert(id);
                open.push(span);
            }
        }
        found
    }

    /// The bodies that report the case, in the order of the field.
    pub(super) fn reporters(&self) -> Vec<EntityId> {
        let field = self.case().reporters;
        field.map_or_else(Vec::new, |field| self.bodies(field).into_iter().map(|(_, id)| id).collect())
    }

    /// The bodies that a clause begins with, as its subject: 市财政局、市税务局建立…, 由市财政局牵头….
    pub(super) fn leading_bodies(&self, clause: Span) -> Vec<EntityId> {
        let mut found = Vec::new();
        let mut end = clause.start;
        for (span, id) in self.bodies(clause) {
            let between = self.words(Span::new(end.min(span.start), span.start));
            let joins = ["", "、", "和", "与", "及", "以及", "由", "提出由", "会同", "联合", "携手"];
            let follows =
                joins.contains(&between.trim().trim_end_matches('原')) || found.is_empty() && is_adverbial(between);
            if !follows {
                break;
            }
            end = end.max(span.end);
            found.push(id);
        }
        found
    }

    /// The programmes that a stretch brings in, each once, in its order: not those it only takes up again, nor parts of others.
    pub(super) fn introduced(&self, stretch: Span) -> Vec<(Span, EntityId)> {
        let mut found: Vec<(Span, EntityId)> = Vec::new();
        for (span, id, rule) in self.mentions.programmes(stretch) {
            let other = [
                "programme/again",
                "programme/known",
                "programme/common",
                "programme/quoted-used",
                "programme/composed",
                "programme/joined",
                "programme/evaluation",
                "programme/event",
                "programme/brand",
                "programme/hotline",
                "programme/paired",
                "programme/craft",
                "programme/on-air",
            ];
            // 举办第二届某大赛: who holds it brings it in, and not who takes part.
            let held = rule == "programme/event" && self.holds(stretch, span);
            let carried = rule == "programme/known" && self.lexicon.programmes.is_carried(&self.entity(id).name);
            if (held || carried || !other.contains(&rule)) && !found.iter().any(|(_, known)| *known == id) {
                found.push((span, id));
            }
        }
        found
    }

    /// Whether a verb of holding stands before an event in its clause: 成功举办|第二届某大赛、第三届某论坛.
    fn holds(&self, clause: Span, event: Span) -> bool {
        const VERBS: [&str; 5] = ["举办", "承办", "主办", "办好", "举行"];
        let before = self.words(Span::new(clause.start, event.start));
        VERBS.iter().any(|verb| before.contains(verb))
    }

    /// The rule that found a mention of an entity.
    pub(super) fn rule_at(&self, id: EntityId, span: Span) -> &'static str {
        self.entity(id).rule_at(span)
    }

    /// The mentions of one kind in a stretch, in its order, without those inside another of the kind.
    pub(super) fn named(&self, kind: EntityKind, stretch: Span) -> Vec<(Span, EntityId)> {
        let mut found: Vec<(Span, EntityId)> = Vec::new();
        // They come in the order of their starts, the wider first: how far those before reach says what lies inside one.
        let (mut last, mut reach) = (Span::default(), 0);
        for (span, id) in self.mentions.of_kind(kind, stretch) {
            if span != last {
                (last, reach) = (span, reach.max(last.end));
            }
            if span.end > reach {
                found.push((span, id));
            }
        }
        found
    }
}

/// Whether words before a subject only say when or where, or number what it begins: 2023年, 近年来, （二）.
fn is_adverbial(words: &str) -> bool {
    const NUMBERED: usize = 4;
    let length = words.chars().count();
    length <= 8 && words.ends_with(['年', '月', '日', '来', '后', '前', '是'])
        || length <= NUMBERED && words.ends_with(['）', '、', '.', '．'])
}
