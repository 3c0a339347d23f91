//! Faults of how a request comes over its connection.

use crate::fault::mail::AmendMail;
use crate::issuer::http::last;
use crate::issuer::mail::{Content, Mail, Reply};
use bytes::Bytes;
use http::StatusCode;
use http::header::{EXPECT, TRANSFER_ENCODING};
use http::request::Parts;
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

pub(in crate::fault) fn no_chunks(head: &Parts) -> Option<Reply> {
    let is_chunked = head.headers.contains_key(TRANSFER_ENCODING);
    is_chunked.then(|| last(StatusCode::LENGTH_REQUIRED))
}

pub(in crate::fault) fn no_expectations(head: &Parts) -> Option<Reply> {
    let expects = head.headers.contains_key(EXPECT);
    expects.then(|| last(StatusCode::EXPECTATION_FAILED))
}

/// Takes what is there of a body of stated length for all of it.
pub(in crate::fault) struct FirstSegment;

impl AmendMail for FirstSegment {
    fn body(&self, right: &dyn Mail, head: &Parts, body: Content) -> Content {
        let body = right.body(head, body);
        if head.headers.contains_key(TRANSFER_ENCODING) {
            return body;
        }
        FirstFrame { body, seen: false }.boxed_unsync()
    }
}

/// A body that ends with its first frame.
struct FirstFrame {
    body: Content,
    seen: bool,
}

impl Body for FirstFrame {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        if self.seen {
            return Poll::Ready(None);
        }
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        self.seen = true;
        Poll::Ready(frame)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
