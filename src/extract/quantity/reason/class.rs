//! Bounds of a class: which things are counted, and not how much there is of anything.

use super::super::super::numeral::{self, Form};
use super::super::range::numbers;
use super::super::unit::UnitMatch;
use super::Look;
use crate::span::beginning;

/// An age, unless it is itself what is told: 平均年龄45岁。
pub(super) fn is_age_group(look: &Look<'_>, _: &UnitMatch<'_>) -> bool {
    // 预期寿命由2019年的|76.3岁|提高到…: a mean.
    if look.words.contains('.') {
        return false;
    }
    // 0-17岁、18-34岁和35岁及以上人口: groups one after another.
    let from_to = look.numbers.high.is_some()
        && !["为", "达", "龄"].iter().any(|word| look.before.ends_with(word))
        && look
            .after
            .strip_prefix(['、', '和', '及', '与'])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if from_to {
        return true;
    }
    let bound = ["以上", "及以上", "以下", "及以下", "以内", "（含"].iter().any(|word| look.after.starts_with(word));
    // 年龄40周岁以下，教龄5年以上的骨干教师: what is asked of those who apply; 年龄在60岁以上的老人 are a class.
    let asked = bound && ["年龄", "年龄在"].iter().any(|word| look.before.ends_with(word));
    let behind = BOUNDS.iter().filter(|_| asked).find_map(|bound| look.after.strip_prefix(bound));
    if behind.is_some_and(|rest| !rest.starts_with(['的', '、', '和', '及'])) {
        return false;
    }
    let goes_on = look.after.starts_with(|c: char| c.is_alphabetic());
    let told =
        ["为", "达", "至", "到", "由", "从"].iter().any(|word| look.before.ends_with(word)) || look.qualified && !bound;
    // 不满16岁的327人: a class, too.
    let below = look.qualified && look.after.starts_with('的') && !look.before.ends_with(['龄', '为', '达']);
    bound && goes_on || below || !told && (bound || goes_on || look.before.ends_with(['满', '在']))
}

/// `10亿元以上项目35个`, `超10亿元企业35家`: the bound says which things are counted. What a rate or a time is bounded by is told itself.
pub(super) fn is_class_bound(look: &Look<'_>, unit: &UnitMatch<'_>) -> bool {
    // 4万人以上（含4万人）的县: the bound once more.
    if look.before.ends_with("（含") && look.after.starts_with('）') {
        return true;
    }
    let bounded =
        matches!(unit.normal, "CNY" | "USD" | "ton" | "m2" | "mu" | "kW" | "kV" | "person" | "hectare" | "km");
    if !bounded {
        return false;
    }
    // 投资亿元以上项目集中开工: of which size they are.
    let size = look.low().form == Form::BareMagnitude && matches!(unit.normal, "CNY" | "USD");
    let behind = || ["及以上", "以上"].iter().find_map(|bound| look.after.strip_prefix(bound));
    if size && behind().is_some_and(names_undertaking) {
        return true;
    }
    // 50亿元项目2个: the amount says which.
    let which = matches!(unit.normal, "CNY" | "USD")
        && look.after.starts_with(['项', '企'])
        && ["项目", "企业"].iter().any(|noun| look.after.starts_with(noun));
    let above = which || ["超", "超过", "逾", "达", "过"].iter().any(|word| look.before.ends_with(word));
    let begins = look.after.starts_with(['及', '以', '（']);
    let bound = BOUNDS.iter().filter(|_| begins).find_map(|bound| look.after.strip_prefix(bound));
    let bound = bound.or_else(|| above.then_some(look.after));
    let Some(rest) = bound else { return false };
    let told_again = rest.strip_prefix("（含").and_then(|inside| inside.split_once('）'));
    let rest = told_again.map_or(rest, |(_, rest)| rest);
    let rest = rest.strip_prefix('的').unwrap_or(rest);
    let near = beginning(rest, CLASS_NOUN);
    let clause = near.split(['，', '。', '；', '\n', '、']).next().unwrap_or_default();
    let noun: String = clause.chars().take_while(|c| c.is_alphabetic() && !numeral::may_begin(*c)).collect();
    let counted = numbers(&clause[noun.len()..], false, look.lexicon)
        .and_then(|number| look.lexicon.units.at(&clause[noun.len() + number.length..], true));
    let Some(unit) = counted else { return false };
    // 签约项目62个，其中10亿元以上|8个.
    if noun.is_empty() {
        return begins && unit.normal == "count";
    }
    let counted = matches!(unit.normal, "count" | "person") || !above;
    // 50万元以上的|村121个.
    (noun.chars().count() >= 2 || matches!(noun.as_str(), "村" | "镇" | "乡" | "县" | "户")) && counted
}

/// Whether words begin with what is invested in or earns: 项目, 重点项目, 工业企业.
fn names_undertaking(words: &str) -> bool {
    let words = words.strip_prefix('的').unwrap_or(words);
    let near = beginning(words, UNDERTAKING);
    let name = near.split(|c: char| !c.is_alphabetic() || numeral::may_begin(c)).next().unwrap_or_default();
    ["项目", "企业", "工程", "园区"].iter().any(|noun| name.contains(noun))
}

/// Longest name of an undertaking, in characters.
const UNDERTAKING: usize = 8;

const BOUNDS: [&str; 6] = ["及以上", "及以下", "以上", "以下", "（含）以上", "（含）以下"];

/// Longest stretch, in characters, from the bound of a class to the number that counts it.
const CLASS_NOUN: usize = 32;
