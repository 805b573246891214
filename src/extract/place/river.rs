//! Rivers, lakes and brooks by what stands beside their names: `左江流域`, `跨界河流龙溪河`, `湘江、资江、沅江`.

use std::sync::LazyLock;

use super::zone::BARE;
use super::{Found, Scene};
use crate::extract::cover::Cover;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::place_cues::said_of_rivers;
use crate::span::{Span, beginning};

/// A river, lake or mountain known by what stands beside its name.
pub(super) const RIVER: &str = "place/river";

/// A river by what is said of rivers only.
static RIVER_WORDS: LazyLock<Pattern> = LazyLock::new(|| {
    let expression = format!(
        "(\\p{{Han}}{{1,4}}[河江湖])(?:[一二三]级)?(?:{}|(?:现有|丰富)?的?(?:水力|水能|水位|洪水)|[\\p{{Han}}--[阶时分路]]{{2,4}}段)",
        said_of_rivers().collect::<Vec<_>>().join("|")
    );
    pattern(&expression)
});

/// Brooks and canals, which end like other words, by what is said of waters alone; and a reach of a river: 东新河|段.
static SMALL_WATERS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(\\p{Han}{1,4}[溪涌漾浜泾港塘渠])(?:流域|两岸|沿岸|河段|水质|上游|下游|中游|干流|河道|漂流|岸线|断面)|(\\p{Han}{2,4}[河江])[段边]|(\\p{Han}{2,3}水)(?:流域|干流|支流)|(\\p{Han}{1,4}[溪河江湖])(?:[东南西北]岸(?:[^区]|$)|之滨)",
    )
});

/// A river by the word before it: 跨界河流|龙溪河.
static RIVER_AFTER: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(?:河流|湖泊|支流|干流|界河|母亲河|水系)(\\p{Han}{1,3}[河江湖溪])"));

/// A river up to a mark, behind what is done along or across rivers: 沿|清水河|、, 踏勘|白石河|。
static RIVER_BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:沿着?|汇入|注入|流入|流经|流过|横跨|濒临|踏勘|巡查|引自)(\\p{Han}{1,4}[河溪])(?:$|[，。；、（）]|[和与及]\\p{Han}{1,3}[河江湖溪]|两侧|而)",
    )
});

/// A river whose stretch by a place is told of: 史河|红石嘴断面, 好溪|缙云县东方镇断面; and its dike: 信江|大堤.
static MEASURED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:^|[，。；、镇县市区和与及])(\\p{Han}{1,3}[河江湖溪])(?:(\\p{Han}{2,10}?)(?:等[0-9一二三四五六七八九十]+个)?断面|大堤)",
    )
});

/// Which of many sections of rivers are watched, where a place could stand.
const WATCHED: [&str; 16] = [
    "国控", "省控", "市控", "县控", "考核", "监测", "水质", "出境", "入境", "入河", "控制", "重点", "主要", "交接",
    "跨界", "国考",
];

/// What flows into a river: 直排|肖江, 流入|资江, 排入|沩水.
static DRAINED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("(?:直排|排入|排至|排往|流入|汇入|注入)(\\p{Han}{1,3}[河江湖溪]|\\p{Han}水)(?:$|[，。；、（）])")
});

/// Waters that a list says to be such, behind it: 鹤溪河|等9个水源地.
static COUNTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(\\p{Han}{2,4}[河江湖溪])等[0-9一二两三四五六七八九十]+[余多]?[个条座]\\p{Han}{0,14}?(?:水源地|水源|河流|湖泊|湖库|水体|河湖|河道|支流)",
    )
});

/// A river with a long name from another language behind its area: 阿勒泰|苏木达依尔日克河|中游.
static LONG_RIVER: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(\\p{Han}{5,12}河)(?:河流|流域|干流|上游|中游|下游|两岸|沿岸|河道|水电)"));

/// What is done along, across and with rivers, right before their names.
const VERBS: [&str; 16] = [
    "踏勘", "勘察", "勘测", "巡查", "利用", "流经", "汇入", "注入", "流入", "横跨", "跨越", "整治", "疏浚", "清理",
    "沿着", "治理",
];

/// Which kind of water a name is of, right before it: 一级支流|凤凰河.
const KINDS: [&str; 3] = ["支流", "干流", "河流"];

/// A river or lake at the beginning of a clause, by what is told of it: 、康宁诺尔湖|列入国家级湿地名录.
static RIVER_TOLD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("(?:^|[，。；、])(\\p{Han}{2,5}[河江湖])(?:被?列入|入选|获评|全长|发源于|流经|注入|蓄水|水面|湖面|冰封)")
});

/// A lake right behind the village or town that it lies in: 营盘村|杏花湖，.
static AT_VILLAGE: LazyLock<Pattern> =
    LazyLock::new(|| pattern("[村镇乡](\\p{Han}{2}湖)(?:$|[，。；、（]|[时边畔上旁]|景区|水域)"));

/// A river before the area of whose unit of control is told: 条子河|四平市控制单元.
static CONTROLLED: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(\\p{Han}{1,4}[河江湖溪港])\\p{Han}{2,6}?[市县州区盟]\\p{Han}{0,6}控制单元"));

/// Rivers and lakes in a list: 湘江、资江、沅江、澧水.
static RIVER_LIST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("\\p{Han}{1,6}[江河湖溪](?:、\\p{Han}{1,4}[江河湖水溪])+|\\p{Han}水(?:、\\p{Han}{1,3}[江河湖水溪]){2,}")
});

/// What stands before 水 where no river is called so: 雨水、污水、中水.
const SORTS_OF_WATER: &str =
    "雨污供排用节饮地河江湖海中清废冷热开洪蓄取引调输抽给净自矿泉井淡咸活死黑臭上下来山净浊尿药酒茶";

/// The rivers of a line.
pub(super) fn waters(scene: &Scene<'_>, line: Span) -> Vec<Found> {
    let mut found = Vec::new();
    // Few lines name one, and to see that is cheap.
    if scene.text[line.range()].contains(['河', '江', '湖', '流', '岸', '溪', '水']) {
        found.extend(long_rivers(scene, line));
        found.extend(rivers(scene, line));
        found.extend(listed_rivers(scene, line));
    }
    found
}

fn rivers(scene: &Scene<'_>, line: Span) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let called = RIVER_AFTER.captures_iter(text).filter(|hit| !scene.lexicon.places.is_generic(&hit[1]));
    let small = SMALL_WATERS.captures_iter(text).filter_map(|hit| (1..5).find_map(|group| hit.get(group)));
    let small = small.map(|river| (river, true));
    let behind = RIVER_BEHIND.captures_iter(text).filter(|hit| !scene.lexicon.places.is_generic(&hit[1]));
    // 某湖|湖心区断面: its middle.
    let other = |place: &str| place.starts_with('心') || WATCHED.iter().any(|sort| place.contains(sort));
    let measured = MEASURED.captures_iter(text).filter(|hit| !hit.get(2).is_some_and(|place| other(place.as_str())));
    let drained = DRAINED.captures_iter(text).filter(|hit| !scene.lexicon.places.is_common(&hit[1]));
    let called = called.chain(measured).chain(drained).chain(COUNTED.captures_iter(text));
    let called = called.chain(behind).chain(CONTROLLED.captures_iter(text)).chain(RIVER_TOLD.captures_iter(text));
    let lakes = AT_VILLAGE.captures_iter(text).filter(|hit| !["人工", "景观", "生态"].contains(&beginning(&hit[1], 2)));
    let called = called.chain(lakes);
    let all = RIVER_WORDS.captures_iter(text).chain(called).filter_map(|hit| hit.get(1)).map(|river| (river, false));
    let rivers = all.chain(small).filter_map(|(river, small)| {
        let words = river.as_str();
        // 条|子河: between marks it is whole.
        let whole = !text[..river.start()].ends_with(char::is_alphabetic)
            && words.chars().count() > 2
            && (scene.lexicon.organizations.name_start(words) == 0 || words.ends_with("都河"))
            && !scene.lexicon.places.is_generic_but(words, "条家都");
        let leads = VERBS.iter().chain(&KINDS).filter_map(|lead| Some(words.rfind(lead)? + lead.len()));
        let verb = leads.max().unwrap_or(0);
        let along =
            words.strip_prefix('沿').filter(|name| name.chars().nth(1).is_some()).map_or(0, |_| '沿'.len_utf8());
        let whole = whole && verb.max(along) == 0;
        let bound = scene.name_start(words).max(verb).max(along);
        let start = river.start() + if whole { 0 } else { bound };
        let past = past_places(scene, &text[start..river.end()]);
        // 白玉|都河: a county is called so by chance.
        let start = start + if text[start + past..river.end()].starts_with('都') { 0 } else { past };
        let name = &text[start..river.end()];
        let listed = scene.lexicon.places.names_in(name).any(|(range, _)| range.end == name.len());
        let spared = if whole { "条家都" } else { "" };
        let named =
            (2..=6).contains(&name.chars().count()) && !scene.lexicon.places.is_generic_but(name, spared) && !listed;
        // 129|公里|环湖
        let named = named && !["公里", "千米"].iter().any(|unit| name.starts_with(unit));
        // 城区|河段, 重要|河段: which of them.
        let plain = small && is_plain(scene, name);
        // 某线|河姆段, 两市|交界|河段: what ends before the name.
        let joined =
            ["域江河", "诸河", "线河", "交界河", "站河", "库河", "坝河", "闸河"].iter().any(|end| name.ends_with(end))
                || name.ends_with("江河") && text[river.end()..].starts_with('段');
        let plain = plain || joined;
        (named && !plain && !is_counted(name) && !is_of_many(name) && !name.contains('入'))
            .then(|| scene.called(RIVER, Span::new(start, river.end()).shift(line.start), "natural"))
    });
    rivers.collect()
}

/// The rivers behind areas whose names are written by sound.
fn long_rivers(scene: &Scene<'_>, line: Span) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let rivers = LONG_RIVER.captures_iter(text).filter_map(|hit| {
        let words = hit.get(1)?;
        let area = scene.lexicon.places.names_in(words.as_str()).map(|(range, _)| range.end).next();
        let start = words.start() + area.filter(|end| *end < words.len())?;
        let name = &text[start..words.end()];
        let sounds = name.chars().filter(|c| BY_SOUND.contains(*c)).count();
        (5..=9).contains(&name.chars().count()).then_some(())?;
        (sounds > 2 && !scene.lexicon.places.is_topic(name))
            .then(|| scene.called(RIVER, Span::new(start, words.end()).shift(line.start), "natural"))
    });
    rivers.collect()
}

/// Characters that write the sounds of other languages.
const BY_SOUND: &str = "阿依尔勒克达木苏萨巴布塔拉吐鲁吉喀什哈斯特库伊提汗艾买提孜热姆努尼额济纳温格乌珠穆沁图敖包索";

/// Whether frequent words or the end of an area stand before the last character of a name.
fn is_plain(scene: &Scene<'_>, name: &str) -> bool {
    let places = &scene.lexicon.places;
    let stem = &name[..name.char_indices().next_back().map_or(0, |(at, _)| at)];
    stem.chars().count() < 2
        || stem.ends_with(['区', '市', '县', '镇', '乡', '村', '内', '游', '流', '潮', '丽'])
        || places.is_topic(stem)
        || places.holds_common(stem)
}

/// 五河干流: five rivers.
pub(super) fn is_counted(name: &str) -> bool {
    name.chars().count() == 2 && name.starts_with(|c| "一二三四五六七八九十两各多全该本入出".contains(c))
}

/// 八大|产业园区, 三个|园区: how many there are.
pub(super) fn counts_out(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(|c| "一二三四五六七八九十两多几各".contains(c))
        && characters.next().is_some_and(|c| "大个座处家批".contains(c))
}

/// Whether words say which of several rivers and lakes: 环|湖, 沿|江, 五大|湖; or what is done with them: 护|河, 引|江.
pub(super) fn is_of_many(words: &str) -> bool {
    counts_out(words)
        || is_work(words)
        || matches!(words, "河湖" | "江河" | "江湖" | "山河" | "江山" | "堰塞湖" | "林田湖" | "水林田湖" | "山水林田湖")
        || (words.starts_with(['环', '沿', '内', '大', '小', '老', '连', '通', '滨']) && words.chars().count() < 3)
}

/// Verbs that make a word with 河, 江 and 湖: 护河、巡河、治河, 退湖, 引江, 跨江.
const WORKS: &str = "护治巡管净拦跨过渡涉入退还引绕填围";

/// Whether words say what is done with waters (护河, 群众当起河湖), or of which grade they are (四级内河).
fn is_work(words: &str) -> bool {
    let verb = words.starts_with(|c| WORKS.contains(c)) && words.chars().nth(2).is_none();
    verb || words.contains('级') || words.chars().nth(2).is_some() && words.ends_with("河湖")
}

/// The rivers of a list, if one of them is known or the words behind the last are said of rivers.
fn listed_rivers(scene: &Scene<'_>, line: Span) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut found = Vec::new();
    for list in RIVER_LIST.find_iter(text) {
        let mut start = list.start();
        let mut rivers: Vec<Found> = Vec::new();
        // 、大溪、小溪、: between other rivers these are names.
        let among = list.as_str().matches('、').count() > 1;
        // 采石河|水环境: the water is that of the river.
        let words = ["河水", "江水", "湖水", "溪水"].iter().find(|end| list.as_str().ends_with(**end));
        let other = text[list.end()..].starts_with(['库', '电', '利', '厂', '资', '价']);
        let words = words.filter(|_| !other).map_or(list.as_str(), |_| &list.as_str()[..list.len() - '水'.len_utf8()]);
        let list_end = list.start() + words.len();
        for item in words.split('、') {
            // 波罗江|入湖水质: where it flows into is not its name.
            let next = start + item.len() + '、'.len_utf8();
            let item = item.find('入').filter(|at| *at > 0).map_or(item, |at| &item[..at]);
            let kind = KINDS.iter().filter_map(|kind| Some(item.find(kind)? + kind.len())).max();
            let bound = scene.name_start(item);
            // 、|条子河: between marks it is whole.
            let whole = start > list.start()
                && item.chars().nth(2).is_some()
                && scene.lexicon.organizations.name_start(item) == 0
                && !scene.lexicon.places.is_generic_but(item, "条家后前上下");
            let from = start + if whole { 0 } else { bound.max(kind.unwrap_or(0)) };
            let end = start + item.len();
            // 都柳江, 白龙江: what is known by that name is called so whatever words it holds.
            let from = known_at_end(scene, item)
                .map_or_else(|| from + past_places(scene, &text[from..end]), |known| start + known);
            // 洱海水质: the water of a lake.
            let water = item.ends_with('水')
                && text[end..].starts_with(|c: char| c.is_alphabetic() && !"等和与及段均稳三四五六".contains(c));
            if !water && is_member(scene, text, from..end, among) {
                rivers.push(scene.called(RIVER, Span::new(from, end).shift(line.start), "natural"));
            }
            start = next;
        }
        let named = |river: &Found| scene.lexicon.places.is_natural(&scene.text[river.span.range()]);
        let reached = ["均达", "均为", "均优", "稳定达"].iter().any(|grade| text[list_end..].starts_with(grade));
        let said = reached || scene.lexicon.places.cues.begins_of_river(&text[list_end..]);
        // 宁夏自治区|沙湖、香山湖: those of a province.
        let of_province = || {
            let first = rivers.first().map_or(0, |first| first.span.start);
            rivers.len() > 1
                && ["省", "自治区"].iter().any(|area| scene.text[line.start..first.max(line.start)].ends_with(area))
        };
        // 供水、排水、蓄水: what only ends so is no river.
        let first = list.as_str().split('、').next().unwrap_or_default();
        let many = rivers.len() > 2 && !first.ends_with('水');
        if said || many || rivers.iter().any(named) || of_province() {
            found.extend(rivers);
        }
    }
    found
}

/// Whether words of a list of rivers, `among` others of them, are the name of one.
fn is_member(scene: &Scene<'_>, text: &str, words: std::ops::Range<usize>, among: bool) -> bool {
    let (name, after) = (&text[words.clone()], &text[words.end..]);
    (2..=4).contains(&name.chars().count())
        && !scene.lexicon.places.is_common(name)
        && !is_counted(name)
        && (!is_of_many(name) || among && matches!(name, "大溪" | "小溪"))
        && !after.starts_with(['泊', '至'])
        && !text[..words.start].ends_with('至')
        && !is_sort_of_water(name)
}

fn is_sort_of_water(name: &str) -> bool {
    name.strip_suffix('水')
        .is_some_and(|sort| sort.chars().nth(1).is_none() && sort.starts_with(|c| SORTS_OF_WATER.contains(c)))
}

/// Where the name of a river, lake or mountain of the lists begins that ends the words.
fn known_at_end(scene: &Scene<'_>, words: &str) -> Option<usize> {
    let places = &scene.lexicon.places;
    let ends = places.names_in(words).find(|(range, _)| range.end == words.len()).map(|(range, _)| range.start);
    ends.filter(|start| places.is_natural(&words[*start..]))
}

/// 京杭运河|淮安段: takes out the canal that has been read again, without its stretch.
pub(super) fn leave_reaches(found: &mut Vec<Found>, holders: &[Found]) {
    let reaches = Cover::new(holders.iter().filter(|holder| holder.rule == RIVER).map(|holder| holder.span));
    found.retain(|place| place.rule != BARE || !reaches.contains(place.span));
}

/// Bytes of the areas before the name of a river: 桂林|漓江, but 清水江, though 清水 is a county.
fn past_places(scene: &Scene<'_>, words: &str) -> usize {
    let ends = scene.lexicon.places.names_in(words).map(|(range, _)| range.end);
    // 大伦镇|红旗河: so is what the end of a town's name stands before.
    let town = words.rfind(['镇', '乡', '村', '市', '县', '区']).map(|at| at + '镇'.len_utf8());
    ends.chain(town).filter(|end| words[*end..].chars().count() > 1).max().unwrap_or(0)
}
