//! The rules of dates: one row a form, the longer before the shorter.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::numeral::numeral;
use super::{Period, Stamp, Years};

/// What has been said before a date, for the parts it leaves out.
pub(super) struct Before {
    pub(super) years: Years,
    pub(super) said_year: Option<u16>,
}

impl Before {
    /// The year of what is being told.
    fn year(&self) -> Option<u16> {
        self.said_year.or_else(|| self.told_year())
    }

    fn told_year(&self) -> Option<u16> {
        self.years.section.or(self.years.document)
    }
}

/// What the words of a date come to.
pub(super) enum Time {
    Fixed(Period),
    Unfixed,
}

/// A rule: its pattern and what its parts mean; none where the match turns out to be no date.
pub(super) struct Row {
    pub(super) pattern: Regex,
    pub(super) read: Reading,
}

pub(super) type Reading = fn(&Captures<'_>, &Before) -> Option<Time>;

const YEAR: &str = "((?:19|20)[0-9]{2}|２０[０-９]{2}|[一二][〇零○九][〇零○一二三四五六七八九]{2}) ?年度?";
const BARE_YEAR: &str = "((?:19|20)[0-9]{2})";
const MONTH: &str = "([01]?[0-9]|[０-９]{1,2}|十[一二]?|[一二三四五六七八九]) ?月(?:份)?";
const DAY: &str = "([0-3]?[0-9]|[０-９]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]) ?[日号]";
const TO: &str = "(?:—{1,2}|[-–－~～―至到]{1,2})";

pub(super) static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let bare_month = MONTH.replace("月(?:份)?", "");
    let rows: Vec<(String, Reading)> = vec![
        (format!("{YEAR}{MONTH}{DAY}"), |c, _| at(year(c, 1)?, month(c, 2), small(&c[3]))),
        (format!("{YEAR}{bare_month}(?:月(?:份)?)?{TO}(?:{YEAR})?{MONTH}"), |c, _| {
            let from = year(c, 1)?;
            months(from, small(&c[2])?, c.get(3).map_or(Some(from), |_| year(c, 3))?, small(&c[4])?)
        }),
        (format!("{YEAR}{MONTH}(?:[上中下]旬|[底末初])?"), |c, _| at(year(c, 1)?, month(c, 2), None)),
        (format!("{BARE_YEAR}年?{TO}{YEAR}"), |c, _| {
            let (from, to) = (year(c, 1)?, year(c, 2)?);
            (from < to).then_some(Time::Fixed(Period::Between(Stamp::year(from), Stamp::year(to))))
        }),
        (format!("{YEAR}(?:的)?(上半年|下半年|前三季度|(?:第)?[一二三四1-4]季度|前[一二三四五六七八九十0-9]+个月)"), |c, _| {
            part_of_year(year(c, 1)?, &c[2])
        }),
        (format!("{YEAR}(年?[底末]|岁末)"), |c, _| Some(Time::Fixed(Period::Until(Stamp::year(year(c, 1)?))))),
        (format!("{YEAR}(?:全年|初|年初)?"), |c, _| at(year(c, 1)?, None, None)),
        (format!("{BARE_YEAR}(?:[、和](?:19|20)[0-9]{{2}})*[、和及]{BARE_YEAR}年"), |c, _| {
            at(year(c, 1)?, None, None)
        }),
        (format!("{MONTH}{DAY}"), |c, before| at(before.year()?, month(c, 1), small(&c[2]))),
        (format!("{bare_month}(?:月(?:份)?)?{TO}{MONTH}"), |c, before| {
            let year = before.year()?;
            months(year, small(&c[1])?, year, small(&c[2])?)
        }),
        (format!("{MONTH}(?:[上中下]旬|[底末初])?"), |c, before| at(before.year()?, month(c, 1), None)),
        ("(?:今年|本年|当年|同年)?(上半年|下半年|前三季度|第?[一二三四]季度|前[一二三四五六七八九十0-9]+个月)".to_owned(), |c, before| {
            part_of_year(before.year()?, &c[1])
        }),
        ("(?:今年|本年)?年[底末]|岁末".to_owned(), |_, before| Some(Time::Fixed(Period::Until(Stamp::year(before.year()?))))),
        ("今年|本年度?|全年".to_owned(), |c, before| {
            let year = if &c[0] == "全年" { before.told_year()? } else { before.years.document? };
            at(year, None, None)
        }),
        ("当年|同年".to_owned(), |_, before| at(before.year()?, None, None)),
        ("同月".to_owned(), |_, _| Some(Time::Unfixed)),
        ("(?:去年|上年|上一年)(?:度|末|底)?".to_owned(), |_, before| at(before.years.document? - 1, None, None)),
        ("[“\"「]?(十[一二三四五六七])五[”\"」]?(?:时期|期间|规划期)?".to_owned(), |c, _| five_years(&c[1])),
        ("近([两二三四五六七八九十0-9]+)年来?".to_owned(), |c, before| years_to(before.told_year()?, &c[1])),
        ("过去([一两二三四五六七八九十0-9]+)年".to_owned(), |c, before| years_to(before.years.document? - 1, &c[1])),
        ("([两二三四五六七八九十]|[2-9])年来".to_owned(), |c, before| years_to(before.told_year()?, &c[1])),
        ("(?:今后|未来)([两二三四五六七八九十0-9]+)年".to_owned(), |c, before| {
            let (first, count) = (before.years.document?, u16::from(small(&c[1])?));
            Some(Time::Fixed(Period::Between(Stamp::year(first), Stamp::year(first + count - 1))))
        }),
        ("截[至止](?:目前|现在|今)|目前|当前|如今|近年来?|近期|近日|日前|近几年来?|多年来|长期以来|一直以来|迄今|至今|现已".to_owned(), |_, _| {
            Some(Time::Unfixed)
        }),
    ];
    let compile = |pattern: &str| Regex::new(pattern).expect("the pattern is fixed");
    rows.into_iter().map(|(pattern, read)| Row { pattern: compile(&pattern), read }).collect()
});

fn small(digits: &str) -> Option<u8> {
    let found = numeral(digits).filter(|found| found.length == digits.len())?;
    found.value().to_string().parse().ok()
}

fn year(captures: &Captures<'_>, group: usize) -> Option<u16> {
    let found = numeral(captures.get(group)?.as_str())?;
    found.value().to_string().parse().ok()
}

fn month(captures: &Captures<'_>, group: usize) -> Option<u8> {
    captures.get(group).and_then(|group| small(group.as_str()))
}

fn at(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Time> {
    let real = month.is_none_or(|month| (1..=12).contains(&month)) && day.is_none_or(|day| (1..=31).contains(&day));
    real.then_some(Time::Fixed(Period::At(Stamp { year, month, day })))
}

fn months(from_year: u16, from: u8, to_year: u16, to: u8) -> Option<Time> {
    let ordered = (from_year, from) < (to_year, to) && (1..=12).contains(&from) && (1..=12).contains(&to);
    ordered.then_some(Time::Fixed(Period::Between(Stamp::month(from_year, from), Stamp::month(to_year, to))))
}

fn part_of_year(year: u16, part: &str) -> Option<Time> {
    let count = part.trim_start_matches(['第', '前']).split(['季', '个']).next().and_then(small);
    let (from, to) = match part {
        "上半年" => (1, 6),
        "下半年" => (7, 12),
        "前三季度" => (1, 9),
        _ if part.ends_with("季度") => (count? * 3 - 2, count? * 3),
        _ => (1, count?),
    };
    if from == to { at(year, Some(from), None) } else { months(year, from, year, to) }
}

/// The five-year plans: the first began in 1953, since the sixth (1981) they follow each other without a gap.
fn five_years(ordinal: &str) -> Option<Time> {
    let first = 1951 + 5 * u16::from(small(ordinal)?);
    Some(Time::Fixed(Period::Between(Stamp::year(first), Stamp::year(first + 4))))
}

fn years_to(last: u16, count: &str) -> Option<Time> {
    let count = u16::from(small(count)?);
    if count < 2 {
        return at(last, None, None);
    }
    Some(Time::Fixed(Period::Between(Stamp::year(last + 1 - count), Stamp::year(last))))
}
