//! Zones and facilities, by the nouns that end their names: `广西（柳州）人力资源服务产业园`, `柳州市北部生态新区`, `东兴口岸`,
//! `中国（广西）自由贸易试验区南宁片区综合服务大厅`.
//!
//! A name begins with a place or another zone (`anchor`), or is a word that no register has, right before a head (`夏石产业园区`).

mod anchored;
mod bare;

use std::collections::BTreeMap;

pub(super) use self::bare::BARE;
use self::bare::BARE_CHARACTERS;
use super::name::LISTED;
use super::{Found, Scene, route, shared};
use crate::extract::PlaceReferent;
use crate::extract::cover::Cover;
use crate::lexicon::places::{Care, Head};
use crate::span::Span;

/// A name that begins with a place.
const ANCHORED: &str = "place/zone";
/// A zone that the case has named before, called by its head alone.
const REFERENCE: &str = "place/zone-reference";

/// Stands before the names of zones of the first rank and is used as part of them.
const NATIONAL: &str = "国家级";

/// Ends of heads, and the characters after them that make another word: 港|口, 车站|点, 铁路|局, 新城|市, 港|片区.
const CONTINUATIONS: [(&str, &str); 21] = [
    ("水库", "群"),
    ("组团", "式出赴参观内发帮招到去考外演来入前访"),
    ("湿地", "珍公面城生资类植动"),
    ("园区", "化"),
    ("公园", "城化绿广示体里内"),
    ("区块", "链"),
    ("机场", "线群"),
    ("片区", "会"),
    ("滨江", "岸绿公大新路水空城生景风带"),
    ("冰川", "景公期融学"),
    ("公路", "局口港运客货养总段分"),
    ("峰", "会值期谷时段林山"),
    ("码头", "村镇乡社"),
    ("港", "口方澳股币资元湾务航通珠人商片新产经园华"),
    ("站", "点长式台在稳位群"),
    ("铁路", "局集公沿港线口站运"),
    ("城", "市镇区乡际"),
    ("区", "域块"),
    ("岛", "湾屿礁上内国民链域际城式湖关村镇街幼小中大学酒宾"),
    ("城际", "公合间交轨化"),
    ("高速", "发增运行推成信度轨路列动"),
];

/// What zones of many sorts are called for short.
const DEVELOPMENT: &str = "开发区";

/// Provinces that have a pilot free trade zone, by their short names.
const HAVE_FREE_TRADE_ZONES: [&str; 22] = [
    "上海",
    "广东",
    "天津",
    "福建",
    "辽宁",
    "浙江",
    "河南",
    "湖北",
    "重庆",
    "四川",
    "陕西",
    "海南",
    "山东",
    "江苏",
    "广西",
    "河北",
    "云南",
    "黑龙江",
    "北京",
    "湖南",
    "安徽",
    "新疆",
];

/// Ports of entry by what passes them, of which a town can have one each: 满洲里市|公路口岸.
const SORTS_OF_PORTS: [&str; 3] = ["公路口岸", "铁路口岸", "航空口岸"];

/// Towns and villages are called after ports, bridges and old towns: 泖港|镇, 大桥|镇, 古城|街道.
const LOCALITIES: [&str; 3] = ["镇", "街道", "村"];

/// The zones that a case has named so far.
#[derive(Default)]
pub(super) struct Zones {
    /// The core of each name, and the zone as named there.
    named: BTreeMap<String, PlaceReferent>,
}

impl Zones {
    /// The zones and facilities of a line; `names` are the places in it, `pairs` letters of two countries.
    pub(super) fn of_line(&mut self, scene: &Scene<'_>, line: Span, names: &[Found], pairs: &[Span]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let taken = Cover::new(names.iter().map(|name| name.span));
        for (range, head) in scene.lexicon.places.heads_in(&scene.text[line.range()]) {
            let noun = Span::from(range).shift(line.start);
            // 国家碳达|峰
            let before = &scene.text[line.start..noun.start];
            let mut other_word = head.full == "峰" && before.ends_with(['达', '高', '顶', '洪', '错', '迎']);
            // 王春|峰　自然资源部党组成员: a person, by whose name the line of a list begins.
            let rest = &scene.text[noun.end..line.end];
            other_word |= head.full == "峰" && before.chars().count() < 3 && rest.starts_with(char::is_whitespace);
            other_word |= is_of_person(scene, before, head.full);
            // 自然保护区|试验区 is a part of it.
            let of_reserve = head.full == "试验区" && before.ends_with("保护区");
            let goes_on = goes_on(rest, noun, scene) || head.care == Care::Ends && !ends_there(rest);
            if taken.overlaps(noun) {
                // 湘河、|拉洛水利枢纽: what the lists know shares its noun too.
                let known = || names.iter().find(|name| name.span.end == noun.end && name.rule == LISTED);
                let known = if head.route || head.shared { known() } else { None };
                if let Some(known) = known.filter(|_| head.route) {
                    found.extend(route::before_known(scene, line, names, known.span, (noun, head)).into_iter().rev());
                }
                if let Some(known) = known.filter(|_| head.shared) {
                    found.extend(shared::shared(scene, line, names, (noun, head), Some(known)).into_iter().rev());
                }
                continue;
            }
            if of_reserve || other_word || goes_on {
                continue;
            }
            if head.route {
                let routes = route::routes(scene, line, names, noun, head);
                if !routes.is_empty() {
                    found.extend(routes.into_iter().rev());
                    continue;
                }
            }
            let reader = Reader { scene, line, names, pairs, zones: &found, noun, head };
            if let Some(zone) = reader
                .national()
                .or_else(|| reader.anchored())
                .or_else(|| reader.lettered())
                .or_else(|| reader.second_port())
                .or_else(|| reader.quoted())
                .or_else(|| reader.by_rail())
                .or_else(|| reader.bare(!self.named.is_empty()))
                .or_else(|| self.reference(&reader))
            {
                if let PlaceReferent::Named { name, .. } = &zone.referent {
                    self.named.entry(core(name)).or_insert_with(|| zone.referent.clone());
                }
                // 前湾港|码头 is one facility.
                let whole = head.kind == "facility" && zone.rule == ANCHORED;
                // So is 湖滨新城|开发区, but not 自由贸易试验区|南宁片区.
                let longer = zone.rule == ANCHORED && head.full.ends_with("开发区");
                let begins_it = |part: &Found| {
                    longer && part.span.start == zone.span.start && scene.text[part.span.range()].ends_with("新城")
                };
                if found.last().is_some_and(|part| {
                    part.span.end == noun.start && ((whole && is_facility(part)) || begins_it(part))
                }) {
                    found.pop();
                }
                if head.shared {
                    found.extend(shared::shared(scene, line, names, (noun, head), Some(&zone)).into_iter().rev());
                }
                found.push(zone);
            } else if head.shared {
                found.extend(shared::shared(scene, line, names, (noun, head), None).into_iter().rev());
            }
        }
        found
    }

    /// 产业园: the zone that the case has named, if it is the only one and its name ends so.
    fn reference(&self, reader: &Reader<'_>) -> Option<Found> {
        let (words, _) = reader.words_before();
        let other = || self.named.keys().any(|core| core.contains("自由贸易"));
        if let Some(zone) = reader.own_free_trade_zone().filter(|_| words.is_empty() && !other()) {
            return Some(zone);
        }
        // 打造|旅游度假区: any of them.
        if !words.is_empty() || reader.head.kind != "zone" || !reader.head.bare || reader.head.full == "旅游度假区"
        {
            return None;
        }
        let noun = &reader.scene.text[reader.noun.range()];
        let (core, place) = self.named.first_key_value().filter(|_| self.named.len() == 1)?;
        core.ends_with(noun).then(|| Found::new(reader.noun, REFERENCE, place.clone()))
    }
}

/// 副市长刘云|峰: whether the noun is the last character of a person's name behind a title.
fn is_of_person(scene: &Scene<'_>, before: &str, noun: &str) -> bool {
    let one = noun.chars().nth(1).is_none();
    let shorter = before.char_indices().next_back().map_or("", |(at, _)| &before[..at]);
    one && [before, shorter].into_iter().any(|words| scene.lexicon.places.ends_in_surname(words))
}

fn is_facility(place: &Found) -> bool {
    matches!(place.referent, PlaceReferent::Named { kind: "facility", .. })
}

/// Whether another word goes on from the head.
fn goes_on(after: &str, noun: Span, scene: &Scene<'_>) -> bool {
    let surface = &scene.text[noun.range()];
    // 甘肃公路|建设集团: a body.
    let body = ["建设集团", "建设公司", "建设局", "建设投资", "建设管理", "建设有限"];
    if surface.ends_with("公路") && body.iter().any(|body| after.starts_with(body)) {
        return true;
    }
    // 北仑港|通关, though 港通 begins another word.
    if surface.ends_with('港') && after.starts_with("通关") {
        return false;
    }
    let town = !surface.ends_with(['区', '园', '基']) && LOCALITIES.iter().any(|head| after.starts_with(head));
    town || CONTINUATIONS.iter().any(|(end, next)| surface.ends_with(end) && after.starts_with(|c| next.contains(c)))
}

/// Whether a name may end before the rest of a line: a mark, another of a list, a stage of the works, or what is done to it.
fn ends_there(rest: &str) -> bool {
    const NEXT: [&str; 27] = [
        "等", "和", "及", "与", "以及", "一期", "二期", "三期", "四期", "五期", "1号", "2号", "3号", "4号", "5号",
        "6号", "7号", "8号", "项目", "工程", "开工", "投产", "投运", "建成", "核准", "通水", "扩建",
    ];
    !rest.starts_with(|c: char| c.is_alphanumeric()) || NEXT.iter().any(|word| rest.starts_with(word))
}

/// What is known around one head.
struct Reader<'a> {
    scene: &'a Scene<'a>,
    line: Span,
    names: &'a [Found],
    pairs: &'a [Span],
    zones: &'a [Found],
    noun: Span,
    head: Head,
}

impl Reader<'_> {
    /// 自贸试验区 in a text about a province that has one.
    fn own_free_trade_zone(&self) -> Option<Found> {
        let code = self.scene.context.province?;
        let division = self.scene.register().division(code)?;
        let before = &self.scene.text[self.line.start..self.noun.start];
        let others = ["各", "国内", "其他", "全国", "）", "区", "省", "港"].iter().any(|word| before.ends_with(word));
        let own = self.head.full == "自由贸易试验区" && HAVE_FREE_TRADE_ZONES.contains(&division.short) && !others;
        let name = format!("中国（{}）自由贸易试验区", division.short);
        let within = Some(Box::new(PlaceReferent::Admin(code)));
        own.then(|| Found::new(self.noun, REFERENCE, PlaceReferent::Named { name, kind: "zone", within }))
    }

    /// 兰白定临|城市群, 济青|都市圈: a region called by letters of its cities.
    fn lettered(&self) -> Option<Found> {
        let head = self.head.full;
        let of_cities = ["都市圈", "城市群", "经济带", "经济圈", "经济走廊"].contains(&head);
        let called = of_cities.then(|| route::routes(self.scene, self.line, self.names, self.noun, self.head));
        called.and_then(|called| called.into_iter().next()).or_else(|| self.along())
    }

    /// 沿沪杭|产业创新带, 环巢湖|科创圈: a belt along the cities whose letters it is called by or around a lake, and what it is for.
    fn along(&self) -> Option<Found> {
        if self.head.kind != "region" {
            return None;
        }
        let before = &self.scene.text[self.line.start..self.noun.start];
        let (start, along) =
            before.char_indices().rev().take(BARE_CHARACTERS * 3).find(|(_, c)| matches!(c, '沿' | '环'))?;
        let words = &before[start + along.len_utf8()..];
        let places = &self.scene.lexicon.places;
        let mut cuts = words.char_indices().map(|(at, _)| at).chain([words.len()]).skip(2).take(BARE_CHARACTERS);
        let water = |name: &str| {
            name.ends_with(['湖', '海', '江', '河', '山'])
                && places.name_at(name).is_some_and(|(end, _)| end == name.len())
        };
        cuts.find(|at| {
            let name = &words[..*at];
            (route::letters(self.scene, name) == Some(0) || water(name)) && places.is_topic(&words[*at..])
        })?;
        let span = Span::new(self.line.start + start, self.noun.end);
        let name = self.scene.text[span.range()].to_owned();
        Some(Found::new(span, ANCHORED, PlaceReferent::Named { name, kind: self.head.kind, within: None }))
    }

    /// 国家网络安全产业园区|（长沙）: a national zone for something, and where it is.
    fn national(&self) -> Option<Found> {
        const STATE: &str = "国家";
        let inner = self.scene.text[self.noun.end..self.line.end]
            .strip_prefix('（')
            .map(|_| self.noun.end + '（'.len_utf8())?;
        let place = self.names.iter().find(|name| name.span.start == inner && name.admin().is_some())?;
        let closed = self.scene.text[place.span.end..self.line.end].starts_with('）');
        let before = &self.scene.text[self.line.start..self.noun.start];
        let start = before.rfind(STATE).filter(|at| {
            let purpose = &before[at + STATE.len()..];
            self.head.kind == "zone"
                && (2..=BARE_CHARACTERS * 2).contains(&purpose.chars().count())
                && purpose.chars().all(char::is_alphabetic)
        })?;
        let span = Span::new(self.line.start + start, place.span.end + '）'.len_utf8());
        let name = self.scene.text[span.range()].to_owned();
        let within = Some(Box::new(place.referent.clone()));
        closed.then(|| Found::new(span, ANCHORED, PlaceReferent::Named { name, kind: "zone", within }))
    }

    /// “金长城”|遗址: what is called by quoted words.
    fn quoted(&self) -> Option<Found> {
        const CALLED: [&str; 12] = [
            "遗址",
            "田园综合体",
            "公园",
            "小镇",
            "特色小镇",
            "景区",
            "旅游区",
            "度假区",
            "步行街",
            "古镇",
            "风情园",
            "商圈",
        ];
        const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;
        if !CALLED.contains(&self.head.full) {
            return None;
        }
        let before = self.scene.text[self.line.start..self.noun.start].strip_suffix('”')?;
        let open = before.rfind('“')?;
        let name = &before[open + '“'.len_utf8()..];
        let called = LENGTHS.contains(&name.chars().count())
            && name.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
            && !name.ends_with(['式', '型', '化', '级', '性'])
            && !self.scene.lexicon.places.is_topic(name)
            && !self.scene.lexicon.places.is_common(name);
        let span = Span::new(self.line.start + open, self.noun.end);
        let name = format!("{name}{}", self.head.full);
        let referent = PlaceReferent::Named { name, kind: self.head.kind, within: self.scene.within() };
        called.then(|| Found::new(span, BARE, referent))
    }

    /// 火车|北站: the station of the town on that side.
    fn by_rail(&self) -> Option<Found> {
        let before = &self.scene.text[self.line.start..self.noun.start];
        let of_side = ["北站", "南站", "东站", "西站"].contains(&self.head.full);
        let sort = ["火车", "高铁"].iter().find(|sort| of_side && before.ends_with(**sort))?;
        let span = Span::new(self.noun.start - sort.len(), self.noun.end);
        let name = self.scene.text[span.range()].to_owned();
        let referent = PlaceReferent::Named { name, kind: self.head.kind, within: self.scene.within() };
        Some(Found::new(span, ANCHORED, referent))
    }

    /// 绥芬河铁路口岸、|公路口岸: the other port of the town.
    fn second_port(&self) -> Option<Found> {
        let head = self.head.full;
        let last = self.zones.last().filter(|_| SORTS_OF_PORTS.contains(&head))?;
        let between = &self.scene.text[last.span.end.min(self.noun.start)..self.noun.start];
        let PlaceReferent::Named { name, kind, within } = &last.referent else { return None };
        let town = SORTS_OF_PORTS.iter().find_map(|sort| name.strip_suffix(sort)).filter(|town| !town.is_empty())?;
        let referent = PlaceReferent::Named { name: format!("{town}{head}"), kind, within: within.clone() };
        matches!(between, "、" | "和" | "与" | "及").then(|| Found::new(self.noun, ANCHORED, referent))
    }
}

/// Forms of one name in a case (国家级柳州产业园, 广西（柳州）产业园) become one: the longest.
pub(super) fn one_name_each(found: &mut [Found]) {
    let mut longest: BTreeMap<String, String> = BTreeMap::new();
    for place in found.iter() {
        if let PlaceReferent::Named { name, .. } = &place.referent {
            let known = longest.entry(core(name)).or_default();
            if name.chars().count() > known.chars().count() {
                known.clone_from(name);
            }
        }
    }
    let whole: Vec<String> = longest.values().filter(|name| name.ends_with(DEVELOPMENT)).cloned().collect();
    for place in found {
        let PlaceReferent::Named { name, .. } = &mut place.referent else { continue };
        if let Some(full) = longest.get(&core(name)) {
            name.clone_from(full);
        }
        // 柳河|开发区 beside 柳河|经济|开发区.
        if let Some(stem) = name.strip_suffix(DEVELOPMENT) {
            let mut fuller = whole.iter().filter(|full| full.len() > name.len() && full.starts_with(stem));
            if let Some(full) = fuller.next().filter(|_| fuller.next().is_none()) {
                *name = full.clone();
            }
        }
    }
}

/// What forms of one name share: no rank before it, and the city instead of province and city （柳州）.
fn core(name: &str) -> String {
    const RANKS: [&str; 2] = [NATIONAL, "省级"];
    let name = RANKS.iter().find_map(|rank| name.strip_prefix(rank)).unwrap_or(name);
    match name.split_once('（') {
        Some((before, inner)) if before != "中国" && !before.is_empty() => inner.replacen('）', "", 1),
        _ => name.to_owned(),
    }
}
