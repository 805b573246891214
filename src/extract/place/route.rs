//! Railways and motorways, called by letters of the places that they join or by the places: `京沪高铁`, `兴泉铁路`,
//! `花石峡至久治、共和至玉树高速公路`.

use std::sync::LazyLock;

use super::river::counts_out;
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::places::Head;
use crate::lexicon::register::{Division, Level};
use crate::span::{Span, beginning, ending, letters_before};

/// A railway or road between places.
pub(super) const ROUTE: &str = "place/route";

/// Most letters of places in a name (盐泰锡常宜高铁), and characters of the name of a place (满都拉).
const MOST_LETTERS: usize = 5;
const PLACE: std::ops::RangeInclusive<usize> = 2..=6;

/// What stands between the letters of a route and its noun.
const ALONG: [&str; 9] = ["沿江", "沿海", "沿黄", "复线", "北线", "中线", "旅游", "疏港", "地方"];

/// Roads by their numbers: 107国道, G318国道, S210线, 国道318线, G108.
static NUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:国道|省道|县道)[GSX]?[0-9]{2,4}线?|[GSX]?[0-9]{2,4}(?:国道|省道|县道)|[GSX][0-9]{2,4}(?:线|高速(?:公路)?)|[GSX][0-9]{3,4}",
    )
});

/// Lines of a town's railway: 地铁昌平线, 轨道交通3号线.
static TOWN_LINE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:地铁|轨道交通|轻轨)((?:[0-9]{3}|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})号)线|[\\p{Han}--[全沿主支干在条环号]]{2,3}线)|轨道(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})号线",
    )
});

/// The next line of a town's railway: 轨道交通1号线、|2号线.
static NEXT_LINE: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(?:线|期)(?:、|和|及)((?:S?[0-9]{1,2}|[一二三四五六七八九十]{1,2})号线)"));

/// A line of rail for fast trains by what is done to it: 同煤快线|西延; trains are called so too.
static FAST_LINE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("(\\p{Han}{2,8}快线)(?:[东南西北](?:延|段)|延伸|延长|工程|项目|[一二三]期|全线|通车|建成)")
});

/// The roads and lines of a town's railway that a line calls by number or name; `names` are the areas found in it.
pub(super) fn numbered(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let roads = NUMBERED.find_iter(text).filter(|road| !is_part(text, &road.range()));
    let plain =
        |hit: &regex::Captures<'_>| hit.get(1).is_some_and(|name| scene.lexicon.places.is_generic(name.as_str()));
    let lines = TOWN_LINE.captures_iter(text).filter(|hit| !plain(hit));
    let next = NEXT_LINE.captures_iter(text).filter_map(|hit| Some(hit.get(1)?.range()));
    let lines = lines.filter_map(|hit| Some(hit.get(0)?.range())).chain(next);
    let fast = FAST_LINE.captures_iter(text).filter_map(|hit| fast_line(scene, text, hit.get(1)?.range()));
    let ranges = roads.map(|road| road.range()).chain(lines).chain(fast);
    let called = |range: std::ops::Range<usize>| {
        let span = Span::from(range).shift(line.start);
        // 兰州|轨道交通二号线: a town's line has its town.
        let of_town = !scene.text[span.range()].starts_with(|c: char| c.is_ascii_alphanumeric());
        let city = names.iter().rev().find(|name| of_town && name.span.end == span.start && name.admin().is_some());
        let within = city.map(|city| Box::new(city.referent.clone())).or_else(|| scene.within());
        let span = city.map_or(span, |city| Span::new(city.name_start, span.end));
        let name = scene.text[span.range()].to_owned();
        Found::new(span, ROUTE, PlaceReferent::Named { name, kind: "facility", within })
    };
    ranges.map(called).collect()
}

/// The name of a line for fast trains, past the words before it.
fn fast_line(scene: &Scene<'_>, text: &str, range: std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let stem = text[range.clone()].strip_suffix("快线")?;
    let start = range.start + scene.name_start(stem);
    let name = &text[start..range.start + stem.len()];
    let places = &scene.lexicon.places;
    let named = (2..=4).contains(&name.chars().count()) && !places.is_topic(name) && !places.is_common(name);
    let sort = ["市域", "轨道", "机场", "地铁", "城市", "市郊"].contains(&name);
    (named && !sort).then_some(start..range.end)
}

/// Whether letters or digits stand right before or behind (of a product, not a road), or the name of the road follows its
/// number: G317|川藏公路.
fn is_part(text: &str, road: &std::ops::Range<usize>) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    let after = &text[road.end..];
    let alone = text[road.clone()].ends_with(|c: char| c.is_ascii_digit());
    // G107|公路 has no name but its number.
    // S210|燕子河至天堂寨旅游快速通道
    let way = || {
        let name = after.split(['，', '。', '；', '、']).next().unwrap_or(after);
        name.contains(TO) && name.find("快速通道").is_some_and(|at| !name[..at].contains('段'))
    };
    let called = || {
        way()
            || !after.starts_with("公路")
                && ["公路", "高速", "国道", "省道"].iter().any(|noun| beginning(after, 8).contains(noun))
    };
    let goes_on = || after.starts_with(|c| latin(c) || matches!(c, '.' | '%'));
    text[..road.start].ends_with(latin) || alone && (goes_on() || called())
}

/// Bytes of the number of a road that its name follows: G318|川藏公路.
fn number_before(before: &str) -> usize {
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let letter = before[..before.len() - digits].ends_with(['G', 'S', 'X']);
    if letter && digits > 0 { digits + 1 } else { 0 }
}

/// Words for the town that a road begins in, whichever it is: 县城|至怀化.
const FROM_TOWN: [&str; 5] = ["县城", "城区", "市区", "主城", "市中心"];

/// Between 等 or a number and the noun: of which sort the routes of a list are.
const SORTS: [&str; 10] =
    ["普通国省干线", "国省干线", "干线", "国家", "省际", "出省", "新建", "重点", "骨干", "高等级"];

/// Along what a railway runs that is called by that alone: 沿江|高铁, 北|沿江|高铁.
const BY_WATER: [&str; 3] = ["北沿江", "南沿江", "沿江"];

/// What a route is, at the end of its name.
const NOUNS: [&str; 11] = ["高铁", "铁路", "高速", "公路", "城际", "客专", "机场", "站", "港", "隧道", "大桥"];

/// How many of them are routes.
const OF_ROUTES: usize = 6;

/// What is named beside routes, so that its name ends before theirs.
const WORKS: [&str; 3] = ["大桥", "隧道", "机场"];

/// Between the places of a route.
const TO: char = '至';

/// The routes that share the noun at the end of them, the last first; none where no name stands before it.
pub(super) fn routes(scene: &Scene<'_>, line: Span, names: &[Found], noun: Span, head: Head) -> Vec<Found> {
    let mut end = shared_end(&scene.text[line.start..noun.start]).map_or(noun.start, |end| line.start + end);
    if end < noun.start {
        end = before_station(&scene.text[line.start..end]).map_or(end, |end| line.start + end);
    }
    list(scene, line, names, (noun, head), end)
}

/// The routes listed before one that the lists know: 津潍、|潍宿高铁.
pub(super) fn before_known(
    scene: &Scene<'_>,
    line: Span,
    names: &[Found],
    known: Span,
    (noun, head): (Span, Head),
) -> Vec<Found> {
    let before = scene.text[line.start..known.start].strip_suffix(['、', '和', '及']);
    let own = |before: &&str| !before.ends_with('段') && !NOUNS.iter().any(|noun| before.ends_with(noun));
    before.filter(own).map_or_else(Vec::new, |before| list(scene, line, names, (noun, head), line.start + before.len()))
}

/// The routes of a list that ends there, the last first.
fn list(scene: &Scene<'_>, line: Span, names: &[Found], (noun, head): (Span, Head), mut end: usize) -> Vec<Found> {
    let mut found = Vec::new();
    while let Some(start) = by_water(scene, line, end, head).or_else(|| start(scene, line, names, end)) {
        // 怀柔南|站、京承高速公路: what is listed before is no route where it begins inside a word.
        let inside = scene.text[line.start..start].ends_with(char::is_alphabetic)
            && !ends_word(scene, &scene.text[line.start..start]);
        if end < noun.start && inside && !scene.text[start..end].contains(TO) {
            break;
        }
        let name = format!("{}{}", &scene.text[start..end], head.full);
        // 成渝高速: it lies in no one province.
        let referent = PlaceReferent::Named { name, kind: head.kind, within: None };
        let span = Span::new(start, if end == noun.start { noun.end } else { end });
        found.push(Found::new(span, ROUTE, referent));
        let Some(before) = scene.text[line.start..start].strip_suffix(['、', '和', '及']) else { break };
        let before = without_stretch(before);
        // 渝西高铁、|成渝高速: what has a noun of its own goes without that of the next; 渝厦高铁黔江段 is a stretch of another.
        // 沿凉水河、|京哈高速: nor does a river share it, but 白山至临江 is a way.
        let item = before.rsplit('、').next().unwrap_or(before);
        let river = item.ends_with(['河', '湖', '江', '溪']) && !item.contains(TO) && !item.ends_with("沿江");
        if river || before.ends_with('段') || NOUNS.iter().any(|noun| before.ends_with(noun)) {
            break;
        }
        end = line.start + before.len();
    }
    found
}

/// 甲乙、|某某站|等高铁: where a list ends before a station, which has a noun of its own.
fn before_station(list: &str) -> Option<usize> {
    let (before, item) = list.rsplit_once('、')?;
    (item.ends_with('站') && item.chars().count() < 6).then_some(before.len())
}

/// Where 沿江 or 北沿江 begins, if a railway is called so.
fn by_water(scene: &Scene<'_>, line: Span, end: usize, head: Head) -> Option<usize> {
    let before = &scene.text[line.start..end];
    let water = BY_WATER.iter().find(|water| before.ends_with(**water))?;
    let start = end - water.len();
    // 沪宁|沿江|高铁, 长江|沿江: it is called by more.
    let lead = &scene.text[line.start..start];
    let more = lead.ends_with('江') || letters(scene, letters_before(lead, MOST_LETTERS)).is_some();
    let network = scene.text[end..line.end].strip_prefix(head.full).is_some_and(|rest| rest.starts_with('网'));
    (["高铁", "高速铁路", "城际铁路"].contains(&head.full) && !more && !network).then_some(start)
}

/// 建成|雄商、济滨高铁: whether the words before a name end with one that is no part of names.
fn ends_word(scene: &Scene<'_>, before: &str) -> bool {
    let from = before.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let word = &before[from..];
    word.chars().count() == 2 && scene.lexicon.organizations.name_start(word) == word.len()
}

/// Where a list of routes ends that shares the noun: 赣龙、龙梅|等4条|铁路.
fn shared_end(before: &str) -> Option<usize> {
    let before = SORTS.iter().find_map(|sort| before.strip_suffix(sort)).unwrap_or(before);
    let number = before.strip_suffix('条').map_or(before, |before| {
        before.trim_end_matches(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十多几".contains(c))
    });
    // 京昆、保阜、涞曲|三条|高速: a number closes a list as well.
    // 六枝至安龙、罗甸至望谟|两条|高速公路
    let joins = || {
        number
            .rsplit('、')
            .next()
            .is_some_and(|way| way.len() < number.len() && way.contains(TO) && way.chars().count() <= *PLACE.end() * 2)
    };
    let counted =
        || number.len() + '条'.len_utf8() < before.len() && (ending(number, LISTED).contains('、') || joins());
    let list = without_stretch(number.strip_suffix('等').or_else(|| counted().then_some(number))?);
    let named = list.ends_with(char::is_alphabetic) && !NOUNS[..OF_ROUTES].iter().any(|noun| list.ends_with(noun));
    named.then_some(list.len())
}

/// Characters in which a mark of lists stands before its last route.
const LISTED: usize = 5;

/// A list without the stretch that ends it in brackets: 鹰厦|（龙岩段）.
fn without_stretch(list: &str) -> &str {
    let inner = list.strip_suffix("段）").and_then(|list| list.rfind('（'));
    inner.map_or(list, |at| &list[..at])
}

/// Where the places of a route begin that ends with them.
fn start(scene: &Scene<'_>, line: Span, names: &[Found], end: usize) -> Option<usize> {
    let before = &scene.text[line.start..end];
    let run = letters_before(before, *PLACE.end() * 2 + 1);
    if run.is_empty() {
        return None;
    }
    let run = &run[past_other(run)..];
    // 甲大桥|丙丁铁路: a bridge named right before is none of its places.
    let bridge = WORKS.iter().filter_map(|noun| Some(run.rfind(noun)? + noun.len())).max();
    let run = &run[bridge.filter(|_| !run.contains(TO)).unwrap_or(0)..];
    match run.rsplit_once(TO) {
        Some((from, to)) => start_of_joined(scene, names, end, (from, to)),
        None => start_of_letters(scene, line, names, Span::new(end - run.len(), end)),
    }
}

/// 董家口至五莲铁路及|胶新: where words go on behind another route, whose all is that stands before.
fn past_other(run: &str) -> usize {
    let other = NOUNS[..OF_ROUTES].iter().filter_map(|noun| Some(run.rfind(noun)? + noun.len())).max();
    other.map_or(0, |other| other + run[other..].strip_prefix(['及', '和', '与']).map_or(0, |_| '及'.len_utf8()))
}

/// 共和|至|玉树: where the place begins that a route begins with, if it and the one that it ends with can be such.
fn start_of_joined(scene: &Scene<'_>, names: &[Found], end: usize, (from, to): (&str, &str)) -> Option<usize> {
    let places = &scene.lexicon.places;
    let middle = end - to.len() - TO.len_utf8();
    let whole_name = names.iter().rev().find(|name| name.span.end <= middle).filter(|name| name.span.end == middle);
    let is_place = |word: &str| PLACE.contains(&word.chars().count());
    // Between marks it is whole: 共和 of 、共和至玉树.
    let whole = is_place(from) && !places.is_generic_but(from, "和与对从到在家上下前后大中内");
    let bound = if whole { 0 } else { scene.name_start(from) };
    let start = whole_name.map_or(middle - from.len() + bound, |name| name.name_start);
    let town = FROM_TOWN.iter().any(|town| scene.text[..middle].ends_with(town));
    // 西宁至|成都|铁路: what the register has may hold a word that is none of names.
    let known = |name: &Found| name.span == Span::new(end - to.len(), end);
    let fits = is_place(to) && (!places.is_generic(to) || names.iter().any(known));
    (!town && is_place(&scene.text[start..middle]) && fits).then_some(start)
}

/// 沪宁沿江|高速公路: where the letters of a route begin, or the place that it runs along or around.
fn start_of_letters(scene: &Scene<'_>, line: Span, names: &[Found], run: Span) -> Option<usize> {
    let words = &scene.text[run.range()];
    let along = ALONG.iter().find_map(|along| words.strip_suffix(along)).filter(|places| !places.is_empty());
    let words = along.unwrap_or(words);
    let end = run.start + words.len();
    let whole_place = |name: &&Found| name.span.end == end && scene.text[name.span.range()].chars().nth(1).is_some();
    if let Some(place) = names.iter().rev().find(whole_place).filter(|_| along.is_some()) {
        return Some(place.name_start);
    }
    // 台州|温玉铁路: the name of a city is no letters, nor is it alone (兰州铁路); 阳信高速 joins two, though a county is called so.
    let is_city = |name: &&Found| {
        let division = name.admin().and_then(|code| scene.register().division(code));
        // 六安|高速 in a text on Guizhou: two letters.
        let home = |code: &str| scene.context.province.is_none_or(|own| scene.register().is_within(code, own));
        let called = |own: &Division| {
            own.level != Level::County && (home(own.code) || own.short.chars().count() > 2 || name.span.end < end)
        };
        division.is_some_and(called) && name.span.len() > '京'.len_utf8()
    };
    let near = names.iter().rev().find(|name| name.span.start < end && name.span.end > run.start);
    // 重庆站|高速: a station is no letter.
    if near.is_some_and(|name| {
        name.span.end == end && matches!(name.referent, PlaceReferent::Named { kind: "facility", .. })
    }) {
        return None;
    }
    let floor = near.filter(is_city).map_or(0, |name| name.span.end.min(end));
    // 沿|包茂|高速: along it; a county is called by that character.
    let on = words.rfind('沿').map(|at| at + '沿'.len_utf8());
    let on = on.filter(|at| words[*at..].chars().nth(1).is_some() && letters(scene, &words[*at..]) == Some(0));
    let floor = floor.max(on.map_or(0, |at| run.start + at));
    let start = (run.start + scene.name_start(words)).max(floor);
    // 加力建设|佳同|铁路: a character that ends a word elsewhere may be a letter.
    let start = if scene.text[start..end].chars().nth(1).is_some() { start } else { run.start.max(floor) };
    let start = start + letters(scene, &scene.text[start..end])?;
    let before = &scene.text[line.start..start];
    let number = number_before(before);
    // 4.5|米水深|航道
    (number > 0 || !before.ends_with(|c: char| c.is_ascii_digit())).then(|| start - number)
}

/// Where letters of places begin that end a stretch, two of them at least.
pub(super) fn letters(scene: &Scene<'_>, words: &str) -> Option<usize> {
    let places = &scene.lexicon.places;
    let (mut start, mut count, mut next) = (words.len(), 0, None);
    for (at, c) in words.char_indices().rev().take(MOST_LETTERS) {
        let a_word = next.is_some_and(|next| places.is_common(&String::from_iter([c, next])));
        // 服|务|迁曹铁路: the end of a word is no letter.
        let ends_a_word = count > 1
            && words[..at].chars().next_back().is_some_and(|before| places.is_common(&String::from_iter([before, c])));
        if a_word || ends_a_word || !places.is_letter_of_place(c) {
            break;
        }
        (start, count, next) = (at, count + 1, Some(c));
    }
    // 州府|通|高速: that it is built.
    let built = ["县", "市", "州", "府", "乡", "镇", "村", "户", "省", "区", "城"]
        .iter()
        .any(|area| words.strip_suffix('通').is_some_and(|before| before.ends_with(area)));
    let word = &words[start..];
    // 进港|航道
    if ["进港", "出港", "深水", "内河", "主干", "出海", "入海"].contains(&word) {
        return None;
    }
    // 世|界上高速公路: what begins inside a word.
    let inside = words[..start].chars().next_back().zip(word.chars().next());
    if inside.is_some_and(|(before, first)| places.is_common(&String::from_iter([before, first]))) {
        return None;
    }
    let directions =
        word.chars().all(|c| "东南西北中".contains(c)) || word.starts_with("南北") || word.starts_with("东西");
    (count > 1
        && !built
        && !directions
        && !counts_out(word)
        && !places.is_generic(&word[word.chars().next().map_or(0, char::len_utf8)..])
        && !places.is_generic_but(word, "本和将同")
        && !places.is_topic(&words[start..]))
    .then_some(start)
}
