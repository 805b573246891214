//! Bodies named again by less than before: `与中院出台`, `管委会主动对接`, `工作专班每日调度`.
//!
//! A form without its area means the one body of the case that has it. It must begin a phrase, so that the end of some
//! other name is not taken for it, and it must say more than 政府 "the government" or 法院 "the court" do.

use std::collections::BTreeMap;

use super::area;
use super::{Body, Reader, full_name};
use crate::span::Span;

const SHORT: &str = "agency/short";
const COURT: &str = "agency/court";

/// Forms that any body of the kind goes by, so that without an area they mean none in particular.
const TOO_GENERAL: [&str; 16] = [
    "政府",
    "人民政府",
    "党委",
    "委",
    "法院",
    "人民法院",
    "检察院",
    "人民检察院",
    "人大",
    "政协",
    "海关",
    "领导小组",
    "工作组",
    "纪委",
    "监委",
    "党校",
];

/// Characters a phrase can begin after: prepositions, "and", verbs' ends.
const PHRASE_BEGINS_AFTER: &str =
    "与和及同由向经在对把将会是从据按被让请以给跟并而即，。；：、（《“”》）！？\n\t,;: 　到报获为";

/// The courts that a case's area has one of: 中院 of the city, 高院 of the province.
const COURTS: [(&str, &str); 2] = [("中院", "{}中级人民法院"), ("高院", "{}高级人民法院")];

impl Reader<'_> {
    /// Later mentions by a form without its area.
    pub(super) fn short_forms(&mut self, stretches: &[Span]) {
        let forms = self.unique_forms();
        for &stretch in stretches {
            for (form, body) in &forms {
                self.mentions_of(stretch, form, SHORT, body);
            }
            for (form, template) in COURTS {
                if !forms.contains_key(form)
                    && let Some(court) = self.court(template)
                {
                    self.mentions_of(stretch, form, COURT, &court);
                }
            }
        }
    }

    /// The forms that one body of the case has, and no other.
    fn unique_forms(&self) -> BTreeMap<String, Body> {
        let mut forms: BTreeMap<String, Option<Body>> = BTreeMap::new();
        for body in &self.found {
            for form in self.forms_of(body) {
                let entry = forms.entry(form).or_insert_with(|| Some(body.clone()));
                if entry.as_ref().is_some_and(|known| known.name != body.name) {
                    *entry = None;
                }
            }
        }
        forms.into_iter().filter_map(|(form, body)| Some((form, body?))).collect()
    }

    fn forms_of(&self, body: &Body) -> Vec<String> {
        let Some((span, template)) = &body.form else { return Vec::new() };
        let written = &self.text[span.range()];
        let full = template.trim_start_matches("{short}").trim_start_matches("{}");
        let others = self.lexicon.agencies.forms_of(template);
        let mut forms: Vec<String> = std::iter::once(written).chain([full]).chain(others).map(str::to_owned).collect();
        forms.retain(|form| form.chars().count() > 1 && !form.contains('{') && !TOO_GENERAL.contains(&form.as_str()));
        forms.sort();
        forms.dedup();
        forms
    }

    fn court(&self, template: &str) -> Option<Body> {
        let code = if template.contains('中') { self.context.city } else { self.context.province }?;
        let area = area::of_division(Span::default(), code, "", &self.lexicon.register)?;
        let name = full_name(template, &area)?;
        Some(Body { span: Span::default(), rule: COURT, name, area: Some(area), form: None })
    }

    fn mentions_of(&mut self, stretch: Span, form: &str, rule: &'static str, body: &Body) {
        for (at, _) in self.text[stretch.range()].match_indices(form) {
            let span = Span::new(stretch.start + at, stretch.start + at + form.len());
            let begins = self.text[stretch.start..span.start]
                .chars()
                .next_back()
                .is_none_or(|c| PHRASE_BEGINS_AFTER.contains(c));
            if begins && !self.found.iter().any(|other| other.span.overlaps(span)) {
                self.found.push(Body { span, rule, form: None, ..body.clone() });
            }
        }
    }
}
