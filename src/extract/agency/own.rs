//! What a document says by a word for its own area, where that is a town or a division of the corps: `镇便民服务中心` in the report
//! of a town, `师市农业农村局` in a text about 第一师阿拉尔市.

use std::borrow::Cow;

use super::area::Area;
use crate::document::{Case, Document};
use crate::extract::context::Context;
use crate::extract::level::{begins_phrase, stands_alone};
use crate::extract::{Mention, PlaceReferent, Referent};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// The word for a division of the corps that is a city, too.
const DIVISION: &str = "师市";

/// The kinds of towns.
const TOWNS: [&str; 3] = ["镇", "乡", "街道"];

/// The area of a document that a word stands for.
#[derive(Debug)]
pub(super) struct Own {
    word: &'static str,
    area: Area,
}

/// The town that the heading names, as its bodies begin with it.
pub(super) fn town(
    document: &Document,
    case: &Case,
    context: &Context,
    places: &[Mention],
    lexicon: &Lexicon,
) -> Option<Own> {
    let text = document.text.as_str();
    let heading = |span: Span| &text[span.range()];
    let headings = [document.title, case.title].into_iter().flatten().map(heading);
    let headings: Vec<&str> = headings.filter(|heading| TOWNS.iter().any(|kind| heading.contains(kind))).collect();
    if headings.is_empty() {
        return None;
    }
    // 顺德区|大良街道 in the title of news of a visit from there: a town elsewhere.
    let elsewhere = |town: &Mention| {
        let around = places.iter().find(|place| place.span.end == town.span.start);
        let around = around.and_then(|place| match place.referent {
            Referent::Place(PlaceReferent::Admin(code)) => Some(code),
            _ => None,
        });
        let within = |one: &str, other: &str| lexicon.register.is_within(one, other);
        around.zip(context.place()).is_some_and(|(around, own)| !within(around, own) && !within(own, around))
    };
    let mut named = places.iter().filter(|place| !elsewhere(place)).filter_map(|place| match &place.referent {
        Referent::Place(PlaceReferent::Named { name, kind: "admin", .. }) => Some(name.as_str()),
        _ => None,
    });
    let town = named.find(|name| headings.iter().any(|heading| heading.contains(name)))?;
    let word = TOWNS.into_iter().find(|word| town.ends_with(word))?;
    let around = context.county.or(context.city);
    let around = around.and_then(|code| super::area::of_division(Span::default(), code, "", &lexicon.register));
    let official = around.map_or(Cow::Borrowed(""), |around| around.official);
    Some(Own::new(word, format!("{official}{town}").into()))
}

/// The division of the corps that a text names with its city.
pub(super) fn division(areas: &[Area]) -> Option<Own> {
    let named = areas.iter().find(|area| area.above.ends_with("兵团") && area.official.ends_with('市'))?;
    Some(Own::new(DIVISION, named.official.clone()))
}

impl Own {
    pub(super) fn new(word: &'static str, official: Cow<'static, str>) -> Self {
        Self { word, area: called(Span::default(), official) }
    }

    /// Where the word stands for the area in a line.
    pub(super) fn areas<'t>(&'t self, text: &'t str, line: Span) -> impl Iterator<Item = Area> + 't {
        let words = &text[line.range()];
        words.match_indices(self.word).filter_map(move |(at, word)| {
            let before = &words[..at];
            let alone = begins_phrase(before) && stands_alone(before, word);
            alone.then(|| Area { span: Span::new(at, at + word.len()).shift(line.start), ..self.area.clone() })
        })
    }
}

/// What the names of its bodies begin with, as a town has it.
pub(super) fn called(span: Span, official: Cow<'static, str>) -> Area {
    Area {
        span,
        short: official.clone(),
        official,
        above: "",
        level: None,
        ends_in_kind: true,
        is_level_word: true,
        place: None,
    }
}
