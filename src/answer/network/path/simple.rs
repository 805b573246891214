//! Every simple path up to a length: depth first, once for each length, never into what is too far from the end.
//!
//! There may be exponentially many; the limit and the [`Stop`] bound them and the work.

use super::super::stop::Stop;
use super::{Field, PathError};

impl Field<'_> {
    /// The simple paths of at most `longest` steps that fit, shorter ones first and then by IRIs; and whether there are
    /// more than the limit.
    pub(super) fn simple(
        &self,
        longest: usize,
        limit: usize,
        fits: &dyn Fn(&[u32]) -> bool,
        stop: &Stop<'_>,
    ) -> Result<(Vec<Vec<u32>>, bool), PathError> {
        let left = self.distances(stop)?;
        let shortest = match left[self.from as usize] {
            u64::MAX => return Err(self.apart(stop)?),
            steps => steps as usize,
        };
        if shortest > longest {
            return Err(PathError::Longer { longest, shortest });
        }
        let (mut found, mut examined) = (Vec::new(), 0);
        for length in shortest..=longest {
            let mut walk = Walk { field: self, left: &left, length, nodes: vec![self.from], next: vec![0], stop };
            while let Some(nodes) = walk.next_path()? {
                examined += 1;
                if !fits(&nodes) {
                    continue;
                }
                if found.len() == limit {
                    return Ok((found, true));
                }
                found.push(nodes);
            }
        }
        if found.is_empty() { Err(PathError::NoneThrough { examined }) } else { Ok((found, false)) }
    }
}

/// A walk through all paths of one length.
struct Walk<'a> {
    field: &'a Field<'a>,
    left: &'a [u64],
    length: usize,
    nodes: Vec<u32>,
    /// For each node of the path which of its neighbours is next.
    next: Vec<usize>,
    stop: &'a Stop<'a>,
}

impl Walk<'_> {
    fn next_path(&mut self) -> Result<Option<Vec<u32>>, PathError> {
        if self.length == 0 && self.next == [0] {
            self.next[0] = usize::MAX;
            return Ok(Some(self.nodes.clone()));
        }
        while let (Some(last), Some(at)) = (self.nodes.last().copied(), self.next.last_mut()) {
            self.stop.step()?;
            let Some(to) = self.field.arcs.out(last).get(*at).copied() else {
                self.nodes.pop();
                self.next.pop();
                continue;
            };
            *at += 1;
            let steps = self.nodes.len();
            let is_within = self.left[to as usize].saturating_add(steps as u64) <= self.length as u64;
            if !is_within || !self.field.allows(to) || self.nodes.contains(&to) {
                continue;
            }
            if to != self.field.to {
                self.nodes.push(to);
                self.next.push(0);
            } else if steps == self.length {
                return Ok(Some([self.nodes.as_slice(), &[to]].concat()));
            }
        }
        Ok(None)
    }
}
