//! What is served now, and how another graph takes its place.
//!
//! A request gets the [`App`] of the moment it arrives and keeps it until its last byte: when a new graph is brought in,
//! those under way finish on the old one, and it goes when the last of them has.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{FromRef, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;

use super::answers::Answers;
use super::app::App;
use super::error::ApiError;
use super::front::Front;
use super::observe::Metrics;
use crate::archive::{Archive, ProjectError, Stamp};
use crate::diagnostic::Diagnostics;
use crate::pipeline;

/// Addresses that answer before there is a graph.
const ALWAYS: [&str; 2] = ["/healthz", "/metrics"];

/// How the service behaves whatever graph it serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// A request that takes longer is logged as slow; none is where there is no such time.
    pub slow: Option<Duration>,
    /// Whether the log shows the text of queries, which may say more of their authors than a log should.
    pub log_queries: bool,
    /// Bytes of answers that are kept as long as the graph does not change; 0 keeps none.
    pub kept_bytes: u64,
    /// Origins whose pages may ask `/mcp`, beside those on this machine: `https://app.example:443`.
    pub origins: Vec<String>,
    /// What stands in front of it.
    pub front: Front,
    /// A request waits so long for a graph that is being loaded: a small one is there by then, and nobody asks twice.
    pub patience: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        let (slow, patience) = (Some(Duration::from_secs(5)), Duration::from_secs(1));
        Self {
            slow,
            log_queries: false,
            kept_bytes: 64 * 1024 * 1024,
            origins: Vec::new(),
            front: Front::default(),
            patience,
        }
    }
}

/// The service: the graph it serves now, or none yet, and what outlives a graph. Clones are the same service.
#[derive(Clone)]
pub struct Live(Arc<Inner>);

struct Inner {
    /// What the data folder looked like when it was last read.
    seen: Mutex<Option<Stamp>>,
    app: watch::Sender<Option<Arc<App>>>,
    settings: Settings,
    metrics: Metrics,
    answers: Answers,
}

impl Live {
    /// A service without a graph: until [`serve_from_now`](Self::serve_from_now) it says that it is loading.
    pub fn loading(settings: Settings) -> Self {
        let answers = Answers::new(settings.kept_bytes);
        Self(Arc::new(Inner {
            seen: Mutex::default(),
            app: watch::Sender::new(None),
            settings,
            metrics: Metrics::new(),
            answers,
        }))
    }

    /// Serves this graph to every request that comes from now on.
    pub fn serve_from_now(&self, app: Arc<App>) {
        self.0.app.send_replace(Some(app));
    }

    /// Serves the graph that the data folder holds now, where that is another: `casegraph build` was there. Old requests
    /// finish on the old graph. When the folder cannot be read the old graph stays, and the folder is not read again before
    /// it changes. Takes as long as loading does; returns whether there is another graph.
    pub fn refresh(&self) -> Result<bool, ProjectError> {
        // One at a time: whoever comes second finds nothing to do.
        let mut seen = self.0.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(app) = self.app().filter(|app| !app.is_writable()) else { return Ok(false) };
        let stamp = Archive::stamp(&app.data);
        if *seen == Some(stamp) {
            return Ok(false);
        }
        *seen = Some(stamp);
        let done = self.refresh_from(&app);
        if !matches!(done, Ok(false)) {
            self.metrics().loaded(done.is_ok());
        }
        done
    }

    fn refresh_from(&self, app: &App) -> Result<bool, ProjectError> {
        let mut diagnostics = Diagnostics::default();
        if Archive::open(&app.data, &mut diagnostics)?.fingerprint() == app.store.version() {
            return Ok(false);
        }
        let store = pipeline::open(&app.data, &mut diagnostics)?;
        let next = app.over(store);
        next.warm();
        self.serve_from_now(Arc::new(next));
        Ok(true)
    }

    /// What is served now.
    pub fn app(&self) -> Option<Arc<App>> {
        self.0.app.borrow().clone()
    }

    async fn comes_soon(&self) -> bool {
        let mut app = self.0.app.subscribe();
        tokio::time::timeout(self.settings().patience, app.wait_for(Option::is_some)).await.is_ok()
    }

    /// The version of the graph that is served now.
    pub(super) fn version(&self) -> Option<u64> {
        self.app().map(|app| app.store.version())
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(super) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(super) fn answers(&self) -> &Answers {
        &self.0.answers
    }
}

impl From<Arc<App>> for Live {
    fn from(app: Arc<App>) -> Self {
        let live = Self::loading(Settings::default());
        live.serve_from_now(app);
        live
    }
}

impl FromRef<Live> for Arc<App> {
    fn from_ref(live: &Live) -> Self {
        live.app().expect("`gate` lets no request through before there is a graph, and none is ever taken away")
    }
}

/// Turns away what needs a graph as long as there is none.
pub(super) async fn gate(State(live): State<Live>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    let is_open = ALWAYS.contains(&route) || live.app().is_some();
    // Who asks whether it is ready wants to hear that it is not.
    if is_open || (route != "/readyz" && live.comes_soon().await) {
        next.run(request).await
    } else {
        ApiError::loading().into_response()
    }
}
