//! Which dates of a clause say when what it tells was: not those of baselines, records, titles and of what something is done to.

use super::super::Scene;
use super::compared;
use super::item::Item;
use crate::extract::date::{DateMention, Period, Role};
use crate::span::{Span, beginning};

/// The dates of a clause that say when what it tells was.
pub(super) fn that_set(
    scene: &Scene<'_>,
    clause: Span,
    items: &[Item<'_>],
    dates: &[DateMention],
) -> impl Iterator<Item = DateMention> {
    dates
        .iter()
        .filter(move |date| !is_base_of(scene, items, date) && !dates_itself(scene, clause, date))
        .filter(move |date| !is_superlative(scene, date) && !is_in_title(scene, clause, date))
        .filter(move |date| !is_of_object(scene, clause, date) && !tells_which(scene, clause, date))
        .filter(move |date| !is_of_climate(scene, clause, date))
        .filter(move |date| !items.iter().any(|item| is_note_of(scene, item, date)))
        .filter(move |date| !is_behind(scene, clause, items, date))
        .map(move |date| since(scene, clause, items, date))
}

/// 2015年|敲响入市第一槌以来，累计…: since that time, where a clause without numbers says what was then.
fn since(scene: &Scene<'_>, clause: Span, items: &[Item<'_>], date: &DateMention) -> DateMention {
    let after = scene.words(Span::new(date.span.end.min(clause.end), clause.end));
    match date.period {
        Some(Period::At(day)) if items.is_empty() && after.ends_with("以来") => {
            DateMention { period: Some(Period::Since(day)), role: Role::Scope, ..*date }
        }
        _ => *date,
    }
}

/// Whether a date is that of a baseline (由上年的41.5%提高到…), not of the value.
fn is_base_of(scene: &Scene<'_>, items: &[Item<'_>], date: &DateMention) -> bool {
    let moves = items.iter().any(|item| item.baseline.is_some() && item.before.contains(date.span));
    let whole = matches!(date.period, Some(Period::At(_) | Period::Until(_)));
    compared::is_base(scene, date) && (moves || whole)
}

/// 是近15年来最高, 近十年新高: no time that the number has.
fn is_superlative(scene: &Scene<'_>, date: &DateMention) -> bool {
    let after = &scene.document.text.as_str()[date.span.end..];
    let after = after.trim_start_matches(['来', '的', '以']);
    // 2013年|最高法受理…: a name.
    let named = ["最高法", "最高检", "最高人民", "最高院"].iter().any(|name| after.starts_with(name));
    // 2021年|最多时86座: at some time of that year.
    let stretch = !matches!(date.period, Some(Period::At(_)));
    !named
        && stretch
        && (["最", "新高", "新低", "首次", "同期最"].iter().any(|word| after.starts_with(word)) || is_place(after))
        || stretch && is_record_of(after)
        || matches!(date.period, Some(Period::Since(_))) && is_run(after)
}

/// 14年来|云南震级最高的|一次地震: what nothing was more than since.
fn is_record_of(after: &str) -> bool {
    /// Longest words up to the record, in characters.
    const NEAR: usize = 12;
    const MOST: [&str; 8] = ["最高的", "最大的", "最强的", "最多的", "最重的", "最严重的", "最低的", "最少的"];
    let near = beginning(after, NEAR);
    let clause = near.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    clause.contains('最')
        && MOST.iter().any(|most| clause.contains(most))
        && !clause.contains(|c: char| c.is_ascii_digit())
}

/// 为1961年以来|第二高: which place it takes among all since.
fn is_place(after: &str) -> bool {
    let rest = after
        .strip_prefix('第')
        .map(|rest| rest.trim_start_matches(|c: char| "一二三四五六七八九十0123456789".contains(c)));
    rest.is_some_and(|rest| rest.starts_with(['高', '低', '多', '少', '大', '强', '小', '暖', '冷', '热']))
}

/// “十三五”以来|可比数据实现“七连降”: how often in a row, which is no number of that time.
fn is_run(after: &str) -> bool {
    let clause = after.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    has_a_run(clause) && !clause.contains(|c: char| c.is_ascii_digit())
}

/// 七连降: whether words say how often in a row something was so.
pub(super) fn has_a_run(words: &str) -> bool {
    words.contains('连') && ["连降", "连升", "连增", "连涨", "连跌"].iter().any(|run| words.contains(run))
}

/// 《…行动方案（2023—2025年）》: the years of a title are not those of what is told, but for the title of a report on a year
/// that is its source (《某市2022年国民经济和社会发展统计公报》).
fn is_in_title(scene: &Scene<'_>, clause: Span, date: &DateMention) -> bool {
    let before = scene.words(Span::new(clause.start, date.span.start));
    let open = before.rfind('《').filter(|&open| !before[open..].contains('》'));
    open.is_some_and(|open| !is_report_on_year(scene, clause.start + open, date))
}

/// Whether the title that opens at a place is that of a report on the year that a date names.
pub(super) fn is_report_on_year(scene: &Scene<'_>, open: usize, date: &DateMention) -> bool {
    let text = scene.document.text.as_str();
    let whole = matches!(date.period, Some(Period::At(year)) if year.month.is_none());
    let closed = text[date.span.end..].find(['》', '\n']).map(|end| date.span.end + end);
    whole
        && closed
            .is_some_and(|close| text[close..].starts_with('》') && scene.lexicon.fields.is_annual(&text[open..close]))
}

/// 将2016年实施的24项措施增加为30项, 返还其上年度缴纳的费用, 纳入“十四五”期间“甲”工程: the time of what something is done to.
fn is_of_object(scene: &Scene<'_>, clause: Span, date: &DateMention) -> bool {
    let text = scene.document.text.as_str();
    let (before, after) = (&text[clause.start..date.span.start], &text[date.span.end..clause.end.max(date.span.end)]);
    before.ends_with(['将', '把', '其']) && after.contains('的')
        || after.starts_with('“') && ["纳入", "列入"].iter().any(|verb| before.contains(verb))
}

/// 118平方公里（2017年）: the date in a bracket of its own right behind a number is of that number alone.
pub(super) fn note_of<'a>(scene: &Scene<'_>, item: &Item<'_>, dates: &'a [DateMention]) -> Option<&'a DateMention> {
    dates.iter().find(|date| is_note_of(scene, item, date))
}

fn is_note_of(scene: &Scene<'_>, item: &Item<'_>, date: &DateMention) -> bool {
    let text = scene.document.text.as_str();
    let end = item.quantity.span.end;
    date.span.start >= end && text[end..date.span.start] == *"（" && text[date.span.end..].starts_with('）')
}

/// 较|2020年|的900亿元|增加400亿元: the date of the amount that the next one is measured from.
pub(super) fn of_amount_then<'a>(
    scene: &Scene<'_>,
    item: &Item<'_>,
    dates: &'a [DateMention],
) -> Option<&'a DateMention> {
    const CHANGES: [&str; 10] = ["增加", "增长", "提高", "提升", "上升", "减少", "下降", "降低", "增", "降"];
    let text = scene.document.text.as_str();
    let (start, end) = (item.quantity.span.start, item.quantity.span.end);
    let moved = || CHANGES.iter().any(|change| text[end..].starts_with(change));
    // 与2010年|（普查数据，下同）|的3050万人|相比.
    let against = text[end..].starts_with("相比");
    let compared = |date: &&DateMention| {
        let opens: &[char] = if against { &['与', '同', '和'] } else { &['较', '比'] };
        let between = text.get(date.span.end..start).unwrap_or("?");
        let between =
            between.strip_prefix('（').and_then(|inside| inside.split_once('）')).map_or(between, |(_, rest)| rest);
        date.span.end <= start && text[..date.span.start].ends_with(opens) && matches!(between, "" | "的")
    };
    let named = dates.iter().find(compared).filter(|_| against || moved());
    named.or_else(|| dates.iter().find(|date| is_in_brackets_behind(scene, item, date)))
}

/// 比|上年|（979.9毫米）|偏少13.2%: the amount of the time that is compared with, in brackets right behind it.
pub(super) fn is_in_brackets_behind(scene: &Scene<'_>, item: &Item<'_>, date: &DateMention) -> bool {
    let text = scene.document.text.as_str();
    date.role == Role::Comparison
        && text.get(date.span.end..item.quantity.span.start) == Some("（")
        && text[item.quantity.span.end..].starts_with('）')
}

/// 1月|平均气温: of a month of any year.
fn is_of_climate(scene: &Scene<'_>, clause: Span, date: &DateMention) -> bool {
    let text = scene.document.text.as_str();
    let words = scene.words(date.span);
    if !words.ends_with('月') || words.contains('年') {
        return false;
    }
    let (before, after) = (&text[clause.start..date.span.start], &text[date.span.end..]);
    ["平均气温", "平均温度", "平均降水", "平均最"].iter().any(|mean| after.starts_with(mean))
        || before.strip_suffix('（').is_some_and(|named| named.ends_with('月'))
}

/// 有5所为已备案|2023年下半年|开园的幼儿园: behind the last number, a date tells which they are.
fn is_behind(scene: &Scene<'_>, clause: Span, items: &[Item<'_>], date: &DateMention) -> bool {
    /// Longest words between the date and 的, in characters.
    const DONE: usize = 10;
    let last = items.last().is_some_and(|last| last.quantity.span.end <= date.span.start);
    if !last {
        return false;
    }
    let after = &scene.document.text.as_str()[date.span.end..clause.end.max(date.span.end)];
    after.split_once('的').is_some_and(|(done, noun)| {
        done.chars().count() <= DONE && done.chars().all(char::is_alphabetic) && noun.chars().count() > 1
    })
}

/// 第二轮（2018—2022年）对口支援协议: years in brackets of their own, within a name, say which it is.
fn tells_which(scene: &Scene<'_>, clause: Span, date: &DateMention) -> bool {
    let text = scene.document.text.as_str();
    let (before, after) = (&text[clause.start..date.span.start], &text[date.span.end..clause.end.max(date.span.end)]);
    let named = |end: &str| end.ends_with(['轮', '期', '届', '批', '次']);
    before.strip_suffix('（').is_some_and(named)
        && after.strip_prefix('）').is_some_and(|rest| rest.starts_with(char::is_alphabetic))
}

/// `公司成立于2015年，现有员工320人`, `中心于2015年3月启用，占地2600平方米`: the date is what its clause says, not when the next one holds.
fn dates_itself(scene: &Scene<'_>, clause: Span, date: &DateMention) -> bool {
    let after = &scene.document.text.as_str()[date.span.end..clause.end.max(date.span.end)];
    let no_number = !after.contains(|c: char| c.is_ascii_digit());
    no_number && (is_reform(scene, after) || becomes(scene, date, after))
        || begins_then(scene, clause, date)
            && (after.is_empty() || no_number && (scene.lexicon.telling.is_founded(after) || is_set_up(after)))
}

/// 于1992年|经国务院批准设立: by whom what its clause begins with was set up.
fn is_set_up(after: &str) -> bool {
    after.starts_with(['经', '由']) && ["设立", "成立", "组建", "升级"].iter().any(|verb| after.contains(verb))
}

/// 中心|于2015年3月|启用: whether what its clause begins with was then.
fn begins_then(scene: &Scene<'_>, clause: Span, date: &DateMention) -> bool {
    let before = &scene.document.text.as_str()[clause.start..date.span.start];
    before.ends_with(['于', '自']) && before.len() > '于'.len_utf8()
}

/// 2020年7月14日|晋级省级开发区，规划面积12平方公里: what a thing became on a day or in a month.
fn becomes(scene: &Scene<'_>, date: &DateMention, after: &str) -> bool {
    date.period.is_some_and(|period| period.last().month.is_some()) && scene.lexicon.telling.became(after)
}

/// 1997年5月|撤地设市，现辖5县: what the area has been called since.
fn is_reform(scene: &Scene<'_>, after: &str) -> bool {
    after.starts_with(['撤', '建', '设', '改', '由']) && scene.lexicon.telling.is_reform(after)
}
