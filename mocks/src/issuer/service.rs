//! The seam between HTTP and money, at which faults of time are put in.

use crate::ledger::{Caller, Ledger};
use std::future::Future;
use std::pin::Pin;
use std::sync::MutexGuard;
use wire::{Fault, Request, Response, soap};

/// What a request comes to, sooner or later.
pub(crate) type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, Fault>> + Send + 'a>>;

/// Serves requests of known holders.
///
/// An answer is dropped when the connection ends before it is ready: it must not have taken
/// deposits from the queue until it is ready.
pub(crate) trait Service: Send + Sync {
    /// Answers a request.
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a>;

    /// A connection ended in the middle of a request's body, of which this much had come.
    fn cut_off(&self, _caller: &Caller, _so_far: &[u8]) {}

    /// A connection ended; by a `reset`, what was sent last may not have been read.
    fn ended(&self, _caller: &Caller, _reset: bool) {}

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
