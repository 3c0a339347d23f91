//! The seam between HTTP and money, at which faults of time are put in.

use crate::ledger::{Caller, Ledger};
use std::future::Future;
use std::pin::Pin;
use std::sync::MutexGuard;
use wire::{Fault, Request, Response, soap};

/// What a request comes to, sooner or later.
pub(crate) type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, Fault>> + Send + 'a>>;

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With a TLS goodbye of the peer's, or by this side.
    Farewell,
    /// Without one.
    Abrupt,
    /// The peer threw away what was on its way to it.
    Reset,
}

/// Serves requests of known holders.
///
/// An answer is dropped when the connection ends before it is ready: it must not have taken
/// deposits from the queue until it is ready.
pub(crate) trait Service: Send + Sync {
    /// Answers a request.
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a>;

    /// A connection ended in the middle of a request's body, of which this much had come.
    fn cut_off(&self, _caller: &Caller, _so_far: &[u8]) {}

    /// A connection ended.
    fn ended(&self, _caller: &Caller, _how: End) {}

    /// Writes an answer down.
    fn write(&self, response: &Response) -> String {
        soap::response(response)
    }

    /// What is published about the service, if anything.
    fn describe(&self, document: String) -> Option<String> {
        Some(document)
    }

    /// The ledger, for a moment: not to be held while something else is awaited.
    fn ledger(&self) -> MutexGuard<'_, Box<dyn Ledger>>;
}
