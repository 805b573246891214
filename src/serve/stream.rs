//! Runs a query on the blocking pool and streams its answer.
//!
//! The head of the response waits for the first chunk, so that a query that fails before it is an error with its status.
//! After it a failure can only cut the connection, which every client sees.

use std::io::{self, Write};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::response::Response;
use tokio::sync::mpsc;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

use super::accept;
use super::app::App;
use super::error::ApiError;
use crate::answer::sparql::{self, CancellationToken, Format, Query, QueryError};

/// Bytes gathered before they are sent.
const CHUNK: usize = 64 * 1024;

/// Chunks that wait for a slow client.
const WAITING: usize = 4;

/// What the evaluation sends: bytes, or why there are no more.
type Sent = Result<Bytes, QueryError>;

/// Stops the evaluation when it is dropped: the client has gone, or has everything.
struct StopOnDrop(CancellationToken);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// The answer to a query in a format.
pub(super) async fn answer(app: &Arc<App>, query: Query, format: Format) -> Result<Response, ApiError> {
    let place = app.place().await?;
    let (sender, mut receiver) = mpsc::channel::<Sent>(WAITING);
    let cancel = CancellationToken::new();
    let guard = StopOnDrop(cancel.clone());
    let limit = tokio::spawn(stop_after(app.query_timeout, cancel.clone()));
    let store = app.store.clone();
    tokio::task::spawn_blocking(move || {
        let chunks = Chunks { sender: sender.clone(), buffer: Vec::with_capacity(CHUNK) };
        let done = sparql::evaluate(&store, query, &cancel).and_then(|results| sparql::write(results, format, chunks));
        limit.abort();
        if let Err(error) = done {
            // Nobody listens any more when this fails.
            let _ = sender.blocking_send(Err(error));
        }
        drop(place);
    });
    // Work that does not look at its token (a join of millions in memory) keeps its place, and not its client.
    let first = match tokio::time::timeout(app.query_timeout, receiver.recv()).await {
        Ok(Some(Ok(bytes))) => bytes,
        Ok(Some(Err(error))) => return Err(error.into()),
        Ok(None) => Bytes::new(),
        Err(_) => return Err(QueryError::Cancelled.into()),
    };
    let rest = ReceiverStream::new(receiver).map(move |sent| {
        let _running = &guard;
        sent.map_err(io::Error::other)
    });
    let body = Body::from_stream(tokio_stream::once(Ok(first)).chain(rest));
    Ok(accept::respond(format, body))
}

/// Runs work on the blocking pool, in one of the places for queries and within their time limit.
pub(super) async fn blocking<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(&App, &CancellationToken) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let place = app.place().await?;
    let cancel = CancellationToken::new();
    let _stop = StopOnDrop(cancel.clone());
    let limit = app.query_timeout;
    let task = tokio::task::spawn_blocking({
        let (app, cancel) = (Arc::clone(app), cancel.clone());
        move || {
            let done = work(&app, &cancel);
            drop(place);
            done
        }
    });
    match tokio::time::timeout(limit, task).await {
        Ok(done) => done.map_err(|_| ApiError::internal("the work broke off"))?,
        Err(_) => Err(QueryError::Cancelled.into()),
    }
}

async fn stop_after(limit: std::time::Duration, cancel: CancellationToken) {
    tokio::time::sleep(limit).await;
    cancel.cancel();
}

/// Gathers what is written into chunks and sends them; fails when nobody receives.
struct Chunks {
    sender: mpsc::Sender<Sent>,
    buffer: Vec<u8>,
}

impl Chunks {
    fn send(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let chunk = Bytes::from(std::mem::replace(&mut self.buffer, Vec::with_capacity(CHUNK)));
        self.sender.blocking_send(Ok(chunk)).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}
