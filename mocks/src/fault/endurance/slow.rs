//! A sender that keeps others waiting until it has said all.

use crate::fault::mail::{AmendMail, Premises};
use crate::issuer::mail::{Content, Mail};
use bytes::Bytes;
use http::request::Parts;
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::{Mutex, OwnedMutexGuard};

/// Reads one body to its end before it reads the next.
#[derive(Default)]
pub(in crate::fault) struct OneByOne {
    desk: Arc<Mutex<()>>,
}

impl OneByOne {
    pub(in crate::fault) fn bodies(_: &Premises) -> Box<dyn AmendMail> {
        Box::new(OneByOne::default())
    }
}

impl AmendMail for OneByOne {
    fn body(&self, right: &dyn Mail, head: &Parts, body: Content) -> Content {
        let queue = Queue {
            body: right.body(head, body),
            turn: Turn::Waiting(Box::pin(Arc::clone(&self.desk).lock_owned())),
        };
        queue.boxed_unsync()
    }
}

/// A body that is read in its turn.
struct Queue {
    body: Content,
    turn: Turn,
}

enum Turn {
    Waiting(Pin<Box<dyn Future<Output = OwnedMutexGuard<()>> + Send>>),
    /// Until the body is dropped.
    Come(#[expect(dead_code, reason = "it is held, not looked at")] OwnedMutexGuard<()>),
}

impl Body for Queue {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        if let Turn::Waiting(turn) = &mut self.turn {
            let Poll::Ready(come) = turn.as_mut().poll(context) else {
                return Poll::Pending;
            };
            self.turn = Turn::Come(come);
        }
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
