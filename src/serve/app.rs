//! What the handlers share.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use oxigraph::model::NamedNode;

use super::description::Statistics;
use super::error::ApiError;
use super::limits::Limits;
use super::pool::{Load, Pool};
use super::trial::Trials;
use super::write::Writing;
use crate::answer::catalog::Catalog;
use crate::answer::network::Views;
use crate::answer::records::Records;
use crate::answer::search::Search;
use crate::answer::service::Services;
use crate::archive::{Archive, Writer};
use crate::diagnostic::Diagnostics;
use crate::outward::{Outward, Rules};
use crate::store::Store;

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The system gives no threads.
    #[error("the threads for queries cannot be started: {0}")]
    Threads(#[from] io::Error),
}

/// The graph that is served, and the bounds it is served within.
pub struct App {
    pub(super) store: Store,
    pub(super) catalog: Catalog,
    pub(super) views: Views,
    pub(super) records: Records,
    pub(super) search: Search,
    /// Where the normalised texts are.
    pub(super) data: PathBuf,
    pub(super) limits: Limits,
    /// Where whatever can take long is done.
    pub(super) pool: Arc<Pool>,
    /// Where it is seen whether it takes long.
    pub(super) trials: Arc<Trials>,
    /// The size at the version it was last asked at.
    size: Mutex<Option<Size>>,
    /// What the endpoint says of the graphs.
    pub(super) statistics: Statistics,
    /// The data folder, where it may be written.
    pub(super) writing: Option<Writing>,
    /// The way to other endpoints and documents.
    pub(super) outward: Arc<Outward>,
    /// The licence of the data, where one is named.
    pub(super) license: Option<NamedNode>,
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
    /// Serves a store projected from a data folder, within limits; a time alone is the limit of a query.
    pub fn new(store: Store, data: PathBuf, limits: impl Into<Limits>) -> Result<Self, AppError> {
        let limits = limits.into();
        let pool = Arc::new(Pool::new(limits.queries, limits.queue, limits.queue_timeout)?);
        let trials = Arc::new(Trials::new()?);
        Ok(Self::with(store, data, limits, pool, trials))
    }

    fn with(store: Store, data: PathBuf, limits: Limits, pool: Arc<Pool>, trials: Arc<Trials>) -> Self {
        Self {
            store,
            catalog: Catalog::builtin(),
            views: Views::default(),
            records: Records::default(),
            search: Search::default(),
            data,
            limits,
            pool,
            trials,
            size: Mutex::default(),
            statistics: Statistics::default(),
            writing: None,
            outward: Arc::default(),
            license: None,
        }
    }

    /// The same service over another graph: what is shared by all graphs is kept, what was derived from the old is not.
    pub(super) fn over(&self, store: Store) -> Self {
        let (pool, trials) = (Arc::clone(&self.pool), Arc::clone(&self.trials));
        let new = Self::with(store, self.data.clone(), self.limits.clone(), pool, trials);
        Self { outward: Arc::clone(&self.outward), license: self.license.clone(), ..new }
    }

    /// Whether the data folder is this service's to write.
    pub(super) fn is_writable(&self) -> bool {
        self.writing.is_some()
    }

    /// The same, open for writing to whoever shows the token.
    #[must_use]
    pub fn writable(self, writer: Writer, token: &str) -> Self {
        Self { writing: Some(Writing::new(writer, token)), ..self }
    }

    /// The same, with a way to other endpoints and documents.
    #[must_use]
    pub fn reaching(self, rules: Rules) -> Self {
        Self { outward: Arc::new(Outward::new(rules)), ..self }
    }

    /// The same, under a licence.
    #[must_use]
    pub fn licensed(self, license: Option<NamedNode>) -> Self {
        Self { license, ..self }
    }

    /// How many queries run and how many wait.
    pub fn load(&self) -> Load {
        self.pool.load()
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

    /// What queries can call.
    pub(super) fn services(&self) -> Services<'_> {
        let outward = Some(&self.outward);
        Services { search: &self.search, views: &self.views, catalog: &self.catalog, outward }
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
