//! The clauses of a case, each with the clauses and the line around it: what the rules for facts read.

use super::Scene;
use crate::extract::clause::{clauses, sentences};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// A sentence of the running text of a case.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    /// The whole sentence, its full stop included.
    pub(super) span: Span,
    /// Its clauses in order.
    pub(super) clauses: Vec<Span>,
    /// From the beginning of its line to its own.
    pub(super) before: Span,
}

/// The sentences of the title, the highlight and the body of a case.
pub(super) fn of_case(scene: &Scene<'_>) -> Vec<Sentence> {
    let text = scene.document.text.as_str();
    let mut found = Vec::new();
    for prose in scene.case().prose() {
        for span in sentences(text, prose) {
            let line = text[..span.start].rfind('\n').map_or(0, |at| at + 1).max(prose.start);
            found.push(Sentence { span, clauses: clauses(text, span), before: Span::new(line, span.start) });
        }
    }
    found
}

/// Whether an entity is a body: of the state or not.
pub(super) fn is_body(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Agency | EntityKind::Organization)
}

impl Scene<'_> {
    /// The bodies that a stretch names, each once, in its order; bodies in the name of a wider one are left out.
    pub(super) fn bodies(&self, stretch: Span) -> Vec<(Span, EntityId)> {
        let mut found: Vec<(Span, EntityId)> = Vec::new();
        for (span, id) in self.mentions.within(stretch).filter(|(_, id)| is_body(self.mentions.kind(*id))) {
            if !found.iter().any(|(wide, known)| *known == id || wide.contains(span) && *wide != span) {
                found.push((span, id));
            }
        }
        found
    }

    /// The mentions of one kind in a stretch, in its order, without those inside another of the kind.
    pub(super) fn named(&self, kind: EntityKind, stretch: Span) -> Vec<(Span, EntityId)> {
        let mut found: Vec<(Span, EntityId)> = Vec::new();
        for (span, id) in self.mentions.of_kind(kind, stretch) {
            if !found.iter().any(|(wide, _)| wide.contains(span) && *wide != span) {
                found.push((span, id));
            }
        }
        found
    }
}
