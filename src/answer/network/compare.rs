//! Two views side by side: what is new, gone, changed. Time O(n + m).

use std::cmp::Ordering;

use super::stop::{Stop, Stopped};
use super::{EdgeId, NodeId, View};

/// What differs from a view to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Nodes of the second only, as there.
    pub new_nodes: Vec<NodeId>,
    /// Nodes of the first only, as there.
    pub gone_nodes: Vec<NodeId>,
    /// Nodes of both that have another number of edges: the node in the first and in the second; what changed most
    /// first.
    pub changed_nodes: Vec<(NodeId, NodeId)>,
    /// Edges of the second only, as there.
    pub new_edges: Vec<EdgeId>,
    /// Edges of the first only, as there.
    pub gone_edges: Vec<EdgeId>,
    /// Edges of both with another weight: the edge in the first and in the second; what changed most first.
    pub changed_edges: Vec<(EdgeId, EdgeId)>,
    /// How many edges are the same in both.
    pub same_edges: usize,
}

/// Edges at a node.
pub fn degree(view: &View, node: NodeId) -> usize {
    view.out_edges(node).len() + view.in_edges(node).len()
}

/// What differs from the first view to the second. Nodes are the same by IRI, edges by their triple.
pub fn compare(first: &View, second: &View, stop: &Stop<'_>) -> Result<Comparison, Stopped> {
    let mut found = Comparison::default();
    let mut nodes = Vec::new();
    merge(
        &first.nodes().collect::<Vec<_>>(),
        &second.nodes().collect::<Vec<_>>(),
        |a, b| first.node(*a).iri.cmp(&second.node(*b).iri),
        |a, b| match (a, b) {
            (Some(a), Some(b)) => nodes.push((*a, *b)),
            (Some(a), None) => found.gone_nodes.push(*a),
            (None, Some(b)) => found.new_nodes.push(*b),
            (None, None) => {}
        },
        stop,
    )?;
    let change = |(a, b): &(NodeId, NodeId)| degree(first, *a).abs_diff(degree(second, *b));
    found.changed_nodes = nodes.into_iter().filter(|pair| change(pair) > 0).collect();
    found.changed_nodes.sort_by_key(|pair| (std::cmp::Reverse(change(pair)), pair.0));
    merge(
        &first.edges().collect::<Vec<_>>(),
        &second.edges().collect::<Vec<_>>(),
        |a, b| triple(first, *a).cmp(&triple(second, *b)),
        |a, b| match (a, b) {
            (Some(a), Some(b)) if first.edge(*a).weight.total_cmp(&second.edge(*b).weight).is_ne() => {
                found.changed_edges.push((*a, *b));
            }
            (Some(_), Some(_)) => found.same_edges += 1,
            (Some(a), None) => found.gone_edges.push(*a),
            (None, Some(b)) => found.new_edges.push(*b),
            (None, None) => {}
        },
        stop,
    )?;
    let change = |(a, b): &(EdgeId, EdgeId)| (first.edge(*a).weight - second.edge(*b).weight).abs();
    found.changed_edges.sort_by(|a, b| change(b).total_cmp(&change(a)).then(a.cmp(b)));
    Ok(found)
}

fn triple(view: &View, id: EdgeId) -> [&str; 3] {
    let (source, target) = view.ends(id);
    [&view.node(source).iri, view.edge(id).relation, &view.node(target).iri]
}

/// Walks two sorted lists; `told` gets what is in both, in the first only, in the second only.
fn merge<T>(
    first: &[T],
    second: &[T],
    order: impl Fn(&T, &T) -> Ordering,
    mut told: impl FnMut(Option<&T>, Option<&T>),
    stop: &Stop<'_>,
) -> Result<(), Stopped> {
    let (mut a, mut b) = (0, 0);
    while a < first.len() || b < second.len() {
        stop.step()?;
        let order = match (first.get(a), second.get(b)) {
            (Some(one), Some(other)) => order(one, other),
            (Some(_), None) => Ordering::Less,
            (None, _) => Ordering::Greater,
        };
        let one = first.get(a).filter(|_| order.is_le());
        let other = second.get(b).filter(|_| order.is_ge());
        told(one, other);
        a += usize::from(one.is_some());
        b += usize::from(other.is_some());
    }
    Ok(())
}
