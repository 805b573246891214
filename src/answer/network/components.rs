//! What hangs together at all, and by what it would fall apart.
//!
//! Weak components by union of sets, strong ones by petgraph's Kosaraju, bridges and articulation points by Tarjan's
//! search (1974), which also tells how much each holds together. All in time O(n + m).

use petgraph::algo::kosaraju_scc;
use petgraph::unionfind::UnionFind;

use super::arcs::Arcs;
use super::stop::{Stop, Stopped};
use super::{Bounds, Direction, NodeId, View};

/// The components, the largest first and then by their least IRI; the nodes of each by IRI.
pub fn components(view: &View, bounds: &Bounds, is_strong: bool, stop: &Stop<'_>) -> Result<Vec<Vec<NodeId>>, Stopped> {
    let mut groups: Vec<Vec<u32>> = if is_strong {
        let direction = if bounds.direction == Direction::In { Direction::In } else { Direction::Out };
        let arcs = Arcs::new(view, &Bounds { direction, ..bounds.clone() });
        stop.step()?;
        kosaraju_scc(&arcs)
    } else {
        let arcs = view.arcs(&Bounds { direction: Direction::Both, ..bounds.clone() });
        weak(&arcs, stop)?
    };
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), group[0]));
    Ok(groups.into_iter().map(|group| group.into_iter().map(NodeId).collect()).collect())
}

/// The nodes of each weak component.
pub fn weak(arcs: &Arcs, stop: &Stop<'_>) -> Result<Vec<Vec<u32>>, Stopped> {
    let mut sets = UnionFind::<u32>::new(arcs.nodes());
    for node in 0..arcs.nodes() as u32 {
        stop.step()?;
        let out = arcs.out(node);
        // Where each arc has one back, those to later nodes say it all.
        let later = if arcs.is_symmetric() { out.partition_point(|to| *to <= node) } else { 0 };
        for to in &out[later..] {
            sets.union(node, *to);
        }
    }
    let labels = sets.into_labeling();
    let mut places = vec![usize::MAX; labels.len()];
    let mut groups: Vec<Vec<u32>> = Vec::new();
    for (node, label) in labels.iter().enumerate() {
        let place = &mut places[*label as usize];
        if *place == usize::MAX {
            *place = groups.len();
            groups.push(Vec::new());
        }
        groups[*place].push(node as u32);
    }
    Ok(groups)
}

/// A tie between two nodes without which they would not hang together. Parallel edges are one tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// The end on the smaller side; of equals the one with the greater IRI.
    pub end: NodeId,
    /// The other end.
    pub other: NodeId,
    /// Nodes on the side of `end`.
    pub side: usize,
}

/// A node without which its component falls into pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Articulation {
    /// The node.
    pub node: NodeId,
    /// How many nodes each piece has, the largest first.
    pub pieces: Vec<usize>,
}

/// What holds the graph together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joints {
    /// Those that cut off most first, then by IRI.
    pub bridges: Vec<Bridge>,
    /// Those that cut off most first, then by IRI.
    pub articulations: Vec<Articulation>,
}

/// Bridges and articulation points, whatever the direction of edges.
pub fn joints(view: &View, bounds: &Bounds, stop: &Stop<'_>) -> Result<Joints, Stopped> {
    let arcs = view.arcs(&Bounds { direction: Direction::Both, ..bounds.clone() });
    let mut search = Search::new(&arcs);
    let mut joints = Joints::default();
    for root in 0..arcs.nodes() as u32 {
        if search.time[root as usize] == 0 {
            search.run(root, stop)?;
            search.read(&mut joints);
        }
    }
    joints.bridges.sort_by_key(|bridge| (std::cmp::Reverse(bridge.side), bridge.end, bridge.other));
    joints
        .articulations
        .sort_by_key(|point| (std::cmp::Reverse(point.pieces.iter().skip(1).sum::<usize>()), point.node));
    Ok(joints)
}

/// A search in depth over one component after the other.
struct Search<'a> {
    arcs: &'a Arcs,
    clock: u32,
    /// When a node was first seen, from 1; 0: not yet.
    time: Vec<u32>,
    /// The earliest node that it or what hangs below it is tied to.
    low: Vec<u32>,
    parent: Vec<u32>,
    size: Vec<u32>,
    /// The nodes of the component, in the order they were seen.
    order: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl<'a> Search<'a> {
    fn new(arcs: &'a Arcs) -> Self {
        let nodes = arcs.nodes();
        Self {
            arcs,
            clock: 0,
            time: vec![0; nodes],
            low: vec![0; nodes],
            parent: vec![NONE; nodes],
            size: vec![1; nodes],
            order: Vec::new(),
        }
    }

    fn run(&mut self, root: u32, stop: &Stop<'_>) -> Result<(), Stopped> {
        self.order.clear();
        let mut open = vec![(root, 0)];
        self.see(root);
        while let Some((node, next)) = open.last_mut() {
            stop.step()?;
            let at = *node as usize;
            let Some(to) = self.arcs.out(*node).get(*next).copied() else {
                let parent = self.parent[at];
                if parent != NONE {
                    self.size[parent as usize] += self.size[at];
                    self.low[parent as usize] = self.low[parent as usize].min(self.low[at]);
                }
                open.pop();
                continue;
            };
            *next += 1;
            if self.time[to as usize] == 0 {
                self.parent[to as usize] = *node;
                self.see(to);
                open.push((to, 0));
            } else if to != self.parent[at] {
                self.low[at] = self.low[at].min(self.time[to as usize]);
            }
        }
        Ok(())
    }

    fn see(&mut self, node: u32) {
        self.clock += 1;
        self.time[node as usize] = self.clock;
        self.low[node as usize] = self.clock;
        self.order.push(node);
    }

    /// What the search of one component tells.
    fn read(&self, joints: &mut Joints) {
        let whole = self.order.len();
        // For each node what falls off below it when it is gone.
        let mut pieces: std::collections::BTreeMap<u32, Vec<usize>> = std::collections::BTreeMap::new();
        for node in &self.order[1..] {
            let (parent, size) = (self.parent[*node as usize], self.size[*node as usize] as usize);
            let (low, above) = (self.low[*node as usize], self.time[parent as usize]);
            if low > above {
                let is_smaller = 2 * size < whole || (2 * size == whole && *node > parent);
                let (end, other, cut_off) =
                    if is_smaller { (*node, parent, size) } else { (parent, *node, whole - size) };
                joints.bridges.push(Bridge { end: NodeId(end), other: NodeId(other), side: cut_off });
            }
            if low >= above {
                pieces.entry(parent).or_default().push(size);
            }
        }
        for (node, mut sizes) in pieces {
            let rest = whole - 1 - sizes.iter().sum::<usize>();
            sizes.extend((rest > 0).then_some(rest));
            if sizes.len() > 1 {
                sizes.sort_unstable_by(|a, b| b.cmp(a));
                joints.articulations.push(Articulation { node: NodeId(node), pieces: sizes });
            }
        }
    }
}
