//! What the town named last has, by the word for its kind: `镇政府` after 定南县老城镇.

use std::sync::LazyLock;

use super::Body;
use super::area::of_division;
use crate::extract::context::Context;
use crate::extract::level::begins_phrase;
use crate::extract::{Mention, PlaceReferent, Referent};
use crate::lexicon::Lexicon;
use crate::lexicon::finder::Finder;
use crate::span::Span;

const TOWN_HALL: &str = "agency/town-hall";

/// What bodies of a town are called by its kind, which is the first character.
const FORMS: [&str; 6] = ["镇党委", "镇政府", "镇人民政府", "乡党委", "乡政府", "乡人民政府"];

/// Bytes back to the town that is meant.
const FARTHEST: usize = 900;

/// The bodies of towns that a text calls by the kind of a town it has named, and that `found` does not hold.
pub(super) fn town_halls(
    text: &str,
    lines: &[Span],
    places: &[Mention],
    found: &[Body],
    context: &Context,
    lexicon: &Lexicon,
) -> Vec<Body> {
    static WORDS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(FORMS));
    let mut halls = Vec::new();
    for &line in lines {
        for hit in WORDS.find_iter(&text[line.range()]) {
            let span = hit.span.shift(line.start);
            let form = FORMS[hit.word];
            let alone =
                begins_phrase(&text[line.start..span.start]) && !found.iter().any(|body| body.span.overlaps(span));
            if let Some(town) = alone.then(|| last_town(span.start, kind_of(form), places)).flatten() {
                halls.push(hall(span, town, form, context, lexicon));
            }
        }
    }
    halls
}

/// The kind of the town in a form.
fn kind_of(form: &str) -> &str {
    &form[..form.chars().next().map_or(0, char::len_utf8)]
}

/// The town of a kind that is named last before a place, not far from it.
fn last_town<'p>(at: usize, kind: &str, places: &'p [Mention]) -> Option<(&'p str, Option<&'p PlaceReferent>)> {
    let before = &places[..places.partition_point(|place| place.span.start < at)];
    let near = before.iter().rev().take_while(|place| at - place.span.start <= FARTHEST);
    let mut towns = near.filter_map(|place| match &place.referent {
        Referent::Place(PlaceReferent::Named { name, kind: "admin", within }) => {
            // 老城镇|上洲村
            let end = name.find(kind).filter(|at| *at > 0)? + kind.len();
            Some((&name[..end], within.as_deref()))
        }
        _ => None,
    });
    towns.next()
}

fn hall(
    span: Span,
    (town, within): (&str, Option<&PlaceReferent>),
    form: &str,
    context: &Context,
    lexicon: &Lexicon,
) -> Body {
    let county = match within {
        Some(PlaceReferent::Admin(code)) => Some(*code),
        _ => context.county,
    };
    let area = county.and_then(|code| of_division(Span::new(span.start, span.start), code, "", &lexicon.register));
    let around = area.as_ref().map_or("", |area| &*area.official);
    let name = if form.ends_with("党委") {
        format!("中国共产党{around}{town}委员会")
    } else {
        format!("{around}{town}人民政府")
    };
    Body { span, rule: TOWN_HALL, name, area, form: None }
}
