//! The areas that names of bodies begin with: 桂林市 in 桂林市财政局, 自治区 in 自治区公安厅, 省 in 省高院.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::extract::{Mention, PlaceReferent, Referent};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::register::{Level, Register};
use crate::span::Span;

/// An area as bodies are named after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Area {
    /// The words of the text.
    pub(super) span: Span,
    /// As it stands in the full name of a body (南宁市青秀区).
    pub(super) official: Cow<'static, str>,
    /// Without its kind (广西).
    pub(super) short: Cow<'static, str>,
    /// The division right above it in full; empty for provinces, zones and the like.
    pub(super) above: &'static str,
    /// How high it stands; none for zones and the like.
    pub(super) level: Option<Level>,
    /// Whether the words end with its kind (桂林市, 市; not 桂林).
    pub(super) ends_in_kind: bool,
    /// Whether the words are a level word (市), which names no area by itself.
    pub(super) is_level_word: bool,
    /// The place itself; none where the text does not say which (省 of an unnamed province).
    pub(super) place: Option<PlaceReferent>,
}

/// The areas of a stretch of text in its order.
pub(super) fn areas(text: &str, stretch: Span, places: &[Mention], register: &Register) -> Vec<Area> {
    let inside = places.iter().filter(|mention| stretch.contains(mention.span));
    let mut found: Vec<Area> = inside.filter_map(|mention| named(text, mention, register)).collect();
    found.sort_by_key(|area| (area.span.start, std::cmp::Reverse(area.span.end)));
    found.dedup_by_key(|area| area.span);
    for area in &mut found {
        as_corps(text, area);
    }
    let corps = corps(text, stretch, &found);
    if !corps.is_empty() {
        found.extend(corps);
        found.sort_by_key(|area| (area.span.start, std::cmp::Reverse(area.span.end)));
    }
    join(found, register)
}

/// Divisions of the corps, with the cities that they are, and the corps itself by its short name.
static CORPS_PARTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:(?:新疆)?(?:生产建设)?兵团)?(?:第|农)[一二三四五六七八九十]{1,2}师(?:(?:阿拉尔|铁门关|图木舒克|双河|五家渠|石河子|北屯|可克达拉|昆玉|胡杨河|新星|白杨)市)?|兵团",
    )
});

/// 第六师五家渠市, 兵团: the corps and its divisions have bodies as areas have.
fn corps(text: &str, stretch: Span, found: &[Area]) -> Vec<Area> {
    const CORPS: &str = "新疆生产建设兵团";
    let slice = &text[stretch.range()];
    if !slice.contains("兵团") && !slice.contains('师') {
        return Vec::new();
    }
    let known = |span: Span| found.iter().any(|area| area.span.contains(span));
    let hits = CORPS_PARTS.find_iter(slice).map(|hit| Span::from(hit.range()).shift(stretch.start));
    let parts = hits.filter(|span| !known(*span) && !text[..span.start].ends_with(['各', '全', '个'])).map(|span| {
        let words = &text[span.range()];
        let division = words.rfind("兵团").map_or(words, |at| &words[at + "兵团".len()..]);
        Area {
            span,
            official: format!("{CORPS}{division}").into(),
            short: words.to_owned().into(),
            above: CORPS,
            level: None,
            ends_in_kind: true,
            is_level_word: false,
            place: None,
        }
    });
    parts.collect()
}

/// 新疆生产建设兵团农业农村局: the corps has bodies of its own, as a province has.
fn as_corps(text: &str, area: &mut Area) {
    const CORPS: &str = "生产建设兵团";
    if text[area.span.end..].starts_with(CORPS) {
        area.span.end += CORPS.len();
        area.official = text[area.span.range()].to_owned().into();
        area.short = area.official.clone();
    }
}

/// The area that a place mention names, where bodies can be named after it.
fn named(text: &str, mention: &Mention, register: &Register) -> Option<Area> {
    let surface = &text[mention.span.range()];
    match &mention.referent {
        // 全市法院 "the courts of the whole city" are no body.
        Referent::Place(PlaceReferent::Admin(code)) if !surface.starts_with(['全', '各']) => {
            of_division(mention.span, code, surface, register)
        }
        // Bodies of other states are none of ours.
        Referent::Place(PlaceReferent::Named { within: Some(within), .. })
            if matches!(**within, PlaceReferent::Country(_)) =>
        {
            None
        }
        // Towns are read with their body (大丰街道办事处).
        Referent::Place(PlaceReferent::Named { kind: "admin", .. }) => None,
        Referent::Place(place @ PlaceReferent::Named { name, .. }) => Some(Area {
            span: mention.span,
            official: as_called(name, surface).into(),
            short: surface.to_owned().into(),
            above: "",
            level: None,
            ends_in_kind: false,
            is_level_word: false,
            place: Some(place.clone()),
        }),
        _ => None,
    }
}

/// The name of a zone with its city as the text calls it: 新余高新区 is called so, not 新余市高新区.
fn as_called(name: &str, surface: &str) -> String {
    match name.split_once('市') {
        Some((city, rest)) if surface.contains(city) && !surface.contains(&format!("{city}市")) => {
            format!("{city}{rest}")
        }
        _ => name.to_owned(),
    }
}

/// An administrative division, written as `surface`.
pub(super) fn of_division(span: Span, code: &'static str, surface: &str, register: &Register) -> Option<Area> {
    let division = register.division(code)?;
    Some(Area {
        span,
        official: official_name(code, register)?,
        short: division.short.into(),
        above: register.parent(code).map_or("", |above| above.name),
        level: Some(division.level),
        // 郑州 and 兰州 end in 州 and say no kind.
        ends_in_kind: surface.ends_with(['省', '市', '县', '区', '州', '盟', '旗'])
            && (surface != division.short || surface == division.name),
        is_level_word: !surface.contains(division.short),
        place: Some(PlaceReferent::Admin(division.code)),
    })
}

/// As it stands in the names of its bodies: districts with their city, all others alone.
fn official_name(code: &str, register: &Register) -> Option<Cow<'static, str>> {
    let division = register.division(code)?;
    let of_city = division.level == Level::County && division.name.ends_with('区');
    Some(match register.parent(code).filter(|_| of_city) {
        Some(city) => format!("{}{}", city.name, division.name).into(),
        None => division.name.into(),
    })
}

/// 防城港市 + 东兴市 is one area, the narrower, named from the wider on.
fn join(areas: Vec<Area>, register: &Register) -> Vec<Area> {
    let mut joined: Vec<Area> = Vec::with_capacity(areas.len());
    for mut area in areas {
        if let Some(wide) = joined.last().filter(|wide| wide.span.end == area.span.start)
            && let (Some(PlaceReferent::Admin(outer)), Some(PlaceReferent::Admin(inner))) = (&wide.place, &area.place)
            && register.is_within(inner, outer)
        {
            area.span = wide.span.cover(area.span);
        }
        joined.push(area);
    }
    joined
}
