//! Eigenvector centrality (Bonacich 1972): power iteration on the matrix plus the identity, which converges where the
//! graph is bipartite too and has the same vectors. Time O(m) an iteration.

use super::super::arcs::Arcs;
use super::super::stop::{Stop, Stopped};
use super::{NodeId, greatest};

const TOLERANCE: f64 = 1e-10;

const MOST_ITERATIONS: usize = 2_000;

/// The value of every node, their squares together 1; and whether the iteration came to rest.
pub fn eigenvector(arcs: &Arcs, stop: &Stop<'_>) -> Result<(Vec<f64>, bool), Stopped> {
    let nodes = arcs.nodes();
    let mut values = vec![1.0 / (nodes.max(1) as f64).sqrt(); nodes];
    let mut next = values.clone();
    for _ in 0..MOST_ITERATIONS {
        for node in 0..nodes {
            if node % 1024 == 0 {
                stop.step()?;
            }
            let sum: f64 = arcs.steps_back(node as u32).map(|(from, weight)| values[from as usize] * weight).sum();
            next[node] = values[node] + sum;
        }
        let norm = next.iter().map(|value| value * value).sum::<f64>().sqrt();
        for value in &mut next {
            *value /= norm;
        }
        let change: f64 = next.iter().zip(&values).map(|(new, old)| (new - old).abs()).sum();
        std::mem::swap(&mut values, &mut next);
        if change <= TOLERANCE * (nodes as f64).sqrt() {
            return Ok((values, true));
        }
    }
    Ok((values, nodes == 0))
}

/// The neighbours that give a node most of its value.
pub(super) fn givers(arcs: &Arcs, values: &[f64], node: NodeId) -> Vec<(NodeId, f64)> {
    let given: Vec<_> =
        arcs.steps_back(node.0).map(|(from, weight)| (NodeId(from), weight * values[from as usize])).collect();
    let whole = given.iter().map(|(_, value)| value).sum();
    greatest(given, whole)
}
