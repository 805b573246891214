//! What the groups and words of a match come to: years, months and days, and stretches of them.

use regex::Captures;

use super::super::super::numeral::{may_begin, numeral, whole_number};
use super::super::{Day, Period};
use super::{Before, Time};

pub(super) fn has_year(captures: &Captures<'_>) -> bool {
    captures.name("y1").or_else(|| captures.name("w1")).is_some()
}

/// The small number in a group.
pub(super) fn small(captures: &Captures<'_>, group: &str) -> Option<u8> {
    let digits = captures.name(group)?.as_str();
    digits.parse().ok().or_else(|| whole_number(digits))
}

pub(super) fn year_of(captures: &Captures<'_>, before: &Before) -> Option<u16> {
    named_year(captures, before, 1)
}

/// The year in the groups of a number.
pub(super) fn named_year(captures: &Captures<'_>, before: &Before, number: u8) -> Option<u16> {
    if let Some(digits) = captures.name(if number == 1 { "y1" } else { "y2" }) {
        return year_in_digits(digits.as_str());
    }
    let word = captures.name(if number == 1 { "w1" } else { "w2" })?.as_str();
    year_of_word(word, before)
}

/// The year that is all there is of a date: in digits with 年 behind them, or in a word.
pub(super) fn year_in_words(words: &str, before: &Before) -> Option<u16> {
    let words = words.trim_end_matches([' ', '\u{a0}']);
    match words.char_indices().nth(4) {
        Some((four, _)) if words.starts_with(may_begin) => year_in_digits(&words[..four]),
        _ => year_of_word(words, before),
    }
}

/// The year in four digits, ASCII, full-width or Chinese.
fn year_in_digits(digits: &str) -> Option<u16> {
    digits.parse().ok().or_else(|| numeral(&digits.replace('Ｏ', "〇"))?.whole())
}

fn year_of_word(word: &str, before: &Before) -> Option<u16> {
    match word.trim_end_matches('度') {
        "当年" | "同年" => before.year(),
        "去年" => Some(before.years.document? - 1),
        "上年" | "上一年" => Some(before.year()? - 1),
        "前年" => Some(before.years.document? - 2),
        "次年" | "翌年" => Some(before.said_year? + 1),
        "明年" => Some(before.years.document? + 1),
        _ => before.years.document,
    }
}

/// The year of the end of a range; 次年 counts from its beginning.
pub(super) fn later_year(captures: &Captures<'_>, before: &Before, from: Day) -> u16 {
    let before = Before { said_year: Some(from.year), ..*before };
    named_year(captures, &before, 2).unwrap_or(from.year)
}

/// Year, month and day under a number; the year is that of the text before where none is said.
pub(super) fn stamp(captures: &Captures<'_>, before: &Before, number: u8) -> Option<Day> {
    let said = if has_year(captures) { named_year(captures, before, number)? } else { before.year()? };
    Some(Day { year: said, month: small(captures, "m1"), day: small(captures, "d1") })
}

fn is_real(stamp: Day) -> bool {
    stamp.month.is_none_or(|month| (1..=12).contains(&month)) && stamp.day.is_none_or(|day| (1..=31).contains(&day))
}

pub(super) fn at(stamp: Day) -> Option<Time> {
    is_real(stamp).then_some(Time::Fixed(Period::At(stamp)))
}

pub(super) fn until(year: u16) -> Time {
    Time::Fixed(Period::Until(Day::year(year)))
}

pub(super) fn between(from: Day, to: Day) -> Option<Time> {
    (from < to && is_real(from) && is_real(to)).then_some(Time::Fixed(Period::Between(from, to)))
}

pub(super) fn part_of_year(year: u16, part: &str) -> Option<Time> {
    let count = || {
        let digits = part.trim_start_matches(['第', '前']).split(['季', '个', '月']).next()?;
        whole_number::<u8>(digits)
    };
    let (from, to) = match part {
        "上半年" => (1, 6),
        "下半年" => (7, 12),
        "首季" | "首季度" => (1, 3),
        _ if part.starts_with('前') && part.ends_with("季度") => (1, 9),
        _ if part.ends_with("季度") => (count()?.checked_mul(3)?.checked_sub(2)?, count()? * 3),
        _ => (1, count()?),
    };
    if from == to { at(Day::month(year, from)) } else { between(Day::month(year, from), Day::month(year, to)) }
}

/// The five-year plans: the first began in 1953, since the sixth (1981) they follow each other without a gap.
pub(super) fn five_years(ordinal: &str, end: bool) -> Option<Time> {
    let ordinal: u16 = numeral(ordinal)?.whole()?;
    let first = 1951 + 5 * ordinal;
    if end {
        return Some(until(first + 4));
    }
    between(Day::year(first), Day::year(first + 4))
}

/// “十五”后三年: the last or first years of a plan.
pub(super) fn part_of_plan(ordinal: &str, side: &str, count: &str) -> Option<Time> {
    let Time::Fixed(Period::Between(from, to)) = five_years(ordinal, false)? else { return None };
    let count: u16 = whole_number(count)?;
    let inside = (2..=4).contains(&count);
    inside.then_some(())?;
    if side == "前" {
        between(from, Day::year(from.year + count - 1))
    } else {
        between(Day::year(to.year + 1 - count), to)
    }
}

/// 未来三年: from the document's own on.
pub(super) fn years_from(first: u16, count: &str) -> Option<Time> {
    let count: u16 = whole_number(count)?;
    between(Day::year(first), Day::year(first + count.checked_sub(1)?))
}

pub(super) fn years_to(last: u16, count: &str) -> Option<Time> {
    let count: u16 = whole_number(count)?;
    if count < 2 {
        return at(Day::year(last));
    }
    between(Day::year((last + 1).checked_sub(count)?), Day::year(last))
}
