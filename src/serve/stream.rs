//! Tries a query where its request has been read ([`super::trial`]), or runs it on the pool and streams its answer.
//!
//! The head of the response waits for the first bytes of the answer, so that a query that fails before is an error with
//! its status. After it a failure can only cut the connection, which every client sees. An answer that is all there in its
//! first bytes, as most are, goes out in one piece; nothing is set going for it that would only be stopped again.

use std::cell::Cell;
use std::io::{self, Write};
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::response::Response;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::task::AbortHandle;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;

use super::accept;
use super::app::App;
use super::error::ApiError;
use super::pool::{Place, Pool};
use super::trial::{self, Outcome, Slow};
use crate::answer::service;
use crate::answer::sparql::{self, CancellationToken, Format, Query, QueryError};
use crate::memory;

/// Bytes gathered before they are sent at first; twice as many each time after, up to [`LARGEST`]: who sends is woken for
/// each, and a long answer shall not be held up by that.
const CHUNK: usize = 64 * 1024;

/// Most bytes gathered before they are sent.
const LARGEST: usize = 256 * 1024;

/// Bytes that most answers have room in.
const USUAL: usize = 4 * 1024;

/// Bytes after which it is seen whether there is enough to be sent: a row or two.
const LOOK: usize = 256;

/// Longest time that what is there waits for more of it.
const PATIENCE: Duration = Duration::from_millis(500);

/// Chunks that wait for a slow client.
const WAITING: usize = 4;

/// An evaluation that sees that it is cancelled is done this soon; its own error says more than that the time is up.
const GRACE: Duration = Duration::from_secs(1);

/// What the evaluation sends: a piece of the answer, or why there are no more.
type Sent = Result<Piece, ApiError>;

/// Bytes of an answer.
struct Piece {
    format: Format,
    bytes: Bytes,
    /// Whether no more follow.
    is_last: bool,
}

/// Stops the evaluation when it is dropped: the client has gone, or has everything.
struct StopOnDrop {
    cancel: CancellationToken,
    timer: Option<AbortHandle>,
}

impl StopOnDrop {
    fn new(cancel: &CancellationToken) -> Self {
        Self { cancel: cancel.clone(), timer: None }
    }

    /// Stops it at a moment, too.
    fn stop_at(&mut self, deadline: Instant) {
        let cancel = self.cancel.clone();
        let stopping = async move {
            tokio::time::sleep_until(deadline.into()).await;
            cancel.cancel();
        };
        self.timer = Some(tokio::spawn(stopping).abort_handle());
    }
}

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.cancel.cancel();
        if let Some(timer) = &self.timer {
            timer.abort();
        }
    }
}

/// Waits for what an evaluation has to say: cancels it when its time is up, and soon after waits no longer.
async fn within<T>(limit: Duration, cancel: &CancellationToken, waiting: impl Future<Output = T>) -> Option<T> {
    let mut waiting = pin!(waiting);
    if let Ok(done) = tokio::time::timeout(limit, waiting.as_mut()).await {
        return Some(done);
    }
    cancel.cancel();
    tokio::time::timeout(GRACE, waiting).await.ok()
}

/// The answer to a query in a format.
pub(super) async fn answer(app: &Arc<App>, query: Query, format: Format) -> Result<Response, ApiError> {
    let place = app.pool.place().await?;
    begin(app, place, query, format).await
}

/// The answer to a query that is still to be read from its text: that can take long too, where the text is not small.
pub(super) async fn respond(
    app: &Arc<App>,
    is_small: bool,
    read: impl FnOnce(&App) -> Result<(Query, Format), ApiError> + Send + 'static,
) -> Result<Response, ApiError> {
    let place = app.pool.place().await?;
    if is_small {
        let (query, format) = trial::careful(|| read(app))?;
        begin(app, place, query, format).await
    } else {
        run(app, place, None, read).await
    }
}

/// Answers a query: here where it is done in a moment, else on the pool.
async fn begin(app: &Arc<App>, place: Place, query: Query, format: Format) -> Result<Response, ApiError> {
    let slow = match app.trials.run(app, &query, format) {
        Outcome::Done(bytes) => return Ok(accept::respond(format, bytes?)),
        Outcome::Slow(slow) => Some(slow),
        Outcome::Other => None,
    };
    run(app, place, slow, move |_| Ok((query, format))).await
}

/// Answers a query on the pool.
async fn run(
    app: &Arc<App>,
    place: Place,
    slow: Option<Slow>,
    read: impl FnOnce(&App) -> Result<(Query, Format), ApiError> + Send + 'static,
) -> Result<Response, ApiError> {
    let (sender, mut receiver) = mpsc::channel::<Sent>(WAITING);
    let cancel = CancellationToken::new();
    let mut guard = StopOnDrop::new(&cancel);
    let limit = app.limits.query_timeout;
    let deadline = Instant::now() + limit;
    app.pool.run(place, {
        let (app, cancel, runtime) = (Arc::clone(app), cancel.clone(), Handle::current());
        move || {
            let output = Output { sender, runtime, deadline, pool: &app.pool, is_over: Cell::new(false) };
            let begun = Instant::now();
            match (evaluate(&app, read, &cancel, &output), slow) {
                (Ok(Sending::Whole), Some(slow)) => app.trials.was(&slow, begun.elapsed()),
                (Ok(_), _) => {}
                // Nobody listens any more when this fails.
                (Err(error), _) => _ = output.send(Err(error)),
            }
        }
    });
    let first = match within(limit, &cancel, receiver.recv()).await {
        Some(Some(first)) => first?,
        Some(None) => return Err(ApiError::internal("the query broke off")),
        None => return Err(QueryError::Cancelled.into()),
    };
    if first.is_last {
        return Ok(accept::respond(first.format, first.bytes));
    }
    guard.stop_at(deadline);
    // An answer whose last piece does not come is cut: what has come of it would else look like all of it.
    let mut is_whole = false;
    let rest = ReceiverStream::new(receiver).map(Some).chain(tokio_stream::once(None)).map_while(move |sent| {
        let _running = &guard;
        match sent {
            Some(Ok(piece)) => {
                is_whole = piece.is_last;
                Some(Ok(piece.bytes))
            }
            Some(Err(error)) => Some(Err(io::Error::other(error.to_string()))),
            None if is_whole => None,
            None => Some(Err(io::Error::other("the answer broke off"))),
        }
    });
    let body = Body::from_stream(tokio_stream::once(Ok(first.bytes)).chain(rest));
    Ok(accept::respond(first.format, body))
}

/// How an answer was sent.
enum Sending {
    Whole,
    Parts,
}

/// Reads, evaluates and writes a query, on a thread of the pool.
fn evaluate(
    app: &App,
    read: impl FnOnce(&App) -> Result<(Query, Format), ApiError>,
    cancel: &CancellationToken,
    output: &Output<'_>,
) -> Result<Sending, ApiError> {
    sparql::within(app.limits.query_memory, || {
        let (query, format) = read(app)?;
        let results = service::evaluate(app.services(), &app.store, query, cancel)?;
        let mut chunks = Chunks::new(output, format, app.limits.result_bytes);
        let written = sparql::write(results, format, &mut chunks);
        if chunks.is_over() {
            return Err(ApiError::too_long(app.limits.result_bytes));
        }
        written?;
        chunks.finish().map_err(|error| QueryError::Output(error).into())
    })
}

/// Runs work on the pool, in one of the places for queries and within their limits.
pub(super) async fn blocking<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(&App, &CancellationToken) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let place = app.pool.place().await?;
    let cancel = CancellationToken::new();
    let _stop = StopOnDrop::new(&cancel);
    let (sender, receiver) = oneshot::channel();
    app.pool.run(place, {
        let (app, cancel) = (Arc::clone(app), cancel.clone());
        move || {
            let done = sparql::within(app.limits.query_memory, || work(&app, &cancel));
            // Who has the answer may stop the server: nothing of it must be held here by then.
            drop(app);
            // Nobody listens any more when this fails.
            let _ = sender.send(done);
        }
    });
    match within(app.limits.query_timeout, &cancel, receiver).await {
        Some(done) => done.map_err(|_| ApiError::internal("the work broke off"))?,
        None => Err(QueryError::Cancelled.into()),
    }
}

/// The way from an evaluation to its client.
struct Output<'a> {
    sender: mpsc::Sender<Sent>,
    runtime: Handle,
    deadline: Instant,
    pool: &'a Pool,
    /// Whether the client has been waited for in vain.
    is_over: Cell<bool>,
}

impl Output<'_> {
    /// Waits until the client takes it, at most until the time of the query is up: a client that does not read keeps
    /// its thread no longer than one that asks for much, and less long where others wait for the thread.
    fn send(&self, sent: Sent) -> io::Result<()> {
        if self.is_over.get() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match self.sender.try_send(sent) {
            Ok(()) => Ok(()),
            Err(mpsc::error::TrySendError::Closed(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(mpsc::error::TrySendError::Full(sent)) => {
                let left = self.deadline.saturating_duration_since(Instant::now());
                let wait = self.pool.wait_for_client();
                self.runtime.block_on(async {
                    tokio::select! {
                        sent = self.sender.send(sent) => return sent.map_err(|_| io::ErrorKind::BrokenPipe.into()),
                        () = tokio::time::sleep(left) => {}
                        () = wait.is_unwanted() => {}
                    }
                    self.is_over.set(true);
                    Err(io::ErrorKind::TimedOut.into())
                })
            }
        }
    }
}

/// Gathers what is written into chunks and sends them; fails when nobody receives, or when it is too much.
struct Chunks<'a> {
    output: &'a Output<'a>,
    format: Format,
    buffer: Vec<u8>,
    /// Bytes that are enough to be sent.
    enough: usize,
    /// Since when there is something in the buffer; looked at now and then only.
    since: Option<Instant>,
    /// Bytes that may still come, beside those that are free.
    left: usize,
    /// Bytes that may come before anything is to be looked at: formats are written letter by letter.
    free: usize,
    is_over: bool,
    /// Whether anything has been sent.
    is_begun: bool,
}

impl<'a> Chunks<'a> {
    fn new(output: &'a Output<'a>, format: Format, left: usize) -> Self {
        let buffer = Vec::with_capacity(USUAL);
        Self { output, format, buffer, enough: CHUNK, since: None, left, free: 0, is_over: false, is_begun: false }
    }

    /// Whether it was too much.
    fn is_over(&self) -> bool {
        self.is_over
    }

    /// Sends what is left, and be it nothing: that it is the last is to be known.
    fn finish(&mut self) -> io::Result<Sending> {
        let (buffer, is_whole) = (std::mem::take(&mut self.buffer), !self.is_begun);
        self.send(buffer, true)?;
        Ok(if is_whole { Sending::Whole } else { Sending::Parts })
    }

    /// Sends what is there, and gathers more.
    fn part(&mut self) -> io::Result<()> {
        if self.buffer.len() >= self.enough {
            self.enough = LARGEST.min(2 * self.enough);
        }
        let buffer = std::mem::replace(&mut self.buffer, Vec::with_capacity(self.enough));
        self.send(buffer, false)
    }

    fn send(&mut self, bytes: Vec<u8>, is_last: bool) -> io::Result<()> {
        self.is_begun = true;
        self.since = None;
        memory::give_away(bytes.capacity());
        self.output.send(Ok(Piece { format: self.format, bytes: Bytes::from(bytes), is_last }))
    }
}

impl Chunks<'_> {
    /// Takes bytes, and sees whether there are too many or enough.
    fn take(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(left) = (self.left + self.free).checked_sub(bytes.len()) else {
            self.is_over = true;
            return Err(io::ErrorKind::FileTooLarge.into());
        };
        self.free = left.min(LOOK);
        self.left = left - self.free;
        self.buffer.extend_from_slice(bytes);
        // An answer whose rows come slowly is sent as they come.
        let is_due = self.since.get_or_insert_with(Instant::now).elapsed() > PATIENCE;
        if self.buffer.len() >= self.enough || is_due { self.part() } else { Ok(()) }
    }
}

impl Write for Chunks<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(free) = self.free.checked_sub(bytes.len()) else { return self.take(bytes) };
        self.free = free;
        self.buffer.extend_from_slice(bytes);
        Ok(())
    }

    /// What is written goes out when it is enough, or all: an answer is flushed where it ends.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
