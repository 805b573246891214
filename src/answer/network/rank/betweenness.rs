//! Betweenness: for how many pairs the shortest way goes through a node (Freeman 1977), by Brandes' accumulation (2001).
//! Ways of the same length share a pair. Time O(n m) from all nodes, O(k m) from k.

use super::super::arcs::Arcs;
use super::super::stop::{Stop, Stopped};
use super::{NodeId, REASONS};

const FAR: u32 = u32::MAX;

/// The value of every node by searches from the sources, brought to the size of searches from all.
pub fn betweenness(arcs: &Arcs, sources: &[u32], stop: &Stop<'_>) -> Result<Vec<f64>, Stopped> {
    let nodes = arcs.nodes();
    let mut values = vec![0.0; nodes];
    let mut steps = vec![FAR; nodes];
    let mut ways = vec![0.0; nodes];
    let mut share = vec![0.0; nodes];
    let mut order: Vec<u32> = Vec::with_capacity(nodes);
    for source in sources {
        order.clear();
        order.push(*source);
        steps[*source as usize] = 0;
        ways[*source as usize] = 1.0;
        let mut at = 0;
        while at < order.len() {
            stop.step()?;
            let node = order[at];
            at += 1;
            let (next, through) = (steps[node as usize] + 1, ways[node as usize]);
            for to in arcs.out(node) {
                let to = *to as usize;
                if steps[to] == FAR {
                    steps[to] = next;
                    order.push(to as u32);
                }
                if steps[to] == next {
                    ways[to] += through;
                }
            }
        }
        // From the farthest back: what a node hands on, it shares among the ways to it.
        for node in order.iter().rev() {
            let (here, next) = (*node as usize, steps[*node as usize] + 1);
            let further = arcs.out(*node).iter().map(|to| *to as usize).filter(|to| steps[*to] == next);
            let handed: f64 = further.map(|to| share[to]).sum::<f64>() * ways[here];
            if node != source {
                values[here] += handed;
            }
            share[here] = (1.0 + handed) / ways[here];
        }
        for node in &order {
            steps[*node as usize] = FAR;
            ways[*node as usize] = 0.0;
        }
    }
    let halves = if arcs.is_symmetric() { 2.0 } else { 1.0 };
    let scale = nodes as f64 / sources.len().max(1) as f64 / halves;
    for value in &mut values {
        *value *= scale;
    }
    Ok(values)
}

/// Two neighbours that no edge joins: the way between them goes through the node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Between {
    /// Where the way comes from.
    pub from: NodeId,
    /// Where it leads.
    pub to: NodeId,
    /// How many other nodes join the two as well.
    pub others: usize,
}

/// Neighbours looked at for examples.
const LOOKED_AT: usize = 40;

/// Examples of pairs that a node stands between, those first that hardly anything else joins; none twice the same end.
pub(super) fn pairs(arcs: &Arcs, node: NodeId) -> Vec<Between> {
    let looked_at =
        |list: &[u32]| list.iter().copied().filter(|end| *end != node.0).take(LOOKED_AT).collect::<Vec<_>>();
    let mut pairs = Vec::new();
    for from in looked_at(arcs.back(node.0)) {
        for to in looked_at(arcs.out(node.0)) {
            let is_one_of_two = !arcs.is_symmetric() || from < to;
            if from != to && is_one_of_two && arcs.out(from).binary_search(&to).is_err() {
                let others = common(arcs.out(from), arcs.back(to)) - 1;
                pairs.push(Between { from: NodeId(from), to: NodeId(to), others });
            }
        }
    }
    pairs.sort_by_key(|pair| (pair.others, pair.from, pair.to));
    let mut chosen: Vec<Between> = Vec::new();
    for pair in pairs {
        let is_new = |end| chosen.iter().all(|pair| pair.from != end && pair.to != end);
        if is_new(pair.from) && is_new(pair.to) {
            chosen.push(pair);
        }
        if chosen.len() == REASONS {
            break;
        }
    }
    chosen
}

/// How many numbers two sorted lists have in common.
fn common(one: &[u32], other: &[u32]) -> usize {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    few.iter().filter(|number| many.binary_search(number).is_ok()).count()
}
