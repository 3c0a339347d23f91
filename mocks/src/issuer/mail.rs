//! The seam between HTTP and what is meant, at which faults of reading and writing are put in.

use crate::ledger::Caller;
use bytes::Bytes;
use http::Response;
use http::request::Parts;
use http_body_util::combinators::UnsyncBoxBody;
use wire::{Fault, Request};

/// What HTTP reads from and writes to: a connection's bytes, decrypted.
pub(crate) use super::channel::Stream as Line;

/// A request's body on its way in, without its transfer coding.
pub(crate) type Content = UnsyncBoxBody<Bytes, hyper::Error>;

/// A request as it came, whole.
#[derive(Clone)]
pub(crate) struct Letter {
    /// Its head.
    pub(crate) head: Parts,
    /// Its body, without its transfer coding.
    pub(crate) body: Vec<u8>,
}

impl Letter {
    /// The same with another body.
    pub(crate) fn with(&self, body: impl Into<Vec<u8>>) -> Letter {
        Letter {
            head: self.head.clone(),
            body: body.into(),
        }
    }
}

/// An HTTP answer, whole.
pub(crate) type Reply = Response<Bytes>;

/// How what comes over a connection is read, and what goes back is sent.
pub(crate) trait Mail: Send + Sync {
    /// A connection's bytes on their way between TLS and HTTP.
    fn line(&self, line: Line) -> Line {
        line
    }

    /// The answer to a request that is refused by its head: its body is not read.
    fn turn_away(&self, head: &Parts) -> Option<Reply>;

    /// A request's body before it is read.
    fn body(&self, _head: &Parts, body: Content) -> Content {
        body
    }

    /// What a request means.
    fn read(&self, caller: &Caller, letter: &Letter) -> Result<Request, Fault>;

    /// Sends an answer, or closes the connection without one.
    fn send(&self, _caller: &Caller, reply: Reply) -> Option<Reply> {
        Some(reply)
    }
}
