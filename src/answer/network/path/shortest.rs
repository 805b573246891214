//! All shortest paths: search from both ends until they meet (Pohl 1971), then the paths in the order of their IRIs.
//!
//! Time O(n + m) for steps and O(m log n) for costs at worst, and much less where the two frontiers meet early; the
//! paths themselves are as many as are asked for.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::stop::{Stop, Stopped};
use super::reached::{FAR, Reached};
use super::{Cost, Field, PathError};

impl Field<'_> {
    /// The paths of least cost, at most `limit`, and whether there are more.
    pub(super) fn shortest(&self, limit: usize, stop: &Stop<'_>) -> Result<(Vec<Vec<u32>>, bool), PathError> {
        if self.from == self.to {
            return Ok((vec![vec![self.from]], false));
        }
        let left = match self.cost {
            Cost::Steps => self.meet_by_steps(stop)?,
            Cost::Weight | Cost::Strength => self.meet_by_cost(stop)?,
        };
        let Some(left) = left else { return Err(self.apart(stop)?) };
        let (mut found, mut open) = (Vec::new(), vec![vec![self.from]]);
        // Depth first, the least neighbour last on the stack and so first off it: paths come in the order of their IRIs.
        while let Some(nodes) = open.pop() {
            stop.step()?;
            let last = *nodes.last().expect("a path has a first node");
            if last == self.to {
                if found.len() == limit {
                    return Ok((found, true));
                }
                found.push(nodes);
                continue;
            }
            let here = left.cost(last);
            let next: Vec<u32> = self
                .out(last)
                .filter(|(node, cost)| left.cost(*node).checked_add(*cost) == Some(here))
                .map(|(node, _)| node)
                .collect();
            open.extend(next.into_iter().rev().map(|node| [nodes.as_slice(), &[node]].concat()));
        }
        Ok((found, false))
    }

    /// For each node on a shortest path what is left from it to the end.
    fn meet_by_steps(&self, stop: &Stop<'_>) -> Result<Option<Reached>, Stopped> {
        let nodes = self.arcs.nodes();
        let (mut ahead, mut behind) = (Reached::none(nodes), Reached::none(nodes));
        ahead.set(self.from, 0);
        behind.set(self.to, 0);
        let (mut front, mut rear) = (vec![self.from], vec![self.to]);
        let (mut ahead_by, mut behind_by) = (0, 0);
        while !front.is_empty() && !rear.is_empty() {
            let is_ahead = front.len() <= rear.len();
            let (level, own, other, by) = if is_ahead {
                (&mut front, &mut ahead, &behind, &mut ahead_by)
            } else {
                (&mut rear, &mut behind, &ahead, &mut behind_by)
            };
            *by += 1;
            let mut meeting = Vec::new();
            let mut next = Vec::new();
            for node in level.drain(..) {
                stop.step()?;
                let around = if is_ahead { self.arcs.out(node) } else { self.arcs.back(node) };
                for to in around {
                    if own.cost(*to) == FAR && self.allows(*to) {
                        own.set(*to, *by);
                        next.push(*to);
                        if other.cost(*to) != FAR {
                            meeting.push(*to);
                        }
                    }
                }
            }
            *level = next;
            if !meeting.is_empty() {
                return Ok(Some(self.on_the_way(&ahead, &behind, ahead_by + behind_by, meeting, stop)?));
            }
        }
        Ok(None)
    }

    /// The same by cost: both ends by turns, until what is left of either cannot be part of a shortest path.
    fn meet_by_cost(&self, stop: &Stop<'_>) -> Result<Option<Reached>, Stopped> {
        let mut sides = [Side::new(self.arcs.nodes(), self.from), Side::new(self.arcs.nodes(), self.to)];
        let mut best = FAR;
        loop {
            let tops = [sides[0].top(), sides[1].top()];
            let (Some(ahead), Some(behind)) = (tops[0], tops[1]) else { break };
            if best != FAR && ahead.saturating_add(behind) > best {
                break;
            }
            stop.step()?;
            let at = usize::from(behind < ahead);
            let [first, second] = &mut sides;
            let (own, other) = if at == 0 { (first, &*second) } else { (second, &*first) };
            let Some((node, cost)) = own.settle() else { continue };
            let mut reach = |to: u32, step: u64| {
                if own.reach(to, cost + step) {
                    best = best.min((cost + step).saturating_add(other.cost.cost(to)));
                }
            };
            if at == 0 {
                self.out(node).for_each(|(to, step)| reach(to, step));
            } else {
                self.back(node).for_each(|(to, step)| reach(to, step));
            }
        }
        if best == FAR {
            return Ok(None);
        }
        let [ahead, behind] = sides;
        let mut meeting = ahead.cost.nodes();
        meeting.retain(|node| ahead.cost.cost(*node).checked_add(behind.cost.cost(*node)) == Some(best));
        Ok(Some(self.on_the_way(&ahead.cost, &behind.cost, best, meeting, stop)?))
    }

    /// Walks from where the searches met back to both ends along what is tight.
    fn on_the_way(
        &self,
        ahead: &Reached,
        behind: &Reached,
        total: u64,
        meeting: Vec<u32>,
        stop: &Stop<'_>,
    ) -> Result<Reached, Stopped> {
        let mut left = Reached::none(self.arcs.nodes());
        for node in &meeting {
            left.set(*node, total - ahead.cost(*node));
        }
        let mut open = meeting.clone();
        while let Some(node) = open.pop() {
            stop.step()?;
            for (from, step) in self.back(node) {
                let cost = ahead.cost(from);
                if cost.checked_add(step) == Some(ahead.cost(node)) && left.cost(from) == FAR {
                    left.set(from, total - cost);
                    open.push(from);
                }
            }
        }
        let mut open = meeting;
        while let Some(node) = open.pop() {
            stop.step()?;
            for (to, step) in self.out(node) {
                let cost = behind.cost(to);
                if cost.checked_add(step) == Some(left.cost(node)) && left.cost(to) == FAR {
                    left.set(to, cost);
                    open.push(to);
                }
            }
        }
        Ok(left)
    }
}

/// One of two searches by cost.
struct Side {
    cost: Reached,
    open: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Side {
    fn new(nodes: usize, start: u32) -> Self {
        let mut cost = Reached::none(nodes);
        cost.set(start, 0);
        Self { cost, open: BinaryHeap::from([Reverse((0, start))]) }
    }

    fn top(&self) -> Option<u64> {
        self.open.peek().map(|Reverse((cost, _))| *cost)
    }

    /// The next node whose cost is known for good; none where what was next is out of date.
    fn settle(&mut self) -> Option<(u32, u64)> {
        let Reverse((cost, node)) = self.open.pop()?;
        (cost == self.cost.cost(node)).then_some((node, cost))
    }

    /// Whether a node is reached for less than before.
    fn reach(&mut self, node: u32, cost: u64) -> bool {
        let is_less = cost < self.cost.cost(node);
        if is_less {
            self.cost.set(node, cost);
            self.open.push(Reverse((cost, node)));
        }
        is_less
    }
}
