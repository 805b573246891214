//! How many relations a thing has.

use std::collections::BTreeMap;

use super::super::{Bounds, Direction, NodeId, View};

/// The edges of one relation, one way, at a node.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationCount {
    /// IRI of the property.
    pub relation: String,
    /// [`Direction::Out`] where the node is the source, else [`Direction::In`].
    pub direction: Direction,
    /// How many.
    pub count: usize,
    /// What they weigh together.
    pub weight: f64,
}

/// Number of edges at each node, or what they weigh; an edge from a node to itself counts at both of its ends.
pub(super) fn degrees(view: &View, bounds: &Bounds, is_weighted: bool) -> Vec<f64> {
    let mut degrees = vec![0.0; view.nodes().len()];
    for id in view.edges() {
        let edge = view.edge(id);
        if bounds.follows(edge) {
            let (source, target) = view.ends(id);
            let amount = if is_weighted { edge.weight } else { 1.0 };
            if bounds.direction != Direction::In {
                degrees[source.number()] += amount;
            }
            if bounds.direction != Direction::Out {
                degrees[target.number()] += amount;
            }
        }
    }
    degrees
}

/// The edges at a node by relation and direction, most first.
pub(super) fn by_relation(view: &View, bounds: &Bounds, node: NodeId) -> Vec<RelationCount> {
    let mut counts: BTreeMap<(&str, bool), (usize, f64)> = BTreeMap::new();
    let out = view.out_edges(node).filter(|_| bounds.direction != Direction::In).map(|edge| (edge, false));
    let into = view.in_edges(node).filter(|_| bounds.direction != Direction::Out).map(|edge| (edge, true));
    for (id, is_in) in out.chain(into) {
        let edge = view.edge(id);
        if bounds.follows(edge) {
            let (count, weight) = counts.entry((edge.relation, is_in)).or_default();
            *count += 1;
            *weight += edge.weight;
        }
    }
    let mut counts: Vec<_> = counts
        .into_iter()
        .map(|((relation, is_in), (count, weight))| RelationCount {
            relation: relation.to_owned(),
            direction: if is_in { Direction::In } else { Direction::Out },
            count,
            weight,
        })
        .collect();
    counts.sort_by_key(|row| std::cmp::Reverse(row.count));
    counts
}
