//! Places for connections: which are being answered, and which only wait for their client.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use tokio::sync::Notify;

/// All places.
pub(super) struct Places {
    most: usize,
    taken: Arc<Mutex<Taken>>,
    clock: Clock,
}

/// Counts the moments at which connections begin to wait.
type Clock = Arc<AtomicU64>;

#[derive(Default)]
struct Taken {
    next: u64,
    places: BTreeMap<u64, Weak<Place>>,
}

/// A connection's place, given back when it is dropped.
pub(super) struct Place {
    number: u64,
    pub(super) state: Arc<State>,
    wanted: Notify,
    taken: Arc<Mutex<Taken>>,
}

/// Whether a connection is being answered, or waits for its client: for a request, for the body of one, or for room to
/// write to.
pub(super) struct State {
    /// Requests under way.
    requests: AtomicUsize,
    /// What waits for the client while a request is under way.
    held_up: AtomicUsize,
    /// When the connection began to wait, if it does.
    since: AtomicU64,
    clock: Clock,
}

/// A request under way on a connection.
pub(super) struct Busy(Arc<State>);

/// A request under way waits for its client until this is dropped.
pub(super) struct HeldUp(Arc<State>);

impl Places {
    pub(super) fn new(most: usize) -> Self {
        Self { most, taken: Arc::default(), clock: Arc::default() }
    }

    /// A place; where all are taken, that of the connection that has been waiting for its client since longest. There
    /// is none where all are being answered.
    pub(super) fn take(&self) -> Option<Arc<Place>> {
        let mut taken = lock(&self.taken);
        if taken.places.len() >= self.most {
            // One that is being given back waits for the lock that is held here.
            taken.places.retain(|_, place| place.strong_count() > 0);
        }
        if taken.places.len() >= self.most {
            let places = taken.places.iter().filter_map(|(number, place)| Some((*number, place.upgrade()?)));
            let waiting = places.filter_map(|(number, place)| Some((place.state.waits_since()?, number, place)));
            let (_, number, place) = waiting.min_by_key(|(since, ..)| *since)?;
            taken.places.remove(&number);
            place.wanted.notify_one();
            // The last owner's drop wants the lock that is held here.
            drop(taken);
            drop(place);
            taken = lock(&self.taken);
        }
        let number = taken.next;
        taken.next += 1;
        let (state, taken_by_all) = (Arc::new(State::new(&self.clock)), Arc::clone(&self.taken));
        let place = Arc::new(Place { number, state, wanted: Notify::new(), taken: taken_by_all });
        taken.places.insert(number, Arc::downgrade(&place));
        Some(place)
    }
}

impl Place {
    /// Waits until another connection gets this place.
    pub(super) async fn is_wanted(&self) {
        self.wanted.notified().await;
    }
}

impl State {
    pub(super) fn new(clock: &Clock) -> Self {
        let state = Self { requests: 0.into(), held_up: 0.into(), since: 0.into(), clock: Arc::clone(clock) };
        state.begin_to_wait();
        state
    }

    fn begin_to_wait(&self) {
        self.since.store(self.clock.fetch_add(1, Ordering::AcqRel), Ordering::Release);
    }

    fn waits_since(&self) -> Option<u64> {
        let waits = self.requests.load(Ordering::Acquire) == 0 || self.held_up.load(Ordering::Acquire) > 0;
        waits.then(|| self.since.load(Ordering::Acquire))
    }

    /// Marks the connection as being answered.
    pub(super) fn busy(self: &Arc<Self>) -> Busy {
        self.requests.fetch_add(1, Ordering::AcqRel);
        Busy(Arc::clone(self))
    }

    /// Marks the answer as one that cannot go on without the client.
    pub(super) fn held_up(self: &Arc<Self>) -> HeldUp {
        if self.held_up.fetch_add(1, Ordering::AcqRel) == 0 {
            self.begin_to_wait();
        }
        HeldUp(Arc::clone(self))
    }
}

impl Drop for HeldUp {
    fn drop(&mut self) {
        self.0.held_up.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        lock(&self.taken).places.remove(&self.number);
    }
}

impl Busy {
    /// The connection is being answered until the last byte is out.
    pub(super) fn until_sent(self, body: Body) -> Body {
        if body.is_end_stream() { body } else { Body::new(Sent { body, _busy: self }) }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.begin_to_wait();
        self.0.requests.fetch_sub(1, Ordering::AcqRel);
    }
}

/// The body of a request, which makes its connection one that waits for its client from the first pause until it ends:
/// a byte now and then is no end of waiting.
pub(super) struct Coming<B> {
    body: B,
    state: Arc<State>,
    waits: Option<HeldUp>,
}

impl<B> Coming<B> {
    pub(super) fn new(body: B, state: &Arc<State>) -> Self {
        Self { body, state: Arc::clone(state), waits: None }
    }
}

impl<B: HttpBody + Unpin> HttpBody for Coming<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        let coming = &mut *self;
        let frame = Pin::new(&mut coming.body).poll_frame(cx);
        match &frame {
            Poll::Pending if coming.waits.is_none() => coming.waits = Some(coming.state.held_up()),
            Poll::Ready(None | Some(Err(_))) => coming.waits = None,
            Poll::Pending | Poll::Ready(Some(Ok(_))) => {}
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

struct Sent {
    body: Body,
    _busy: Busy,
}

impl HttpBody for Sent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Nothing is done under the lock that could panic.
fn lock(taken: &Mutex<Taken>) -> MutexGuard<'_, Taken> {
    taken.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_being_given_back_is_free() {
        let places = Places::new(1);
        lock(&places.taken).places.insert(7, Weak::new());
        assert!(places.take().is_some());
    }

    #[tokio::test]
    async fn who_waits_longest_makes_room_and_who_is_answered_does_not() {
        let places = Places::new(2);
        let (first, second) = (places.take().unwrap(), places.take().unwrap());
        let answered = first.state.busy();
        let third = places.take().expect("the second makes room");
        second.is_wanted().await;
        let also = third.state.busy();
        assert!(places.take().is_none(), "all are being answered");
        drop((answered, also, second));
        assert!(places.take().is_some());
    }

    #[tokio::test]
    async fn who_has_just_been_answered_has_not_waited_long() {
        let places = Places::new(2);
        let (first, second) = (places.take().unwrap(), places.take().unwrap());
        drop(first.state.busy());
        let _third = places.take().expect("the second makes room, which has asked nothing yet");
        second.is_wanted().await;
        let (_answered, waits) = (first.state.busy(), first.state.held_up());
        let _fourth = places.take().expect("the third makes room, which waits longer than the first for the rest");
        let _fifth = places.take().expect("the first makes room, whose client lets it wait");
        first.is_wanted().await;
        drop(waits);
    }

    #[tokio::test]
    async fn a_body_that_pauses_makes_its_connection_wait_until_it_ends() {
        let state = Arc::new(State::new(&Clock::default()));
        let _busy = state.busy();
        let (sender, receiver) = tokio::sync::mpsc::channel::<Result<Bytes, std::io::Error>>(1);
        let body = Body::from_stream(tokio_stream::wrappers::ReceiverStream::new(receiver));
        let mut body = Coming::new(body, &state);
        let mut poll = || Pin::new(&mut body).poll_frame(&mut Context::from_waker(std::task::Waker::noop())).is_ready();
        assert!(state.waits_since().is_none());
        assert!(!poll());
        let since = state.waits_since().expect("it waits");
        sender.send(Ok(Bytes::from_static(b"a"))).await.unwrap();
        assert!(poll() && state.waits_since() == Some(since), "a byte is no end of waiting");
        drop(sender);
        assert!(poll() && state.waits_since().is_none());
    }

    #[test]
    fn a_place_is_given_back() {
        let places = Places::new(1);
        let answered = places.take().map(|place| place.state.busy());
        assert!(places.take().is_some());
        drop(answered);
        assert_eq!(lock(&places.taken).places.len(), 0);
    }
}
