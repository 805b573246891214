//! What is counted where the words on neither side of the number name it: 建设|22个|750千伏电网工程, 203个|断面水质优良率….

use super::super::counted::noun_of;
use super::super::item::Item;
use super::run;
use crate::extract::numeral::numeral;
use crate::extract::quantity::is_time;
use crate::fact::Scene;

/// 新建|22个|750千伏和330千伏电网工程, 2台|60万千瓦机组: what is counted by its size, and named behind that.
pub(super) fn kind_measured<'a>(scene: &Scene<'a>, item: &Item<'_>) -> Option<&'a str> {
    /// Most sizes told one after the other.
    const SIZES: usize = 3;
    let mut rest = &scene.document.text.as_str()[item.quantity.span.end..];
    for size in 0..SIZES {
        let joined = rest.strip_prefix(['和', '、', '及']).filter(|_| size > 0).unwrap_or(rest);
        let Some(next) = numeral(joined) else { break };
        let behind = &joined[next.length..];
        let unit = scene.lexicon.units.at(behind, true)?;
        if matches!(unit.normal, "count" | "person" | "person_time" | "percent" | "CNY") || is_time(unit.normal) {
            return None;
        }
        rest = &behind[unit.surface.len()..];
    }
    let noun = run(rest, char::is_alphanumeric);
    let sized = rest.len() < scene.document.text.as_str().len() - item.quantity.span.end;
    (sized && noun.chars().count() > 1).then(|| scene.lexicon.metrics.bare(noun_of(scene, item, noun)))
}

/// 203个|断面水质优良率达100%, 9种|矿产资源量居全国第1位: what is counted, where the next number tells how it is with them.
pub(super) fn told_of<'a>(scene: &Scene<'a>, item: &Item<'_>) -> Option<&'a str> {
    /// Longest and shortest noun, in characters.
    const NOUN: std::ops::RangeInclusive<usize> = 2..=14;
    if !item.after.is_empty() || scene.words(item.before).contains('每') {
        return None;
    }
    let words = run(&scene.document.text.as_str()[item.quantity.span.end..], char::is_alphabetic);
    let side = scene.lexicon.metrics.first_side(words).filter(|at| *at > 0);
    let told = scene.lexicon.cues.first_doing(words).filter(|at| *at > 0);
    let noun = scene.lexicon.metrics.bare(words[..side.into_iter().chain(told).min()?].trim_end_matches('的'));
    NOUN.contains(&noun.chars().count()).then_some(noun)
}

/// 其中|投资超10亿元|的2家, |人均投入低于50元|的有8个: those that are beyond a bound, and are counted without a noun.
pub(super) fn of_class(scene: &Scene<'_>, item: &Item<'_>) -> Option<String> {
    /// Longest such words, in characters.
    const LONGEST: usize = 16;
    const BOUNDS: [&str; 8] = ["超过", "超", "低于", "高于", "不足", "不到", "大于", "小于"];
    let stated = scene.words(item.before).trim_end();
    if !item.after.is_empty() || !stated.ends_with('的') && !stated.ends_with("的有") {
        return None;
    }
    let head = &scene.document.text.as_str()[..item.before.end];
    let class = head.trim_end().trim_end_matches('有').strip_suffix('的')?;
    let from = class.char_indices().rev().nth(LONGEST).map_or(0, |(at, _)| at);
    let class = class[from..].rsplit_once(['，', '。', '；', '：', '\n', '、'])?.1;
    let class = class.strip_prefix("其中").unwrap_or(class);
    let bound = BOUNDS.iter().find_map(|bound| Some(class.find(bound)? + bound.len()));
    let amount = bound.is_some_and(|at| at > 0 && class[at..].starts_with(|next: char| next.is_ascii_digit()));
    let named = !class.starts_with(|first: char| first.is_ascii_digit())
        && !BOUNDS.iter().any(|bound| class.starts_with(bound));
    (amount && named).then(|| class.to_owned())
}

/// 本趟专列共|100个标准箱: a unit that is the noun of what is counted; nothing where the words before name it.
pub(super) fn counted_by_unit(scene: &Scene<'_>, item: &Item<'_>, phrase: &str) -> &'static str {
    let noun = if item.quantity.unit == "count" {
        scene.lexicon.metrics.unit_noun(&item.quantity.unit_as_written)
    } else {
        None
    };
    let named = |noun: &str| phrase.contains(noun) || phrase.ends_with(['量', '数', '箱', '床']);
    noun.filter(|noun| !named(noun)).unwrap_or_default()
}

/// 少用|14亿吨标准煤: a unit that says of what there is so much; nothing where the words before name it.
pub(super) fn weighed<'a>(unit: &'a str, phrase: &str) -> &'a str {
    /// Most characters of a verb alone.
    const VERB: usize = 4;
    let what = unit.trim_start_matches(['万', '亿']).strip_prefix('吨').unwrap_or_default();
    let named = || phrase.chars().count() > VERB || phrase.ends_with(['量', '耗', '能', '力']) || phrase.contains(what);
    if what.is_empty() || phrase.is_empty() || named() { "" } else { what }
}
