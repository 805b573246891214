//! Who stands in the middle: measures of nodes, the greatest first, each number with why.
//!
//! | measure | says of a thing | source | time |
//! |---|---|---|---|
//! | degree, weighted degree | how many relations it has | | O(m) |
//! | PageRank | how much weight comes to it from things of weight | Page, Brin, Motwani, Winograd 1998 | O(m) an iteration |
//! | betweenness | for how many pairs the shortest way goes through it | Brandes 2001; sampled: Brandes, Pich 2007 | O(n m); O(k m) |
//! | closeness, harmonic | how near everything is | Bavelas 1950, Wasserman, Faust 1994; Marchiori, Latora 2000 | O(n m), 64 searches at once (Then and others 2014) |
//! | eigenvector | how well tied to the well tied | Bonacich 1972 | O(m) an iteration |
//! | core | the largest k such that it is among things with k ties to each other | Seidman 1983; Batagelj, Zaveršnik 2003 | O(m) |
//!
//! Values that differ by rounding only are equal, and equals come by IRI.

mod betweenness;
mod closeness;
mod core;
mod degree;
mod eigenvector;
mod pagerank;
mod sample;

use std::collections::BTreeSet;

pub use self::betweenness::{Between, betweenness};
pub use self::closeness::{Distances, distances};
pub use self::core::cores;
pub use self::degree::RelationCount;
pub use self::eigenvector::eigenvector;
pub use self::pagerank::pagerank;
pub use self::sample::Sampled;
use super::stop::{Stop, Stopped};
use super::{Arcs, Bounds, Direction, NodeId, View};

/// What is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of the module says what each is")]
pub enum Measure {
    Degree,
    WeightedDegree,
    #[default]
    PageRank,
    Betweenness,
    Closeness,
    Harmonic,
    Eigenvector,
    Core,
}

impl Measure {
    /// All there are.
    pub const ALL: [Self; 8] = [
        Self::PageRank,
        Self::Degree,
        Self::WeightedDegree,
        Self::Betweenness,
        Self::Closeness,
        Self::Harmonic,
        Self::Eigenvector,
        Self::Core,
    ];

    /// What it is called on the command line and over HTTP.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::WeightedDegree => "weighted-degree",
            Self::PageRank => "pagerank",
            Self::Betweenness => "betweenness",
            Self::Closeness => "closeness",
            Self::Harmonic => "harmonic",
            Self::Eigenvector => "eigenvector",
            Self::Core => "core",
        }
    }

    /// The measure of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.name() == name)
    }
}

/// What is asked of [`rank`].
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// What is measured.
    pub measure: Measure,
    /// Which edges count, and which way.
    pub bounds: Bounds,
    /// Where PageRank starts from: what is near these counts. Empty: everywhere.
    pub seeds: BTreeSet<NodeId>,
    /// Chance that PageRank goes on along an edge.
    pub damping: f64,
    /// Measure from so many nodes instead of from all: for graphs that are too large.
    pub samples: Option<usize>,
    /// Kinds of node to show; empty: all. All are measured.
    pub of: BTreeSet<String>,
    /// How many to show.
    pub limit: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            measure: Measure::default(),
            bounds: Bounds::default(),
            seeds: BTreeSet::new(),
            damping: 0.85,
            samples: None,
            of: BTreeSet::new(),
            limit: 20,
        }
    }
}

/// The answer of [`rank`].
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// What was measured.
    pub measure: Measure,
    /// How many nodes were.
    pub nodes: usize,
    /// The greatest first, equals by IRI.
    pub rows: Vec<Ranked>,
    /// Where it was measured from some nodes only.
    pub sampled: Option<Sampled>,
    /// Whether the iteration came to rest.
    pub is_settled: bool,
}

/// A node and what was measured of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The node.
    pub node: NodeId,
    /// To twelve digits.
    pub value: f64,
    /// The value as a share of the most there could be, where the measure has such.
    pub share: Option<f64>,
    /// Where the value comes from.
    pub why: Why,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    /// Its relations, the greatest number first.
    Relations(Vec<RelationCount>),
    /// The neighbours that give most of it, and which share each gives.
    Neighbours(Vec<(NodeId, f64)>),
    /// Pairs whose shortest way goes through it.
    Between(Vec<Between>),
    /// How many nodes are 1, 2, 3 … steps away.
    Distances(Vec<usize>),
    /// How many of its neighbours are in the same core, and the first of these.
    Core(usize, Vec<NodeId>),
}

/// Why there is no ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RankError {
    /// The exact values take too long.
    #[error("{} of {nodes} nodes and {arcs} ties takes about {} million steps, more than {}", .measure.name(), .work / 1_000_000, MOST_WORK / 1_000_000)]
    TooLarge {
        /// What was to be measured.
        measure: Measure,
        /// Nodes of the view.
        nodes: usize,
        /// Arcs of the view.
        arcs: usize,
        /// Steps it takes.
        work: u64,
    },
    /// The work was ended.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

impl RankError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        matches!(self, Self::TooLarge { .. }).then(|| {
            format!(
                "add samples={OFFERED_SAMPLES} (--samples {OFFERED_SAMPLES}): the values are then estimates, and the answer \
                 says how far they may be off"
            )
        })
    }
}

/// Most steps of an exact measure: some ten seconds.
const MOST_WORK: u64 = 2_000_000_000;

/// How many samples are offered where the exact measure takes too long.
pub const OFFERED_SAMPLES: usize = 512;

/// How many neighbours, pairs or relations explain a value.
const REASONS: usize = 3;

/// The value of every node, by IRI and without why: for those who want them all.
pub fn values(view: &View, options: &Options, stop: &Stop<'_>) -> Result<Vec<(NodeId, f64)>, RankError> {
    let measured = measure(view, options, stop)?;
    Ok(view.nodes().map(|id| (id, rounded(measured.values[id.number()]))).collect())
}

/// The nodes of a view by a measure.
pub fn rank(view: &View, options: &Options, stop: &Stop<'_>) -> Result<Ranking, RankError> {
    let count = view.nodes().len();
    let measured = measure(view, options, stop)?;
    let mut order: Vec<(NodeId, f64)> = view
        .nodes()
        .filter(|id| options.of.is_empty() || options.of.contains(&view.node(*id).kind))
        .map(|id| (id, rounded(measured.values[id.number()])))
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.truncate(options.limit);
    let most = most(options, count);
    let mut rows = Vec::with_capacity(order.len());
    for (node, value) in order {
        let why = why(view, options, &measured, node, stop)?;
        rows.push(Ranked { node, value, share: most.map(|most| rounded(value / most.max(1.0))), why });
    }
    Ok(Ranking {
        measure: options.measure,
        nodes: count,
        rows,
        sampled: measured.sampled,
        is_settled: measured.is_settled,
    })
}

/// Values of all nodes.
struct Measured {
    values: Vec<f64>,
    sampled: Option<Sampled>,
    is_settled: bool,
}

impl Measured {
    fn exact(values: Vec<f64>) -> Self {
        Self { values, sampled: None, is_settled: true }
    }
}

fn measure(view: &View, options: &Options, stop: &Stop<'_>) -> Result<Measured, RankError> {
    let Options { measure, bounds, .. } = options;
    if let Measure::Degree | Measure::WeightedDegree = measure {
        return Ok(Measured::exact(degree::degrees(view, bounds, *measure == Measure::WeightedDegree)));
    }
    let bounds =
        if *measure == Measure::Core { &Bounds { direction: Direction::Both, ..bounds.clone() } } else { bounds };
    let arcs = view.arcs(bounds);
    Ok(match measure {
        Measure::PageRank => {
            let seeds: Vec<u32> = options.seeds.iter().map(|id| id.0).collect();
            let (values, is_settled) = pagerank(&arcs, options.damping, &seeds, stop)?;
            Measured { values, sampled: None, is_settled }
        }
        Measure::Eigenvector => {
            let (values, is_settled) = eigenvector(&arcs, stop)?;
            Measured { values, sampled: None, is_settled }
        }
        Measure::Core => Measured::exact(cores(&arcs, stop)?.into_iter().map(f64::from).collect()),
        Measure::Betweenness => {
            let sources = sources(&arcs, options, 1)?;
            let values = betweenness(&arcs, &sources, stop)?;
            Measured { values, sampled: Sampled::betweenness(&arcs, sources.len()), is_settled: true }
        }
        Measure::Closeness | Measure::Harmonic => {
            // Searches in parallel take about an eighth of the steps of single ones.
            let sources = sources(&arcs, options, 8)?;
            let distances = distances(&arcs, &sources, stop)?;
            let (values, widest) = if *measure == Measure::Closeness {
                (distances.closeness(), distances.widest())
            } else {
                (distances.harmonic(), 1)
            };
            let sampled = Sampled::distances(arcs.nodes(), sources.len(), widest, *measure);
            Measured { values, sampled, is_settled: true }
        }
        Measure::Degree | Measure::WeightedDegree => unreachable!("they are measured above"),
    })
}

/// The nodes to search from: all, or as many as are asked for.
fn sources(arcs: &Arcs, options: &Options, ease: u64) -> Result<Vec<u32>, RankError> {
    let nodes = arcs.nodes();
    match options.samples {
        Some(samples) if samples < nodes => Ok(sample::nodes(nodes, samples.max(1))),
        _ => {
            let work = (nodes as u64).saturating_mul((nodes + arcs.count()) as u64) / ease;
            if work > MOST_WORK {
                return Err(RankError::TooLarge { measure: options.measure, nodes, arcs: arcs.count(), work });
            }
            Ok((0..nodes as u32).collect())
        }
    }
}

/// The most a value can be in a graph of so many nodes.
fn most(options: &Options, nodes: usize) -> Option<f64> {
    let others = nodes.saturating_sub(1) as f64;
    match options.measure {
        Measure::Degree | Measure::Harmonic => Some(others),
        Measure::Betweenness => {
            let pairs = others * (others - 1.0);
            Some(if options.bounds.direction == Direction::Both { pairs / 2.0 } else { pairs })
        }
        _ => None,
    }
}

fn why(view: &View, options: &Options, measured: &Measured, node: NodeId, stop: &Stop<'_>) -> Result<Why, Stopped> {
    let arcs = || view.arcs(&options.bounds);
    Ok(match options.measure {
        Measure::Degree | Measure::WeightedDegree => Why::Relations(degree::by_relation(view, &options.bounds, node)),
        Measure::PageRank => Why::Neighbours(pagerank::givers(&arcs(), options.damping, &measured.values, node)),
        Measure::Eigenvector => Why::Neighbours(eigenvector::givers(&arcs(), &measured.values, node)),
        Measure::Betweenness => Why::Between(betweenness::pairs(&arcs(), node)),
        Measure::Closeness | Measure::Harmonic => Why::Distances(closeness::levels(&arcs(), node, stop)?),
        Measure::Core => {
            let bounds = Bounds { direction: Direction::Both, ..options.bounds.clone() };
            let (count, first) = core::companions(&view.arcs(&bounds), &measured.values, node);
            Why::Core(count, first)
        }
    })
}

/// To twelve digits: what differs by the rounding of sums only is equal.
fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return 0.0;
    }
    let scale = 10_f64.powi(12 - value.abs().log10().ceil() as i32);
    if scale.is_finite() { (value * scale).round() / scale } else { value }
}

/// The nodes that give most, with their shares of the whole.
fn greatest(mut given: Vec<(NodeId, f64)>, whole: f64) -> Vec<(NodeId, f64)> {
    for (_, share) in &mut given {
        *share = if whole > 0.0 { rounded(*share / whole) } else { 0.0 };
    }
    given.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    given.truncate(REASONS);
    given
}
