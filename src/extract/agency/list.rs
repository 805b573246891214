//! What is listed with a body of an area: bodies after it that have no area of their own (`自治区市场监管局、|发展改革委`), areas before it that
//! have one too (`寿光市、|诸城市行政审批服务局`), departments by their fields alone (`市发改、财政、税务等部门`).

use super::{Area, Body, Reader, full_name};
use crate::extract::again::abbreviation_after;
use crate::lexicon::register::Level;
use crate::span::Span;

const SHARED: &str = "agency/shared";
const LISTED: &str = "agency/listed";
const FIELD: &str = "agency/field";

/// Between bodies listed one after the other: 、 and words for "and", and the bracket of a second name （知识产权局）.
const SEPARATORS: [&str; 8] = ["以及", "、", "和", "与", "及", "会同", "（", "）、"];

/// What a list of fields ends in when departments are meant: 部门 "departments", 单位 "units", and 局 shared by all.
const OF_DEPARTMENTS: [&str; 8] =
    ["等部门", "等有关部门", "等相关部门", "等单位", "等职能部门", "部门", "等多部门", "等多个部门"];

impl Reader<'_> {
    /// 吉林市委、|市政府: what a level word means behind a body of an area of that kind, whichever the text is about.
    pub(super) fn as_listed(&self, area: &Area) -> Option<Area> {
        if !area.is_level_word || !self.text[self.line.start..area.span.start].ends_with('、') {
            return None;
        }
        let end = area.span.start - '、'.len_utf8();
        let before = self.found.iter().rev().find(|body| body.span.end == end)?.area.as_ref()?;
        let word = &self.text[area.span.range()];
        let same = !before.is_level_word && before.level.is_some() && before.official.ends_with(word);
        same.then(|| Area { span: area.span, is_level_word: true, ends_in_kind: true, ..before.clone() })
    }

    /// 寿光市、诸城市行政审批服务局: the areas listed before the one that the body is written after have one, too.
    pub(super) fn of_areas_before(&self, body: &Body) -> Vec<Body> {
        let mut found = Vec::new();
        let (Some(mut next), Some((_, template))) = (body.area.as_ref(), &body.form) else { return found };
        // 甲市、乙市政府|分管负责同志: who has come from the cities.
        let of_officials = ["分管", "有关负责", "相关负责", "主要负责", "负责同志", "负责人", "领导"];
        if template == "{}人民政府" && of_officials.iter().any(|word| self.rest(body.span.end).starts_with(word)) {
            return found;
        }
        let before = self.areas.partition_point(|area| area.span.start < body.span.start);
        for area in self.areas[..before].iter().rev().filter(|area| area.span.end < body.span.start) {
            let listed = &self.text[area.span.end..next.span.start] == "、";
            // 辽宁、黑龙江、吉林省税务局: provinces by their short names too.
            let short = area.level == Some(Level::Province) && !area.is_level_word && !next.is_level_word;
            let in_full = area.ends_in_kind && next.ends_in_kind;
            if !listed || area.level != next.level || !(in_full || short) || area.is_level_word {
                break;
            }
            let span = Span::new(area.span.start, body.span.end);
            let name = full_name(template, area);
            found.extend(name.map(|name| Body { span, rule: SHARED, name, area: Some(area.clone()), form: None }));
            next = area;
        }
        found
    }

    /// Takes up a body, the offices named right after it, and the bodies listed after it without an area of their own.
    pub(super) fn push_with_list(&mut self, first: Body) {
        let (area, head) = (first.area.clone(), first.span.start);
        let mut last = first;
        loop {
            let at = last.span.end;
            self.found.push(last.clone());
            let rest = self.rest(at);
            if let Some(office) = self.office(&last, at).or_else(|| self.working_committee(&last)) {
                last = office;
                continue;
            }
            // （以下简称秀洲分局）: no other body.
            if abbreviation_after(rest).is_some() {
                return;
            }
            let Some(separator) = separator(rest, &last) else { return };
            let next = at + separator;
            let bracketed = rest.starts_with('（');
            if let Some(office) = self.listed_office(&last, next) {
                last = office;
                continue;
            }
            let Some(area) = &area else { return };
            let Some((form, template)) = self.body_after(area, next) else { return };
            // 、|城市供水管理处 after the body of a zone is none of the zone.
            if area.level.is_none() && template.ends_with(['处', '所', '站', '段']) {
                return;
            }
            // 、|长江海事局 is a body of the state.
            let of_its_own = self.areas_from(next).next().is_some_and(|area| area.span.start == next);
            if of_its_own && self.national.iter().any(|body| body.span.start == next && body.span.end >= form.end) {
                return;
            }
            let Some(name) = full_name(&template, area) else { return };
            // 人民银行广东省分行, 九三学社石家庄市委 after other bodies are read with their own area.
            let has_own_area = self.areas_from(form.end).next().is_some_and(|other| other.span.start == form.end);
            if has_own_area || (bracketed && !self.text[form.end..].starts_with('）')) {
                return;
            }
            // 自治区党委、政府: 政府 alone would say too little, so the mention is all of it.
            let alone = !matches!(&self.text[form.range()], "政府" | "人民政府");
            let span = if alone { form } else { Span::new(head, form.end) };
            last = Body { span, rule: LISTED, name, area: Some(area.clone()), form: Some((form, template)) };
        }
    }

    /// 市发改、财政、税务等部门, 市公安、司法、民政局: departments of one area by their fields alone, two at least.
    pub(super) fn departments(&self, area: &Area) -> Vec<Body> {
        let Some(level) = area.level.filter(|_| area.ends_in_kind) else { return Vec::new() };
        let (mut found, mut at) = (Vec::new(), area.span.end);
        while let Some((field, template)) = self.lexicon.agencies.department_at(self.rest(at), level) {
            let form = Span::new(at, at + field.len());
            let start = if found.is_empty() { area.span.start } else { at };
            let name = full_name(template, area).unwrap_or_default();
            let span = Span::new(start, form.end);
            found.push(Body {
                span,
                rule: FIELD,
                name,
                area: Some(area.clone()),
                form: Some((form, template.to_owned())),
            });
            at = form.end;
            let Some(separator) = ["、", "和", "与", "及"].iter().find(|mark| self.rest(at).starts_with(**mark))
            else {
                break;
            };
            at += separator.len();
        }
        let rest = self.rest(at);
        let shared_unit = found.last().is_some_and(|last| {
            let unit = last.name.chars().next_back();
            unit.is_some_and(|unit| rest.starts_with(unit))
        });
        let meant = found.len() > 1 && (shared_unit || OF_DEPARTMENTS.iter().any(|words| rest.starts_with(words)));
        if meant { found } else { Vec::new() }
    }
}

/// Bytes of the separator that a list goes on with; after a Party committee its government may follow without one.
fn separator(rest: &str, last: &Body) -> Option<usize> {
    // 党委政府, 党工委管委会, 纪委监委: pairs that are written as one word.
    let pair = (last.name.starts_with("中国共产党") && rest.starts_with("政府"))
        || (last.name.ends_with("工作委员会") && rest.starts_with("管委会"))
        || (last.name.ends_with("纪律检查委员会") && rest.starts_with("监委"));
    if pair {
        return Some(0);
    }
    SEPARATORS.iter().find(|separator| rest.starts_with(**separator)).map(|separator| separator.len())
}
