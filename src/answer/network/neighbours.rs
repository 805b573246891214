//! What a thing is related to, step by step.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::{Bounds, EdgeId, NodeId, View};

/// The nodes within reach of one, and the edges walked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// Node and number of steps to it, by steps and then by IRI; the first is the start with 0.
    pub nodes: Vec<(NodeId, usize)>,
    /// Every edge followed on the way, by source, relation, target.
    pub edges: Vec<EdgeId>,
    /// Whether there was more than the limit.
    pub is_cut: bool,
}

/// Everything at most `depth` steps from a node, at most `limit` nodes.
pub fn neighbours(view: &View, start: NodeId, depth: usize, bounds: &Bounds, limit: usize) -> Neighbourhood {
    let mut steps = BTreeMap::from([(start, 0)]);
    let mut edges = BTreeSet::new();
    let mut is_cut = false;
    let mut level = vec![start];
    for distance in 1..=depth {
        let mut next = BTreeSet::new();
        for from in level.iter().filter(|id| **id == start || bounds.passes(view.node(**id))) {
            for (to, edge) in view.steps(*from, bounds.direction) {
                if !bounds.follows(view.edge(edge)) {
                    continue;
                }
                let is_full = steps.len() >= limit.max(1);
                if let Entry::Vacant(place) = steps.entry(to) {
                    if is_full {
                        is_cut = true;
                        continue;
                    }
                    place.insert(distance);
                    next.insert(to);
                }
                edges.insert(edge);
            }
        }
        level = next.into_iter().collect();
    }
    let mut nodes: Vec<_> = steps.into_iter().collect();
    nodes.sort_by_key(|(id, distance)| (*distance, *id));
    Neighbourhood { nodes, edges: edges.into_iter().collect(), is_cut }
}
