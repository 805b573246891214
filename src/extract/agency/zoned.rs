//! Zones by the word for their kind before one of their bodies: `高新区人社局`, `经开区税务局` in a text about their city,
//! `县产业园管委会` in one about its county.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::area::Area;
use super::own::called;
use crate::extract::Mention;
use crate::extract::context::Context;
use crate::extract::level::begins_phrase;
use crate::lexicon::Lexicon;
use crate::lexicon::finder::Finder;
use crate::span::Span;

/// Words for the zones of which a city has one.
static WORDS: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::of_rule(["高新区", "经开区", "开发区", "综保区", "保税区", "度假区"]));

/// The bodies that run zones, which are told of as a kind too: 园区管委会.
const OF_ANY_ZONE: [&str; 2] = ["管理委员会", "工作委员会"];

/// The zones of a line that are called by their kind; `places` are those named in it.
pub(super) fn areas(text: &str, line: Span, places: &[Mention], context: &Context, lexicon: &Lexicon) -> Vec<Area> {
    let slice = &text[line.range()];
    let city = context.city.or(context.county).and_then(|code| lexicon.register.division(code));
    let zone = |span: Span| {
        let word = &text[span.range()];
        let called =
            begins_phrase(&text[line.start..span.start]) && !places.iter().any(|place| place.span.overlaps(span));
        let body = called.then(|| lexicon.agencies.body_at(&text[span.end..line.end])).flatten()?;
        let of_its_own = !OF_ANY_ZONE.iter().any(|end| body.template.ends_with(end));
        let official: Cow<'static, str> = format!("{}{word}", city.map_or("", |city| city.short)).into();
        of_its_own.then(|| called_so(span, official))
    };
    let mut found: Vec<Area> = WORDS.find_iter(slice).filter_map(|hit| zone(hit.span.shift(line.start))).collect();
    found.extend(of_their_area(text, line, context, lexicon));
    found
}

/// A zone by the name that its bodies have.
fn called_so(span: Span, official: Cow<'static, str>) -> Area {
    Area { ends_in_kind: false, is_level_word: false, ..called(span, official) }
}

/// Zones that an area has one of, before the bodies that run them.
static OF_AREA: LazyLock<Finder<'static>> = LazyLock::new(|| {
    Finder::of_rule([
        "产业园区",
        "产业园",
        "工业园区",
        "工业园",
        "园区",
        "高新区",
        "经开区",
        "开发区",
        "综保区",
        "度假区",
        "集聚区",
        "集中区",
        "风景区",
        "新区",
    ])
});

/// The bodies that run zones, as texts call them.
const RUN_BY: [&str; 3] = ["管委会", "管理委员会", "党工委"];

static RUN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(RUN_BY));

/// 县|产业园|管委会: the one of the area that the text is about.
fn of_their_area(text: &str, line: Span, context: &Context, lexicon: &Lexicon) -> Vec<Area> {
    let slice = &text[line.range()];
    if !RUN.is_in(slice) {
        return Vec::new();
    }
    let division = |level: &str| {
        let codes = [context.county, context.city];
        let mut named = codes.into_iter().flatten().filter_map(|code| lexicon.register.division(code));
        named.find(|division| division.name.ends_with(level))
    };
    let zone = |noun: Span| {
        let run = RUN_BY.iter().any(|body| text[noun.end..line.end].starts_with(body));
        let before = &text[line.start..noun.start];
        let level = ["县", "市", "区", "旗", "州"].into_iter().find(|level| run && before.ends_with(level))?;
        let span = Span::new(noun.start - level.len(), noun.end);
        let division = division(level).filter(|_| begins_phrase(&text[line.start..span.start]))?;
        let official: Cow<'static, str> = format!("{}{}", division.name, &text[noun.range()]).into();
        Some(called_so(span, official))
    };
    OF_AREA.find_iter(slice).filter_map(|hit| zone(hit.span.shift(line.start))).collect()
}
