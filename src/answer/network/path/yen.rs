//! The k shortest simple paths: Yen 1971 with Lawler's (1972) partition, each deviation found by A* with the exact
//! distances to the end as its estimate, so that hardly more than the path itself is looked at.
//!
//! Time O(m log n) once, then O(k l m log n) at worst for paths of l steps. Of paths that cost the same those with
//! lesser IRIs come first: every part of the partition gives its least path by cost and then by IRIs.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::super::stop::{Stop, Stopped};
use super::reached::FAR;
use super::{EXAMINED, Field, PathError};

/// A path that may be next: what it costs, its nodes, and where it leaves the path it was found from.
type Candidate = (u64, Vec<u32>, usize);

impl Field<'_> {
    /// The paths of least cost that fit, at most `limit`; `only_shortest` ends where the cost grows.
    pub(super) fn best(
        &self,
        limit: usize,
        only_shortest: bool,
        fits: &dyn Fn(&[u32]) -> bool,
        stop: &Stop<'_>,
    ) -> Result<(Vec<Vec<u32>>, bool), PathError> {
        let mut yen = Yen::new(self, stop)?;
        let (mut found, mut examined, mut least) = (Vec::new(), 0, None);
        let most = limit.saturating_mul(EXAMINED);
        while let Some((cost, nodes)) = yen.next(stop)? {
            examined += 1;
            if only_shortest && least.is_some_and(|least| cost > least) {
                return Ok((found, false));
            }
            if fits(&nodes) {
                if found.len() == limit {
                    return Ok((found, true));
                }
                least = least.or(Some(cost));
                found.push(nodes);
            }
            if examined >= most {
                break;
            }
        }
        match (examined, found.is_empty()) {
            (0, _) => Err(self.apart(stop)?),
            (_, true) => Err(PathError::NoneThrough { examined }),
            (_, false) => Ok((found, examined >= most)),
        }
    }

    /// What it costs from each node to the end, whatever else a path may pass.
    pub(super) fn distances(&self, stop: &Stop<'_>) -> Result<Vec<u64>, Stopped> {
        let mut cost = vec![FAR; self.arcs.nodes()];
        cost[self.to as usize] = 0;
        let mut open = BinaryHeap::from([Reverse((0, self.to))]);
        while let Some(Reverse((here, node))) = open.pop() {
            if here > cost[node as usize] {
                continue;
            }
            stop.step()?;
            for (from, step) in self.back(node) {
                if here + step < cost[from as usize] {
                    cost[from as usize] = here + step;
                    open.push(Reverse((here + step, from)));
                }
            }
        }
        Ok(cost)
    }
}

struct Yen<'a> {
    field: &'a Field<'a>,
    spurs: Spurs,
    /// Paths given out, each with where it left the path it was found from.
    given: Vec<(Vec<u32>, usize)>,
    candidates: BTreeSet<Candidate>,
}

impl<'a> Yen<'a> {
    fn new(field: &'a Field<'a>, stop: &Stop<'_>) -> Result<Self, Stopped> {
        let mut spurs = Spurs::new(field.distances(stop)?);
        let first = spurs.best(field, &[field.from], &BTreeSet::new(), stop)?;
        let candidates = first.into_iter().map(|(cost, nodes)| (cost, nodes, 0)).collect();
        Ok(Self { field, spurs, given: Vec::new(), candidates })
    }

    fn next(&mut self, stop: &Stop<'_>) -> Result<Option<(u64, Vec<u32>)>, Stopped> {
        if let Some((nodes, deviation)) = self.given.last().cloned() {
            self.deviate(&nodes, deviation, stop)?;
        }
        let Some((cost, nodes, deviation)) = self.candidates.pop_first() else { return Ok(None) };
        self.given.push((nodes.clone(), deviation));
        Ok(Some((cost, nodes)))
    }

    /// The best paths that share the beginning of this one and then leave it and every path given out.
    fn deviate(&mut self, nodes: &[u32], deviation: usize, stop: &Stop<'_>) -> Result<(), Stopped> {
        let mut spent: u64 = nodes[..=deviation].windows(2).map(|pair| self.step(pair)).sum();
        for at in deviation..nodes.len().saturating_sub(1) {
            let root = &nodes[..=at];
            let taken: BTreeSet<u32> = self
                .given
                .iter()
                .filter(|(given, _)| given.len() > at + 1 && given[..=at] == *root)
                .map(|(given, _)| given[at + 1])
                .collect();
            if let Some((cost, rest)) = self.spurs.best(self.field, root, &taken, stop)? {
                self.candidates.insert((spent + cost, [&root[..at], &rest].concat(), at));
            }
            spent += self.step(&nodes[at..at + 2]);
        }
        Ok(())
    }

    fn step(&self, pair: &[u32]) -> u64 {
        self.field.cost.of(self.field.arcs.weight(pair[0], pair[1]))
    }
}

/// A* that is run many times over the same nodes: what a run touches is put back after it.
struct Spurs {
    /// Exact distances to the end without anything forbidden: never too much with something forbidden.
    estimate: Vec<u64>,
    cost: Vec<u64>,
    is_closed: Vec<bool>,
    is_tight: Vec<bool>,
    touched: Vec<u32>,
}

impl Spurs {
    fn new(estimate: Vec<u64>) -> Self {
        let nodes = estimate.len();
        Self {
            estimate,
            cost: vec![FAR; nodes],
            is_closed: vec![false; nodes],
            is_tight: vec![false; nodes],
            touched: Vec::new(),
        }
    }

    /// The least path by cost and then IRIs from the last node of a root to the end that enters no other node of the
    /// root and goes to none of `taken` first.
    fn best(
        &mut self,
        field: &Field<'_>,
        root: &[u32],
        taken: &BTreeSet<u32>,
        stop: &Stop<'_>,
    ) -> Result<Option<(u64, Vec<u32>)>, Stopped> {
        let (spur, forbidden) = root.split_last().expect("a root has a last node");
        for node in forbidden {
            // As if it had been looked at before: it is not entered again.
            self.is_closed[*node as usize] = true;
        }
        let total = self.search(field, *spur, taken, stop);
        let path = total.map(|total| total.map(|total| (total, self.least(field, *spur, taken))));
        for node in self.touched.drain(..).chain(forbidden.iter().copied()) {
            self.cost[node as usize] = FAR;
            self.is_closed[node as usize] = false;
            self.is_tight[node as usize] = false;
        }
        path
    }

    /// What the best path costs. Everything that costs as much is settled too, so that ties can be told apart.
    fn search(
        &mut self,
        field: &Field<'_>,
        spur: u32,
        taken: &BTreeSet<u32>,
        stop: &Stop<'_>,
    ) -> Result<Option<u64>, Stopped> {
        if self.estimate[spur as usize] == FAR {
            return Ok(None);
        }
        let mut open = BinaryHeap::from([Reverse((self.estimate[spur as usize], spur))]);
        self.cost[spur as usize] = 0;
        self.touched.push(spur);
        let mut total = None;
        while let Some(Reverse((estimate, node))) = open.pop() {
            if total.is_some_and(|total| estimate > total) {
                break;
            }
            if std::mem::replace(&mut self.is_closed[node as usize], true) {
                continue;
            }
            stop.step()?;
            if node == field.to {
                total = Some(self.cost[node as usize]);
                continue;
            }
            for (to, step) in field.out(node) {
                let cost = self.cost[node as usize] + step;
                let is_forbidden = self.is_closed[to as usize] || (node == spur && taken.contains(&to));
                if is_forbidden || self.estimate[to as usize] == FAR || cost >= self.cost[to as usize] {
                    continue;
                }
                if self.cost[to as usize] == FAR {
                    self.touched.push(to);
                }
                self.cost[to as usize] = cost;
                open.push(Reverse((cost + self.estimate[to as usize], to)));
            }
        }
        Ok(total)
    }

    /// Of the best paths the one with the least IRIs: back from the end along what is tight, then forward by least.
    fn least(&mut self, field: &Field<'_>, spur: u32, taken: &BTreeSet<u32>) -> Vec<u32> {
        let mut open = vec![field.to];
        self.is_tight[field.to as usize] = true;
        while let Some(node) = open.pop() {
            for (from, step) in field.back(node) {
                if self.leads(from, node, step, spur, taken)
                    && !std::mem::replace(&mut self.is_tight[from as usize], true)
                {
                    open.push(from);
                }
            }
        }
        let mut path = vec![spur];
        let mut last = spur;
        while last != field.to {
            let next = field
                .out(last)
                .find(|(to, step)| self.is_tight[*to as usize] && self.leads(last, *to, *step, spur, taken));
            last = next.expect("the end was reached, so what leads to it is tight").0;
            path.push(last);
        }
        path
    }

    fn leads(&self, from: u32, to: u32, step: u64, spur: u32, taken: &BTreeSet<u32>) -> bool {
        let (cost, total) = (self.cost[from as usize], self.cost[to as usize]);
        cost != FAR
            && self.is_closed[from as usize]
            && self.is_closed[to as usize]
            && cost + step == total
            && !(from == spur && taken.contains(&to))
    }
}
