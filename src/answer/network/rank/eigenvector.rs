//! Eigenvector centrality (Bonacich 1972): power iteration on the matrix plus the identity, which converges where the
//! graph is bipartite too and has the same vectors. Time O(m) an iteration.
//!
//! Where every arc has one back the iteration has momentum, whose strength follows how fast the residual falls (Austin,
//! Pollock and Zhu, “Dynamically accelerating the power iteration with momentum”, 2024): the root of the iterations.

use super::super::arcs::Arcs;
use super::super::stop::{Stop, Stopped};
use super::{NodeId, greatest};

/// How far what the matrix makes of the vector may be from a multiple of it, for each unit of the multiple.
const TOLERANCE: f64 = 1e-12;

const MOST_ITERATIONS: usize = 2_000;

/// Iterations before the residuals say how fast they fall.
const WITHOUT_MOMENTUM: usize = 2;

/// The value of every node, their squares together 1; and whether the iteration came to rest.
pub fn eigenvector(arcs: &Arcs, stop: &Stop<'_>) -> Result<(Vec<f64>, bool), Stopped> {
    let nodes = arcs.nodes();
    let mut values = vec![1.0 / (nodes.max(1) as f64).sqrt(); nodes];
    let (mut before, mut next) = (vec![0.0; nodes], vec![0.0; nodes]);
    let (mut length, mut last_residual) = (1.0, 1.0);
    for iteration in 0..MOST_ITERATIONS {
        for node in 0..nodes {
            if node % 1024 == 0 {
                stop.step()?;
            }
            let sum: f64 = arcs.steps_back(node as u32).map(|(from, weight)| values[from as usize] * weight).sum();
            next[node] = values[node] + sum;
        }
        let quotient: f64 = next.iter().zip(&values).map(|(new, old)| new * old).sum();
        let residual = norm(next.iter().zip(&values).map(|(new, old)| new - quotient * old));
        if residual <= TOLERANCE * quotient {
            return Ok((positive(values), true));
        }
        if arcs.is_symmetric() && iteration >= WITHOUT_MOMENTUM {
            let momentum = momentum(quotient, residual / last_residual) / length;
            for (new, old) in next.iter_mut().zip(&before) {
                *new -= momentum * old;
            }
        }
        length = norm(next.iter().copied());
        for value in &mut next {
            *value /= length;
        }
        last_residual = residual;
        std::mem::swap(&mut before, &mut values);
        std::mem::swap(&mut values, &mut next);
    }
    Ok((positive(values), false))
}

/// The greatest vector has no value below zero (Perron and Frobenius); rounding may leave some.
fn positive(mut values: Vec<f64>) -> Vec<f64> {
    for value in &mut values {
        *value = value.max(0.0);
    }
    values
}

/// A quarter of the square of the second eigenvalue, as the first and the fall of the residual tell it.
fn momentum(first: f64, fall: f64) -> f64 {
    let fall = fall.min(1.0);
    let second = first * 2.0 * fall / (1.0 + fall * fall);
    second * second / 4.0
}

fn norm(values: impl Iterator<Item = f64>) -> f64 {
    values.map(|value| value * value).sum::<f64>().sqrt()
}

/// The neighbours that give a node most of its value.
pub(super) fn givers(arcs: &Arcs, values: &[f64], node: NodeId) -> Vec<(NodeId, f64)> {
    let given: Vec<_> =
        arcs.steps_back(node.0).map(|(from, weight)| (NodeId(from), weight * values[from as usize])).collect();
    let whole = given.iter().map(|(_, value)| value).sum();
    greatest(given, whole)
}
