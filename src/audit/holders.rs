//! What holds a stretch of the text: the facts whose quotation it stands in, the entity it is part of the name of.
//!
//! Stretches are asked for in the order of the text, so that each list is walked once.

use super::Fate;
use crate::document::{Case, Document};
use crate::extract::quantity::Quantity;
use crate::fact::{Fact, FactBody};
use crate::resolve::{Entity, EntityKind};
use crate::span::Span;

/// Facts, names and running text of a document.
pub(super) struct Holders<'a> {
    facts: Sweep<&'a Fact>,
    names: Sweep<EntityKind>,
    prose: Vec<Span>,
}

impl<'a> Holders<'a> {
    pub(super) fn new(document: &Document, entities: &[Entity], facts: &'a [Fact]) -> Self {
        let quoted = facts.iter().flat_map(|fact| fact.evidence.iter().map(move |span| (*span, fact)));
        let named = entities.iter().filter(|entity| entity.kind() != EntityKind::TargetGroup);
        let named = named.flat_map(|entity| entity.mentions.iter().map(|mention| (mention.span, entity.kind())));
        let mut prose: Vec<Span> = document.cases.iter().flat_map(Case::prose).collect();
        prose.sort();
        Self { facts: Sweep::new(quoted.collect()), names: Sweep::new(named.collect()), prose }
    }

    /// The fact that a number is the value, the baseline or the rank of.
    pub(super) fn value(&mut self, quantity: &Quantity) -> Option<Fate> {
        let held = |fact: &&Fact| match &fact.body {
            FactBody::Observation(found) if found.unit == quantity.unit && found.value == quantity.value => {
                Some(Fate::Observation)
            }
            FactBody::Observation(found) if found.baseline == Some(quantity.value) => Some(Fate::Baseline),
            FactBody::Recognition(found) => {
                let rank = found.rank.filter(|rank| quantity.value == u64::from(*rank).into());
                rank.map(|_| Fate::Recognition)
            }
            _ => None,
        };
        // An observation says more than a baseline: the same value may be both.
        self.facts.around(quantity.number).filter_map(held).min()
    }

    /// Whether a number without a unit of its own is the value in the cell of a table.
    pub(super) fn is_cell(&mut self, number: Span) -> bool {
        let cell = |fact: &&Fact| fact.rule == "observation/table" && fact.evidence[0].contains(number);
        self.facts.around(number).any(cell)
    }

    /// Whether a number stands in the label or the header of a cell: it says which (6000千瓦及以上电厂).
    pub(super) fn is_label(&mut self, number: Span) -> bool {
        let names = |fact: &&Fact| {
            fact.rule == "observation/table" && fact.evidence[1..].iter().any(|label| label.contains(number))
        };
        self.facts.around(number).any(names)
    }

    /// Whether a date gives a time to a fact that is stated with it or, in its line, right after it.
    pub(super) fn has_period(&self, date: Span, line: Span) -> bool {
        /// So many facts after a date are looked at.
        const AFTER: usize = 4;
        let facts = &self.facts.all;
        let with_it = facts.partition_point(|(quoted, _)| quoted.start < date.start);
        let timed = facts[with_it.saturating_sub(AFTER)..].iter().take_while(|(quoted, _)| quoted.start < line.end);
        timed.filter(|(quoted, _)| quoted.end > date.start).take(AFTER).any(|(_, fact)| match &fact.body {
            FactBody::Observation(found) => found.period.is_some() || found.compared_with.is_some(),
            FactBody::Recognition(found) => found.date.is_some(),
            _ => false,
        })
    }

    /// The name that a stretch stands in, or that stands in it.
    pub(super) fn name(&mut self, span: Span) -> Option<Fate> {
        let kind = self.names.around(span).min_by_key(|kind| **kind != EntityKind::Policy)?;
        Some(if *kind == EntityKind::Policy { Fate::Policy } else { Fate::Entity })
    }

    /// Whether a stretch is outside the running text of all cases.
    pub(super) fn is_outside(&self, span: Span) -> bool {
        let after = self.prose.partition_point(|prose| prose.start <= span.start);
        self.prose[..after].iter().rev().take(4).all(|prose| !prose.contains(span))
    }
}

/// Stretches with what they belong to, in the order of the text.
struct Sweep<T> {
    all: Vec<(Span, T)>,
    /// The first that has not begun yet.
    next: usize,
    /// Those that have begun and may hold what is asked for next.
    open: Vec<usize>,
}

impl<T> Sweep<T> {
    fn new(mut all: Vec<(Span, T)>) -> Self {
        all.sort_by_key(|(span, _)| *span);
        Self { all, next: 0, open: Vec::new() }
    }

    /// Those that hold a stretch or stand in it; it begins no earlier than the one asked for before.
    fn around(&mut self, span: Span) -> impl Iterator<Item = &T> {
        while self.all.get(self.next).is_some_and(|(found, _)| found.start < span.end) {
            self.open.push(self.next);
            self.next += 1;
        }
        let all = &self.all;
        self.open.retain(|&index| all[index].0.end > span.start);
        self.open
            .iter()
            .filter(move |&&index| all[index].0.contains(span) || span.contains(all[index].0))
            .map(move |&index| &all[index].1)
    }
}
