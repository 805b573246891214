//! Cores: what is left when everything with fewer than k ties is taken away, again and again (Seidman 1983), by the
//! linear algorithm of Batagelj and Zaveršnik (2003). Parallel edges are one tie, a loop is none.

use super::super::arcs::Arcs;
use super::super::stop::{Stop, Stopped};
use super::{NodeId, REASONS};

/// For each node the greatest k of a core it is in; the arcs must have one back each.
pub fn cores(arcs: &Arcs, stop: &Stop<'_>) -> Result<Vec<u32>, Stopped> {
    let nodes = arcs.nodes();
    let ties = |node: u32| arcs.out(node).iter().filter(move |to| **to != node);
    let mut degree: Vec<u32> = (0..nodes as u32).map(|node| ties(node).count() as u32).collect();
    let most = degree.iter().copied().max().unwrap_or(0) as usize;
    // Nodes by degree, where each stands in that order, and where each degree begins.
    let mut begins = vec![0_usize; most + 2];
    for ties in &degree {
        begins[*ties as usize + 1] += 1;
    }
    for at in 0..=most {
        begins[at + 1] += begins[at];
    }
    let (mut order, mut place, mut next) = (vec![0_u32; nodes], vec![0_usize; nodes], begins.clone());
    for node in 0..nodes {
        let at = &mut next[degree[node] as usize];
        (order[*at], place[node]) = (node as u32, *at);
        *at += 1;
    }
    for at in 0..nodes {
        stop.step()?;
        let node = order[at];
        for to in ties(node) {
            let to = *to as usize;
            if degree[to] > degree[node as usize] {
                // The first of its degree changes place with it, and the degree begins one later.
                let first = begins[degree[to] as usize];
                let other = order[first];
                order.swap(first, place[to]);
                (place[other as usize], place[to]) = (place[to], first);
                begins[degree[to] as usize] += 1;
                degree[to] -= 1;
            }
        }
    }
    Ok(degree)
}

/// How many neighbours of a node are in a core at least as great, and the first of them.
pub(super) fn companions(arcs: &Arcs, values: &[f64], node: NodeId) -> (usize, Vec<NodeId>) {
    let same = arcs.out(node.0).iter().filter(|to| **to != node.0 && values[**to as usize] >= values[node.number()]);
    let same: Vec<NodeId> = same.map(|to| NodeId(*to)).collect();
    (same.len(), same.into_iter().take(REASONS).collect())
}
