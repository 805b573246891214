//! The words before a number that are its own: without dates, examples, place, subject and grammar.

mod doer;
mod lead;
mod remark;
mod trade;
mod undated;

use std::borrow::Cow;
use std::sync::LazyLock;

pub(super) use self::remark::without_notes;

use self::doer::{
    without_agent, without_means, without_partners, without_place_and_subject, without_unnamed_body,
    without_whereabouts,
};
use self::lead::without_lead;
use self::remark::{without_basis, without_bound, without_examples, without_origin, without_sides, without_years};
use self::trade::{towards, traded_with_each};
use self::undated::without_dates;
use super::super::Scene;
use super::counted::picked_out;
use super::item::Item;
use super::signs::Signs;
use crate::extract::date::DateMention;
use crate::lexicon::metrics::MetricWords;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::EntityKind;
use crate::span::Span;

/// What an amount is reckoned by, and no more: 提高到每人每年.
static PER_HEAD: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:达到?|提高到|提高至|增加到|增至|升至|调整为|为)每[人户亩]每[年月日]$"));

/// The words before the number, without dates, examples, place, subject and grammar.
pub(super) fn words_before<'a>(scene: &Scene<'a>, dates: &[DateMention], item: &Item<'_>) -> Cow<'a, str> {
    match without_dates(scene, dates, item.before) {
        Cow::Borrowed(undated) => naming(scene, item, undated),
        Cow::Owned(undated) => Cow::Owned(naming(scene, item, &undated).into_owned()),
    }
}

/// What of the words before the number, which have no dates, names what it measures.
fn naming<'t>(scene: &Scene<'_>, item: &Item<'_>, undated: &'t str) -> Cow<'t, str> {
    let words = &scene.lexicon.metrics;
    let signs = Signs::of(undated);
    let undated = signs.cut(Signs::AND_SO_ON, undated, without_examples);
    let undated = signs.cut(Signs::AMONG, undated, picked_out);
    if let Some(each) = traded_with_each(undated) {
        return Cow::Owned(each);
    }
    let goal = undated.trim_end().trim_end_matches('的').ends_with(['至', '到']);
    let undated = signs.cut(Signs::SIDES, undated, without_sides);
    // 达到|每人每年670元: of what was named before, and by what it is reckoned.
    let per_head = signs.has(Signs::EACH) && undated.ends_with(['年', '月', '日']) && PER_HEAD.is_match(undated);
    let undated = if per_head { "" } else { undated };
    let bare = words.bare(undated);
    if let Some(towards) = towards(scene, item, undated) {
        return Cow::Borrowed(towards);
    }
    let (stock, phrase) = stock(without_basis(bare));
    let bare = bare_of(words, bare, without_place_and_subject(scene, item.before, phrase));
    let bare = without_unnamed_body(scene, without_partners(scene, item.before, bare));
    let bare = bare_of(words, bare, without_lead(scene, item, bare));
    // 比例提升|至95%: how it got there is not what it is.
    let moved = if goal { scene.lexicon.changes.at_end(bare) } else { None };
    // 价格降幅|达到63%: the rate itself.
    let rate = |word: &str| word.ends_with(['速', '幅', '率']);
    let moved = moved.filter(|(word, _)| bare.len() > word.len() && !rate(word));
    let bare = moved.map_or(bare, |(word, _)| words.bare(&bare[..bare.len() - word.len()]));
    let phrase = without_means(scene, bare);
    let phrase = if moved.is_some() || signs.has(Signs::BY) { without_agent(phrase, moved.is_some()) } else { phrase };
    // 产业园集聚的企业已|服务用人单位: a long subject before 已.
    let phrase = signs.cut(Signs::ALREADY, phrase, |phrase| match phrase.split_once('已') {
        Some((subject, done)) if subject.chars().count() >= 6 && done.chars().count() >= 4 => words.bare(done),
        _ => phrase,
    });
    let phrase = if item.baseline.is_some() { without_origin(phrase) } else { phrase };
    let phrase =
        if signs.has(Signs::AT) && undated.contains('在') { without_whereabouts(scene, phrase) } else { phrase };
    let phrase = signs.cut(Signs::BOUND, phrase, without_bound);
    // 办理时限|平均|压缩至2天: how it is reckoned.
    let phrase = phrase.strip_suffix("平均").filter(|named| words.measures(named)).unwrap_or(phrase);
    let phrase = signs.cut(Signs::YEAR, phrase, without_years);
    let noted = match phrase {
        phrase if signs.has(Signs::EACH_ITS_OWN) && phrase.contains("分别") => {
            Cow::Owned(without_notes(&phrase.replace("分别", "")).into_owned())
        }
        phrase if signs.has(Signs::NOTE) => without_notes(phrase),
        phrase => Cow::Borrowed(phrase),
    };
    let named = match noted {
        Cow::Borrowed(noted) => Cow::Borrowed(bare_of(words, bare, noted)),
        Cow::Owned(noted) => Cow::Owned(words.bare(&noted).to_owned()),
    };
    if is_place(scene, item.before, &named) {
        return Cow::Borrowed("");
    }
    if stock.is_empty() { named } else { Cow::Owned([stock, &*named].concat()) }
}

/// The bare words of a phrase that is all or a part of words that are bare.
fn bare_of<'a>(words: &MetricWords, bare: &str, phrase: &'a str) -> &'a str {
    // A quotation whose beginning has been laid bare is still to be opened.
    if phrase.len() == bare.len() && !phrase.starts_with('“') { phrase } else { words.bare(phrase) }
}

/// 体验店3家（江苏无锡2家、|北京1家）: a place alone says where, not what.
fn is_place(scene: &Scene<'_>, before: Span, phrase: &str) -> bool {
    scene.mentions.of_kind(EntityKind::Place, before).any(|(span, _)| scene.words(span) == phrase)
}

/// What a clause without a number speaks of, for a number that follows without words of its own.
pub(super) fn spoken_of(scene: &Scene<'_>, dates: &[DateMention], clause: Span) -> Option<String> {
    let undated = without_dates(scene, dates, clause);
    let words = &scene.lexicon.metrics;
    // PM2.5年均值|52，同比下降5.5%: a number without a unit.
    let unnumbered = undated.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let phrase = without_place_and_subject(scene, clause, words.bare(unnumbered));
    // 单站最大年降水量|出现在某县，为1486毫米; 甲市降水量|最大，为1012毫米.
    let told = phrase.split("出现在").next().unwrap_or(phrase);
    let most = ["最大", "最小", "最多", "最少"].iter().find_map(|most| told.strip_suffix(most));
    match most.or_else(|| (told.len() < phrase.len()).then_some(told)).filter(|told| told.chars().count() > 2) {
        Some(told) => Some(words.bare(told).to_owned()),
        None => words.spoken_of(phrase).map(ToOwned::to_owned),
    }
}

/// 年末|全市|常住人口: a stock at the end of a year is named so; what there is (年末共有学校6所) is not.
fn stock(phrase: &str) -> (&'static str, &str) {
    let Some(rest) = phrase.strip_prefix("年末") else { return ("", phrase) };
    let there_is = ["共有", "拥有", "实有", "有"].iter().any(|word| rest.starts_with(word));
    (if there_is { "" } else { "年末" }, rest)
}
