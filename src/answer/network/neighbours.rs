//! What a thing is related to, step by step.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::stop::{Stop, Stopped};
use super::{Bounds, Direction, EdgeId, NodeId, View};

/// How much of a neighbourhood is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Steps to go.
    pub depth: usize,
    /// Nodes at most, the start not counted.
    pub limit: usize,
    /// Edges of one relation and direction at most that are followed from each node, the heaviest first.
    pub each: usize,
    /// How many of these are passed over at the start: what comes after what was shown before.
    pub offset: usize,
}

impl Default for Reach {
    fn default() -> Self {
        Self { depth: 1, limit: 100, each: usize::MAX, offset: 0 }
    }
}

/// The edges of one relation and direction at a node.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// IRI of the property.
    pub relation: String,
    /// [`Direction::Out`] where the node is the source, else [`Direction::In`].
    pub direction: Direction,
    /// How many there are.
    pub count: usize,
    /// What they weigh together.
    pub weight: f64,
    /// How many of them are followed.
    pub shown: usize,
}

/// The nodes within reach of one, and the edges walked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Neighbourhood {
    /// Node and number of steps to it, by steps and then by IRI; the first is the start with 0.
    pub nodes: Vec<(NodeId, usize)>,
    /// Every edge followed on the way, by source, relation, target.
    pub edges: Vec<EdgeId>,
    /// What there is at the start, by number and then by IRI, whether shown or not.
    pub relations: Vec<Relation>,
    /// Whether there was more than is shown.
    pub is_cut: bool,
}

/// What a thing is related to. Time O(edges at the nodes reached).
pub fn neighbours(
    view: &View,
    start: NodeId,
    bounds: &Bounds,
    reach: Reach,
    stop: &Stop<'_>,
) -> Result<Neighbourhood, Stopped> {
    let mut found = Neighbourhood::default();
    let mut steps = BTreeMap::from([(start, 0)]);
    let mut edges = BTreeSet::new();
    let mut level = vec![start];
    for distance in 1..=reach.depth {
        let mut next = BTreeSet::new();
        for from in level.iter().filter(|id| **id == start || bounds.passes(view, **id)) {
            stop.step()?;
            let relations = by_relation(view, *from, bounds);
            let offset = if *from == start { reach.offset } else { 0 };
            for group in &relations {
                let taken = group.steps.iter().skip(offset).take(reach.each);
                found.is_cut |= group.steps.len() > offset.saturating_add(reach.each);
                for (to, edge) in taken.copied() {
                    let is_full = steps.len() > reach.limit;
                    if let Entry::Vacant(place) = steps.entry(to) {
                        if is_full {
                            found.is_cut = true;
                            continue;
                        }
                        place.insert(distance);
                        next.insert(to);
                    }
                    edges.insert(edge);
                }
            }
            if *from == start {
                found.relations = relations.iter().map(|group| group.summary(view, offset, reach.each)).collect();
            }
        }
        level = next.into_iter().collect();
    }
    found.nodes = steps.into_iter().collect();
    found.nodes.sort_by_key(|(id, distance)| (*distance, *id));
    found.edges = edges.into_iter().collect();
    Ok(found)
}

/// The steps from a node along one relation, one way.
struct Group<'a> {
    relation: &'a str,
    direction: Direction,
    /// The heaviest first, then by the other end.
    steps: Vec<(NodeId, EdgeId)>,
}

impl Group<'_> {
    fn summary(&self, view: &View, offset: usize, each: usize) -> Relation {
        Relation {
            relation: self.relation.to_owned(),
            direction: self.direction,
            count: self.steps.len(),
            weight: self.steps.iter().map(|(_, edge)| view.edge(*edge).weight).sum(),
            shown: self.steps.len().saturating_sub(offset).min(each),
        }
    }
}

/// The steps from a node, the relation that has most of them first.
fn by_relation<'a>(view: &'a View, from: NodeId, bounds: &Bounds) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<(&str, bool), Vec<(NodeId, EdgeId)>> = BTreeMap::new();
    for (to, edge) in view.steps(from, bounds) {
        let is_out = view.ends(edge).0 == from;
        groups.entry((view.edge(edge).relation, !is_out)).or_default().push((to, edge));
    }
    let mut groups: Vec<_> = groups
        .into_iter()
        .map(|((relation, is_in), mut steps)| {
            steps.sort_by(|a, b| view.edge(b.1).weight.total_cmp(&view.edge(a.1).weight).then(a.cmp(b)));
            Group { relation, direction: if is_in { Direction::In } else { Direction::Out }, steps }
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.steps.len()));
    groups
}
