//! What the handlers share.

use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::answer::catalog::Catalog;
use crate::store::{Store, StoreError};

/// Queries that run at the same time; more wait for a place.
const RUNNING_QUERIES: usize = 4;

/// The graph that is served, and the bounds it is served within.
pub struct App {
    pub(super) store: Store,
    pub(super) catalog: Catalog,
    /// Where the normalised texts are.
    pub(super) data: PathBuf,
    pub(super) query_timeout: Duration,
    pub(super) places: std::sync::Arc<Semaphore>,
    /// How many quads there were at the start, for the front page.
    pub(super) quads: usize,
}

impl App {
    /// Serves a store projected from a data folder.
    pub fn new(store: Store, data: PathBuf, query_timeout: Duration) -> Result<Self, StoreError> {
        let quads = store.len()?;
        let places = std::sync::Arc::new(Semaphore::new(RUNNING_QUERIES));
        Ok(Self { store, catalog: Catalog::builtin(), data, query_timeout, places, quads })
    }

    /// The store that is served.
    pub fn store(&self) -> Store {
        self.store.clone()
    }
}
