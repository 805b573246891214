//! What the handlers share.

use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::description::Statistics;
use super::error::ApiError;
use super::write::Writing;
use crate::answer::catalog::Catalog;
use crate::answer::network::Views;
use crate::answer::records::Records;
use crate::archive::Writer;
use crate::store::{Store, StoreError};

/// Queries that run at the same time; more wait for a place.
const RUNNING_QUERIES: usize = 4;

/// Longest time a query waits for a place.
const QUEUE: Duration = Duration::from_secs(10);

/// The graph that is served, and the bounds it is served within.
pub struct App {
    pub(super) store: Store,
    pub(super) catalog: Catalog,
    pub(super) views: Views,
    pub(super) records: Records,
    /// Where the normalised texts are.
    pub(super) data: PathBuf,
    pub(super) query_timeout: Duration,
    pub(super) places: std::sync::Arc<Semaphore>,
    /// How many quads there were at the start, for the front page.
    pub(super) quads: usize,
    /// What the endpoint says of the graphs.
    pub(super) statistics: Statistics,
    /// The data folder, where it may be written.
    pub(super) writing: Option<Writing>,
}

impl App {
    /// Serves a store projected from a data folder.
    pub fn new(store: Store, data: PathBuf, query_timeout: Duration) -> Result<Self, StoreError> {
        let quads = store.len()?;
        let places = std::sync::Arc::new(Semaphore::new(RUNNING_QUERIES));
        Ok(Self {
            store,
            catalog: Catalog::builtin(),
            views: Views::default(),
            records: Records::default(),
            data,
            query_timeout,
            places,
            quads,
            statistics: Statistics::default(),
            writing: None,
        })
    }

    /// The same, open for writing to whoever shows the token.
    #[must_use]
    pub fn writable(self, writer: Writer, token: &str) -> Self {
        Self { writing: Some(Writing::new(writer, token)), ..self }
    }

    /// One of the places for queries, as soon as there is one.
    pub(super) async fn place(&self) -> Result<OwnedSemaphorePermit, ApiError> {
        let place = tokio::time::timeout(QUEUE, std::sync::Arc::clone(&self.places).acquire_owned()).await;
        place.ok().and_then(Result::ok).ok_or_else(ApiError::busy)
    }

    /// The store that is served.
    pub fn store(&self) -> Store {
        self.store.clone()
    }
}
