//! Numbers that do not agree with the numbers they are said to come from.
//!
//! A printed rate may be rounded or cut off: it disagrees only where it is a whole unit of its last digit away, from all that
//! the amounts may be.

use std::collections::BTreeMap;

use oxsdatatypes::Decimal;

use super::precision::{bounds, in_unit_of, is_apart, rounded};
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
        let (before, after) = (Amount::of(old.observation), Amount::of(new.observation));
        let evidence = vec![old.clause, new.clause, change.clause];
        found.extend(growth_finding(scene, (before, after), change.observation, evidence));
    }
    for pair in said.windows(2) {
        let [amount, change] = pair else { continue };
        if let Some(before) = baseline(amount.observation).filter(|_| says_by_how_much(scene, amount, change)) {
            let evidence = vec![amount.clause, change.clause];
            found.extend(growth_finding(scene, (before, Amount::of(amount.observation)), change.observation, evidence));
        }
    }
    found
}

/// The finding of a growth that two amounts do not give.
fn growth_finding(
    scene: &Scene<'_>,
    (old, new): (Amount, Amount),
    change: &Observation,
    evidence: Vec<Span>,
) -> Option<Fact> {
    let given = growth_of(old.value, new.value)?;
    let between = (growth_of(old.most, new.least)?, growth_of(old.least, new.most)?);
    let stated = match change.direction {
        Some(Direction::Decrease) => Decimal::from(0).checked_sub(change.value)?,
        _ => change.value,
    };
    is_apart(stated, change.value, between).then(|| {
        // A decrease is printed without its sign.
        let falls = change.direction == Some(Direction::Decrease) && given < Decimal::from(0);
        let given = if falls { Decimal::from(0).checked_sub(given).unwrap_or(given) } else { given };
        mismatch(scene, "finding/growth", evidence, change, given)
    })
}

/// An amount, with the least and the most it may be.
#[derive(Clone, Copy)]
struct Amount {
    value: Decimal,
    least: Decimal,
    most: Decimal,
}

impl Amount {
    fn of(observation: &Observation) -> Self {
        let (least, most) = bounds(observation);
        Self { value: observation.value, least, most }
    }
}

/// What an exact amount came from (由20个工作日压缩到5个工作日), in the unit of the amount.
fn baseline(amount: &Observation) -> Option<Amount> {
    let value = amount.baseline.filter(|value| amount.qualifier == Qualifier::Exact && *value > Decimal::from(0))?;
    let (least, most) = bounds(&Observation { value, value_as_written: in_unit_of(amount, value), ..amount.clone() });
    Some(Amount { value, least, most })
}

/// 由10个工作日压缩至2个工作日，|压缩80%: whether a change says by how much the amount of the clause before it changed, and is no
/// growth of a year, of a mean or against somebody else.
fn says_by_how_much(scene: &Scene<'_>, amount: &Said<'_>, change: &Said<'_>) -> bool {
    const OTHERWISE: [&str; 12] =
        ["同比", "环比", "年", "均", "月", "全省", "全国", "全市", "分别", "累计", "速", "效"];
    let follows = change.clause.start >= amount.clause.end
        && matches!(scene.words(Span::new(amount.clause.end, change.clause.start)), "，" | "、");
    let words = scene.words(change.clause);
    let rest = change.observation.metric.strip_prefix(amount.observation.metric.as_str());
    let of_it = rest.is_some_and(|rest| rest.chars().count() <= LONGEST_CHANGE)
        || ["压减率", "压缩率", "精简率", "减幅", "降幅", "增幅", "缩减率", "压缩比例"]
            .iter()
            .any(|rate| words.starts_with(rate));
    let agrees = change.observation.direction == amount.observation.direction;
    follows && of_it && agrees && is_growth(change.observation) && !OTHERWISE.iter().any(|word| words.contains(word))
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
        let (part_of, whole_of) = (Amount::of(part.observation), Amount::of(whole.observation));
        let between = percent_of(part_of.least, whole_of.most).zip(percent_of(part_of.most, whole_of.least));
        let given = percent_of(part_of.value, whole_of.value).zip(between);
        let stated = rate.observation.value;
        if let Some((given, _)) = given.filter(|(_, between)| is_apart(stated, stated, *between)) {
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
    // 受理诉求1200件、办结1176件: one that is called so, before one whose clause says it.
    let called = before.iter().any(|said| is_exact_level(said.observation) && said.observation.metric.contains(stem));
    let mut parts = before.iter().enumerate().filter(|(_, said)| counts(scene, said, stem, called));
    let ((at, part), None) = (parts.next()?, parts.next()) else { return None };
    let mut wholes = before[..at].iter().filter(|whole| {
        let (whole, part) = (whole.observation, part.observation);
        whole.unit == part.unit
            && whole.unit_as_written == part.unit_as_written
            && whole.value >= part.value
            && whole.qualifier == Qualifier::Exact
            && scene.lexicon.cases.counts_whole(&whole.metric)
    });
    let of_which = scene.words(part.clause).trim_start().starts_with("其中");
    if let Some(whole) = before[..at].last().filter(|whole| of_which && is_whole_of(whole, part)) {
        return Some((*part, *whole));
    }
    let (whole, None) = (wholes.next()?, wholes.next()) else { return None };
    Some((*part, *whole))
}

/// Whether two amounts count the same, and the first is no smaller.
fn is_whole_of(whole: &Said<'_>, part: &Said<'_>) -> bool {
    let (whole, part) = (whole.observation, part.observation);
    is_exact_level(whole) && whole.unit_as_written == part.unit_as_written && whole.value >= part.value
}

/// Whether an amount is of what a rate is named after, by its name where any is `called` so, else by its clause (其中调解成功260件).
fn counts(scene: &Scene<'_>, said: &Said<'_>, stem: &str, called: bool) -> bool {
    let words = if called { said.observation.metric.as_str() } else { scene.words(said.clause) };
    is_exact_level(said.observation) && words.contains(stem)
}

/// 余额24.6亿元；其中，小微企业24.2亿元，占比98%: the two numbers right before, the second after 其中 "of which".
fn share_parts<'f>(scene: &Scene<'_>, before: &[Said<'f>], rate: &Said<'_>) -> Option<(Said<'f>, Said<'f>)> {
    let [.., whole, part] = before else { return None };
    let between = Span::new(whole.clause.end.min(part.clause.start), part.clause.end);
    let fits = rate.observation.metric.contains("占比")
        && is_exact_level(whole.observation)
        && is_exact_level(part.observation)
        && whole.observation.unit == part.observation.unit
        && whole.observation.unit_as_written == part.observation.unit_as_written
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

fn mismatch(scene: &Scene<'_>, rule: &'static str, evidence: Vec<Span>, said: &Observation, given: Decimal) -> Fact {
    let given = rounded(given, said.value);
    let (metric, stated) = (&said.metric, said.value);
    let comment = Comment {
        zh: format!("“{metric}”原文为{stated}%，按原文数值计算为{given}%。"),
        en: format!("The text gives {stated} % for “{metric}”; its own numbers give {given} %."),
    };
    finding(scene, "arithmetic", rule, evidence, comment)
}
