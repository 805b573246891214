//! Which year, province and place a case is about: what `全市`, `自治区` and a name that two provinces have mean in it.
//!
//! The reporting bodies say it best (桂林市工商联 reports on 桂林市); else the title of the case, the heading of the document, who
//! publishes it, its first and last lines (`lead`), and last the area that most names in the text belong to. Where no title
//! or body says how high the area stands, 全省 and 全市 in the text do.

mod lead;
mod named;
mod press;
mod said;
pub(super) mod teller;
mod visit;

use std::ops::Range;
use std::sync::LazyLock;

use self::said::speaks_of_level;
use self::visit::Strangers;
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::places::{Meaning, Need};
use crate::lexicon::register::{Level, Register};
use crate::span::{Span, beginning};

/// Between the names of the field 报送单位.
const BETWEEN_REPORTERS: [char; 8] = ['、', '，', ',', '；', ';', '\n', '\t', ' '];

/// Level words at the head of a reporting body, and how high they stand.
const LEVEL_HEADS: [(&str, Level); 9] = [
    ("自治区", Level::Province),
    ("省", Level::Province),
    ("自治州", Level::Prefecture),
    ("州", Level::Prefecture),
    ("盟", Level::Prefecture),
    ("市", Level::Prefecture),
    ("县", Level::County),
    ("区", Level::County),
    ("旗", Level::County),
];

/// The whole of the country.
static COUNTRY_SAID: LazyLock<Pattern> = LazyLock::new(|| pattern("我国|全国"));

/// How many names of areas there are for each mention of the country in a text that is about one of them.
const NAMED_TO_COUNTRY: usize = 3;

/// What a case is about, from wide to narrow; areas as GB/T 2260 codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The year of the document.
    pub year: Option<u16>,
    /// Its province.
    pub province: Option<&'static str>,
    /// Its city or prefecture; none for a province and for what lies right under one.
    pub city: Option<&'static str>,
    /// Its county or district.
    pub county: Option<&'static str>,
    /// The zone whose management committee reports the case, as written there.
    pub zone: Option<String>,
}

impl Context {
    /// The narrowest area that the case as a whole is about.
    pub fn place(&self) -> Option<&'static str> {
        self.county.or(self.city).or(self.province)
    }

    fn set_place(&mut self, code: &str, register: &Register) {
        for division in register.lineage(code) {
            match division.level {
                Level::Province => self.province = Some(division.code),
                Level::Prefecture => self.city = Some(division.code),
                Level::County => self.county = Some(division.code),
            }
        }
    }
}

/// What a case is about.
pub fn context(document: &Document, case: &Case, lexicon: &Lexicon) -> Context {
    let mut reader = Reader { document, lexicon, strangers: Strangers::default(), beside: None };
    reader.strangers = reader.visit();
    reader.beside = reader.strangers.first();
    let mut context = Context { year: document.year, zone: reader.zone(case), ..Context::default() };
    if let Some(code) = reader.place(case) {
        context.set_place(code, &lexicon.register);
    }
    context
}

/// Whether the title begins with a body of the whole country, so that areas named in the text are but some of many.
pub(super) fn issued_by_the_state(document: &Document, lexicon: &Lexicon) -> bool {
    let title = document.title.map_or("", |title| &document.text[title]);
    let announces = ["通知", "公告", "通报", "意见", "决定", "批复", "函", "公报"]
        .iter()
        .any(|kind| title.trim_end().ends_with(kind));
    let first = lexicon.agencies.national_in(title, false).next();
    announces && first.is_some_and(|(range, body)| range.start == 0 && !body.only_with_branch)
}

/// Whether no letter stands before a place of a text.
fn begins_phrase(text: &str, at: usize) -> bool {
    !text[..at].chars().next_back().is_some_and(char::is_alphabetic)
}

/// 解放区|人民政府, 市南区|行政审批服务局 at the beginning of a phrase: what only one district is called, before a body that
/// it has. By that its name is one, although it is a word too.
pub(super) fn heads_body(text: &str, name: Span, lexicon: &Lexicon) -> bool {
    name.len() > "城区".len()
        && begins_phrase(text, name.start)
        && lexicon.register.named(&text[name.range()]).count() == 1
        && lexicon.agencies.body_at(&text[name.end..]).is_some()
}

struct Reader<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    /// Areas that the text names because its own has visitors from there, or has sent some.
    strangers: Strangers,
    /// One of these, in whose province names are known that are words too: 中山 in a text that has visitors from 佛山.
    beside: Option<&'static str>,
}

impl Reader<'_> {
    fn register(&self) -> &Register {
        &self.lexicon.register
    }

    fn place(&self, case: &Case) -> Option<&'static str> {
        let whole = Span::new(0, self.document.text.as_str().len());
        let of_document = |title| self.first_in(title, whole, None).filter(|area| !self.is_abroad(area));
        let heading = *self.document.area.get_or_init(|| self.document.title.and_then(of_document));
        let title = case.title.and_then(|title| self.first_in(title, case.span, heading));
        let near = title.or(heading);
        let body = || self.dominant(&self.document.text[case.span], near);
        if let Some(field) = case.area.or(case.reporters) {
            let reported = self.reported(field, near.or_else(body));
            if reported.is_some() {
                return reported;
            }
        }
        let within = |code: &'static str, area| self.register().is_within(code, area);
        match (title, heading) {
            (Some(title), _) => Some(title),
            // A compilation of a province: the case is about one of its cities if nearly all names in it say so.
            (None, Some(heading)) => body().filter(|code| within(code, heading)).or(Some(heading)),
            (None, None) => self.without_title(case),
        }
    }

    /// What a case is about whose title and heading name no area.
    fn without_title(&self, case: &Case) -> Option<&'static str> {
        if issued_by_the_state(self.document, self.lexicon) {
            return None;
        }
        let text = &self.document.text[case.span];
        let publisher = self.document.about.publisher.as_deref();
        let issued = publisher.and_then(|name| self.area_of_body(name, None)).or_else(|| self.signed(None));
        // The body of a province may tell of one of its cities.
        let told_of = |area: &'static str| {
            let within = |code: &&'static str| self.register().is_within(code, area);
            self.dominant(text, Some(area)).filter(within).unwrap_or(area)
        };
        if let Some(issued) = issued {
            return Some(self.as_high_as_said(told_of(issued), text));
        }
        // Whom it is sent to says how high it stands, whatever the rules of 我省 are in it.
        if let Some(area) = self.made_for(None) {
            return Some(told_of(area));
        }
        if let Some(area) = self.around_place_of_title(case) {
            return Some(area);
        }
        let heard = self.heard_from(None);
        let of_the_state = heard.is_none() && self.is_heard_from_the_state();
        // One name alone, as that of the town that news is sent from, says nothing, nor do some where the text speaks of the
        // whole country again and again.
        let speaks_of_area = || {
            let mostly = || {
                let (named, country) = (self.divisions_in(text, None).len(), COUNTRY_SAID.find_iter(text).count());
                named > 1 && (country < 2 || named >= country * NAMED_TO_COUNTRY)
            };
            speaks_of_level(text) || !of_the_state && mostly()
        };
        let heard = heard.or_else(|| self.told_by_paper(text));
        let named = heard.or_else(|| self.dominant(text, None).filter(|_| speaks_of_area()));
        let area = named.or_else(|| self.sent_from(None).filter(|_| speaks_of_level(text)));
        let area = area.or_else(|| self.only_area(text)).or_else(|| self.around_town(text))?;
        let narrow = self.as_narrow_as_said(area, text).or_else(|| self.county_said(area, text));
        Some(narrow.unwrap_or_else(|| self.as_high_as_said(area, text)))
    }

    /// The area that all reporting bodies belong to; level words are read by the body before, the first by what is `near`.
    fn reported(&self, field: Span, near: Option<&'static str>) -> Option<&'static str> {
        let names = self.document.text[field].split(BETWEEN_REPORTERS).map(str::trim).filter(|name| !name.is_empty());
        let areas = names.scan(near, |near, name| {
            let area = self.area_of_body(name, *near);
            *near = area.or(*near);
            Some(area)
        });
        areas.flatten().reduce(|one, other| self.common(one, other).unwrap_or(one))
    }

    fn area_of_body(&self, name: &str, near: Option<&'static str>) -> Option<&'static str> {
        let named = self.divisions_in(name, near);
        if let Some((range, code)) = named.first() {
            // The customs of a city are those of its province.
            if name[range.end..].starts_with("海关") {
                return self.register().province(code).map(|province| province.code);
            }
            return Some(self.innermost(&named));
        }
        let (word, level) = LEVEL_HEADS.iter().find(|(word, _)| name.starts_with(word))?;
        let near = self.register().division(near?)?;
        // 市司法局 beside 扎兰屯市人民法院 is that of the city, which is one at county level.
        if near.level == Level::County && *word == "市" && near.name.ends_with(word) {
            return Some(near.code);
        }
        self.at_level(near.code, *level)
    }

    /// Of names that follow each other without a gap (南宁市青秀区) the last.
    fn innermost(&self, named: &[(Range<usize>, &'static str)]) -> &'static str {
        let mut last = &named[0];
        for next in &named[1..] {
            if next.0.start != last.0.end || !self.register().is_within(next.1, last.1) {
                break;
            }
            last = next;
        }
        last.1
    }

    /// The division itself, or the one above it, that stands so high.
    fn at_level(&self, code: &'static str, level: Level) -> Option<&'static str> {
        let register = self.register();
        let at = register.lineage(code).find(|division| division.level == level);
        // 市 is also a city at county level or a municipality, 区 an autonomous region.
        at.or_else(|| register.division(code)).map(|division| division.code)
    }

    /// The narrowest division that holds both.
    fn common(&self, one: &'static str, other: &'static str) -> Option<&'static str> {
        let register = self.register();
        register.lineage(one).find(|division| register.is_within(other, division.code)).map(|division| division.code)
    }

    /// The area that the heading of a stretch begins with or names first; of several listed there, the one that holds them
    /// all.
    fn first_in(&self, heading: Span, stretch: Span, near: Option<&'static str>) -> Option<&'static str> {
        let (words, text) = (&self.document.text[heading], &self.document.text[stretch]);
        let named = self.divisions_in(words, near);
        if named.is_empty() {
            return self.county_of_title(words, text, near);
        }
        let mut area = self.innermost(&named);
        for pair in named.windows(2) {
            let between = &words[pair[0].0.end..pair[1].0.start];
            match between {
                "" => {}
                "、" | "和" | "与" | "·" | " " => area = self.common(area, pair[1].1)?,
                // 新疆生产建设兵团第一师|阿拉尔市.
                corps if corps.starts_with("生产建设兵团") && self.register().is_within(pair[1].1, area) => {
                    area = pair[1].1;
                }
                _ => break,
            }
        }
        // 重庆扩大开放 四川加快建设: of several areas apart the first counts only where the text is mostly about it.
        let apart = |code: &str| !self.register().is_within(code, area) && !self.register().is_within(area, code);
        let several = named.iter().any(|(_, code)| apart(code));
        let mostly = || self.dominant(text, near).is_some_and(|code| !apart(code));
        (!several || mostly()).then_some(area)
    }

    /// The county or city that a title calls by its short name (化州文楼：…), or a port or zone of which it names (钦州港口岸：…), and the
    /// text in full.
    fn county_of_title(&self, title: &str, text: &str, near: Option<&'static str>) -> Option<&'static str> {
        let words = &self.lexicon.places;
        let names = words.names_in(title).filter_map(|(range, meaning)| match meaning {
            Meaning::Short => Some(&title[range]),
            Meaning::Listed(listed) if matches!(listed.kind, "facility" | "zone") => Some(beginning(&title[range], 2)),
            _ => None,
        });
        let short = names.filter(|name| words.need(name) != Need::Above && !words.is_common(name));
        let year = self.document.year;
        let divisions = short.filter_map(|name| self.register().resolve_in(name, near, year));
        let own = divisions.filter(|division| !self.strangers.hold(division.code, self.register()));
        own.filter(|division| text.contains(division.name)).map(|division| division.code).next()
    }

    /// The words before 管理委员会 "management committee" in the name of a reporting body.
    fn zone(&self, case: &Case) -> Option<String> {
        let names = self.document.text[case.reporters?].split(BETWEEN_REPORTERS);
        let mut zones = names.filter_map(|name| {
            let name = name.trim();
            name.strip_suffix("管理委员会").or_else(|| name.strip_suffix("管委会"))
        });
        zones.next().map(ToOwned::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Text;

    fn places(text: &str) -> Vec<Option<&'static str>> {
        let lexicon = Lexicon::builtin();
        let document = Document::new("case.txt", Text::new(text), lexicon);
        document.cases.iter().map(|case| context(&document, case, lexicon).place()).collect()
    }

    fn with_fields(heading: &str, title: &str, reporters: &str, body: &str) -> Vec<Option<&'static str>> {
        places(&format!("{heading}\n\n案例名称\n{title}\n\n报送单位\n{reporters}\n\n主要内容\n{body}\n"))
    }

    #[test]
    fn the_reporting_bodies_say_which_place_it_is() {
        let heading = "2022年浙江省优化营商环境典型案例";
        assert_eq!(with_fields(heading, "打造一件事", "省发展改革委", "全省推广。"), [Some("330000")]);
        assert_eq!(with_fields(heading, "打造一件事", "宁波市市场监管局", "全市推广。"), [Some("330200")]);
        assert_eq!(with_fields(heading, "打造一件事", "杭州市余杭区税务局", "全区推广。"), [Some("330110")]);
        assert_eq!(with_fields(heading, "打造一件事", "杭州市、宁波市发展改革委", "推广。"), [Some("330000")]);
    }

    #[test]
    fn level_words_are_read_by_the_title() {
        let heading = "2022年江苏省优化营商环境典型案例";
        assert_eq!(with_fields(heading, "苏州市打造样板", "市司法局", "全市推广。"), [Some("320500")]);
    }

    #[test]
    fn without_reporters_title_heading_and_names_in_this_order() {
        assert_eq!(places("湖北省襄阳市推进“一业一证”改革\n\n襄阳市先行先试，武汉、宜昌借鉴。\n"), [Some("420600")]);
        assert_eq!(
            places("推进改革的做法\n\n临沂市兰山区先行先试。兰山区建成中心，兰山区群众满意。\n"),
            [Some("371302")]
        );
        assert_eq!(places("关于改革的通报\n\n海关总署部署开展专项行动。\n"), [None]);
    }

    #[test]
    fn a_title_on_a_port_is_about_its_city() {
        let text = "钦州港口岸：创新通关模式打造枢纽\n\n港口位于广西北部湾顶端，是广西的门户港。钦州市人民政府与南宁海关协作，广西列车开行9580列。\n";
        assert_eq!(places(text), [Some("450700")]);
        assert_eq!(places("黄河流域：生态保护的做法\n\n山东省治理河道120公里，山东省植树。\n"), [Some("370000")]);
    }

    #[test]
    fn a_zone_reports_through_its_management_committee() {
        let lexicon = Lexicon::builtin();
        let text = "案例名称\n推进改革\n\n报送单位\n苏州工业园区管理委员会\n\n主要内容\n苏州市先行先试。\n";
        let document = Document::new("case.txt", Text::new(text), lexicon);
        let context = context(&document, &document.cases[0], lexicon);
        assert_eq!((context.zone.as_deref(), context.place()), (Some("苏州工业园区"), Some("320500")));
    }
}
