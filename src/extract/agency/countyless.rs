//! Towns called districts, which cities without counties have: `东区办事处`, `区发改局` in a text that the office of 中山市东区 signs.
//!
//! 中山, 东莞, 儋州 and 嘉峪关 lie over their towns directly. What such a town calls 区 is no district of the register.

use std::sync::LazyLock;

use super::own::{Own, called};
use super::{Area, Body, Reader};
use crate::document::Document;
use crate::extract::context::Context;
use crate::extract::context::teller::labelled;
use crate::extract::floor;
use crate::extract::level::begins_phrase;
use crate::lexicon::Lexicon;
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::Pattern;
use crate::lexicon::register::Division;
use crate::span::Span;

/// Bytes of the beginning and the end in which a text says who issues it.
const LEAD: usize = 900;
const TAIL: usize = 300;

/// 来源：东区办事处: the town that signs.
static SIGNED: LazyLock<Pattern> = LazyLock::new(|| {
    labelled(r"(?:\p{Han}{2,4}市)?(?P<town>\p{Han}{1,4}?区)(?:办事处|街道|党工委|党政|宣传|人民政府)")
});

/// What runs such a town.
const RUN_BY: [&str; 3] = ["办事处", "党工委", "人民政府"];

static RUN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(RUN_BY));

/// Characters of the name of such a town without 区.
const LONGEST_NAME: usize = 3;

/// Takes up the towns called districts where the city that the text is about has no counties.
pub(super) fn add_areas(readers: &mut [Reader<'_>], document: &Document, context: &Context, lexicon: &Lexicon) {
    let Some(city) = countyless(context, lexicon) else { return };
    let text = document.text.as_str();
    for reader in readers.iter_mut() {
        let areas: Vec<Area> = named(text, reader.line, city).collect();
        reader.found.extend(areas.iter().filter_map(|area| office(text, area)));
        reader.add_areas(areas.into_iter());
    }
    if let Some(town) = signing(text) {
        let own = Own::new("区", format!("{}{town}", city.name).into());
        for reader in readers.iter_mut() {
            // 顺德区…，|区|发改局: none of a district elsewhere that is named before it.
            reader.areas.retain(|area| !(area.is_level_word && &text[area.span.range()] == "区"));
            reader.add_areas(own.areas(text, reader.line));
        }
    }
}

/// The division that towns of a text lie in: its county, or its city that has none.
pub(super) fn around_towns(context: &Context, lexicon: &Lexicon) -> Option<&'static str> {
    context.county.or_else(|| countyless(context, lexicon).map(|city| city.code))
}

/// The city that a text is about, if it has no counties.
fn countyless<'l>(context: &Context, lexicon: &'l Lexicon) -> Option<&'l Division> {
    let city = context.city.filter(|_| context.county.is_none())?;
    let register = &lexicon.register;
    register.division(city).filter(|city| !register.children(city.code).any(Division::is_current))
}

/// 东区|办事处: what runs a town and is no body of any other area.
fn office(text: &str, area: &Area) -> Option<Body> {
    const OFFICE: &str = "办事处";
    let span = Span::new(area.span.start, area.span.end + OFFICE.len());
    let name = format!("{}{OFFICE}", area.official);
    text[area.span.end..].starts_with(OFFICE).then(|| Body {
        span,
        rule: "agency/town",
        name,
        area: Some(area.clone()),
        form: None,
    })
}

/// The town that a text says it is from.
fn signing(text: &str) -> Option<&str> {
    let (begin, end) = (&text[..floor(text, LEAD)], &text[floor(text, text.len().saturating_sub(TAIL))..]);
    let found = SIGNED.captures(begin).or_else(|| SIGNED.captures(end))?;
    found.name("town").map(|town| town.as_str())
}

/// The towns of a line right before what runs them.
fn named<'t>(text: &'t str, line: Span, city: &'t Division) -> impl Iterator<Item = Area> + 't {
    let slice = &text[line.range()];
    RUN.find_iter(slice).filter_map(move |hit| {
        let before = slice[..hit.span.start].strip_suffix('区')?;
        let start = before.char_indices().rev().take(LONGEST_NAME).map(|(at, _)| at).find(|at| {
            let head = &slice[..*at];
            let name = &before[*at..];
            name.chars().all(char::is_alphabetic) && (begins_phrase(head) || head.ends_with('市'))
        })?;
        let name = &slice[start..hit.span.start];
        // 区|办事处, 某园区|党工委, 开发区|管委会: no town.
        let plain = name.chars().count() < 2
            || ["社区", "园区", "开发区", "新区", "片区"].iter().any(|kind| name.ends_with(kind));
        let with_city =
            ["市", city.name].iter().filter(|word| slice[..start].ends_with(**word)).map(|word| word.len()).max();
        let span = Span::new(start - with_city.unwrap_or(0), hit.span.start).shift(line.start);
        (!plain).then(|| called(span, format!("{}{name}", city.name).into()))
    })
}
