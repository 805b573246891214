//! Bodies named again by less than before: `与中院出台`, `管委会主动对接`, `工作专班每日调度`.
//!
//! A form without its area means the one body of the case that has it. It must begin a phrase, so that the end of some
//! other name is not taken for it, and it must say more than 政府 "the government" or 法院 "the court" do.

use std::collections::BTreeMap;

use super::area;
use super::{Body, full_name};
use crate::extract::again::abbreviation_after;
use crate::extract::context::Context;
use crate::lexicon::Lexicon;
use crate::lexicon::finder::Finder;
use crate::lexicon::register::{Level, Register};
use crate::span::Span;

const SHORT: &str = "agency/short";
const COURT: &str = "agency/court";
const THAT_BODY: &str = "agency/that";

/// Characters a phrase can begin after: prepositions, "and", verbs' ends.
const PHRASE_BEGINS_AFTER: &str =
    "与和及同由向经在对把将会是从据按被让请以给跟并而即，。；：、（《“”》！？\n\t,;: 　到报获为表";

/// What a body is called right after it was named, and the ends of names that it can mean: 该院 a court.
const THAT: [(&str, &[&str]); 8] = [
    ("该院", &["法院", "检察院"]),
    ("该局", &["局"]),
    ("该厅", &["厅"]),
    ("该委", &["委员会"]),
    ("该署", &["署"]),
    ("该办", &["办公室"]),
    ("该所", &["税务所", "司法所", "派出所"]),
    ("该关", &["海关"]),
];

/// Bodies of other kinds that such a word could mean as well.
const OTHERS: [&str; 5] = ["医院", "学院", "研究院", "科学院", "分院"];

/// Bytes back to the name that such a word takes up.
const FARTHEST: usize = 3000;

/// The courts that a case's area has one of: 中院 of the city, 高院 of the province.
const COURTS: [(&str, &str); 2] = [("中院", "{}中级人民法院"), ("高院", "{}高级人民法院")];

/// Later mentions, by a form without its area, of the bodies found in a case, whose lines are given in order; `offices` says which
/// office of a body the line names right behind it.
pub(super) fn short_forms(
    text: &str,
    lines: &[Span],
    found: &[Body],
    context: &Context,
    lexicon: &Lexicon,
    offices: impl Fn(&Body, Span) -> Option<Body>,
) -> Vec<Body> {
    let mut meant = unique_forms(text, found, lexicon);
    meant.extend(called(text, found));
    meant.extend(of_own_town(found));
    meant.extend(of_system(found));
    for (form, template) in COURTS {
        let court = || court(template, context, &lexicon.register);
        if !meant.contains_key(form)
            && let Some(court) = court()
        {
            meant.insert(form.to_owned(), court);
        }
    }
    let finder = Finder::new(meant.keys().map(String::as_str));
    let bodies: Vec<&Body> = meant.values().collect();
    let mut taken: Vec<Span> = found.iter().map(|body| body.span).collect();
    taken.sort();
    let mut short = Vec::new();
    for &line in lines {
        for hit in finder.find_iter(&text[line.range()]) {
            let span = hit.span.shift(line.start);
            let body = bodies[hit.word];
            // What is named only further on is not meant yet.
            let named_before = body.span.start < span.start;
            let whole = !ends_in_bureau(&text[span.range()]) || !text[span.end..line.end].starts_with(AFTER_BUREAU);
            if named_before && whole && begins_phrase(&text[line.start..span.start]) && !overlaps_any(&taken, span) {
                let rule = if body.rule == COURT { COURT } else { SHORT };
                let name = body.name.clone();
                let short_body = Body { span, rule, form: None, name, area: body.area.clone() };
                let office = offices(&short_body, line);
                short.push(short_body);
                short.extend(office);
            }
        }
    }
    short
}

/// 未央宫税务所 after 未央区税务局未央宫税务所: an office that the case has named with its body goes by that name.
pub(super) fn name_in_full(text: &str, found: &mut [Body]) {
    /// Characters of the name of an office without its body.
    const OFFICE: std::ops::RangeInclusive<usize> = 4..=9;
    let mut full: BTreeMap<String, Body> = BTreeMap::new();
    for body in found.iter().filter(|body| body.rule == "agency/office") {
        let words = &text[body.span.range()];
        for (at, _) in words.char_indices().rev().take(*OFFICE.end()).skip(*OFFICE.start() - 1) {
            full.entry(words[at..].to_owned()).or_insert_with(|| body.clone());
        }
    }
    for body in found.iter_mut().filter(|body| body.rule == "agency/town") {
        if let Some(whole) = full.get(&text[body.span.range()]) {
            body.name.clone_from(&whole.name);
            body.area.clone_from(&whole.area);
        }
    }
}

/// 该院, 该局: the body of the kind that was named last, and an office of it.
pub(super) fn called_that(
    text: &str,
    lines: &[Span],
    found: &[Body],
    offices: impl Fn(&Body, Span) -> Option<Body>,
) -> Vec<Body> {
    let mut named: Vec<&Body> = found.iter().collect();
    named.sort_by_key(|body| body.span);
    let mut that = Vec::new();
    for &line in lines {
        for (at, _) in text[line.range()].match_indices('该') {
            let at = line.start + at;
            let Some((form, ends)) = THAT.iter().find(|(form, _)| text[at..line.end].starts_with(form)) else {
                continue;
            };
            let before = &named[..named.partition_point(|body| body.span.start < at)];
            let near = before.iter().rev().take_while(|body| at - body.span.start <= FARTHEST);
            let of_kind = |body: &&&Body| ends.iter().any(|end| body.name.ends_with(end));
            let mut near = near.filter(of_kind);
            let Some(last) = near.next() else { continue };
            // 甲局联合乙局出台办法。该局…: who acted, and not who it acted with.
            let beside = |body: &&&Body| !text[body.span.start..last.span.start].contains(['。', '\n']);
            let body = near.take_while(beside).last().unwrap_or(last);
            let between = &text[body.span.end.min(at)..at];
            if form.ends_with('院') && OTHERS.iter().any(|other| between.contains(other)) {
                continue;
            }
            let span = Span::new(at, at + form.len());
            let body = Body { span, rule: THAT_BODY, form: None, ..(*body).clone() };
            let office = offices(&body, line);
            that.push(body);
            that.extend(office);
        }
    }
    that
}

/// 省人大|及其常委会: the standing committee of the congress that is named before it.
pub(super) fn standing_committees(text: &str, found: &[Body]) -> Vec<Body> {
    const WORDS: [&str; 2] = ["常委会", "常务委员会"];
    let committee = |body: &Body| {
        let behind = text[body.span.end..].strip_prefix("及其")?;
        let word = WORDS.iter().find(|word| behind.starts_with(**word))?;
        let start = body.span.end + "及其".len();
        let name = format!("{}常务委员会", body.name.strip_suffix("常务委员会").unwrap_or(&body.name));
        Some(Body {
            span: Span::new(start, start + word.len()),
            rule: SHORT,
            form: None,
            name,
            area: body.area.clone(),
        })
    };
    found.iter().filter(|body| body.name.ends_with("人民代表大会")).filter_map(committee).collect()
}

fn begins_phrase(before: &str) -> bool {
    before.chars().next_back().is_none_or(|last| PHRASE_BEGINS_AFTER.contains(last))
}

/// Whether a span overlaps one of several in order; nested ones may hide behind a shorter neighbour, so that a few are looked at.
fn overlaps_any(spans: &[Span], span: Span) -> bool {
    const NESTING: usize = 8;
    let after = spans.partition_point(|other| other.start < span.end);
    spans[after.saturating_sub(NESTING)..after].iter().any(|other| other.overlaps(span))
}

/// What bodies of a town are called by its kind (镇政府), and how their names end.
const OF_TOWNS: [(&str, &str); 6] = [
    ("人民政府", "人民政府"),
    ("政府", "人民政府"),
    ("党委", "委员会"),
    ("党工委", "工作委员会"),
    ("办事处", "办事处"),
    ("人大", "人民代表大会"),
];

/// 镇政府, 镇党委 in a text of which all bodies of towns are those of one town.
fn of_own_town(found: &[Body]) -> BTreeMap<String, Body> {
    let mut own: Option<(&str, &Body)> = None;
    let of_congress = |body: &&Body| body.name.contains("常务委员会");
    for body in found.iter().filter(|body| body.rule == "agency/town" && !of_congress(body)) {
        let name = body.name.trim_start_matches("中国共产党");
        let Some(town) = ["人民政府", "工作委员会", "委员会", "办事处", "人民代表大会"]
            .iter()
            .find_map(|end| name.strip_suffix(end))
            .filter(|town| town.ends_with(['镇', '乡']) || town.ends_with("街道"))
        else {
            continue;
        };
        if own.is_some_and(|(other, _)| other != town) {
            return BTreeMap::new();
        }
        own = own.or(Some((town, body)));
    }
    let Some((town, first)) = own else { return BTreeMap::new() };
    let kind = if town.ends_with("街道") { "街道" } else { &town[town.len() - '镇'.len_utf8()..] };
    let body = |(form, end): &(&str, &str)| {
        let party = if form.starts_with('党') { "中国共产党" } else { "" };
        (format!("{kind}{form}"), Body { name: format!("{party}{town}{end}"), ..first.clone() })
    };
    OF_TOWNS.iter().map(body).collect()
}

/// What bureaus are called within their own line of work, by the level of their area: 省局, 市局; 总局 that of the state.
const OF_SYSTEMS: [(&str, Option<Level>, char); 4] = [
    ("总局", None, '局'),
    ("省局", Some(Level::Province), '省'),
    ("市局", Some(Level::Prefecture), '市'),
    ("县局", Some(Level::County), '县'),
];

/// Characters that make another word with 局.
const AFTER_BUREAU: [char; 8] = ['面', '部', '势', '域', '限', '长', '党', '机'];

fn ends_in_bureau(form: &str) -> bool {
    OF_SYSTEMS.iter().any(|(word, ..)| *word == form)
}

/// 省局, 总局 in a text that names one bureau of that level and no other.
fn of_system(found: &[Body]) -> BTreeMap<String, Body> {
    let mut called = BTreeMap::new();
    for (form, level, kind) in OF_SYSTEMS {
        let of_level = |body: &&Body| match (level, &body.area) {
            (None, None) => body.name.ends_with("总局"),
            (Some(_), Some(area)) => area.level == level && area.official.ends_with(kind) && body.name.ends_with('局'),
            _ => false,
        };
        let mut bodies = found.iter().filter(of_level);
        let Some(first) = bodies.next() else { continue };
        if bodies.all(|other| other.name == first.name) {
            called.insert(form.to_owned(), first.clone());
        }
    }
    called
}

/// 嘉兴市生态环境局秀洲分局（以下简称秀洲分局）: how the text says it will call a body, which nobody else is called then.
fn called(text: &str, found: &[Body]) -> BTreeMap<String, Body> {
    let mut called = BTreeMap::new();
    for body in found {
        if let Some(short) = abbreviation_after(&text[body.span.end..]) {
            called.entry(short.to_owned()).or_insert_with(|| body.clone());
        }
    }
    called
}

/// The forms that one body of the case has, and no other.
fn unique_forms(text: &str, found: &[Body], lexicon: &Lexicon) -> BTreeMap<String, Body> {
    let mut forms: BTreeMap<&str, Option<&Body>> = BTreeMap::new();
    for body in found {
        for form in forms_of(text, body, lexicon) {
            let known = forms.entry(form).or_insert(Some(body));
            *known = known.filter(|known| known.name == body.name);
        }
    }
    forms.into_iter().filter_map(|(form, body)| Some((form.to_owned(), body?.clone()))).collect()
}

fn forms_of<'f>(text: &'f str, body: &'f Body, lexicon: &'f Lexicon) -> impl Iterator<Item = &'f str> {
    let said = body.form.iter().flat_map(move |(span, template)| {
        let full = template.trim_start_matches("{short}").trim_start_matches("{}");
        [&text[span.range()], full].into_iter().chain(lexicon.agencies.forms_of(template).iter().copied())
    });
    said.filter(|form| !form.contains('{') && lexicon.agencies.stands_alone(form))
}

fn court(template: &str, context: &Context, register: &Register) -> Option<Body> {
    let code = if template.contains('中') { context.city } else { context.province }?;
    let area = area::of_division(Span::default(), code, "", register)?;
    let name = full_name(template, &area)?;
    Some(Body { span: Span::default(), rule: COURT, name, area: Some(area), form: None })
}
