//! State bodies: `自治区市场监管局、发展改革委`, `桂林市中院`, `国务院办公厅`, `中央主题教育第十一指导组`.
//!
//! A local body (`local`) is an area (`area`) and a form or composition of the lexicon right after it (`form`); bodies listed after it
//! share its area (`list`). National bodies stand in the lexicon (`national`), groups set up for a task (`group`) are known by their endings.
//! Every mention carries the full official name, the area in it expanded from the case's context.

mod area;
mod bare;
mod countyless;
mod form;
mod group;
mod list;
mod local;
mod ministry;
mod national;
mod office;
mod open;
mod own;
mod short;
mod station;
mod street;
mod townhall;
mod unnamed;
mod zoned;

use area::{Area, areas};

use super::context::{Context, issued_by_the_state};
use super::cover::Cover;
use super::doc_number::{doc_numbers, issuer_of_doc_number};
use super::{Mention, Referent, beginning_in};
use crate::document::clause::lines;
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::lexicon::register::{Level, Register};
use crate::span::Span;

const DOC_CODE: &str = "agency/doc-code";

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
    let of_state = issued_by_the_state(document, lexicon);
    let province = unnamed::word(text, &lines, context, lexicon).filter(|_| !of_state);
    let reader = |&line| {
        let reader = Reader::new(text, line, (context, province), beginning_in(places, line), lexicon);
        Reader { of_state, ..reader }
    };
    let mut readers: Vec<Reader<'_>> = lines.iter().map(reader).collect();
    let division = || readers.iter().find_map(|reader| own::division(&reader.areas));
    if let Some(own) = own::town(document, case, context, places, lexicon).or_else(division) {
        for reader in &mut readers {
            reader.add_areas(own.areas(text, reader.line));
        }
    }
    countyless::add_areas(&mut readers, document, context, lexicon);
    for step in STEPS {
        readers.iter_mut().for_each(step);
    }
    ministry::departments(&mut readers);
    let mut found: Vec<Body> = readers.into_iter().flat_map(|reader| reader.found).collect();
    let offices = |body: &Body, line: Span| Reader::of_words(text, line, context, lexicon).office(body, body.span.end);
    found.extend(short::short_forms(text, &lines, &found, context, lexicon, offices));
    found.extend(townhall::town_halls(text, &lines, places, &found, context, lexicon));
    found.extend(short::called_that(text, &lines, &found, offices));
    short::name_in_full(text, &mut found);
    found.extend(short::standing_committees(text, &found));
    let mut found: Vec<Mention> = found.into_iter().map(Body::mention).collect();
    found.sort_by_key(|mention| (mention.span.start, mention.span.end));
    found
}

impl Body {
    fn mention(self) -> Mention {
        let seat = self.area.and_then(|area| area.place);
        Mention { span: self.span, rule: self.rule, referent: Referent::Agency { name: self.name, seat } }
    }
}

/// What has been read so far of a line.
struct Reader<'a> {
    text: &'a str,
    line: Span,
    context: &'a Context,
    /// The word for the area of the text (省, 市), where the text does not name it.
    unnamed: Option<&'static str>,
    /// Whether the document is issued by a body of the state, so that what it says without an area is of that level.
    of_state: bool,
    lexicon: &'a Lexicon,
    places: &'a [Mention],
    areas: Vec<Area>,
    /// The national bodies that are named without a branch.
    national: Vec<Body>,
    found: Vec<Body>,
}

/// What is looked for in a line, in this order. Each step goes through all lines before the next one does: its words and its
/// code stay at hand for the processor.
const STEPS: [fn(&mut Reader<'_>); 11] = [
    |reader| reader.panels(),
    |reader| reader.missions(),
    |reader| reader.branches(),
    |reader| reader.local(),
    |reader| reader.stations(),
    |reader| reader.national(),
    |reader| reader.bare(),
    |reader| reader.open(),
    |reader| reader.stationed_groups(),
    |reader| reader.groups(),
    |reader| reader.doc_codes(),
];

impl<'a> Reader<'a> {
    fn new(
        text: &'a str,
        line: Span,
        (context, unnamed): (&'a Context, Option<&'static str>),
        places: &'a [Mention],
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut areas = areas(text, line, places, &lexicon.register);
        let zones = zoned::areas(text, line, places, context, lexicon);
        if !zones.is_empty() {
            areas.extend(zones);
            areas.sort_by_key(|area| (area.span.start, std::cmp::Reverse(area.span.end)));
        }
        let mut reader = Self { unnamed, places, areas, ..Self::of_words(text, line, context, lexicon) };
        if let Some(word) = unnamed {
            reader.add_areas(unnamed::areas(text, line, word));
        }
        reader
    }

    /// A reader that knows the words of a line only.
    fn of_words(text: &'a str, line: Span, context: &'a Context, lexicon: &'a Lexicon) -> Self {
        Self {
            text,
            line,
            context,
            unnamed: None,
            of_state: false,
            lexicon,
            places: &[],
            areas: Vec::new(),
            national: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Takes up areas where none is named.
    fn add_areas(&mut self, areas: impl Iterator<Item = Area>) {
        let named = Cover::new(self.areas.iter().map(|area| area.span));
        let before = self.areas.len();
        self.areas.extend(areas.filter(|area| !named.contains(area.span)));
        if self.areas.len() > before {
            self.areas.sort_by_key(|area| (area.span.start, std::cmp::Reverse(area.span.end)));
        }
    }

    /// The areas that begin at a place or after it.
    fn areas_from(&self, at: usize) -> impl Iterator<Item = &Area> {
        self.areas[self.areas.partition_point(|area| area.span.start < at)..].iter()
    }

    /// The line from a place on.
    fn rest(&self, at: usize) -> &'a str {
        &self.text[at..self.line.end]
    }

    /// 《某省某厅关于…的通知》|（建会函…）: whether a number follows a title that an area begins, so that no ministry has issued it.
    fn stands_under_an_area(&self, number: usize) -> bool {
        let before = self.text[self.line.start..number].trim_end_matches(['（', '(']);
        let Some(title) = before.strip_suffix('》').and_then(|title| title.rfind('《')) else { return false };
        let at = self.line.start + title + '《'.len_utf8();
        self.areas_from(at).next().is_some_and(|area| area.span.start == at)
    }

    /// 桂政办发 names who issues under it.
    fn doc_codes(&mut self) {
        for number in doc_numbers(self.text, self.line) {
            let Some(name) = issuer_of_doc_number(&number.normal, self.context.place(), self.lexicon) else { continue };
            let register = &self.lexicon.register;
            let province =
                register.divisions().iter().find(|division| division.parent.is_none() && name.contains(division.name));
            let area =
                province.and_then(|province| area::of_division(number.code, province.code, province.name, register));
            if area.is_none() && self.stands_under_an_area(number.span.start) {
                continue;
            }
            self.found.push(Body { span: number.code, rule: DOC_CODE, name, area, form: None });
        }
    }
}

/// The full name that a template gives for an area; none where no such body is of that level.
fn full_name(template: &str, area: &Area) -> Option<String> {
    let template = match (template, area.level) {
        ("{}人民法院", Some(Level::Province)) => "{}高级人民法院",
        ("{}人民法院", Some(Level::Prefecture)) => "{}中级人民法院",
        ("{}高级人民法院", Some(Level::Prefecture | Level::County))
        | ("{}中级人民法院", Some(Level::Province | Level::County))
        | ("{}街道办事处", _)
        // The hall of a zone is a place in it.
        | ("{}政务服务大厅", None) => return None,
        // 镇|市场监管分局: the bureau's own for the town.
        (of_bureau, None) if of_bureau.ends_with("局分局") => return None,
        (template, _) => template,
    };
    if template.contains("{parent}") && area.above.is_empty() {
        return None;
    }
    let kind = area.official.char_indices().next_back().map_or(0, |(at, _)| at);
    let mut named = String::with_capacity(template.len() + area.official.len());
    let mut rest = template;
    while let Some((before, (part, after))) =
        rest.split_once('{').and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
    {
        named.push_str(before);
        named.push_str(match part {
            "short" => &area.short,
            "parent" => area.above,
            "kind" => &area.official[kind..],
            _ => &area.official,
        });
        rest = after;
    }
    named.push_str(rest);
    // The governments of 香港 and 澳门 are called so.
    Some(if area.official.ends_with("特别行政区") { named.replace("人民政府", "政府") } else { named })
}

/// The place that the case is about, as bodies are named after it.
fn of_context(context: &Context, register: &Register, at: usize) -> Option<Area> {
    let code = context.county.or(context.city).or(context.province)?;
    area::of_division(Span::new(at, at), code, "", register)
}
