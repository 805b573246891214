//! Departments without their area that begin a clause of a case about a county or city: `发改委、财政局已经拨付资金`, `由行政审批局牵头`.
//!
//! They are those of the area that the case is about, as are those that a report's figures come from (财政数据来自|财政局). Elsewhere
//! in a clause such words may mean any department of the kind (到税务局办理 "to handle it at a tax office").

use std::sync::LazyLock;

use super::{Area, Body, Reader, full_name, of_context, unnamed};
use crate::lexicon::agencies::Place;
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
        COMES_FROM[0],
        COMES_FROM[1],
    ])
});

/// Shortest form, in characters, that says which department (税务局).
const SHORTEST: usize = 3;

/// How the full name of a commission ends.
const COMMISSION: &str = "委员会";

/// What figures come from stands behind it.
const COMES_FROM: [&str; 2] = ["来自", "来源于"];

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
            let Some(found) = self.lexicon.agencies.body_at(self.rest(at)) else {
                self.source(&area, at);
                continue;
            };
            let form = Span::new(at, at + found.length);
            let words = &self.text[form.range()];
            let says_which = (words.ends_with(units) || words.ends_with(COMMISSION))
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

    /// 到位资金数据来自|区域经济合作局: a department of words that no list holds, which figures come from.
    fn source(&mut self, area: &Area, at: usize) {
        let told = &self.text[self.line.start..at];
        let from = COMES_FROM.iter().find_map(|from| told.strip_suffix(from));
        if !from.is_some_and(|told| told.ends_with("数据") || told.ends_with(['数', '量', '额', '率'])) {
            return;
        }
        let Some(open) = self.open_at(at).filter(|open| open.place == Place::Area) else { return };
        let form = Span::new(at, at + open.length);
        if !self.found.iter().any(|body| body.span.overlaps(form)) {
            self.push_open((form, BARE), area.clone(), form, &open);
        }
    }
}
