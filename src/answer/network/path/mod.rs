//! How two things hang together: paths.
//!
//! [`paths`] is the one entrance. It gives all shortest paths (`shortest`: search from both ends), the best in the
//! order of their cost (`yen`), or every simple path up to a length (`simple`), each in the order of cost and then of
//! the IRIs on it. Costs are whole numbers inside (millionths), so that equal is equal.

mod reached;
mod shortest;
mod simple;
mod yen;

use std::collections::BTreeSet;

use super::stop::{Stop, Stopped};
use super::view::ArcsOf;
use super::{Bounds, EdgeId, NodeId, View};

/// A way from one node to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The nodes in order, both ends included, none twice.
    pub nodes: Vec<NodeId>,
    /// For each step all edges that make it, by source, relation, target.
    pub steps: Vec<Vec<EdgeId>>,
    /// Number of steps, or the sum of what they cost.
    pub cost: f64,
}

impl Path {
    /// Number of steps.
    pub fn length(&self) -> usize {
        self.steps.len()
    }
}

/// What a step costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cost {
    /// One, whatever its weight.
    #[default]
    Steps,
    /// Its weight, of parallel edges the least: weights are lengths.
    Weight,
    /// One through its weight, parallel edges together: weights are strengths, strong ties are short.
    Strength,
}

impl Cost {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Steps, Self::Weight, Self::Strength];

    /// What it is called on the command line and over HTTP.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::Weight => "weight",
            Self::Strength => "strength",
        }
    }
}

/// Which paths are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// All of the least cost.
    #[default]
    Shortest,
    /// The least cost first, then the next.
    Best,
    /// Every path of at most this many steps, the shortest first.
    Simple(usize),
}

/// What is asked of [`paths`].
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Which nodes and edges may be used.
    pub bounds: Bounds,
    /// What a step costs; [`Which::Simple`] counts steps.
    pub cost: Cost,
    /// Which paths.
    pub which: Which,
    /// How many at most.
    pub limit: usize,
    /// Nodes that each path has to pass through.
    pub through: BTreeSet<NodeId>,
    /// Kinds of which each path has to pass through a node.
    pub through_kinds: BTreeSet<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            bounds: Bounds::default(),
            cost: Cost::default(),
            which: Which::default(),
            limit: 1,
            through: BTreeSet::new(),
            through_kinds: BTreeSet::new(),
        }
    }
}

/// The answer of [`paths`].
#[derive(Clone, Debug, PartialEq)]
pub struct Paths {
    /// The paths; never empty.
    pub paths: Vec<Path>,
    /// Whether there may be more than the limit.
    pub is_cut: bool,
}

/// Why there are no paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// The two nodes hang together in no way that the bounds allow.
    #[error("there is no path: {from} nodes can be reached from the one end, {to} from the other")]
    None {
        /// Nodes reached from the start, itself included.
        from: usize,
        /// Nodes from which the end is reached, itself included.
        to: usize,
    },
    /// There are paths, but none of the length allowed.
    #[error("there is no path of at most {longest} steps; the shortest has {shortest}")]
    Longer {
        /// Steps allowed.
        longest: usize,
        /// Steps needed.
        shortest: usize,
    },
    /// There are paths, but none of those looked at passes through what it has to.
    #[error("none of the {examined} best paths passes through what is asked for")]
    NoneThrough {
        /// Paths looked at.
        examined: usize,
    },
    /// The work was ended.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

/// How many paths are looked at for each that is wanted, where they have to pass through something.
const EXAMINED: usize = 200;

/// Paths from one node to another.
pub fn paths(view: &View, from: NodeId, to: NodeId, options: &Options, stop: &Stop<'_>) -> Result<Paths, PathError> {
    let field = Field::new(view, from, to, options);
    let limit = options.limit.max(1);
    let fits = |nodes: &[u32]| passes_through(view, nodes, options);
    let is_free = options.through.is_empty() && options.through_kinds.is_empty();
    let (found, is_cut) = match options.which {
        Which::Shortest if is_free => field.shortest(limit, stop)?,
        Which::Shortest | Which::Best => field.best(limit, options.which == Which::Shortest, &fits, stop)?,
        Which::Simple(longest) => field.simple(longest, limit, &fits, stop)?,
    };
    let path = |nodes: Vec<u32>| path(view, &nodes, &field, &options.bounds);
    Ok(Paths { paths: found.into_iter().map(path).collect(), is_cut })
}

fn passes_through(view: &View, nodes: &[u32], options: &Options) -> bool {
    let inner = nodes.get(1..nodes.len().saturating_sub(1)).unwrap_or_default();
    options.through.iter().all(|node| inner.contains(&node.0))
        && options.through_kinds.iter().all(|kind| inner.iter().any(|id| view.node(NodeId(*id)).kind == *kind))
}

fn path(view: &View, nodes: &[u32], field: &Field<'_>, bounds: &Bounds) -> Path {
    let cost = nodes.windows(2).map(|pair| field.cost.real(field.arcs.weight(pair[0], pair[1]))).sum();
    let steps = nodes.windows(2).map(|pair| view.between(NodeId(pair[0]), NodeId(pair[1]), bounds)).collect();
    Path { nodes: nodes.iter().map(|node| NodeId(*node)).collect(), steps, cost }
}

impl Cost {
    fn real(self, weight: f64) -> f64 {
        match self {
            Self::Steps => 1.0,
            Self::Weight => weight,
            Self::Strength => 1.0 / weight,
        }
    }

    /// In millionths, at least one: sums of whole numbers are equal where costs are.
    #[expect(clippy::cast_sign_loss, reason = "weights are positive")]
    fn of(self, weight: f64) -> u64 {
        match self {
            Self::Steps => 1,
            other => ((other.real(weight) * 1e6).round().min(1e15) as u64).max(1),
        }
    }
}

/// Where a search takes place.
struct Field<'a> {
    arcs: ArcsOf<'a>,
    cost: Cost,
    from: u32,
    to: u32,
    /// For each node whether a path may pass through it; empty where it may through all.
    passable: Vec<bool>,
}

impl<'a> Field<'a> {
    fn new(view: &'a View, from: NodeId, to: NodeId, options: &Options) -> Self {
        let Options { bounds, cost, .. } = options;
        let arcs = match cost {
            Cost::Weight => view.least_arcs(bounds),
            Cost::Steps | Cost::Strength => view.arcs(bounds),
        };
        let is_open = bounds.without.is_empty() && bounds.around.is_empty() && bounds.most_edges.is_none();
        let passable = if is_open { Vec::new() } else { bounds.passable(view) };
        Self { arcs, cost: *cost, from: from.0, to: to.0, passable }
    }

    /// Whether a path may enter a node.
    fn allows(&self, node: u32) -> bool {
        node == self.to || node == self.from || self.passable.get(node as usize).is_none_or(|passable| *passable)
    }

    /// The steps on from a node, and what they cost.
    fn out(&self, node: u32) -> impl Iterator<Item = (u32, u64)> {
        self.arcs.steps(node).filter(|(to, _)| self.allows(*to)).map(|(to, weight)| (to, self.cost.of(weight)))
    }

    /// The steps that lead to a node, and what they cost.
    fn back(&self, node: u32) -> impl Iterator<Item = (u32, u64)> {
        self.arcs
            .steps_back(node)
            .filter(|(from, _)| self.allows(*from))
            .map(|(from, weight)| (from, self.cost.of(weight)))
    }

    /// How far each side reaches, where they do not meet. What may not be passed is reached and not left.
    fn apart(&self, stop: &Stop<'_>) -> Result<PathError, Stopped> {
        let from = self.reach(self.from, |node| self.arcs.out(node), stop)?;
        let to = self.reach(self.to, |node| self.arcs.back(node), stop)?;
        Ok(PathError::None { from, to })
    }

    fn reach<'b>(&self, start: u32, next: impl Fn(u32) -> &'b [u32], stop: &Stop<'_>) -> Result<usize, Stopped> {
        let mut seen = vec![false; self.arcs.nodes()];
        seen[start as usize] = true;
        let (mut open, mut count) = (vec![start], 1);
        while let Some(node) = open.pop() {
            stop.step()?;
            if node != start && self.passable.get(node as usize).is_some_and(|passable| !passable) {
                continue;
            }
            for to in next(node) {
                if !std::mem::replace(&mut seen[*to as usize], true) {
                    count += 1;
                    open.push(*to);
                }
            }
        }
        Ok(count)
    }
}
