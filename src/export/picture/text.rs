//! A graph in words: a line an edge.

use crate::export::graph::Graph;

/// Most lines of a description; more are counted.
const MOST: usize = 60;

/// `桂林市财政局 ─报送单位 reportedBy→ …`
pub(super) fn sentence(graph: &Graph, edge: usize) -> String {
    let edge = &graph.edges[edge];
    let (source, target) = (&graph.nodes[edge.source].label, &graph.nodes[edge.target].label);
    let words = if edge.label == edge.relation.name {
        edge.label.clone()
    } else {
        format!("{} {}", edge.label, edge.relation.name)
    };
    let times = if (edge.weight - 1.0).abs() < f64::EPSILON { String::new() } else { format!(" ×{}", edge.weight) };
    crate::export::value::on_one_line(&format!("{source} ─{words}{times}→ {target}"))
}

/// The first edges of a graph and how many more there are.
pub(super) fn describe(graph: &Graph) -> String {
    let mut lines: Vec<_> = (0..graph.edges.len().min(MOST)).map(|edge| sentence(graph, edge)).collect();
    if graph.edges.len() > MOST {
        lines.push(format!("… {} more", graph.edges.len() - MOST));
    }
    lines.join("\n")
}
