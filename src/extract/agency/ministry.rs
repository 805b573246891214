//! Departments of the ministry that a document tells of, by their own names: `由纳税服务司牵头` in a notice of the tax administration,
//! `电力司、煤炭司负责同志` in a report on a meeting of the energy administration.
//!
//! No other body is divided into 司, so that the ministry named last before is meant.

use super::open::is_of_state;
use super::{Body, Reader};
use crate::span::Span;

const DEPARTMENT: &str = "agency/department";

/// The unit that only ministries are divided into.
const UNIT: char = '司';

/// What stands before the unit in other words: 公司 "company", 上司 "superior", 土司 "chieftain".
const OTHER_WORDS: [char; 14] = ['公', '官', '上', '下', '土', '寿', '祭', '各', '该', '本', '我', '贵', '两', UNIT];

/// What may follow the name of a department, besides a mark.
const GOES_ON: [&str; 30] = [
    "司长",
    "副司长",
    "长",
    "副",
    "处",
    "党",
    "负责",
    "牵头",
    "会同",
    "有关",
    "相关",
    "主要",
    "组织",
    "联合",
    "印发",
    "发布",
    "具体",
    "承担",
    "将",
    "的",
    "等",
    "和",
    "与",
    "及",
    "配合",
    "参加",
    "参与",
    "提出",
    "同志",
    "答",
];

/// Words for departments of which none is named, and for those of a name that is not theirs.
const UNNAMED: [&str; 11] = ["有关", "相关", "业务", "机关", "主管", "职能", "牵头", "某", "等", "内设", "公检"];

/// What the secretaries of 香港 and the offices of old dynasties are called.
const OF_OTHERS: [&str; 6] = ["政务", "律政", "财政", "布政", "按察", "宪制事务"];

/// Characters of a department's name before the unit.
const FIELDS: std::ops::RangeInclusive<usize> = 2..=12;

/// Prepositions after which a name begins, as it does after any mark.
const BEGINS_AFTER: &str = "由和与及同任设兼在";

/// Those of them that join two fields of one department, too.
const JOINING: [char; 2] = ['和', '与'];

impl Reader<'_> {
    /// Departments without their ministry.
    fn own_departments(&self, ministries: &[(usize, &str)]) -> Vec<Body> {
        let slice = &self.text[self.line.range()];
        let units = slice.match_indices(UNIT).map(|(at, _)| self.line.start + at);
        units.filter_map(|unit| self.own_department(unit, ministries)).collect()
    }

    fn own_department(&self, unit: usize, ministries: &[(usize, &str)]) -> Option<Body> {
        let end = unit + UNIT.len_utf8();
        let before = &self.text[self.line.start..unit];
        let rest = self.rest(end);
        let ends = !rest.starts_with(char::is_alphabetic) || GOES_ON.iter().any(|word| rest.starts_with(word));
        if before.ends_with(OTHER_WORDS) || !ends {
            return None;
        }
        let last = ministries.partition_point(|(at, _)| *at < unit).checked_sub(1)?;
        let mut beginnings = beginnings(before);
        let span = beginnings.find_map(|at| {
            let span = Span::new(self.line.start + at, end);
            self.is_department(span).then_some(span)
        })?;
        let (_, ministry) = ministries[last];
        // 部|人事司: the word for the ministry says no more than its name.
        let department = self.text[span.range()].trim_start_matches(['部', '署']);
        let name = format!("{ministry}{department}");
        Some(Body { span, rule: DEPARTMENT, name, area: None, form: None })
    }

    /// Whether words are the fields of a department and its unit.
    fn is_department(&self, span: Span) -> bool {
        let written = &self.text[span.range()];
        let fields = written.strip_suffix(UNIT).unwrap_or(written);
        let words = &self.lexicon.organizations;
        FIELDS.contains(&fields.chars().count())
            && fields.chars().all(char::is_alphabetic)
            && fields.split(JOINING).all(|field| field.chars().count() > 1 && words.name_start(field) == 0)
            && !OF_OTHERS.iter().any(|office| fields.ends_with(office))
            && !UNNAMED.iter().any(|word| fields.contains(word))
            && !self.found.iter().any(|body| body.span.overlaps(span))
    }
}

/// Where the name that ends with some words can begin, the widest first: after the last mark or preposition, and before that where
/// it may join two fields.
fn beginnings(before: &str) -> impl Iterator<Item = usize> {
    let near = before.char_indices().rev().take(FIELDS.end() + 2);
    let mut found = Vec::new();
    for (at, mark) in near.filter(|(_, c)| !c.is_alphanumeric() || BEGINS_AFTER.contains(*c)) {
        // 设|立|对口支援司: the verb has two characters.
        let verb = if mark == '设' {
            before[at + mark.len_utf8()..].strip_prefix('立').map_or(0, |_| '立'.len_utf8())
        } else {
            0
        };
        found.push(at + mark.len_utf8() + verb);
        if !JOINING.contains(&mark) || before[..at].ends_with(UNIT) {
            return found.into_iter().rev();
        }
    }
    if before.chars().count() <= *FIELDS.end() {
        found.push(0);
    }
    found.into_iter().rev()
}

/// Adds the departments that a text calls by their own names, in all its lines.
pub(super) fn departments(readers: &mut [Reader<'_>]) {
    let bodies = readers.iter().flat_map(|reader| &reader.found);
    let of_state =
        bodies.filter(|body| body.area.is_none() && body.rule == "agency/national" && is_of_state(&body.name));
    let mut ministries: Vec<(usize, String)> = of_state.map(|body| (body.span.start, body.name.clone())).collect();
    ministries.sort();
    // 国家能源局华中监管局: a branch, which has no departments of that kind.
    let whole = |name: &str| {
        let other = ministries.iter().find(|(_, other)| other.len() < name.len() && name.starts_with(other.as_str()));
        other.map_or(name, |(_, other)| other).to_owned()
    };
    let ministries: Vec<(usize, String)> = ministries.iter().map(|(at, name)| (*at, whole(name))).collect();
    let ministries: Vec<(usize, &str)> = ministries.iter().map(|(at, name)| (*at, name.as_str())).collect();
    if ministries.is_empty() {
        return;
    }
    for reader in readers {
        let found = reader.own_departments(&ministries);
        reader.found.extend(found);
    }
}
