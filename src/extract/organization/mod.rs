//! Non-state bodies: `广西GD物业公司`, `柳州银行`, `东兴市人民医院`, `广西医科大学第一附属医院`, `福建商会`, `广西日报`.
//!
//! Bodies known over the country stand in the lexicon (`known`). Others are found by how their names end (`named`), and
//! begin at an area or after the last word that is not part of names; in lists short names are bodies, too (`enumerated`). What only says a kind (保险公司, 县级公立医院) is no
//! name. Later mentions by less mean the body named before (`again`).

mod again;
mod begin;
mod brand;
mod enumerated;
mod known;
mod named;
mod says;

use super::context::Context;
use super::{Mention, PlaceReferent, Referent, beginning_in};
use crate::document::clause::lines;
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::lexicon::organizations::Class;
use crate::span::Span;

/// A body found.
#[derive(Clone, Debug)]
struct Found {
    span: Span,
    rule: &'static str,
    name: String,
    class: Class,
    seat: Option<PlaceReferent>,
}

/// The non-state bodies that a case names, in the order of the text; `places`, in that order too, are the places and
/// level words that can begin their names.
pub fn organizations(
    document: &Document,
    case: &Case,
    context: &Context,
    places: &[Mention],
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let text = document.text.as_str();
    let lines = lines(text, case.reporters.into_iter().chain(case.prose()));
    let (of_an_area, year) = (context.place().is_some(), context.year);
    let reader =
        |&line| Reader { text, line, places: beginning_in(places, line), of_an_area, year, lexicon, found: Vec::new() };
    let mut readers: Vec<Reader<'_>> = lines.iter().map(reader).collect();
    for step in STEPS {
        readers.iter_mut().for_each(step);
    }
    let mut found: Vec<Found> = readers.into_iter().flat_map(|reader| reader.found).collect();
    again::join_short_names(&mut found);
    again::join_called(text, &mut found);
    found.extend(again::abbreviated(text, &lines, &found));
    found.extend(again::enumerated(text, &lines, &found));
    found.extend(again::shortened(lexicon, text, &lines, &found));
    found.sort_by_key(|body| (body.span.start, body.span.end));
    found.into_iter().map(Found::mention).collect()
}

impl Found {
    fn mention(self) -> Mention {
        let referent = Referent::Organization { name: self.name, seat: self.seat };
        Mention { span: self.span, rule: self.rule, referent }
    }
}

/// What has been read so far of a line.
struct Reader<'a> {
    text: &'a str,
    line: Span,
    places: &'a [Mention],
    /// Whether the case is about an area, so that its associations need not name it.
    of_an_area: bool,
    /// The year of the document: bodies go by their names of then.
    year: Option<u16>,
    lexicon: &'a Lexicon,
    found: Vec<Found>,
}

/// What is looked for in a line, in this order; each step in all lines before the next one, as for agencies.
const STEPS: [fn(&mut Reader<'_>); 6] = [
    |reader| reader.known(),
    |reader| reader.press(),
    |reader| reader.named(),
    |reader| reader.brands(),
    |reader| reader.enumerated(),
    |reader| reader.class_words(),
];

impl Reader<'_> {
    /// The places that begin in a stretch: few, so that the work does not grow with the line.
    fn places_from(&self, stretch: Span) -> &[Mention] {
        let from = self.places.partition_point(|place| place.span.start < stretch.start);
        let to = self.places.partition_point(|place| place.span.start < stretch.end);
        &self.places[from..to.max(from)]
    }

    /// 信达生物制药（苏州）有限公司 is in 苏州.
    fn place_in(&self, span: Span) -> Option<&Mention> {
        self.places_from(span).iter().find(|place| span.contains(place.span))
    }

    /// The place whose name holds a stretch; it begins not far before.
    fn place_over(&self, span: Span) -> Option<&Mention> {
        const LOOKED_AT: usize = 8;
        let to = self.places.partition_point(|place| place.span.start <= span.start);
        self.places[to.saturating_sub(LOOKED_AT)..to].iter().find(|place| place.span.contains(span))
    }
}

fn seat_of(place: &Mention) -> Option<PlaceReferent> {
    match &place.referent {
        Referent::Place(place) => Some(place.clone()),
        _ => None,
    }
}
