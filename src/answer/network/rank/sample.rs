//! Measures from some nodes instead of from all, and how wrong they can be.
//!
//! The nodes are drawn without putting back, by a fixed generator: the same graph gives the same draw. By Hoeffding's
//! inequality (1963), which holds for such draws, every value of all n together is within
//! `range · √(ln(2n / 0.05) / 2k)` of the exact one with a probability of 95 %.

use super::super::arcs::Arcs;
use super::Measure;

/// How a measure was taken from some nodes only.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampled {
    /// Nodes searched from.
    pub sources: usize,
    /// How far a value may be from the exact one: for all values together with a probability of 95 %. For closeness it
    /// is the error of the average distance, in steps.
    pub error: f64,
}

impl Sampled {
    /// Each search adds at most n − 2 to a node (half of it where pairs count once).
    pub(super) fn betweenness(arcs: &Arcs, sources: usize) -> Option<Self> {
        let nodes = arcs.nodes() as f64;
        let range = nodes * (nodes - 2.0).max(0.0) / if arcs.is_symmetric() { 2.0 } else { 1.0 };
        Self::of(arcs.nodes(), sources, range)
    }

    /// Each search adds at most `widest` to the average.
    pub(super) fn distances(nodes: usize, sources: usize, widest: usize, measure: Measure) -> Option<Self> {
        let range = if measure == Measure::Closeness { widest as f64 } else { nodes as f64 };
        Self::of(nodes, sources, range)
    }

    fn of(nodes: usize, sources: usize, range: f64) -> Option<Self> {
        let error = range * ((2.0 * nodes as f64 / 0.05).ln() / (2.0 * sources as f64)).sqrt();
        (sources < nodes).then_some(Self { sources, error })
    }
}

/// So many of the numbers below `nodes`, in their order.
pub(super) fn nodes(nodes: usize, samples: usize) -> Vec<u32> {
    let mut all: Vec<u32> = (0..nodes as u32).collect();
    let mut state = 0x5EED_u64;
    for at in 0..samples.min(nodes) {
        let other = at + (splitmix(&mut state) % (nodes - at) as u64) as usize;
        all.swap(at, other);
    }
    all.truncate(samples);
    all.sort_unstable();
    all
}

/// `SplitMix64` (Steele, Lea, Flood 2014): small, and the same everywhere.
fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
