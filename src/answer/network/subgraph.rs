//! What joins several things: a small subgraph that holds them all.
//!
//! Grown from the first by adding the nearest of the others with the shortest way to it, until all are there (Takahashi,
//! Matsuyama 1980): at most twice as many ties as the smallest such tree (Steiner's) has. Time O(k m) for k things.

use std::collections::{BTreeMap, BTreeSet};

use super::stop::{Stop, Stopped};
use super::{Bounds, EdgeId, NodeId, View};

/// The answer of [`subgraph`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subgraph {
    /// The things asked for, what joins them, and what was asked for around them, by IRI.
    pub nodes: Vec<NodeId>,
    /// All edges among these that the bounds allow.
    pub edges: Vec<EdgeId>,
    /// The nodes that were put in to join the things asked for.
    pub joining: Vec<NodeId>,
    /// Things asked for that do not hang together with the first.
    pub apart: Vec<NodeId>,
    /// Whether there was more around them than the limit.
    pub is_cut: bool,
}

/// A subgraph that joins things; `around` adds the neighbours of the things themselves, up to `limit` nodes in all.
pub fn subgraph(
    view: &View,
    seeds: &BTreeSet<NodeId>,
    bounds: &Bounds,
    around: bool,
    limit: usize,
    stop: &Stop<'_>,
) -> Result<Subgraph, Stopped> {
    let mut found = Subgraph::default();
    let Some(first) = seeds.first() else { return Ok(found) };
    let mut held = BTreeSet::from([*first]);
    let mut open: BTreeSet<NodeId> = seeds.iter().skip(1).copied().collect();
    let arcs = view.arcs(bounds);
    let passable = bounds.passable(view);
    while !open.is_empty() {
        let Some(way) = nearest(&arcs, &held, &open, &passable, stop)? else { break };
        for node in &way {
            open.remove(node);
        }
        held.extend(way);
    }
    found.apart = open.iter().copied().collect();
    held.extend(open);
    found.joining = held.difference(seeds).copied().collect();
    if around {
        for seed in seeds {
            for (to, _) in view.steps(*seed, bounds) {
                found.is_cut |= held.len() >= limit && !held.contains(&to);
                if held.len() < limit {
                    held.insert(to);
                }
            }
        }
    }
    for node in &held {
        stop.step()?;
        let inner =
            view.out_edges(*node).filter(|id| held.contains(&view.ends(*id).1) && bounds.follows(view.edge(*id)));
        found.edges.extend(inner);
    }
    found.nodes = held.into_iter().collect();
    Ok(found)
}

/// The shortest way from what is held to the nearest of the others, without its start.
fn nearest(
    arcs: &super::Arcs,
    held: &BTreeSet<NodeId>,
    open: &BTreeSet<NodeId>,
    passable: &[bool],
    stop: &Stop<'_>,
) -> Result<Option<Vec<NodeId>>, Stopped> {
    let mut from: BTreeMap<u32, u32> = held.iter().map(|node| (node.0, node.0)).collect();
    let mut level: Vec<u32> = held.iter().map(|node| node.0).collect();
    while !level.is_empty() {
        let mut next = BTreeSet::new();
        for node in level {
            stop.step()?;
            if !passable[node as usize] && !held.contains(&NodeId(node)) {
                continue;
            }
            for to in arcs.out(node).iter().chain(arcs.back(node)) {
                if let std::collections::btree_map::Entry::Vacant(place) = from.entry(*to) {
                    place.insert(node);
                    next.insert(*to);
                }
            }
        }
        if let Some(reached) = next.iter().find(|node| open.contains(&NodeId(**node))) {
            let (mut way, mut at) = (Vec::new(), *reached);
            while from[&at] != at {
                way.push(NodeId(at));
                at = from[&at];
            }
            return Ok(Some(way));
        }
        level = next.into_iter().collect();
    }
    Ok(None)
}
