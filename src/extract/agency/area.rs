//! The areas that names of bodies begin with: 桂林市 in 桂林市财政局, 自治区 in 自治区公安厅, 省 in 省高院.

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::provisional::Context;
use crate::extract::{Mention, PlaceReferent, Referent};
use crate::lexicon::register::{Level, Register};
use crate::span::Span;

/// An area as bodies are named after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Area {
    /// The words of the text.
    pub(super) span: Span,
    /// As it stands in the full name of a body (南宁市青秀区).
    pub(super) official: String,
    /// Without its kind (广西).
    pub(super) short: String,
    /// How high it stands; none for zones and the like.
    pub(super) level: Option<Level>,
    /// Whether the words end with its kind (桂林市, 市; not 桂林).
    pub(super) ends_in_kind: bool,
    pub(super) place: PlaceReferent,
}

/// 自治区, 省, 市, 县 … for the area that the case is about, with or without 我 "our" or 本 "this".
static LEVEL_WORDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("[我本]?(?:自治区|自治州|自治县|省|市|县|区|州|盟|旗)").expect("the pattern is fixed"));

/// Characters before a level word that make it a group, or part of another word: 各市 "every city", 城市 "city", 园区 "park".
const NOT_BEFORE: &str = "各全两多城超跨都门上股开集夜菜楼车房县省市节）)每级族设";

/// The same for 区, which ends many more words: 园区, 社区, 片区, 辖区.
const NOT_BEFORE_DISTRICT: &str = "园社片辖城新地景港湾山校厂专战疆界灾库牧林保特小选矿街东西南北中老核心防";

/// The areas of a stretch of text in its order, the longest where some lie in others.
pub(super) fn areas(
    text: &str,
    stretch: Span,
    places: &[Mention],
    context: &Context,
    register: &Register,
) -> Vec<Area> {
    let mut found: Vec<Area> = places
        .iter()
        .filter(|mention| stretch.contains(mention.span))
        .filter_map(|mention| named(text, mention, register))
        .collect();
    for word in LEVEL_WORDS.find_iter(&text[stretch.range()]) {
        let span = Span::from(word.range()).shift(stretch.start);
        let within_name = places.iter().any(|place| place.span.overlaps(span) && place.span != span);
        if !within_name && stands_alone(&text[stretch.start..span.start], word.as_str()) {
            found.extend(of_level(span, word.as_str(), context, register));
        }
    }
    found.sort_by_key(|area| (area.span.start, std::cmp::Reverse(area.span.end)));
    found.dedup_by_key(|area| area.span);
    join(found, register)
}

/// The area that a place mention names, where bodies can be named after it.
fn named(text: &str, mention: &Mention, register: &Register) -> Option<Area> {
    let surface = &text[mention.span.range()];
    match &mention.referent {
        // 全市法院 "the courts of the whole city" are no body.
        Referent::Place(PlaceReferent::Admin(code)) if !surface.starts_with(['全', '各']) => {
            of_division(mention.span, code, surface, register)
        }
        Referent::Place(place @ PlaceReferent::Named { name, .. }) => Some(Area {
            span: mention.span,
            official: name.clone(),
            short: name.clone(),
            level: None,
            ends_in_kind: false,
            place: place.clone(),
        }),
        _ => None,
    }
}

/// An administrative division, written as `surface`.
pub(super) fn of_division(span: Span, code: &'static str, surface: &str, register: &Register) -> Option<Area> {
    let division = register.division(code)?;
    Some(Area {
        span,
        official: official_name(code, register)?,
        short: division.short.to_owned(),
        level: Some(division.level),
        ends_in_kind: surface.ends_with(['省', '市', '县', '区', '州', '盟', '旗']),
        place: PlaceReferent::Admin(division.code),
    })
}

/// As it stands in the names of its bodies: districts with their city, all others alone.
fn official_name(code: &str, register: &Register) -> Option<String> {
    let division = register.division(code)?;
    let of_city = division.level == Level::County && division.name.ends_with('区');
    Some(match register.parent(code).filter(|_| of_city) {
        Some(city) => format!("{}{}", city.name, division.name),
        None => division.name.to_owned(),
    })
}

/// Whether a level word is one, by what stands before it.
fn stands_alone(before: &str, word: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return true };
    let of_several = ["设区的", "地级", "县级", "设区", "较大的", "相关", "有关", "其他", "部分"];
    if word.starts_with(['我', '本']) || word.starts_with("自治") {
        return last != '族' && last != '各';
    }
    // 省、市政府 are the governments of several areas.
    let listed = before.strip_suffix('、').is_some_and(|list| list.ends_with(['省', '市', '县', '区', '州']));
    let district = word == "区" && NOT_BEFORE_DISTRICT.contains(last);
    !NOT_BEFORE.contains(last) && !district && !listed && !of_several.iter().any(|words| before.ends_with(words))
}

/// The area of the case that a level word means.
fn of_level(span: Span, word: &str, context: &Context, register: &Register) -> Option<Area> {
    let code = match word.trim_start_matches(['我', '本']) {
        "自治区" | "省" => context.province,
        "市" => context
            .county
            .filter(|code| is_city(code, register))
            .or(context.city)
            .or_else(|| municipality(context, register)),
        "州" | "自治州" | "盟" => context.city,
        "区" => context.county.or(context.province.filter(|code| ends(code, '区', register))),
        _ => context.county,
    }?;
    of_division(span, code, word, register)
}

fn municipality(context: &Context, register: &Register) -> Option<&'static str> {
    context.province.filter(|code| is_city(code, register))
}

fn is_city(code: &str, register: &Register) -> bool {
    ends(code, '市', register)
}

fn ends(code: &str, kind: char, register: &Register) -> bool {
    register.division(code).is_some_and(|division| division.name.ends_with(kind))
}

/// 防城港市 + 东兴市 is one area, the narrower, named from the wider on.
fn join(areas: Vec<Area>, register: &Register) -> Vec<Area> {
    let mut joined: Vec<Area> = Vec::with_capacity(areas.len());
    for mut area in areas {
        if let Some(wide) = joined.last().filter(|wide| wide.span.end == area.span.start)
            && let (PlaceReferent::Admin(outer), PlaceReferent::Admin(inner)) = (&wide.place, &area.place)
            && register.is_within(inner, outer)
        {
            area.span = wide.span.cover(area.span);
        }
        joined.push(area);
    }
    joined
}
