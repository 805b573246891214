//! A view of one kind of thing, joined by what they are tied to: cities by indicator, agencies by case.

use std::collections::BTreeMap;

use super::build::{Builder, MOST_EDGES};
use super::shape::{self, RELATED};
use super::{Bounds, NodeId, View, ViewError};

/// A projection of a graph of several kinds onto one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projection {
    /// The kind that is left (`Place`).
    pub of: String,
    /// The kind that joins two of them (`Indicator`).
    pub by: String,
    /// The kind that stands between the two, where they are not tied themselves (`Case`).
    pub through: Option<String>,
}

impl Projection {
    /// `Agency:Case`, or `Place:Indicator:Case` where a case stands between.
    pub fn from_name(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(':').map(str::trim).collect();
        let (of, by, through) = match parts[..] {
            [of, by] => (of, by, None),
            [of, by, through] => (of, by, Some(through.to_owned())),
            _ => return None,
        };
        let is_whole = !of.is_empty() && !by.is_empty() && through.as_deref() != Some("");
        is_whole.then(|| Self { of: of.to_owned(), by: by.to_owned(), through })
    }

    /// Things of the kind that share something, each pair once; an edge weighs as much as they share, goes through it,
    /// and has the statements that tie the two to it.
    pub fn apply(&self, view: &View) -> Result<View, ViewError> {
        let mut joined: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
        for node in view.nodes().filter(|id| view.node(*id).kind == self.of) {
            for by in self.shared(view, node) {
                joined.entry(by).or_default().push(node);
            }
        }
        let pairs: usize = joined.values().map(|nodes| nodes.len() * nodes.len().saturating_sub(1) / 2).sum();
        if pairs > MOST_EDGES {
            return Err(ViewError::TooLarge { most: MOST_EDGES });
        }
        let mut edges: BTreeMap<(NodeId, NodeId), Vec<NodeId>> = BTreeMap::new();
        for (by, nodes) in &joined {
            for (at, one) in nodes.iter().enumerate() {
                for other in &nodes[at + 1..] {
                    edges.entry((*one, *other)).or_default().push(*by);
                }
            }
        }
        let mut builder = Builder::default();
        let iri = |id: NodeId| view.node(id).iri.as_str();
        for ((one, other), by) in &edges {
            let via: Vec<&str> = by.iter().map(|id| iri(*id)).collect();
            builder.add([iri(*one), RELATED, iri(*other)], by.len() as f64, None, &via.join(" "));
        }
        let mut new = builder.finish();
        for node in new.nodes.iter_mut().chain(&mut new.things) {
            let id = view.by_iri(&node.iri).expect("it was taken from the view");
            node.clone_from(view.node(id));
        }
        new.relations.fill(shape::related());
        self.state(view, &mut new);
        Ok(new)
    }

    /// What a node is tied to of the kind that joins, by IRI.
    fn shared(&self, view: &View, node: NodeId) -> Vec<NodeId> {
        let tied = |from: NodeId, kind: &str| -> Vec<NodeId> {
            let mut ends: Vec<_> = view.steps(from, &Bounds::default()).into_iter().map(|(to, _)| to).collect();
            ends.retain(|to| view.node(*to).kind == kind && *to != node);
            ends
        };
        let mut shared = match &self.through {
            None => tied(node, &self.by),
            Some(through) => tied(node, through).into_iter().flat_map(|middle| tied(middle, &self.by)).collect(),
        };
        shared.sort_unstable();
        shared.dedup();
        shared
    }

    /// Gives each edge the statements of the edges between its ends and what they share.
    fn state(&self, view: &View, new: &mut View) {
        let old = |node: &super::Node| view.by_iri(&node.iri).expect("it was taken from the view");
        let mut pairs = Vec::new();
        for edge in new.edges() {
            let (source, target) = new.ends(edge);
            for thing in new.via(edge) {
                for end in [source, target] {
                    let (end, by) = (old(new.node(end)), old(thing));
                    let statements = self.ways(view, end, by).into_iter().flat_map(|id| view.stated.get(id));
                    pairs.extend(statements.map(|statement| (edge.0, *statement)));
                }
            }
        }
        new.statements = shape::taken(&view.statements, &mut pairs);
        new.stated = super::Lists::new(new.sources.len(), pairs);
    }

    /// The edges on the way from an end to what is shared.
    fn ways(&self, view: &View, end: NodeId, by: NodeId) -> Vec<super::EdgeId> {
        let bounds = Bounds::default();
        let Some(through) = &self.through else { return view.between(end, by, &bounds) };
        let mut edges = Vec::new();
        for (middle, edge) in view.steps(end, &bounds) {
            if view.node(middle).kind == *through {
                let rest = view.between(middle, by, &bounds);
                if !rest.is_empty() {
                    edges.push(edge);
                    edges.extend(rest);
                }
            }
        }
        edges
    }
}
