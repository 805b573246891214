//! The body of an answer, counted as it goes out; what is followed ends with it.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::Method;
use http_body::{Frame, SizeHint};

use super::Passage;

/// A body and the request it answers, which is over when this is dropped.
pub(super) struct Counted {
    body: Body,
    passage: Passage,
}

impl Counted {
    /// Counts from now on.
    pub(super) fn follow(body: Body, mut passage: Passage) -> Body {
        // Of these nothing is sent, and nobody asks for a first frame.
        passage.is_whole = body.is_end_stream() || passage.method == Method::HEAD;
        Body::new(Self { body, passage })
    }
}

impl HttpBody for Counted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        match &frame {
            Some(Ok(frame)) => {
                self.passage.bytes += frame.data_ref().map_or(0, Bytes::len) as u64;
                self.passage.is_whole |= self.body.is_end_stream();
            }
            Some(Err(_)) => {}
            None => self.passage.is_whole = true,
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
