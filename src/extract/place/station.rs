//! Stations of a railway by their towns, where the text says that they are such: `铁路同江站`, `嫩江站货场`, `江海铁路湖塘、青山等站点`.

use std::sync::LazyLock;

use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A station called by its town.
const STATION: &str = "place/station";

/// What belongs to stations of a railway, right behind their names.
const PARTS: [&str; 9] = ["货场", "站房", "站场", "站前", "站台", "候车", "货运", "扩能", "至"];

/// Whose stations they are, right before their names.
const RAIL: [&str; 8] = ["国铁", "铁路", "高铁", "城际", "火车", "动车", "客专", "普铁"];

/// The places of a railway at which its stations are.
static STOPS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:城际铁路|铁路|高铁|城际|客专|专线)(\\p{Han}{2,4}(?:、\\p{Han}{2,4})*)等(?:[0-9一二三四五六七八九十两]+[个座])?(?:站点|车站|火车站|高铁站)",
    )
});

/// The stations of a line; `names` are the places of the registers in it.
pub(super) fn stations(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    if !text.contains('站') {
        return Vec::new();
    }
    let mut found: Vec<Found> = names.iter().filter_map(|town| of_town(scene, line, town)).collect();
    for stops in STOPS.captures_iter(text).filter_map(|hit| hit.get(1)) {
        let mut start = line.start + stops.start();
        for stop in stops.as_str().split('、') {
            let span = Span::new(start, start + stop.len());
            start = span.end + '、'.len_utf8();
            let places = &scene.lexicon.places;
            if !places.is_generic(stop) && !places.is_topic(stop) && !places.holds_common(stop) {
                let name = format!("{}站", stop.strip_suffix('站').unwrap_or(stop));
                let referent = PlaceReferent::Named { name, kind: "facility", within: scene.within() };
                found.push(Found::new(span, STATION, referent));
            }
        }
    }
    found
}

/// The station of a town whose name stands right before the noun.
fn of_town(scene: &Scene<'_>, line: Span, town: &Found) -> Option<Found> {
    let rest = scene.text[town.span.end..line.end].strip_prefix('站')?;
    let before = &scene.text[line.start..town.name_start];
    let rail = RAIL.iter().any(|rail| before.ends_with(rail)) && !rest.starts_with(['点', '位', '式', '在']);
    let station = rail || PARTS.iter().any(|part| rest.starts_with(part));
    let span = Span::new(town.name_start, town.span.end + '站'.len_utf8());
    station.then(|| scene.called_here(STATION, span, "facility"))
}
