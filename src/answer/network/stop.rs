//! How work is ended: by the one who asked, by the time that is up, or by a bound on the work itself.

use std::cell::Cell;

use oxigraph::sparql::CancellationToken;

/// The work was ended before it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the work was stopped before it was done: the time or the number of steps allowed was used up")]
pub struct Stopped;

/// Asked inside every loop of every algorithm whether to go on.
pub struct Stop<'a> {
    token: &'a CancellationToken,
    left: Cell<u64>,
}

impl<'a> Stop<'a> {
    /// Stops when the token is cancelled.
    pub fn new(token: &'a CancellationToken) -> Self {
        Self::after(token, u64::MAX)
    }

    /// Stops when the token is cancelled, or after so many steps (nodes visited, about).
    pub fn after(token: &'a CancellationToken, steps: u64) -> Self {
        Self { token, left: Cell::new(steps) }
    }

    /// Counts a step; an error when it was one too many.
    pub fn step(&self) -> Result<(), Stopped> {
        let left = self.left.get();
        if left == 0 || self.token.is_cancelled() {
            return Err(Stopped);
        }
        self.left.set(left - 1);
        Ok(())
    }

    /// The token, for work that is not counted.
    pub fn token(&self) -> &'a CancellationToken {
        self.token
    }
}
