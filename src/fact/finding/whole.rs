//! Wholes of bulletins whose parts are known: the three industries of a product, exports and imports of trade, town and
//! country of a population. Rounded parts may miss their whole by half a unit of each last digit.

use std::sync::LazyLock;

use oxsdatatypes::Decimal;

use super::arithmetic::{Said, is_exact_level, observations};
use super::precision::{last_digit, misses};
use super::{Comment, finding};
use crate::fact::{Fact, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// How many numbers behind a whole its parts are looked for.
const NEAR: usize = 10;

/// What the name of an amount may end with.
const TAILS: [&str; 4] = ["总额", "总值", "额", "值"];

/// The shares of the three industries: 三次产业结构调整为10.1∶40.2∶49.7.
static STRUCTURE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"产业(?:增加值)?(?:结构|比例|比重|占比)(?:比)?(?:[^，。；\d]{0,8}?[为是到至])?(\d+(?:\.\d+)?)[：:∶](\d+(?:\.\d+)?)[：:∶](\d+(?:\.\d+)?)",
    )
});

/// Amounts against their wholes, and the shares of industries against a hundred.
pub(super) fn mismatches(scene: &Scene<'_>, facts: &[Fact]) -> Vec<Fact> {
    let said = observations(facts);
    let mut found = Vec::new();
    for (at, whole) in said.iter().enumerate().filter(|(_, said)| is_exact_level(said.observation)) {
        for (prefix, parts) in scene.lexicon.cases.parts_of(bare(&whole.observation.metric)) {
            let near = &said[at + 1..said.len().min(at + 1 + NEAR)];
            found.extend(amounts(scene, whole, near, prefix, parts));
        }
    }
    found.extend(scene.case().sentences.iter().filter_map(|sentence| structure(scene, sentence.span)));
    found
}

/// The name of an amount without 总额 and its like.
fn bare(metric: &str) -> &str {
    TAILS.iter().find_map(|tail| metric.strip_suffix(tail)).unwrap_or(metric)
}

/// 生产总值5000亿元。其中，第一产业增加值…；第二产业增加值…；第三产业增加值…: of one place and period, in one paragraph.
fn amounts(scene: &Scene<'_>, whole: &Said<'_>, near: &[Said<'_>], prefix: &str, parts: &[&str]) -> Option<Fact> {
    let is_part = |said: &Said<'_>, part: &str| {
        let (one, other) = (said.observation, whole.observation);
        let name = bare(&one.metric);
        // 其中对东盟进出口50亿元。出口60亿元: what another sentence tells is a part of another whole.
        let apart = || {
            let between = scene.words(Span::new(whole.clause.end.min(said.clause.start), said.clause.start));
            !prefix.is_empty() && between.contains('。') && !between.contains("其中")
        };
        let named = name.strip_prefix(prefix) == Some(bare(part)) || name == bare(part) && !apart();
        named
            && is_exact_level(one)
            && one.unit_as_written == other.unit_as_written
            && one.period == other.period
            && one.place == other.place
    };
    let mut all = Vec::with_capacity(parts.len());
    for part in parts {
        all.push(near.iter().find(|said| is_part(said, part))?);
    }
    let end = all.iter().map(|part| part.clause.end).max()?;
    if scene.words(whole.clause.cover(Span::new(end, end))).contains('\n') {
        return None;
    }
    let sum = misses(whole.observation, all.iter().map(|part| part.observation))?;
    let (metric, stated) = (&whole.observation.metric, whole.observation.value_as_written);
    let comment = Comment {
        zh: format!("“{metric}”原文为{stated}，各分项相加为{sum}。"),
        en: format!("The text gives {stated} for “{metric}”; its parts add up to {sum}."),
    };
    let evidence = std::iter::once(whole.clause).chain(all.iter().map(|part| part.clause)).collect();
    Some(finding(scene, "arithmetic", "finding/sum", evidence, comment))
}

/// 三次产业结构为10.1∶40.2∶49.7: the three are a hundred.
fn structure(scene: &Scene<'_>, sentence: Span) -> Option<Fact> {
    let words = scene.words(sentence);
    let shares = words.contains("产业").then(|| STRUCTURE.captures(words))??;
    let values: Vec<Decimal> = (1..=3).filter_map(|at| shares[at].parse().ok()).collect();
    let sum = values.iter().try_fold(Decimal::from(0), |sum, value| sum.checked_add(*value))?;
    let digits = values.iter().try_fold(Decimal::from(0), |sum, value| sum.checked_add(last_digit(*value)))?;
    let apart = sum.checked_sub(Decimal::from(100))?.checked_abs()? > digits.checked_div(Decimal::from(2))?;
    apart.then(|| {
        let comment = Comment {
            zh: format!("三次产业占比相加为{sum}%。"),
            en: format!("The shares of the three industries add up to {sum} %."),
        };
        let evidence = Span::from(shares.get_match().range()).shift(sentence.start);
        finding(scene, "arithmetic", "finding/sum", vec![evidence], comment)
    })
}
