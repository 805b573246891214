//! Departments without their area that begin a clause of a case about a county or city: `发改委、财政局已经拨付资金`, `由行政审批局牵头`.
//!
//! They are those of the area that the case is about. Elsewhere in a clause such words may mean any department of the kind
//! (到税务局办理 "to handle it at a tax office").

use std::sync::LazyLock;

use super::{Body, Reader, full_name, of_context, unnamed};
use crate::lexicon::finder::Finder;
use crate::lexicon::register::Level;
use crate::span::Span;

const BARE: &str = "agency/bare";

/// Marks and words after which a clause begins with who acts.
static CLAUSE_BEGINS_AFTER: LazyLock<Finder<'static>> = LazyLock::new(|| {
    Finder::of_rule([
        "。",
        "；",
        "，",
        "：",
        "由",
        "会同",
        "联合",
        "牵头单位",
        "协调",
        "组织",
        "抽调",
        "协同",
        "依托",
        "督促",
        "指导",
    ])
});

/// Shortest form, in characters, that says which department (税务局).
const SHORTEST: usize = 3;

impl Reader<'_> {
    /// Departments at the beginnings of clauses, and those listed after them.
    pub(super) fn bare(&mut self) {
        let start = self.line.start;
        let of_text = of_context(self.context, &self.lexicon.register, start);
        let unnamed = || self.unnamed.map(|word| unnamed::area(Span::new(start, start), word));
        let Some(area) = of_text.or_else(unnamed) else { return };
        let units: &[char] = if area.level == Some(Level::Province) { &['厅'] } else { &['局', '委'] };
        let slice = &self.text[self.line.range()];
        if !slice.contains(units) {
            return;
        }
        let marks = CLAUSE_BEGINS_AFTER.find_iter(slice).map(|mark| mark.span.end);
        for at in std::iter::once(0).chain(marks).map(|at| start + at) {
            let Some(found) = self.lexicon.agencies.body_at(self.rest(at)) else { continue };
            let form = Span::new(at, at + found.length);
            let words = &self.text[form.range()];
            let says_which = words.ends_with(units)
                && words.chars().count() >= SHORTEST
                && !found.after_kind_only
                && self.lexicon.agencies.stands_alone(words);
            if !says_which || self.found.iter().any(|body| body.span.overlaps(form)) {
                continue;
            }
            if let Some(name) = full_name(&found.template, &area) {
                let form = Some((form, found.template));
                self.push_with_list(Body {
                    span: Span::new(at, at + found.length),
                    rule: BARE,
                    name,
                    area: Some(area.clone()),
                    form,
                });
            }
        }
    }
}
