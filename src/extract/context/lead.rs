//! Which area the first and last lines of a document without fields say it is from: the congress before which a report is
//! given, the body that signs, the body that a journalist heard it from, the town that news is sent from.

use std::sync::LazyLock;

use super::teller::labelled;
use super::{LEVEL_HEADS, Reader};
use crate::document::Case;
use crate::extract::floor;
use crate::lexicon::pattern::{Pattern, pattern};

/// Most lines at the beginning and at the end that can be such lines, and the most characters of one that signs.
const LINES: usize = 6;
const LONGEST_SIGNATURE: usize = 40;

/// Bytes of the beginning in which news names its town and its source.
const LEAD: usize = 1200;

/// 在…第十七届人民代表大会第三次会议上, 向市十七届人大… "before the congress of".
static CONGRESS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"在(?P<area>\p{Han}{2,24}?)(?:第?[一二三四五六七八九十百\d]+届)?(?:人民代表大会|人大)(?:常务委员会)?第?[一二三四五六七八九十\d]+次会议",
    )
});

/// 我代表…人民政府，向大会报告工作 "on behalf of the government of".
static SPEAKS_FOR: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"代表(?P<body>\p{Han}{2,24}?(?:政府|常务委员会|常委会|法院|检察院))[，,]?(?:向|作)"));

/// 来源：, 发布机构：, 供稿单位： "source, issuing body" before the name of a body, at the beginning of a line or after the date in it.
static ISSUER_LABEL: LazyLock<Pattern> = LazyLock::new(|| labelled(""));

/// 记者从…获悉 "our journalist learnt from".
static LEARNT_FROM: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"从(?P<body>\p{Han}{3,24}?)(?:等部门)?(?:召开|举行|举办|处|处?获悉|处?了解到|发布)"));

/// 结合…实际 "in keeping with the circumstances of": the area that rules are made for.
static MADE_FOR: LazyLock<Pattern> = LazyLock::new(|| pattern(r"结合(?P<area>\p{Han}{2,12}?)(?:的|工作)?实际"));

/// 市政府各部门, 县直有关单位, 省级各部门 at the end of the line that says who is addressed: how high the sender stands.
static TO_DEPARTMENTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?P<level>自治区|自治州|省|市|州|盟|县|区|旗)(?:人民政府|政府|直|级)(?:机关)?(?:各|有关|相关|所属)")
});

/// 新华社合肥1月5日电, 中新网成都3月2日电, 央广网茂名2月8日消息: the town that news is sent from.
static DATELINE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?:社|网|报|台|客户端|电)(?P<area>\p{Han}{2,9}?)(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:电|讯|消息)")
});

/// The name of a town, a village or a zone at the beginning of a title, of which no register says where it is.
static LOCAL_TITLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?:\d{4}年)?(?P<name>\p{Han}{2,6}?(?:镇|乡|街道|村|管理区|开发区|园区|新区|林场|农场))")
});

/// The kinds of towns, and most characters of a name without its kind.
const TOWN_KINDS: [&str; 3] = ["街道", "镇", "乡"];
const LONGEST_STEM: usize = 4;

/// Bytes of the names of areas before a place.
const LONGEST_AREA: usize = 90;

/// The seat of the national offices of the press, which says nothing of what news is about.
const CAPITAL: &str = "110000";

impl Reader<'_> {
    /// The area whose congress the document is put before, or whose body signs it.
    pub(super) fn signed(&self, near: Option<&'static str>) -> Option<&'static str> {
        let text = self.document.text.as_str();
        let begin = &text[..floor(text, LEAD)];
        let congress = CONGRESS.captures(begin).and_then(|found| self.first_of(&found["area"], near));
        let speaks = || self.area_of_signing_body(&SPEAKS_FOR.captures(begin)?["body"], near);
        congress.or_else(speaks).or_else(|| self.lines_at_ends().find_map(|line| self.signature(line, near)))
    }

    /// The area that rules are made for, or whose bodies they are sent to: 各县（区）人民政府、某市高新区管委会，市政府各部门：.
    pub(super) fn made_for(&self, near: Option<&'static str>) -> Option<&'static str> {
        let text = self.document.text.as_str();
        let made = MADE_FOR.captures_iter(&text[..floor(text, LEAD)]);
        let made = made.map(|found| self.first_of(found.name("area")?.as_str(), near)).find_map(|area| area);
        let addressed = || {
            let line = self.lines_at_ends().find(|line| line.starts_with('各') && line.ends_with(['：', ':']))?;
            let level = &TO_DEPARTMENTS.captures(line)?["level"];
            let level = LEVEL_HEADS.iter().find(|(word, _)| *word == level).map(|(_, level)| *level)?;
            self.at_level(self.first_of(line, near)?, level)
        };
        made.or_else(addressed)
    }

    /// The area of the body that news is heard from.
    pub(super) fn heard_from(&self, near: Option<&'static str>) -> Option<&'static str> {
        let text = self.document.text.as_str();
        let mut sources = LEARNT_FROM.captures_iter(&text[..floor(text, LEAD)]);
        sources.find_map(|found| self.area_of_signing_body(found.name("body")?.as_str(), near))
    }

    /// Whether news is heard from a body of the whole country.
    pub(super) fn is_heard_from_the_state(&self) -> bool {
        let text = self.document.text.as_str();
        let mut sources = LEARNT_FROM.captures_iter(&text[..floor(text, LEAD)]);
        sources.any(|found| {
            let body = found.name("body").map_or("", |body| body.as_str());
            let first = self.lexicon.agencies.national_in(body, false).next();
            first.is_some_and(|(range, body)| range.start == 0 && !body.only_with_branch)
        })
    }

    /// The area that stands right before the name that a title begins with of a town, a village or a zone: 谯城区 of 芦庙镇概况.
    pub(super) fn around_place_of_title(&self, case: &Case) -> Option<&'static str> {
        let title = self.document.title.or(case.title).filter(|_| !self.strangers.are_named())?;
        let name = LOCAL_TITLE.captures(&self.document.text[title])?.name("name")?.as_str();
        let text = &self.document.text[case.span];
        let before = |at: usize| {
            let from = floor(text, at.saturating_sub(LONGEST_AREA));
            let named = self.divisions_in(&text[from..at], None);
            named.last().filter(|(range, _)| from + range.end == at).map(|(_, code)| *code)
        };
        text.match_indices(name).find_map(|(at, _)| before(at))
    }

    /// The county of a town that the beginning of a text names, where only one has a town of that name.
    pub(super) fn around_town(&self, text: &str) -> Option<&'static str> {
        let begin = &text[..floor(text, LEAD)];
        let mut ends = TOWN_KINDS.iter().flat_map(|kind| begin.match_indices(kind));
        ends.find_map(|(end, kind)| self.county_of_town(&begin[..end], kind))
    }

    /// The only county that has a town of a kind, by the words that end in its name.
    fn county_of_town(&self, words: &str, kind: &str) -> Option<&'static str> {
        let stems = words.char_indices().rev().take(LONGEST_STEM).skip(1).map(|(at, _)| &words[at..]);
        let of_stem = |stem: &str| {
            let mut towns = self.lexicon.townships.named(stem).iter().filter(|town| town.kind == kind);
            let first = towns.next()?;
            let own = towns.next().is_none() && !self.strangers.hold(first.county, self.register());
            own.then_some(first.county)
        };
        stems.filter_map(of_stem).last()
    }

    /// The town that news is sent from, unless it is the capital.
    pub(super) fn sent_from(&self, near: Option<&'static str>) -> Option<&'static str> {
        let text = self.document.text.as_str();
        let found = DATELINE.captures(&text[..floor(text, LEAD)])?;
        self.first_of(&found["area"], near).filter(|code| *code != CAPITAL)
    }

    /// The lines at both ends of the document that hold something.
    fn lines_at_ends(&self) -> impl Iterator<Item = &str> {
        let text = self.document.text.as_str();
        let full = |line: &&str| !line.is_empty();
        let first = text.lines().map(str::trim).filter(full).take(LINES);
        first.chain(text.lines().rev().map(str::trim).filter(full).take(LINES))
    }

    /// The area of the body that a short line names and nothing but a date or a label beside.
    fn signature(&self, line: &str, near: Option<&'static str>) -> Option<&'static str> {
        if line.chars().count() > LONGEST_SIGNATURE || line.contains(['，', '。', '、', '；']) {
            return None;
        }
        let issuer = ISSUER_LABEL.find(line).map_or(line, |label| &line[label.end()..]);
        let signed = self.area_of_signing_body(issuer, near)?;
        // 各县（市、区）人民政府： "to the governments of all counties" is who is addressed.
        (!line.ends_with(['：', ':'])).then_some(signed)
    }

    /// The area that a name of a state body begins with.
    fn area_of_signing_body(&self, name: &str, near: Option<&'static str>) -> Option<&'static str> {
        let name = name.trim();
        let named = self.divisions_in(name, near);
        let (first, _) = named.first()?;
        let ends = named.iter().map(|(range, _)| range.end);
        let heads_body = ends.clone().any(|end| self.lexicon.agencies.body_at(&name[end..]).is_some());
        let begins =
            first.start == 0 || matches!(&name[..first.start], "中共" | "共青团" | "国家税务总局" | "国家统计局");
        (begins && heads_body).then(|| self.innermost(&named))
    }

    fn first_of(&self, words: &str, near: Option<&'static str>) -> Option<&'static str> {
        let named = self.divisions_in(words, near);
        (!named.is_empty()).then(|| self.innermost(&named))
    }
}
