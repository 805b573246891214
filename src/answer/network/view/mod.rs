//! A query → a compact graph of things and relations, read from the store at one moment.
//!
//! Nodes are numbered in the order of their IRIs and edges by source, relation, target, so that ties are always broken
//! the same way. What is asked again and again (ends, relation, weight) lies in flat arrays; names, statements and what
//! an edge goes through lie apart. An edge takes 24 bytes and 4 for each statement; a view that has been asked for
//! paths or ranks holds [`Arcs`] too, 12 bytes an edge and direction.

mod attributes;
mod build;
mod cache;
mod filter;
mod name;
mod project;
mod shape;
mod statements;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

pub use self::build::{Builder, ViewError};
pub use self::cache::{Views, Wanted};
pub use self::filter::{Filter, FilterError};
pub use self::name::NameError;
pub use self::project::Projection;
pub use self::shape::Shape;
use super::arcs::Arcs;
use super::{Bounds, Direction};
use crate::answer::prefix;

/// Number of a node in its view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// The node at a place among those of the view.
    pub const fn at(number: u32) -> Self {
        Self(number)
    }

    /// Its place among the nodes of the view, from 0.
    pub const fn number(self) -> usize {
        self.0 as usize
    }
}

/// Number of an edge in its view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeId(pub(super) u32);

impl EdgeId {
    /// Its place among the edges of the view, from 0.
    pub const fn number(self) -> usize {
        self.0 as usize
    }
}

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
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edge<'a> {
    /// IRI of the property.
    pub relation: &'a str,
    /// Finite and greater than zero; 1 where the view gives none.
    pub weight: f64,
    /// What the view calls it, where it does.
    pub label: Option<&'a str>,
}

impl<'a> Edge<'a> {
    /// The relation as people read it (`reportedBy`).
    pub fn relation_name(&self) -> &'a str {
        prefix::local_name(self.relation)
    }
}

/// A property that edges are of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Property {
    /// Its IRI.
    pub iri: String,
    /// Chinese label; the local name where there is none.
    pub zh: String,
    /// English label; the local name where there is none.
    pub en: String,
}

/// A statement of the store that asserts an edge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// Its IRI.
    pub iri: String,
    /// IRI of the case it was read in; empty where none is told.
    pub case: String,
}

/// Lists of numbers, one an edge; takes nothing where all are empty.
#[derive(Clone, Debug, Default)]
struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Lists out of (edge, item) pairs.
    fn new(edges: usize, mut pairs: Vec<(u32, u32)>) -> Self {
        if pairs.is_empty() {
            return Self::default();
        }
        pairs.sort_unstable();
        pairs.dedup();
        let starts = starts(edges, pairs.iter().map(|(edge, _)| *edge));
        Self { starts, items: pairs.into_iter().map(|(_, item)| item).collect() }
    }

    fn get(&self, edge: EdgeId) -> &[u32] {
        if self.starts.is_empty() { &[] } else { &self.items[range(&self.starts, edge.0)] }
    }
}

/// For numbers below `count`, once they are sorted: where the stretch of each begins, and at the end how many there are.
fn starts(count: usize, numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut starts = vec![0_u32; count + 1];
    for number in numbers {
        starts[number as usize + 1] += 1;
    }
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    starts
}

fn range(starts: &[u32], number: u32) -> Range<usize> {
    starts[number as usize] as usize..starts[number as usize + 1] as usize
}

/// A graph of things and relations.
#[derive(Clone, Debug, Default)]
pub struct View {
    nodes: Vec<Node>,
    /// By IRI.
    relations: Vec<Property>,
    sources: Vec<u32>,
    targets: Vec<u32>,
    relation: Vec<u32>,
    weights: Vec<f64>,
    /// One an edge, or none at all.
    labels: Vec<Option<Box<str>>>,
    /// Where the edges of each source begin.
    out: Vec<u32>,
    /// Edges by target, and where those of each begin.
    into: Vec<u32>,
    into_starts: Vec<u32>,
    statements: Vec<Statement>,
    stated: Lists,
    /// Things that edges go through: the case two bodies share, what two cases share.
    things: Vec<Node>,
    via: Lists,
    /// The projection most questions need, made when the first is asked.
    arcs: OnceLock<Arcs>,
    /// The same with lengths, once something has asked for paths by them.
    least: OnceLock<Arcs>,
}

impl View {
    /// A node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.number()]
    }

    /// An edge.
    pub fn edge(&self, id: EdgeId) -> Edge<'_> {
        let at = id.number();
        Edge {
            relation: &self.relations[self.relation[at] as usize].iri,
            weight: self.weights[at],
            label: self.labels.get(at).and_then(Option::as_deref),
        }
    }

    /// Source and target of an edge.
    pub fn ends(&self, id: EdgeId) -> (NodeId, NodeId) {
        (NodeId(self.sources[id.number()]), NodeId(self.targets[id.number()]))
    }

    /// The statements that assert an edge, by IRI; for an edge that a view computes, those that tie its ends to what
    /// they share. None for an edge out of a register.
    pub fn statements(&self, id: EdgeId) -> impl ExactSizeIterator<Item = &Statement> {
        self.stated.get(id).iter().map(|number| &self.statements[*number as usize])
    }

    /// What an edge goes through (`?via` of the view), by IRI.
    pub fn via(&self, id: EdgeId) -> impl ExactSizeIterator<Item = &Node> {
        self.via.get(id).iter().map(|number| &self.things[*number as usize])
    }

    /// All nodes, by IRI.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    /// All edges, by source, relation, target.
    pub fn edges(&self) -> impl ExactSizeIterator<Item = EdgeId> + use<> {
        (0..self.sources.len() as u32).map(EdgeId)
    }

    /// The node of this IRI.
    pub fn by_iri(&self, iri: &str) -> Option<NodeId> {
        self.nodes.binary_search_by(|node| node.iri.as_str().cmp(iri)).ok().map(|at| NodeId(at as u32))
    }

    /// The relations there are, by IRI.
    pub fn relations(&self) -> &[Property] {
        &self.relations
    }

    /// The relation of this IRI.
    pub fn relation(&self, iri: &str) -> Option<&Property> {
        self.relations.binary_search_by(|property| property.iri.as_str().cmp(iri)).ok().map(|at| &self.relations[at])
    }

    /// The edges that start at a node, by relation and target.
    pub fn out_edges(&self, node: NodeId) -> impl ExactSizeIterator<Item = EdgeId> + use<> {
        let range = range(&self.out, node.0);
        (range.start as u32..range.end as u32).map(EdgeId)
    }

    /// The edges that end at a node, by source and relation.
    pub fn in_edges(&self, node: NodeId) -> impl ExactSizeIterator<Item = EdgeId> {
        self.into[range(&self.into_starts, node.0)].iter().map(|edge| EdgeId(*edge))
    }

    /// The edges at a node that the bounds let follow, and where they lead, by the other end and then by edge.
    pub fn steps(&self, from: NodeId, bounds: &Bounds) -> Vec<(NodeId, EdgeId)> {
        let out =
            self.out_edges(from).filter(|_| bounds.direction != Direction::In).map(|edge| (self.ends(edge).1, edge));
        let into =
            self.in_edges(from).filter(|_| bounds.direction != Direction::Out).map(|edge| (self.ends(edge).0, edge));
        let mut steps: Vec<_> = out.chain(into).filter(|(_, edge)| bounds.follows(self.edge(*edge))).collect();
        steps.sort_unstable();
        steps.dedup();
        steps
    }

    /// The edges that lead from one node to another within the bounds.
    pub fn between(&self, from: NodeId, to: NodeId, bounds: &Bounds) -> Vec<EdgeId> {
        let out = self.out_edges(from).filter(|edge| bounds.direction != Direction::In && self.ends(*edge).1 == to);
        let into = self.out_edges(to).filter(|edge| bounds.direction != Direction::Out && self.ends(*edge).1 == from);
        let mut edges: Vec<_> = out.chain(into).filter(|edge| bounds.follows(self.edge(*edge))).collect();
        edges.sort_unstable();
        edges.dedup();
        edges
    }

    /// The graph that algorithms walk: without bounds the one that is kept, else one made for the question.
    pub fn arcs(&self, bounds: &Bounds) -> ArcsOf<'_> {
        self.kept_or_made(&self.arcs, bounds, Arcs::new)
    }

    /// The same with the least weight of the edges of a pair, for weights that are lengths.
    pub fn least_arcs(&self, bounds: &Bounds) -> ArcsOf<'_> {
        self.kept_or_made(&self.least, bounds, Arcs::least)
    }

    fn kept_or_made<'a>(&'a self, kept: &'a OnceLock<Arcs>, bounds: &Bounds, make: MakeArcs) -> ArcsOf<'a> {
        if bounds.is_open() {
            ArcsOf::Kept(kept.get_or_init(|| make(self, bounds)))
        } else {
            ArcsOf::Made(Box::new(make(self, bounds)))
        }
    }

    /// Bytes that edges and their adjacency take, names and labels apart.
    pub fn edge_bytes(&self) -> usize {
        let numbers = [&self.sources, &self.targets, &self.relation, &self.into, &self.stated.items, &self.via.items];
        let lists = self.stated.starts.len() + self.via.starts.len();
        let arcs: usize = [&self.arcs, &self.least].into_iter().filter_map(OnceLock::get).map(Arcs::bytes).sum();
        4 * (numbers.iter().map(|list| list.len()).sum::<usize>() + lists) + 8 * self.weights.len() + arcs
    }
}

type MakeArcs = fn(&View, &Bounds) -> Arcs;

/// [`Arcs`] of a view, kept by it or made for one question.
#[derive(Debug)]
pub enum ArcsOf<'a> {
    /// Of the view.
    Kept(&'a Arcs),
    /// Of the question.
    Made(Box<Arcs>),
}

impl std::ops::Deref for ArcsOf<'_> {
    type Target = Arcs;

    fn deref(&self) -> &Arcs {
        match self {
            Self::Kept(arcs) => arcs,
            Self::Made(arcs) => arcs,
        }
    }
}
