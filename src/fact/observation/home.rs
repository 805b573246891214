//! The place that the numbers of a text are of where nothing nearer says one: the town of its title, the village that news
//! tells of, the area of the case or one inside it that it is mostly about.

use std::collections::BTreeMap;

use super::super::Scene;
use super::around::code_of;
use crate::resolve::{Detail, EntityId, EntityKind};

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

/// Whether a place is a town, a street or a village: an area of administration that has no code in the register.
pub(super) fn is_below_counties(scene: &Scene<'_>, id: EntityId) -> bool {
    matches!(&scene.entity(id).detail, Detail::Place(place)
        if place.kind == "admin" && place.admin_code.is_none() && place.country_code.is_none())
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
    let around = std::iter::successors(scene.entity(village).located_in, |&place| scene.entity(place).located_in);
    let code = around.take(LEAST).find_map(|place| code_of(scene, place));
    let holds = |id: EntityId| {
        code.zip(code_of(scene, id)).is_some_and(|(code, area)| scene.lexicon.register.is_within(code, area))
    };
    let next = most_named(counts, |id| id != village && !holds(id)).map_or(0, |(_, count)| count);
    let above = most_named(counts, holds).map_or(0, |(_, count)| count);
    (most >= LEAST && most >= next * 2 && most >= above).then_some(village)
}

/// A place inside the city of the case that is named more often than it, and at least three times; else that of the case.
pub(super) fn dominant_place(scene: &Scene<'_>) -> Option<EntityId> {
    const LEAST: usize = 3;
    if let Some(town) = town_of_title(scene) {
        return Some(town);
    }
    let counts = times_named(scene);
    if let Some(village) = village_told_of(scene, &counts) {
        return Some(village);
    }
    let case = scene.place?;
    let Some(own_code) = code_of(scene, case).filter(|code| code.ends_with("00") && !code.ends_with("0000")) else {
        return Some(case);
    };
    let own = counts.get(&case).copied().unwrap_or_default();
    let inside = |id: EntityId| code_of(scene, id).is_some_and(|code| scene.lexicon.register.is_within(code, own_code));
    let most = most_named(&counts, |id| id != case && inside(id));
    most.filter(|&(_, count)| count >= LEAST && count > own).map_or(Some(case), |(id, _)| Some(id))
}
