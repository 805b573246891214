//! State bodies: `自治区市场监管局、发展改革委`, `桂林市中院`, `国务院办公厅`, `中央主题教育第十一指导组`.
//!
//! A local body is an area (`area`) and a form or composition of the lexicon right after it; bodies listed after it
//! share its area. National bodies stand in the lexicon, groups set up for a task (`group`) are known by their endings.
//! Every mention carries the full official name, the area in it expanded from the case's context.

mod area;
mod group;
mod short;
mod station;

use area::{Area, areas};

use super::context::Context;
use super::doc_number::{doc_numbers, issuer_of_doc_number};
use super::{Mention, Referent, beginning_in, lines};
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::lexicon::register::{Level, Register};
use crate::span::Span;

const LOCAL: &str = "agency/local";
const SHARED: &str = "agency/shared";
const LISTED: &str = "agency/listed";
const NATIONAL: &str = "agency/national";
const BRANCH: &str = "agency/branch";
const OFFICE: &str = "agency/office";
const DOC_CODE: &str = "agency/doc-code";

/// Endings of the local branches of national bodies: 中国人民银行 + 桂林市 + 分行.
const BRANCHES: [(&str, &str); 10] = [
    ("中心支行", "中心支行"),
    ("中支", "中心支行"),
    ("分行", "分行"),
    ("支行", "支行"),
    ("营业管理部", "营业管理部"),
    ("营管部", "营业管理部"),
    ("监管分局", "监管分局"),
    ("监管局", "监管局"),
    ("分局", "分局"),
    ("特派员办事处", "特派员办事处"),
];

/// The name of the state, which may stand before that of a ministry.
const STATE: &str = "中华人民共和国";

/// A form so short that only a branch after it shows what it is: 人行 (the People's Bank; 行人 "pedestrians").
const ONLY_WITH_BRANCH: &str = "人行";

/// Between bodies listed one after the other: 、 and words for "and", and the bracket of a second name （知识产权局）.
const SEPARATORS: [&str; 8] = ["以及", "、", "和", "与", "及", "会同", "（", "）、"];

/// A body found, with what later rules need of it.
#[derive(Clone, Debug)]
struct Body {
    span: Span,
    rule: &'static str,
    name: String,
    area: Option<Area>,
    /// The words after the area, and the template of the full name they give.
    form: Option<(Span, String)>,
}

/// The state bodies that a case names, in the order of the text; `places`, in that order too, are the places and level
/// words that can begin their names.
pub fn agencies(
    document: &Document,
    case: &Case,
    context: &Context,
    places: &[Mention],
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let text = document.text.as_str();
    let lines = lines(text, case.reporters.into_iter().chain(case.prose()));
    let mut found = Vec::new();
    for &line in &lines {
        found.extend(Reader::new(text, line, context, beginning_in(places, line), lexicon).read());
    }
    found.extend(short::short_forms(text, &lines, &found, context, lexicon));
    let mut found: Vec<Mention> = found.into_iter().map(Body::mention).collect();
    found.sort_by_key(|mention| (mention.span.start, mention.span.end));
    found
}

impl Body {
    fn mention(self) -> Mention {
        let seat = self.area.map(|area| area.place);
        Mention { span: self.span, rule: self.rule, referent: Referent::Agency { name: self.name, seat } }
    }
}

/// What has been read so far of a line.
struct Reader<'a> {
    text: &'a str,
    line: Span,
    context: &'a Context,
    lexicon: &'a Lexicon,
    areas: Vec<Area>,
    found: Vec<Body>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, line: Span, context: &'a Context, places: &[Mention], lexicon: &'a Lexicon) -> Self {
        let areas = areas(text, line, places, &lexicon.register);
        Self { text, line, context, lexicon, areas, found: Vec::new() }
    }

    fn read(mut self) -> Vec<Body> {
        self.panels();
        self.local();
        self.stations();
        self.national();
        self.groups();
        self.doc_codes();
        self.found
    }

    /// An area and a body right after it, and what is listed after that.
    fn local(&mut self) {
        for at in 0..self.areas.len() {
            let area = &self.areas[at];
            // 资源 in 数据资源管理局 is no county.
            if self.found.iter().any(|body| body.span.start < area.span.start && area.span.start < body.span.end) {
                continue;
            }
            let Some(body) = self.body_after(area, area.span.end) else { continue };
            let start = self.prefix_start(area, &body.1);
            let (form, template) = self.with_prefix(start, area, body);
            let Some(name) = full_name(&template, area) else { continue };
            let body = Body {
                span: Span::new(start, form.end),
                rule: LOCAL,
                name,
                area: Some(area.clone()),
                form: Some((form, template)),
            };
            let before = self.of_areas_before(&body);
            self.push_with_list(body);
            self.found.extend(before);
        }
    }

    /// 寿光市、诸城市行政审批服务局: the areas listed before the one that the body is written after have one, too.
    fn of_areas_before(&self, body: &Body) -> Vec<Body> {
        let mut found = Vec::new();
        let (Some(mut next), Some((_, template))) = (body.area.as_ref(), &body.form) else { return found };
        for area in self.areas.iter().rev().filter(|area| area.span.end < body.span.start) {
            let listed = &self.text[area.span.end..next.span.start] == "、";
            if !listed || area.level != next.level || !area.ends_in_kind || !next.ends_in_kind || area.is_level_word {
                break;
            }
            let span = Span::new(area.span.start, body.span.end);
            let name = full_name(template, area);
            found.extend(name.map(|name| Body { span, rule: SHARED, name, area: Some(area.clone()), form: None }));
            next = area;
        }
        found
    }

    /// The line from a place on.
    fn rest(&self, at: usize) -> &'a str {
        &self.text[at..self.line.end]
    }

    /// The form after an area (or after a separator), and its template.
    fn body_after(&self, area: &Area, at: usize) -> Option<(Span, String)> {
        let body = self.lexicon.agencies.body_at(self.rest(at))?;
        let follows_kind = at == area.span.end && area.ends_in_kind;
        if body.after_kind_only && !follows_kind {
            return None;
        }
        Some((Span::new(at, at + body.length), body.template))
    }

    /// Where the name begins: 中共 "CPC", 共青团 and the like belong to it.
    fn prefix_start(&self, area: &Area, template: &str) -> usize {
        let before = &self.text[self.line.start..area.span.start];
        let prefixes: &[&str] = if template.starts_with("中国共产党") {
            &["中国共产党", "中共", "共青团"]
        } else if template.starts_with("国家税务总局") {
            &["国家税务总局"]
        } else if template.starts_with("国家统计局") {
            &["国家统计局"]
        } else {
            &[]
        };
        let prefix = prefixes.iter().find(|prefix| before.ends_with(**prefix));
        area.span.start - prefix.map_or(0, |prefix| prefix.len())
    }

    /// 共青团桂林市委 is the Youth League's committee, not the Party's.
    fn with_prefix(&self, start: usize, area: &Area, body: (Span, String)) -> (Span, String) {
        if &self.text[start..area.span.start] == "共青团" {
            return (body.0, "中国共产主义青年团{}委员会".to_owned());
        }
        body
    }

    /// Takes up a body, the offices named right after it, and the bodies listed after it without an area of their own.
    fn push_with_list(&mut self, first: Body) {
        let (area, head) = (first.area.clone(), first.span.start);
        let mut last = first;
        loop {
            let at = last.span.end;
            self.found.push(last.clone());
            let rest = self.rest(at);
            if let Some(office) = self.office(&last, at) {
                last = office;
                continue;
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
            let Some(name) = full_name(&template, area) else { return };
            if bracketed && !self.text[form.end..].starts_with('）') {
                return;
            }
            // 自治区党委、政府: 政府 alone would say too little, so the mention is all of it.
            let alone = !matches!(&self.text[form.range()], "政府" | "人民政府");
            let span = if alone { form } else { Span::new(head, form.end) };
            last = Body { span, rule: LISTED, name, area: Some(area.clone()), form: Some((form, template)) };
        }
    }

    /// 友谊税务分局 right after 凭祥市税务局.
    fn office(&self, body: &Body, at: usize) -> Option<Body> {
        let office = self.lexicon.agencies.office_at(self.rest(at))?;
        let span = Span::new(body.span.start, at + office.length);
        let name = format!("{}{}", body.name, office.name);
        Some(Body { span, rule: OFFICE, name, area: body.area.clone(), form: None })
    }

    /// 夏石税务分局 after 凭祥市税务局友谊税务分局、: an office of the same body with the same ending.
    fn listed_office(&self, last: &Body, at: usize) -> Option<Body> {
        if last.rule != OFFICE {
            return None;
        }
        let office = self.lexicon.agencies.office_at(self.rest(at))?;
        let parent = self.found.iter().rev().find(|body| body.rule != OFFICE && last.name.starts_with(&body.name))?;
        let span = Span::new(at, at + office.length);
        let same = last.name.ends_with(office.ending);
        let name = format!("{}{}", parent.name, office.name);
        same.then(|| Body { span, rule: OFFICE, name, area: last.area.clone(), form: None })
    }

    /// Bodies of national level, their local branches and their offices.
    fn national(&mut self) {
        let (text, lexicon) = (self.text, self.lexicon);
        for (range, name) in lexicon.agencies.national_in(&text[self.line.range()]) {
            let mut span = Span::from(range).shift(self.line.start);
            if text[self.line.start..span.start].ends_with(STATE) {
                span.start -= STATE.len();
            }
            if self.found.iter().any(|body| body.span.overlaps(span)) {
                continue;
            }
            let body = Body { span, rule: NATIONAL, name: name.to_owned(), area: None, form: None };
            match self.branch(&body) {
                Some(branch) => self.found.push(branch),
                None if &self.text[span.range()] == ONLY_WITH_BRANCH => {}
                None => self.push_with_list(body),
            }
        }
    }

    fn branch(&self, body: &Body) -> Option<Body> {
        let area = self.areas.iter().find(|area| area.span.start == body.span.end)?;
        let rest = self.rest(area.span.end);
        let (written, branch) = BRANCHES.iter().find(|(written, _)| rest.starts_with(written))?;
        let area_name = if branch.starts_with("监管") { &area.short } else { &area.official };
        Some(Body {
            span: Span::new(body.span.start, area.span.end + written.len()),
            rule: BRANCH,
            name: format!("{}{area_name}{branch}", body.name),
            area: Some(area.clone()),
            form: None,
        })
    }

    /// 桂政办发 names who issues under it.
    fn doc_codes(&mut self) {
        for number in doc_numbers(self.text, self.line) {
            let Some(name) = issuer_of_doc_number(&number.normal, self.lexicon) else { continue };
            let register = &self.lexicon.register;
            let province =
                register.divisions().iter().find(|division| division.parent.is_none() && name.contains(division.name));
            let area =
                province.and_then(|province| area::of_division(number.code, province.code, province.name, register));
            self.found.push(Body { span: number.code, rule: DOC_CODE, name, area, form: None });
        }
    }
}

/// Bytes of the separator that a list goes on with; after a Party committee its government may follow without one.
fn separator(rest: &str, last: &Body) -> Option<usize> {
    // 党委政府, 纪委监委: pairs that are written as one word.
    let pair = (last.name.starts_with("中国共产党") && rest.starts_with("政府"))
        || (last.name.ends_with("纪律检查委员会") && rest.starts_with("监委"));
    if pair {
        return Some(0);
    }
    SEPARATORS.iter().find(|separator| rest.starts_with(**separator)).map(|separator| separator.len())
}

/// The full name that a template gives for an area; none where no such body is of that level.
fn full_name(template: &str, area: &Area) -> Option<String> {
    let template = match (template, area.level) {
        ("{}人民法院", Some(Level::Province)) => "{}高级人民法院",
        ("{}人民法院", Some(Level::Prefecture)) => "{}中级人民法院",
        ("{}高级人民法院", Some(Level::Prefecture | Level::County))
        | ("{}中级人民法院", Some(Level::Province | Level::County))
        | ("{}街道办事处", _) => return None,
        (template, _) => template,
    };
    Some(template.replace("{short}", &area.short).replace("{}", &area.official))
}

/// The place that a body is named after, or that the case is about.
fn of_context(context: &Context, register: &Register, at: usize) -> Option<Area> {
    let code = context.county.or(context.city).or(context.province)?;
    area::of_division(Span::new(at, at), code, "", register)
}
