//! Bodies of an area, right after it: `自治区市场监管局`, `寿光市行政审批服务局`, `共青团桂林市委`. What the words after it are is told in `form`, what is
//! listed before and after them in `list`, and the offices of a body in `office`.

use super::{Area, Body, Reader, full_name};
use crate::extract::PlaceReferent;
use crate::lexicon::register::Level;
use crate::span::Span;

const LOCAL: &str = "agency/local";

/// How names of those end that are no state bodies and have offices in an area.
const OTHERS: [&str; 9] = ["组织", "公司", "集团", "协会", "学会", "基金会", "大学", "学院", "银行"];

impl Reader<'_> {
    /// An area and a body right after it, and what is listed after that.
    pub(super) fn local(&mut self) {
        for at in 0..self.areas.len() {
            let listed = self.as_listed(&self.areas[at]);
            let area = listed.as_ref().unwrap_or(&self.areas[at]);
            if self.is_in_another_name(area) || self.is_each_of_a_kind(area) {
                continue;
            }
            let Some(form) = self.form_after(area) else {
                let departments = self.departments(area);
                self.found.extend(departments);
                continue;
            };
            if let Some(body) = self.body_of(area, form) {
                let before = self.of_areas_before(&body);
                self.push_with_list(body);
                self.found.extend(before);
            }
        }
    }

    /// 资源 in 数据资源管理局 is no county.
    fn is_in_another_name(&self, area: &Area) -> bool {
        self.found.iter().any(|body| body.span.start < area.span.start && area.span.start < body.span.end)
    }

    /// 各盟|市政府: those of all of a kind.
    fn is_each_of_a_kind(&self, area: &Area) -> bool {
        let before = &self.text[self.line.start..area.span.start];
        let kind = before.strip_suffix(['盟', '州', '地']).filter(|_| area.is_level_word);
        kind.is_some_and(|before| before.ends_with('各'))
    }

    /// The body that an area and a form after it name, if it is one of the area.
    fn body_of(&self, area: &Area, form: (Span, String)) -> Option<Body> {
        let (start, form, template) = self.with_prefix(area, form);
        let name = full_name(&template, area)?;
        let span = Span::new(start, form.end);
        if self.is_of_the_state(area, span) || self.is_of_others(area, &template) {
            return None;
        }
        let name = if self.is_branch_of_city(area, &template) { self.text[span.range()].to_owned() } else { name };
        Some(Body { span, rule: LOCAL, name, area: Some(area.clone()), form: Some((form, template)) })
    }

    /// 交通运输部|长江|航务管理局: whether a body is one of the state, of which the river is no area; so is 黄河|水利委员会, where the text
    /// has named it with its ministry.
    fn is_of_the_state(&self, area: &Area, own: Span) -> bool {
        self.national.iter().any(|body| {
            let after_river =
                || body.span.start == own.start && area.level.is_none() && self.text.contains(body.name.as_str());
            body.span.end >= own.end && (body.span.start < area.span.start || after_river())
        })
    }

    /// Whether a body is one that others have in the area, or several areas have one each.
    fn is_of_others(&self, area: &Area, template: &str) -> bool {
        // 联合国粮农组织|海南|项目合作办公室: what others have there.
        let before = &self.text[self.line.start..area.span.start];
        let of_others = template.ends_with("办公室") && OTHERS.iter().any(|end| before.ends_with(end));
        // 粤港澳|海关 are those of all three.
        let region = matches!(area.place, Some(PlaceReferent::Named { kind: "region", .. }));
        of_others || region && template.ends_with("海关")
    }

    /// 苏州市吴中生态环境局: the city's own bodies for a district are called by its short name.
    fn is_branch_of_city(&self, area: &Area, template: &str) -> bool {
        let of_city = area.level == Some(Level::County) && !area.ends_in_kind && !area.is_level_word;
        let words = &self.text[area.span.range()];
        of_city
            && template.starts_with("{}生态环境")
            && words.strip_suffix(&*area.short).is_some_and(|city| city.ends_with('市'))
    }
}
