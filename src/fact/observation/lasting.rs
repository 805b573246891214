//! How far a time holds that is named in a text without one of its own: for all that follows, or for its sentence alone.
//!
//! `2022年，全市建成站点30个。培训人员500人。` is of 2022 as a whole. `该社区2022年被评为示范社区。收缴率达到89%。` tells of one event of that
//! year, and what follows is of no such time; nor is what is told next of another body.

use super::super::Scene;
use super::dated;
use super::told::Sentence;
use crate::extract::date::{DateMention, Period};
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

/// How far a time holds in a text without one of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Reach {
    /// To the end of its sentence, and where the next goes on with the same area.
    #[default]
    Sentence,
    Paragraph,
}

/// 2023年，…, 取得成效：2023年，…, （一）某事。2023年，…: a time at the head of what its paragraph tells holds for all of it, one that a
/// later sentence begins with does not.
pub(super) fn reach(scene: &Scene<'_>, paragraph: Span, date: &DateMention) -> Reach {
    if is_at_head(scene, paragraph, date) { Reach::Paragraph } else { Reach::Sentence }
}

fn is_at_head(scene: &Scene<'_>, paragraph: Span, date: &DateMention) -> bool {
    /// Most letters of a label or of a heading before it.
    const LONGEST: usize = 30;
    let lead = scene.words(Span::new(paragraph.start.min(date.span.start), date.span.start)).trim();
    if lead.chars().nth(LONGEST).is_some() {
        return false;
    }
    let heading =
        || lead.ends_with('。') && lead.matches('。').count() == 1 && numberless(lead) && !lead.contains('，');
    let sourced = || lead.ends_with('，') && ["显示", "统计", "核算", "汇总"].iter().any(|told| lead.contains(told));
    !lead.rsplit('：').next().unwrap_or_default().contains(char::is_alphabetic) || heading() || sourced()
}

/// 全市规范管理率达到82.6%: whether a sentence goes on with the area that the one before it gave the time of.
pub(super) fn takes_up(scene: &Scene<'_>, sentence: &Sentence<'_>) -> bool {
    let words = scene.words(sentence.span);
    let level = words
        .strip_prefix(['全', '我', '本'])
        .is_some_and(|rest| rest.starts_with(['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡', '村', '国']));
    level || ["同比", "比上年", "较上年", "其中", "同期", "当年"].iter().any(|word| words.starts_with(word))
}

/// Whether a sentence compares what a month had with that of a year or a month before.
pub(super) fn is_month_of_figures(scene: &Scene<'_>, sentence: Span, date: &DateMention) -> bool {
    let whole = matches!(date.period, Some(Period::At(stamp)) if stamp.month.is_some() && stamp.day.is_none());
    whole && ["同比", "环比", "上月"].iter().any(|compared| scene.words(sentence).contains(compared))
}

/// 自2016年起|连续“双上升”: since when something has been so in a row.
pub(super) fn is_since_of_run(scene: &Scene<'_>, (sentence, clause): (Span, Span), date: &DateMention) -> bool {
    let behind = scene.words(Span::new(date.span.end.min(clause.end), clause.end));
    matches!(date.period, Some(Period::Since(_))) && behind.starts_with("连续") && is_within(scene, sentence, date)
}

/// 有记录|以来最好水平: since then nothing was better, and it is told of now.
pub(super) fn is_record(since: &str) -> bool {
    let since = since.trim_start_matches("以来").trim_start_matches(['的', '历', '史', '同', '期']);
    ["最", "新高", "新低", "首次", "第一", "之最"].iter().any(|word| since.starts_with(word)) || dated::has_a_run(since)
}

/// 在校学生9.3万人: how many there are, beside how many came and went.
pub(super) fn is_enrolled(words: &str) -> bool {
    ["在校", "在园", "在读", "在籍"].iter().any(|word| words.trim_start().starts_with(word))
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
