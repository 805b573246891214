//! Sights that a list says to be such, whatever their nouns: `望海亭、秋水堂、碧霄阁等景点`, `蟒河、历山等保护区`, `名胜古迹有松风阁、听涛台`.

use std::sync::LazyLock;

use super::river::counts_out;
use super::shared::past_county;
use super::{Found, Scene};
use crate::extract::cover::Cover;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::{Span, letters_before};

/// One of a list that says what its members are.
const TOLD: &str = "place/told";

/// Characters of a name.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=10;

/// What the members of a list are, behind it.
static BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "等(?:[0-9一二三四五六七八九十百余多]{1,4}[余多]?[处个座家大]|多[处个座]|众多|诸多|许多|一批|一大批|知名|著名|主要|重要|周边|历史|人文|自然|文化|旅游|国家级?|[0-9]?A{1,5}级|[345]A级){0,4}(?:景点|景观|名胜古迹|风景名胜|名胜|古迹|遗迹|遗存|古建筑|胜迹|胜景|文保单位|文物保护单位|旅游景区|景区|保护区|古刹|名刹)|(?:创建|争创|创成|晋升为?|获评|申报|成功创建|升级为)(?:为|成)?(?:国家)?[2345]?A{1,5}级",
    )
});

/// The same before it.
static BEFORE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:景点|名胜古迹|名胜|古迹|遗迹|古建筑|文物保护单位|文保单位|旅游景区)(?:主要|现存|还|尚|则)?(?:有|包括|为)",
    )
});

/// What a member ends with that is no place.
const OTHERS: [&str; 32] = [
    "文化", "活动", "项目", "服务", "产业", "民宿", "酒店", "故事", "传说", "遗产", "技艺", "工程", "设施", "产品",
    "线路", "路线", "美食", "小吃", "业态", "演艺", "表演", "商品", "特产", "民俗", "村落", "建筑", "风光", "景色",
    "奇观", "体验", "节", "景点",
];

/// How names of what people built or visit end, beside the nouns of sights.
const ENDS: &str = "堂亭阁楼祠宫观殿院园府陵墓塔桥寺庙庵洞峰岩石崖岭瀑潭湖泉林顶谷池溪江河关巷坊宅居寨堡碑山岛湾峡";

/// The places of lists that say they are sights; `names` are the areas found in a line, `outer` its zones, towns and other sights.
pub(super) fn told(scene: &Scene<'_>, line: Span, names: &[Found], outer: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut lists: Vec<Vec<Span>> =
        BEHIND.find_iter(text).map(|kind| items_before(scene, text, kind.start())).collect();
    lists.extend(BEFORE.find_iter(text).map(|kind| items_behind(text, kind.end())));
    if lists.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let mut found: Vec<Found> = Vec::new();
    for items in lists {
        let items: Vec<Span> =
            items.into_iter().filter_map(|item| own_part(scene, names, item.shift(line.start))).collect();
        // 历下|亭: what a name only holds.
        let held = |place: &&Found| items.iter().any(|item| item.contains(place.span) && item.len() > place.span.len());
        let areas = names.iter().filter(|place| !held(place) || place.span.end == place.span.start);
        let taken = Cover::new(areas.chain(outer).chain(&found).map(|place| place.span));
        let (known, new): (Vec<Span>, Vec<Span>) = items.into_iter().partition(|item| taken.overlaps(*item));
        let members: Vec<Span> = new.into_iter().filter(|item| is_name(scene, &scene.text[item.range()])).collect();
        if known.len() + members.len() > 1 {
            found.extend(members.into_iter().map(|item| place(scene, item)));
        }
    }
    found
}

/// The members of a list that ends there, the last first.
fn items_before(scene: &Scene<'_>, text: &str, mut end: usize) -> Vec<Span> {
    let mut items = Vec::new();
    loop {
        let run = letters_before(&text[..end], *LENGTHS.end() * 2);
        let from = end - run.len();
        let joint = ["以及", "和", "与", "及"].into_iter().filter_map(|and| Some((run.rfind(and)?, and))).max();
        let listed = text[..from].ends_with('、');
        // 大成寺|和|望云书院, but 共和塔.
        let joint = joint
            .filter(|(at, and)| run[at + and.len()..].chars().nth(1).is_some() && run[..*at].chars().nth(1).is_some());
        if let Some((at, and)) = joint.filter(|_| items.is_empty()) {
            items.push(Span::new(from + at + and.len(), end));
            end = from + at;
            continue;
        }
        let start = if listed { from } else { from + scene.name_start(run) };
        if start == end {
            return items;
        }
        items.push(Span::new(start, end));
        let Some(before) = text[..start].strip_suffix('、').filter(|_| listed) else { return items };
        end = before.len();
    }
}

/// The members of a list that begins there.
fn items_behind(text: &str, start: usize) -> Vec<Span> {
    let stretch = &text[start..];
    let end = stretch.find(['。', '；', '，', '\n', '（']).unwrap_or(stretch.len());
    let end = stretch[..end].find('等').unwrap_or(end);
    let mut items = Vec::new();
    let mut at = start;
    for words in stretch[..end].split('、') {
        let mut next = at;
        for item in words.split("以及").flat_map(|part| part.split('和')) {
            items.push(Span::new(next, next + item.len()));
            let rest = &text[next + item.len()..];
            next += item.len() + if rest.starts_with("以及") { "以及".len() } else { '和'.len_utf8() };
        }
        at += words.len() + '、'.len_utf8();
    }
    items
}

/// 云溪|九龙洞: the part of a member that is its own where it begins with the county that it lies in; none of 酒泉|阳关玉门关, two of them.
fn own_part(scene: &Scene<'_>, names: &[Found], item: Span) -> Option<Span> {
    let own = past_county(names, item);
    if own == item {
        return Some(item);
    }
    if names.iter().any(|name| name.span.overlaps(own)) {
        return None;
    }
    let words = &scene.text[own.range()];
    let called = scene.lexicon.places.cues.sight_at_end(words).is_some() || words.ends_with(|c| ENDS.contains(c));
    Some(if called && words.chars().nth(2).is_some() { own } else { item })
}

/// Whether a member of such a list has a name, and is not only of a sort: 停车场, 采摘园.
fn is_name(scene: &Scene<'_>, words: &str) -> bool {
    let places = &scene.lexicon.places;
    let noun = places.cues.sight_at_end(words).map_or("", |(noun, _)| noun);
    let head = places.heads_in(words).find(|(head, _)| head.end == words.len()).map_or(0, |(head, _)| head.len());
    let stem = &words[..words.len() - noun.len().max(head)];
    let plain = !LENGTHS.contains(&words.chars().count())
        || !words.chars().all(|c| c.is_alphabetic() && !c.is_ascii() || c == '·')
        || noun.is_empty() && head == 0 && words.ends_with(['场', '台'])
        || OTHERS.iter().any(|other| words.ends_with(other))
        || places.is_generic_but(words, "家上下前后大中内里对")
        || places.is_topic(words)
        || places.is_topic(stem)
        || places.is_sort(words)
        || counts_out(words)
        || short_of_sort(words, stem)
        || words.starts_with(['各', '该', '多', '全', '本', '一'])
        || words.contains(['的', '了', '是']);
    // 风土人情 is an idiom, as most of four characters are.
    let short = words.chars().nth(3).is_none();
    !plain
        && !places.holds_common(stem)
        && (!noun.is_empty() || head > 0 || short || words.ends_with(|c| ENDS.contains(c)))
}

/// 名|山, 高|山: whether a noun has one character before it that says of which sort; 历|山 is a name.
fn short_of_sort(words: &str, stem: &str) -> bool {
    words.chars().nth(2).is_none() && (stem.is_empty() || "名高大小群深青荒古老新长各诸圣土石沙".contains(stem))
}

fn place(scene: &Scene<'_>, item: Span) -> Found {
    let noun = scene.lexicon.places.cues.sight_at_end(&scene.text[item.range()]);
    scene.called_here(TOLD, item, if noun.is_some_and(|(_, natural)| natural) { "natural" } else { "facility" })
}
