//! Answers by the version of the graph: a client that has one is told that it still holds (304), and those that are not
//! long are kept and given again without being computed.
//!
//! An answer is named by everything it follows from: the program, the version of the graph, the request. That name is
//! its `ETag`, a weak one, because compression may still change its bytes (RFC 9110, section 8.8.3.3). What follows from
//! more than that (a clock, chance) or is no success has no name and is kept by nobody.

use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body::{Frame, SizeHint};
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};
use sha2::{Digest, Sha256};

use super::body;
use super::error::ApiError;
use super::front;
use super::live::Live;
use super::observe::Trail;
use crate::document::hex;

/// An answer may take so much of the room for all of them: one in so many.
const SHARE: u64 = 16;

/// Parts of the table that are locked by themselves. Each has its part of the room, and an answer has to fit in there.
const PARTS: usize = 4;

/// Longest query in a body whose answer is kept.
const LONGEST_QUERY: u64 = 16 * 1024;

/// Routes whose answers follow from more than graph and request, or are not worth keeping.
const NEVER: [&str; 5] = ["/healthz", "/readyz", "/metrics", "/mcp", "/update"];

/// Routes that are asked by POST too.
const ASKED_BY_POST: [&str; 2] = ["/sparql", "/query"];

/// Headers of a request that its answer can depend on.
const SEEN: [HeaderName; 6] =
    [header::ACCEPT, header::ACCEPT_LANGUAGE, header::CONTENT_TYPE, header::HOST, front::SCHEME, front::PREFIX];

/// What an answer follows from, digested.
type Name = [u8; 16];

/// The answers that are kept.
pub(super) struct Answers(Option<Arc<Shelf>>);

struct Shelf {
    cache: Cache<Name, Arc<Kept>, Size>,
    /// Bytes that there is room for.
    room: u64,
    /// Bytes of answers that are still going out and may be kept: no more than there is room for, however slowly their
    /// clients read.
    coming: AtomicU64,
}

/// A whole answer.
struct Kept {
    headers: HeaderMap,
    body: Bytes,
    /// Of the question, for the metrics.
    class: &'static str,
}

#[derive(Clone)]
struct Size;

impl Weighter<Name, Arc<Kept>> for Size {
    fn weight(&self, _: &Name, kept: &Arc<Kept>) -> u64 {
        // Headers and the place in the table: they are not for nothing.
        kept.body.len() as u64 + 1024
    }
}

impl Answers {
    /// Keeps answers of so many bytes together; none when that is 0.
    pub(super) fn new(bytes: u64) -> Self {
        Self((bytes > 0).then(|| Arc::new(Shelf::new(bytes))))
    }

    /// Bytes that are kept.
    pub(super) fn bytes(&self) -> u64 {
        self.0.as_ref().map_or(0, |shelf| shelf.cache.weight())
    }

    /// Answers that are kept.
    pub(super) fn len(&self) -> usize {
        self.0.as_ref().map_or(0, |shelf| shelf.cache.len())
    }
}

impl Shelf {
    fn new(room: u64) -> Self {
        let options = OptionsBuilder::new()
            .estimated_items_capacity((room / 4096).clamp(16, 1 << 20) as usize)
            .weight_capacity(room)
            .shards(PARTS)
            .build()
            .expect("all that is needed is given");
        let cache = Cache::with_options(options, Size, DefaultHashBuilder::default(), DefaultLifecycle::default());
        Self { cache, room, coming: AtomicU64::new(0) }
    }

    /// Longest answer that is kept.
    fn longest(&self) -> u64 {
        self.room / SHARE
    }
}

/// Answers from what the client has or what is kept, where that still holds; else names the answer, and keeps it when
/// it is small.
pub(super) async fn answer(State(live): State<Live>, request: Request, next: Next) -> Response {
    let (asked, request) = match Asked::of(&live, request).await {
        Ok(asked) => asked,
        Err(error) => return error.into_response(),
    };
    let Some(asked) = asked else { return nameless(next.run(request).await) };
    let trail = request.extensions().get::<Arc<Trail>>().cloned().unwrap_or_default();
    if asked.is_held_by(request.headers()) {
        live.metrics().unchanged();
        return asked.unchanged();
    }
    let kept = live.answers().0.as_ref().and_then(|shelf| shelf.cache.get(&asked.name));
    live.metrics().kept(kept.is_some());
    if let Some(kept) = kept {
        trail.class(kept.class);
        return (kept.headers.clone(), kept.body.clone()).into_response();
    }
    let response = next.run(request).await;
    if response.status() != StatusCode::OK || trail.is_varying() || live.version() != Some(asked.version) {
        return nameless(response);
    }
    let response = asked.sign(response);
    match &live.answers().0 {
        Some(shelf) if asked.method != Method::HEAD => keep(response, Arc::clone(shelf), asked.name, &trail),
        _ => response,
    }
}

/// What follows from more than the graph, or is no success, is nobody's to keep.
fn nameless(mut response: Response) -> Response {
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// A question whose answer follows from the graph.
struct Asked {
    method: Method,
    name: Name,
    /// The version of the graph that the name is of.
    version: u64,
}

impl Asked {
    /// The question of a request, where there is such; and the request.
    async fn of(live: &Live, request: Request) -> Result<(Option<Self>, Request), ApiError> {
        let route = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
        let by_post = request.method() == Method::POST && ASKED_BY_POST.contains(&route);
        let by_get = [Method::GET, Method::HEAD].contains(request.method()) && !NEVER.contains(&route);
        let Some(app) = live.app().filter(|_| by_get || by_post && is_short(request.headers())) else {
            return Ok((None, request));
        };
        let version = app.store.version();
        let (parts, mut body) = request.into_parts();
        let mut digest = Sha256::new_with_prefix(PROGRAM.as_bytes());
        digest.update(version.to_be_bytes());
        // HEAD asks for the head of what GET gives.
        let method = if by_post { "POST" } else { "GET" };
        for part in [method, parts.uri.path(), parts.uri.query().unwrap_or_default()] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        for name in &SEEN {
            for value in parts.headers.get_all(name) {
                digest.update((value.len() as u64).to_be_bytes());
                digest.update(value);
            }
            digest.update([0xff]);
        }
        if by_post {
            let bytes = body::read(&app, &parts.headers, body, LONGEST_QUERY as usize).await?;
            digest.update(&bytes);
            body = Body::from(bytes);
        }
        let mut name = Name::default();
        name.copy_from_slice(&digest.finalize()[..size_of::<Name>()]);
        let asked = Self { method: parts.method.clone(), name, version };
        Ok((Some(asked), Request::from_parts(parts, body)))
    }

    fn tag(&self) -> String {
        format!("W/\"{}\"", hex(&self.name))
    }

    /// Whether the client has the answer already (RFC 9110, section 13.1.2).
    fn is_held_by(&self, headers: &HeaderMap) -> bool {
        if self.method == Method::POST || !headers.contains_key(header::IF_NONE_MATCH) {
            return false;
        }
        let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
        let own = opaque(&self.tag());
        let held = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        held.flat_map(|value| value.split(',')).any(|tag| opaque(tag) == own)
    }

    fn unchanged(&self) -> Response {
        self.sign(StatusCode::NOT_MODIFIED.into_response())
    }

    /// Puts the name of an answer on it, and what caches have to know.
    fn sign(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        if self.method != Method::POST {
            let tag = HeaderValue::from_str(&self.tag()).expect("hex digits are fit for a header");
            headers.insert(header::ETAG, tag);
        }
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("accept, accept-language"));
        response
    }
}

/// The program, as far as answers depend on it: also where two builds have one version.
static PROGRAM: LazyLock<String> = LazyLock::new(|| {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let changed = file.as_ref().ok().map(|file| (file.len(), file.modified().ok()));
    format!("{} {} {changed:?}", env!("CARGO_PKG_VERSION"), crate::graph::CONFIG_HASH)
});

/// Whether a body says that it is short.
fn is_short(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    length.is_some_and(|length: u64| length <= LONGEST_QUERY)
}

/// Keeps an answer when its last byte has gone out and it was not too long.
fn keep(response: Response, shelf: Arc<Shelf>, name: Name, trail: &Trail) -> Response {
    let (parts, body) = response.into_parts();
    if body.size_hint().lower() > shelf.longest() {
        return Response::from_parts(parts, body);
    }
    let headers = parts.headers.clone();
    let coming = Coming { pieces: Vec::new(), bytes: 0, shelf };
    let followed = Followed { body, coming: Some(coming), headers, name, class: trail.known_class() };
    Response::from_parts(parts, Body::new(followed))
}

/// A body that is kept when it has gone out.
struct Followed {
    body: Body,
    /// None any more when it is too long or was cut off.
    coming: Option<Coming>,
    headers: HeaderMap,
    name: Name,
    class: &'static str,
}

/// What has gone out of an answer.
struct Coming {
    pieces: Vec<Bytes>,
    bytes: u64,
    shelf: Arc<Shelf>,
}

impl Coming {
    /// Takes a piece; whether it may still be kept.
    fn add(&mut self, piece: &Bytes) -> bool {
        let bytes = piece.len() as u64;
        self.bytes += bytes;
        let all = self.shelf.coming.fetch_add(bytes, Ordering::Relaxed) + bytes;
        self.pieces.push(piece.clone());
        self.bytes <= self.shelf.longest() && all <= self.shelf.room
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        self.shelf.coming.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

impl Followed {
    fn add(&mut self, piece: &Bytes) {
        if self.coming.as_mut().is_some_and(|coming| !coming.add(piece)) {
            self.coming = None;
        }
    }

    fn finish(&mut self) {
        if let Some(coming) = self.coming.take() {
            let headers = std::mem::take(&mut self.headers);
            // Put together anew: a piece may have room in it that nobody counts.
            let kept = Kept { headers, body: coming.pieces.concat().into(), class: self.class };
            coming.shelf.cache.insert(self.name, Arc::new(kept));
        }
    }
}

impl HttpBody for Followed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        match &frame {
            Some(Ok(frame)) => {
                if let Some(bytes) = frame.data_ref() {
                    self.add(bytes);
                }
                if self.body.is_end_stream() {
                    self.finish();
                }
            }
            Some(Err(_)) => self.coming = None,
            None => self.finish(),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coming(shelf: &Arc<Shelf>) -> Coming {
        Coming { pieces: Vec::new(), bytes: 0, shelf: Arc::clone(shelf) }
    }

    #[test]
    fn what_is_still_going_out_takes_no_more_room_than_what_is_kept() {
        let shelf = Arc::new(Shelf::new(1600));
        let piece = Bytes::from(vec![b'x'; 100]);
        let mut all: Vec<Coming> = (0..16).map(|_| coming(&shelf)).collect();
        assert!(all.iter_mut().all(|coming| coming.add(&piece)));
        assert!(!coming(&shelf).add(&piece), "the room is full");
        drop(all);
        assert_eq!(shelf.coming.load(Ordering::Relaxed), 0);
        let mut long = coming(&shelf);
        assert!(long.add(&piece) && !long.add(&piece), "one answer takes a sixteenth");
    }
}
