//! Ties that may be missing: what things like this one are tied to and it is not.
//!
//! Each thing alike lends its ties as much as it resembles (neighbourhood-based collaborative filtering: Resnick and
//! others 1994). What one thing alone has is its own and no reason to expect it elsewhere, so that several have to agree;
//! and what has its place already, by a relation that things have one of, is not given another. A suggestion is a question
//! to ask of the sources, not a fact.

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

/// What is asked of [`suggest`].
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Which edges count, and which way.
    pub bounds: Bounds,
    /// Kinds of thing to suggest ties to; empty: all.
    pub of: BTreeSet<String>,
    /// How many things alike have to have a tie.
    pub least: usize,
    /// How many to show.
    pub limit: usize,
}

/// The answer of [`suggest`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestions {
    /// The likeliest first, equals by IRI.
    pub suggestions: Vec<Suggestion>,
    /// How many things are alike at all.
    pub alike: usize,
    /// How many more ties fewer things alike have than have to.
    pub weaker: usize,
}

/// What may be missing at a node.
pub fn suggest(view: &View, node: NodeId, options: &Options, stop: &Stop<'_>) -> Result<Suggestions, Stopped> {
    let Options { bounds, of, .. } = options;
    let wanted = similar::Options { by: Likeness::Cosine, bounds: bounds.clone(), of: BTreeSet::new(), limit: ALIKE };
    let alike = similar::similar(view, node, &wanted, stop)?;
    let single = single(view, stop)?;
    let around: f64 = alike.iter().map(|similar| similar.score).sum();
    let own: BTreeSet<Tie<'_>> = view.steps(node, bounds).into_iter().map(|(to, id)| key(view, to, id)).collect();
    let mut found: BTreeMap<Tie<'_>, Vec<(NodeId, f64, EdgeId)>> = BTreeMap::new();
    for similar in &alike {
        stop.step()?;
        for (to, id) in view.steps(similar.node, bounds) {
            let key = key(view, to, id);
            let is_wanted = of.is_empty() || of.contains(&view.node(to).kind);
            let source = if key.1 { node } else { to };
            let is_placed = single.contains(key.0) && has(view, source, key.0);
            if to != node && is_wanted && !is_placed && !own.contains(&key) {
                found.entry(key).or_default().push((similar.node, similar.score, id));
            }
        }
    }
    let all = found.len();
    found.retain(|_, because| because.len() >= options.least);
    let weaker = all - found.len();
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
    suggestions.truncate(options.limit);
    Ok(Suggestions { suggestions, alike: alike.len(), weaker })
}

/// The relations that things have one of: of ten that have any at least nine have no more (where something lies).
fn single<'a>(view: &'a View, stop: &Stop<'_>) -> Result<BTreeSet<&'a str>, Stopped> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for node in view.nodes() {
        stop.step()?;
        // The edges of a node come by relation.
        let edges: Vec<&str> = view.out_edges(node).map(|edge| view.edge(edge).relation).collect();
        for same in edges.chunk_by(|a, b| a == b) {
            let (sources, singles) = counts.entry(same[0]).or_default();
            *sources += 1;
            *singles += usize::from(same.len() == 1);
        }
    }
    let is_single = |(sources, singles): &(usize, usize)| *sources > 1 && singles * 10 >= sources * 9;
    Ok(counts.into_iter().filter(|(_, count)| is_single(count)).map(|(relation, _)| relation).collect())
}

fn has(view: &View, node: NodeId, relation: &str) -> bool {
    view.out_edges(node).any(|edge| view.edge(edge).relation == relation)
}

/// Relation, whether it goes out, and where to.
type Tie<'a> = (&'a str, bool, NodeId);

fn key(view: &View, to: NodeId, id: EdgeId) -> Tie<'_> {
    (view.edge(id).relation, view.ends(id).1 == to, to)
}
