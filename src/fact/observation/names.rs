//! The name of each number of a case, in the order of the text: a number without words of its own goes on with what was
//! named before it.

use super::super::{ObservationKind, Scene};
use super::item::Item;
use super::kind::Nature;
use super::metric::{self, Before};
use super::told::{Clause, Told};
use super::{heads, phrase};
use crate::extract::date::{DateMention, Role};
use crate::lexicon::set::Characters;
use crate::span::Span;

/// The name of a number.
pub(super) struct Name {
    /// The metric.
    pub(super) metric: String,
    /// Whether part of it was named before the clause.
    pub(super) inherited: bool,
}

/// The names of the numbers of a case.
pub(super) fn names(scene: &Scene<'_>, told: &Told<'_>, natures: &[Nature]) -> Vec<Name> {
    let mut names = Vec::with_capacity(told.items.len());
    let mut running = Running::default();
    for sentence in &told.sentences {
        if sentence.opens {
            running = Running::default();
        }
        running.begin_sentence();
        let clauses = told.clauses(sentence);
        let numbers_end = clauses.last().map_or(0, |last| last.items.end);
        for clause in clauses {
            let items = told.items(clause);
            running.name_all(scene, clause, items, &natures[clause.items.clone()], &mut names);
            // Only a number that follows asks what the clause speaks of.
            if items.is_empty() && clause.items.end < numbers_end {
                let spoken_of = phrase::spoken_of(scene, clause.dates, clause.span);
                running.spoken_of = spoken_of.or(running.spoken_of.take());
            }
        }
    }
    names
}

/// What the clauses before say for those after them.
#[derive(Default)]
struct Running {
    /// The metric last named in the sentences before, without the words of change added to it.
    metric: String,
    /// Whether that metric counted things, in this sentence.
    counted: bool,
    /// Whether the number last read was a rate of growth, in this sentence.
    growth: bool,
    /// The metrics named in this sentence.
    named: Vec<String>,
    /// How many heads the clause last read had, each with a number of its own; in this sentence.
    several: usize,
    /// What a clause without a number spoke of, after the last number of this sentence.
    spoken_of: Option<String>,
}

impl Running {
    fn begin_sentence(&mut self) {
        (self.counted, self.growth, self.spoken_of, self.several) = (false, false, None, 0);
        if let Some(last) = self.named.pop() {
            self.metric = last;
        }
        self.named.clear();
    }

    /// Names the numbers of a clause; `all` are the names before.
    fn name_all(
        &mut self,
        scene: &Scene<'_>,
        clause: &Clause<'_>,
        items: &[Item<'_>],
        natures: &[Nature],
        all: &mut Vec<Name>,
    ) {
        let Some(first) = items.first() else { return };
        let opening = scene.words(first.before);
        let heads = self.heads(scene, clause, items, natures);
        self.several = heads.len();
        for (position, (item, nature)) in items.iter().zip(natures).enumerate() {
            let named = if let Some(head) = heads.get(position) {
                metric::of_head(head, nature)
            } else {
                let first = if position > 0 { all[clause.items.start].metric.as_str() } else { "" };
                metric::metric(scene, clause.dates, item, nature, &self.before(first, opening))
            };
            all.push(Name { metric: named.text, inherited: named.inherited });
            // 本科学校1238所（含独立学院164所），比上年减少32所: what stands in brackets is an aside.
            if !is_aside(scene, clause.span, item) {
                self.name(named.lasting, item, nature);
            }
        }
    }

    /// The metric of each number, where the clause gives one to each of several heads.
    fn heads(&self, scene: &Scene<'_>, clause: &Clause<'_>, items: &[Item<'_>], natures: &[Nature]) -> Vec<String> {
        let is_scope = |date: &&DateMention| date.role == Role::Scope;
        if clause.dates.iter().filter(is_scope).count() == items.len() {
            return Vec::new();
        }
        let own = || phrase::own_words(scene, clause.dates, &items[0], &natures[0]);
        heads::respective(scene, scene.words(clause.span), items, own, &self.named, self.several)
    }

    /// What a number goes on with that has no words of its own.
    fn before<'a>(&'a self, first: &'a str, opening: &'a str) -> Before<'a> {
        let spoken_of = self.spoken_of.as_deref();
        Before {
            metric: spoken_of.or(self.named.last().map(String::as_str)).unwrap_or(&self.metric),
            near: spoken_of.is_some() || !self.named.is_empty(),
            growth: self.growth,
            first,
            opening,
            counted: self.counted,
        }
    }

    /// Takes over what a number named.
    fn name(&mut self, metric: String, item: &Item<'_>, nature: &Nature) {
        self.counted = matches!(item.quantity.unit, "count" | "person" | "person_time");
        self.growth = nature.kind == ObservationKind::Change && matches!(item.quantity.unit, "percent" | "pp");
        if self.named.last() != Some(&metric) {
            self.named.push(metric);
        }
        self.spoken_of = None;
    }
}

/// Whether a number that is not the first of its clause stands in brackets.
fn is_aside(scene: &Scene<'_>, clause: Span, item: &Item<'_>) -> bool {
    static BRACKETS: Characters = Characters::of("（(");
    let before = scene.words(Span::new(clause.start, item.quantity.span.start.max(clause.start)));
    if !BRACKETS.are_in(before) {
        return false;
    }
    let open = before.rfind(['（', '(']).filter(|&open| !before[open..].contains(['）', ')']));
    open.is_some_and(|open| before[..open].contains(|c: char| c.is_ascii_digit()))
}
