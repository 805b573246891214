//! Places for connections: which are being answered, and which only wait for their client.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use tokio::sync::Notify;

/// All places; the oldest connection first.
pub(super) struct Places {
    most: usize,
    taken: Arc<Mutex<Taken>>,
}

#[derive(Default)]
struct Taken {
    next: u64,
    places: BTreeMap<u64, Weak<Place>>,
}

/// A connection's place, given back when it is dropped.
pub(super) struct Place {
    number: u64,
    requests: Arc<AtomicUsize>,
    wanted: Notify,
    taken: Arc<Mutex<Taken>>,
}

/// A request under way on a connection.
pub(super) struct Busy(Arc<AtomicUsize>);

impl Places {
    pub(super) fn new(most: usize) -> Self {
        Self { most, taken: Arc::default() }
    }

    /// A place; where all are taken, that of the connection that has been waiting for its client since longest. There
    /// is none where all are being answered.
    pub(super) fn take(&self) -> Option<Arc<Place>> {
        let mut taken = lock(&self.taken);
        if taken.places.len() >= self.most {
            let idle = taken.places.iter().find_map(|(number, place)| {
                let place = place.upgrade()?;
                (place.requests.load(Ordering::Acquire) == 0).then_some((*number, place))
            });
            let (number, place) = idle?;
            taken.places.remove(&number);
            place.wanted.notify_one();
            // The last owner's drop wants the lock that is held here.
            drop(taken);
            drop(place);
            taken = lock(&self.taken);
        }
        let number = taken.next;
        taken.next += 1;
        let taken_by_all = Arc::clone(&self.taken);
        let place = Arc::new(Place { number, requests: Arc::default(), wanted: Notify::new(), taken: taken_by_all });
        taken.places.insert(number, Arc::downgrade(&place));
        Some(place)
    }
}

impl Place {
    /// Marks the connection as being answered.
    pub(super) fn busy(&self) -> Busy {
        self.requests.fetch_add(1, Ordering::AcqRel);
        Busy(Arc::clone(&self.requests))
    }

    /// Waits until another connection gets this place.
    pub(super) async fn is_wanted(&self) {
        self.wanted.notified().await;
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
        self.0.fetch_sub(1, Ordering::AcqRel);
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

    #[tokio::test]
    async fn who_waits_longest_makes_room_and_who_is_answered_does_not() {
        let places = Places::new(2);
        let (first, second) = (places.take().unwrap(), places.take().unwrap());
        let answered = first.busy();
        let third = places.take().expect("the second makes room");
        second.is_wanted().await;
        let also = third.busy();
        assert!(places.take().is_none(), "all are being answered");
        drop((answered, also, second));
        assert!(places.take().is_some());
    }

    #[test]
    fn a_place_is_given_back() {
        let places = Places::new(1);
        let answered = places.take().map(|place| place.busy());
        assert!(places.take().is_some());
        drop(answered);
        assert_eq!(lock(&places.taken).places.len(), 0);
    }
}
