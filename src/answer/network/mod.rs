//! The petgraph view: what SPARQL answers badly, how things hang together.
//!
//! A [`View`] is built from the rows of any query with `?source ?target ?relation` ([`build`](View::build)) and then
//! asked: [`find`](View::find) a thing by what people call it, [`neighbours`], [`path`]; [`evidence`] shows the words
//! behind an edge. Nodes are numbered in the order of their IRIs, so that ties are always broken the same way.

mod attributes;
mod build;
mod cache;
pub mod evidence;
mod name;
pub mod neighbours;
pub mod path;
pub mod report;

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction as Way;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

pub use self::build::ViewError;
pub use self::cache::Views;
pub use self::name::NameError;
use super::prefix;

/// Number of a node in its view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// Its place among the nodes of the view, from 0.
    pub const fn number(self) -> usize {
        self.0 as usize
    }
}

/// Number of an edge in its view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId(u32);

/// A thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// Its IRI; for a literal or blank node its N-Triples form.
    pub iri: String,
    /// Local name of its class (`Case`, `Agency`, `Indicator` …).
    pub kind: String,
    /// What to show: canonical name, else a label, else the local name of the IRI; never empty.
    pub name: String,
    /// Chinese label.
    pub zh: Option<String>,
    /// English label.
    pub en: Option<String>,
    /// Codes that name it: of a place, of a document, of a case.
    pub codes: BTreeSet<String>,
    /// Other forms it takes in texts.
    pub aliases: BTreeSet<String>,
}

/// A relation between two things.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// IRI of the property.
    pub relation: String,
    /// Finite and greater than zero; 1 where the view gives none.
    pub weight: f64,
    /// What the view calls it, where it does.
    pub label: Option<String>,
}

impl Edge {
    /// The relation as people read it (`reportedBy`).
    pub fn relation_name(&self) -> &str {
        prefix::local_name(&self.relation)
    }
}

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
}

/// A graph of things and relations, read from the store at one moment.
#[derive(Clone, Debug, Default)]
pub struct View {
    graph: DiGraph<Node, Edge>,
    by_iri: BTreeMap<String, NodeId>,
}

impl View {
    /// A node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.graph[index(id)]
    }

    /// An edge.
    pub fn edge(&self, id: EdgeId) -> &Edge {
        &self.graph[EdgeIndex::new(id.0 as usize)]
    }

    /// Source and target of an edge.
    pub fn ends(&self, id: EdgeId) -> (NodeId, NodeId) {
        let ends = self.graph.edge_endpoints(EdgeIndex::new(id.0 as usize));
        let (source, target) = ends.expect("the edge is of this view, and edges are never removed");
        (node_id(source), node_id(target))
    }

    /// All nodes, by IRI.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeId> {
        self.graph.node_indices().map(node_id)
    }

    /// All edges, by source, relation, target.
    pub fn edges(&self) -> impl ExactSizeIterator<Item = EdgeId> {
        self.graph.edge_indices().map(|edge| EdgeId(edge.index() as u32))
    }

    /// The node of this IRI.
    pub fn by_iri(&self, iri: &str) -> Option<NodeId> {
        self.by_iri.get(iri).copied()
    }

    /// The edges at a node and where they lead, by the other end and then by edge.
    fn steps(&self, from: NodeId, direction: Direction) -> Vec<(NodeId, EdgeId)> {
        let edges = |way| self.graph.edges_directed(index(from), way);
        let out = edges(Way::Outgoing).filter(|_| direction != Direction::In).map(|edge| (edge.target(), edge.id()));
        let into = edges(Way::Incoming).filter(|_| direction != Direction::Out).map(|edge| (edge.source(), edge.id()));
        let mut steps: Vec<_> =
            out.chain(into).map(|(end, edge)| (node_id(end), EdgeId(edge.index() as u32))).collect();
        steps.sort_unstable();
        steps.dedup();
        steps
    }
}

fn index(id: NodeId) -> NodeIndex {
    NodeIndex::new(id.0 as usize)
}

fn node_id(index: NodeIndex) -> NodeId {
    NodeId(index.index() as u32)
}

/// Which nodes and edges a search may use.
#[derive(Clone, Debug, Default)]
pub struct Bounds {
    /// Which way edges may be followed.
    pub direction: Direction,
    /// Local names or IRIs of the relations to follow; empty: all.
    pub relations: BTreeSet<String>,
    /// Kinds of node not to pass through (`Place`, `Indicator`); ends may be of them.
    pub without: BTreeSet<String>,
}

impl Bounds {
    fn follows(&self, edge: &Edge) -> bool {
        self.relations.is_empty()
            || self.relations.contains(edge.relation_name())
            || self.relations.contains(&edge.relation)
    }

    fn passes(&self, node: &Node) -> bool {
        !self.without.contains(&node.kind)
    }
}
