//! What the service is held within.

use std::thread;
use std::time::Duration;

use crate::answer::sparql::Size;

/// Bounds of the service. Sizes are bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A query that takes longer is stopped; sending its answer counts.
    pub query_timeout: Duration,
    /// Memory that one query may keep.
    pub query_memory: usize,
    /// Length of a query or update.
    pub query_length: usize,
    /// How nested and how large a query may be.
    pub query_size: Size,
    /// An answer that is longer is cut off.
    pub result_bytes: usize,
    /// Queries that run at the same time.
    pub queries: usize,
    /// Queries that wait for a place.
    pub queue: usize,
    /// How long a query waits for a place.
    pub queue_timeout: Duration,
    /// The body of an upload.
    pub body_bytes: usize,
    /// Connections at the same time.
    pub connections: usize,
    /// How long the head of a request may take, and how long a connection may be idle.
    pub header_timeout: Duration,
    /// How long the body of a request may take.
    pub body_timeout: Duration,
    /// How long a client may not read.
    pub write_timeout: Duration,
    /// How long requests under way may take when the service is stopped.
    pub drain_timeout: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            query_timeout: Duration::from_secs(30),
            query_memory: 512 << 20,
            query_length: 1 << 20,
            query_size: Size::default(),
            result_bytes: 1 << 30,
            queries: thread::available_parallelism().map_or(4, usize::from).clamp(4, 64),
            queue: 64,
            queue_timeout: Duration::from_secs(10),
            body_bytes: 256 << 20,
            connections: 512,
            header_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_secs(60),
            write_timeout: Duration::from_secs(30),
            drain_timeout: Duration::from_secs(10),
        }
    }
}

impl From<Duration> for Limits {
    /// The usual ones, and so long for a query.
    fn from(query_timeout: Duration) -> Self {
        Self { query_timeout, ..Self::default() }
    }
}
