//! Dates and periods: `2023年1—9月`, `截至2023年底`, `“十四五”以来`, `前三季度`, `8月24日`, `5月1日至10月7日`, `近三年`.
//!
//! A period is written in ISO 8601 as far as the text goes: `2023`, `2023-04`, `2023-04-28`, `2023-01/2023-09`, `../2023`,
//! `2023/..`. What the words leave out is taken from the text before them, else from the year of the document.

mod context;
mod opening;
mod period;
mod rules;

use std::sync::LazyLock;

pub(crate) use self::context::is_set_against;
use self::context::{in_context, is_part_of_other};
use self::rules::{Before, MATCHING, ROWS, Reading, Time};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

pub use self::period::Period;
pub use crate::document::Day;

/// What a date does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Sets the time for what follows it.
    Scope,
    /// The day or month of one event; what is said after the event's sentence has its own time.
    Event,
    /// What something is compared with (比上年, 较2020年).
    Comparison,
    /// When something was that brought about what is told (受2021年疫情影响), or by which it was reckoned (2020年不变价).
    Cause,
    /// A time that the text does not fix (目前, 近年来).
    Unfixed,
}

/// A date in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateMention {
    /// Its words, with 截至 and 以来.
    pub span: Span,
    /// The time meant, where the words fix one.
    pub period: Option<Period>,
    /// What it does.
    pub role: Role,
}

/// The years that dates are reckoned from where they name none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Years {
    /// That of the document: 今年, 去年, 近三年.
    pub document: Option<u16>,
    /// That of the section (一、2023年工作回顾), where its heading has one: 全年, 上半年, 8月.
    pub section: Option<u16>,
}

/// The dates of a stretch of text, in its order and without overlap.
pub fn dates(text: &str, span: Span, years: Years) -> Vec<DateMention> {
    let slice = &text[span.range()];
    let mut before = Before { years, said_year: None, said_month: None };
    let mut mentions: Vec<DateMention> = Vec::new();
    let mut end = 0;
    let digit = |at: usize| slice.as_bytes()[at].is_ascii_digit();
    for at in opening::places(slice) {
        let within_digits = at > 0 && digit(at) && digit(at - 1);
        if at < end || within_digits {
            continue;
        }
        let Some((found, period)) = longest(slice, at, &before) else { continue };
        for (found, period) in enumerated_years(slice, found, period) {
            let mut mention = in_context(slice, found, period);
            if mention.role == Role::Scope
                && mentions.last().is_some_and(|last| is_listed(slice, span.start, last, &mention))
            {
                mention.role = Role::Comparison;
            }
            end = mention.span.end;
            if !is_of_plan(slice, found, &mention) {
                remember(&mut before, (&slice[found.range()], &slice[end..]), &mention);
            }
            mentions.push(DateMention { span: mention.span.shift(span.start), ..mention });
        }
    }
    mentions
}

/// The longest date that begins at a place, and the time it fixes, if any.
fn longest(slice: &str, at: usize, before: &Before) -> Option<(Span, Option<Period>)> {
    let mut best: Option<(Span, Option<Period>)> = None;
    let c = slice[at..].chars().next()?;
    let matching = MATCHING.matches(&slice[at..]);
    for row in matching.iter().map(|position| &ROWS[position]).filter(|row| row.begins.contains(c)) {
        let Some(words) = row.pattern.find(&slice[at..]) else { continue };
        let found = Span::from(words.range()).shift(at);
        if best.is_some_and(|(longer, _)| longer.end >= found.end) || is_part_of_other(slice, found) {
            continue;
        }
        let time = match row.read {
            Reading::Words(read) => read(words.as_str(), before),
            Reading::Groups(read) => row.pattern.captures(words.as_str()).and_then(|groups| read(&groups, before)),
        };
        match time {
            Some(Time::Fixed(period)) => best = Some((found, Some(period))),
            Some(Time::Unfixed) => best = Some((found, None)),
            // 今年前三季度 in a document without a year is a time that cannot be fixed.
            None if before.years.document.is_none() && slice[found.range()].contains(['年', '月', '季']) => {
                best = Some((found, None));
            }
            None => {}
        }
    }
    best
}

/// 较去年同期、|去年全年|分别加快: the list of what is compared with goes on.
fn is_listed(slice: &str, start: usize, last: &DateMention, next: &DateMention) -> bool {
    let from = last.span.end - start;
    let between = slice.get(from..next.span.start).unwrap_or_default();
    last.role == Role::Comparison
        && matches!(between.strip_prefix("同期").unwrap_or(between), "、" | "和" | "与" | "及")
}

/// 《…行动方案|（2025—2027年）|》: the years that a plan is for, from which what is told beside it is not reckoned.
fn is_of_plan(slice: &str, found: Span, mention: &DateMention) -> bool {
    matches!(mention.period, Some(Period::Between(from, to)) if from.month.is_none() && to.year > from.year)
        && slice[..found.start].ends_with(['（', '('])
        && slice[found.end..].starts_with(['）', ')'])
}

/// Keeps year and month for the dates after it that leave them out; what only compares does not move them.
fn remember(before: &mut Before, (words, after): (&str, &str), mention: &DateMention) {
    let Some(period) = mention.period.filter(|_| !matches!(mention.role, Role::Comparison | Role::Cause)) else {
        return;
    };
    // 去年, 上年, 明年 only point away from what is being told.
    let aside = ["去年", "上年", "上一年", "前年", "明年"].iter().any(|word| words.starts_with(word));
    // 为2016年来|最多: since when nothing was more.
    let record = matches!(mention.period, Some(Period::Since(_))) && after.trim_start_matches('的').starts_with('最');
    if words.contains('年') && !aside && !record {
        before.said_year = Some(period.last().year);
    }
    if period.last().month.is_some() {
        before.said_month = Some(Day { day: None, ..period.last() });
    }
}

/// `2022、2023年` is two years under one 年.
fn enumerated_years(slice: &str, found: Span, period: Option<Period>) -> Vec<(Span, Option<Period>)> {
    static BARE: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:19|20)[0-9]{2}"));
    let words = &slice[found.range()];
    if words.contains(['、', '和', '及']) && !words.contains("季度") && !words.contains('月') {
        let years = BARE.find_iter(words).filter_map(|year| {
            let stamp = Day::year(year.as_str().parse().ok()?);
            Some((Span::from(year.range()).shift(found.start), Some(Period::At(stamp))))
        });
        let mut years: Vec<_> = years.collect();
        if let Some(last) = years.last_mut() {
            last.0.end = found.end;
        }
        return years;
    }
    vec![(found, period)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEARS: Years = Years { document: Some(2023), section: None };

    fn read(text: &str) -> Vec<(String, String)> {
        let found = dates(text, Span::new(0, text.len()), YEARS);
        let row = |mention: &DateMention| {
            let period = mention.period.map_or("-".to_owned(), |period| period.to_string());
            (text[mention.span.range()].to_owned(), period)
        };
        found.iter().map(row).collect()
    }

    fn one(text: &str, words: &str, period: &str) {
        assert_eq!(read(text), [(words.to_owned(), period.to_owned())], "{text}");
    }

    #[test]
    fn years_months_days() {
        one("2023年新增政采贷", "2023年", "2023");
        one("于2023年4月28日获批", "2023年4月28日", "2023-04-28");
        one("8月24日印发", "8月24日", "2023-08-24");
        one("二〇二二年十月印发", "二〇二二年十月", "2022-10");
        one("２０２１年度", "２０２１年度", "2021");
    }

    #[test]
    fn stretches() {
        one("2023年1-12月，", "2023年1-12月", "2023-01/2023-12");
        one("8—12月全区", "8—12月", "2023-08/2023-12");
        one("2022年9月至2023年3月", "2022年9月至2023年3月", "2022-09/2023-03");
        one("在2021—2023年共", "2021—2023年", "2021/2023");
        one("2021年至2023年", "2021年至2023年", "2021/2023");
        one("2023年前三季度，", "2023年前三季度", "2023-01/2023-09");
        one("上半年全省", "上半年", "2023-01/2023-06");
        one("2024年一季度", "2024年一季度", "2024-01/2024-03");
        one("“十四五”期间", "“十四五”期间", "2021/2025");
        one("近三年来", "近三年来", "2021/2023");
    }

    #[test]
    fn bounds() {
        one("截至2023年底，", "截至2023年底", "../2023");
        one("截至2023年9月，", "截至2023年9月", "../2023-09");
        one("2023年以来，", "2023年以来", "2023/..");
        one("年末余额", "年末", "../2023");
        one("“十四五”以来", "“十四五”以来", "2021/..");
        one("截至目前，", "截至目前", "-");
        assert_eq!(read("2017年底试点，截至今年9月底完成")[1], ("截至今年9月底".to_owned(), "../2023-09".to_owned()));
        one("2025年底前建成", "2025年底前", "../2025");
    }

    #[test]
    fn several_years_under_one_word() {
        let expected = [("2022", "2022"), ("2023年", "2023")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(read("特别是2022、2023年分别"), expected);
        let years: Vec<_> = read("2021年、2022年和2023年中标").into_iter().map(|row| row.1).collect();
        assert_eq!(years, ["2021", "2022", "2023"]);
    }

    #[test]
    fn what_is_left_out_comes_from_the_text_before() {
        let periods: Vec<_> = read("2021年启动，9月建成，年底验收").into_iter().map(|row| row.1).collect();
        assert_eq!(periods, ["2021", "2021-09", "../2021"]);
    }

    #[test]
    fn a_comparison_does_not_move_the_year_told() {
        let periods: Vec<_> = read("全年增长4%，比上年提高；年末人口").into_iter().map(|row| row.1).collect();
        assert_eq!(periods, ["2023", "2022", "../2023"]);
    }

    #[test]
    fn a_section_on_another_year() {
        let years = Years { document: Some(2024), section: Some(2023) };
        let text = "全年完成，去年启动，今年推进";
        let periods: Vec<_> = dates(text, Span::new(0, text.len()), years)
            .iter()
            .map(|date| date.period.map(|period| period.to_string()))
            .collect();
        assert_eq!(periods, [Some("2023".to_owned()), Some("2023".to_owned()), Some("2024".to_owned())]);
    }

    #[test]
    fn no_dates() {
        for text in [
            "有效期为6个月",
            "连续14年",
            "三年内",
            "20周年庆典",
            "12345热线",
            "3天办结",
            "每年",
            "国办发〔2023〕29号",
            "一年一次",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn comparisons_set_no_time() {
        let text = "比2020年增长";
        assert_eq!(dates(text, Span::new(0, text.len()), YEARS)[0].role, Role::Comparison);
    }

    #[test]
    fn a_year_before() {
        let whole = Period::Between(Day::month(2023, 1), Day::month(2023, 12));
        assert_eq!(whole.year_before().to_string(), "2022");
        assert_eq!(
            Period::Between(Day::month(2023, 1), Day::month(2023, 9)).year_before().to_string(),
            "2022-01/2022-09"
        );
    }
}
