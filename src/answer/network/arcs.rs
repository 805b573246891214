//! A view as algorithms walk it: petgraph's compressed sparse rows, one arc for all edges of a pair.

use petgraph::csr::Csr;
use petgraph::visit::{GraphBase, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, NodeIndexable, Visitable};
use petgraph::{Directed, Direction as Way};

use super::{Bounds, Direction, View};

/// How the weights of two edges of a pair become one.
pub type Join = fn(f64, f64) -> f64;

type Rows = Csr<(), f64, Directed, u32>;

/// Weighted arcs between numbered nodes, each node's by the number of the other end. The weight of an arc is the sum
/// of its edges'. Where direction is dropped every arc has one back, and a loop stands once.
#[derive(Clone, Debug)]
pub struct Arcs {
    out: Rows,
    /// The other way round; none where each arc has one back.
    into: Option<Rows>,
}

impl Arcs {
    /// The arcs of a view along the relations and the direction of the bounds.
    pub fn new(view: &View, bounds: &Bounds) -> Self {
        Self::joined(view, bounds, |one, other| one + other)
    }

    /// The same with the least weight of the edges of a pair: for weights that are lengths.
    pub fn least(view: &View, bounds: &Bounds) -> Self {
        Self::joined(view, bounds, f64::min)
    }

    fn joined(view: &View, bounds: &Bounds, join: Join) -> Self {
        let mut arcs = Vec::with_capacity(view.edges().len());
        for id in view.edges() {
            let edge = view.edge(id);
            if bounds.follows(edge) {
                let (source, target) = view.ends(id);
                let (from, to) = if bounds.direction == Direction::In { (target, source) } else { (source, target) };
                arcs.push((from.0, to.0, edge.weight));
            }
        }
        Self::of(view.nodes().len(), arcs, bounds.direction == Direction::Both, join)
    }

    /// The arcs of a list, each with one back where direction is dropped; `join` makes one weight of two.
    pub fn of(nodes: usize, mut arcs: Vec<(u32, u32, f64)>, is_symmetric: bool, join: Join) -> Self {
        if is_symmetric {
            arcs.reserve_exact(arcs.len());
            for at in 0..arcs.len() {
                let (from, to, weight) = arcs[at];
                if from != to {
                    arcs.push((to, from, weight));
                }
            }
            return Self { out: rows(nodes, arcs, join), into: None };
        }
        let back = arcs.iter().map(|(from, to, weight)| (*to, *from, *weight)).collect();
        Self { into: Some(rows(nodes, back, join)), out: rows(nodes, arcs, join) }
    }

    /// Number of nodes.
    pub fn nodes(&self) -> usize {
        self.out.node_count()
    }

    /// Number of arcs; both ways count where direction is dropped.
    pub fn count(&self) -> usize {
        self.out.edge_count()
    }

    /// Whether every arc has one back.
    pub fn is_symmetric(&self) -> bool {
        self.into.is_none()
    }

    /// Where the arcs of a node lead.
    pub fn out(&self, node: u32) -> &[u32] {
        self.out.neighbors_slice(node)
    }

    /// The weights of the arcs of a node.
    pub fn out_weights(&self, node: u32) -> &[f64] {
        self.out.edges_slice(node)
    }

    /// Where the arcs to a node come from.
    pub fn back(&self, node: u32) -> &[u32] {
        self.into.as_ref().unwrap_or(&self.out).neighbors_slice(node)
    }

    /// The weights of the arcs to a node.
    pub fn back_weights(&self, node: u32) -> &[f64] {
        self.into.as_ref().unwrap_or(&self.out).edges_slice(node)
    }

    /// Where an arc leads, and its weight.
    pub fn steps(&self, node: u32) -> impl ExactSizeIterator<Item = (u32, f64)> {
        self.out(node).iter().copied().zip(self.out_weights(node).iter().copied())
    }

    /// Where an arc comes from, and its weight.
    pub fn steps_back(&self, node: u32) -> impl ExactSizeIterator<Item = (u32, f64)> {
        self.back(node).iter().copied().zip(self.back_weights(node).iter().copied())
    }

    /// The weight from one node to another; 0 where no arc leads there.
    pub fn weight(&self, from: u32, to: u32) -> f64 {
        self.out(from).binary_search(&to).map_or(0.0, |at| self.out_weights(from)[at])
    }

    /// Bytes taken.
    pub fn bytes(&self) -> usize {
        let one = self.nodes() * size_of::<usize>() + self.count() * (size_of::<u32>() + size_of::<f64>());
        if self.is_symmetric() { one } else { 2 * one }
    }
}

fn rows(nodes: usize, arcs: Vec<(u32, u32, f64)>, join: Join) -> Rows {
    let sorted = by(nodes, by(nodes, arcs, |arc| arc.1), |arc| arc.0);
    let mut single: Vec<(u32, u32, f64)> = Vec::with_capacity(sorted.len());
    for (from, to, weight) in sorted {
        match single.last_mut() {
            Some(last) if (last.0, last.1) == (from, to) => last.2 = join(last.2, weight),
            _ => single.push((from, to, weight)),
        }
    }
    let mut rows = Rows::from_sorted_edges(&single).expect("the arcs are in order, each once");
    for _ in rows.node_count()..nodes {
        rows.add_node(());
    }
    rows
}

/// A counting sort by numbers below `nodes`, stable and linear.
fn by(nodes: usize, arcs: Vec<(u32, u32, f64)>, key: fn(&(u32, u32, f64)) -> u32) -> Vec<(u32, u32, f64)> {
    let mut next = vec![0_usize; nodes + 1];
    for arc in &arcs {
        next[key(arc) as usize + 1] += 1;
    }
    for at in 0..nodes {
        next[at + 1] += next[at];
    }
    let mut sorted = vec![(0, 0, 0.0); arcs.len()];
    for arc in arcs {
        let place = &mut next[key(&arc) as usize];
        sorted[*place] = arc;
        *place += 1;
    }
    sorted
}

impl GraphBase for Arcs {
    type NodeId = u32;
    type EdgeId = usize;
}

impl NodeIndexable for Arcs {
    fn node_bound(&self) -> usize {
        self.nodes()
    }

    fn to_index(&self, node: u32) -> usize {
        node as usize
    }

    fn from_index(&self, index: usize) -> u32 {
        index as u32
    }
}

impl Visitable for Arcs {
    type Map = <Rows as Visitable>::Map;

    fn visit_map(&self) -> Self::Map {
        self.out.visit_map()
    }

    fn reset_map(&self, map: &mut Self::Map) {
        self.out.reset_map(map);
    }
}

impl IntoNodeIdentifiers for &Arcs {
    type NodeIdentifiers = std::ops::Range<u32>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        0..self.nodes() as u32
    }
}

impl<'a> IntoNeighbors for &'a Arcs {
    type Neighbors = std::iter::Copied<std::slice::Iter<'a, u32>>;

    fn neighbors(self, node: u32) -> Self::Neighbors {
        self.out(node).iter().copied()
    }
}

impl<'a> IntoNeighborsDirected for &'a Arcs {
    type NeighborsDirected = std::iter::Copied<std::slice::Iter<'a, u32>>;

    fn neighbors_directed(self, node: u32, way: Way) -> Self::NeighborsDirected {
        match way {
            Way::Outgoing => self.out(node).iter().copied(),
            Way::Incoming => self.back(node).iter().copied(),
        }
    }
}
