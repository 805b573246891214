//! Which division a name means, and when a short name is read as one: `义乌`, `海口`, `大同、朔州`, `江苏太仓`.
//!
//! Short names of counties are words as well (资源, 平安): they need evidence, by where they stand, what stands beside them
//! and what else the case names.

use std::sync::LazyLock;

use super::Found;
use super::name::{Around, Hit};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::places::{Listed, Meaning, Need};
use crate::lexicon::register::{Division, Level};
use crate::span::Span;

const SHORT: &str = "place/short-name";

/// Characters between a short name and the head of the name it begins (海口|美安科技|新城).
const BEFORE_HEAD: usize = 6;

/// Roads are named after places and are none of them; 路径 "path" and the like are no roads.
static ROAD: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:[东南西北中]?路(?:[^径线网段演况政由桥]|$)|大街|大道)"));

/// 在巴中|国: whether a short name ends in the first character of the state's.
fn begins_the_state(surface: &str, rest: &str) -> bool {
    const WORDS: [&str; 7] = ["国家", "国际", "国有", "国道", "国税", "国防", "国省"];
    surface.ends_with('中') && rest.starts_with('国') && !WORDS.iter().any(|word| rest.starts_with(word))
}

/// 镇江|关至黄胜关: whether a pass is called so.
fn is_pass(rest: &str) -> bool {
    let next = rest.strip_prefix('关').and_then(|rest| rest.chars().next());
    next.is_some_and(|c| "至、段隧城镇古长口".contains(c)) && !rest.starts_with("关口前")
}

impl Around<'_> {
    /// 、青|龙岩、: whether the name of a city that is called after a rock is the end of another rock's.
    fn is_inside_an_item(&self, span: Span) -> bool {
        const WORDS: &str = "大新原老驻游赴抵离来去到在至从由自往与和及同跟对向为是如即含将使比超距近访援回返过经沿连接通临靠邻入出进于以等";
        let (before, rest) = (&self.scene.text[self.line.start..span.start], &self.scene.text[span.end..self.line.end]);
        let Some((at, first)) = before.char_indices().next_back() else { return false };
        let item = before[..at].ends_with('、') && !rest.starts_with(char::is_alphanumeric);
        // What stands so before other names is a surname: 、任|横峰、.
        let rock = &self.scene.text[span.range()] == "龙岩";
        rock && item && first.is_alphabetic() && !WORDS.contains(first) && !self.scene.is_bound(before)
    }

    /// The division that a short name stands for, if it is read as one.
    pub(super) fn short(&self, at: usize, span: Span) -> Option<Found> {
        let surface = &self.scene.text[span.range()];
        let rest = &self.scene.text[span.end..self.line.end];
        // 拱北|海关 is the customs of 拱北, 上海|关区 an area of 上海.
        let customs = surface.ends_with('海') && rest.starts_with('关') && !rest.starts_with("关区");
        // 松溪河|南岸: the bank, though a district is called so.
        let bank = surface.ends_with('岸') && self.scene.text[..span.start].ends_with(['河', '江', '湖', '溪']);
        // 确|保山|西: the end of a word, and the beginning of a province.
        let before = self.scene.text[self.line.start..span.start].chars().next_back();
        let runs_over = || self.begins_a_province(span) && self.are_a_word(before, surface.chars().next());
        if customs
            || bank
            || runs_over()
            || self.is_inside_an_item(span)
            || is_pass(rest)
            || ROAD.is_match(rest)
            || begins_the_state(surface, rest)
        {
            return None;
        }
        let division = self.choose(span, self.scene.register().short_named(surface))?;
        if let Some(province) = self.called_by_its_end(surface).filter(|_| !self.said.names(division)) {
            return Some(Found::new(span, SHORT, PlaceReferent::Admin(province.code)));
        }
        let meant = division.common == Some(surface)
            || match division.level {
                Level::County => self.means_county(at, span, division),
                Level::Province | Level::Prefecture => self.means_city(at, span, division),
            };
        meant.then(|| Found::new(span, SHORT, PlaceReferent::Admin(division.code)))
    }

    /// 陕西|网: whether a province or city is called so in the name of a site of the press.
    pub(super) fn names_a_site(&self, span: Span) -> bool {
        const TELLS: [&str; 9] = ["向", "将", "记者", "讯", "报道", "客户端", "消息", "发布", "获悉"];
        let rest = self.scene.text[span.end..self.line.end].strip_prefix('网');
        rest.is_some_and(|rest| {
            !rest.starts_with(char::is_alphanumeric) || TELLS.iter().any(|verb| rest.starts_with(verb))
        })
    }

    /// 大安|镇江|林村: whether a name begins with the noun of a town that stands before it.
    pub(super) fn begins_with_noun(&self, span: Span) -> bool {
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

    /// 龙江 in a text on 黑龙江省, though a county is called so too: the province by the end of its name.
    fn called_by_its_end(&self, surface: &str) -> Option<&Division> {
        let province = self.scene.register().division(self.scene.context.province?)?;
        let name = province.name.strip_suffix('省')?;
        (name.len() > surface.len() && name.ends_with(surface)).then_some(province)
    }

    /// Of the divisions of a name the one that can be meant: in the place named right before, among its sisters in a list, in the
    /// area of the case, in the area named last.
    pub(super) fn choose<'d>(
        &'d self,
        span: Span,
        candidates: impl Iterator<Item = &'d Division>,
    ) -> Option<&'d Division> {
        let (register, year) = (self.scene.register(), self.scene.context.year);
        let all: Vec<&Division> = candidates.collect();
        let mut plausible: Vec<&Division> = all.iter().copied().filter(|own| own.plausible_in(year)).collect();
        // What is long gone is still called so where no other is.
        if plausible.is_empty() && span.len() > "郊区".len() {
            plausible = all;
        }
        if plausible.len() < 2 {
            return plausible.first().copied();
        }
        if let Some(list) = self.list_before(span) {
            let parent = register.division(list).and_then(|division| division.parent);
            let sisters: Vec<&Division> = plausible.iter().copied().filter(|own| own.parent == parent).collect();
            if let Some(sister) = register.nearest(&sisters, None, year) {
                return Some(sister);
            }
        }
        let wide = plausible.iter().copied().find(|own| own.level != Level::County);
        if let Some(wide) = wide.filter(|_| self.before(span).is_none()) {
            plausible.retain(|own| !self.is_outshone(own, wide));
        }
        // 天津与|河北: a province, unless its own city stands right before (天津|河北).
        let province = plausible.iter().copied().find(|own| own.level == Level::Province);
        // 海南 and 河南 in a text on 青海 are its own, but 天津 calls a province and a district of its 河北.
        let home = self.home();
        let here = |own: &&Division| {
            own.level != Level::Province
                && home.is_some_and(|home| !home.is_municipality() && register.is_within(own.code, home.code))
        };
        let province = province.filter(|_| !plausible.iter().any(here));
        if let Some(province) = province {
            let before = self.before(span);
            let own = |division: &&Division| before.is_some_and(|code| register.is_within(division.code, code));
            return plausible.iter().copied().find(own).or(Some(province));
        }
        let in_province = |near: &&'static str| {
            let chosen = register.nearest(&plausible, Some(near), year);
            chosen.filter(|chosen| register.nearness(chosen.code, near) > 0)
        };
        let nearby = [self.before(span), self.scene.context.place(), self.named_last(), self.said.province()];
        let chosen = nearby.iter().flatten().find_map(in_province);
        chosen.or_else(|| register.nearest(&plausible, self.scene.context.place(), year))
    }

    /// The province that the case is about.
    fn home(&self) -> Option<&Division> {
        self.scene.context.province.and_then(|code| self.scene.register().division(code))
    }

    /// 西安 in a text on 黑龙江, 海南 in one on 内蒙古: whether a district elsewhere or of the same province is called like a city or
    /// a province that everybody knows, and nothing says that it is meant.
    fn is_outshone(&self, own: &Division, wide: &Division) -> bool {
        let within = |code: &str| self.scene.register().is_within(own.code, code);
        own.level == Level::County
            && !within(wide.code)
            && !self.said.names(own)
            && !self.scene.context.city.is_some_and(within)
            && !self.home().is_some_and(|home| home.is_municipality() && within(home.code))
    }

    /// Whether a name stands right after that of a division it lies in.
    pub(super) fn follows_its_own(&self, span: Span, division: &Division) -> bool {
        let before = self.before(span);
        before.is_some_and(|code| division.code != code && self.scene.register().is_within(division.code, code))
    }

    /// The area named right before.
    pub(super) fn before(&self, span: Span) -> Option<&'static str> {
        let before = self.found.last().filter(|before| before.span.end == span.start)?;
        before.admin()
    }

    /// The area before which only an "and" stands, or the number said of it: 天山区64.3万人、|新市区.
    fn list_before(&self, span: Span) -> Option<&'static str> {
        const LONGEST_NUMBER: usize = 40;
        let before = self.found.last()?;
        let between = &self.scene.text[before.span.end..span.start];
        let number = between.len() <= LONGEST_NUMBER
            && between.starts_with(|c: char| c.is_ascii_digit())
            && between.ends_with(['、', '，', '；', ' ', '\t']);
        (number || matches!(between, "、" | "和" | "与" | "及" | "以及" | "，" | "—" | "－")).then(|| before.admin())?
    }

    fn named_last(&self) -> Option<&'static str> {
        self.found.iter().rev().find_map(Found::admin).or(self.last)
    }

    /// Whether the name of a province or city, or a word that is one too (海口, 日照), is meant as a name.
    fn means_city(&self, at: usize, span: Span, division: &Division) -> bool {
        let words = &self.scene.lexicon.places;
        let surface = &self.scene.text[span.range()];
        let evident = self.follows_its_own(span, division) && !words.is_common(surface);
        match words.need(surface) {
            Need::Nothing => true,
            Need::Near if self.is_near(division) || self.is_beside_its_province(division) => true,
            Need::Known if self.is_where(span) && self.is_beside_its_province(division) => true,
            Need::Near | Need::Known | Need::Above => {
                evident || self.said.names(division) || self.is_listed(at) || self.begins_a_zone(span, BEFORE_HEAD)
            }
        }
    }

    fn means_county(&self, at: usize, span: Span, division: &Division) -> bool {
        let words = &self.scene.lexicon.places;
        let surface = &self.scene.text[span.range()];
        // 上高|法院 in a text about 宜春: what a court or procuratorate of the city's is called.
        let rest = &self.scene.text[span.end..self.line.end];
        let of_court = ["法院", "检察院", "人民法院", "人民检察院"].iter().any(|court| rest.starts_with(court));
        if of_court && self.is_of_the_city(division) && self.stands_free(span) {
            return true;
        }
        if self.is_told_as_place(at) {
            return true;
        }
        if self.names_a_park(span, division) {
            return false;
        }
        if self.is_listed_by_its_noun(span) && self.is_near(division) {
            return true;
        }
        if words.is_common(surface) || words.need(surface) != Need::Nothing {
            let alone = || !words.is_common(surface) && !self.touches_a_word(span);
            let own =
                || self.follows_its_own(span, division) && !words.is_common(surface) && !self.runs_into_a_word(span);
            let zone = || self.stands_free(span) && self.begins_a_zone(span, 0);
            return zone()
                || own()
                || self.is_listed_with_a_sister(at, division)
                || self.is_among_counties(at, division)
                || (self.said.names(division) && (self.is_listed(at) || alone()));
        }
        // 张家港 and 石河子 are no other words; 太仓|港, 凭祥|综合保税区.
        self.follows_its_own(span, division)
            || (words.is_famous(surface) && !self.touches_a_word(span))
            || self.said.names(division)
            || (surface.chars().count() > 2 && division.name.ends_with(['市', '县']))
            || (self.begins_a_zone(span, 0) && self.stands_free(span))
            || (self.is_near(division) && (self.is_listed(at) || !self.touches_a_word(span)))
            || self.list_before(span).is_some_and(|list| {
                self.scene.register().division(list).is_some_and(|other| other.parent == division.parent)
            })
    }

    /// 甲、乙、|华池|等地: whether it stands in a list that says of its members that they are places.
    fn is_told_as_place(&self, at: usize) -> bool {
        const PLACES: [&str; 6] = ["等地", "等县", "等市", "等区县", "等多地", "等城市"];
        let first = (1..=at).rev().find(|&at| !self.is_listed_before(at)).unwrap_or(0);
        let last = (at + 1..self.hits.len()).find(|&at| !self.is_listed_before(at)).unwrap_or(self.hits.len());
        let rest = &self.scene.text[self.hits[last - 1].0.end..self.line.end];
        let before = &self.scene.text[self.line.start..self.hits[first].0.start];
        let begins = at > first || !before.ends_with(char::is_alphabetic) || self.scene.is_bound(before);
        last - first > 1 && begins && PLACES.iter().any(|word| rest.starts_with(word)) && !rest.starts_with("等地方")
    }

    /// 孝义|公园 in a text on another province: a park or a square of the town that is called by the same words.
    fn names_a_park(&self, span: Span, division: &Division) -> bool {
        const PARKS: [&str; 5] = ["公园", "广场", "游园", "花园", "菜市场"];
        let rest = &self.scene.text[span.end..self.line.end];
        PARKS.iter().any(|park| rest.starts_with(park))
            && self.before(span).is_none()
            && self.scene.context.province.is_some()
            && !self.is_near(division)
    }

    /// 儋州机场、|东方|机场: whether it stands in a list before the noun that the member before it ends with, too.
    fn is_listed_by_its_noun(&self, span: Span) -> bool {
        const NOUNS: [&str; 7] = ["机场", "口岸", "经开区", "开发区", "高新区", "综保区", "火车站"];
        let (before, rest) = (&self.scene.text[self.line.start..span.start], &self.scene.text[span.end..self.line.end]);
        let noun = NOUNS.iter().find(|noun| rest.starts_with(**noun));
        let list = before.strip_suffix('、').map(|list| list.trim_end_matches(['一', '二', '三', '四', '期']));
        noun.zip(list).is_some_and(|(noun, list)| list.ends_with(noun))
    }

    /// Whether a county lies in the city that the case is about.
    fn is_of_the_city(&self, division: &Division) -> bool {
        self.scene.context.city.is_some_and(|city| self.scene.register().is_within(division.code, city))
    }

    /// Whether a division lies in the province that the case or the words before are about.
    pub(super) fn is_near(&self, division: &Division) -> bool {
        let register = self.scene.register();
        let last = || self.named_last().and_then(|code| register.province(code)).map(|province| province.code);
        let province = self.scene.context.province.or_else(|| self.said.province()).or_else(last);
        province.is_some_and(|province| register.is_within(division.code, province))
    }

    /// 雄安新区与|保定: whether the line has another place of its province.
    fn is_beside_its_province(&self, division: &Division) -> bool {
        let register = self.scene.register();
        let Some(province) = register.province(division.code).map(|province| province.code) else { return false };
        let inside = |code: &str| register.is_within(code, province);
        let listed = |hit: &Hit| matches!(hit.1, Meaning::Listed(Listed { division: Some(code), .. }) if inside(code));
        self.found.iter().filter_map(Found::admin).any(inside) || self.hits.iter().any(listed)
    }

    /// 在|和田|，: whether a phrase tells with a name where something is.
    fn is_where(&self, span: Span) -> bool {
        const WHERE: [&str; 6] = ["在", "位于", "来到", "走进", "前往", "地处"];
        let (before, rest) = (&self.scene.text[self.line.start..span.start], &self.scene.text[span.end..self.line.end]);
        let told = WHERE.iter().find_map(|word| before.strip_suffix(word));
        told.is_some_and(|lead| !lead.ends_with(char::is_alphabetic)) && rest.starts_with(['，', '的', '。', '、'])
    }

    /// Whether a name of a division stands right before or after, with 、 between.
    fn is_listed(&self, at: usize) -> bool {
        self.is_listed_before(at) || self.is_listed_before(at + 1)
    }

    /// Whether 、 divides the names of two divisions, the second of which is `at`.
    fn is_listed_before(&self, at: usize) -> bool {
        let is_division = |at: usize| matches!(self.hits[at].1, Meaning::Full | Meaning::Short);
        (1..self.hits.len()).contains(&at)
            && is_division(at - 1)
            && is_division(at)
            && matches!(&self.scene.text[self.hits[at - 1].0.end..self.hits[at].0.start], "、" | "—" | "－")
    }

    /// Whether 、 divides it from the name of another part of the same area: 福田、罗湖、|光明.
    fn is_listed_with_a_sister(&self, at: usize, division: &Division) -> bool {
        let sister = |other: usize| {
            let words = &self.scene.text[self.hits[other].0.range()];
            let register = self.scene.register();
            let same = |named: &Division| named.parent == division.parent && named.code != division.code;
            self.is_listed_before(other.max(at)) && register.named(words).chain(register.short_named(words)).any(same)
        };
        (at > 0 && sister(at - 1)) || (at + 1 < self.hits.len() && sister(at + 1))
    }

    /// Whether it stands in a list of four names at least, which are all divisions of its own province: 大通、民和、|互助、|同仁.
    fn is_among_counties(&self, at: usize, division: &Division) -> bool {
        const FEWEST: usize = 4;
        let first = (1..=at).rev().find(|&at| !self.is_listed_before(at)).unwrap_or(0);
        let last = (at + 1..self.hits.len()).find(|&at| !self.is_listed_before(at)).unwrap_or(self.hits.len());
        let register = self.scene.register();
        let province = register.province(division.code).map(|province| province.code);
        let same = |named: &Division| register.province(named.code).map(|province| province.code) == province;
        let of_province = |at: usize| {
            let words = &self.scene.text[self.hits[at].0.range()];
            register.named(words).chain(register.short_named(words)).any(same)
        };
        last - first >= FEWEST && self.is_near(division) && (first..last).all(of_province)
    }

    /// Whether the head of the name of a zone follows, after so many characters at most.
    fn begins_a_zone(&self, span: Span, characters: usize) -> bool {
        let words = &self.scene.lexicon.places;
        let surface = &self.scene.text[span.range()];
        let rest = &self.scene.text[span.end..self.line.end];
        let name = rest
            .char_indices()
            .take(characters + 1)
            .take_while(|(at, _)| rest[..*at].chars().next_back().is_none_or(char::is_alphanumeric));
        let head = name.map(|(at, _)| at).find(|at| words.head_at(&rest[*at..]));
        head.is_some_and(|at| !words.is_generic(&rest[..at]))
            && !words.is_common(surface)
            && !words.is_generic(surface)
            && !words.is_topic(surface)
    }

    /// Whether no other word can run into a name: 共同|富裕 runs into 富裕.
    fn stands_free(&self, span: Span) -> bool {
        let before = &self.scene.text[self.line.start..span.start];
        !before.ends_with(char::is_alphabetic) || self.scene.is_bound(before) || self.before(span).is_some()
    }

    /// Whether a character of a name is one of a frequent word with what stands beside it: 以上|高, 水平|利.
    fn touches_a_word(&self, span: Span) -> bool {
        let before = self.scene.text[self.line.start..span.start].chars().next_back();
        let first = self.scene.text[span.range()].chars().next();
        self.are_a_word(before, first) || self.runs_into_a_word(span)
    }

    /// Whether the last character of a name is one of a frequent word with what follows.
    fn runs_into_a_word(&self, span: Span) -> bool {
        let last = self.scene.text[span.range()].chars().next_back();
        self.are_a_word(last, self.scene.text[span.end..self.line.end].chars().next())
    }

    fn are_a_word(&self, one: Option<char>, other: Option<char>) -> bool {
        let words = &self.scene.lexicon.places;
        one.zip(other).is_some_and(|(one, other)| words.is_common(&String::from_iter([one, other])))
    }
}
