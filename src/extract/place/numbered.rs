//! Towns and villages that numbers tell: those of a list by how many it counts (`甲、乙等9个村`), regiments of the corps by
//! their own (`八团`).

use std::sync::LazyLock;

use super::listed::LISTED;
use super::locality::{LOCALITY, LONGEST};
use super::shared::{is_name, items, past_county};
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::places::Stands;
use crate::span::Span;

/// What the villages and towns of a list are, behind it: 甲、乙等9个村, 甲、乙、丙三个镇.
static COUNTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:等?[\\d一二两三四五六七八九十]+个|两)(?:行政|自然|中心|贫困|脱贫|重点|试点|苗|侗)?(村|乡镇|镇|乡|街道|社区|寨|屯)",
    )
});

/// What nature made of the same sort, behind a list: 甲、乙、丙三个山间洼地, 甲、乙等九大高原湖泊, 甲、乙等重点风沙口.
static NATURAL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:等?[\\d一二两三四五六七八九十]+[个座条处片大](?:\\p{Han}{0,6}?)|等(?:重点|主要|重大|各大))(?:风沙口|沙窝|洼地|湖泊|河流|水系|峡谷|岛屿|海岛|山峰|山脉|瀑布|沙漠|沙地|草原|湖水|山头)|等(?:风沙口|沙窝|水系|内湖)",
    )
});

/// Whether a word of a list can be the name of a village.
fn is_village(scene: &Scene<'_>, word: &str) -> bool {
    let places = &scene.lexicon.places;
    // 黄金|庄, though 黄金 is a word.
    let by = places.villages.end(word, Stands::Counted)
        && !places.is_generic_but(word, "家上下里")
        && !places.is_common(word);
    (2..=LONGEST).contains(&word.chars().count()) && (by || is_name(scene, word))
}

/// Regiments of the Production and Construction Corps, which are towns too: 八团, 第一师|十二团.
static REGIMENT: LazyLock<Pattern> =
    LazyLock::new(|| pattern("第?[一二三四五六七八九十百〇零]{1,4}团场?|[0-9]{2,3}团场?"));

/// The regiments that a line names, in a text on the corps.
pub(super) fn regiments(scene: &Scene<'_>, line: Span) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let alone = |range: &std::ops::Range<usize>| {
        let before = text[..range.start].chars().next_back();
        let after = text[range.end..].chars().next();
        !before.is_some_and(|c| "第唯统万专零〇统逐".contains(c))
            && !after.is_some_and(|c| "长体队员结组部委支购圆聚糟和伙党政机".contains(c))
    };
    let ranges = REGIMENT.find_iter(text).map(|hit| hit.range()).filter(alone);
    let named =
        |range: std::ops::Range<usize>| scene.called_here(LOCALITY, Span::from(range).shift(line.start), "admin");
    ranges.map(named).collect()
}

/// The rivers, lakes and valleys of a list that counts them.
pub(super) fn counted_natural(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    let mut found = Vec::new();
    for hit in NATURAL.find_iter(&scene.text[line.range()]) {
        let items = items(scene, line, names, line.start + hit.start(), is_village);
        if items.len() > 1 {
            let new = items.into_iter().filter(|item| !names.iter().any(|name| name.span.overlaps(*item)));
            found.extend(new.map(|span| scene.called(LISTED, span, "natural")));
        }
    }
    found
}

/// The villages and towns that a list names without their head and counts behind it.
pub(super) fn counted(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    let mut found = Vec::new();
    for hit in COUNTED.captures_iter(&scene.text[line.range()]) {
        let end = line.start + hit.get(0).map_or(0, |all| all.start());
        let items = items(scene, line, names, end, is_village);
        let own: Vec<Span> = items.iter().map(|item| past_county(names, *item)).collect();
        let new = own.iter().filter(|item| !names.iter().any(|name| name.span.overlaps(**item)));
        // 一城、一带两乡: how many there are is no name.
        let counts = |item: &&Span| scene.text[item.range()].starts_with(|c| "一二三四五六七八九十".contains(c));
        if hit[0].starts_with('两') && (items.len() != 2 || items.iter().any(|item| counts(&item))) {
            continue;
        }
        let headed = |item: &&Span| !scene.text[item.range()].ends_with(['村', '镇', '乡', '道', '区']);
        let new: Vec<Span> = new.filter(headed).copied().collect();
        // 巍山|阿朵|等10个行政村: one behind its county.
        let behind = |item: &Span| {
            names.iter().any(|name| name.span.end == item.start && name.admin().is_some()) && hit[0].starts_with('等')
        };
        if items.len() > 1 || new.iter().all(behind) {
            found.extend(new.into_iter().map(|span| {
                let said = scene.text[span.range()].ends_with(&hit[1]);
                let head = if &hit[1] == "乡镇" || said { "" } else { &hit[1] };
                let name = format!("{}{head}", &scene.text[span.range()]);
                let referent = PlaceReferent::Named { name, kind: "admin", within: scene.within() };
                Found::new(span, LOCALITY, referent)
            }));
        }
    }
    found
}
