//! A size inside the name of what has it, where several such names are listed: 甲集团|700万吨|露天矿、乙公司|200万吨|洗煤厂项目.
//!
//! Each member of the list has its own number, and the words of the others are not its name.

use super::super::Scene;
use super::item::Item;
use super::own::run;
use crate::extract::numeral::numeral;
use crate::extract::quantity::{Quantity, is_time};
use crate::span::Span;

/// Fewest characters of another member of a list: a verb alone (新建、改造20公里管网) is none.
const MEMBER: usize = 4;

/// Longest words, in characters, that a name begins with before its size.
const LEAD: usize = 14;

/// Whether a number can be the size of a mine, a plant, a road, a field.
fn is_size(unit: &str) -> bool {
    !(matches!(unit, "count" | "person" | "person_time" | "percent" | "pp" | "permille" | "multiple" | "rank" | "CNY")
        || is_time(unit))
}

/// Of the words before a size those of its own name, where others of the list stand before them.
pub(super) fn member_before(scene: &Scene<'_>, quantity: &Quantity, before: Span, after: Span) -> Option<Span> {
    if after.is_empty() || !is_size(quantity.unit) || !begins_a_name(scene.words(after)) {
        return None;
    }
    let words = scene.words(before);
    let (others, own) = words.rsplit_once('、')?;
    let other = others.rsplit(['、', '，']).next().unwrap_or(others);
    let plain = !own.contains(['“', '”', '（', '）']) && own.chars().count() <= LEAD;
    // 在节点城市、产业园区|布局建设50万千瓦储能项目: where it is done.
    let plain = plain && scene.lexicon.metrics.first_act(own).is_none_or(|(at, _)| at == 0);
    let listed = other.chars().count() >= MEMBER && plain && !scene.lexicon.metrics.is_act(other);
    listed.then(|| Span::new(before.end - own.len(), before.end))
}

/// Of the words behind the last size of a clause those of its own name, where others of the list follow: 2.2平方公里|文化区、老年公寓等
/// 重点工程.
pub(super) fn member_behind(scene: &Scene<'_>, quantity: &Quantity, before: Span, rest: Span) -> Span {
    let words = scene.words(rest);
    if !is_size(quantity.unit) || !begins_a_name(words) {
        return rest;
    }
    let stated = scene.words(before).trim_end();
    let last = stated.contains('、') || stated.ends_with(['和', '及']);
    let cut = |end: usize| Span::new(rest.start, rest.start + end);
    // 10公里雨水管网、|8公里道路|等改造工程: what all of them are.
    let all =
        words.find('等').filter(|at| words[..*at].chars().count() + 1 >= MEMBER && !words[*at..].starts_with("等级"));
    let Some((own, others)) = words.split_once('、') else { return all.filter(|_| last).map_or(rest, cut) };
    // 20公里供水、排水管网: what is short shares the noun of the last.
    let listed = others.contains('等') || stated.ends_with('、');
    let named = own.chars().count() >= MEMBER && own.chars().all(char::is_alphanumeric);
    if listed && named { cut(own.len()) } else { rest }
}

/// Whether words behind a size go on with a name: not 50米|范围内, 300平方米|以下餐馆, 10万吨|的项目.
fn begins_a_name(words: &str) -> bool {
    !words.starts_with(['的', '以', '及', '内', '外', '处', '之', '左']) && !words.starts_with("范围")
}

/// Whether the words behind a size and before the sign of a list go on with the name that `lead` begins.
pub(super) fn names_one_of_a_list(
    scene: &Scene<'_>,
    quantity: &Quantity,
    lead: &str,
    words: &str,
    listed: bool,
) -> bool {
    let metrics = &scene.lexicon.metrics;
    listed
        && is_size(quantity.unit)
        && begins_a_name(words)
        && (1..=LEAD).contains(&lead.chars().count())
        && !lead.ends_with(['达', '到', '至', '为', '了'])
        && !metrics.measures(lead)
        && words.chars().count() >= 2
        && !words.starts_with(|c: char| c.is_ascii_digit())
        && words.chars().all(char::is_alphanumeric)
        && metrics.first_act(words).is_none_or(|(at, _)| at > 0)
        && !scene.lexicon.changes.begins(words)
}

/// 总投资|1.2亿元的|中学迁建项目, 首期规模|3亿元的|基金: of what it is the size.
pub(super) fn sized<'a>(
    scene: &Scene<'_>,
    item: &Item<'_>,
    phrase: &str,
    after: impl Fn() -> &'a str,
) -> Option<String> {
    const SIZES: [&str; 11] =
        ["总投资", "投资", "首期规模", "规模", "价值", "货值", "总价", "总面积", "建筑面积", "占地", "总长"];
    /// Shortest and longest name of what has the size, in characters.
    const FEWEST: usize = 3;
    const NAME: usize = 24;
    let text = &scene.document.text.as_str()[item.quantity.span.end..];
    if !text.starts_with('的') || matches!(item.quantity.unit, "count" | "person" | "percent") {
        return None;
    }
    let size = SIZES.iter().find(|size| phrase.ends_with(**size))?;
    if let Some(name) = sized_behind(scene, item).filter(|name| (FEWEST..=NAME).contains(&name.chars().count())) {
        return Some(format!("{name}{size}"));
    }
    let name = scene.lexicon.metrics.bare(after().trim_start_matches('的'));
    let name = scene.lexicon.metrics.became(name).map_or(name, |(noun, _)| noun);
    // 投资1.6亿元的|某某有限公司|二期项目: whose it is.
    let whose = ["有限公司", "公司", "集团"].iter().find_map(|end| name.split_once(*end)).map(|(_, rest)| rest);
    let name = whose.filter(|rest| rest.chars().count() > FEWEST).unwrap_or(name);
    let name = name.split(['，', '、', '等']).next().unwrap_or_default();
    (FEWEST..=NAME).contains(&name.chars().count()).then(|| format!("{name}{size}"))
}

/// 总投资2万亿元|的389个|重点项目, 总投资30亿元的|商贸综合体项目|当年完成投资6亿元: the project whose size it is, where another number
/// follows.
fn sized_behind<'a>(scene: &Scene<'a>, item: &Item<'_>) -> Option<&'a str> {
    let rest = scene.document.text.as_str()[item.quantity.span.end..].strip_prefix('的')?;
    let counted = numeral(rest).and_then(|number| {
        let behind = &rest[number.length..];
        let unit = scene.lexicon.units.at(behind, true).filter(|unit| unit.normal == "count")?;
        Some(&behind[unit.surface.len()..])
    });
    let words = run(counted.unwrap_or(rest), |c| c.is_alphabetic() || matches!(c, '“' | '”'));
    let named = |noun: &&str| words.find(*noun).map(|at| at + noun.len());
    let end = ["项目", "工程"].iter().filter_map(named).min();
    let end = end.filter(|_| counted.is_some() || !scene.words(item.after).starts_with('的'));
    end.map(|end| scene.lexicon.metrics.bare(&words[..end]))
}
