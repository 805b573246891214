//! Places: `桂林市`, `广西`, `全区`, `中国（广西）自由贸易试验区南宁片区`, `东兴口岸`, `越南芒街市`, `东盟`.
//!
//! Administrative areas come from the register, by full name and by short name where nothing speaks against it; zones,
//! ports and the like by how their names end and what stands before.

mod named;
mod register;

use self::named::named_places;
use self::register::{Found, found};
use super::context::Context;
use super::{Mention, PlaceReferent, Referent, lines};
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::lexicon::register::Register;
use crate::span::Span;

/// The places that a case names, in the order of the text.
pub fn places(document: &Document, case: &Case, context: &Context, lexicon: &Lexicon) -> Vec<Mention> {
    let text = document.text.as_str();
    let lines_of_case = lines(text, case.prose().chain(case.reporters));
    let read = |line: &Span| found(text, *line, context.place(), document.year, lexicon);
    let hits: Vec<Vec<Found>> = lines_of_case.iter().map(read).collect();
    let full: Vec<&'static str> = hits.iter().flatten().filter_map(Found::full_name).collect();
    let (mut places, mut names) = (Vec::new(), Vec::new());
    for (&line, hits) in lines_of_case.iter().zip(hits) {
        let areas: Vec<Found> = hits.into_iter().filter_map(|hit| hit.settled(text, line, &full, lexicon)).collect();
        let zones = named_places(text, line, &areas, context, lexicon);
        let free = |area: &&Found| zones.iter().all(|name: &Mention| !name.span.overlaps(area.span));
        places.extend(areas.iter().filter(free).map(Found::mention));
        names.extend(zones);
    }
    for line in lines(text, case.prose()) {
        places.extend(said_of_context(text, line, context, &lexicon.register));
    }
    places.extend(named::one_name_each(names));
    places.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    places.dedup_by_key(|mention| mention.span);
    places
}

/// 全市, 我省, 我国: the area of the case.
fn said_of_context(text: &str, line: Span, context: &Context, register: &Register) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let words = &text[line.range()];
    for (at, first) in words.char_indices().filter(|(_, c)| matches!(c, '全' | '我' | '本')) {
        let rest = &words[at + first.len_utf8()..];
        let Some(kind) = rest.chars().next() else { continue };
        let length = first.len_utf8() + kind.len_utf8();
        let referent = match kind {
            '国' if first == '我' => Some(PlaceReferent::Country("CN")),
            '省' | '市' | '县' | '区' | '州' | '盟' if !goes_on(&words[at + length..]) => {
                of_kind(kind, context, register).map(PlaceReferent::Admin)
            }
            _ => None,
        };
        if let Some(referent) = referent {
            let span = Span::new(at, at + length).shift(line.start);
            mentions.push(Mention { span, rule: "place/of-the-case", referent: Referent::Place(referent) });
        }
    }
    mentions
}

/// 全区域, 全市场, 全省级: another word goes on.
fn goes_on(after: &str) -> bool {
    after.starts_with(['域', '场', '块', '间', '划'])
}

/// The area of the case of a kind: 区 is a district's or an autonomous region's, 市 a city's of any level.
fn of_kind(kind: char, context: &Context, register: &Register) -> Option<&'static str> {
    let narrow_to_wide = [context.county, context.city, context.province];
    narrow_to_wide.into_iter().flatten().find(|code| {
        register.division(code).is_some_and(|division| match kind {
            '区' => division.name.ends_with('区'),
            '省' => division.name.ends_with(['省']),
            kind => division.name.ends_with(kind),
        })
    })
}

impl Found {
    fn mention(&self) -> Mention {
        Mention { span: self.span, rule: self.rule, referent: Referent::Place(self.place.clone()) }
    }
}
