//! Names that a register or list has, from left to right: `南宁市`, `广西`, `恭城`, `越南芒街市`, `粤港澳大湾区`; and full names of divisions. Short
//! ones are read in `short`, those of lists in `listed`, by what the case names beyond doubt (`said`).

use std::sync::LazyLock;

use super::listed::{LISTED, of_list};
use super::said::Said;
use super::traffic::with_city;
use super::{Found, Scene, abroad};
use crate::extract::PlaceReferent;
use crate::extract::context::heads_body;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::places::{Listed, Meaning, Need};
use crate::lexicon::register::{Division, Level};
use crate::span::{Span, ending};

const FULL: &str = "place/full-name";
const COUNTRY: &str = "place/country";

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

/// After 中国: the rest of the name of a fair, forum, congress, contest, prize or festival: 中国（山西）特色农产品交易博览会.
static EVENT: LazyLock<Pattern> = LazyLock::new(|| {
    let expression = "^(?:（[\\p{Han}·]{2,8}）|[—－-][\\p{Han}]{2,8})?(?P<words>[\\p{Han}“”]{0,16}?)(?:博览会|博览交易会|交易大会|交易会|展览会|展销会|洽谈会|论坛|峰会|旅发大会|创新大会|发展大会|投资大会|年会|大赛|设计奖|质量奖|专利奖|品牌奖|丰收节|文化节|艺术节|旅游节|优秀旅游城市|休闲乡村|最美乡村|历史文化名[城镇村])|^(?:江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|山西|河北|吉林|辽宁|黑龙江|内蒙古|台湾|西部)网";
    pattern(expression)
});

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
                .unwrap_or_else(|| scene.called(LISTED, span, "natural")),
            );
            continue;
        }
        let Some(place) = around.read(at, span, meaning).or_else(|| around.inside(at)) else { continue };
        let mut place = with_city(scene, line, (&mut found, holders), place);
        abroad::with_kind(scene, line, &mut place);
        let foreign = abroad::part(scene, line, &place);
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
    // 山东|临沂: the last character of a province is no side.
    if scene.register().short_named(ending(before, 2)).any(|division| division.level == Level::Province) {
        return None;
    }
    let from = span.start + verb.len_utf8();
    let (range, next) = scene.lexicon.places.names_in(&scene.text[from..line.end]).next()?;
    (range.start == 0).then(|| (Span::from(range).shift(from), next))
}

/// The kind of a division that only begins another word: 市 of 桂林|市场.
pub(super) fn next_word(surface: &str, after: &str) -> Option<&'static str> {
    // 朝阳区|位于 "lies in", and not 区位 "location".
    if ["位于", "位居", "位列", "位处"].iter().any(|verb| after.starts_with(verb)) {
        return None;
    }
    let begins = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    NEXT_WORDS.iter().find(|(kind, words)| surface.ends_with(kind) && begins(words)).map(|(kind, _)| *kind)
}

impl Around<'_> {
    fn read(&self, at: usize, span: Span, meaning: Meaning) -> Option<Found> {
        match meaning {
            // 《中华人民共和国行政处罚法》 speaks of no place.
            Meaning::Country("CN") if self.scene.text[..span.start].ends_with(['《', '〈']) && self.is_state(span) => {
                None
            }
            Meaning::Country("CN") if self.is_one_of_them(span) => None,
            // “中国河北”门户网站
            Meaning::Country("CN") if self.is_quoted_with_area(at, span) => None,
            Meaning::Country(code) => Some(Found::new(span, COUNTRY, PlaceReferent::Country(code))),
            Meaning::Listed(listed) => self.lesser(span).or_else(|| self.of_a_list(at, span, listed)),
            // 南临|南海: the sea, though a district is called so.
            Meaning::Full | Meaning::Short if self.names_a_sea(span) => {
                Some(self.scene.called(LISTED, span, "natural"))
            }
            // 黑河中游 is the river, though the register has a city of that name, and 大兴安岭西侧 the mountains.
            Meaning::Full | Meaning::Short if self.names_a_river(span) => self.feature(span),
            Meaning::Short if self.names_a_lake(span) => self.feature(span),
            Meaning::Short if self.bay(span).is_some() => self.bay(span),
            Meaning::Short
                if self.is_abroad(span)
                    || self.names_a_village(span)
                    || self.ends_a_side(span)
                    || self.names_a_site(span)
                    || self.begins_with_noun(span) =>
            {
                None
            }
            Meaning::Full => self.full(at, span),
            Meaning::Short => self.short(at, span),
            Meaning::Trap => None,
        }
    }

    /// 其中|国债: the end of a word and the beginning of another.
    fn is_one_of_them(&self, span: Span) -> bool {
        const WORDS: [&str; 12] = ["债", "有", "家", "道", "际", "控", "省", "税", "资", "企", "产", "防"];
        let rest = &self.scene.text[span.end..self.line.end];
        &self.scene.text[span.range()] == "中国"
            && self.scene.text[self.line.start..span.start].ends_with('其')
            && WORDS.iter().any(|word| rest.starts_with(word))
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
        // 迁|陵县: a county of one character in a province that the text has not.
        let short = surface.chars().count() == 2 && surface.ends_with('县');
        let before = &self.scene.text[self.line.start..span.start];
        let runs_on =
            || before.ends_with(char::is_alphabetic) && !self.scene.is_bound(before) && self.before(span).is_none();
        // 25|佳县: how many good ones.
        let counted =
            || surface.starts_with('佳') && before.ends_with(|c: char| c.is_ascii_digit() || "十百千".contains(c));
        if short && (counted() || runs_on() && !self.is_near(division)) {
            return None;
        }
        let cut = next_word(surface, after);
        match cut {
            // 朝阳|市场: it needs what any short name needs.
            Some(kind) if surface.trim_end_matches(kind) == division.short => {
                self.short(at, Span::new(span.start, span.end - kind.len()))
            }
            _ => Some(Found::new(span, FULL, PlaceReferent::Admin(division.code))),
        }
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
