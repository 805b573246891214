//! Bounds that a rule sets, and how often and how long something is: 每季度随访1次, 3个工作日内, 不低于30%.

use super::Look;
use super::change::moved_to;
use crate::extract::quantity::is_time;
use crate::fact::Qualifier;
use crate::span::Span;

/// 每季度随访1次, 每月不定期通报2次: how often something is done.
pub(super) fn is_times_a_period(look: &Look<'_>) -> bool {
    const PERIODS: [&str; 9] = ["天", "日", "周", "月", "季", "年", "半年", "学期", "旬"];
    let counted = look.unit == "count"
        && ["次", "回", "期", "场", "轮", "趟"].contains(&look.item.quantity.unit_as_written.as_str());
    let each = || {
        let every = look.own.match_indices('每').map(|(at, every)| &look.own[at + every.len()..]);
        every
            .into_iter()
            .any(|rest| PERIODS.iter().any(|period| rest.trim_start_matches(['个', '一']).starts_with(period)))
    };
    counted && each() && !bars(look)
}

/// 平均年龄55岁: how old, and not how long.
pub(super) fn is_age(look: &Look<'_>) -> bool {
    look.item.quantity.unit_as_written.ends_with('岁') && look.before.contains("年龄")
}

/// 年龄40周岁以下: what is asked of those who apply.
pub(super) fn is_bound_of_age(look: &Look<'_>) -> bool {
    is_age(look)
        && matches!(look.qualifier, Qualifier::AtLeast | Qualifier::AtMost | Qualifier::LessThan)
        && !look.before.contains("平均")
}

/// 3个工作日内向中院反馈: a time within which something has to be done.
pub(super) fn is_time_limit(look: &Look<'_>) -> bool {
    if !is_time(look.unit) {
        return false;
    }
    let rule = || {
        ["不得", "应当", "须", "时限", "期限", "限时", "必须", "原则上"].iter().any(|word| look.clause.contains(word))
    };
    let bounded = look.qualifier == Qualifier::AtMost && moved_to(look).is_none();
    // 由5至7天压缩至2天: the ends of what it was before.
    let moves = look.scene.lexicon.changes.begins(look.after);
    // 三年内|从5万元增至100万元: in the course of what time.
    let moves = moves || look.after.starts_with(['从', '由']);
    let acts = !moves && look.after.chars().next().is_some_and(char::is_alphanumeric);
    bounded && (acts || rule())
}

/// A bound that a rule sets: 原则上不低于合同金额的30%.
pub(super) fn is_limit(look: &Look<'_>) -> bool {
    let bound = !matches!(look.qualifier, Qualifier::Exact | Qualifier::Approx);
    let rule =
        ["原则上", "应当", "不得", "须", "规定", "要求", "标准", "上限", "下限", "限额", "给予", "最高", "每", "年内"];
    // 可申请|最高不超过|15万元: the words of the bound say it, too.
    let bounded = look.scene.words(Span::new(look.item.quantity.span.start, look.item.quantity.number.start));
    let ruled = || look.planned || rule.iter().any(|word| look.before.contains(word) || bounded.contains(word));
    bound && ruled() && bars(look) || is_given_at_most(look)
}

/// 每亩最高补助100元: up to what something is given.
fn is_given_at_most(look: &Look<'_>) -> bool {
    const GIVEN: [&str; 6] = ["补助", "奖励", "补贴", "奖补", "资助", "补偿"];
    look.qualifier == Qualifier::AtMost
        && look.unit == "CNY"
        && GIVEN.iter().any(|gift| look.before.strip_suffix(gift).is_some_and(|words| words.ends_with("最高")))
}

/// Whether a clause sets bounds.
fn bars(look: &Look<'_>) -> bool {
    ["不得", "不低于", "不高于", "不超过", "不少于"].iter().any(|word| look.clause.contains(word))
}
