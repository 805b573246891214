//! Parks and squares that a list says to be such, though their words name other things too: `迎宾园、朝阳园等街头游园`,
//! `口袋公园忠义园`; and the park that every town calls by the same name: `人民公园`.

use std::sync::LazyLock;

use super::{Found, Scene};
use crate::extract::cover::Cover;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::{Span, letters_before};

/// A park by the words around it.
const GARDEN: &str = "place/garden";

/// Characters of a name with its noun.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=6;

/// What the members of a list are, behind it.
static BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "等(?:[0-9一二两三四五六七八九十]+[余多]?[个处座])?(?:街头|口袋|城市|城区|小微|微|街心|街角|社区|主题|便民|休闲|精品|一批|大型|综合){0,2}(?:游园|公园|小游园|绿地|花园|广场)",
    )
});

/// One behind what it is, up to a mark.
static APPOSED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("(?:口袋公园|街心公园|街头游园|城市游园|街角游园)(\\p{Han}{2,4}[园苑])(?:$|[，。；、）])")
});

/// Parks that towns call so, where one is told of and not all of a sort.
static COMMON: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:^|[、，。；“和与及在至到]|位于|途经|来到|走进|改造|提升|完成|推进|新建|建成|整治|打造)((?:人民|中山|儿童|烈士)公园)(?:$|[^人民群化里体内])",
    )
});

/// Words before the noun that say of which sort a park is.
const SORTS: [&str; 34] = [
    "街头", "口袋", "城市", "社区", "主题", "体育", "文化", "森林", "湿地", "地质", "郊野", "运动", "健身", "生态",
    "休闲", "工业", "产业", "科技", "物流", "采摘", "观光", "农业", "植物", "动物", "幼儿", "创业", "孵化", "家", "校",
    "菜", "果", "田", "生活", "智慧",
];

/// The parks of a line; `names` are the areas found in it, `outer` its zones and facilities.
pub(super) fn gardens(scene: &Scene<'_>, line: Span, names: &[Found], outer: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    if !text.contains(['园', '苑']) {
        return Vec::new();
    }
    let mut spans: Vec<Span> = Vec::new();
    for kind in BEHIND.find_iter(text) {
        spans.extend(list(scene, text, kind.start()));
    }
    spans.extend(
        APPOSED
            .captures_iter(text)
            .filter_map(|hit| hit.get(1))
            .map(|hit| Span::from(hit.range()))
            .filter(|span| is_name(scene, &text[span.range()])),
    );
    spans.extend(COMMON.captures_iter(text).filter_map(|hit| hit.get(1)).map(|hit| Span::from(hit.range())));
    // 朝阳|园: what a name of the register begins.
    let held = |place: &&Found| spans.iter().any(|span| span.shift(line.start).contains(place.span));
    let taken = Cover::new(names.iter().filter(|name| !held(name)).chain(outer).map(|place| place.span));
    let new = spans.iter().map(|span| span.shift(line.start)).filter(|span| !taken.overlaps(*span));
    new.map(|span| scene.called_here(GARDEN, span, "facility")).collect()
}

/// The parks of the list that ends there, the last first.
fn list(scene: &Scene<'_>, text: &str, mut end: usize) -> Vec<Span> {
    let mut items = Vec::new();
    loop {
        let run = letters_before(&text[..end], *LENGTHS.end() + 4);
        let from = end - run.len();
        let joint = run.rfind(['和', '与', '及']).filter(|at| run[at + '和'.len_utf8()..].chars().nth(1).is_some());
        let listed = joint.is_some() || text[..from].ends_with('、');
        let start = match joint {
            Some(at) => from + at + '和'.len_utf8(),
            None if listed => from,
            None => from + scene.name_start(run),
        };
        if start >= end || !is_name(scene, &text[start..end]) {
            return items;
        }
        items.push(Span::new(start, end));
        let Some(before) = text[..start].strip_suffix(['、', '和', '与', '及']) else { return items };
        end = before.len();
    }
}

/// Whether words are a name and a noun of parks, and no sort of them.
fn is_name(scene: &Scene<'_>, words: &str) -> bool {
    let noun = ["公园", "游园", "广场", "绿地", "园", "苑"].iter().find(|noun| words.ends_with(**noun));
    let Some(stem) = noun.map(|noun| &words[..words.len() - noun.len()]) else { return false };
    let places = &scene.lexicon.places;
    LENGTHS.contains(&words.chars().count())
        && stem.chars().nth(1).is_some()
        && words.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
        && !SORTS.iter().any(|sort| stem.ends_with(sort))
        && !places.is_generic_but(stem, "家上下前后大中内里")
        && !places.is_topic(stem)
}
