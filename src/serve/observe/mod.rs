//! What is seen of each request: its number, its line in the log, its part in the metrics.
//!
//! A request is followed to the last byte of its answer, or to where the client left. Handlers say what the address does
//! not tell on its [`trail`]: the class of a query, its text, whether its answer follows from the graph alone.

mod counted;
mod metrics;

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use self::counted::Counted;
pub(super) use self::metrics::{Metrics, scrape};
use super::live::Live;

/// Names a request in the log, in the answer, and in the logs of proxies before and clients behind.
pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longest name of a request that is taken from a client.
const ID_LENGTH: usize = 128;

/// The route of requests that none was found for: their addresses are anybody's to choose, and must not become labels.
const NO_ROUTE: &str = "none";

/// What handlers say of a request while it is answered.
#[derive(Debug, Default)]
pub(super) struct Trail {
    class: OnceLock<&'static str>,
    text: OnceLock<String>,
    varies: AtomicBool,
}

tokio::task_local! {
    static TRAIL: Arc<Trail>;
}

/// Where to say something of the request that is being answered; outside of one nobody reads it.
pub(super) fn trail() -> Arc<Trail> {
    TRAIL.try_with(Arc::clone).unwrap_or_default()
}

impl Trail {
    /// What kind of question it is: `select`, `saved`, `graph` …; the first to say so is right.
    pub(super) fn class(&self, class: &'static str) {
        let _ = self.class.set(class);
    }

    /// The query or update itself.
    pub(super) fn text(&self, text: &str) {
        let _ = self.text.set(text.to_owned());
    }

    /// The same question can have another answer though the graph has not changed: `NOW()`, `RAND()`.
    pub(super) fn varies(&self) {
        self.varies.store(true, Ordering::Relaxed);
    }

    pub(super) fn known_class(&self) -> &'static str {
        self.class.get().copied().unwrap_or("other")
    }

    pub(super) fn is_varying(&self) -> bool {
        self.varies.load(Ordering::Relaxed)
    }
}

/// A request under way, from its arrival to the last byte of its answer.
struct Passage {
    live: Live,
    trail: Arc<Trail>,
    id: HeaderValue,
    method: Method,
    route: String,
    begun: Instant,
    status: StatusCode,
    bytes: u64,
    is_whole: bool,
}

/// Follows a request.
pub(super) async fn follow(State(live): State<Live>, mut request: Request, next: Next) -> Response {
    let trail = Arc::new(Trail::default());
    let id = id_of(request.headers());
    let route = request.extensions().get::<MatchedPath>().map_or(NO_ROUTE, MatchedPath::as_str).to_owned();
    if let Some(class) = class_of(&route) {
        trail.class(class);
    }
    request.headers_mut().insert(REQUEST_ID, id.clone());
    request.extensions_mut().insert(Arc::clone(&trail));
    live.metrics().arrived();
    let mut passage = Passage {
        live,
        trail: Arc::clone(&trail),
        id: id.clone(),
        method: request.method().clone(),
        route,
        begun: Instant::now(),
        status: client_left(),
        bytes: 0,
        is_whole: false,
    };
    let mut response = TRAIL.scope(trail, next.run(request)).await;
    response.headers_mut().insert(REQUEST_ID, id);
    passage.status = response.status();
    response.map(|body| Counted::follow(body, passage))
}

/// The number a client or a proxy gave, where it can stand in a log; else one of our own.
fn id_of(headers: &HeaderMap) -> HeaderValue {
    let is_fit =
        |id: &&HeaderValue| (1..=ID_LENGTH).contains(&id.len()) && id.as_bytes().iter().all(u8::is_ascii_graphic);
    headers.get(REQUEST_ID).filter(is_fit).cloned().unwrap_or_else(next_id)
}

/// Unlike any other of this process, and of others as likely as two draw one number of 64 bits.
fn next_id() -> HeaderValue {
    static BEGUN: OnceLock<u64> = OnceLock::new();
    static NEXT: AtomicU64 = AtomicU64::new(1);
    // The seed of hash maps is the system's randomness, and needs no library of its own.
    let begun = BEGUN.get_or_init(|| RandomState::new().build_hasher().finish());
    let id = format!("{begun:016x}-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    HeaderValue::from_str(&id).expect("digits and a dash are fit for a header")
}

/// What a request ends with whose client leaves before there is an answer; nobody is sent it, nginx's logs have it too.
fn client_left() -> StatusCode {
    StatusCode::from_u16(499).expect("a number below 1000 is a status")
}

/// The class of what a route answers, where the route tells.
fn class_of(route: &str) -> Option<&'static str> {
    const CLASSES: [(&str, &str); 9] = [
        ("/api/queries", "saved"),
        ("/api/search", "search"),
        ("/api/graph", "graph"),
        ("/api/export", "export"),
        ("/api/", "list"),
        ("/id/", "entity"),
        ("/update", "update"),
        ("/store", "store"),
        ("/mcp", "mcp"),
    ];
    CLASSES.iter().find(|(start, _)| route.starts_with(start)).map(|(_, class)| *class)
}

impl Drop for Passage {
    /// The last byte is out, or the client has left.
    fn drop(&mut self) {
        let took = self.begun.elapsed();
        let class = self.trail.known_class();
        self.live.metrics().left((&self.method, &self.route, class), self.status, self.bytes, took);
        self.log(class, took);
    }
}

impl Passage {
    fn log(&self, class: &str, took: Duration) {
        let id = self.id.to_str().unwrap_or_default();
        let (method, route, status) = (self.method.as_str(), self.route.as_str(), self.status.as_u16());
        let (bytes, ms, is_whole) = (self.bytes, took.as_secs_f64() * 1_000.0, self.is_whole);
        let settings = self.live.settings();
        let text = self.trail.text.get();
        let query = text.filter(|_| settings.log_queries);
        if self.status.is_server_error() {
            tracing::warn!(target: "casegraph::request", id, method, route, class, status, bytes, ms, is_whole, query);
        } else if matches!(self.route.as_str(), "/healthz" | "/readyz" | "/metrics") {
            tracing::debug!(target: "casegraph::request", id, method, route, class, status, bytes, ms, is_whole);
        } else {
            tracing::info!(target: "casegraph::request", id, method, route, class, status, bytes, ms, is_whole, query);
        }
        if settings.slow.is_some_and(|slow| took >= slow) {
            self.live.metrics().slow();
            let digest = text.map(|text| digest(text));
            tracing::warn!(target: "casegraph::slow", id, route, class, status, ms, digest, query, "slow");
        }
    }
}

/// Names a query in the log without showing it: the same text has the same name.
fn digest(text: &str) -> String {
    use sha2::{Digest, Sha256};
    crate::document::hex(&Sha256::digest(text))[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_keeps_the_number_it_brings_where_that_is_fit_for_a_log() {
        let given = |id: &'static [u8]| {
            let mut headers = HeaderMap::new();
            headers.insert(REQUEST_ID, HeaderValue::from_bytes(id).unwrap());
            id_of(&headers)
        };
        assert_eq!(given(b"abc-1"), "abc-1");
        assert_ne!(given(b"two words"), "two words");
        assert_ne!(given(&[b'a'; 129]), HeaderValue::from_bytes(&[b'a'; 129]).unwrap());
        assert_ne!(given(b"caf\xc3\xa9").as_bytes(), b"caf\xc3\xa9");
        assert_ne!(id_of(&HeaderMap::new()), id_of(&HeaderMap::new()));
    }

    #[test]
    fn a_query_has_one_name_in_the_log() {
        assert_eq!(digest("ASK {}"), digest("ASK {}"));
        assert_ne!(digest("ASK {}"), digest("ASK { }"));
    }
}
