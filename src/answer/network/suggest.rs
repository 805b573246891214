//! Ties that may be missing: what things like this one are tied to and it is not.
//!
//! Each thing alike lends its ties as much as it resembles (neighbourhood-based collaborative filtering: Resnick and
//! others 1994). A suggestion is a question to ask of the sources, not a fact.

use std::collections::{BTreeMap, BTreeSet};

use super::similar::{self, Likeness};
use super::stop::{Stop, Stopped};
use super::{Bounds, EdgeId, NodeId, View};

/// How many things alike are looked at.
const ALIKE: usize = 50;

/// A tie that may be missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// IRI of the relation.
    pub relation: String,
    /// Whether the thing asked for would be its source.
    pub is_out: bool,
    /// The other end.
    pub node: NodeId,
    /// The likeness that speaks for it, of all there is around and one thing wholly alike: below 1, and small where
    /// hardly anything is alike.
    pub score: f64,
    /// The things alike that have it, the most alike first: thing, its likeness, its edge.
    pub because: Vec<(NodeId, f64, EdgeId)>,
}

/// What may be missing at a node, the likeliest first, equals by IRI.
pub fn suggest(
    view: &View,
    node: NodeId,
    bounds: &Bounds,
    of: &BTreeSet<String>,
    limit: usize,
    stop: &Stop<'_>,
) -> Result<Vec<Suggestion>, Stopped> {
    let options = similar::Options { by: Likeness::Cosine, bounds: bounds.clone(), of: BTreeSet::new(), limit: ALIKE };
    let alike = similar::similar(view, node, &options, stop)?;
    let around: f64 = alike.iter().map(|similar| similar.score).sum();
    let own: BTreeSet<Tie<'_>> = view.steps(node, bounds).into_iter().map(|(to, id)| key(view, to, id)).collect();
    let mut found: BTreeMap<Tie<'_>, Vec<(NodeId, f64, EdgeId)>> = BTreeMap::new();
    for similar in &alike {
        stop.step()?;
        for (to, id) in view.steps(similar.node, bounds) {
            let key = key(view, to, id);
            let is_wanted = of.is_empty() || of.contains(&view.node(to).kind);
            if to != node && is_wanted && !own.contains(&key) {
                found.entry(key).or_default().push((similar.node, similar.score, id));
            }
        }
    }
    let mut suggestions: Vec<_> = found
        .into_iter()
        .map(|((relation, is_out, node), because)| {
            let score = because.iter().map(|(_, score, _)| score).sum::<f64>() / (around + 1.0);
            Suggestion { relation: relation.to_owned(), is_out, node, score, because }
        })
        .collect();
    suggestions.sort_by(|a, b| {
        let key = |s: &Suggestion| (s.node, s.relation.clone(), s.is_out);
        b.score.total_cmp(&a.score).then_with(|| key(a).cmp(&key(b)))
    });
    suggestions.truncate(limit);
    Ok(suggestions)
}

/// Relation, whether it goes out, and where to.
type Tie<'a> = (&'a str, bool, NodeId);

fn key(view: &View, to: NodeId, id: EdgeId) -> Tie<'_> {
    (view.edge(id).relation, view.ends(id).1 == to, to)
}
