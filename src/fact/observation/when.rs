//! Which time a number has: that of its clause, else of the clauses before it in the paragraph.

use super::item::Item;
use crate::extract::date::{DateMention, Period, Role};
use crate::span::Span;

/// The time that runs through a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Clock {
    /// Set by a year, a range, 截至…: holds until another is set.
    scope: Option<Period>,
    /// Set by the date of an event: holds to the end of its sentence.
    event: Option<Period>,
}

/// The time of one number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Time {
    pub(super) period: Option<Period>,
    /// Whether it was set before the number's clause.
    pub(super) inherited: bool,
}

impl Clock {
    /// The time that a heading sets for what stands under it.
    pub(super) fn under(period: Option<Period>) -> Self {
        Self { scope: period, event: None }
    }

    /// The date of an event does not reach past its sentence, and what held before it is over too.
    pub(super) fn begin_sentence(&mut self) {
        if self.event.take().is_some() {
            self.scope = None;
        }
    }

    /// The time of each number of a clause.
    pub(super) fn times(&mut self, words: &str, clause: Span, dates: &[DateMention], items: &[Item<'_>]) -> Vec<Time> {
        if items.is_empty() {
            return Vec::new();
        }
        let since = words.find("以来").map(|at| clause.start + at);
        let has_date = |at: usize| dates.iter().any(|date| date.span.end >= at && date.span.start <= at);
        if let Some(at) = since.filter(|at| !has_date(*at)) {
            // Since something that has no date of its own.
            if dates.iter().all(|date| date.span.start > at) {
                self.forget();
            }
        }
        let scopes: Vec<&DateMention> =
            dates.iter().filter(|date| matches!(date.role, Role::Scope | Role::Event)).collect();
        let respective = words.contains("分别") || words.contains("依次");
        if respective && scopes.len() > 1 && scopes.len() == items.len() {
            let each = scopes.iter().map(|date| Time { period: date.period, inherited: false });
            return each.collect();
        }
        items.iter().map(|item| self.time_of(item, dates)).collect()
    }

    fn time_of(&self, item: &Item<'_>, dates: &[DateMention]) -> Time {
        let start = item.quantity.number.start;
        let before = dates.iter().rfind(|date| date.role != Role::Comparison && date.span.end <= start);
        if let Some(date) = before {
            return Time { period: date.period, inherited: false };
        }
        let period = self.event.or(self.scope);
        Time { period, inherited: period.is_some() }
    }

    /// Takes over what a clause sets.
    pub(super) fn end_clause(&mut self, words: &str, dates: &[DateMention]) {
        if words.contains("以来") && dates.is_empty() {
            self.forget();
        }
        for date in dates {
            match date.role {
                Role::Scope => (self.scope, self.event) = (date.period, None),
                Role::Event => self.event = date.period,
                Role::Unfixed => self.forget(),
                Role::Comparison => {}
            }
        }
    }

    fn forget(&mut self) {
        (self.scope, self.event) = (None, None);
    }
}
