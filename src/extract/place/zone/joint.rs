//! Whether an anchor, the words behind it and a head are one name: `广西（柳州）|人力资源服务|产业园`, but not `武汉|燃煤|电厂`, which
//! says of which sort one is, nor `广西|口岸`, which are all of them.

use super::super::river::counts_out;
use super::Reader;
use super::anchored::{Anchor, BODIES, FREE_TRADE};
use super::bare::past_localities;
use super::called::SORTS_OF_PORTS;
use crate::extract::PlaceReferent;

/// Characters that may stand between an anchor and a head.
const MIDDLE_CHARACTERS: usize = 12;

/// Parks that a country or province alone can name: 德国|工业园, 贵州|科学城.
const OF_A_COUNTRY: [&str; 3] = ["工业园", "产业园", "科技园"];
/// Parks of which a county has one: 凤阳县|工业园区.
const OF_A_COUNTY: [&str; 6] = ["产业园", "产业园区", "工业园", "工业园区", "工业集中区", "物流园区"];
const OF_A_PROVINCE: &str = "科学城";

/// Words that say for whom something is, between a place and what only a name may part from it: 义乌|全球|数贸中心.
const WIDE_WORDS: [&str; 3] = ["全球", "国际", "国家"];

/// An anchor, words and a head that stand one behind the other.
pub(super) struct Joint<'a> {
    reader: &'a Reader<'a>,
    anchor: &'a Anchor<'a>,
    /// The words between: without with whom, which rank and for whom it is.
    middle: &'a str,
    /// The full form of the head.
    full: &'static str,
}

impl<'a> Joint<'a> {
    /// None where the words between are spelled as no name is.
    pub(super) fn new(reader: &'a Reader<'a>, anchor: &'a Anchor<'a>, middle: &'a str) -> Option<Self> {
        if middle.chars().take(MIDDLE_CHARACTERS + 1).count() > MIDDLE_CHARACTERS {
            return None;
        }
        let middle = without_partner(middle);
        if !is_spelled(middle) {
            return None;
        }
        let joint = Self { reader, anchor, middle, full: reader.head.full };
        // 徐汇|滨江: the bank of the river in a district.
        if joint.full == "滨江" && !(middle.is_empty() && reader.is_short_of_county(anchor)) {
            return None;
        }
        // 闪电河|国家级|湿地公园
        let rank = ["国家级", "省级", "市级"].iter().find_map(|rank| middle.strip_prefix(rank));
        // 丰城|国家级|农村产业融合发展示范园: for what the state gave the rank.
        let purpose = |rest: &&str| {
            let long = rest.chars().count() > 3 && joint.reader.head.kind == "zone" && !joint.reader.is_wide(anchor);
            long && middle.starts_with("国家级")
        };
        let middle = rank.filter(|rest| joint.anchor_is("natural") || purpose(rest)).unwrap_or(middle);
        let wide = reader.head.is_near() && WIDE_WORDS.contains(&middle);
        Some(Self { middle: if wide { "" } else { middle }, ..joint })
    }

    /// Whether all of it is a name.
    pub(super) fn is_name(&self) -> bool {
        let seat = self.is_of_a_body();
        if !seat && self.says_which() || self.belongs_elsewhere() || self.is_of_a_port() || self.is_of_a_water() {
            return false;
        }
        if self.full.starts_with(FREE_TRADE) {
            return self.middle.is_empty();
        }
        if seat {
            return true;
        }
        if !self.is_near_enough() {
            return false;
        }
        if self.full == "公园" && !self.reader.is_bare_name(self.middle, false) {
            return self.is_by_water()
                || self.middle.is_empty() && (self.anchor_is("natural") || self.is_of_a_harbour());
        }
        if self.is_called_otherwise() {
            return self.reader.head.route && ["环线", "绕城", "外环", "环城"].contains(&self.middle);
        }
        !self.is_one_of_many()
    }

    /// 长明港|公园: the park at a water that is called a harbour.
    fn is_of_a_harbour(&self) -> bool {
        self.anchor_is("facility") && self.reader.scene.text[self.anchor.span.range()].ends_with(['港', '湖', '河'])
    }

    /// Whether the anchor is a place of a kind that no register has.
    fn anchor_is(&self, kind: &str) -> bool {
        matches!(self.anchor.referent, Some(PlaceReferent::Named { kind: own, .. }) if *own == kind)
    }

    /// 大悟县|新四军第五师|司令部旧址: where a body of old had its seat.
    fn is_of_a_body(&self) -> bool {
        let body = ["军", "师", "旅", "团", "纵队", "支队", "委", "部", "政府", "局", "社", "会", "校", "处"];
        self.full.ends_with("旧址") && body.iter().any(|end| self.middle.ends_with(end))
    }

    /// Whether the words between count, hold one that no name has, or say when.
    fn says_which(&self) -> bool {
        let (middle, lexicon) = (self.middle, self.reader.scene.lexicon);
        // 四川|十大古镇 are ten.
        counts_out(middle)
            // 甲至|乙|段|隧道: those of a stretch; 某市|政府|口岸办: the government's.
            || middle.ends_with('段')
            || middle.starts_with("政府")
            // 甲枢纽|开机|引水, 乙水库|配套|灌区, 练江|支流北港: what is done there, and another; 华南|多地|机场: several.
            || ["多地", "各地", "开机", "配套", "支流", "干流", "周边", "沿线"].iter().any(|word| middle.contains(word))
            || middle.starts_with(|c: char| c.is_ascii_digit()) && middle[1..].starts_with(['大', '个', '家'])
            || lexicon.organizations.name_start(middle) > 0 && !self.opens_with_a_word()
            // 湘西|土家族苗族|文化生态保护区: 家 is part of a people's name.
            || lexicon.places.is_generic(middle.trim_start_matches("土家族")) && !self.opens_with_a_word()
            // 全省2022年度水库移民工作: a year is no part of a name.
            || middle.contains("年度")
            || middle.ends_with('年') && middle.contains(|c: char| c.is_ascii_digit())
    }

    /// 通渭县|后山|水库, 通榆县|向海|自然保护区: behind their county in full names begin with what are words elsewhere.
    fn opens_with_a_word(&self) -> bool {
        let places = &self.reader.scene.lexicon.places;
        let rest =
            self.middle.strip_prefix(['后', '前', '向', '同', '大', '上', '下', '中', '内', '里', '和', '从', '对']);
        let short = rest.is_some_and(|rest| (1..=2).contains(&rest.chars().count()));
        let own = short && !places.is_generic_but(self.middle, "后前向同大上下中内里和从对家");
        own && self.reader.is_county(self.anchor)
            && self.reader.is_full_name(self.anchor)
            && matches!(self.reader.head.kind, "facility" | "natural")
            && (places.is_common(self.middle) || !self.middle.starts_with('和') && !places.holds_common(self.middle))
    }

    /// Whether the head goes with something else than the anchor.
    fn belongs_elsewhere(&self) -> bool {
        // 龙岗区|布吉街道罗岗社区|京南工业区: called without the town and the village that it lies in.
        past_localities(self.middle) > 0
            || self.is_along_a_water()
            || self.is_aimed_at()
            // 甲水库—乙水库: one and the other.
            || self.middle.starts_with(['-', '—', '－', '–']) && self.anchor_is("facility")
            // 油田公司|某某油田|作业区: a part of the company.
            || self.full == "作业区" && BODIES.iter().any(|body| self.middle.contains(body))
            // 某某旅游景区|广场: a part of it.
            || self.full == "广场" && self.middle.is_empty() && self.anchor_is("zone")
            // 石渡水库|水源地|保护区 is the reservoir's; 辽河|保护区 is one.
            || self.full == "保护区" && !(self.middle.is_empty() && self.anchor_is("natural"))
            // 某某库区|荷香苑: what lies at it.
            || self.anchor_is("region") && self.full == "大观苑"
            // 甲大桥|乙|大桥: one and the other.
            || self.anchor_is("facility")
                && !self.middle.is_empty()
                && self.full == "大桥"
                && self.reader.scene.text[self.anchor.span.range()].ends_with(self.full)
    }

    /// 长江|干流|新区段: whether the stretch of a river in a zone is told of.
    fn is_along_a_water(&self) -> bool {
        self.anchor_is("natural")
            && self.reader.head.kind == "zone"
            && ["干流", "支流", "流域", "沿线", "沿岸"].contains(&self.middle)
    }

    /// 西部地区|高质量发展|先行区, 浙江省|文旅产业融合发展|示范区: what a region or a province is to be or has many of.
    fn is_aimed_at(&self) -> bool {
        const AIMS: [&str; 4] = ["先行区", "示范区", "先导区", "试验区"];
        AIMS.contains(&self.full)
            && self.middle.ends_with("发展")
            && !["一体化", "协同", "联动"].iter().any(|joint| self.middle.contains(joint))
            && self.anchor.start == self.anchor.span.start
            && self.reader.is_wide(self.anchor)
    }

    /// Whether the words are about a port or a harbour, or the head begins another word than its name.
    fn is_of_a_port(&self) -> bool {
        let middle = self.middle;
        match self.full {
            // 榆阳机场|开放|口岸: what it is to be.
            // 深圳湾口岸|港方|口岸区: the port's own part of one side.
            "口岸" if middle == "开放" || self.reader.scene.text[self.anchor.span.range()].ends_with("口岸") => {
                true
            }
            // 长江|干线|码头: all of them.
            "码头" | "港口" | "口岸" => {
                !middle.is_empty() && self.anchor_is("natural") && self.reader.scene.lexicon.places.is_topic(middle)
            }
            // 洋浦|疏|港|高速公路: a road to the port.
            // 深圳港|国际枢纽|港: what it is.
            "港" => middle.ends_with('疏') || !middle.is_empty() && self.anchor_is("facility"),
            _ => false,
        }
    }

    /// Whether the water is meant, or all that lies on it.
    fn is_of_a_water(&self) -> bool {
        // 汉江|流域|水库: all of them.
        self.reader.head.kind == "facility" && self.middle.ends_with("流域")
            // 洞庭湖|湿地: the lake.
            || self.full == "湿地" && self.middle.is_empty() && self.anchor_is("natural")
            // 青石水库|水源地: the reservoir.
            || self.full == "水源地" && self.middle.is_empty() && (self.anchor_is("natural") || self.anchor_is("facility"))
    }

    /// Whether only a name stands before a head that asks for it: 庄河|石城岛|电厂, but not 武汉|燃煤|电厂.
    fn is_near_enough(&self) -> bool {
        let name =
            || self.reader.is_bare_name(self.middle, false) && !self.middle.contains(|c: char| c.is_ascii_digit());
        !self.reader.head.is_near() || self.middle.is_empty() || name()
    }

    /// 武汉公园, 武汉城市|公园 are all of them; 南湖公园 is by the lake that a district is called after.
    fn is_by_water(&self) -> bool {
        self.middle.is_empty()
            && self.reader.is_short_of_county(self.anchor)
            && self.reader.scene.text[self.anchor.span.range()].ends_with(['湖', '山', '江', '河', '溪', '泉'])
    }

    /// 成渝省际|铁路, 白山结束不通|高铁: whether the head is of a route, which is named by the places it joins, or of an island,
    /// which is named by a word right before.
    fn is_called_otherwise(&self) -> bool {
        let abroad = self.anchor.referent.is_none_or(|of| matches!(of, PlaceReferent::Country(code) if *code != "CN"));
        let plain = matches!(self.full, "岛" | "雪山" | "盐湖") && !self.middle.is_empty();
        plain || self.reader.head.route && !abroad
    }

    /// 广西口岸, 广西工业园区, 桂林市园区 and 桂林市工业园区 are all of them; 东兴口岸 is one, as is the park of a county.
    fn is_one_of_many(&self) -> bool {
        let (reader, anchor, middle) = (self.reader, self.anchor, self.middle);
        let composed = anchor.start < anchor.span.start;
        // 江汉平原|生态|经济区, 环巢湖|科创圈: a part of a country that lies in more than one area has one.
        let of_region = || matches!(anchor.referent, Some(PlaceReferent::Named { .. })) && self.is_of_regions();
        let of_a_province = reader.scene.lexicon.places.is_topic(middle)
            && !composed
            && !self.is_the_only_one()
            && reader.is_wide(anchor)
            && !of_region();
        let any_head = reader.head.bare && !self.full.ends_with("开发区") && !SORTS_OF_PORTS.contains(&self.full);
        let of_a_city = middle.is_empty()
            && !composed
            && any_head
            && reader.is_full_name(anchor)
            && !self.is_gone_to()
            && !(OF_A_COUNTY.contains(&self.full) && reader.is_county(anchor));
        of_a_province || of_a_city
    }

    /// Whether even what is wide has only one of the head.
    fn is_the_only_one(&self) -> bool {
        let (full, bare) = (self.full, self.middle.is_empty());
        // 三江源国家公园 and 胶东国际机场 are named after regions, 长三角产业园 is none.
        let of_regions = || ["机场", "运河", "工程", "水资源配置"].iter().any(|end| full.ends_with(end));
        let after_a_region = matches!(self.anchor.referent, Some(PlaceReferent::Named { .. }))
            && (self.reader.head.kind == "natural" || of_regions());
        let country = matches!(self.anchor.referent, Some(PlaceReferent::Country(code)) if *code != "CN");
        after_a_region
            || bare && (full == OF_A_PROVINCE || country && OF_A_COUNTRY.contains(&full))
            // 哈大齐|国家|自主创新示范区: the one of the region.
            || self.middle == "国家" && full == "自主创新示范区"
            // 黄河三角洲|国家农高区: the state gives each of them.
            || bare && full.starts_with("国家")
    }

    /// Whether the head is one of belts, circles and economic zones, which regions give their names to, with what they are for:
    /// 河西走廊|经济带 alone is the region.
    fn is_of_regions(&self) -> bool {
        (self.reader.head.kind == "region" || self.full == "经济区") && !self.middle.is_empty()
            || ["科创圈", "创新带"].contains(&self.full)
    }

    /// 来到|乌兰浩特市工业园区: whether somebody is at what the anchor names, so that it is one.
    fn is_gone_to(&self) -> bool {
        const GOES: [&str; 8] = ["来到", "位于", "地处", "坐落于", "坐落在", "走进", "前往", "赴"];
        let before = &self.reader.scene.text[self.reader.line.start..self.anchor.start];
        GOES.iter().any(|verb| before.ends_with(verb))
    }
}

/// 中国—上海合作组织|冰雪体育示范区: the words without with whom.
fn without_partner(middle: &str) -> &str {
    let joined = middle.strip_prefix(['—', '－', '-']);
    let partner = joined.and_then(|other| ["上海合作组织", "上合组织"].iter().find_map(|own| other.strip_prefix(own)));
    partner.unwrap_or(middle)
}

/// Whether words have the characters of a name, and marks in pairs.
fn is_spelled(words: &str) -> bool {
    let even = |open: char, close: char| words.matches(open).count() == words.matches(close).count();
    let opened = || words.find('”').is_none_or(|close| words[..close].contains('“'));
    even('“', '”')
        && opened()
        && even('（', '）')
        && even('(', ')')
        && words.chars().all(|c| c.is_alphanumeric() || "（）()·-—－“”+".contains(c))
}
