//! What a rule grants, asks or takes, of which a number says how much: 可申请|不超过15万元|的|创业担保贷款. The name is the noun
//! that 的 goes on with, and who grants or asks it is no part of it.

use super::super::Scene;
use super::item::Item;
use crate::extract::quantity::is_time;
use crate::lexicon::edge::last_place;
use crate::span::beginning;

/// Most characters between the verb and the number: 并处|违法所得|1倍.
const BETWEEN: usize = 10;

/// Most characters of the noun.
const NOUN: usize = 12;

/// The name of what is granted, asked or taken.
pub(super) fn granted(scene: &Scene<'_>, item: &Item<'_>) -> Option<String> {
    let words = &scene.lexicon.metrics;
    let thing = thing_behind(scene, item)?;
    let stated = scene.words(item.before);
    if matches!(item.quantity.unit, "count" | "person") || is_time(item.quantity.unit) {
        let (_, between) = words.required(stated)?;
        let noun = &thing[..thing.find(['的', '，']).unwrap_or(thing.len())];
        let named = between.is_empty() && (2..=NOUN).contains(&noun.chars().count());
        return named.then(|| noun.to_owned());
    }
    let noun = &thing[..words.sum(thing).filter(|end| thing[..*end].chars().count() <= NOUN)?];
    if words.is_penalty(noun) {
        return Some(if item.quantity.unit == "percent" { format!("{noun}比例") } else { noun.to_owned() });
    }
    // 应有|10万元以上|的活动资金: that it has to be there is no name.
    let required = || words.required(stated).map(|(_, between)| ("", between));
    let (verb, between) = words.granted(stated).or_else(required)?;
    if between.chars().count() > BETWEEN || between.contains(['，', '；', '。', '、', '的']) {
        return None;
    }
    if item.quantity.unit == "percent" {
        return Some(format!("{noun}比例"));
    }
    let each = between.find('每').map_or("", |at| &between[at..]);
    // 给予|补助: that it is given is no name.
    let verb = if each.is_empty() && !matches!(verb, "给予" | "享受") { verb } else { "" };
    Some([verb, each, noun].concat())
}

/// What 的 goes on with behind a number, or behind the higher of two: 1倍以上5倍以下|的|罚款.
fn thing_behind<'a>(scene: &Scene<'a>, item: &Item<'_>) -> Option<&'a str> {
    /// Most characters of the higher number with its unit.
    const HIGHER: usize = 10;
    /// Most characters that are looked at.
    const LONGEST: usize = 24;
    let rest = &scene.document.text.as_str()[item.quantity.span.end..];
    let higher = || {
        let near = beginning(rest, HIGHER);
        let at = near.find('的')?;
        let ends = item.quantity.range.is_some() || near[..at].ends_with("以下");
        (ends && near[..at].contains(|c: char| c.is_numeric())).then(|| &rest[at + '的'.len_utf8()..])
    };
    let rest = rest.strip_prefix('的').or_else(higher)?;
    let near = beginning(rest, LONGEST);
    Some(&near[..near.find(|c: char| !c.is_alphabetic()).unwrap_or(near.len())])
}

/// 每月低保标准, 每年: the same, reckoned otherwise.
pub(super) fn reckoned_otherwise(metric: &str, each: &str) -> Option<String> {
    let known = ["每人每月", "每人每年", "每年", "每月", "每日", "每天", "每周"];
    let what = known.iter().find_map(|known| metric.strip_prefix(known))?;
    Some([each, what].concat())
}

/// 低保标准达到|每人每月|780元: by what it is reckoned, before what it is.
pub(super) fn reckoned_by(phrase: &str) -> Option<String> {
    /// Most characters of what it is reckoned by.
    const EACH: usize = 6;
    let each = phrase.rfind('每')?;
    let at = last_place(phrase, "每人每").unwrap_or(each);
    let (what, each) = phrase.split_at(at);
    let what = ["达到", "提高到", "为", "达", "是"].iter().find_map(|verb| what.strip_suffix(verb))?;
    let named = what.chars().count() > 1 && (2..=EACH).contains(&each.chars().count());
    named.then(|| format!("{each}{what}"))
}
