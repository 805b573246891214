//! Small queries, tried where they arrive.
//!
//! Most queries take less time than waking another thread to answer them, and being woken when it has. So a query that is
//! small is begun by the thread that has read its request. A watch stops it after [`SLICE`]: what is not done by then was
//! a trial, of which nobody has seen anything, and is begun again on the pool, whose threads may take as long as the
//! limits allow. Whatever a query can do in memory it does with what it has read by then, which is little.
//!
//! A trial holds a place of the pool, so that a full pool is full for everybody. What was not done in time once goes to
//! the pool straight away, until it has been seen to be quick there. Nothing is tried while others are worked on: then
//! the threads that read requests have enough to do, and those of the pool are awake.

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use quick_cache::sync::Cache;

use super::app::App;
use super::error::ApiError;
use crate::answer::service;
use crate::answer::sparql::{self, CancellationToken, Format, Query};

/// How long a query may keep a thread on which others wait: a request beside it is answered that much later.
const SLICE: Duration = Duration::from_millis(1);

/// The watch rests so long at least.
const REST: Duration = Duration::from_micros(100);

/// So many times the watch looks and finds nothing before it sleeps until it is woken.
const QUIET: u32 = 100;

/// Longest answer of a trial in bytes; longer ones are streamed.
const LONGEST: usize = 64 * 1024;

/// Queries that are known to be slow.
const KNOWN: usize = 4096;

/// Queries that are tried now, and those that have taken too long before.
pub(super) struct Trials {
    watched: Arc<Mutex<Watched>>,
    watch: Thread,
    slow: Cache<Slow, ()>,
    slice: Duration,
}

/// A query at a version of the store.
pub(super) type Slow = (u64, u64);

#[derive(Default)]
struct Watched {
    /// As many as there are threads that read requests, at most.
    running: Vec<Running>,
    begun: u64,
    /// Whether there was one since the watch has looked.
    is_busy: bool,
    is_asleep: bool,
    is_over: bool,
}

struct Running {
    number: u64,
    begun: Instant,
    cancel: CancellationToken,
}

/// What came of a trial.
pub(super) enum Outcome {
    /// The whole answer.
    Done(Result<Bytes, ApiError>),
    /// It is for the pool, which shall say [`Trials::was`] how long it took.
    Slow(Slow),
    /// It is none to be tried, or not now.
    Other,
}

impl Trials {
    pub(super) fn new() -> io::Result<Self> {
        Self::of(SLICE)
    }

    /// Trials of at most so long.
    fn of(slice: Duration) -> io::Result<Self> {
        let watched: Arc<Mutex<Watched>> = Arc::default();
        let watch = thread::Builder::new().name("watch".to_owned()).spawn({
            let watched = Arc::clone(&watched);
            move || watch(&watched, slice)
        })?;
        Ok(Self { watched, watch: watch.thread().clone(), slow: Cache::new(KNOWN), slice })
    }

    /// Tries a query.
    pub(super) fn run(&self, app: &App, query: &Query, format: Format) -> Outcome {
        let is_alone = app.pool.load().running <= 1; // Its own place.
        if !is_alone || !query.is_small() {
            return Outcome::Other;
        }
        let name = (query.digest(), app.store.version());
        if self.slow.get(&name).is_some() {
            return Outcome::Slow(name);
        }
        let cancel = CancellationToken::new();
        let mut whole = Whole(Vec::with_capacity(4 * 1024));
        let done = {
            let _watched = self.begin(&cancel);
            careful(|| {
                sparql::within(app.limits.query_memory, || {
                    let results = service::evaluate(app.services(), &app.store, query.clone(), &cancel)?;
                    Ok(sparql::write(results, format, &mut whole)?)
                })
            })
        };
        let is_too_long = whole.0.len() > LONGEST.min(app.limits.result_bytes);
        if is_too_long || done.is_err() && cancel.is_cancelled() {
            self.slow.insert(name, ());
            return Outcome::Slow(name);
        }
        Outcome::Done(done.map(|()| Bytes::from(whole.0)))
    }

    /// What the pool found: the whole answer, in one piece, took so long.
    pub(super) fn was(&self, slow: &Slow, took: Duration) {
        if took < self.slice {
            self.slow.remove(slow);
        }
    }

    /// Has something watched until what is returned is dropped.
    fn begin(&self, cancel: &CancellationToken) -> Watching<'_> {
        let begun = Instant::now();
        let mut watched = lock(&self.watched);
        watched.begun += 1;
        let number = watched.begun;
        watched.running.push(Running { number, begun, cancel: cancel.clone() });
        watched.is_busy = true;
        if std::mem::take(&mut watched.is_asleep) {
            self.watch.unpark();
        }
        Watching { watched: &self.watched, number }
    }
}

impl Drop for Trials {
    fn drop(&mut self) {
        lock(&self.watched).is_over = true;
        self.watch.unpark();
    }
}

/// Something that is watched.
struct Watching<'a> {
    watched: &'a Mutex<Watched>,
    number: u64,
}

impl Drop for Watching<'_> {
    fn drop(&mut self) {
        let mut watched = lock(self.watched);
        watched.running.retain(|running| running.number != self.number);
    }
}

/// Stops what has taken too long, until there is nothing left to be watched.
fn watch(watched: &Mutex<Watched>, slice: Duration) {
    let mut quiet = 0;
    loop {
        let next = {
            let mut watched = lock(watched);
            if watched.is_over {
                return;
            }
            let mut next = slice;
            for running in &watched.running {
                let left = slice.saturating_sub(running.begun.elapsed());
                if left.is_zero() {
                    running.cancel.cancel();
                } else {
                    next = next.min(left);
                }
            }
            let is_busy = std::mem::take(&mut watched.is_busy) || !watched.running.is_empty();
            quiet = if is_busy { 0 } else { quiet + 1 };
            watched.is_asleep = quiet > QUIET;
            next
        };
        if quiet > QUIET {
            thread::park();
        } else {
            thread::park_timeout(next.max(REST));
        }
    }
}

/// Does work for a request; what panics has lost its answer, and nothing else.
pub(super) fn careful<T>(work: impl FnOnce() -> Result<T, ApiError>) -> Result<T, ApiError> {
    // The panic has been printed.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    done.unwrap_or_else(|_| Err(ApiError::internal("the query broke off")))
}

/// An answer that is given in one piece; writing fails where it is too long for that.
struct Whole(Vec<u8>);

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    // Formats are written letter by letter.
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.extend_from_slice(bytes);
        if self.0.len() > LONGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Nothing is done under the lock that could panic.
fn lock(watched: &Mutex<Watched>) -> MutexGuard<'_, Watched> {
    watched.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{GraphName, Literal, NamedNode, Quad};

    use super::*;
    use crate::serve::Limits;
    use crate::store::Store;

    /// A service whose trials take this long; a machine under load takes longer for a query than a test should mind.
    const ENOUGH: Duration = Duration::from_secs(3600);

    fn app(numbers: i64, slice: Duration) -> App {
        let store = Store::in_memory().unwrap();
        let (node, next) = (|n| NamedNode::new_unchecked(format!("a:{n}")), NamedNode::new_unchecked("a:is"));
        store
            .load((0..numbers).map(|n| Quad::new(node(n), next.clone(), Literal::from(n), GraphName::DefaultGraph)))
            .unwrap();
        let mut app = App::new(store, "data".into(), Limits::default()).unwrap();
        app.trials = Arc::new(Trials::of(slice).unwrap());
        app
    }

    fn tried(app: &App, text: &str) -> Outcome {
        app.trials.run(app, &Query::parse(text).unwrap(), Format::from_name("csv").unwrap())
    }

    #[test]
    fn what_is_quick_is_answered() {
        let app = app(9, ENOUGH);
        let Outcome::Done(Ok(bytes)) = tried(&app, "SELECT ?n { <a:7> ?p ?n }") else { panic!("one row") };
        assert_eq!(bytes, "n\r\n7\r\n");
        assert!(lock(&app.trials.watched).running.is_empty());
    }

    #[tokio::test]
    async fn nothing_is_tried_while_others_are_worked_on() {
        let app = app(9, ENOUGH);
        let text = "SELECT ?n { <a:7> ?p ?n }";
        let own = app.pool.place().await.unwrap();
        assert!(matches!(tried(&app, text), Outcome::Done(_)));
        let other = app.pool.place().await.unwrap();
        assert!(matches!(tried(&app, text), Outcome::Other));
        drop(other);
        assert!(matches!(tried(&app, text), Outcome::Done(_)));
        drop(own);
    }

    #[test]
    fn what_takes_long_is_stopped_and_known_until_it_is_quick() {
        let app = app(3000, Duration::ZERO);
        let Outcome::Slow(name) = tried(&app, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }") else {
            panic!("it is stopped")
        };
        let is_known = || app.trials.slow.get(&name).is_some();
        app.trials.was(&name, Duration::from_secs(1));
        assert!(is_known());
        assert!(lock(&app.trials.watched).running.is_empty());
        let patient = Trials::of(ENOUGH).unwrap();
        patient.slow.insert(name, ());
        patient.was(&name, ENOUGH / 2);
        assert!(patient.slow.get(&name).is_none(), "the pool has it done in no longer than a trial takes");
    }

    #[test]
    fn a_long_answer_is_left_to_be_streamed() {
        let long = format!("SELECT * {{ VALUES ?text {{ '{}' }} ?s ?p ?o }}", "x".repeat(2000));
        assert!(matches!(tried(&app(1000, ENOUGH), &long), Outcome::Slow(_)));
    }

    #[test]
    fn what_may_take_long_between_two_rows_is_not_tried() {
        let app = app(1, ENOUGH);
        for text in [
            "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(a{1000}){1000}')) }",
            "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
            "SELECT * { { SELECT * { SERVICE <https://w3id.org/casegraph/service/search> { ?s ?p ?o } } } }",
            &format!("SELECT * {{ {} }}", "?a ?b ?c . ".repeat(20)),
            &format!("SELECT * {{ {} }}", "{ SELECT * { ?a ?b ?c } } ".repeat(20)),
            &format!("SELECT * {{ ?s (<a:b>{}) ?o }}", "/<a:b>".repeat(20)),
            &format!("SELECT * {{ ?s ?p ?o FILTER(?o > 0{}) }}", " && ?o < 9".repeat(50)),
        ] {
            assert!(matches!(tried(&app, text), Outcome::Other), "{text}");
        }
    }

    #[test]
    fn the_deepest_that_is_tried_takes_a_tenth_of_the_stack() {
        let deep = |depth: usize, open: &str, close: &str| {
            format!("SELECT * {{ ?s ?p ?o {} ?s ?p ?o {} }}", open.repeat(depth), close.repeat(depth))
        };
        for (open, close, inside) in
            [("{ SELECT * { ", "} }", 5), ("FILTER EXISTS { ", "}", 10), ("OPTIONAL { ", "}", 10)]
        {
            let text = deep(inside, open, close);
            let work = move || matches!(tried(&app(5, ENOUGH), &text), Outcome::Done(Ok(_)));
            let thread = thread::Builder::new().stack_size(1_600_000).spawn(work).unwrap();
            assert!(thread.join().unwrap(), "{open}");
        }
    }
}
