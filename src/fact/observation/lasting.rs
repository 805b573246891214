//! How far a time holds that is named in a text without one of its own: for all that follows, or for its sentence alone.
//!
//! `2022年，全市建成站点30个。培训人员500人。` is of 2022 as a whole. `该社区2022年被评为示范社区。收缴率达到89%。` tells of one event of that
//! year, and what follows is of no such time; nor is what is told next of another body.

use super::super::Scene;
use super::around::is_level_word;
use super::told::Sentence;
use crate::extract::date::{DateMention, Period};
use crate::resolve::EntityKind;
use crate::span::Span;

/// Whether a time holds no further than its sentence.
pub(super) fn is_of_one(scene: &Scene<'_>, (sentence, clause): (Span, Span), date: &DateMention) -> bool {
    let words = scene.words(clause);
    let behind = &words[(date.span.end.max(clause.start) - clause.start).min(words.len())..];
    let within = || is_within(scene, sentence, date);
    let year = matches!(date.period, Some(Period::At(stamp)) if stamp.month.is_none());
    year && (is_value_then(behind) || is_honour(behind) || has_come_to(behind) && within())
        || is_deadline(scene, date)
        || is_of_doing(scene, sentence, date)
        // 某县2013年率先推出直接抵押贷款: an event of somebody named before.
        || !behind.is_empty() && numberless(behind) && within()
}

/// 甲县|五年来|造林12万亩: whether words stand before a time in its sentence.
pub(super) fn is_within(scene: &Scene<'_>, sentence: Span, date: &DateMention) -> bool {
    scene.words(Span::new(sentence.start.min(date.span.start), date.span.start)).contains(char::is_alphabetic)
}

/// Whether a sentence begins with the name of a place or a body, and not of the area of the text (全市).
pub(super) fn begins_with_name(scene: &Scene<'_>, sentence: &Sentence<'_>) -> bool {
    let start = sentence.span.start;
    scene.mentions.at(Span::new(start, start + 1)).any(|(span, id)| {
        let named =
            matches!(scene.mentions.kind(id), EntityKind::Place | EntityKind::Organization | EntityKind::Agency);
        named && span.start == start && Some(id) != scene.place && !is_level_word(scene.words(span))
    })
}

fn numberless(words: &str) -> bool {
    !words.contains(|c: char| c.is_ascii_digit())
}

/// 面积由2019年的3万亩扩大到2023年|的14万亩: what something came to in the year.
fn is_value_then(behind: &str) -> bool {
    behind.strip_prefix('的').is_some_and(|value| value.starts_with(|next: char| next.is_ascii_digit()))
}

/// 2021年|入选…: an honour received in the year.
fn is_honour(behind: &str) -> bool {
    const RECEIVED: [&str; 9] =
        ["被评为", "被列为", "被列入", "被确定为", "被认定为", "入选", "获评", "荣获", "被授予"];
    numberless(behind) && RECEIVED.iter().any(|verb| behind.contains(verb))
}

/// 安排资金217亿元，2022年|增至|237亿元: what the number before came to in the year.
fn has_come_to(behind: &str) -> bool {
    const VERBS: [&str; 12] =
        ["增至", "升至", "降至", "达到", "达", "增加到", "增长到", "提高到", "扩大到", "下降到", "增加至", "提升至"];
    let rest = VERBS.iter().find_map(|verb| behind.strip_prefix(verb));
    rest.is_some_and(|rest| {
        rest.trim_start_matches(['约', '近', '超', '了']).starts_with(|next: char| next.is_ascii_digit())
    })
}

/// 2024年底前|，完成排查: by when it has to be done.
fn is_deadline(scene: &Scene<'_>, date: &DateMention) -> bool {
    let year = matches!(date.period, Some(Period::Until(stamp)) if stamp.month.is_none());
    year && scene.words(date.span).ends_with('前')
}

/// 2022年8月至9月，|省政府组织开展了督查: the months in which something was done that has no number.
fn is_of_doing(scene: &Scene<'_>, sentence: Span, date: &DateMention) -> bool {
    const DOING: [&str; 6] = ["开展", "部署", "组织", "举办", "召开", "举行"];
    if !matches!(date.period, Some(Period::Between(from, _)) if from.month.is_some()) {
        return false;
    }
    let rest = scene.words(Span::new(date.span.end.min(sentence.end), sentence.end)).trim_start_matches('，');
    let done = rest.split(['，', '。', '；']).next().unwrap_or_default();
    numberless(done) && DOING.iter().any(|verb| done.contains(verb))
}

/// （主要是|上年|退税较多）, 主要是|2022年|基数较高: a time that gives the reason, in brackets or in a clause of its own.
pub(super) fn is_in_remark(scene: &Scene<'_>, clause: Span, date: &DateMention) -> bool {
    const REASONS: [&str; 9] = ["主要是", "主要系", "因", "由于", "系", "剔除", "扣除", "考虑", "受"];
    let before = scene.words(Span::new(clause.start, date.span.start.max(clause.start)));
    if ["主要是", "主要系", "主要由于"].iter().any(|reason| before.trim_start().starts_with(reason)) {
        return true;
    }
    let open = before.rfind(['（', '(']).filter(|open| !before[*open..].contains(['）', ')']));
    let inside = open.map(|open| before[open..].trim_start_matches(['（', '(']));
    inside.is_some_and(|inside| REASONS.iter().any(|reason| inside.starts_with(reason)))
}
