//! What resembles what: things that are tied to the same things.
//!
//! Jaccard (1912): shared neighbours of all neighbours. Adamic and Adar (2003): shared neighbours, each the more the
//! fewer share it. Cosine: the angle between the weights of relations, so that citing a thing and being cited by it are
//! two. Time O(edges at the neighbours).

use std::collections::{BTreeMap, BTreeSet};

use super::stop::{Stop, Stopped};
use super::{Bounds, EdgeId, NodeId, View};

/// How likeness is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the module says what each is")]
pub enum Likeness {
    #[default]
    Jaccard,
    AdamicAdar,
    Cosine,
}

impl Likeness {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Jaccard, Self::AdamicAdar, Self::Cosine];

    /// What it is called on the command line and over HTTP.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jaccard => "jaccard",
            Self::AdamicAdar => "adamic-adar",
            Self::Cosine => "cosine",
        }
    }
}

/// What is asked of [`similar`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// How likeness is measured.
    pub by: Likeness,
    /// Which edges count, and which way.
    pub bounds: Bounds,
    /// Kinds of node to show; empty: the kind of the node itself.
    pub of: BTreeSet<String>,
    /// How many to show.
    pub limit: usize,
}

/// A thing that resembles another.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// The thing.
    pub node: NodeId,
    /// The greater the more alike; 1 is the most for Jaccard and cosine.
    pub score: f64,
    /// What both are tied to, what says most of likeness first.
    pub shared: Vec<Shared>,
}

/// What two things are tied to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The thing.
    pub node: NodeId,
    /// The edges that tie the one to it.
    pub first: Vec<EdgeId>,
    /// The edges that tie the other to it.
    pub second: Vec<EdgeId>,
}

/// The things most like a node, equals by IRI.
pub fn similar(view: &View, node: NodeId, options: &Options, stop: &Stop<'_>) -> Result<Vec<Similar>, Stopped> {
    let own = ties(view, node, &options.bounds);
    let own_features = Features::new(view, &own);
    let kind = &view.node(node).kind;
    let is_shown = |id: NodeId| {
        let found = &view.node(id).kind;
        id != node && if options.of.is_empty() { found == kind } else { options.of.contains(found) }
    };
    let mut candidates: BTreeSet<NodeId> = BTreeSet::new();
    for shared in own.keys() {
        stop.step()?;
        let back = view.steps(*shared, &Bounds { direction: back(&options.bounds), ..options.bounds.clone() });
        candidates.extend(back.into_iter().map(|(other, _)| other).filter(|other| is_shown(*other)));
    }
    let mut found = Vec::new();
    for other in candidates {
        stop.step()?;
        let theirs = ties(view, other, &options.bounds);
        let (few, many) = if own.len() < theirs.len() { (&own, &theirs) } else { (&theirs, &own) };
        let common: Vec<NodeId> = few.keys().filter(|shared| many.contains_key(shared)).copied().collect();
        let score = match options.by {
            Likeness::Jaccard => common.len() as f64 / (own.len() + theirs.len() - common.len()).max(1) as f64,
            Likeness::AdamicAdar => {
                let neighbours = |node| view.steps(node, &options.bounds).chunk_by(|a, b| a.0 == b.0).count();
                common.iter().map(|node| 1.0 / (neighbours(*node).max(2) as f64).ln()).sum()
            }
            Likeness::Cosine => own_features.cosine(&Features::new(view, &theirs)),
        };
        if score > 0.0 {
            found.push((other, score, common));
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(options.limit);
    let similar = found.into_iter().map(|(other, score, common)| {
        let theirs = ties(view, other, &options.bounds);
        let mut shared: Vec<Shared> = common
            .into_iter()
            .map(|shared| Shared { node: shared, first: own[&shared].clone(), second: theirs[&shared].clone() })
            .collect();
        shared.sort_by_key(|shared| (degree(view, shared.node), shared.node));
        Similar { node: other, score, shared }
    });
    Ok(similar.collect())
}

fn back(bounds: &Bounds) -> super::Direction {
    use super::Direction::{Both, In, Out};
    match bounds.direction {
        Out => In,
        In => Out,
        Both => Both,
    }
}

/// Neighbours, and the edges that tie to each.
fn ties(view: &View, node: NodeId, bounds: &Bounds) -> BTreeMap<NodeId, Vec<EdgeId>> {
    let mut ties: BTreeMap<NodeId, Vec<EdgeId>> = BTreeMap::new();
    for (to, edge) in view.steps(node, bounds) {
        if to != node {
            ties.entry(to).or_default().push(edge);
        }
    }
    ties
}

fn degree(view: &View, node: NodeId) -> usize {
    view.out_edges(node).len() + view.in_edges(node).len()
}

type Ties = BTreeMap<NodeId, Vec<EdgeId>>;

/// Weights by thing, relation and direction.
struct Features<'a> {
    weights: BTreeMap<(NodeId, &'a str, bool), f64>,
    length: f64,
}

impl<'a> Features<'a> {
    fn new(view: &'a View, ties: &Ties) -> Self {
        let edges = ties.iter().flat_map(|(to, edges)| edges.iter().map(move |edge| (*to, *edge)));
        let weights: BTreeMap<_, f64> =
            edges.map(|(to, id)| ((to, view.edge(id).relation, view.ends(id).1 == to), view.edge(id).weight)).collect();
        let length = weights.values().map(|weight| weight * weight).sum::<f64>().sqrt();
        Self { weights, length }
    }

    /// The cosine of the angle between the two.
    fn cosine(&self, other: &Self) -> f64 {
        let product: f64 = other.weights.iter().filter_map(|(key, weight)| Some(weight * self.weights.get(key)?)).sum();
        let lengths = self.length * other.length;
        if lengths > 0.0 { product / lengths } else { 0.0 }
    }
}
