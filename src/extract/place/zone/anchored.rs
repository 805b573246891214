//! Names that begin with a place or another zone: an anchor, words, the head (`广西（柳州）人力资源服务产业园`).

use super::super::Found;
use super::bare::BARE_CHARACTERS;
use super::joint::Joint;
use super::{ANCHORED, NATIONAL, Reader};
use crate::extract::PlaceReferent;
use crate::lexicon::register::{Division, Level};
use crate::span::{Span, letters_before};

/// How many places before a head can be part of its name.
const NEAREST: usize = 6;

/// Heads that name the pilot free trade zones; a province before them is enough.
pub(super) const FREE_TRADE: &str = "自由贸易";

/// What ends the names of bodies that work where they dig or pump.
pub(super) const BODIES: [&str; 4] = ["公司", "集团", "总厂", "管理局"];

/// What ends the names of sights and quarters, which are called without their county.
const OF_SIGHTS: [&str; 4] = ["景区", "片区", "自然保护区", "度假区"];

/// Parks that companies have.
const PARKS: [&str; 6] = ["产业园", "产业园区", "工业园", "科技园", "创新园", "物流园"];

/// A place or zone that a longer name can begin with.
pub(super) struct Anchor<'a> {
    pub(super) span: Span,
    /// Where the name begins: before the anchor, where 中国（ or 中国- stands before it.
    pub(super) start: usize,
    pub(super) referent: Option<&'a PlaceReferent>,
}

impl Reader<'_> {
    /// A place or zone, words, the head: one name.
    pub(super) fn anchored(&self) -> Option<Found> {
        let anchor = self.anchor()?;
        // 全市|园区 are all of them.
        if self.scene.text[anchor.span.range()].starts_with(['全', '我', '本']) {
            return None;
        }
        let middle = &self.scene.text[anchor.span.end..self.noun.start];
        // 某油田公司|甲作业区, 某市人民政府|副市长…: what is of a body of the area.
        if ["人民政府", "公司", "协会"].iter().any(|body| middle.contains(body)) {
            return None;
        }
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
        if !Joint::new(self, &anchor, middle).is_some_and(|joint| joint.is_name()) {
            return None;
        }
        if let Some(abroad) = self.of_a_country(&anchor, middle) {
            return Some(abroad);
        }
        if let Some(seat) = self.seat_of_a_body(&anchor, middle) {
            return Some(seat);
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
        // 湘阴县|虞公港: so is what has a name of its own.
        if anchor.start == anchor.span.start && self.has_own_name(&anchor, middle) {
            (name, span) = (format!("{middle}{}", self.head.full), Span::new(anchor.span.end, self.noun.end));
        }
        if self.scene.text[self.line.start..span.start].ends_with(NATIONAL) && self.head.kind == "zone" {
            span.start -= NATIONAL.len();
            name.insert_str(0, NATIONAL);
        }
        if let Some(owner) = self.known_owner(span.start).filter(|_| !middle.is_empty()) {
            span.start -= owner.len();
            name.insert_str(0, owner);
        }
        let referent = PlaceReferent::Named { name, kind: self.head.kind, within };
        Some(Found::new(span, ANCHORED, referent))
    }

    /// 中国邮政|雄安邮件智慧物流园: the company whose park it is, right before the area, if it is known over the country.
    fn known_owner(&self, start: usize) -> Option<&str> {
        const LONGEST: usize = 6;
        let run = letters_before(&self.scene.text[self.line.start..start], LONGEST);
        if run.is_empty() || !PARKS.contains(&self.head.full) {
            return None;
        }
        let known = self.scene.lexicon.organizations.known_in(run).find(|(range, _)| range.end == run.len());
        known.map(|(range, _)| &run[range.start..])
    }

    /// 俄罗斯|西伯利亚大铁路 is called so without its country.
    fn of_a_country(&self, anchor: &Anchor<'_>, middle: &str) -> Option<Found> {
        let Some(PlaceReferent::Country(code)) = anchor.referent else { return None };
        let own = *code != "CN"
            && anchor.start == anchor.span.start
            && middle.chars().count() > 1
            && !self.scene.lexicon.places.is_topic(middle);
        let name = format!("{middle}{}", self.head.full);
        let within = Some(Box::new(PlaceReferent::Country(code)));
        let span = Span::new(anchor.span.end, self.noun.end);
        own.then(|| Found::new(span, ANCHORED, PlaceReferent::Named { name, kind: self.head.kind, within }))
    }

    /// 大悟县|新四军第五师司令部旧址: the seat of a body is called by the body.
    fn seat_of_a_body(&self, anchor: &Anchor<'_>, middle: &str) -> Option<Found> {
        let called = self.head.full.ends_with("旧址") && !middle.is_empty() && self.is_full_name(anchor);
        let span = Span::new(anchor.span.end, self.noun.end);
        let name = format!("{middle}{}", self.head.full);
        let within = self.location(anchor).map(Box::new);
        called.then(|| Found::new(span, ANCHORED, PlaceReferent::Named { name, kind: self.head.kind, within }))
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
            None => national().or_else(|| self.owner(before))?,
        };
        Some(Anchor { start: self.line.start + start, ..anchor })
    }

    /// 宏远|（肇庆）|产业园: where the name of whose park it is begins that ends words.
    fn owner(&self, before: &str) -> Option<usize> {
        let run = letters_before(before, BARE_CHARACTERS + 2);
        let name = &run[self.scene.name_start(run)..];
        (PARKS.contains(&self.head.full) && self.is_bare_name(name, false)).then(|| before.len() - name.len())
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
        // 淅川县|丹江口|库区: the reservoir's alone.
        while self.head.full != "库区"
            && let Some((_, start, _)) = all.iter().find(|(span, _, referent)| {
            let between = self.scene.text.get(span.end..anchor.start);
            let closes = self.scene.text[anchor.span.end..].starts_with('）')
                || self.scene.text.get(anchor.start..anchor.span.start).is_some_and(|inner| inner.contains('）'));
            let bracket = between == Some("（") && closes;
            // 甲市（乙市）|东盟|产业合作区: whose it is, and with whom.
            let with_whom = || between == Some("）") && self.scene.text[..span.start].ends_with('（');
            let zone = matches!(referent, Some(PlaceReferent::Named { kind: "zone", .. }));
            // 甲长江大桥|乙长江大桥: one bridge after the other.
            let same = matches!(referent, Some(PlaceReferent::Named { kind: "facility", name, .. }) if name.ends_with(self.head.full));
            // 深江铁路|珠江口隧道: what a railway passes has a name of its own; 某铁路|黄河大桥 has not.
            let passed = referent.is_some_and(is_route) && !self.is_of_great_river(&anchor);
            let part = between == Some("") && (!zone || self.is_part()) && !same && !passed;
            // 甲水库—乙水库: one and the other.
            let both = matches!(referent, Some(PlaceReferent::Named { kind: "facility", .. }));
            bracket || part || with_whom() || !both && matches!(between, Some("-" | "—" | "－" | "·"))
        }) {
            anchor.start = *start;
        }
        // 西延高铁|塔坪隧道
        let passed = self.head.kind == "facility" && !self.head.route && anchor.referent.is_some_and(is_route);
        if passed && self.scene.text[anchor.span.end..self.noun.start].chars().nth(1).is_some() {
            anchor.start = anchor.span.end;
        }
        anchor.start = self.around_water(&anchor);
        let listed =
            |kind: &str| matches!(anchor.referent, Some(PlaceReferent::Named { kind: own, .. }) if *own == kind);
        let natural = listed("natural");
        // 工布江达县|巴松措景区, 宜昌市|葛洲坝片区: what is known by its own name is called so without its area.
        let sight = OF_SIGHTS.iter().any(|head| self.head.full.ends_with(head));
        if sight && (natural || listed("facility")) {
            anchor.start = anchor.span.start;
        }
        // 信江|大堤 has no bank that a town lies on.
        if self.head.kind == "facility" && natural && self.head.full != "大堤" {
            anchor.start = self.bank(anchor.start);
        }
        if self.head.kind == "zone" && natural {
            anchor.start = self.side(anchor.start);
        }
        Some(anchor)
    }

    /// 南|太湖|新区: where the name of a zone begins that lies on one side of a lake or a mountain.
    fn side(&self, natural: usize) -> usize {
        let before = &self.scene.text[self.line.start..natural];
        let side = before.chars().next_back().filter(|side| "东南西北".contains(*side));
        // 湖南|洞庭湖, 城南|太湖, 以东|太湖: the last character of another word.
        let lead = side.map_or(before, |side| &before[..before.len() - side.len_utf8()]);
        let other = self.ends_known(before)
            || lead.ends_with(['以', '之', '城', '区', '市', '县', '镇', '村', '方', '正', '向', '朝', '往'])
            || lead.ends_with(char::is_alphabetic) && !self.scene.is_bound(lead) && !self.ends_known(lead);
        side.filter(|_| !other).map_or(natural, |side| natural - side.len_utf8())
    }

    /// Whether words end with a place that has been found.
    fn ends_known(&self, words: &str) -> bool {
        let end = self.line.start + words.len();
        self.names.iter().any(|name| name.span.end == end)
    }

    /// Whether a stretch is the short name of a city right under the state: 天津|滨海国际机场.
    fn is_municipality(&self, span: Span) -> bool {
        let mut named = self.scene.register().short_named(&self.scene.text[span.range()]);
        named.any(Division::is_municipality)
    }

    /// Whether the head is one of scenic areas and ports, which are called without their county, and the anchor is a county in full.
    fn is_scenic_of(&self, anchor: &Anchor<'_>) -> bool {
        ["景区", "冰川", "峰", "竹海", "港"].iter().any(|head| self.head.full.ends_with(head))
            && self.is_full_name(anchor)
    }

    /// Where the name of a bridge begins whose bank no register has: 燕矶|长江大桥.
    fn bank(&self, river: usize) -> usize {
        let known = self.names.partition_point(|name| name.span.end <= river);
        let floor = self.names[..known].last().map_or(self.line.start, |name| name.span.end.max(self.line.start));
        let before = &self.scene.text[floor.min(river)..river];
        // 甲大桥|秭归|长江大桥: behind another.
        let other = before.rfind(self.head.full).map_or(0, |at| at + self.head.full.len());
        let run = letters_before(&before[other..], BARE_CHARACTERS);
        let word = &run[self.scene.name_start(run)..];
        if self.is_bare_name(word, false) { river - word.len() } else { river }
    }

    /// Where a name begins around what it brings water: 环|北部湾广东|水资源配置工程.
    fn around_water(&self, anchor: &Anchor<'_>) -> usize {
        let around = self.scene.text[self.line.start..anchor.start].ends_with('环');
        let of_water = self.head.full.starts_with("水资源配置") && anchor.start < anchor.span.start;
        if around && of_water { anchor.start - '环'.len_utf8() } else { anchor.start }
    }

    /// Whether an anchor is a river that has bridges of many roads.
    fn is_of_great_river(&self, anchor: &Anchor<'_>) -> bool {
        matches!(&self.scene.text[anchor.span.range()], "黄河" | "长江" | "淮河" | "汉江" | "珠江")
            && anchor.span.end == self.noun.start
    }

    /// Whether the head is one of parts of zones: of 自由贸易试验区|南宁片区, and not of a port beside a zone.
    fn is_part(&self) -> bool {
        self.scene.lexicon.places.cues.is_part(self.head.full)
    }

    /// Whether an anchor is so wide that it has many zones of every kind.
    pub(super) fn is_wide(&self, anchor: &Anchor<'_>) -> bool {
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

    /// Whether an anchor is a county or district.
    pub(super) fn is_county(&self, anchor: &Anchor<'_>) -> bool {
        let Some(PlaceReferent::Admin(code)) = anchor.referent else { return false };
        self.scene.register().division(code).is_some_and(|own| own.level == Level::County)
    }

    /// Whether an anchor is a county or district by its short name.
    pub(super) fn is_short_of_county(&self, anchor: &Anchor<'_>) -> bool {
        let Some(PlaceReferent::Admin(code)) = anchor.referent else { return false };
        let division = self.scene.register().division(code).filter(|own| own.level == Level::County);
        division.is_some_and(|own| self.scene.text[..anchor.span.end].ends_with(own.short))
    }

    /// Whether an anchor is a division by its full name.
    pub(super) fn is_full_name(&self, anchor: &Anchor<'_>) -> bool {
        let Some(PlaceReferent::Admin(code)) = anchor.referent else { return false };
        self.scene.ends_in_full(Span::new(self.line.start, anchor.span.end), code)
    }

    /// Whether works of traffic and water behind their county in full have a name without it.
    fn has_own_name(&self, anchor: &Anchor<'_>, middle: &str) -> bool {
        const WORKS: [&str; 11] =
            ["水库", "电站", "码头", "港", "灌区", "煤矿", "风电场", "水利枢纽", "油菜花海", "岛", "矿区"];
        let places = &self.scene.lexicon.places;
        let of_zone =
            || self.head.full == "岛" && matches!(anchor.referent, Some(PlaceReferent::Named { kind: "zone", .. }));
        let own = || {
            // 射阳县|射阳港, 大安市|前进水库, but 某县|中心|码头.
            let county = self.is_county(anchor) && self.is_full_name(anchor);
            county && (2..=BARE_CHARACTERS).contains(&middle.chars().count()) && !places.is_topic(middle)
        };
        WORKS.iter().any(|works| self.head.full.ends_with(works))
            && !["中心", "综合", "公共", "公用", "货运", "客运", "专用"].contains(&middle)
            && (own() || of_zone() && !middle.is_empty())
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
            // 莫干山高新区|通航智造产业园 is called as the text has it, but by the free trade zone in full.
            Some((PlaceReferent::Named { name, .. }, end)) if name.contains(FREE_TRADE) => (name.clone(), end),
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

/// Whether a place is a railway, a motorway or a channel.
fn is_route(place: &PlaceReferent) -> bool {
    const ROUTES: [&str; 6] = ["铁路", "高铁", "客运专线", "高速公路", "高速铁路", "城际"];
    matches!(place, PlaceReferent::Named { kind: "facility", name, .. } if ROUTES.iter().any(|route| name.ends_with(route)))
}
