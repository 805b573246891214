//! What the handlers share.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::description::Statistics;
use super::error::ApiError;
use super::write::Writing;
use crate::answer::catalog::Catalog;
use crate::answer::network::Views;
use crate::answer::records::Records;
use crate::answer::search::Search;
use crate::archive::{Archive, Writer};
use crate::diagnostic::Diagnostics;
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
    pub(super) search: Search,
    /// Where the normalised texts are.
    pub(super) data: PathBuf,
    pub(super) query_timeout: Duration,
    pub(super) places: std::sync::Arc<Semaphore>,
    /// How many quads there were at the start, for the front page.
    pub(super) quads: usize,
    /// The size at the version it was last asked at.
    size: Mutex<Option<Size>>,
    /// What the endpoint says of the graphs.
    pub(super) statistics: Statistics,
    /// The data folder, where it may be written.
    pub(super) writing: Option<Writing>,
}

/// How full the pool of queries is.
pub(super) struct Pool {
    /// Queries that are being evaluated.
    pub(super) running: usize,
    /// Queries that can be.
    pub(super) places: usize,
}

/// How large a graph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) quads: usize,
    pub(super) documents: usize,
    /// The version of the store that was counted.
    pub(super) version: u64,
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
            search: Search::default(),
            data,
            query_timeout,
            places,
            quads,
            size: Mutex::default(),
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

    /// The places for queries, as they are taken now.
    pub(super) fn pool(&self) -> Pool {
        Pool { running: RUNNING_QUERIES - self.places.available_permits(), places: RUNNING_QUERIES }
    }

    /// How large the graph is; counted once for each version of the store.
    pub(super) fn size(&self) -> Result<Size, ApiError> {
        let version = self.store.version();
        let mut kept = self.size.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(size) = kept.filter(|size| size.version == version) {
            return Ok(size);
        }
        let archive = Archive::open(&self.data, &mut Diagnostics::default());
        let documents = archive.map_err(|error| ApiError::internal(error.to_string()))?.documents().len();
        let size = Size { quads: self.store.len()?, documents, version };
        *kept = Some(size);
        Ok(size)
    }

    /// Makes ready what the first who ask would else wait for. Where it fails, they are told.
    pub fn warm(&self) {
        if let Err(error) = self.search.warm(&self.store) {
            tracing::warn!(%error, "the full text could not be read");
        }
    }

    /// The store that is served.
    pub fn store(&self) -> Store {
        self.store.clone()
    }
}
