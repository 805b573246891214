//! Stations of a railway by their towns, where the text says that they are such: `铁路同江站`, `嫩江站货场`, `江海铁路湖塘、青山等站点`.

use std::sync::LazyLock;

use super::{Found, Scene};
use crate::document::clause::members;
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

/// Stations in a list that tells how many there are: 鱼嘴站、小岚垭站|3个铁路货运站.
static NUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "((?:\\p{Han}{2,6}站、)+\\p{Han}{2,4}站)等?[0-9一二三四五六七八九十两]+[个座](?:铁路)?(?:货运|客运|高铁|火车|铁路|中心|普速|地铁|轨道|换乘){0,2}(?:站点|车站|站)",
    )
});

/// Two stations of a line: 临安站至|团山站.
static BETWEEN: LazyLock<Pattern> = LazyLock::new(|| pattern("(\\p{Han}{2,4}?站)(?:至|到|—|－|-)(\\p{Han}{2,4}?站)"));

/// Where trains go from and to, right before a station, and what is done there, right behind it.
static BY_TRAIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:从|自|抵达|到达|经停|停靠|驶入|驶出|驶离|途经|在)(\\p{Han}{2,4}?站)(?:乘|换乘|出发|上车|下车|始发|首发|发车|启程|鸣笛|缓缓)",
    )
});

/// Stops of other things than trains, and those that name none.
const OTHER_STOPS: [&str; 16] = [
    "加油站",
    "服务站",
    "收费站",
    "检查站",
    "起点站",
    "终点站",
    "工作站",
    "车站",
    "电站",
    "泵站",
    "驿站",
    "中转站",
    "首站",
    "末站",
    "下一站",
    "客运站",
];

/// The stations of a line; `names` are the places of the registers in it.
pub(super) fn stations(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    if !text.contains('站') {
        return Vec::new();
    }
    let mut found: Vec<Found> = names.iter().filter_map(|town| of_town(scene, line, town)).collect();
    let told = [&BETWEEN, &BY_TRAIN].into_iter().flat_map(|rule| rule.captures_iter(text));
    let told = told.flat_map(|hit| [hit.get(1), hit.get(2)]).flatten().map(|words| Span::from(words.range()));
    let listed = |rule: &'static Pattern| {
        let lists = rule.captures_iter(text).filter_map(|hit| hit.get(1));
        lists.flat_map(|stops| members(text, Span::from(stops.range()), &['、'], &[]))
    };
    for words in told.chain(listed(&NUMBERED)) {
        let station = of_train(scene, words.shift(line.start));
        found.extend(station.filter(|station| found.iter().all(|other| !other.span.overlaps(station.span))));
    }
    for span in listed(&STOPS) {
        let stop = &text[span.range()];
        let places = &scene.lexicon.places;
        if !places.is_generic(stop) && !places.is_topic(stop) && !places.holds_common(stop) {
            let name = format!("{}站", stop.strip_suffix('站').unwrap_or(stop));
            let referent = PlaceReferent::Named { name, kind: "facility", within: scene.within() };
            found.push(Found::new(span.shift(line.start), STATION, referent));
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

/// The station that words end with, if they are a name.
fn of_train(scene: &Scene<'_>, words: Span) -> Option<Found> {
    let text = &scene.text[words.range()];
    let rail = RAIL.iter().filter_map(|rail| Some(text.rfind(rail)? + rail.len())).max().unwrap_or(0);
    let start = words.start + scene.name_start(text).max(rail);
    let name = &scene.text[start..words.end];
    let stem = name.strip_suffix('站')?;
    let places = &scene.lexicon.places;
    let other = OTHER_STOPS.iter().any(|stop| name.ends_with(stop));
    let plain =
        stem.chars().nth(1).is_none() || places.is_generic(stem) || places.is_topic(stem) || places.is_common(stem);
    (!other && !plain).then(|| scene.called_here(STATION, Span::new(start, words.end), "facility"))
}
