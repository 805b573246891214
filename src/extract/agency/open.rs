//! Departments of words that no list holds: `县烤烟办`, `市城区停车管理处`, and beside other bodies `县种子站`.
//!
//! The unit at the end of a clause or an item shows one behind the area; a unit that other words end in too (站, 中心) only where
//! a body is listed beside it.

use super::{Area, Body, Reader, full_name};
use crate::lexicon::agencies::{Open, Place};
use crate::span::Span;

const OPEN: &str = "agency/open";

/// How offices of the Party's committees, of congresses and of conferences end.
const OF_COMMITTEES: [char; 6] = ['办', '室', '部', '局', '委', '会'];

/// What joins the bodies of a list.
const JOINTS: [&str; 4] = ["、", "和", "与", "及"];

/// How offices and institutions of ministries end, whatever their fields.
const OF_MINISTRIES: [&str; 5] = ["中心", "局", "处", "委员会", "办公室"];

/// What institutions do, which is said at the end of their fields.
const DOINGS: [&str; 8] = ["指导", "推广", "培训", "交流", "促进", "监督", "推进", "协调"];

/// What joins two fields.
const JOINING: [char; 3] = ['和', '与', '及'];

impl Reader<'_> {
    /// Departments behind the areas that no body is found for.
    pub(super) fn open(&mut self) {
        for at in 0..self.areas.len() {
            let area = &self.areas[at];
            let end = area.span.end;
            let named = area.ends_in_kind || area.level.is_none();
            if !named || self.rest(end).starts_with(|c: char| !c.is_alphabetic()) || self.is_inside_a_body(area.span) {
                continue;
            }
            let Some(open) = self
                .open_at(end)
                .filter(|open| open.place == Place::Area || self.is_listed(area.span.start, end + open.length))
            else {
                continue;
            };
            let (area, form) = (area.clone(), Span::new(end, end + open.length));
            let span = Span::new(area.span.start, form.end);
            self.push_open((span, OPEN), area, form, &open);
        }
    }

    /// Takes up a department of unknown words in an area, and the bodies listed after it.
    pub(super) fn push_open(&mut self, (span, rule): (Span, &'static str), area: Area, form: Span, open: &Open) {
        let template = format!("{{}}{}", open.name);
        if let Some(name) = full_name(&template, &area) {
            self.push_with_list(Body { span, rule, name, area: Some(area), form: Some((form, template)) });
        }
    }

    /// The department of unknown words at a place.
    pub(super) fn open_at(&self, at: usize) -> Option<Open> {
        let words = &self.lexicon.organizations;
        let is_name = |stem: &str| words.name_start(stem) == 0;
        let open = self.lexicon.agencies.open_at(self.rest(at), is_name)?;
        let written = &self.text[at..at + open.length];
        (open.place == Place::Area || !words.ends_like_a_body(written)).then_some(open)
    }

    /// The office of unknown words right behind a body: 发展改革委|基础产业处, 县委|农工部, 药监局|药品审评中心.
    pub(super) fn open_office(&self, body: &str, of_area: bool, at: usize) -> Option<Open> {
        let rest = self.rest(at);
        if !rest.starts_with(char::is_alphabetic) {
            return None;
        }
        let words = &self.lexicon.organizations;
        // 能力建设|和|继续教育: fields, of which none begins with a verb.
        // 职业技能鉴定|指导: what it does may end the name.
        let without_doing =
            |field: &'_ str| DOINGS.iter().find_map(|doing| field.strip_suffix(doing)).map_or(field.len(), str::len);
        let is_field = |field: &str| {
            let field = &field[..without_doing(field)];
            field.chars().nth(1).is_some() && words.name_start(field) == 0
        };
        let is_name = |stem: &str| words.name_start(stem) == 0 || !of_area && stem.split(JOINING).all(is_field);
        let open = self.lexicon.agencies.open_office(rest, is_name)?;
        let written = &rest[..open.length];
        let of_party = body.starts_with("中国共产党") && body.ends_with("委员会");
        let of_congress = body.contains("人民代表大会") || body.contains("政治协商会议");
        let fits = if of_party || of_congress {
            written.ends_with(OF_COMMITTEES)
        } else if of_area {
            !written.ends_with(['部', '局', '委'])
        } else {
            is_of_state(body) && OF_MINISTRIES.iter().any(|unit| written.ends_with(unit))
        };
        // 、|交通运输部海事局: another ministry's.
        let of_another = || self.lexicon.agencies.national_in(written, false).next().is_some();
        (fits && !words.ends_like_a_body(written) && (of_area || !of_another())).then_some(open)
    }

    /// Whether a body that is found covers a stretch, or begins with it.
    fn is_inside_a_body(&self, span: Span) -> bool {
        self.found.iter().any(|body| body.span.overlaps(span))
    }

    /// Whether a list joins another body to a stretch.
    fn is_listed(&self, start: usize, end: usize) -> bool {
        let before = &self.text[self.line.start..start];
        let joint = JOINTS.iter().find(|joint| before.ends_with(**joint)).map(|joint| start - joint.len());
        let next = JOINTS.iter().find(|joint| self.rest(end).starts_with(**joint)).map(|joint| end + joint.len());
        self.found.iter().any(|body| Some(body.span.end) == joint || Some(body.span.start) == next)
    }
}

/// Whether a name is that of a body that runs a field of the state: 财政部, 国家药品监督管理局, and no court and no group.
pub(super) fn is_of_state(body: &str) -> bool {
    ["部", "局", "署", "委员会", "行"].iter().any(|end| body.ends_with(end))
}
