//! The place that the numbers of a text are of where nothing nearer says one: the town of its title, the village that news
//! tells of, the area of the case or one inside it that it is mostly about.

use std::collections::BTreeMap;

use super::super::Scene;
use super::around::{code_around, code_of, is_below_counties};
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// The town, street or zone that the title of a document begins with, maybe behind the areas around it: 甲县乙镇2023年工作总结.
fn town_of_title(scene: &Scene<'_>) -> Option<EntityId> {
    let title = scene.document.title?;
    let text = scene.document.text.as_str();
    let mut named = scene.mentions.of_kind(EntityKind::Place, title);
    let (span, town) = named.find(|(_, id)| is_below_counties(scene, *id) || is_zone(scene, *id))?;
    let lead = &text[title.start..span.start];
    let around =
        lead.chars().all(|c| !c.is_alphabetic() || c == '年') || lead.ends_with(['省', '市', '县', '区', '州', '旗']);
    let listed = text[span.end..].starts_with(['、', '和', '与', '等']);
    let is_town = is_zone(scene, town) || ["镇", "乡", "街道"].iter().any(|kind| scene.words(span).ends_with(kind));
    (around && is_town && !listed).then_some(town)
}

/// Whether a place is a zone whose committee governs it: 某经济开发区.
fn is_zone(scene: &Scene<'_>, id: EntityId) -> bool {
    const ZONES: [&str; 6] = ["开发区", "高新区", "新区", "示范区", "管理区", "产业园区"];
    let entity = scene.entity(id);
    matches!(&entity.detail, Detail::Place(place) if place.kind == "zone")
        && ZONES.iter().any(|kind| entity.name.ends_with(kind))
}

/// How often a case names each place.
fn times_named(scene: &Scene<'_>) -> BTreeMap<EntityId, usize> {
    let mut counts = BTreeMap::new();
    for (_, id) in scene.mentions.of_kind(EntityKind::Place, scene.case().span) {
        *counts.entry(id).or_default() += 1;
    }
    counts
}

/// The place named most often of those that are so, the first of several, and how often.
fn most_named(counts: &BTreeMap<EntityId, usize>, is_so: impl Fn(EntityId) -> bool) -> Option<(EntityId, usize)> {
    let some = counts.iter().filter(|(id, _)| is_so(**id)).map(|(&id, &count)| (id, count));
    some.max_by_key(|&(id, count)| (count, std::cmp::Reverse(id)))
}

/// The village or town that a piece of news tells of: named at least four times, as often as the areas that hold it and
/// twice as often as any other place.
fn village_told_of(scene: &Scene<'_>, counts: &BTreeMap<EntityId, usize>) -> Option<EntityId> {
    const LEAST: usize = 4;
    let (village, most) = most_named(counts, |id| is_below_counties(scene, id))?;
    let code = code_around(scene, village);
    let holds = |id: EntityId| {
        code.zip(code_of(scene, id)).is_some_and(|(code, area)| scene.lexicon.register.is_within(code, area))
    };
    let next = most_named(counts, |id| id != village && !holds(id)).map_or(0, |(_, count)| count);
    let above = most_named(counts, holds).map_or(0, |(_, count)| count);
    (most >= LEAST && most >= next * 2 && most >= above).then_some(village)
}

/// Whether the title of a document says that it is on the whole country: 全国商品房销售面积增长, but not 全国人大.
fn is_on_the_country(scene: &Scene<'_>) -> bool {
    let Some(title) = scene.document.title else { return false };
    let words = &scene.document.text.as_str()[title.range()];
    // 某省水果产量全国第一, 全国首个中心落户某市
    if scene.mentions.of_kind(EntityKind::Place, title).any(|(_, id)| code_of(scene, id).is_some()) {
        return false;
    }
    ["全国", "我国"].iter().flat_map(|word| words.match_indices(word)).any(|(at, word)| {
        let span = Span::new(title.start + at, title.start + at + word.len());
        scene.mentions.at(span).next().is_none()
    })
}

/// 中新社北京9月28日电　某部副部长在北京透露，…全国…: whether a piece of news on the country names a place only as that where
/// it was told.
fn is_only_where_told(scene: &Scene<'_>, place: EntityId) -> bool {
    const TOLD: [&str; 9] = ["透露", "表示", "说", "指出", "宣布", "介绍", "召开", "举行", "发布"];
    let text = scene.document.text.as_str();
    let whole = scene.words(scene.case().span);
    if !["全国", "我国", "中国"].iter().any(|country| whole.contains(country)) {
        return false;
    }
    let mut named =
        scene.mentions.of_kind(EntityKind::Place, scene.case().span).filter(|(_, id)| *id == place).peekable();
    named.peek().is_some()
        && named.all(|(span, _)| {
            let (before, after) = (&text[..span.start], &text[span.end..]);
            let dateline = before.ends_with(['社', '网', '报']) && after.starts_with(|c: char| c.is_ascii_digit());
            let spoken = before.ends_with('在') && TOLD.iter().any(|verb| after.starts_with(verb));
            dateline || spoken
        })
}

/// Whether a piece of news on the country names a place only as an example: its title has none, and it speaks of the country
/// more often than of the place and what lies in it.
fn is_example(scene: &Scene<'_>, place: EntityId, counts: &BTreeMap<EntityId, usize>) -> bool {
    const COUNTRY: [&str; 3] = ["全国", "我国", "国家"];
    let (Some(title), Some(code)) = (scene.document.title, code_of(scene, place)) else { return false };
    if scene.mentions.of_kind(EntityKind::Place, title).any(|(_, id)| code_of(scene, id).is_some()) {
        return false;
    }
    let case = scene.case().span;
    let wide = COUNTRY.iter().flat_map(|word| scene.words(case).match_indices(word));
    let alone = |at: usize, word: &str| {
        let span = Span::new(case.start + at, case.start + at + word.len());
        // 国家税务总局某市税务局, 全国人大: only how a body is called.
        !scene.mentions.at(span).any(|(named, id)| scene.mentions.kind(id) != EntityKind::Place && named.contains(span))
    };
    let country = wide.filter(|(at, word)| alone(*at, word)).count();
    let own = |id: &EntityId| code_of(scene, *id).is_some_and(|inner| scene.lexicon.register.is_within(inner, code));
    let told: usize = counts.iter().filter(|(id, _)| own(id)).map(|(_, count)| count).sum();
    country >= 3 && told <= 3 && country > told
}

/// A place inside the city of the case that is named more often than it, and at least three times; else that of the case,
/// unless it is a report on the country.
pub(super) fn dominant_place(scene: &Scene<'_>, bounded: bool) -> Option<EntityId> {
    const LEAST: usize = 3;
    if let Some(town) = town_of_title(scene) {
        return Some(town);
    }
    let counts = times_named(scene);
    if let Some(village) = village_told_of(scene, &counts) {
        return Some(village);
    }
    let case = scene.place?;
    if !bounded && (is_on_the_country(scene) || is_only_where_told(scene, case) || is_example(scene, case, &counts)) {
        return None;
    }
    let Some(own_code) = code_of(scene, case).filter(|code| code.ends_with("00") && !code.ends_with("0000")) else {
        return Some(case);
    };
    let own = counts.get(&case).copied().unwrap_or_default();
    let inside = |id: EntityId| code_of(scene, id).is_some_and(|code| scene.lexicon.register.is_within(code, own_code));
    let most = most_named(&counts, |id| id != case && inside(id));
    most.filter(|&(_, count)| count >= LEAST && count > own).map_or(Some(case), |(id, _)| Some(id))
}
