//! Dates and periods: `2023年1—9月`, `截至2023年底`, `“十四五”以来`, `前三季度`, `8月24日`.
//!
//! A period is written in ISO 8601 as far as the text goes: `2023`, `2023-04`, `2023-04-28`, `2023-01/2023-09`, `../2023`,
//! `2023/..`. What the words leave out is taken from the text before them, else from the year of the document.

mod rules;

use std::fmt;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use self::rules::{Before, ROWS, Time};
use super::numeral::{Form, numeral};
use crate::span::Span;

/// A year, a month or a day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    pub day: Option<u8>,
}

/// A stretch of time as the text bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// The whole of a year, a month or a day.
    At(Stamp),
    /// From the first through the second.
    Between(Stamp, Stamp),
    /// Up to and with.
    Until(Stamp),
    /// From then on.
    Since(Stamp),
}

/// What a date does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Sets the time for what follows it.
    Scope,
    /// The day or month of one event; what is said after the event's sentence has its own time.
    Event,
    /// What something is compared with (比上年, 较2020年).
    Comparison,
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

impl Stamp {
    /// A whole year.
    pub const fn year(year: u16) -> Self {
        Self { year, month: None, day: None }
    }

    pub(super) const fn month(year: u16, month: u8) -> Self {
        Self { year, month: Some(month), day: None }
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Period {
    /// The stamp that names it best: its end, else its beginning.
    pub fn last(self) -> Stamp {
        match self {
            Self::At(stamp) | Self::Between(_, stamp) | Self::Until(stamp) | Self::Since(stamp) => stamp,
        }
    }

    /// The same stretch one year before; a whole year's months are the year.
    #[must_use]
    pub fn year_before(self) -> Self {
        let back = |stamp: Stamp| Stamp { year: stamp.year - 1, ..stamp };
        match self {
            Self::Between(from, to) if from.month == Some(1) && to.month == Some(12) && from.year == to.year => {
                Self::At(Stamp::year(from.year - 1))
            }
            Self::At(stamp) => Self::At(back(stamp)),
            Self::Between(from, to) => Self::Between(back(from), back(to)),
            Self::Until(stamp) => Self::Until(back(stamp)),
            Self::Since(stamp) => Self::At(Stamp::year(stamp.year - 1)),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(stamp) => write!(f, "{stamp}"),
            Self::Between(from, to) => write!(f, "{from}/{to}"),
            Self::Until(stamp) => write!(f, "../{stamp}"),
            Self::Since(stamp) => write!(f, "{stamp}/.."),
        }
    }
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
    let mut candidates: Vec<(Span, usize, Captures<'_>)> = Vec::new();
    for (index, row) in ROWS.iter().enumerate() {
        for captures in row.pattern.captures_iter(slice) {
            candidates.push((Span::from(captures.get_match().range()), index, captures));
        }
    }
    candidates.sort_by_key(|(found, index, _)| (found.start, std::cmp::Reverse(found.end), *index));
    let mut before = Before { years, said_year: None };
    let mut mentions: Vec<DateMention> = Vec::new();
    let mut end = 0;
    for (found, index, captures) in candidates {
        if found.start < end || continues_a_number(slice, found) {
            continue;
        }
        let Some(time) = (ROWS[index].read)(&captures, &before) else { continue };
        let period = match time {
            Time::Fixed(period) => Some(period),
            Time::Unfixed => None,
        };
        if slice[found.end..].starts_with("年")
            || slice[found.range()].ends_with("月") && slice[found.end..].starts_with("内")
        {
            continue;
        }
        end = found.end;
        let own_year = slice[found.range()].contains('年') && in_context(slice, found, period).role != Role::Comparison;
        if let Some(period) = period.filter(|_| own_year) {
            before.said_year = Some(period.last().year);
        }
        for (found, period) in enumerated_years(slice, found, period) {
            let mention = in_context(slice, found, period);
            end = mention.span.end;
            mentions.push(DateMention { span: mention.span.shift(span.start), ..mention });
        }
    }
    mentions
}

/// A digit right before or a decimal part makes it part of a longer number.
fn continues_a_number(slice: &str, found: Span) -> bool {
    let first = slice[found.start..].chars().next();
    first.is_some_and(|c| c.is_ascii_digit())
        && slice[..found.start].chars().next_back().is_some_and(|c| c.is_ascii_digit() || c == '.' || c == '第')
}

/// `2022、2023年` is two years under one 年.
fn enumerated_years(slice: &str, found: Span, period: Option<Period>) -> Vec<(Span, Option<Period>)> {
    static BARE: LazyLock<Regex> = LazyLock::new(|| Regex::new("(?:19|20)[0-9]{2}").expect("the pattern is fixed"));
    let words = &slice[found.range()];
    if words.contains(['、', '和', '及']) {
        let years = BARE.find_iter(words).filter_map(|year| {
            let stamp = Stamp::year(year.as_str().parse().ok()?);
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

/// Takes in 截至 before it and 以来 after it, and says what the date does.
fn in_context(slice: &str, found: Span, period: Option<Period>) -> DateMention {
    const UNTIL: [&str; 4] = ["截至到", "截止到", "截至", "截止"];
    const SINCE: [&str; 4] = ["以来", "至今", "起", "开始"];
    const COMPARED: [&str; 6] = ["比", "较", "同比", "相比", "相较于", "对比"];
    let before = &slice[..found.start];
    let after = &slice[found.end..];
    let mut mention = DateMention { span: found, period, role: Role::Scope };
    let Some(period) = period else {
        mention.role = Role::Unfixed;
        return mention;
    };
    let stamp = period.last();
    if let Some(word) = UNTIL.iter().find(|word| before.ends_with(**word)) {
        mention.span.start -= word.len();
        mention.period = Some(Period::Until(stamp));
    } else if let Some(word) = SINCE.iter().find(|word| after.starts_with(**word)) {
        mention.span.end += word.len();
        let from = match period {
            Period::Between(from, _) => from,
            _ => stamp,
        };
        mention.period = Some(Period::Since(from));
    } else if let Some(word) = ["以前", "之前", "前"].iter().find(|word| ends_before(after, word)) {
        mention.span.end += word.len();
        mention.period = Some(Period::Until(stamp));
    } else if COMPARED.iter().any(|word| before.ends_with(word)) || after.starts_with("同期") {
        mention.role = Role::Comparison;
    } else if stamp.month.is_some() && matches!(period, Period::At(_)) {
        mention.role = Role::Event;
    }
    mention
}

/// 2025年底前, but not 2023年前三季度 or 2023年前往.
fn ends_before(after: &str, word: &str) -> bool {
    after.strip_prefix(word).is_some_and(|rest| {
        !rest.starts_with(['往', '来', '期', '列', '后', '沿'])
            && numeral(rest).is_none_or(|number| number.form == Form::Arabic)
    })
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
        let whole = Period::Between(Stamp::month(2023, 1), Stamp::month(2023, 12));
        assert_eq!(whole.year_before().to_string(), "2022");
        assert_eq!(
            Period::Between(Stamp::month(2023, 1), Stamp::month(2023, 9)).year_before().to_string(),
            "2022-01/2022-09"
        );
    }
}
