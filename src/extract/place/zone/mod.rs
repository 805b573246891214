//! Zones and facilities, by the nouns that end their names: `广西（柳州）人力资源服务产业园`, `柳州市北部生态新区`, `东兴口岸`,
//! `中国（广西）自由贸易试验区南宁片区综合服务大厅`.
//!
//! A name begins with a place or another zone (`anchor`), or is a word that no register has, right before a head (`夏石产业园区`).

mod bare;

use std::collections::BTreeMap;

pub(super) use self::bare::BARE;
use self::bare::BARE_CHARACTERS;
use super::border::counts_out;
use super::{Found, Scene, route, shared};
use crate::extract::PlaceReferent;
use crate::extract::cover::Cover;
use crate::lexicon::places::Head;
use crate::lexicon::register::Level;
use crate::span::Span;

/// A name that begins with a place.
const ANCHORED: &str = "place/zone";
/// A zone that the case has named before, called by its head alone.
const REFERENCE: &str = "place/zone-reference";

/// Characters that may stand between an anchor and a head.
const MIDDLE_CHARACTERS: usize = 12;
/// How many places before a head can be part of its name.
const NEAREST: usize = 6;

/// Stands before the names of zones of the first rank and is used as part of them.
const NATIONAL: &str = "国家级";

/// Heads that name the pilot free trade zones; a province before them is enough.
const FREE_TRADE: &str = "自由贸易";

/// Ends of heads, and the characters after them that make another word: 港|口, 车站|点, 铁路|局, 新城|市, 港|片区.
const CONTINUATIONS: [(&str, &str); 13] = [
    ("机场", "线"),
    ("冰川", "景公期融学"),
    ("公路", "局口港运客货养建总段分"),
    ("峰", "会值期谷时段林山"),
    ("码头", "村镇乡社"),
    ("港", "口澳股币资元湾务航通珠人商片新产经园华"),
    ("站", "点长式"),
    ("铁路", "局集公沿港线口站运"),
    ("城", "市镇区乡际"),
    ("区", "域块"),
    ("岛", "屿礁上内国民链域际城式湖关村镇街幼小中大学酒宾"),
    ("城际", "公合间交轨化"),
    ("高速", "发增运行推成信度轨路列动"),
];

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

/// Parks that a country or province alone can name: 德国|工业园, 贵州|科学城.
const OF_A_COUNTRY: [&str; 3] = ["工业园", "产业园", "科技园"];
const OF_A_PROVINCE: &str = "科学城";

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

/// A place or zone that a longer name can begin with.
struct Anchor<'a> {
    span: Span,
    /// Where the name begins: before the anchor, where 中国（ or 中国- stands before it.
    start: usize,
    referent: Option<&'a PlaceReferent>,
}

impl Zones {
    /// The zones and facilities of a line; `names` are the places in it, `pairs` letters of two countries.
    pub(super) fn of_line(&mut self, scene: &Scene<'_>, line: Span, names: &[Found], pairs: &[Span]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let taken = Cover::new(names.iter().map(|name| name.span));
        for (range, head) in scene.lexicon.places.heads_in(&scene.text[line.range()]) {
            let noun = Span::from(range).shift(line.start);
            // 自然保护区|试验区 is a part of it.
            let of_reserve = head.full == "试验区" && scene.text[line.start..noun.start].ends_with("保护区");
            if of_reserve || taken.overlaps(noun) || goes_on(&scene.text[noun.end..line.end], noun, scene) {
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
                .anchored()
                .or_else(|| reader.second_port())
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
        if let Some(zone) = reader.own_free_trade_zone().filter(|_| words.is_empty() && self.named.is_empty()) {
            return Some(zone);
        }
        if !words.is_empty() || reader.head.kind != "zone" || !reader.head.bare {
            return None;
        }
        let noun = &reader.scene.text[reader.noun.range()];
        let (core, place) = self.named.first_key_value().filter(|_| self.named.len() == 1)?;
        core.ends_with(noun).then(|| Found::new(reader.noun, REFERENCE, place.clone()))
    }
}

fn is_facility(place: &Found) -> bool {
    matches!(place.referent, PlaceReferent::Named { kind: "facility", .. })
}

/// Whether another word goes on from the head.
fn goes_on(after: &str, noun: Span, scene: &Scene<'_>) -> bool {
    let surface = &scene.text[noun.range()];
    let town = !surface.ends_with(['区', '园', '基']) && LOCALITIES.iter().any(|head| after.starts_with(head));
    town || CONTINUATIONS.iter().any(|(end, next)| surface.ends_with(end) && after.starts_with(|c| next.contains(c)))
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
    /// A place or zone, words, the head: one name.
    fn anchored(&self) -> Option<Found> {
        let anchor = self.anchor()?;
        // 全市|园区 are all of them.
        if self.scene.text[anchor.span.range()].starts_with(['全', '我', '本']) {
            return None;
        }
        let middle = &self.scene.text[anchor.span.end..self.noun.start];
        // 天津市委|东疆保税港区: what follows a body of the area.
        if middle.starts_with('委') && self.is_full_name(&anchor) {
            return None;
        }
        let inside = middle.strip_prefix('）');
        let middle = inside.unwrap_or(middle);
        // 产业集聚区|内|云锦产业园: what lies in it.
        if middle.starts_with('内') && inside.is_none() {
            return None;
        }
        let anchor = if inside.is_some() { self.with_bracket(anchor)? } else { anchor };
        if !self.joins(&anchor, middle) {
            return None;
        }
        // 俄罗斯|西伯利亚大铁路 is called so without its country.
        if let Some(PlaceReferent::Country(code)) = anchor.referent
            && *code != "CN"
            && anchor.start == anchor.span.start
            && middle.chars().count() > 1
            && !self.scene.lexicon.places.is_topic(middle)
        {
            let name = format!("{middle}{}", self.head.full);
            let within = Some(Box::new(PlaceReferent::Country(code)));
            let span = Span::new(anchor.span.end, self.noun.end);
            return Some(Found::new(span, ANCHORED, PlaceReferent::Named { name, kind: self.head.kind, within }));
        }
        let (mut name, within) = self.name(&anchor);
        let mut span = Span::new(anchor.start, self.noun.end);
        // 陕西省|西咸新区 is called so without its province.
        if anchor.start == anchor.span.start
            && matches!(anchor.referent, Some(PlaceReferent::Admin(_)))
            && (self.is_wide(&anchor) || self.is_scenic_of(&anchor))
            && let Some(bare) = self.bare(false).filter(|bare| bare.span.start == anchor.span.end)
        {
            return Some(bare);
        }
        if self.scene.text[self.line.start..span.start].ends_with(NATIONAL) && self.head.kind == "zone" {
            span.start -= NATIONAL.len();
            name.insert_str(0, NATIONAL);
        }
        let referent = PlaceReferent::Named { name, kind: self.head.kind, within };
        Some(Found::new(span, ANCHORED, referent))
    }

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

    /// An anchor in brackets with the words before them that the name begins with: 西部（重庆）科学城.
    fn with_bracket<'a>(&self, anchor: Anchor<'a>) -> Option<Anchor<'a>> {
        let before = &self.scene.text[self.line.start..anchor.start];
        let Some(before) = before.strip_suffix('（') else { return Some(anchor) };
        let places = &self.scene.lexicon.places;
        // 国家大数据（贵州）综合试验区: what it is for.
        let national = || before.rfind("国家").filter(|at| places.is_topic(&before[*at..]));
        let start = match places.cues.quarter_at_end(before) {
            Some(quarter) => before.len() - quarter.len(),
            None => national()?,
        };
        Some(Anchor { start: self.line.start + start, ..anchor })
    }

    /// The last place, zone or pair before the head, with what belongs to the name before it.
    fn anchor(&self) -> Option<Anchor<'_>> {
        let names = &self.names[..self.names.partition_point(|name| name.span.end <= self.noun.start)];
        let places = self.zones.iter().rev().take(NEAREST).chain(names.iter().rev().take(NEAREST));
        let places = places.map(|place| (place.span, place.name_start, Some(&place.referent)));
        let pairs = &self.pairs[..self.pairs.partition_point(|pair| pair.end <= self.noun.start)];
        let pair = pairs.last().map(|pair| (*pair, pair.start, None));
        let all: Vec<_> = places.chain(pair).filter(|(span, ..)| span.end <= self.noun.start).collect();
        let last = all.iter().max_by_key(|(span, start, _)| (span.end, std::cmp::Reverse(*start)))?;
        let mut anchor = Anchor { span: last.0, start: last.1, referent: last.2 };
        if self.head.full.ends_with("机场") && self.is_municipality(Span::new(anchor.span.start, anchor.start)) {
            anchor.start = anchor.span.start;
        }
        // 中国（广西）, 广西（柳州）, 中国-东盟, 自由贸易试验区|南宁.
        while let Some((_, start, _)) = all.iter().find(|(span, _, referent)| {
            let between = self.scene.text.get(span.end..anchor.start);
            let bracket = between == Some("（") && self.scene.text[anchor.span.end..].starts_with('）');
            let zone = matches!(referent, Some(PlaceReferent::Named { kind: "zone", .. }));
            let part = between == Some("") && (!zone || self.is_part());
            bracket || part || matches!(between, Some("-" | "—" | "－" | "·"))
        }) {
            anchor.start = *start;
        }
        if self.head.kind == "facility" && matches!(anchor.referent, Some(PlaceReferent::Named { kind: "natural", .. }))
        {
            anchor.start = self.bank(anchor.start);
        }
        Some(anchor)
    }

    /// Whether a stretch is the short name of a city right under the state: 天津|滨海国际机场.
    fn is_municipality(&self, span: Span) -> bool {
        let mut named = self.scene.register().short_named(&self.scene.text[span.range()]);
        named.any(|division| division.level == Level::Province && division.name.ends_with('市'))
    }

    /// Whether the head is one of scenic areas, which are called without their county, and the anchor is a county in full.
    fn is_scenic_of(&self, anchor: &Anchor<'_>) -> bool {
        ["景区", "冰川", "峰", "竹海"].iter().any(|head| self.head.full.ends_with(head)) && self.is_full_name(anchor)
    }

    /// Where the name of a bridge begins whose bank no register has: 燕矶|长江大桥.
    fn bank(&self, river: usize) -> usize {
        let known = self.names.partition_point(|name| name.span.end <= river);
        let floor = self.names[..known].last().map_or(self.line.start, |name| name.span.end.max(self.line.start));
        let before = &self.scene.text[floor.min(river)..river];
        let han = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).take(BARE_CHARACTERS);
        let run = &before[han.last().map_or(before.len(), |(at, _)| at)..];
        let lexicon = self.scene.lexicon;
        let word = &run[lexicon.organizations.name_start(run).max(lexicon.places.name_start(run))..];
        if self.is_bare_name(word, false) { river - word.len() } else { river }
    }

    /// Whether the head is one of parts of zones: of 自由贸易试验区|南宁片区, and not of a port beside a zone.
    fn is_part(&self) -> bool {
        self.scene.lexicon.places.cues.is_part(self.head.full)
    }

    /// Whether an anchor, the words after it and the head are a name.
    fn joins(&self, anchor: &Anchor<'_>, middle: &str) -> bool {
        let lexicon = self.scene.lexicon;
        if middle.chars().take(MIDDLE_CHARACTERS + 1).count() > MIDDLE_CHARACTERS {
            return false;
        }
        let even = |open: char, close: char| middle.matches(open).count() == middle.matches(close).count();
        let quoted = even('“', '”') && even('（', '）') && even('(', ')');
        let spelled = quoted && middle.chars().all(|c| c.is_alphanumeric() || "（）()·-—－“”+".contains(c));
        // 四川|十大古镇 are ten.
        if !spelled
            || counts_out(middle)
            || lexicon.organizations.name_start(middle) > 0
            || lexicon.places.is_generic(middle)
        {
            return false;
        }
        // 全省2022年度水库移民工作: a year is no part of a name.
        if middle.contains("年度") || middle.ends_with('年') && middle.contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
        if self.head.full.starts_with(FREE_TRADE) {
            return middle.is_empty();
        }
        // 成渝省际|铁路, 白山结束不通|高铁: routes are named by the places they join, and islands by a word right before.
        let abroad = anchor.referent.is_none_or(|of| matches!(of, PlaceReferent::Country(code) if *code != "CN"));
        let plain = matches!(self.head.full, "岛" | "雪山" | "盐湖") && !middle.is_empty();
        if plain || self.head.route && !abroad {
            return ["环线", "绕城", "外环", "环城"].contains(&middle) && self.head.route;
        }
        // 广西口岸, 广西工业园区 and 桂林市园区 are all of them; 东兴口岸 is one.
        let composed = anchor.start < anchor.span.start;
        // 三江源国家公园 and 胶东国际机场 are named after regions, 长三角产业园 is none.
        let natural = (self.head.kind == "natural" || self.head.full.ends_with("机场") || self.head.full == "运河")
            && matches!(anchor.referent, Some(PlaceReferent::Named { .. }));
        let country = matches!(anchor.referent, Some(PlaceReferent::Country(code)) if *code != "CN");
        let own_kind = middle.is_empty()
            && (self.head.full == OF_A_PROVINCE || (country && OF_A_COUNTRY.contains(&self.head.full)));
        let natural = natural || own_kind;
        let of_a_province = lexicon.places.is_topic(middle) && !composed && !natural && self.is_wide(anchor);
        let any_head =
            self.head.bare && !self.head.full.ends_with("开发区") && !SORTS_OF_PORTS.contains(&self.head.full);
        let of_a_city = middle.is_empty() && any_head && self.is_full_name(anchor);
        !of_a_province && !of_a_city
    }

    /// Whether an anchor is so wide that it has many zones of every kind.
    fn is_wide(&self, anchor: &Anchor<'_>) -> bool {
        match anchor.referent {
            Some(PlaceReferent::Admin(code)) => {
                let division = self.scene.register().division(code);
                // 上海 is a city too: 上海口岸 is one.
                division.is_some_and(|area| area.level == Level::Province && !area.name.ends_with('市'))
            }
            Some(PlaceReferent::Country(_)) => true,
            Some(PlaceReferent::Named { kind, .. }) => *kind == "region",
            None => false,
        }
    }

    /// Whether an anchor is a division by its full name.
    fn is_full_name(&self, anchor: &Anchor<'_>) -> bool {
        let Some(PlaceReferent::Admin(code)) = anchor.referent else { return false };
        let division = self.scene.register().division(code);
        division.is_some_and(|division| self.scene.text[..anchor.span.end].ends_with(division.name))
    }

    /// The full name, and where it is.
    fn name(&self, anchor: &Anchor<'_>) -> (String, Option<Box<PlaceReferent>>) {
        let text = self.scene.text;
        let inner = anchor.referent.cloned();
        let within = self.location(anchor).map(Box::new).or_else(|| self.scene.within());
        if self.head.full.starts_with(FREE_TRADE)
            && let Some(PlaceReferent::Admin(code)) = &inner
            && let Some(division) = self.scene.register().division(code)
        {
            return (format!("中国（{}）{}", division.short, self.head.full), within);
        }
        let mut nearest = self.zones.iter().rev().take(NEAREST);
        let outer = nearest.find(|zone| zone.span.start == anchor.start && zone.span.end <= anchor.span.end);
        let (mut name, from) = match outer.map(|zone| (&zone.referent, zone.span.end)) {
            Some((PlaceReferent::Named { name, .. }, end)) => (name.clone(), end),
            _ => (String::new(), anchor.start),
        };
        name.push_str(&text[from..self.noun.start]);
        name.push_str(self.head.full);
        (name, within)
    }

    /// The area or zone that the name begins with: 泰州 of 泰州长江大桥; countries and regions locate too little.
    fn location(&self, anchor: &Anchor<'_>) -> Option<PlaceReferent> {
        let locates = |place: &&PlaceReferent| match place {
            PlaceReferent::Admin(_) => true,
            PlaceReferent::Country(_) => false,
            PlaceReferent::Named { kind, .. } => matches!(*kind, "zone" | "facility"),
        };
        let from = self.names.partition_point(|name| name.span.start < anchor.start);
        let first = self.names.get(from).filter(|name| name.span.end <= anchor.span.start).map(|name| &name.referent);
        anchor.referent.filter(locates).or_else(|| first.filter(locates)).cloned()
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
    for place in found {
        if let PlaceReferent::Named { name, .. } = &mut place.referent
            && let Some(full) = longest.get(&core(name))
        {
            name.clone_from(full);
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
