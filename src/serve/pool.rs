//! Threads of their own for whatever can take long, a bounded number of them, and a bounded queue before them.
//!
//! What is cheap (health, metrics, lists, pages) is answered by the threads of the listener and never waits here.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};

use crossbeam_channel::{Receiver, Sender};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

use super::error::ApiError;

/// Stack of each thread. Parser, planner and evaluator call themselves for what is nested; what passes the bounds on
/// nesting and size takes a tenth of this at most. It is address space: memory is taken as the stack grows.
const STACK: usize = 256 * 1024 * 1024;

/// So long a client may take nothing of its answer while others wait for its thread.
const PATIENCE: Duration = Duration::from_secs(2);

type Job = Box<dyn FnOnce() + Send>;

/// The threads, and how many requests wait for one.
pub(super) struct Pool {
    jobs: Sender<Job>,
    free: Arc<Semaphore>,
    threads: usize,
    waiting: Arc<AtomicUsize>,
    longest_queue: usize,
    longest_wait: Duration,
    held_up: Arc<HeldUp>,
}

/// A free thread, kept for whoever holds this.
pub(super) struct Place(OwnedSemaphorePermit);

/// How full the pool is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Requests that are worked on.
    pub running: usize,
    /// Requests that wait for a thread.
    pub waiting: usize,
    /// Requests that can be worked on at the same time.
    pub places: usize,
}

/// Work that cannot go on because its client does not take what is there; the longest wait first.
#[derive(Default)]
struct HeldUp {
    count: AtomicUsize,
    waits: Mutex<BTreeMap<(Instant, usize), Arc<Notify>>>,
}

/// A wait for a client, over when this is dropped.
pub(super) struct Wait {
    held_up: Arc<HeldUp>,
    name: (Instant, usize),
    unwanted: Arc<Notify>,
}

impl HeldUp {
    /// Ends the longest wait, where it is long enough.
    fn end_longest(&self) {
        let mut waits = self.waits.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(longest) = waits.first_entry().filter(|longest| longest.key().0.elapsed() >= PATIENCE) {
            longest.remove().notify_one();
        }
    }
}

impl Wait {
    /// Waits until somebody else is to have the thread.
    pub(super) async fn is_unwanted(&self) {
        self.unwanted.notified().await;
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        self.held_up.waits.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.name);
    }
}

/// Counts a request as waiting while it does.
struct Waiting(Arc<AtomicUsize>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Pool {
    /// So many threads, before which so many requests wait at most, each for so long.
    pub(super) fn new(threads: usize, longest_queue: usize, longest_wait: Duration) -> io::Result<Self> {
        // One of the standard library has one receiver: sharing it would wake a second thread for every job.
        let (jobs, received) = crossbeam_channel::unbounded::<Job>();
        for number in 1..=threads {
            let received = received.clone();
            let name = format!("query-{number}");
            thread::Builder::new().name(name).stack_size(STACK).spawn(move || work(&received))?;
        }
        let (free, waiting) = (Arc::new(Semaphore::new(threads)), Arc::default());
        Ok(Self { jobs, free, threads, waiting, longest_queue, longest_wait, held_up: Arc::default() })
    }

    /// A thread, as soon as one is free. Whoever stops waiting (its client has gone) leaves the queue at once.
    pub(super) async fn place(&self) -> Result<Place, ApiError> {
        if let Ok(permit) = Arc::clone(&self.free).try_acquire_owned() {
            return Ok(Place(permit));
        }
        let waiting = Waiting(Arc::clone(&self.waiting));
        if waiting.0.fetch_add(1, Ordering::AcqRel) >= self.longest_queue {
            return Err(ApiError::busy());
        }
        let permit = tokio::time::timeout(self.longest_wait, self.next_free()).await;
        permit.ok().flatten().map(Place).ok_or_else(ApiError::busy)
    }

    /// The next thread that is free. Who waits long takes that of a client that lets others wait.
    async fn next_free(&self) -> Option<OwnedSemaphorePermit> {
        let mut free = pin!(Arc::clone(&self.free).acquire_owned());
        loop {
            tokio::select! {
                permit = free.as_mut() => return permit.ok(),
                () = tokio::time::sleep(PATIENCE / 4) => self.held_up.end_longest(),
            }
        }
    }

    /// Says that work on a thread of the pool waits for its client from now on.
    pub(super) fn wait_for_client(&self) -> Wait {
        let held_up = Arc::clone(&self.held_up);
        let name = (Instant::now(), held_up.count.fetch_add(1, Ordering::Relaxed));
        let unwanted = Arc::new(Notify::new());
        held_up.waits.lock().unwrap_or_else(PoisonError::into_inner).insert(name, Arc::clone(&unwanted));
        Wait { held_up, name, unwanted }
    }

    /// Does work on the thread that a place stands for; the place is free again when it is done.
    pub(super) fn run(&self, place: Place, job: impl FnOnce() + Send + 'static) {
        let job = Box::new(move || {
            job();
            drop(place.0);
        });
        // The threads live as long as the pool, and there is one free: that is what a place is.
        let _ = self.jobs.send(job);
    }

    /// How full it is now.
    pub(super) fn load(&self) -> Load {
        Load {
            running: self.threads - self.free.available_permits(),
            waiting: self.waiting.load(Ordering::Acquire),
            places: self.threads,
        }
    }
}

/// Does one job after another until the pool is gone. A job that panics has lost its answer, and nothing else.
fn work(jobs: &Receiver<Job>) {
    while let Ok(job) = jobs.recv() {
        // The panic has been printed; its place and its channel are given back by being dropped.
        let _ = panic::catch_unwind(AssertUnwindSafe(job));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn a_full_pool_lets_some_wait_and_refuses_the_rest() {
        let pool = Pool::new(1, 1, Duration::from_secs(60)).unwrap();
        let (done, wait) = mpsc::channel::<()>();
        pool.run(pool.place().await.unwrap(), move || _ = wait.recv());
        let mut second = Box::pin(pool.place());
        assert!(futures_poll(&mut second).await);
        assert_eq!(pool.load(), Load { running: 1, waiting: 1, places: 1 });
        assert!(pool.place().await.is_err(), "the queue is full");
        drop(second);
        assert_eq!(pool.load().waiting, 0, "who leaves gives up the place in the queue");
        drop(done);
        assert!(pool.place().await.is_ok());
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_place_back() {
        let pool = Pool::new(1, 1, Duration::from_secs(60)).unwrap();
        let (sender, receiver) = oneshot::channel::<()>();
        pool.run(pool.place().await.unwrap(), move || {
            let _kept = sender;
            panic::resume_unwind(Box::new("on purpose"));
        });
        assert!(receiver.await.is_err());
        let (sender, receiver) = oneshot::channel::<u8>();
        pool.run(pool.place().await.unwrap(), move || _ = sender.send(1));
        assert_eq!(receiver.await, Ok(1));
    }

    /// Polls once; whether it is still waiting.
    async fn futures_poll<T>(future: &mut std::pin::Pin<Box<impl Future<Output = T>>>) -> bool {
        std::future::poll_fn(|context| std::task::Poll::Ready(future.as_mut().poll(context).is_pending())).await
    }
}
