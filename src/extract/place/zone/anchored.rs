//! Names that begin with a place or another zone: an anchor, words, the head (`广西（柳州）人力资源服务产业园`).

use super::super::Found;
use super::super::border::counts_out;
use super::bare::{BARE_CHARACTERS, past_localities};
use super::{ANCHORED, NATIONAL, Reader, SORTS_OF_PORTS};
use crate::extract::PlaceReferent;
use crate::lexicon::register::{Division, Level};
use crate::span::{Span, letters_before};

/// Characters that may stand between an anchor and a head.
const MIDDLE_CHARACTERS: usize = 12;
/// How many places before a head can be part of its name.
const NEAREST: usize = 6;

/// Heads that name the pilot free trade zones; a province before them is enough.
const FREE_TRADE: &str = "自由贸易";

/// Parks that a country or province alone can name: 德国|工业园, 贵州|科学城.
const OF_A_COUNTRY: [&str; 3] = ["工业园", "产业园", "科技园"];
const OF_A_PROVINCE: &str = "科学城";

/// What ends the names of bodies that work where they dig or pump.
pub(super) const BODIES: [&str; 4] = ["公司", "集团", "总厂", "管理局"];

/// Words that say for whom something is, between a place and what only a name may part from it: 义乌|全球|数贸中心.
const WIDE_WORDS: [&str; 3] = ["全球", "国际", "国家"];

/// A place or zone that a longer name can begin with.
struct Anchor<'a> {
    span: Span,
    /// Where the name begins: before the anchor, where 中国（ or 中国- stands before it.
    start: usize,
    referent: Option<&'a PlaceReferent>,
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
        if ["人民政府", "公司"].iter().any(|body| middle.contains(body)) {
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
            // 甲水库—乙水库: one and the other.
            let both = matches!(referent, Some(PlaceReferent::Named { kind: "facility", .. }));
            bracket || part || !both && matches!(between, Some("-" | "—" | "－" | "·"))
        }) {
            anchor.start = *start;
        }
        let natural = matches!(anchor.referent, Some(PlaceReferent::Named { kind: "natural", .. }));
        // 工布江达县|巴松措景区
        if natural && self.head.full.ends_with("景区") {
            anchor.start = anchor.span.start;
        }
        if self.head.kind == "facility" && natural {
            anchor.start = self.bank(anchor.start);
        }
        Some(anchor)
    }

    /// Whether a stretch is the short name of a city right under the state: 天津|滨海国际机场.
    fn is_municipality(&self, span: Span) -> bool {
        let mut named = self.scene.register().short_named(&self.scene.text[span.range()]);
        named.any(Division::is_municipality)
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
        let run = letters_before(before, BARE_CHARACTERS);
        let word = &run[self.scene.name_start(run)..];
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
        // 中国—上海合作组织|冰雪体育示范区: with whom.
        let partners = ["上海合作组织", "上合组织"];
        let joined = middle.strip_prefix(['—', '－', '-']);
        let partner = joined.and_then(|other| partners.iter().find_map(|partner| other.strip_prefix(partner)));
        let middle = partner.unwrap_or(middle);
        // 徐汇|滨江: the bank of the river in a district.
        if self.head.full == "滨江" && !(middle.is_empty() && self.is_short_of_county(anchor)) {
            return false;
        }
        let even = |open: char, close: char| middle.matches(open).count() == middle.matches(close).count();
        let quoted = even('“', '”') && even('（', '）') && even('(', ')');
        let spelled = quoted && middle.chars().all(|c| c.is_alphanumeric() || "（）()·-—－“”+".contains(c));
        let natural = matches!(anchor.referent, Some(PlaceReferent::Named { kind: "natural", .. }));
        // 闪电河|国家级|湿地公园
        let rank = ["国家级", "省级", "市级"].iter().find_map(|rank| middle.strip_prefix(rank));
        let middle = rank.filter(|_| natural).unwrap_or(middle);
        let middle = if self.head.is_near() && WIDE_WORDS.contains(&middle) { "" } else { middle };
        // 四川|十大古镇 are ten.
        if !spelled
            || counts_out(middle)
            || middle.starts_with(|c: char| c.is_ascii_digit()) && middle[1..].starts_with(['大', '个', '家'])
            || lexicon.organizations.name_start(middle) > 0
            || lexicon.places.is_generic(middle)
        {
            return false;
        }
        // 龙岗区|布吉街道罗岗社区|京南工业区: called without the town and the village that it lies in.
        if past_localities(middle) > 0 {
            return false;
        }
        // 甲水库—乙水库: one and the other.
        let site = matches!(anchor.referent, Some(PlaceReferent::Named { kind: "facility", .. }));
        if site && middle.starts_with(['-', '—', '－', '–']) {
            return false;
        }
        // 榆阳机场|开放|口岸: what it is to be.
        if self.head.full == "口岸" && middle == "开放" {
            return false;
        }
        // 深圳湾口岸|港方|口岸区: the port's own part of one side.
        if self.head.full == "口岸" && self.scene.text[anchor.span.range()].ends_with("口岸") {
            return false;
        }
        // 全省2022年度水库移民工作: a year is no part of a name.
        if middle.contains("年度") || middle.ends_with('年') && middle.contains(|c: char| c.is_ascii_digit()) {
            return false;
        }
        // 汉江|流域|水库: all of them.
        if self.head.kind == "facility" && middle.ends_with("流域") {
            return false;
        }
        // 油田公司|某某油田|作业区: a part of the company.
        if self.head.full == "作业区" && BODIES.iter().any(|body| middle.contains(body)) {
            return false;
        }
        if self.head.full.starts_with(FREE_TRADE) {
            return middle.is_empty();
        }
        // 庄河|石城岛|电厂, but not 武汉|燃煤|电厂.
        let name = || self.is_bare_name(middle, false) && !middle.contains(|c: char| c.is_ascii_digit());
        if self.head.is_near() && !middle.is_empty() && !name() {
            return false;
        }
        // 洞庭湖|湿地: the lake.
        if self.head.full == "湿地" && natural && middle.is_empty() {
            return false;
        }
        // 武汉公园, 武汉城市|公园 are all of them; 南湖公园 is by the lake that a district is called after.
        let by_water = || {
            middle.is_empty()
                && self.is_short_of_county(anchor)
                && self.scene.text[anchor.span.range()].ends_with(['湖', '山', '江', '河', '溪', '泉'])
        };
        if self.head.full == "公园" && !self.is_bare_name(middle, false) {
            return by_water();
        }
        // 长江|干线|码头: all of them.
        if matches!(self.head.full, "码头" | "港口" | "口岸")
            && !middle.is_empty()
            && natural
            && lexicon.places.is_topic(middle)
        {
            return false;
        }
        // 洋浦|疏|港|高速公路: a road to the port.
        if self.head.full == "港" && middle.ends_with('疏') {
            return false;
        }
        // 深圳港|国际枢纽|港: what it is.
        if self.head.full == "港" && site && !middle.is_empty() {
            return false;
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
        let of_regions = ["机场", "运河", "工程", "水资源配置"].iter().any(|end| self.head.full.ends_with(end));
        let natural =
            (self.head.kind == "natural" || of_regions) && matches!(anchor.referent, Some(PlaceReferent::Named { .. }));
        let country = matches!(anchor.referent, Some(PlaceReferent::Country(code)) if *code != "CN");
        let own_kind = middle.is_empty()
            && (self.head.full == OF_A_PROVINCE || (country && OF_A_COUNTRY.contains(&self.head.full)));
        // 黄河三角洲|国家农高区: the state gives each of them.
        // 哈大齐|国家|自主创新示范区: the one of the region.
        let own_kind = own_kind || middle == "国家" && self.head.full == "自主创新示范区";
        let natural = natural || own_kind || self.head.full.starts_with("国家") && middle.is_empty();
        // 江汉平原|生态|经济区, 环巢湖|科创圈: a part of a country that lies in more than one area has one.
        let of_region = || matches!(anchor.referent, Some(PlaceReferent::Named { .. })) && self.is_of_regions(middle);
        let of_a_province =
            lexicon.places.is_topic(middle) && !composed && !natural && self.is_wide(anchor) && !of_region();
        let any_head =
            self.head.bare && !self.head.full.ends_with("开发区") && !SORTS_OF_PORTS.contains(&self.head.full);
        let of_a_city = middle.is_empty() && any_head && self.is_full_name(anchor) && !self.is_gone_to(anchor);
        !of_a_province && !of_a_city
    }

    /// Whether the head is one of belts, circles and economic zones, which regions give their names to, with what they are for:
    /// 河西走廊|经济带 alone is the region.
    fn is_of_regions(&self, middle: &str) -> bool {
        (self.head.kind == "region" || self.head.full == "经济区") && !middle.is_empty()
            || ["科创圈", "创新带"].contains(&self.head.full)
    }

    /// 来到|乌兰浩特市工业园区: whether somebody is at what the anchor names, so that it is one.
    fn is_gone_to(&self, anchor: &Anchor<'_>) -> bool {
        const GOES: [&str; 8] = ["来到", "位于", "地处", "坐落于", "坐落在", "走进", "前往", "赴"];
        let before = &self.scene.text[self.line.start..anchor.start];
        GOES.iter().any(|verb| before.ends_with(verb))
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

    /// Whether an anchor is a county or district by its short name.
    fn is_short_of_county(&self, anchor: &Anchor<'_>) -> bool {
        let Some(PlaceReferent::Admin(code)) = anchor.referent else { return false };
        let division = self.scene.register().division(code).filter(|own| own.level == Level::County);
        division.is_some_and(|own| self.scene.text[..anchor.span.end].ends_with(own.short))
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
