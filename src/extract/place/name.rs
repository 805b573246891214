//! Names that a register or list has: `南宁市`, `广西`, `恭城`, `越南芒街市`, `粤港澳大湾区`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::natural::natural;
use super::traffic::with_city;
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::extract::context::heads_body;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::places::{Listed, Meaning, Need};
use crate::lexicon::register::{Division, Level};
use crate::span::Span;

const FULL: &str = "place/full-name";
const COUNTRY: &str = "place/country";
pub(super) const LISTED: &str = "place/listed";
const FOREIGN: &str = "place/foreign";

/// How many names to either side may show that a name is one of their list.
const SISTERS: usize = 3;

/// A name and what it can mean.
pub(super) type Hit = (Span, Meaning);

/// What stands around the names of a line.
pub(super) struct Around<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) said: &'a Said,
    pub(super) line: Span,
    /// All names of the line.
    pub(super) hits: &'a [Hit],
    /// What those before have been read as.
    pub(super) found: &'a [Found],
    /// The area named last in the lines before.
    pub(super) last: Option<&'static str>,
}

/// Words that begin with the last character of a full name and make it a short one: 桂林|市场, 青秀|区域.
const NEXT_WORDS: [(&str, &[&str]); 3] = [
    ("市", &["场", "民营", "值", "容", "面", "价", "政工程", "政设施"]),
    ("区", &["域", "块", "位", "间"]),
    ("县", &["域", "级"]),
];

/// After the name of a country: a town or province of it that no list has.
static FOREIGN_TAIL: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[\p{Han}]{2,5}?(?:特别市|直辖市|省|市|府|邦)"));

/// After the name of a town abroad: a part of it.
static FOREIGN_PART: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[\p{Han}]{2,6}?[区县州]"));

/// After 中国: the rest of the name of a fair, forum, congress, contest, prize or festival: 中国（山西）特色农产品交易博览会.
static EVENT: LazyLock<Pattern> = LazyLock::new(|| {
    let expression = "^(?:（[\\p{Han}·]{2,8}）|[—－-][\\p{Han}]{2,8})?(?P<words>[\\p{Han}“”]{0,16}?)(?:博览会|博览交易会|交易大会|交易会|展览会|展销会|洽谈会|论坛|峰会|旅发大会|创新大会|发展大会|投资大会|年会|大赛|设计奖|质量奖|专利奖|品牌奖|丰收节|文化节|艺术节|旅游节|优秀旅游城市|休闲乡村|最美乡村|历史文化名[城镇村])|^(?:江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|山西|河北|吉林|辽宁|黑龙江|内蒙古|台湾|西部)网";
    pattern(expression)
});

/// What a case names beyond doubt.
#[derive(Default)]
pub(super) struct Said {
    /// Codes of the divisions it names in full.
    divisions: BTreeSet<&'static str>,
    /// Full names of the entries of the lists.
    listed: BTreeSet<&'static str>,
    /// The province that all names lie in that can be nothing else; more than one where they lie in several.
    provinces: BTreeSet<&'static str>,
}

impl Said {
    /// Of the names of each line.
    pub(super) fn new(scene: &Scene<'_>, lines: &[Vec<Hit>]) -> Self {
        let mut said = Self::default();
        for hits in lines {
            for (at, (span, meaning)) in hits.iter().enumerate() {
                match meaning {
                    Meaning::Full => {
                        let surface = &scene.text[span.range()];
                        let joined = at > 0 && hits[at - 1].0.end == span.start;
                        let alone = joined
                            || scene.lexicon.places.need(surface) != Need::Above
                            || heads_body(scene.text, *span, scene.lexicon);
                        let (near, year) = (scene.context.place(), scene.context.year);
                        let division = scene.register().resolve_in(surface, near, year).filter(|_| alone);
                        said.divisions.extend(division.map(|division| division.code));
                        said.provinces
                            .extend(division.and_then(|own| scene.register().province(own.code)).map(|own| own.code));
                    }
                    Meaning::Short if scene.lexicon.places.need(&scene.text[span.range()]) == Need::Nothing => {
                        let named = scene.register().short_named(&scene.text[span.range()]);
                        let mut wide = named.filter(|division| division.level != Level::County);
                        let province = wide.next().and_then(|own| scene.register().province(own.code));
                        said.provinces.extend(province.map(|own| own.code));
                    }
                    Meaning::Listed(listed) if !listed.weak => {
                        said.listed.insert(listed.name);
                    }
                    _ => {}
                }
            }
        }
        said
    }

    /// The province that all of the case's names lie in.
    pub(super) fn province(&self) -> Option<&'static str> {
        self.provinces.first().copied().filter(|_| self.provinces.len() == 1)
    }

    /// Whether the case names a division in full.
    pub(super) fn names(&self, division: &Division) -> bool {
        self.divisions.contains(division.code)
    }
}

/// The names of a line, of those that can be one (`hits`), each with what stands right before it and only locates it, which
/// goes to the holders; `last` is the area named last before.
pub(super) fn names(
    scene: &Scene<'_>,
    (line, hits): (Span, &[Hit]),
    said: &Said,
    last: Option<&'static str>,
    holders: &mut Vec<Found>,
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut event_ends = line.start;
    for at in 0..hits.len() {
        let (span, meaning) = hits[at];
        if span.start < event_ends || found.last().is_some_and(|before| before.span.end > span.start) {
            continue;
        }
        if let Some(event) = event(scene, line, span) {
            event_ends = event;
            continue;
        }
        let around = Around { scene, said, line, hits, found: &found, last };
        // 长江|江苏|段: the stretch, the river and the area.
        if let Some(reach) = around.reach(at, span, meaning) {
            holders.push(reach);
            holders.push(
                match meaning {
                    Meaning::Listed(listed) => of_list(span, Listed { weak: false, ..listed }, said),
                    _ => None,
                }
                .unwrap_or_else(|| natural(scene, LISTED, span)),
            );
            continue;
        }
        let Some(place) = around.read(at, span, meaning).or_else(|| around.inside(at)) else { continue };
        let mut place = with_city(scene, line, &mut found, place);
        abroad_with_kind(scene, line, &mut place);
        let foreign = foreign(scene, line, &place);
        push(scene, &mut found, holders, place);
        if let Some(foreign) =
            foreign.filter(|foreign| hits.get(at + 1).is_none_or(|next| next.0.start >= foreign.span.end))
        {
            push(scene, &mut found, holders, foreign);
        }
    }
    found
}

/// Where the name of a fair, forum, prize or festival ends that begins with 中国.
fn event(scene: &Scene<'_>, line: Span, country: Span) -> Option<usize> {
    if &scene.text[country.range()] != "中国" {
        return None;
    }
    let event = EVENT.captures(&scene.text[country.end..line.end])?;
    let words = event.name("words").map_or("", |words| words.as_str());
    (!scene.lexicon.places.is_generic(words)).then(|| country.end + event[0].len())
}

/// The names that stand in a line, whatever they turn out to be.
pub(super) fn hits(scene: &Scene<'_>, line: Span) -> Vec<Hit> {
    let names = scene.lexicon.places.names_in(&scene.text[line.range()]);
    let hits = names.map(|(range, meaning)| (Span::from(range).shift(line.start), meaning));
    hits.map(|hit| bordered(scene, line, hit).unwrap_or(hit)).collect()
}

/// 西连|江西: what borders on the other side of a direction, where a name begins with the word that says so.
fn bordered(scene: &Scene<'_>, line: Span, (span, meaning): Hit) -> Option<Hit> {
    let (before, name) = (&scene.text[line.start..span.start], &scene.text[span.range()]);
    let verb = name.chars().next().filter(|verb| "连接邻临靠".contains(*verb))?;
    if meaning != Meaning::Short || !before.ends_with(['东', '南', '西', '北']) {
        return None;
    }
    let from = span.start + verb.len_utf8();
    let (range, next) = scene.lexicon.places.names_in(&scene.text[from..line.end]).next()?;
    (range.start == 0).then(|| (Span::from(range).shift(from), next))
}

impl Around<'_> {
    fn read(&self, at: usize, span: Span, meaning: Meaning) -> Option<Found> {
        match meaning {
            // 《中华人民共和国行政处罚法》 speaks of no place.
            Meaning::Country("CN") if self.scene.text[..span.start].ends_with(['《', '〈']) && self.is_state(span) => {
                None
            }
            // “中国河北”门户网站
            Meaning::Country("CN") if self.is_quoted_with_area(at, span) => None,
            Meaning::Country(code) => Some(Found::new(span, COUNTRY, PlaceReferent::Country(code))),
            Meaning::Listed(listed)
                if listed.kind == "natural"
                    && (self.names_a_body(span)
                        || self.begins_a_quoted_name(span)
                        || self.is_praised(span)
                        || self.names_a_locality(span)) =>
            {
                None
            }
            // 北大荒|集团
            Meaning::Listed(listed)
                if listed.kind == "region"
                    && (self.is_a_direction(span)
                        || self.names_what_is_called_so(span)
                        || self.is_half_of_both(span)) =>
            {
                None
            }
            // 发展|湾区|经济: any bay.
            Meaning::Listed(_) if self.is_any_bay(span) => None,
            Meaning::Listed(listed) if listed.kind == "facility" && self.begins_a_word_of_traffic(span) => None,
            Meaning::Listed(listed) if listed.kind == "natural" && self.begins_a_province(span) => None,
            // 太行山|革命老区 is one, 革命老区 alone are all of them.
            Meaning::Listed(_) if self.is_of_many(span) => None,
            Meaning::Listed(listed) => of_list(span, listed, self.said).or_else(|| {
                let meant = self.is_beside_region(at) || self.is_of_the_area(listed);
                of_list(span, Listed { weak: false, ..listed }, self.said).filter(|_| meant)
            }),
            // 南临|南海: the sea, though a district is called so.
            Meaning::Full | Meaning::Short if self.names_a_sea(span) => Some(natural(self.scene, LISTED, span)),
            // 黑河中游 is the river, though the register has a city of that name, and 大兴安岭西侧 the mountains.
            Meaning::Full | Meaning::Short if self.names_a_river(span) => self.feature(span),
            Meaning::Short if self.ends_a_side(span) || self.names_a_site(span) || self.begins_with_noun(span) => None,
            Meaning::Full => self.full(at, span),
            Meaning::Short => self.short(at, span),
            Meaning::Trap => None,
        }
    }

    /// Whether a name is that of the state in full.
    fn is_state(&self, span: Span) -> bool {
        &self.scene.text[span.range()] == "中华人民共和国"
    }

    /// Whether a name and the next one after it are all that stands in quotation marks.
    fn is_quoted_with_area(&self, at: usize, span: Span) -> bool {
        let next = self.hits.get(at + 1).filter(|next| next.0.start == span.end);
        self.scene.text[..span.start].ends_with('“')
            && next.is_some_and(|next| self.scene.text[next.0.end..].starts_with('”'))
    }

    /// Whether the word of a body follows: 黄河财险, 长江证券, 珠江实业.
    fn names_a_body(&self, span: Span) -> bool {
        let rest = &self.scene.text[span.end..self.line.end];
        self.scene.lexicon.places.cues.begins_body(rest)
    }

    /// 陕西|网: whether a province or city is called so in the name of a site of the press.
    fn names_a_site(&self, span: Span) -> bool {
        const TELLS: [&str; 9] = ["向", "将", "记者", "讯", "报道", "客户端", "消息", "发布", "获悉"];
        let rest = self.scene.text[span.end..self.line.end].strip_prefix('网');
        rest.is_some_and(|rest| {
            !rest.starts_with(char::is_alphanumeric) || TELLS.iter().any(|verb| rest.starts_with(verb))
        })
    }

    /// 大安|镇江|林村: whether a name begins with the noun of a town that stands before it.
    fn begins_with_noun(&self, span: Span) -> bool {
        const LONGEST: usize = 4;
        let name = &self.scene.text[span.range()];
        let Some(noun) = ["镇", "乡"].iter().find(|noun| name.starts_with(**noun)) else { return false };
        let before = &self.scene.text[self.line.start..span.start];
        let province = self.scene.context.province.map_or("", |code| &code[..2]);
        let starts = before.char_indices().rev().take(LONGEST).take_while(|(_, c)| c.is_alphabetic()).skip(1);
        let towns = starts.flat_map(|(at, _)| self.scene.lexicon.townships.named(&before[at..]));
        let mut here = towns.filter(|town| town.kind == *noun && town.county.starts_with(province));
        here.next().is_some()
    }

    /// Whether the form of a company or games follow a region: 北大荒集团, 亚洲冬季运动会.
    fn names_what_is_called_so(&self, span: Span) -> bool {
        static CALLED: LazyLock<Pattern> = LazyLock::new(|| {
            pattern(
                "^(?:集团|股份|证券|银行|商砼|水泥|建材|(?:冬季|夏季|青年|残疾人|少年)?(?:运动会|锦标赛|杯[^中水])|[冬夏]季运动)",
            )
        });
        CALLED.is_match(&self.scene.text[span.end..self.line.end])
    }

    /// Whether a name of the lists needs the name of a place right before it, and none stands there.
    fn is_of_many(&self, span: Span) -> bool {
        self.scene.lexicon.places.need(&self.scene.text[span.range()]) == Need::Above
            && self.found.last().is_none_or(|before| before.span.end != span.start)
    }

    /// 城市副中心 in a text on 北京: whether what a word means lies in the province of the text.
    fn is_of_the_area(&self, listed: Listed) -> bool {
        let register = self.scene.register();
        self.scene.context.province.zip(listed.division).is_some_and(|(own, code)| register.is_within(code, own))
    }

    /// A name that begins inside one that is none: 宁夏 in 新宁夏, which begins like 新宁.
    fn inside(&self, at: usize) -> Option<Found> {
        let (outer, meaning) = self.hits[at];
        if meaning != Meaning::Short && !self.begins_a_province(outer) {
            return None;
        }
        let next = self.hits.get(at + 1).map_or(self.line.end, |next| next.0.start);
        let words = &self.scene.text[outer.range()];
        let starts = words.char_indices().skip(1).map(|(from, _)| outer.start + from);
        let mut names = starts.filter_map(|start| {
            let (length, meaning) = self.scene.lexicon.places.name_at(&self.scene.text[start..self.line.end])?;
            let span = Span::new(start, start + length);
            (span.end > outer.end && span.end <= next).then_some((span, meaning))
        });
        names.find_map(|(span, meaning)| self.read(at, span, meaning))
    }

    /// A full name; where a word begins with its last character (桂林市场) the short one.
    fn full(&self, at: usize, span: Span) -> Option<Found> {
        let surface = &self.scene.text[span.range()];
        let after = &self.scene.text[span.end..];
        let register = self.scene.register();
        // 东乡县 was one in 江西, and is what 东乡族自治县 is called.
        let common = register.short_named(surface).filter(|own| own.common == Some(surface));
        let division = self.choose(span, register.named(surface).chain(common))?;
        if self.scene.lexicon.places.need(surface) == Need::Above && !self.is_district(at, span, division) {
            return None;
        }
        // 自然资源|和县人大: "and" another, unless its province is the one spoken of.
        let joins = || {
            self.scene.text[..span.start].chars().next_back().is_some_and(|c| c.is_alphabetic() || "”》）".contains(c))
        };
        let own = || {
            self.follows_its_own(span, division) || self.scene.context.place().is_some_and(|near| near == division.code)
        };
        if self.scene.lexicon.places.need(surface) == Need::Near && joins() && !own() {
            return None;
        }
        let cut = NEXT_WORDS
            .iter()
            .find(|(kind, words)| surface.ends_with(kind) && words.iter().any(|word| after.starts_with(word)))
            // 朝阳区|位于 "lies in", and not 区位 "location".
            .filter(|_| !["位于", "位居", "位列", "位处"].iter().any(|verb| after.starts_with(verb)));
        let span = match cut {
            Some((kind, _)) if surface.trim_end_matches(kind) == division.short => {
                Span::new(span.start, span.end - kind.len())
            }
            _ => span,
        };
        Some(Found::new(span, FULL, PlaceReferent::Admin(division.code)))
    }

    /// Whether 新市区 or 城区 is the district called so: right after its city, named so before, or among the city's districts.
    fn is_district(&self, at: usize, span: Span, division: &Division) -> bool {
        let of_the_case = self
            .scene
            .context
            .place()
            .is_some_and(|near| division.parent.is_some_and(|city| self.scene.register().is_within(near, city)));
        let plain_word = span.len() == "城区".len();
        self.follows_its_own(span, division)
            || (!plain_word && self.said.names(division))
            || heads_body(self.scene.text, span, self.scene.lexicon)
            || ((of_the_case || !plain_word) && self.has_sister(at, division))
    }

    /// Whether one of the nearest full names is that of another part of the same area.
    fn has_sister(&self, at: usize, division: &Division) -> bool {
        /// Bytes between names of one list, numbers among them.
        const NEAR: usize = 60;
        let own = self.hits[at].0;
        let around = self.hits[at.saturating_sub(SISTERS)..self.hits.len().min(at + SISTERS + 1)].iter();
        let near = |span: &Span| span.start < own.end + NEAR && own.start < span.end + NEAR;
        around.filter(|(span, meaning)| *meaning == Meaning::Full && near(span)).any(|(span, _)| {
            let named = self.scene.register().named(&self.scene.text[span.range()]);
            named.into_iter().any(|other| other.parent == division.parent && other.code != division.code)
        })
    }
}

/// Takes up a place; one that lies in the place named right before it is one mention with that (防城港市东兴市, 中国东兴), which
/// goes to the holders.
fn push(scene: &Scene<'_>, found: &mut Vec<Found>, holders: &mut Vec<Found>, mut place: Found) {
    if let Some(wide) = found.last().filter(|wide| wide.span.end == place.span.start)
        && lies_in(scene, &place.referent, &wide.referent)
    {
        let above_cities = match &wide.referent {
            PlaceReferent::Admin(code) => scene.register().division(code).is_some_and(|d| d.level == Level::Province),
            _ => true,
        };
        place.name_start = if above_cities { place.name_start } else { wide.name_start };
        place.span = wide.span.cover(place.span);
        holders.extend(found.pop());
    }
    found.push(place);
}

fn lies_in(scene: &Scene<'_>, inner: &PlaceReferent, outer: &PlaceReferent) -> bool {
    match (inner, outer) {
        (PlaceReferent::Admin(inner), PlaceReferent::Admin(outer)) => {
            inner != outer && scene.register().is_within(inner, outer)
        }
        (PlaceReferent::Admin(_), PlaceReferent::Country(country)) => *country == "CN",
        (PlaceReferent::Named { within, .. }, PlaceReferent::Country(country)) => {
            matches!(within.as_deref(), Some(PlaceReferent::Country(own)) if own == country)
        }
        _ => false,
    }
}

fn of_list(span: Span, listed: Listed, said: &Said) -> Option<Found> {
    if listed.weak && !said.listed.contains(listed.name) {
        return None;
    }
    let country = listed.country.map(PlaceReferent::Country);
    let within = country.or_else(|| listed.division.map(PlaceReferent::Admin)).map(Box::new);
    let referent = PlaceReferent::Named { name: listed.name.to_owned(), kind: listed.kind, within };
    Some(Found::new(span, LISTED, referent))
}

/// 乌兰巴托|市: takes the kind into the name of a town abroad that stands without it in the lists.
fn abroad_with_kind(scene: &Scene<'_>, line: Span, place: &mut Found) {
    let PlaceReferent::Named { kind: "admin", within: Some(_), .. } = place.referent else { return };
    let rest = &scene.text[place.span.end..line.end];
    let kind = rest.strip_prefix('市').filter(|next| !next.starts_with(['场', '民', '值', '政', '容', '面']));
    if place.rule == LISTED && kind.is_some() && !scene.text[place.span.range()].ends_with('市') {
        place.span.end += '市'.len_utf8();
    }
}

/// A town or province right after the name of a foreign country, that no list has.
fn foreign(scene: &Scene<'_>, line: Span, country: &Found) -> Option<Found> {
    let (code, tail) = match &country.referent {
        PlaceReferent::Country(code) => (*code, &FOREIGN_TAIL),
        // 乌兰巴托市|松根海尔汗区
        PlaceReferent::Named { within: Some(within), kind: "admin", .. } if country.rule == LISTED => {
            match within.as_ref() {
                PlaceReferent::Country(code) => (*code, &FOREIGN_PART),
                _ => return None,
            }
        }
        _ => return None,
    };
    if code == "CN" {
        return None;
    }
    let start = country.span.end;
    let rest = &scene.text[start..line.end];
    let tail = tail.find(rest)?;
    let words = &scene.lexicon.places;
    let stem = tail.as_str().trim_end_matches(['省', '市', '府', '邦', '区', '县', '州']);
    // 越南的城市, 泰国各府, 日本等城市, 越南市场.
    let named = stem.chars().count() > 1
        && !stem.ends_with(|c| "一二三四五六七八九十两几多各".contains(c))
        && !words.is_generic(stem)
        && !words.is_common(stem)
        && words.heads_in(tail.as_str()).next().is_none()
        && !rest[tail.end()..].starts_with(['场', '民', '值', '政', '域', '块']);
    named.then(|| {
        let within = Some(Box::new(PlaceReferent::Country(code)));
        let referent = PlaceReferent::Named { name: tail.as_str().to_owned(), kind: "admin", within };
        Found::new(Span::new(start, start + tail.end()), FOREIGN, referent)
    })
}
