//! Two numbers of which the one is the baseline of the other: 由6个工作日压缩至3个工作日.

use std::sync::LazyLock;

use super::{Item, LIST};
use crate::extract::quantity::{Quantity, is_time};
use crate::fact::Scene;
use crate::lexicon::changes::Direction;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::{Span, ending};

/// 由10.6∶41.5∶47.9调整为10.3∶42.4∶47.3, 从2020年的640元/月、4300元/年提高到2025年的800元/月、7200元/年: each number after the verb
/// has its baseline before it.
pub(super) fn side_by_side<'a>(scene: &Scene<'_>, clause: Span, quantities: &'a [Quantity]) -> Option<Vec<Item<'a>>> {
    let text = scene.document.text.as_str();
    let half = quantities.len() / 2;
    if half < 2 || quantities.len() % 2 == 1 {
        return None;
    }
    let (from, to) = quantities.split_at(half);
    let between = text.get(from[half - 1].span.end..to[0].number.start)?.trim();
    let between = after_time(between);
    let undated = between.trim_end_matches('的');
    let verb = without_year(undated).unwrap_or(between).strip_suffix(['为', '到', '至'])?;
    let opened = opens_change(&text[clause.start..from[0].span.start]);
    let listed = |members: &[Quantity]| {
        members.windows(2).all(|pair| {
            let between = after_time(text.get(pair[0].span.end..pair[1].span.start).unwrap_or("?"));
            between.chars().all(|c| LIST.contains(&c) || "：:∶︰".contains(c))
        })
    };
    if !opened || verb.chars().count() > 4 || !listed(from) || !listed(to) || from[0].unit != to[0].unit {
        return None;
    }
    let nothing = Span::new(from[0].span.start, from[0].span.start);
    let item = |(position, (baseline, quantity)): (usize, (&'a Quantity, &'a Quantity))| Item {
        quantity,
        baseline: Some(baseline),
        moved: by_value(baseline, quantity),
        before: if position == 0 { Span::new(clause.start, nothing.start) } else { nothing },
        after: Span::new(quantity.span.end, quantity.span.end),
        goes_on: position > 0,
        follows: position > 0,
    };
    Some(from.iter().zip(to).enumerate().map(item).collect())
}

/// 640元|/月: what follows the time that an amount is reckoned by.
fn after_time(words: &str) -> &str {
    let each = words.strip_prefix('/').filter(|rest| rest.starts_with(['月', '年', '日', '天']));
    each.map_or(words, |rest| rest.trim_start_matches(['月', '年', '日', '天']))
}

/// Which way a quantity went from one number to the next.
pub(super) struct Move(pub(super) Option<Direction>);

/// Whether two numbers are the ends of a change (由2%降至1%, 6个工作日压缩到3个工作日), and which way it went where the
/// words or the numbers say so.
pub(super) fn from_to(scene: &Scene<'_>, clause: Span, first: &Quantity, next: &Quantity) -> Option<Move> {
    static LINK: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(&format!(
            "^[^，。；、]{{0,14}}?(?:至|到|为|成|——|—|→)(?:(?:{TIME}|目前|现在|如今|今年)的?)?(?:平均)?(?:{EACH})?$"
        ))
    });
    let text = scene.document.text.as_str();
    let comparable = first.unit == next.unit || is_time(first.unit) && is_time(next.unit);
    if !comparable || first.range.is_some() || first.span.end > next.number.start {
        return None;
    }
    let between = &text[first.span.end..next.number.start];
    let between = between.trim_end_matches(|c: char| "约近超过了不足仅".contains(c));
    let before = &text[clause.start..first.span.start];
    let opened = opens_change(before);
    let verb = scene.lexicon.changes.within(between);
    // 实现30个工作日向3个工作日的突破: a leap from one to the other.
    let after = &text[next.span.end..clause.end.max(next.span.end)];
    let leap = between.trim() == "向"
        && (opened || before.trim_end().ends_with("实现"))
        && LEAPS.iter().any(|word| after.trim_start_matches('的').starts_with(word));
    let linked = leap
        || (opened || verb.is_some()) && LINK.is_match(between)
        || opened && verb.is_some() && between.chars().count() <= 12;
    linked.then(|| Move(verb.map(|(_, direction)| direction).or_else(|| by_value(first, next))))
}

/// What a leap from one number to another is called.
const LEAPS: [&str; 6] = ["突破", "跨越", "转变", "迈进", "跃升", "提升"];

/// 由, 从原来的, 由改革前的平均: what opens a change right before its first number.
fn opens_change(before: &str) -> bool {
    let near = ending(before, 10);
    let bare = near.trim_end_matches(['的', '约', '近']);
    let bare = bare.strip_suffix("平均").unwrap_or(bare);
    let origins = [
        "原来",
        "原先",
        "过去",
        "以前",
        "此前",
        "最初",
        "改革前",
        "上年",
        "去年",
        "年初",
        "上年末",
        "上年同期",
        "当年",
        "当初",
        "起初",
    ];
    let origin = origins.iter().find_map(|word| bare.strip_suffix(word)).or_else(|| without_year(bare));
    let bare = origin.unwrap_or(bare);
    bare.ends_with(['由', '从'])
        || ["原来的", "原先的"].iter().any(|words| near.ends_with(words))
        || begins_in_time(before)
}

/// The times that a change goes from or to, but for years alone: 1月上旬, 2019年6月末, 90年代, 上半年.
const TIME: &str = "(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月份?(?:[上中下]旬|[底末初])?|(?:(?:19|20)[0-9]{2}年)?(?:第?[一二三四]季度|[上下]半年)\
    |(?:上世纪)?[0-9]{2,4}年代[初中末]?|(?:19|20)[0-9]{2}年[底末初]?";

/// What an amount is reckoned by: 每秒, 每人每年.
const EACH: &str = "(?:每[人户亩])?每[天日周月年秒亩人户]";

/// 从1月上旬的|0.2%, 由90年代每秒|3.4米: when a change began that is reckoned by a shorter time.
fn begins_in_time(before: &str) -> bool {
    static BEGINNING: LazyLock<Pattern> =
        LazyLock::new(|| pattern(&format!("(?:由|从)(?:{TIME})?的?(?:平均)?(?:{EACH})?的?[约近]?$")));
    /// Longest such words, in characters.
    const LONGEST: usize = 18;
    if !before
        .ends_with(['的', '年', '月', '天', '日', '周', '秒', '亩', '人', '户', '旬', '初', '末', '度', '代', '均'])
    {
        return false;
    }
    let near = ending(before, LONGEST + 1);
    BEGINNING.is_match(near)
}

/// 从2019年|的28亿元: the year that a change began in.
fn without_year(before: &str) -> Option<&str> {
    let bare = before.trim_end_matches(['底', '末', '初']).strip_suffix('年')?;
    let without = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    (bare.len() - without.len() == 4).then_some(without)
}

fn by_value(first: &Quantity, next: &Quantity) -> Option<Direction> {
    // A smaller number is a higher place.
    if first.unit != next.unit || first.value == next.value || first.unit == "rank" {
        return None;
    }
    Some(if next.value > first.value { Direction::Increase } else { Direction::Decrease })
}
