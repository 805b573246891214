//! The words that name what a number measures: its own, else those of what was named before it.

mod joins;
mod member;
mod people;
mod wordless;

use self::joins::JOINS;
use self::member::{done_again, of_deal, of_level, with_head, with_noun, with_rate, with_verb};
use self::people::{inhabitants, of_whole_village};
use self::wordless::{in_all, without_own_words};
use super::super::{ObservationKind, Scene};
use super::granted::reckoned_otherwise;
use super::item::Item;
use super::kind::Nature;
use super::phrase::words_before;
use super::related::{of_whole, part_of_whole, siblings, without_deed};
use crate::extract::date::DateMention;
use crate::extract::quantity::is_time;
use crate::span::Span;

/// A metric as named.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The metric.
    pub(super) text: String,
    /// What a clause after it goes on with: the metric without words of change.
    pub(super) lasting: String,
    /// Whether part of it was named before the clause.
    pub(super) inherited: bool,
}

/// What was named before.
pub(super) struct Before<'a> {
    /// What the number goes on with: what the clause before spoke of, else the metric last named in the paragraph.
    pub(super) metric: &'a str,
    /// Whether that was in this sentence.
    pub(super) near: bool,
    /// The unit that it was told in, where it was in this sentence or the one before.
    pub(super) unit: Option<&'static str>,
    /// Whether the number before was a rate of growth.
    pub(super) growth: bool,
    /// The first metric of the clause.
    pub(super) first: &'a str,
    /// The words before the first number of the clause.
    pub(super) opening: &'a str,
    /// Whether the metric last named, in the same sentence, counted things.
    pub(super) counted: bool,
}

/// Names the metric of an item, of which `own` are the own words.
pub(super) fn metric(
    scene: &Scene<'_>,
    dates: &[DateMention],
    item: &Item<'_>,
    nature: &Nature,
    own: &str,
    before: &Before<'_>,
) -> Named {
    let people = if own.is_empty() { inhabitants(scene, item, before.metric) } else { of_whole_village(item, own) };
    if let Some(text) = people {
        return Named { lasting: text.to_owned(), text: text.to_owned(), inherited: false };
    }
    if item.goes_on {
        // 里程新增1700公里、|突破7000公里: a bound of its own is that of all there is.
        let bounded = item.quantity.span.start < item.quantity.number.start;
        let lasting = with_unit(scene, item, if bounded { in_all(before.metric) } else { before.metric });
        return Named { text: with_change(&lasting, nature), lasting, inherited: false };
    }
    if let Some(named) = in_a_row(scene, dates, item, before) {
        return named;
    }
    let own = own.trim_end_matches(['（', '(']).to_owned();
    let own = if only_moves(scene, item, &own, before) { String::new() } else { own };
    // 低保标准达到每月577元、每年|4428元: by what it is reckoned is no name.
    let each = own.strip_prefix('每').is_some_and(|time| matches!(time, "年" | "月" | "日" | "天" | "周"));
    if let Some(text) = reckoned_otherwise(before.metric, &own).filter(|_| each && before.near) {
        return Named { lasting: text.clone(), text, inherited: true };
    }
    let step = !before.metric.is_empty() && (scene.lexicon.metrics.is_step(&own) || each && before.near);
    if own.is_empty() || step {
        return without_own_words(scene, item, nature, before);
    }
    let named_before = !before.metric.is_empty();
    if let Some(named) = siblings(scene, item, nature, &own, before) {
        return named;
    }
    if let Some(named) = JOINS.iter().filter(|_| named_before).find_map(|join| join(scene, nature, &own, before)) {
        return named;
    }
    let own = without_deed(&scene.lexicon.metrics, item, own);
    let own = part_of_whole(scene, item, own, before);
    let own = of_whole(nature, own);
    let own = share_alone(nature, own);
    let own = of_level(scene, item, own, before);
    let own = done_again(scene, own, before);
    let own = with_head(&scene.lexicon.metrics, own, before.first);
    let own = with_noun(scene, item, own, before);
    let own = with_verb(scene, item, own, before);
    let own = with_rate(scene, item, own, before.first);
    let own = if nature.kind == ObservationKind::Limit && is_time(item.quantity.unit) { time_limit(own) } else { own };
    let deal = of_deal(scene, item, &own, before);
    // An amount with a date of its own is no longer that of the deals before it.
    let deal = deal.filter(|_| !dates.iter().any(|date| item.before.contains(date.span)));
    let inherited = deal.is_some();
    let lasting = deal.unwrap_or(own);
    let text = with_change(&lasting, nature);
    let lasting = climbing(&lasting).map(ToOwned::to_owned).unwrap_or(lasting);
    Named { text, lasting, inherited }
}

/// 投入21亿元，2022年|增至|25亿元: whether nothing is said but how what was named before got there.
fn only_moves(scene: &Scene<'_>, item: &Item<'_>, own: &str, before: &Before<'_>) -> bool {
    let moves = || scene.lexicon.changes.at_end(own).is_some_and(|(word, _)| word.len() == own.len());
    let goal = || {
        let until = item.quantity.span.start.min(item.quantity.number.start);
        scene.words(Span::new(item.before.start.min(until), until)).trim_end().ends_with(['至', '到'])
    };
    (!before.metric.is_empty() || item.baseline.is_some()) && moves() && goal()
}

/// 生产总值|连跨万亿级台阶: what climbed so many steps, of which the text goes on.
fn climbing(metric: &str) -> Option<&str> {
    const CLIMBS: [&str; 8] = ["连跨", "连上", "跨越", "跨过", "跨上", "迈过", "迈上", "跃上"];
    let verb = CLIMBS.iter().filter(|_| metric.ends_with("台阶")).filter_map(|verb| metric.find(verb)).min()?;
    Some(&metric[..verb]).filter(|what| !what.is_empty())
}

/// The metric of one of several heads that share a list of numbers.
pub(super) fn of_head(head: &str, nature: &Nature) -> Named {
    Named { text: with_change(head, nature), lasting: head.to_owned(), inherited: true }
}

/// 辖4镇、|10乡: a unit that is the noun of what is counted takes the place of the one before.
fn with_unit(scene: &Scene<'_>, item: &Item<'_>, metric: &str) -> String {
    let words = &scene.lexicon.metrics;
    let nouns = words.unit_noun(&item.quantity.unit_as_written).zip(words.unit_noun(metric));
    match nouns.filter(|_| item.quantity.unit == "count") {
        Some((noun, last)) => format!("{}{noun}", &metric[..metric.len() - last.len()]),
        None => metric.to_owned(),
    }
}

/// 出口额 and 增长: the word of change is named with the metric.
pub(super) fn with_change(metric: &str, nature: &Nature) -> String {
    let change = nature.change.filter(|change| !metric.ends_with(change));
    [metric, change.unwrap_or_default()].concat()
}

/// 东部地区|人口占|39.9%, 城镇人口|比重占|55.9%: a share of a whole that is not named.
fn share_alone(nature: &Nature, own: String) -> String {
    let of_part =
        own.strip_suffix('占').filter(|part| nature.kind == ObservationKind::Share && part.chars().count() > 1);
    let Some(part) = of_part else { return own };
    let named = ["比重", "比例", "占比"].iter().any(|share| part.ends_with(share));
    if named { part.to_owned() } else { format!("{part}占比") }
}

/// `连续14年排全区第一`: the years are those of what follows them.
fn in_a_row(scene: &Scene<'_>, dates: &[DateMention], item: &Item<'_>, before: &Before<'_>) -> Option<Named> {
    if !is_time(item.quantity.unit) || !scene.words(item.before).trim_end().ends_with("连续") {
        return None;
    }
    let own = words_before(scene, dates, item);
    let rest = &scene.document.text.as_str()[item.quantity.span.end..];
    let rest = rest.split(['，', '。', '；', '、', '\n']).next().unwrap_or_default();
    // 连续八年位居全国“非常高”组别: a quotation that only closes here is not its own.
    let rest = rest.find('”').filter(|&at| !rest[..at].contains('“')).map_or(rest, |at| &rest[..at]);
    // 收入增长5.4%。连续三年获评优秀县: who is honoured is nothing that was measured before.
    let honours = scene.lexicon.honours.verbs(rest).first().is_some_and(|(verb, _)| verb.start <= "被".len());
    let lasting = match &*own {
        "" if honours => "",
        "" => before.metric,
        own => own,
    };
    Some(Named { text: format!("{lasting}连续{rest}"), lasting: lasting.to_owned(), inherited: own.is_empty() })
}

/// 3个工作日内答复: what is to be done in that time names the limit.
fn time_limit(own: String) -> String {
    let named = ["时限", "期限", "时间", "有效期", "周期", "期", "龄"].iter().any(|word| own.ends_with(word));
    if named { own } else { format!("{own}时限") }
}
