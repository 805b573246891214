//! Roads and railways by the first characters of the places that they join, the rest of each in brackets: `大（同）张（家口）高铁`.

use std::sync::LazyLock;

use super::{Found, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A road or railway between places whose names go on in brackets.
pub(super) const BRACKETED: &str = "place/route-bracketed";

/// The places and the noun.
static ROUTE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:\\p{Han}（\\p{Han}{1,3}）){2,5}(?:高速公路|高速铁路|城际铁路|地方铁路|一级公路|二级公路|高速|铁路|公路|高铁|城际|线)",
    )
});

/// The roads and railways of a line that are written so.
pub(super) fn bracketed(scene: &Scene<'_>, line: Span) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let named = |range: std::ops::Range<usize>| {
        // 线|路, 线|上: another word goes on.
        let other = text[range.clone()].ends_with('线') && text[range.end..].starts_with(['路', '上', '下', '索']);
        // It lies in no one province.
        (!other).then(|| scene.called(BRACKETED, Span::from(range).shift(line.start), "facility"))
    };
    ROUTE.find_iter(text).filter_map(|hit| named(hit.range())).collect()
}
