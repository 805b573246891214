//! The area that the case is about, called by its level: `全区`, `我市`, `本省`, `我国`, `自治区层面`.

use std::sync::LazyLock;

use super::{Found, LAST_NAMED, Scene};
use crate::extract::PlaceReferent;
use crate::extract::cover::Cover;
use crate::lexicon::finder::Finder;
use crate::span::Span;

/// Bytes that the area spoken of may be named before.
const NOT_FAR: usize = 1500;

const WHOLE: &str = "place/whole";
const OWN_COUNTRY: &str = "place/own-country";
const OWN_LEVEL: &str = "place/own-level";

/// 全 "whole", 我 "our", 本 "this".
const WHOSE: [char; 3] = ['全', '我', '本'];

/// The level behind them.
static LEVEL: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::of_rule(["自治区", "自治州", "自治县", "国", "省", "市", "县", "区", "州", "盟", "旗"]));

static AUTONOMOUS_REGION: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(["自治区"]));

/// What stands behind 自治区 where no name of a body does.
const AFTER_REGION: [&str; 15] =
    ["层面", "本级", "境内", "范围", "内", "级", "，", "。", "；", "、", "）", "”", "主要领导", "领导", "重点"];

/// Characters that end another word with 全, 我 or 本: 安全|区域, 自我, 成本|市场.
const NOT_BEFORE: [(&str, &str); 3] = [("全", "安完健周齐成保十"), ("我", "自"), ("本", "成基根资日版样文课标原书剧")];

/// Characters that begin another word with the level: 全|市场, 本|区域, 全|县域.
const NOT_AFTER: [(&str, &str); 5] = [("市", "场值"), ("区", "域块间"), ("县", "域"), ("国", "家产有"), ("州", "县")];

/// What the lines before say that a line is about.
#[derive(Default)]
pub(super) struct Headed {
    /// The zone that the title begins with: 全区 is the whole of it.
    zone: Option<PlaceReferent>,
    /// The area that the last heading begins with: 武汉：建成一线城市.
    area: Option<&'static str>,
}

impl Headed {
    /// Takes note of what a line heads, by the places found in it; `title` is that of the document.
    pub(super) fn hear(
        &mut self,
        scene: &Scene<'_>,
        line: Span,
        title: Option<Span>,
        names: &[Found],
        zones: &[Found],
    ) {
        let text = &scene.text[line.range()];
        if let Some(area) = names.first().filter(|name| name.span.start == line.start) {
            let heads = scene.text[area.span.end..line.end].starts_with('：') && !text.contains('。');
            self.area = area.admin().filter(|_| heads).or(self.area);
        }
        if title.is_some_and(|title| title.start == line.start) {
            let first = zones.iter().find(|zone| zone.span.start == line.start);
            let zone = first.filter(|zone| scene.text[zone.span.range()].ends_with('区')).map(|zone| &zone.referent);
            self.zone = zone.filter(|zone| matches!(zone, PlaceReferent::Named { kind: "zone", .. })).cloned();
        }
    }

    /// The area or zone of a level that is spoken of.
    fn of_level(&self, scene: &Scene<'_>, level: &str) -> Option<PlaceReferent> {
        let zone = self.zone.clone().filter(|_| level == "区");
        zone.or_else(|| self.area.and_then(|code| at_level(scene, code, level)))
    }
}

/// The areas that a line calls by their level; `names` are the names found in it, `earlier` those of the lines before.
pub(super) fn whole(scene: &Scene<'_>, line: Span, headed: &Headed, names: &[Found], earlier: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut found = Vec::new();
    for hit in LEVEL.find_iter(text).filter(|level| text[..level.start()].ends_with(WHOSE)) {
        let span = Span::new(hit.start() - '全'.len_utf8(), hit.end());
        let (word, level) = text[span.range()].split_at('全'.len_utf8());
        if stands_alone(text, span.start, word, span.end, level) {
            let spoken_of = || last_of_level(scene, level, line.start + span.start, names, earlier);
            let referent = if level == "国" {
                own_country(word)
            } else {
                headed.of_level(scene, level).or_else(|| of_level(scene, level)).or_else(spoken_of)
            };
            let rule = if level == "国" { OWN_COUNTRY } else { WHOLE };
            found.extend(referent.map(|place| Found::new(span.shift(line.start), rule, place)));
        }
    }
    for hit in AUTONOMOUS_REGION.find_iter(text) {
        let (before, after) = (&text[..hit.start()], &text[hit.end()..]);
        let alone = (after.is_empty() || AFTER_REGION.iter().any(|words| after.starts_with(words)))
            && !before.ends_with(['族', '全', '我', '本', '各', '吾', '古']);
        if let Some(place) = of_level(scene, "自治区").filter(|_| alone) {
            found.push(Found::new(hit.span.shift(line.start), OWN_LEVEL, place));
        }
    }
    let taken = Cover::new(names.iter().map(|name| name.span));
    found.retain(|place| !taken.overlaps(place.span));
    found
}

fn stands_alone(text: &str, start: usize, word: &str, end: usize, level: &str) -> bool {
    let listed = |table: &[(&str, &str)], key: &str, neighbour: Option<char>| {
        table.iter().any(|(of, characters)| *of == key && neighbour.is_some_and(|c| characters.contains(c)))
    };
    !listed(&NOT_BEFORE, word, text[..start].chars().next_back())
        && !listed(&NOT_AFTER, level, text[end..].chars().next())
}

/// 我国 is China; 全国 speaks of no place that a fact would be about, 本国 of any country.
fn own_country(word: &str) -> Option<PlaceReferent> {
    (word == "我").then_some(PlaceReferent::Country("CN"))
}

/// The narrowest area of the case whose name ends with the level.
fn of_level(scene: &Scene<'_>, level: &str) -> Option<PlaceReferent> {
    scene.context.place().and_then(|code| at_level(scene, code, level))
}

/// Where the case has no area of that level: the one of the area named last before, if not far from it (山西试点，全省推开).
fn last_of_level(
    scene: &Scene<'_>,
    level: &str,
    at: usize,
    names: &[Found],
    earlier: &[Found],
) -> Option<PlaceReferent> {
    let before = names[..names.partition_point(|name| name.span.end <= at)].iter().rev();
    let near = before.chain(earlier.iter().rev().take(LAST_NAMED)).take_while(|name| name.span.end + NOT_FAR > at);
    near.filter_map(Found::admin).find_map(|code| at_level(scene, code, level))
}

/// The division itself, or the nearest above it, whose name ends with the level.
fn at_level(scene: &Scene<'_>, code: &str, level: &str) -> Option<PlaceReferent> {
    let mut lineage = scene.register().lineage(code);
    lineage.find(|division| division.name.ends_with(level)).map(|division| PlaceReferent::Admin(division.code))
}
