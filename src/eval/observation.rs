//! Quantified statements: found by value and unit where their quotations meet, then judged attribute by attribute.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::gold::{Accepted, GoldCase, GoldObservation};
use super::phrase::{Source, contain, overlap, similarity};
use super::rows::{Row, select};
use super::tally::{Tally, share};
use super::{Fault, Faults};
use crate::store::{Store, StoreError};

const QUERY: &str = "
    SELECT * {
      ?o a cg:Observation ; cg:value ?value ; cg:evidence ?ev .
      ?ev oa:exact ?quote ; oa:start ?start ; oa:end ?end .
      OPTIONAL { ?o cg:unit ?unit } OPTIONAL { ?o cg:qualifier ?qualifier }
      OPTIONAL { ?o cg:kind ?kind } OPTIONAL { ?o cg:direction ?direction }
      OPTIONAL { ?o cg:baseline ?baseline } OPTIONAL { ?o cg:comparedWith ?compared }
      OPTIONAL { ?o cg:period ?period } OPTIONAL { ?o cg:metric ?metric }
      OPTIONAL { ?o cg:place ?pl . ?pl cg:name ?place OPTIONAL { ?pl cg:adminCode ?code } }
      OPTIONAL { ?o cg:about/cg:name ?subject }
    }";

/// A metric is right when its words are mostly those of an accepted one, a subject when they are nearly all.
const METRIC_LIKENESS: f64 = 0.6;
const SUBJECT_LIKENESS: f64 = 0.8;

/// An observation of the graph, with the first of its quotations.
struct Observation {
    value: f64,
    quote: String,
    place_in_text: Range<usize>,
    unit: Option<String>,
    qualifier: Option<String>,
    kind: Option<String>,
    direction: Option<String>,
    baseline: Option<String>,
    compared_with: Option<String>,
    period: Option<String>,
    metric: String,
    place: Option<String>,
    code: Option<String>,
    subject: Option<String>,
}

/// How well an observation of the graph fits one of the gold; the greatest wins, the first of equals.
#[derive(PartialEq, PartialOrd)]
struct Fit {
    unit: bool,
    metric: f64,
    words: usize,
}

/// Whether one attribute of a found observation is right.
struct Verdict<'a> {
    attribute: &'static str,
    right: bool,
    found: Option<&'a str>,
    accepted: String,
}

/// Right and judged, for each attribute.
type Attributes = BTreeMap<&'static str, (u32, u32)>;

/// The tally of observations found, and the share of right values for each attribute of those.
pub(super) fn score(
    store: &Store,
    gold: &[GoldCase],
    text: Option<&Source<'_>>,
    faults: &mut Faults,
) -> Result<(Tally, BTreeMap<&'static str, f64>), StoreError> {
    let found = read(store)?;
    let (mut tally, mut attributes, mut used) = (Tally::default(), Attributes::new(), BTreeSet::new());
    for wanted in gold.iter().flat_map(|case| &case.observations) {
        let best = best_fit(wanted, &found, &used, text);
        // One with the wrong unit is wrong for a required observation and no matter for an optional one.
        if let Some((fit, index)) = &best
            && (fit.unit || !wanted.required)
        {
            used.insert(*index);
        }
        match best {
            _ if !wanted.required => {}
            Some((Fit { unit: true, .. }, index)) => {
                tally.right += 1;
                judge(wanted, &found[index], &mut attributes, faults);
            }
            _ => {
                tally.missed += 1;
                let unit = wanted.unit.as_deref().unwrap_or_default();
                faults.push(Fault::new("missed observation", format!("{} {unit} {}", wanted.value, wanted.quote)));
            }
        }
    }
    for observation in found.iter().enumerate().filter(|(index, _)| !used.contains(index)).map(|(_, found)| found) {
        tally.spurious += 1;
        let Observation { value, unit, quote, .. } = observation;
        faults.push(Fault::new("spurious observation", format!("{value} {} {quote}", written(unit.as_deref()))));
    }
    let shares = attributes.into_iter().map(|(name, (right, judged))| (name, share(right, judged))).collect();
    Ok((tally, shares))
}

/// The graph's observations, each once.
fn read(store: &Store) -> Result<Vec<Observation>, StoreError> {
    let mut seen = BTreeSet::new();
    let rows = select(store, QUERY)?;
    Ok(rows.iter().filter(|row| seen.insert(row.bound("o"))).map(Observation::from).collect())
}

impl From<&Row> for Observation {
    fn from(row: &Row) -> Self {
        Self {
            value: row.number("value").unwrap_or(f64::NAN),
            quote: row.bound("quote"),
            place_in_text: row.place(),
            unit: row.notation("unit"),
            qualifier: row.notation("qualifier"),
            kind: row.notation("kind"),
            direction: row.notation("direction"),
            baseline: row.value("baseline"),
            compared_with: row.value("compared"),
            period: row.value("period"),
            metric: row.bound("metric"),
            place: row.value("place"),
            code: row.value("code"),
            subject: row.value("subject"),
        }
    }
}

fn best_fit(
    wanted: &GoldObservation,
    found: &[Observation],
    used: &BTreeSet<usize>,
    text: Option<&Source<'_>>,
) -> Option<(Fit, usize)> {
    let place = text.and_then(|text| text.find(&wanted.quote));
    let mut best: Option<(Fit, usize)> = None;
    for (index, observation) in found.iter().enumerate() {
        if used.contains(&index) || !same_value(observation.value, wanted.norm_value) {
            continue;
        }
        let words = shared_words(wanted, observation, place.as_ref());
        if words == 0 {
            continue;
        }
        let unit = wanted.norm_unit.holds(observation.unit.as_deref());
        let fit = Fit { unit, metric: similarity(&observation.metric, wanted.metric.preferred()), words };
        if best.as_ref().is_none_or(|(other, _)| fit.partial_cmp(other) == Some(Ordering::Greater)) {
            best = Some((fit, index));
        }
    }
    best
}

/// How far two quotations meet: by their place in the text, else by one being part of the other.
fn shared_words(wanted: &GoldObservation, found: &Observation, place: Option<&Range<usize>>) -> usize {
    match place {
        Some(place) => overlap(place, &found.place_in_text),
        None if contain(&found.quote, &wanted.quote) => found.quote.chars().count(),
        None => 0,
    }
}

fn same_value(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * b.abs().max(1.0)
}

fn judge(wanted: &GoldObservation, found: &Observation, attributes: &mut Attributes, faults: &mut Faults) {
    for Verdict { attribute, right, found, accepted } in verdicts(wanted, found) {
        let (rights, judged) = attributes.entry(attribute).or_default();
        *rights += u32::from(right);
        *judged += 1;
        if !right {
            let detail = format!("{}, not {accepted} in {}", written(found), wanted.quote);
            faults.push(Fault::new(format!("wrong {attribute}"), detail));
        }
    }
}

fn verdicts<'a>(wanted: &GoldObservation, found: &'a Observation) -> [Verdict<'a>; 9] {
    let plain = |attribute, accepted: &Accepted, found: &'a Option<String>| {
        let found = found.as_deref();
        Verdict { attribute, right: accepted.holds(found), found, accepted: accepted.to_string() }
    };
    let place = [&found.code, &found.place].iter().any(|value| wanted.place.holds(value.as_deref()));
    let subject = subject_fits(wanted, found.subject.as_deref());
    let baseline = wanted.baseline.as_ref().map_or_else(|| "nothing".to_owned(), ToString::to_string);
    [
        plain("qualifier", &wanted.qualifier, &found.qualifier),
        plain("kind", &wanted.kind, &found.kind),
        plain("direction", &wanted.direction, &found.direction),
        plain("period", &wanted.period, &found.period),
        plain("compared_with", &wanted.compared_with, &found.compared_with),
        Verdict { right: place, ..plain("place", &wanted.place, &found.place) },
        Verdict { right: subject, ..plain("subject", &wanted.subject, &found.subject) },
        Verdict {
            attribute: "baseline",
            right: found.baseline.is_some() == wanted.baseline.is_some(),
            found: found.baseline.as_deref(),
            accepted: baseline,
        },
        Verdict {
            attribute: "metric",
            right: metric_fits(wanted, &found.metric),
            found: Some(&found.metric),
            accepted: wanted.metric.to_string(),
        },
    ]
}

fn subject_fits(wanted: &GoldObservation, subject: Option<&str>) -> bool {
    let alike = |accepted: &str, subject: &str| similarity(accepted, subject) >= SUBJECT_LIKENESS;
    wanted.subject.holds(subject)
        || subject.is_some_and(|subject| wanted.subject.values().any(|accepted| alike(accepted, subject)))
}

fn metric_fits(wanted: &GoldObservation, metric: &str) -> bool {
    wanted.metric.values().any(|accepted| similarity(metric, accepted) >= METRIC_LIKENESS)
}

fn written(value: Option<&str>) -> &str {
    value.unwrap_or("nothing")
}
