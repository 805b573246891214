//! How two things hang together: shortest paths.

use std::collections::{BTreeMap, VecDeque};

use super::{Bounds, Direction, EdgeId, NodeId, View};

/// A way from one node to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The nodes in order, both ends included.
    pub nodes: Vec<NodeId>,
    /// For each step all edges that make it, by source, relation, target.
    pub steps: Vec<Vec<EdgeId>>,
}

impl Path {
    /// Number of steps.
    pub fn length(&self) -> usize {
        self.steps.len()
    }
}

/// Two nodes hang together in no way that the bounds allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no path: {from} nodes can be reached from the one end, {to} from the other")]
pub struct NoPath {
    /// Nodes reached from the start, itself included.
    pub from: usize,
    /// Nodes from which the end is reached, itself included.
    pub to: usize,
}

/// The shortest paths, at most `limit`, those with lesser IRIs first: the first is *the* shortest path.
pub fn shortest(view: &View, from: NodeId, to: NodeId, bounds: &Bounds, limit: usize) -> Result<Vec<Path>, NoPath> {
    let backwards = Bounds { direction: reverse(bounds.direction), ..bounds.clone() };
    let distances = distances(view, to, &backwards);
    let passable = |id: NodeId| id == from || id == to || bounds.passes(view.node(id));
    if !distances.contains_key(&from) {
        let reached = self::distances(view, from, bounds).len();
        return Err(NoPath { from: reached, to: distances.len() });
    }
    let mut paths = Vec::new();
    let mut open = vec![vec![from]];
    // Depth first, the least neighbour last on the stack and so first off it: paths come out in the order of their IRIs.
    while let Some(nodes) = open.pop() {
        let last = *nodes.last().expect("a path has a first node");
        if last == to {
            paths.push(path(view, nodes, bounds));
            if paths.len() >= limit.max(1) {
                break;
            }
            continue;
        }
        let mut next: Vec<_> = view
            .steps(last, bounds.direction)
            .into_iter()
            .filter(|(node, edge)| {
                let is_nearer = distances.get(node).is_some_and(|left| left + 1 == distances[&last]);
                is_nearer && passable(*node) && bounds.follows(view.edge(*edge))
            })
            .map(|(node, _)| node)
            .collect();
        next.dedup();
        open.extend(next.into_iter().rev().map(|node| [nodes.as_slice(), &[node]].concat()));
    }
    Ok(paths)
}

fn reverse(direction: Direction) -> Direction {
    match direction {
        Direction::Out => Direction::In,
        Direction::In => Direction::Out,
        Direction::Both => Direction::Both,
    }
}

/// Steps from `start` to every node within reach; nodes that may not be passed are reached and not left.
fn distances(view: &View, start: NodeId, bounds: &Bounds) -> BTreeMap<NodeId, usize> {
    let mut distances = BTreeMap::from([(start, 0)]);
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        if at != start && !bounds.passes(view.node(at)) {
            continue;
        }
        let distance = distances[&at] + 1;
        for (next, edge) in view.steps(at, bounds.direction) {
            if bounds.follows(view.edge(edge)) && !distances.contains_key(&next) {
                distances.insert(next, distance);
                queue.push_back(next);
            }
        }
    }
    distances
}

fn path(view: &View, nodes: Vec<NodeId>, bounds: &Bounds) -> Path {
    let between = |pair: &[NodeId]| {
        let steps = view.steps(pair[0], bounds.direction).into_iter();
        let joins = |(node, edge): &(NodeId, EdgeId)| *node == pair[1] && bounds.follows(view.edge(*edge));
        steps.filter(joins).map(|(_, edge)| edge).collect()
    };
    let steps = nodes.windows(2).map(between).collect();
    Path { nodes, steps }
}
