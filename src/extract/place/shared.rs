//! Zones and facilities that share the noun at the end of their list: `红其拉甫、卡拉苏口岸`, `甘其毛都、策克等口岸`.

use std::sync::LazyLock;

use super::{Found, Scene};
use crate::extract::{PlaceReferent, floor};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::places::{Head, Stands};
use crate::lexicon::register::Level;
use crate::span::{Span, letters_before};

/// One of a list that ends with the noun.
pub(super) const SHARED: &str = "place/shared";

/// Bytes that 等 stands before the noun at most.
const REACH: usize = 48;

/// Characters of a name.
const NAME: std::ops::RangeInclusive<usize> = 2..=6;

/// Between a list and its noun: 等, 等5个, 等重点, 4座, 等3座大型, 等“旅游+”.
static AND_OTHERS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:等(?:一批|[\d一二两三四五六七八九十]+[余多]?[个座大条处家])?|[\d二两三四五六七八九十]+[个座])(?:重点|主要|重要|核心|边境|陆路|公路|人类|古人类|古代|知名|著名|世界|众多|周边|一批|大中型|中小型|大型|中型|小型|骨干|新建|在建|老旧|精品|“[^”]{1,8}”){0,3}$",
    )
});

/// Zones that lie in towns, whose names a list can have right before the noun though no rule reads the last of them: 东湖、双塔、|文峰|片区.
const OF_TOWNS: [&str; 4] = ["片区", "商圈", "组团", "特色小镇"];

/// What a city has one of, called after it.
const OF_CITIES: [&str; 2] = ["口岸", "机场"];

/// How many names a list of those has at least where words before it are none.
const MANY: usize = 3;

/// Between the names of a list.
const MARKS: [char; 4] = ['、', '和', '与', '及'];

/// The names of the list before a noun, `last` being the one that the noun has been read with, if it has.
pub(super) fn shared(
    scene: &Scene<'_>,
    line: Span,
    names: &[Found],
    (noun, head): (Span, Head),
    last: Option<&Found>,
) -> Vec<Found> {
    let end = if let Some(last) = last {
        line.start + scene.text[line.start..last.span.start].trim_end_matches(MARKS).len()
    } else {
        let before = &scene.text[line.start..noun.start];
        let near = &before[floor(before, before.len().saturating_sub(REACH))..];
        match AND_OTHERS.find(near) {
            Some(others) => noun.start - others.len(),
            None if OF_TOWNS.contains(&head.full) && near.contains('、') => noun.start,
            None => return Vec::new(),
        }
    };
    if last.is_some_and(|last| last.span.start == end) {
        return Vec::new();
    }
    let items = items(scene, line, names, end, is_name);
    // 公路、铁路等口岸 and one word before 等 are kinds, but 黄蒿界|等6处|煤矿.
    let one_of_many = head.is_near() && scene.text[end..noun.start].contains(|c: char| c.is_ascii_digit())
        // 二连浩特|等口岸: the port of a city, and others.
        || head.full == "口岸" && items.iter().all(|item| is_county(scene, names, *item));
    if last.is_none() && items.len() < 2 && !one_of_many {
        return Vec::new();
    }
    // 改善居住、|商业、办公|片区: what no word says to be a list must be names as far as it goes.
    let bare = last.is_none() && end == noun.start;
    let cut_short = || items.last().is_none_or(|first| scene.text[line.start..first.start].ends_with(MARKS));
    if bare && items.len() < MANY && cut_short() {
        return Vec::new();
    }
    let items = items.into_iter().map(|item| past_county(names, item));
    // 满洲里、|绥芬河|等口岸: the port of the city; but the zones of two cities are no two zones called so.
    let of_cities = OF_CITIES.contains(&head.full);
    let lends = |name: &Found, item: Span| of_cities && name.span == item && name.admin().is_some();
    let is_taken = |item: Span| names.iter().any(|name| name.span.overlaps(item) && !lends(name, item));
    let new = items.filter(|item| !is_taken(*item));
    let shared = new.map(|item| {
        let words = &scene.text[item.range()];
        // 安仁老街、刘氏故居等|景区: what is a sight by its own noun goes without theirs.
        let by = || {
            words.ends_with(['村', '庄', '屯', '寨'])
                || words.chars().nth(2).is_some() && scene.lexicon.places.villages.end(words, Stands::Listed)
        };
        let noun = scene.lexicon.places.cues.sight_at_end(words);
        // So is 望云书院、北坪古堡、七里堡|遗址.
        let built = || head.full == "遗址" && words.chars().nth(2).is_some() && matches!(noun, Some((_, false)));
        let own = head.full.ends_with("景区") && (noun.is_some() || by()) || built();
        let name = if own { words.to_owned() } else { format!("{words}{}", head.full) };
        Found::new(item, SHARED, PlaceReferent::Named { name, kind: head.kind, within: scene.within() })
    });
    shared.collect()
}

/// Whether a member is the name of a county or a city of that rank.
fn is_county(scene: &Scene<'_>, names: &[Found], item: Span) -> bool {
    let name = names.iter().find(|name| name.span == item).and_then(Found::admin);
    name.and_then(|code| scene.register().division(code)).is_some_and(|own| own.level == Level::County)
}

/// 云溪|石桥沟: the part of a name that is its own, behind the county that it lies in; all of it where less is left than a name has.
pub(super) fn past_county(names: &[Found], item: Span) -> Span {
    let county = names.iter().find(|name| name.span.start == item.start && name.span.end < item.end);
    let county = county.filter(|name| name.admin().is_some() && item.end - name.span.end >= 2 * '沟'.len_utf8());
    county.map_or(item, |county| Span::new(county.span.end, item.end))
}

/// The names of a list that ends there, the last first, places of the registers among them.
pub(super) fn items(
    scene: &Scene<'_>,
    line: Span,
    names: &[Found],
    mut end: usize,
    fits: fn(&Scene<'_>, &str) -> bool,
) -> Vec<Span> {
    let mut items = Vec::new();
    loop {
        let from = end - letters_before(&scene.text[line.start..end], *NAME.end() * 2).len();
        let joined = scene.text[from..end].rfind(['和', '与', '及']).map(|at| from + at + '和'.len_utf8());
        let listed = joined.is_some() || scene.text[line.start..from].ends_with('、');
        let place = names.iter().find(|name| name.span.end == end);
        let words = &scene.text[from..end];
        let bound = scene.name_start(words);
        let bound = if listed { 0 } else { bound };
        let mut start = place.map_or_else(|| joined.unwrap_or(from + bound), |place| place.span.start);
        // 伍家岗|南灵: no name begins inside that of the area before it.
        let around = names.iter().find(|name| name.span.start < start && name.span.end > start && start < end);
        start = around.map_or(start, |area| area.span.start.max(from));
        // 6|号机组: a number is no part of a name.
        if place.is_none() && scene.text[..start].ends_with(|c: char| c.is_ascii_digit()) {
            return items;
        }
        if place.is_none() && !fits(scene, &scene.text[start..end]) {
            // 国家级旅游|度假区|和甲河、乙峡谷景区: what has a noun of its own is none of them.
            if scene.lexicon.places.heads_in(words).any(|(head, _)| head.end == words.len()) {
                return items;
            }
            // 硬化|东刘庄、马家洼: what brings the list in is no part of it.
            let last =
                |count: usize| scene.text[start..end].char_indices().rev().nth(count - 1).map(|(at, _)| start + at);
            let shorter = [3, 2]
                .into_iter()
                .filter_map(last)
                .find(|at| begins_word(scene, *at) && fits(scene, &scene.text[*at..end]));
            let cut_short = scene.text[start..end].chars().nth(1).is_none();
            let Some(shorter) = shorter.filter(|at| !listed && (*at > start || cut_short)) else { return items };
            start = shorter;
        }
        items.push(Span::new(start, end));
        if !listed && place.is_none() {
            return items;
        }
        let Some(rest) = scene.text[line.start..start].strip_suffix(MARKS) else { return items };
        // 周氏民居|以及|北坪古堡
        let and = scene.text[line.start..start].ends_with('及');
        let rest = if and { rest.strip_suffix('以').unwrap_or(rest) } else { rest };
        end = line.start + rest.len();
    }
}

/// Whether no frequent word goes over a place of the text: not 服|务.
fn begins_word(scene: &Scene<'_>, at: usize) -> bool {
    let (before, after) = (scene.text[..at].chars().next_back(), scene.text[at..].chars().next());
    let joined = before.zip(after).map(|(before, after)| String::from_iter([before, after]));
    joined.is_none_or(|word| !scene.lexicon.places.is_common(&word))
}

/// What ends the names of other things than those that share a noun.
const OTHERS: [&str; 11] = ["大楼", "大厦", "工程", "项目", "中心", "广场", "厂", "馆", "园", "仓库", "监管库"];

/// Words of one character that say where or how many, which names have too.
const IN_NAMES: &str = "后前上下里外内中大家都";

/// Whether a word of a list can be a name that no register has.
pub(super) fn is_name(scene: &Scene<'_>, word: &str) -> bool {
    let places = &scene.lexicon.places;
    // 东水泉|东; 安家|庄, though 安家 is a word.
    let stem = word.strip_suffix(['东', '西', '南', '北']).unwrap_or(word);
    let by = stem.chars().nth(2).is_some() && places.villages.end(stem, Stands::Listed) && !places.is_common(stem);
    NAME.contains(&word.chars().count())
        && !places.is_generic_but(word, IN_NAMES)
        && !places.is_topic(word)
        && !OTHERS.iter().any(|other| word.ends_with(other))
        && places.heads_in(word).all(|(head, _)| head.end < word.len())
        && (by || !places.holds_common(word))
}
