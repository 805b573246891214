//! Graph + gold annotations → how true the graph is, and every place where it is not.
//!
//! Entities and edges are compared over the whole document, observations and recognitions one by one, all by the
//! words that state them. What the gold calls optional counts neither when found nor when missed.

mod entity;
pub mod gold;
mod observation;
mod phrase;
mod recognition;
mod relation;
mod rows;
mod tally;

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

pub use self::tally::{Rates, Tally};

use self::gold::GoldCase;
use self::phrase::Source;
use self::rows::select;
use crate::document::Text;
use crate::store::{Store, StoreError};

/// How true a graph is. Rates and shares run from 0 to 1, rounded to four digits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Whether quotations are the text at their offsets.
    pub evidence: EvidenceScore,
    /// Facts that point at no words; must be 0.
    pub facts_without_evidence: u32,
    /// Quantified statements by value, unit and place in the text.
    pub observations: Rates,
    /// Share of right values by attribute, over the observations found.
    pub attributes: BTreeMap<&'static str, f64>,
    /// Named things by class.
    pub entities: BTreeMap<&'static str, Rates>,
    /// Share of the entities found that carry an accepted canonical name.
    pub canonical_names: f64,
    /// Share of the places found that carry the right GB/T 2260 code.
    pub admin_codes: f64,
    /// Edges by property, and `all`.
    pub relations: BTreeMap<&'static str, Rates>,
    /// Awards, listings, rankings, approvals and coverage.
    pub recognitions: Rates,
}

/// How many quotations there are and how many are exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EvidenceScore {
    /// Evidence nodes with offsets.
    pub nodes: u32,
    /// Those whose words stand at their offsets.
    pub exact: u32,
}

/// One place where graph and gold differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What kind of difference (`missed observation`, `wrong period`, `spurious Place`).
    pub what: String,
    /// What is there, and what should be.
    pub detail: String,
}

/// The differences, in the order of the gold.
pub type Faults = Vec<Fault>;

impl Fault {
    fn new(what: impl Into<String>, detail: String) -> Self {
        Self { what: what.into(), detail }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.detail)
    }
}

/// Compares the facts of a graph with what people annotated.
///
/// `texts` are the normalised texts that offsets count in; gold quotations are looked up in the first of them. Without
/// any, quotations are compared with one another and their lengths with their offsets.
pub fn evaluate(store: &Store, gold: &[GoldCase], texts: &[&Text]) -> Result<(Scores, Faults), StoreError> {
    let texts: Vec<_> = texts.iter().map(|text| Source::new(text)).collect();
    let mut faults = Faults::new();
    let (observations, attributes) = observation::score(store, gold, texts.first(), &mut faults)?;
    let entities = entity::score(store, gold, &mut faults)?;
    let relations = relation::score(store, gold, &entities.links, &mut faults)?;
    let recognitions = recognition::score(store, gold, texts.first(), &mut faults)?;
    let scores = Scores {
        evidence: evidence(store, &texts)?,
        facts_without_evidence: facts_without_evidence(store)?,
        observations: observations.rates(),
        attributes,
        entities: entities.tallies.into_iter().map(|(class, tally)| (class, tally.rates())).collect(),
        canonical_names: entities.canonical_names,
        admin_codes: entities.admin_codes,
        relations: with_total(relations),
        recognitions: recognitions.rates(),
    };
    Ok((scores, faults))
}

fn evidence(store: &Store, texts: &[Source<'_>]) -> Result<EvidenceScore, StoreError> {
    let mut counts = EvidenceScore::default();
    for row in select(store, "SELECT ?exact ?start ?end { ?ev oa:exact ?exact ; oa:start ?start ; oa:end ?end }")? {
        let (words, place) = (row.bound("exact"), row.place());
        let exact = if texts.is_empty() {
            place.len() == words.chars().count()
        } else {
            texts.iter().any(|text| text.reads(&place, &words))
        };
        counts.nodes += 1;
        counts.exact += u32::from(exact);
    }
    Ok(counts)
}

fn facts_without_evidence(store: &Store) -> Result<u32, StoreError> {
    let query = "SELECT DISTINCT ?fact { ?fact cg:inCase ?case FILTER NOT EXISTS { ?fact cg:evidence ?ev } }";
    Ok(select(store, query)?.len() as u32)
}

fn with_total(tallies: BTreeMap<&'static str, Tally>) -> BTreeMap<&'static str, Rates> {
    let mut total = Tally::default();
    for tally in tallies.values() {
        total.add(*tally);
    }
    let rates = tallies.into_iter().map(|(predicate, tally)| (predicate, tally.rates()));
    rates.chain([("all", total.rates())]).collect()
}
