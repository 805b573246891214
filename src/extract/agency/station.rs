//! Bodies of places that no register has, at the beginning of a phrase: `拱北海关`, `友谊关边检站`, `昭乌达路街道办事处`,
//! `滨海经济技术开发区管委会`.

use std::sync::LazyLock;

use regex::Captures;

use super::countyless::around_towns;
use super::{Area, Body, Reader, of_context};
use crate::extract::{PlaceReferent, Referent};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::register::Level;
use crate::lexicon::set::Characters;
use crate::span::Span;

const STATION: &str = "agency/station";
const TOWN: &str = "agency/town";
const ZONE: &str = "agency/zone";

/// Customs houses, border stations and maritime offices have names of their own.
static STATIONS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?P<name>\p{Han}{2,5}?)(?P<kind>海关|边检站|出入境边防检查站|海事局)"));

/// Towns, townships, streets and villages, right after their county or at the beginning of a phrase.
static TOWNS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<town>\p{Han}{1,6}?(?:镇|乡|街道|村|社区))(?P<body>人民政府|政府|党委|党工委|党总支|党支部|办事处|村民委员会|居民委员会|村委会|居委会|委会|民委员会|(?:第?[一二三四五六七八九十\d]{1,3}届)?人民代表大会|人大主席团|人大工委|人大工作委员会|人大|纪委|武装部)",
    )
});

/// Committees that run zones, where the rules for places know no zone of the name.
static ZONES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<zone>[\p{Han}（）]{1,24}?(?:开发区|高新区|经开区|保税区|新区|园区|产业园|工业园|科技园|软件园|物流园|度假区|风景名胜区|风景区|景区|旅游区|保护区|示范区|片区|合作区|功能区|试验区|管理区|自贸区|港区|港务区|商务区|创新区|集聚区|科学城|科技城|知识城|生态城|大学城|新城|国家公园|湖|水库|灌区|运河|河道|枢纽|林区|林场))(?:[（(][\p{Han}、]{2,14}[）)])?(?P<body>管委会|管理委员会|党工委|管理处|管理局|管护中心|执行委员会|执委会)",
    )
});

/// Committees that run what no word for a zone ends, by the full word for them: 仰天岗管理委员会.
static COMMITTEES: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^(?P<zone>\p{Han}{2,10}?)(?P<body>管理委员会)"));

/// What higher bodies have in a town, and what a town has: 下渠司法所, 木渎镇综合行政执法局.
static OFFICES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<name>\p{Han}{2,4}?(?P<town>镇|乡|街道)?)(?P<kind>司法所|税务所|法庭|市场监管分局|税务分局|自然资源分局|交警中队|市场监管所|市场监督管理所|派出所|人民法庭|财政所|国土资源所|自然资源所|综合(?:行政)?执法(?:局|队|大队|中队)|(?:便民|政务|党群|综合|公共|农业|文化|养老|退役军人|企业|为民|行政|市民)服务(?:中心|站)|综治中心|社会治理中心|社会事务办(?:公室)?)",
    )
});

/// How departments of towns end, of which the rest is composed as for those of counties.
const DEPARTMENTS_OF_TOWNS: [&str; 7] = ["局", "办公室", "中心", "大队", "中队", "所", "站"];

/// Words that say which kind of office or whose it is, and name none: 基层司法所, 辖区派出所.
const NO_TOWN: [&str; 38] = [
    "巡回", "流动", "金融", "少年", "家事", "旅游", "智慧", "互联", "环境", "知识", "产权", "派出", "速裁", "审判",
    "基层", "辖区", "乡镇", "街道", "社区", "当地", "全县", "全市", "全区", "全省", "所属", "下属", "各地", "农村",
    "城区", "所在", "属地", "中心", "全国", "先进", "模范", "司法", "税务", "公安",
];

/// Words of which one is in the name of every station, town and zone.
const STATION_WORDS: [&str; 4] = ["海关", "边检站", "边防检查站", "海事局"];
const TOWN_WORDS: [&str; 14] = [
    "政府",
    "党委",
    "党工委",
    "党总支",
    "党支部",
    "办事处",
    "村民委员会",
    "居民委员会",
    "村委会",
    "居委会",
    "人民代表大会",
    "人大",
    "纪委",
    "武装部",
];
const ZONE_WORDS: [&str; 14] = [
    "管委会",
    "管理委员会",
    "党工委",
    "管理处",
    "执行委员会",
    "执委会",
    "湖管理局",
    "库管理局",
    "区管理局",
    "道管理局",
    "河管理局",
    "园管理局",
    "场管理局",
    "管护中心",
];
const OFFICE_WORDS: [&str; 23] = [
    "法庭",
    "市场监管分局",
    "税务分局",
    "自然资源分局",
    "交警中队",
    "执法大队",
    "执法中队",
    "司法所",
    "税务所",
    "市场监管所",
    "市场监督管理所",
    "派出所",
    "人民法庭",
    "财政所",
    "国土资源所",
    "自然资源所",
    "执法局",
    "执法队",
    "服务中心",
    "服务站",
    "综治中心",
    "社会治理中心",
    "社会事务办",
];
static ENDINGS: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::of_rule([&STATION_WORDS[..], &TOWN_WORDS, &ZONE_WORDS, &OFFICE_WORDS].concat()));

/// Characters after which a phrase begins.
static PHRASE_BEGINS_AFTER: Characters = Characters::of("被，。、；：“（\n与和及同由向经在对获到据将）属");

/// "On behalf of", before the body whose report it is.
const SPEAKS_FOR: &str = "我代表";

/// Words that end with one of these and are none: 由 in 自由 "free".
const WORDS_WITH_PREPOSITIONS: [&str; 10] =
    ["自由", "理由", "合同", "数据", "温和", "缓和", "总和", "存在", "普及", "应对"];

impl Reader<'_> {
    /// Stations and towns of the line.
    pub(super) fn stations(&mut self) {
        let slice = &self.text[self.line.range()];
        let ends_word = |end: usize| WORDS_WITH_PREPOSITIONS.iter().any(|word| slice[..end].ends_with(word));
        // Most lines hold none of the words that such names end in, and are not looked at phrase by phrase.
        let (mut stations, mut towns, mut zones, mut offices) = (false, false, false, false);
        for word in ENDINGS.all_in(slice).map(|hit| &slice[hit.range()]) {
            stations |= STATION_WORDS.contains(&word);
            towns |= TOWN_WORDS.contains(&word);
            zones |= ZONE_WORDS.contains(&word);
            offices |= OFFICE_WORDS.contains(&word);
        }
        for department in self.departments_of_towns() {
            self.push_new(department);
        }
        if !(stations || towns || zones || offices) {
            return;
        }
        let begins = PHRASE_BEGINS_AFTER.places(slice).map(|(at, c)| at + c.len_utf8()).filter(|&at| !ends_word(at));
        // 我代表柳江镇人民政府: for whom the speaker speaks.
        let begins = begins.chain(slice.match_indices(SPEAKS_FOR).map(|(at, word)| at + word.len()));
        let phrases: Vec<usize> = std::iter::once(0).chain(begins).map(|at| self.line.start + at).collect();
        let town = |at, area: Option<&Area>| towns.then(|| self.town(at, area)).flatten();
        let zone = |at, area: Option<&Area>| zones.then(|| self.zone(at, area)).flatten();
        let station = |at| stations.then(|| self.station(at)).flatten();
        let office = |at, area: Option<&Area>| offices.then(|| self.office_of_town(at, area)).flatten();
        let mut found: Vec<(Body, usize)> = Vec::new();
        // 支持工作的|官莲乡|党委: a town that the rules for places know, wherever it stands.
        for named in self.towns().map(|(span, _)| span.start) {
            let area = self.areas.iter().find(|area| area.span.end == named);
            found.extend(town(named, area).map(|body| (body, named)));
        }
        for area in &self.areas {
            let (at, area) = (area.span.end, Some(area));
            found.extend(town(at, area).map(|body| (body, at)));
            found.extend(zone(at, area).map(|body| (body, at)));
            found.extend(office(at, area).map(|body| (body, at)));
        }
        for at in phrases {
            found.extend(station(at).map(|body| (body, at)));
            found.extend(town(at, None).map(|body| (body, at)));
            found.extend(zone(at, None).map(|body| (body, at)));
            found.extend(office(at, None).map(|body| (body, at)));
        }
        for (body, at) in found {
            let government = self.government_beside(&body, at);
            let office = self.office(&body, body.span.end).filter(|_| body.rule == STATION);
            if self.push_new(body) {
                self.found.extend(government.into_iter().chain(office));
            }
        }
    }

    /// 洪港镇|经济发展办公室: departments of the towns that the line names.
    fn departments_of_towns(&self) -> Vec<Body> {
        let department = |(town, name): (Span, &str)| {
            let found = self.lexicon.agencies.body_at(self.rest(town.end))?;
            let own = found.template.strip_prefix("{}").filter(|_| !found.after_kind_only)?;
            let shortest = if own.ends_with(['站', '所']) { 2 } else { 3 };
            let fits = DEPARTMENTS_OF_TOWNS.iter().any(|end| own.ends_with(end)) && own.chars().count() > shortest;
            let area = self.areas.iter().find(|area| area.span.end == town.start);
            let words = Span::new(town.start, town.end + found.length);
            let written = &self.text[town.end..words.end];
            fits.then(|| self.of_town(words, area, |around| format!("{around}{name}{written}")))
        };
        let is_town = |name: &str| name.ends_with(['镇', '乡']) || name.ends_with("街道");
        self.towns().filter(|(_, name)| is_town(name)).filter_map(department).collect()
    }

    /// The towns, streets and villages that the line names.
    fn towns(&self) -> impl Iterator<Item = (Span, &str)> {
        self.places.iter().filter_map(|place| match &place.referent {
            Referent::Place(PlaceReferent::Named { name, kind: "admin", .. }) => Some((place.span, name.as_str())),
            _ => None,
        })
    }

    /// 政府 after the Party committee of a town: 晋熙镇党委、政府.
    fn government_beside(&self, committee: &Body, town: usize) -> Option<Body> {
        let (rule, end) = (committee.rule, committee.span.end);
        let rest = self.rest(end).trim_start_matches(['、', '和']);
        if rule != TOWN || !self.text[committee.span.range()].ends_with("党委") || !rest.starts_with("政府") {
            return None;
        }
        let around = committee.name.strip_prefix("中国共产党")?.strip_suffix("委员会")?;
        let end = self.line.end - rest.len() + "政府".len();
        let span = Span::new(committee.span.start.min(town), end);
        Some(Body { span, name: format!("{around}人民政府"), ..committee.clone() })
    }

    /// A part of a match that can be a name.
    fn own_name<'t>(&self, found: &Captures<'t>, part: &str) -> Option<&'t str> {
        found.name(part).map(|name| name.as_str()).filter(|name| self.lexicon.agencies.can_be_name(name))
    }

    /// Takes up a body where none is found yet, and says whether it did.
    fn push_new(&mut self, body: Body) -> bool {
        let new = !self.found.iter().any(|other| other.span.overlaps(body.span));
        if new {
            self.found.push(body);
        }
        new
    }

    fn station(&self, at: usize) -> Option<Body> {
        let found = STATIONS.captures(self.rest(at))?;
        // 被海关总署推广: the customs of the country, not a house of that name.
        // 将过去由海关…, 企业向海关申报: what is brought to the customs, and how.
        let none = |name: &str| {
            name.contains(['被', '该', '获', '将', '由', '向', '凭', '企', '给', '逃'])
                || name.starts_with(['经', '从', '在', '到', '据', '运'])
                || ["过去", "运抵", "抵达", "进出"].iter().any(|word| name.contains(word))
                || name.contains("模式")
                || name.ends_with('部')
                // 确保|海关有效监管, 研究支持对|海关特殊监管区域: what is done with the customs.
                || self.lexicon.places.is_generic(name)
                || self.lexicon.places.is_common(name)
                || self.lexicon.organizations.name_start(name) > 0
        };
        let name = self.own_name(&found, "name").filter(|name| !none(name))?;
        if self.rest(at + found[0].len()).starts_with("总署") {
            return None;
        }
        let kind = if &found["kind"] == "边检站" { "出入境边防检查站" } else { &found["kind"] };
        let span = Span::new(at, at + found[0].len());
        Some(Body { span, rule: STATION, name: format!("{name}{kind}"), area: None, form: None })
    }

    fn zone(&self, at: usize, area: Option<&Area>) -> Option<Body> {
        let committee = || {
            let found = COMMITTEES.captures(self.rest(at))?;
            (!self.lexicon.agencies.is_composed(&found["zone"])).then_some(found)
        };
        let found = ZONES.captures(self.rest(at)).or_else(committee)?;
        let zone = self.own_name(&found, "zone")?;
        // 还担任|高新区党工委…: an office that somebody holds there.
        if zone.contains("任")
            && ["担任", "兼任", "出任", "现任", "时任", "历任"].iter().any(|word| zone.contains(word))
        {
            return None;
        }
        // 自由贸易试验区… after 中国（广西） is not the beginning.
        let inside_brackets =
            self.text[..at].ends_with('）') || zone.matches('（').count() != zone.matches('）').count();
        if inside_brackets {
            return None;
        }
        let start = area.map_or(at, |area| area.span.start);
        let full = ["管理委员会", "管理局", "管理处"].contains(&&found["body"]);
        // 高新区管委会 in a text on 襄阳: the city has one.
        let city = area.is_none().then(|| self.city_of(zone)).flatten();
        let named = area.is_some() || city.is_some() || zone.chars().count() > 4 || full;
        // 潍坊高新区 is called so; 南宁市 is the area in full where a level word stands for it.
        let around =
            area.map_or("", |area| if area.is_level_word { &*area.official } else { &self.text[area.span.range()] });
        let (around, own) = city.unwrap_or((around, zone));
        let name = of_zone(&format!("{around}{own}"), &found["body"]);
        let span = Span::new(start, at + found[0].len());
        let area = area.cloned().or_else(|| of_context(self.context, &self.lexicon.register, at));
        named.then_some(Body { span, rule: ZONE, name, area, form: None })
    }

    /// The city or county that the text is about, by its short name, and the full name of that kind of its zones of which it has one.
    fn city_of(&self, zone: &str) -> Option<(&str, &str)> {
        const OF_CITIES: [&str; 2] = ["高新区", "经开区"];
        let (_, head) = OF_CITIES.contains(&zone).then(|| self.lexicon.places.heads_in(zone).next()).flatten()?;
        let division = self.lexicon.register.division(self.context.place()?)?;
        (division.level != Level::Province).then_some((division.short, head.full))
    }

    /// 震泽税务所 right behind its district, or at the beginning of a phrase.
    fn office_of_town(&self, at: usize, area: Option<&Area>) -> Option<Body> {
        let found = OFFICES.captures(self.rest(at))?;
        let name = self.own_name(&found, "name")?;
        let stem = name.trim_end_matches(['镇', '乡']).trim_end_matches("街道");
        let town = found.name("town").is_some();
        let plain = NO_TOWN.iter().any(|word| stem.contains(word))
            || stem.chars().count() < 2
            || ["省市", "市县", "县乡"].iter().any(|levels| stem.contains(levels))
            || stem.contains(['各', '该', '本', '每', '个', '的', '与', '和', '到', '为', '某', '逃'])
            || self.lexicon.places.is_common(stem)
            || self.lexicon.organizations.name_start(name) > 0
            // 将边关税务分局前移: what no mark stands before may be any of them.
            || area.is_none() && (found["kind"].ends_with("分局") || &found["kind"] == "法庭") && self.text[self.line.start..at].ends_with(char::is_alphabetic)
            // 综合行政执法局 and 便民服务中心 are those of the county too.
            || !town && !["所", "庭", "分局", "交警中队"].iter().any(|end| found["kind"].ends_with(end));
        if plain {
            return None;
        }
        let kind = match &found["kind"] {
            "市场监管所" => "市场监督管理所",
            kind => kind,
        };
        Some(self.of_town(Span::new(at, at + found[0].len()), area, |around| format!("{around}{name}{kind}")))
    }

    fn town(&self, at: usize, area: Option<&Area>) -> Option<Body> {
        let found = TOWNS.captures(self.rest(at))?;
        let town = self.own_name(&found, "town")?;
        // 范某和河南村村民委员会: what stands before 和 is no part of the village.
        if (found["body"].ends_with("民委员会") || found["body"].ends_with("委会"))
            && town.char_indices().any(|(at, c)| at > 0 && "和与及、".contains(c))
        {
            return None;
        }
        // 向|村委会|反映, 但回复需|村委会|申请: no village of that name.
        // 距|镇政府|7公里, 回到|镇政府, 原|乡党委, 以|社区居委会|为主: which one, or where something is.
        let stem = town.trim_end_matches(['村', '镇', '乡']).trim_end_matches("街道").trim_end_matches("社区");
        let preposition =
            |c: char| "向由与和及经请需给让把被对在到而但按据从为并距离至往去回以原该本各全两驻所是".contains(c);
        if stem.chars().all(preposition) || stem.ends_with(['需', '请', '让', '把', '被', '向', '距']) {
            return None;
        }
        // 郭家岭村|委会, and no 街道|委会.
        if matches!(&found["body"], "委会" | "民委员会") && !town.ends_with('村') {
            return None;
        }
        let street = area.is_none().then(|| self.around_community(town)).flatten().unwrap_or_default();
        let town = format!("{street}{town}");
        let name = |around: &str| match &found["body"] {
            "人民政府" | "政府" => format!("{around}{town}人民政府"),
            "党委" => format!("中国共产党{around}{town}委员会"),
            "党工委" => format!("中国共产党{around}{town}工作委员会"),
            "纪委" => format!("中国共产党{around}{town}纪律检查委员会"),
            "武装部" => format!("{around}{town}人民武装部"),
            "党总支" => format!("中国共产党{around}{town}总支部委员会"),
            "党支部" => format!("中国共产党{around}{town}支部委员会"),
            "村委会" | "委会" | "民委员会" => format!("{around}{town}村民委员会"),
            "居委会" => format!("{around}{town}居民委员会"),
            "人大工委" | "人大工作委员会" => format!("{around}人民代表大会常务委员会{town}工作委员会"),
            body if body.ends_with("人大") || body.ends_with("人民代表大会") => {
                format!("{around}{town}人民代表大会")
            }
            body => format!("{around}{town}{body}"),
        };
        Some(self.of_town(Span::new(at, at + found[0].len()), area, name))
    }

    /// A body of a town by its words, right behind `area` or alone, named by the county around it: a town said alone lies in
    /// the county that the case is about.
    fn of_town(&self, words: Span, area: Option<&Area>, name: impl FnOnce(&str) -> String) -> Body {
        let register = &self.lexicon.register;
        let at = Span::new(words.start, words.start);
        let county = around_towns(self.context, self.lexicon);
        let county = county.and_then(|code| super::area::of_division(at, code, "", register));
        let name = name(area.or(county.as_ref()).map_or("", |area| &*area.official));
        let span = Span::new(area.map_or(words.start, |area| area.span.start), words.end);
        // What a village does goes on in the village, which the text has named, and not in its county at large.
        let of_village = ["党支部", "党总支", "委会"].iter().any(|end| self.text[words.range()].ends_with(end));
        let area = area.cloned().or_else(|| of_context(self.context, register, words.start).filter(|_| !of_village));
        Body { span, rule: TOWN, name, area, form: None }
    }
}

/// 管委会 is short for 管理委员会, 党工委 for the Party's working committee.
fn of_zone(zone: &str, body: &str) -> String {
    match body {
        "党工委" => format!("中国共产党{zone}工作委员会"),
        "管理处" | "管理局" | "管护中心" => format!("{zone}{body}"),
        "执行委员会" | "执委会" => format!("{zone}执行委员会"),
        _ => format!("{zone}管理委员会"),
    }
}
