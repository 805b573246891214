//! Which nodes and edges a search may use.

use std::collections::BTreeSet;

use super::{Edge, Filter, NodeId, View};

/// Which way edges are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From source to target.
    Out,
    /// From target to source.
    In,
    /// Either way.
    #[default]
    Both,
}

impl Direction {
    /// `out`, `in` or `both`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "out" => Some(Self::Out),
            "in" => Some(Self::In),
            "both" => Some(Self::Both),
            _ => None,
        }
    }

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Out => "out",
            Self::In => "in",
            Self::Both => "both",
        }
    }
}

/// Which nodes and edges a search may use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Which way edges may be followed.
    pub direction: Direction,
    /// Local names or IRIs of the relations to follow; empty: all.
    pub relations: BTreeSet<String>,
    /// Kinds of node not to pass through (`Place`, `Indicator`); ends may be of them.
    pub without: BTreeSet<String>,
    /// Nodes not to pass through.
    pub around: BTreeSet<NodeId>,
    /// Do not pass through nodes with more edges than this (a province that everything lies in).
    pub most_edges: Option<usize>,
}

impl Bounds {
    /// Whether all edges may be followed, either way.
    pub(super) fn is_open(&self) -> bool {
        self.direction == Direction::Both && self.relations.is_empty()
    }

    pub(super) fn follows(&self, edge: Edge<'_>) -> bool {
        Filter::names(&self.relations, edge.relation)
    }

    /// Whether a search may pass through a node.
    pub(super) fn passes(&self, view: &View, id: NodeId) -> bool {
        let is_hub = |most| view.out_edges(id).len() + view.in_edges(id).len() > most;
        !self.without.contains(&view.node(id).kind)
            && !self.around.contains(&id)
            && !self.most_edges.is_some_and(is_hub)
    }

    /// For every node whether a search may pass through it.
    pub(super) fn passable(&self, view: &View) -> Vec<bool> {
        view.nodes().map(|id| self.passes(view, id)).collect()
    }
}
