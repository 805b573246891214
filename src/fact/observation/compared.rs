//! What a number is compared with: 比上年, 同比, 比2019年; a rate of growth over a year where nothing is named.

use super::super::{ObservationKind, Scene};
use super::dated;
use super::item::Item;
use super::kind::Nature;
use super::told::Sentence;
use crate::extract::date::{DateMention, Day, Period, Role, is_set_against};
use crate::lexicon::edge::last_place;
use crate::span::Span;

/// So many dates before a number are looked at.
const NEAR: usize = 12;

/// The period a number is compared with.
pub(super) fn compared_with(
    scene: &Scene<'_>,
    (sentence, clause): (&Sentence<'_>, Span),
    item: &Item<'_>,
    (nature, in_report): (&Nature, bool),
    period: Option<Period>,
) -> Option<Period> {
    let before = &scene.document.text.as_str()[clause.start..item.quantity.span.start];
    if sentence.dates.iter().any(|date| dated::is_in_brackets_behind(scene, item, date)) {
        return None;
    }
    if let Some(with_month) = scene.lexicon.telling.compares_with_month(before) {
        if with_month {
            return period.and_then(just_before);
        }
        let base = period.or_else(|| scene.document.year.map(|year| Period::At(Day::year(year))))?;
        return Some(whole(base.year_before()));
    }
    if let Some(date) = named(scene, (sentence, clause), item, nature) {
        return date.period.map(whole);
    }
    // 北京环比下降0.2%，上海上涨0.1%: the sentence goes on comparing with the month before.
    let told = scene.words(Span::new(sentence.span.start, clause.start));
    let by_month = || last_place(told, "环比").is_some_and(|at| !told[at..].contains("同比"));
    if nature.kind == ObservationKind::Change && nature.change.is_some() && by_month() {
        return period.and_then(just_before);
    }
    let grown = period.filter(|period| grows_over_a_year(scene, before, nature, *period, in_report));
    grown.map(|period| whole(period.year_before()))
}

/// The date before a number that its clause, or for a change the sentence up to it, names to compare with.
fn named(
    scene: &Scene<'_>,
    (sentence, clause): (&Sentence<'_>, Span),
    item: &Item<'_>,
    nature: &Nature,
) -> Option<DateMention> {
    let start = item.quantity.span.start;
    let told = sentence.dates_joined;
    let told = &told[..told.partition_point(|date| date.span.start < clause.end)];
    let compares =
        |date: &&DateMention| date.role == Role::Comparison && date.span.end <= start && date.period.is_some();
    let mut named = told.iter().rev().take(NEAR).filter(compares);
    if let Some(date) = named.clone().find(|date| clause.contains(date.span)) {
        return Some(*date);
    }
    if nature.kind != ObservationKind::Change {
        return None;
    }
    let text = scene.document.text.as_str();
    // 2010年与2005年相比，煤耗下降10%；水泥能耗下降24.6%: said once for the sentence.
    let against = |date: &&DateMention| {
        let after = &text[date.span.end..clause.end.max(date.span.end)];
        after.starts_with("相比") || after.starts_with("比较") || is_set_against(after)
    };
    // 比1999年增加1112万元，增长18%: over the same.
    let right_before = |date: &&DateMention| {
        let between = &text[date.span.end..clause.start.max(date.span.end)];
        between.ends_with('，') && !between.contains(['；', '。']) && between.matches('，').count() == 1
    };
    let only_grows = || nature.change.is_some_and(|change| text[clause.start..start].trim() == change);
    named.clone().find(against).or_else(|| named.find(right_before).filter(|_| only_grows())).copied()
}

/// The end of a year is compared with the year before.
fn whole(period: Period) -> Period {
    match period {
        Period::Until(stamp) if stamp.month.is_none() => Period::At(stamp),
        Period::Until(stamp) if stamp.month == Some(12) => Period::At(Day::year(stamp.year)),
        other => other,
    }
}

/// The month before a month, the quarter before a quarter.
fn just_before(period: Period) -> Option<Period> {
    let back = |stamp: Day, months: u8| {
        let month = stamp.month?;
        Some(if month > months {
            Day { month: Some(month - months), ..stamp }
        } else {
            Day { year: stamp.year - 1, month: Some(month + 12 - months), ..stamp }
        })
    };
    match period {
        Period::At(stamp) if stamp.day.is_none() => back(stamp, 1).map(Period::At),
        Period::Between(from, to) if from.year == to.year && to.month? - from.month? == 2 => {
            Some(Period::Between(back(from, 3)?, back(to, 3)?))
        }
        _ => None,
    }
}

/// 2023年，进出口总额880亿元，增长15.6%: growth in a year or a part of one is over the year before; in a report that at
/// the end of a year too.
fn grows_over_a_year(scene: &Scene<'_>, before: &str, nature: &Nature, period: Period, in_report: bool) -> bool {
    let growth = nature.kind == ObservationKind::Change
        && nature.change.is_some_and(|word| scene.lexicon.telling.is_of_a_year(word));
    let yearly = match period {
        Period::At(stamp) => stamp.day.is_none(),
        Period::Between(from, to) => from.year == to.year && from.month.is_some(),
        Period::Until(stamp) => in_report && stamp.month.is_none(),
        Period::Since(_) => false,
    };
    if !growth || !yearly {
        return false;
    }
    // 人均收入增长5% is of the year, 年均增长5% is not.
    let each = before.contains('均').then(|| before.replace("人均", "").replace("户均", ""));
    let told = each.as_deref().unwrap_or(before);
    !["均", "累计", "高于", "低于"].iter().any(|word| told.contains(word)) && !spans_years(told)
}

/// 五年分别增加14平方米, 5年内上升12.4个百分点: growth over several years is not over the one before.
fn spans_years(words: &str) -> bool {
    words.match_indices('年').any(|(at, year)| {
        let mut count = words[..at].chars().rev();
        let many = count.next().is_some_and(|c| "两二三四五六七八九十23456789".contains(c));
        let alone = !count.next().is_some_and(|c| c.is_ascii_digit() || "〇零一二三四五六七八九十第".contains(c));
        let rest = &words[at + year.len()..];
        let stretch = ["内", "来", "间", "共", "分别", "增", "新增", "净增"].iter().any(|word| rest.starts_with(word));
        many && alone && stretch
    })
}

/// A date that 从 or 由 makes the beginning of a change.
pub(super) fn is_base(scene: &Scene<'_>, date: &DateMention) -> bool {
    scene.document.text.as_str()[..date.span.start].ends_with(['从', '由'])
}
