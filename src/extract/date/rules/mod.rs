//! The rules of dates: one row a form. Of the rows that match at a place the longest match wins, then the first row.

mod reading;

use std::sync::LazyLock;

use regex::{Captures, RegexSet};

use self::reading::{
    at, between, five_years, has_year, later_year, named_year, part_of_plan, part_of_year, small, stamp, until,
    year_in_words, year_of, years_from, years_to,
};
use super::{Day, Period, Years};
use crate::lexicon::pattern::{Pattern, pattern};

/// What has been said before a date, for the parts it leaves out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    pub(super) years: Years,
    pub(super) said_year: Option<u16>,
    pub(super) said_month: Option<Day>,
}

impl Before {
    /// The year of what is being told.
    fn year(&self) -> Option<u16> {
        self.said_year.or_else(|| self.told_year())
    }

    fn told_year(&self) -> Option<u16> {
        self.years.section.or(self.years.document)
    }

    /// The last year of 过去五年 and 五年来: that of the section, else the one before the document's.
    fn last_year(&self) -> Option<u16> {
        self.years.section.or_else(|| Some(self.years.document? - 1))
    }
}

/// What the words of a date come to.
pub(super) enum Time {
    Fixed(Period),
    Unfixed,
}

/// What a match means; none where it turns out to be no date.
#[derive(Clone, Copy)]
pub(super) enum Reading {
    /// By its words alone: to look for the groups of a match costs more than all else.
    Words(fn(&str, &Before) -> Option<Time>),
    /// By its groups.
    Groups(fn(&Captures<'_>, &Before) -> Option<Time>),
}

/// A rule: how it begins, its pattern, and what its matches mean.
pub(super) struct Row {
    /// The characters it can begin with; it is tried nowhere else.
    pub(super) begins: &'static str,
    pub(super) pattern: Pattern,
    pub(super) read: Reading,
}

/// Four digits, ASCII, full-width or Chinese.
const FOUR: &str = "(?:1[5-9]|20)[0-9]{2}|[１２][０-９]{3}|[一二][〇零○Ｏ九八][〇零○Ｏ一二三四五六七八九]{2}";
/// Words for a year by what is being told: this, the last, the one before it, the same, the next.
const YEAR_WORDS: &str = "今年|本年度?|当年|同年|去年|上一?年度?|前年|次年|翌年|明年";
const BARE_YEAR: &str = "(?:19|20)[0-9]{2}";
const MONTH: &str = "[01]?[0-9]|[０-９]{1,2}|十[一二]?|[一二三四五六七八九]";
const DAY: &str = "[0-3]?[0-9]|[０-９]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]";
/// Quarters and halves: first half, last half, first three quarters, a quarter, the first so many months.
const PART: &str = "上半年|下半年|前[三3]个?季度|第?[一二三四1-4]季度|首季度?|前[一二三四五六七八九十0-9]+个?月(?:份)?";
/// Between the ends of a range.
const TO: &str = "(?:—{1,2}|[-–－~～―至到]{1,2})";
/// The day of the week or of the old calendar that stands behind a day: （周五）, （农历除夕、周二）.
const ASIDE: &str = "(?:（[^（），。；\n0-9]{1,12}）)?";
/// A space that a converter left within a date.
const GAP: &str = "[ \u{a0}]?";

pub(super) static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut rows = days();
    rows.extend(months());
    rows.extend(parts_of_years());
    rows.extend(years());
    rows.extend(stretches());
    rows.extend(without_a_time());
    rows
});

/// Which rows match at the beginning of a text, told in one pass for all of them.
pub(super) static MATCHING: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new(ROWS.iter().map(|row| row.pattern.as_str())).expect("each pattern is one by itself")
});

fn row(begins: &'static str, expression: &str, read: fn(&Captures<'_>, &Before) -> Option<Time>) -> Row {
    Row { begins, pattern: pattern(&format!("^(?:{expression})")), read: Reading::Groups(read) }
}

fn plain(begins: &'static str, expression: &str, read: fn(&str, &Before) -> Option<Time>) -> Row {
    Row { read: Reading::Words(read), ..row(begins, expression, |_, _| None) }
}

const DIGIT: &str = "0123456789０１２３４５６７８９〇零○一二三四五六七八九十";
const DIGIT_OR_LAST: &str = "0123456789０１２３４５６７８９〇零○一二三四五六七八九十上";
const YEAR_OR_DIGIT: &str = "0123456789０１２３４５６７８９〇零○一二三四五六七八九十今本当同去上下前第次翌明";

/// The year under a number: in digits (`y1`) or in a word (`w1`).
fn year_group(number: u8) -> String {
    format!("(?:(?P<y{number}>{FOUR}){GAP}年(?:度)?|(?P<w{number}>{YEAR_WORDS})){GAP}")
}

fn month_group(number: u8) -> String {
    format!("(?P<m{number}>{MONTH}){GAP}月(?:份)?")
}

fn day_group(number: u8) -> String {
    format!("{GAP}(?P<d{number}>{DAY}){GAP}[日号號]")
}

/// 2023年8月24日, 5月1日至10月7日, 2023-10-08, 21日.
fn days() -> Vec<Row> {
    let (year, year2) = (year_group(1), year_group(2));
    let (month, month2, day, day2) = (month_group(1), month_group(2), day_group(1), day_group(2));
    vec![
        row(
            YEAR_OR_DIGIT,
            &format!("(?:{year})?{month}{day}{ASIDE}{TO}(?:{year2})?(?:{month2})?{day2}{ASIDE}"),
            |c, before| {
                let from = stamp(c, before, 1)?;
                let year = later_year(c, before, from);
                let month = small(c, "m2").or(from.month);
                between(from, Day { year, month, day: small(c, "d2") })
            },
        ),
        row(YEAR_OR_DIGIT, &format!("(?:{year})?{month}{day}"), |c, before| at(stamp(c, before, 1)?)),
        row(
            DIGIT,
            r"(?P<y1>(?:19|20)[0-9]{2})(?:-(?P<m1>[01]?[0-9])-|/(?P<m2>[01]?[0-9])/|\.(?P<m3>[01]?[0-9])\.)(?P<d1>[0-3]?[0-9])",
            |c, before| {
                let month = ["m1", "m2", "m3"].iter().find_map(|group| small(c, group));
                at(Day { year: named_year(c, before, 1)?, month, day: small(c, "d1") })
            },
        ),
        row(DIGIT, &day.replace("[日号號]", "日"), |c, before| {
            let month = before.said_month?;
            at(Day { day: small(c, "d1"), ..month })
        }),
    ]
}

/// 2023年4月, 8—12月, 2022年9月至次年3月, 当月.
fn months() -> Vec<Row> {
    let (year, year2) = (year_group(1), year_group(2));
    let (month, month2) = (month_group(1), month_group(2));
    let bare = month.replace("月(?:份)?", "(?:月(?:份)?)?");
    vec![
        row(YEAR_OR_DIGIT, &format!("(?:{year})?{bare}{TO}(?:{year2})?{month2}"), |c, before| {
            let from = stamp(c, before, 1)?;
            between(from, Day { year: later_year(c, before, from), month: small(c, "m2"), day: None })
        }),
        // 7、8月份: both.
        row(YEAR_OR_DIGIT, &format!("(?:{year})?(?P<m1>{MONTH})、{month2}"), |c, before| {
            let from = stamp(c, before, 1)?;
            let to = Day { year: from.year, month: small(c, "m2"), day: None };
            if to.month == from.month.map(|month| month + 1) { between(from, to) } else { None }
        }),
        row(YEAR_OR_DIGIT, &format!("(?:{year})?{month}"), |c, before| at(stamp(c, before, 1)?)),
        row(YEAR_OR_DIGIT, &format!("(?:{year})?{month}(?:[上中下]旬|[底末初])"), |c, before| {
            at(stamp(c, before, 1)?)
        }),
        plain("当本同上", "当月|本月|同月|上月", |words, before| {
            let said = before.said_month?;
            match words {
                "上月" if said.month == Some(1) => at(Day::month(said.year - 1, 12)),
                "上月" => at(Day { month: said.month.map(|month| month - 1), ..said }),
                _ => at(said),
            }
        }),
    ]
}

/// 2023年上半年, 前三季度, 一至三季度, 年底, 岁末.
fn parts_of_years() -> Vec<Row> {
    let year = year_group(1);
    vec![
        row(YEAR_OR_DIGIT, &format!("(?:{year})?的?(?P<p>{PART})"), |c, before| {
            let known = has_year(c);
            part_of_year(if known { year_of(c, before)? } else { before.year()? }, &c["p"])
        }),
        plain("首", "首季度?", |words, before| part_of_year(before.year()?, words)),
        row(
            YEAR_OR_DIGIT,
            &format!("(?:{year})?第?(?P<m1>[一二三1-3])(?:季度)?(?:{TO}|、|和)第?(?P<m2>[二三四2-4])季度"),
            |c, before| {
                let year = if has_year(c) { year_of(c, before)? } else { before.year()? };
                let (from, to) = (small(c, "m1")?, small(c, "m2")?);
                (from < to).then_some(())?;
                between(Day::month(year, from * 3 - 2), Day::month(year, to * 3))
            },
        ),
        row(YEAR_OR_DIGIT, &format!("{year}年?(?:[底末]|岁末)"), |c, before| Some(until(year_of(c, before)?))),
        row(YEAR_OR_DIGIT, &format!("{year}(?:全年|年?初)"), |c, before| at(Day::year(year_of(c, before)?))),
        plain("年岁", "年[底末]|岁末", |_, before| Some(until(before.year()?))),
        plain("年", "年初|年内", |_, before| at(Day::year(before.year()?))),
    ]
}

/// 2023年, 2021—2023年, 2021、2022年, 今年, 上年.
fn years() -> Vec<Row> {
    let year = year_group(1);
    vec![
        row(
            DIGIT,
            &format!("(?P<y1>{BARE_YEAR}|{FOUR})(?:年度?[底末初]?)?{TO}(?P<y2>{FOUR}){GAP}(?:年度?|学年|财年)"),
            |c, before| between(Day::year(year_of(c, before)?), Day::year(named_year(c, before, 2)?)),
        ),
        row(DIGIT, &format!("{BARE_YEAR}(?:[、和]{BARE_YEAR})*[、和及](?P<y1>{BARE_YEAR})年"), |c, before| {
            at(Day::year(year_of(c, before)?))
        }),
        row(DIGIT, &format!("(?P<y1>{BARE_YEAR})全年"), |c, before| at(Day::year(year_of(c, before)?))),
        plain(YEAR_OR_DIGIT, &year, |words, before| at(Day::year(year_in_words(words, before)?))),
        // 1990年代: from its first year to its last; 1990年代初 is a part of it that nobody can say.
        plain(DIGIT, "(?:1[89]|20)[0-9]0年代(?:[初中末]期?)?", |words, _| {
            let first: u16 = words[..4].parse().ok()?;
            if words.ends_with('代') { between(Day::year(first), Day::year(first + 9)) } else { Some(Time::Unfixed) }
        }),
        plain("全", "全年度?", |_, before| at(Day::year(before.told_year().or(before.said_year)?))),
    ]
}

/// “十四五”期间, 近三年, 过去五年, 五年来.
fn stretches() -> Vec<Row> {
    const COUNT: &str = "(?P<n>[两二三四五六七八九十]{1,3}|[0-9]{1,2})";
    vec![
        row(
            "“\"「『十",
            "[“\"「『]?(?P<p>十[一二三四五六七八]?)五[”\"」』]?(?P<end>末|时期末|期末)?(?:时期|期间|规划期)?",
            |c, _| five_years(&c["p"], c.name("end").is_some()),
        ),
        row(
            "“\"「『",
            "[“\"「『](?P<p>[六七八九])五[”\"」』](?P<end>末|时期末|期末)?(?:时期|期间)?",
            |c, _| five_years(&c["p"], c.name("end").is_some()),
        ),
        row(
            "“\"「『十",
            &format!("[“\"「『]?(?P<p>十[一二三四五六七八]?)五[”\"」』]?(?:时期|期间)?(?P<side>[前后]){COUNT}年"),
            |c, _| part_of_plan(&c["p"], &c["side"], &c["n"]),
        ),
        row("近最这", &format!("(?:最近|近|这){COUNT}年来?"), |c, before| {
            years_to(before.told_year()?, &c["n"])
        }),
        row(
            "过",
            "过去(?:的)?(?P<n>[一两二三四五六七八九十]{1,3}|[0-9]{1,2})年(?:里|来|间)?",
            |c, before| years_to(before.last_year()?, &c["n"]),
        ),
        row("今未", &format!("(?:今后|未来){COUNT}年"), |c, before| years_from(before.years.document?, &c["n"])),
        row(DIGIT, &format!("{COUNT}年[来间]"), |c, before| years_to(before.told_year()?, &c["n"])),
        row("两", "(?P<n>两)年来", |c, before| years_to(before.told_year()?, &c["n"])),
        // 一年来: the year that a report looks back on.
        plain("一", "一年来", |_, before| at(Day::year(before.years.section?))),
    ]
}

/// Times that the text does not fix: 目前, 近年来, 上世纪90年代.
fn without_a_time() -> Vec<Row> {
    vec![
        plain(
            "截目当如现近日多长一迄至往历这连眼",
            "截[至止](?:目前|当前|现在|今)|目前|当前|如今|现今|现在|现已|近年来?|近期|近日|日前|近几年来?|近些年来?|多年来|长期以来|一直以来|迄今|至今|往年|历年来?|这段时间|这些天|连日来|眼下",
            |_, _| Some(Time::Unfixed),
        ),
        plain(
            DIGIT_OR_LAST,
            "(?:上世纪|(?:20|21|二十|二十一)世纪)(?:[0-9]{2}|[一二三四五六七八九]十)年代(?:[初中末]期?)?",
            |_, _| Some(Time::Unfixed),
        ),
    ]
}
