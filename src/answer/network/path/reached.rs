//! What a search knows of the nodes it has come to.

use rustc_hash::FxHashMap;

/// The cost of a node that is not reached.
pub(super) const FAR: u64 = u64::MAX;

/// The costs of the nodes that a search has reached: in a large graph a map while they are few, so that a short way costs
/// what it touches, and a list of all nodes once they are many.
#[derive(Clone, Debug)]
pub(super) enum Reached {
    /// The costs of few of so many nodes.
    Few(FxHashMap<u32, u64>, usize),
    /// The costs of all, [`FAR`] where there is none.
    Many(Vec<u64>),
}

/// Up to so many nodes a list is made sooner than a map is filled.
const SMALL: usize = 1 << 18;
/// The map becomes a list when it has one node in so many.
const FEW: usize = 32;

impl Reached {
    /// None of so many nodes.
    pub(super) fn none(nodes: usize) -> Self {
        if nodes <= SMALL { Self::Many(vec![FAR; nodes]) } else { Self::Few(FxHashMap::default(), nodes) }
    }

    /// What a node costs; [`FAR`] if it is not reached.
    pub(super) fn cost(&self, node: u32) -> u64 {
        match self {
            Self::Few(costs, _) => costs.get(&node).copied().unwrap_or(FAR),
            Self::Many(costs) => costs[node as usize],
        }
    }

    /// Gives a node its cost.
    #[expect(clippy::iter_over_hash_type, reason = "each cost goes to its own place")]
    pub(super) fn set(&mut self, node: u32, cost: u64) {
        match self {
            Self::Few(costs, nodes) => {
                costs.insert(node, cost);
                if costs.len() > *nodes / FEW {
                    let mut all = vec![FAR; *nodes];
                    for (node, cost) in costs {
                        all[*node as usize] = *cost;
                    }
                    *self = Self::Many(all);
                }
            }
            Self::Many(costs) => costs[node as usize] = cost,
        }
    }

    /// The nodes reached, by their numbers.
    pub(super) fn nodes(&self) -> Vec<u32> {
        match self {
            Self::Few(costs, _) => {
                let mut nodes: Vec<u32> = costs.keys().copied().collect();
                nodes.sort_unstable();
                nodes
            }
            Self::Many(costs) => (0..costs.len() as u32).filter(|node| costs[*node as usize] != FAR).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_say_the_same() {
        let few = 2 * SMALL / FEW;
        let mut reached = Reached::none(2 * SMALL);
        assert_eq!((reached.cost(7), reached.nodes()), (FAR, vec![]));
        for node in (0..=few as u32).rev() {
            assert!(matches!(reached, Reached::Few(..)), "{node}");
            reached.set(16 * node, u64::from(node));
            assert_eq!(reached.cost(16 * node), u64::from(node));
        }
        assert!(matches!(reached, Reached::Many(_)));
        assert_eq!(reached.nodes(), (0..=few as u32).map(|node| 16 * node).collect::<Vec<_>>());
        assert_eq!((reached.cost(1), reached.cost(32)), (FAR, 2));
        reached.set(32, 7);
        assert_eq!(reached.cost(32), 7);
    }
}
