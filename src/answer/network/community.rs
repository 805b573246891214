//! What belongs together: communities by Leiden's algorithm (Traag, Waltman, van Eck 2019), which leaves none in pieces.
//!
//! The algorithm is that of the crate `single-clustering`; `tests/consumers` holds it against igraph's. Direction is
//! dropped, parallel edges weigh together. The same seed gives the same communities. Time about O(m log n) in a few
//! passes; the crate cannot be stopped inside one, so graphs are bounded ([`MOST_TIES`]).

use std::collections::BTreeMap;

use single_clustering::community_search::leiden::{LeidenConfig, leiden};
use single_clustering::network::CSRNetwork;

use super::arcs::Arcs;
use super::stop::{Stop, Stopped};
use super::{Bounds, Direction, NodeId, View};

/// Most ties of a graph that is looked at: some ten seconds.
pub const MOST_TIES: usize = 2_000_000;

/// What is asked of [`communities`].
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Which edges count.
    pub bounds: Bounds,
    /// How finely things are parted: 1 is modularity's own, more gives more and smaller communities (Reichardt,
    /// Bornholdt 2006).
    pub resolution: f64,
    /// What chance starts from.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { bounds: Bounds::default(), resolution: 1.0, seed: 42 }
    }
}

/// The answer of [`communities`].
#[derive(Clone, Debug, PartialEq)]
pub struct Communities {
    /// The largest first, equals by their least IRI.
    pub communities: Vec<Community>,
    /// How much more weight lies inside communities than chance would put there (Newman, Girvan 2004), at the
    /// resolution asked for.
    pub modularity: f64,
}

/// Things that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Community {
    /// By IRI.
    pub members: Vec<NodeId>,
    /// The members with most weight inside, greatest first: what to call it.
    pub heads: Vec<NodeId>,
    /// What several members are tied to, inside or outside, and how many; most first.
    pub shared: Vec<(NodeId, usize)>,
    /// Weight of the ties among its members.
    pub inside: f64,
    /// Weight of its ties to others.
    pub outside: f64,
}

/// Why there are no communities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommunityError {
    /// The graph is too large.
    #[error("communities are looked for among at most {MOST_TIES} ties; the view has {ties}")]
    TooLarge {
        /// Ties of the view.
        ties: usize,
    },
    /// The work was ended.
    #[error(transparent)]
    Stopped(#[from] Stopped),
}

impl CommunityError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        let is_large = matches!(self, Self::TooLarge { .. });
        is_large.then(|| "choose a part of the view by type, place, year or case".to_owned())
    }
}

/// How many heads and shared things tell what a community is.
const TOLD: usize = 3;

/// The communities of a view.
pub fn communities(view: &View, options: &Options, stop: &Stop<'_>) -> Result<Communities, CommunityError> {
    let arcs = view.arcs(&Bounds { direction: Direction::Both, ..options.bounds.clone() });
    let labels = labels(&arcs, options.resolution, options.seed, stop)?;
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (node, label) in labels.iter().enumerate() {
        groups.entry(*label).or_default().push(node as u32);
    }
    let mut communities = Vec::with_capacity(groups.len());
    for members in groups.into_values() {
        communities.push(told(&arcs, &labels, &members, stop)?);
    }
    communities.sort_by_key(|community| (std::cmp::Reverse(community.members.len()), community.members[0]));
    Ok(Communities { communities, modularity: modularity(&arcs, &labels, options.resolution) })
}

/// For each node the number of its community.
pub fn labels(arcs: &Arcs, resolution: f64, seed: u64, stop: &Stop<'_>) -> Result<Vec<u32>, CommunityError> {
    stop.step()?;
    let mut ties = Vec::with_capacity(arcs.count() / 2 + 1);
    for node in 0..arcs.nodes() as u32 {
        let own = arcs.steps(node).filter(|(to, _)| *to >= node);
        ties.extend(own.map(|(to, weight)| (node as usize, to as usize, weight)));
    }
    if ties.len() > MOST_TIES {
        return Err(CommunityError::TooLarge { ties: ties.len() });
    }
    if ties.is_empty() {
        return Ok((0..arcs.nodes() as u32).collect());
    }
    let network = CSRNetwork::from_edges(arcs.nodes(), &ties).expect("the weights are finite and above zero");
    let config = LeidenConfig { seed: Some(seed), ..LeidenConfig::with_resolution(resolution) };
    let found = leiden(&network, &config).expect("the resolution is checked where it is read");
    stop.step()?;
    Ok(found.labels().iter().map(|label| *label as u32).collect())
}

/// Modularity of a division; the arcs must have one back each.
pub fn modularity(arcs: &Arcs, labels: &[u32], resolution: f64) -> f64 {
    let groups = labels.iter().max().map_or(0, |most| *most as usize + 1);
    let (mut inside, mut strength, mut total) = (vec![0.0; groups], vec![0.0; groups], 0.0);
    for node in 0..arcs.nodes() as u32 {
        let group = labels[node as usize];
        for (to, weight) in arcs.steps(node) {
            // A loop stands once and has two ends.
            let weight = if to == node { 2.0 * weight } else { weight };
            strength[group as usize] += weight;
            total += weight;
            if labels[to as usize] == group {
                inside[group as usize] += weight;
            }
        }
    }
    if total == 0.0 {
        return 0.0;
    }
    let part = |(inside, strength): (&f64, &f64)| inside / total - resolution * (strength / total) * (strength / total);
    inside.iter().zip(&strength).map(part).sum()
}

fn told(arcs: &Arcs, labels: &[u32], members: &[u32], stop: &Stop<'_>) -> Result<Community, Stopped> {
    let label = labels[members[0] as usize];
    let (mut inside, mut outside) = (0.0, 0.0);
    let mut weights = Vec::with_capacity(members.len());
    let mut tied: BTreeMap<u32, usize> = BTreeMap::new();
    for node in members {
        stop.step()?;
        let mut own = 0.0;
        for (to, weight) in arcs.steps(*node) {
            if labels[to as usize] == label {
                own += weight;
                inside += if to == *node { weight } else { weight / 2.0 };
            } else {
                outside += weight;
            }
            if to != *node {
                *tied.entry(to).or_default() += 1;
            }
        }
        weights.push((NodeId(*node), own));
    }
    weights.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut shared: Vec<(NodeId, usize)> =
        tied.into_iter().filter(|(_, count)| *count > 1).map(|(node, count)| (NodeId(node), count)).collect();
    shared.sort_by_key(|(node, count)| (std::cmp::Reverse(*count), *node));
    shared.truncate(TOLD);
    Ok(Community {
        members: members.iter().map(|node| NodeId(*node)).collect(),
        heads: weights.into_iter().take(TOLD).map(|(node, _)| node).collect(),
        shared,
        inside,
        outside,
    })
}
