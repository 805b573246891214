//! Zones by the word for their kind before one of their bodies: `高新区人社局`, `经开区税务局` in a text about their city.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::area::Area;
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
        of_its_own.then(|| Area {
            span,
            short: official.clone(),
            official,
            above: "",
            level: None,
            ends_in_kind: false,
            is_level_word: false,
            place: None,
        })
    };
    WORDS.find_iter(slice).filter_map(|hit| zone(hit.span.shift(line.start))).collect()
}
