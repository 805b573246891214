//! What is given names its amount: 给予每座|不超过1000万元|的奖补, 按照每月|1000元|的标准|定额扣除.

use super::super::item::Item;
use crate::fact::Scene;

/// Longest name of what is given, in characters.
const GIFT: usize = 8;

/// 给予每座|不超过1000万元|的奖补, 按照每亩1200元|的标准给予补助, 按利息的50%|给予贴息: what is given names its amount.
pub(super) fn given(scene: &Scene<'_>, item: &Item<'_>, phrase: &str) -> Option<String> {
    let gift = |rest: &str| scene.lexicon.metrics.gift(rest);
    let rest = &scene.document.text.as_str()[item.quantity.span.end..];
    if let Some(standard) = standard(rest, phrase) {
        return Some(standard);
    }
    let rest = rest.strip_prefix('的').unwrap_or(rest);
    if let Some((_, each)) = phrase.rsplit_once("给予") {
        let each = each.trim_start_matches(['最', '高']);
        let gift = gift(rest).filter(|_| each.is_empty() || each.starts_with('每'))?;
        return Some(format!("{each}{gift}"));
    }
    let (measure, rest) = scene.lexicon.metrics.measure_given(rest);
    let given = rest.strip_prefix("给予")?;
    // 给予|良种补贴: of which sort.
    let named = given.split(|c: char| !c.is_alphabetic()).next().filter(|named| named.chars().count() <= GIFT);
    let named = named.filter(|named| gift(given).is_none() && scene.lexicon.metrics.is_gift(named));
    let gift = named.or_else(|| gift(given))?;
    let each = phrase.rfind('每').map_or("", |at| &phrase[at..]);
    let measure = if measure.is_empty() && item.quantity.unit == "percent" { "比例" } else { measure };
    Some(format!("{each}{gift}{measure}"))
}

/// 按照每月|1000元|的标准|定额扣除: what is done by that standard.
fn standard(rest: &str, phrase: &str) -> Option<String> {
    /// Shortest and longest name of what is done, in characters.
    const DONE: std::ops::RangeInclusive<usize> = 2..=8;
    /// Most characters of what it is reckoned by.
    const EACH: usize = 8;
    let rest = ["的标准", "的定额标准"].iter().find_map(|standard| rest.strip_prefix(standard))?;
    let each = phrase.rfind('按').map_or(phrase, |at| &phrase[at..]);
    let each = each.trim_start_matches("按照").trim_start_matches('按');
    if !(each.is_empty() || each.starts_with('每') && each.chars().count() <= EACH) {
        return None;
    }
    let done = rest.split(|c: char| !c.is_alphanumeric()).next()?;
    let plain = DONE.contains(&done.chars().count())
        && !done.starts_with("给予")
        && !done.contains(|c: char| c.is_ascii_digit());
    plain.then(|| format!("{each}{done}标准"))
}
