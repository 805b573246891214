//! Numbers that do not agree with the numbers they are said to come from.
//!
//! A printed rate may be rounded or cut off: it disagrees only where it is a whole unit of its last digit away.

use std::collections::BTreeMap;

use oxsdatatypes::Decimal;

use super::{Comment, finding};
use crate::fact::{Direction, Fact, FactBody, Observation, ObservationKind, Qualifier, Scene};
use crate::resolve::EntityId;
use crate::span::Span;

/// Longest word of change after the name of an amount, in characters (比上年增长).
const LONGEST_CHANGE: usize = 5;

/// An observation and the clause that states it.
#[derive(Clone, Copy)]
pub(super) struct Said<'f> {
    pub(super) observation: &'f Observation,
    pub(super) clause: Span,
}

/// `finding/growth`: the growth of a year against the amounts of that year and the one before, under the same name.
pub(super) fn growth(scene: &Scene<'_>, facts: &[Fact]) -> Vec<Fact> {
    let said = observations(facts);
    let levels = levels(&said);
    let mut found = Vec::new();
    for change in said.iter().filter(|said| is_growth(said.observation)) {
        let (Some(period), Some(before)) = (&change.observation.period, &change.observation.compared_with) else {
            continue;
        };
        let (Some(new), Some(old)) = (level(&levels, change, period), level(&levels, change, before)) else { continue };
        let Some(given) = growth_of(old.observation.value, new.observation.value) else { continue };
        let signed = match change.observation.direction {
            Some(Direction::Decrease) => Decimal::from(0).checked_sub(change.observation.value),
            _ => Some(change.observation.value),
        };
        if signed.is_some_and(|stated| disagree(stated, given, change.observation.value)) {
            let evidence = vec![old.clause, new.clause, change.clause];
            found.push(mismatch(scene, "finding/growth", evidence, change.observation, given));
        }
    }
    found
}

/// `finding/rate`: 办结率 against 办结 and 受理 of one sentence; 占比 against the two numbers before it, the part after 其中.
pub(super) fn rates(scene: &Scene<'_>, facts: &[Fact]) -> Vec<Fact> {
    let said = observations(facts);
    let sentences = &scene.case().sentences;
    let mut found = Vec::new();
    for (at, rate) in said.iter().enumerate().filter(|(_, said)| is_share(said.observation)) {
        let next = sentences.partition_point(|sentence| sentence.span.end <= rate.clause.start);
        let Some(sentence) = sentences.get(next) else { continue };
        let first =
            said[..at].iter().rposition(|said| !sentence.span.contains(said.clause)).map_or(0, |other| other + 1);
        let before = &said[first..at];
        let parts = rate_parts(scene, before, rate).or_else(|| share_parts(scene, &said[..at], rate));
        let Some((part, whole)) = parts else { continue };
        let given = percent_of(part.observation.value, whole.observation.value);
        if let Some(given) = given.filter(|given| disagree(rate.observation.value, *given, rate.observation.value)) {
            let evidence = vec![whole.clause, part.clause, rate.clause];
            found.push(mismatch(scene, "finding/rate", evidence, rate.observation, given));
        }
    }
    found
}

/// The observations among facts, in their order.
pub(super) fn observations(facts: &[Fact]) -> Vec<Said<'_>> {
    facts
        .iter()
        .filter_map(|fact| match &fact.body {
            FactBody::Observation(observation) => Some(Said { observation, clause: fact.evidence[0] }),
            _ => None,
        })
        .collect()
}

fn is_growth(observation: &Observation) -> bool {
    let exact = observation.qualifier == Qualifier::Exact && observation.unit == "percent";
    exact && observation.kind == ObservationKind::Change && observation.direction.is_some()
}

fn is_share(observation: &Observation) -> bool {
    let exact = observation.qualifier == Qualifier::Exact && observation.unit == "percent";
    exact && observation.kind == ObservationKind::Share && observation.baseline.is_none()
}

/// Whether a number says how much of something there is, exactly.
pub(super) fn is_exact_level(observation: &Observation) -> bool {
    observation.kind == ObservationKind::Level && observation.qualifier == Qualifier::Exact
}

/// The exact amounts of one name, period, thing and place.
struct Level<'f> {
    /// The first of them, and its position among all that is said.
    first: Said<'f>,
    position: usize,
    /// Whether all of them are the same.
    one_value: bool,
}

/// Name, period, thing and place of an amount.
type Key<'f> = (&'f str, &'f str, Option<EntityId>, Option<EntityId>);

/// The exact amounts that have a period.
fn levels<'f>(said: &[Said<'f>]) -> BTreeMap<Key<'f>, Level<'f>> {
    let mut levels: BTreeMap<Key<'_>, Level<'_>> = BTreeMap::new();
    for (position, amount) in said.iter().enumerate().filter(|(_, said)| is_exact_level(said.observation)) {
        let level = amount.observation;
        let Some(period) = &level.period else { continue };
        levels
            .entry((&level.metric, period, level.about, level.place))
            .and_modify(|known| known.one_value &= known.first.observation.value == level.value)
            .or_insert(Level { first: *amount, position, one_value: true });
    }
    levels
}

/// The one amount whose name the change is named after, of a period and of the same thing.
fn level<'f>(levels: &BTreeMap<Key<'f>, Level<'f>>, change: &Said<'_>, period: &str) -> Option<Said<'f>> {
    let Observation { metric, about, place, .. } = change.observation;
    let ends = std::iter::once(metric.len()).chain(metric.char_indices().rev().map(|(at, _)| at));
    let names = ends.take(LONGEST_CHANGE + 1).map(|end| &metric[..end]);
    let fitting: Vec<&Level<'_>> = names.filter_map(|name| levels.get(&(name, period, *about, *place))).collect();
    let first = fitting.iter().min_by_key(|level| level.position)?.first;
    let same = |level: &&Level<'_>| level.one_value && level.first.observation.value == first.observation.value;
    fitting.iter().all(same).then_some(first)
}

/// 办结率: the number of what was 办结, and the only number before it of what it was 办结 out of.
fn rate_parts<'f>(scene: &Scene<'_>, before: &[Said<'f>], rate: &Said<'_>) -> Option<(Said<'f>, Said<'f>)> {
    let stem = rate.observation.metric.strip_suffix('率').filter(|stem| stem.chars().count() > 1)?;
    let mut parts = before.iter().enumerate().filter(|(_, said)| counts(said.observation, stem));
    let ((at, part), None) = (parts.next()?, parts.next()) else { return None };
    let mut wholes = before[..at].iter().filter(|whole| {
        let (whole, part) = (whole.observation, part.observation);
        whole.unit == part.unit
            && whole.unit_as_written == part.unit_as_written
            && whole.value >= part.value
            && whole.qualifier == Qualifier::Exact
            && scene.lexicon.cases.counts_whole(&whole.metric)
    });
    let (whole, None) = (wholes.next()?, wholes.next()) else { return None };
    Some((*part, *whole))
}

fn counts(observation: &Observation, stem: &str) -> bool {
    is_exact_level(observation) && observation.metric.contains(stem)
}

/// 余额24.6亿元；其中，小微企业24.2亿元，占比98%: the two numbers right before, the second after 其中 "of which".
fn share_parts<'f>(scene: &Scene<'_>, before: &[Said<'f>], rate: &Said<'_>) -> Option<(Said<'f>, Said<'f>)> {
    let [.., whole, part] = before else { return None };
    let between = Span::new(whole.clause.end.min(part.clause.start), part.clause.end);
    let fits = rate.observation.metric.contains("占比")
        && is_exact_level(whole.observation)
        && is_exact_level(part.observation)
        && whole.observation.unit == part.observation.unit
        && whole.observation.value >= part.observation.value
        && scene.words(between).contains("其中")
        && part.clause.end + "，".len() >= rate.clause.start;
    fits.then_some((*part, *whole))
}

fn percent_of(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::from(100))?.checked_div(whole)
}

fn growth_of(old: Decimal, new: Decimal) -> Option<Decimal> {
    percent_of(new.checked_sub(old)?, old)
}

/// Whether two percentages differ by a whole unit of the last digit printed, or more.
fn disagree(stated: Decimal, given: Decimal, printed: Decimal) -> bool {
    let Some(difference) = stated.checked_sub(given).and_then(Decimal::checked_abs) else { return false };
    difference >= last_digit(printed)
}

/// One unit of the last digit: 0.1 for 390.1, 1 for 98.
fn last_digit(printed: Decimal) -> Decimal {
    let decimals = printed.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    (0..decimals).try_fold(Decimal::from(1), |unit, _| unit.checked_div(Decimal::from(10))).unwrap_or_default()
}

fn mismatch(scene: &Scene<'_>, rule: &'static str, evidence: Vec<Span>, said: &Observation, given: Decimal) -> Fact {
    let given = rounded(given, said.value);
    let (metric, stated) = (&said.metric, said.value);
    let comment = Comment {
        zh: format!("“{metric}”原文为{stated}%，按原文数值计算为{given}%。"),
        en: format!("The text gives {stated} % for “{metric}”; its own numbers give {given} %."),
    };
    finding(scene, "arithmetic", rule, evidence, comment)
}

/// To as many decimals as the printed number has.
fn rounded(given: Decimal, printed: Decimal) -> Decimal {
    let unit = last_digit(printed);
    let scaled = given.checked_div(unit).and_then(Decimal::checked_round);
    scaled.and_then(|scaled| scaled.checked_mul(unit)).unwrap_or(given)
}
