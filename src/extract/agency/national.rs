//! Bodies of national level, their local branches and their offices: `国家发展改革委`, `人行合肥中心支行`, `财政部税政司`.

use std::ops::Range;

use super::{Area, Body, Reader};
use crate::lexicon::agencies::National;
use crate::span::Span;

const NATIONAL: &str = "agency/national";
const BRANCH: &str = "agency/branch";

/// The name of the state, which may stand before that of a ministry.
const STATE: &str = "中华人民共和国";

/// "Stationed in", before the area of a branch: 审计署驻郑州特派员办事处.
const STATIONED: &str = "驻";

impl Reader<'_> {
    /// The names of national bodies in the line, each with how it is called there.
    fn national_names(&self) -> Vec<(Body, National)> {
        let (text, of_an_area) = (self.text, self.context.place().is_some() && !self.of_state);
        let named = self.lexicon.agencies.national_in(&text[self.line.range()], of_an_area);
        let body = |(range, national): (Range<usize>, National)| {
            let mut span = Span::from(range).shift(self.line.start);
            if text[self.line.start..span.start].ends_with(STATE) {
                span.start -= STATE.len();
            }
            (Body { span, rule: NATIONAL, name: national.name.to_owned(), area: None, form: None }, national)
        };
        named.map(body).collect()
    }

    /// Branches of national bodies; what follows the area in their names is no body of the area. The names without one are
    /// left for [`Reader::national`].
    pub(super) fn branches(&mut self) {
        for (body, national) in self.national_names() {
            match self.branch(&body) {
                Some(branch) => self.found.push(branch),
                None if national.only_with_branch => {}
                None => self.national.push(body),
            }
        }
    }

    /// Bodies of national level and their offices, where no body is found yet.
    pub(super) fn national(&mut self) {
        for body in std::mem::take(&mut self.national) {
            if !self.found.iter().any(|other| other.span.overlaps(body.span)) {
                self.push_with_list(body);
            }
        }
    }

    fn branch(&self, body: &Body) -> Option<Body> {
        let stationed = if self.rest(body.span.end).starts_with(STATIONED) { STATIONED.len() } else { 0 };
        let begin = body.span.end + stationed;
        let area = self.areas_from(begin).next().filter(|area| area.span.start == begin)?;
        let (length, template) = self.lexicon.agencies.branch_at(&body.name, self.rest(area.span.end))?;
        Some(Body {
            span: Span::new(body.span.start, area.span.end + length),
            rule: BRANCH,
            name: branch_name(template, &body.name, area),
            area: Some(area.clone()),
            form: None,
        })
    }
}

fn branch_name(template: &str, body: &str, area: &Area) -> String {
    let named = if area.ends_in_kind { &area.official } else { &area.short };
    template.replace("{body}", body).replace("{short}", &area.short).replace("{named}", named)
}
