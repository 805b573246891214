//! Dates and periods: `2023年1—9月`, `截至2023年底`, `“十四五”以来`, `前三季度`, `8月24日`.
//!
//! A period is written in ISO 8601 as far as the text goes: `2023`, `2023-04`, `2023-04-28`, `2023-01/2023-09`, `../2023`,
//! `2023/..`. What the words leave out is taken from the text before them, else from the year of the document.

use std::fmt;
use std::sync::LazyLock;

use regex::{Captures, Regex};

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

    const fn month(year: u16, month: u8) -> Self {
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

/// What has been said before a date, for the parts it leaves out.
struct Before {
    years: Years,
    said_year: Option<u16>,
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
enum Time {
    Fixed(Period),
    Unfixed,
}

/// A rule: its pattern and what its parts mean; none where the match turns out to be no date.
struct Row {
    pattern: Regex,
    read: Reading,
}

type Reading = fn(&Captures<'_>, &Before) -> Option<Time>;

const YEAR: &str = "((?:19|20)[0-9]{2}|２０[０-９]{2}|[一二][〇零○九][〇零○一二三四五六七八九]{2}) ?年度?";
const BARE_YEAR: &str = "((?:19|20)[0-9]{2})";
const MONTH: &str = "([01]?[0-9]|[０-９]{1,2}|十[一二]?|[一二三四五六七八九]) ?月(?:份)?";
const DAY: &str = "([0-3]?[0-9]|[０-９]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]) ?[日号]";
const TO: &str = "(?:—{1,2}|[-–－~～―至到]{1,2})";

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
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
        ("近([两二三四五六七八九十0-9]+)年来?".to_owned(), |c, before| years_to(before.years.document?, &c[1])),
        ("过去([一两二三四五六七八九十0-9]+)年".to_owned(), |c, before| years_to(before.years.document? - 1, &c[1])),
        ("([两二三四五六七八九十])年来".to_owned(), |c, before| years_to(before.years.document?, &c[1])),
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
