//! Waits of another length than was asked for.

use super::common::{wait_of, waiting};
use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::sync::Arc;
use std::time::Duration;
use wire::{Fault, Request};

/// By how much too long is clearly too long: an empty list should come within 1 s after the wait.
const LATE: Duration = Duration::from_millis(1500);

/// No moment any more: at once is within a quarter of a second.
const NOT_AT_ONCE: Duration = Duration::from_millis(400);

/// The longest wait that is taken by who takes no long ones.
const SHORT: Duration = Duration::from_secs(30);

/// What is made of a request: another one, or a fault.
type Reading = fn(&Request) -> Result<Request, Fault>;

/// Reads requests its own way.
pub(in crate::fault) struct Lengths {
    right: Arc<dyn Service>,
    reading: Reading,
}

impl Lengths {
    pub(in crate::fault) fn halved(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Lengths::around(right, |request| {
            Ok(wait_of(request).map_or_else(|| request.clone(), |wait| waiting(wait / 2)))
        })
    }

    pub(in crate::fault) fn exceeded(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Lengths::around(right, |request| {
            Ok(wait_of(request).map_or_else(|| request.clone(), |wait| waiting(wait + LATE)))
        })
    }

    pub(in crate::fault) fn zero_waits(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Lengths::around(right, |request| match request {
            Request::GetDeposits(_) if written(request).parse() == Ok(0) => {
                Ok(waiting(NOT_AT_ONCE))
            }
            _ => Ok(request.clone()),
        })
    }

    pub(in crate::fault) fn long_refused(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Lengths::around(right, |request| match wait_of(request) {
            Some(wait) if wait > SHORT => Err(Fault::client("a wait is at most 30 s here")),
            _ => Ok(request.clone()),
        })
    }

    pub(in crate::fault) fn signed(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Lengths::around(right, |request| match wait_of(request) {
            Some(wait) if i32::try_from(wait.as_millis()).is_err() => Ok(waiting(Duration::ZERO)),
            _ => Ok(request.clone()),
        })
    }

    pub(in crate::fault) fn of_32_bits(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Lengths::around(right, |request| match written(request).parse::<u64>() {
            Ok(wait) => Ok(waiting(Duration::from_millis(wait & u64::from(u32::MAX)))),
            Err(_) => Ok(request.clone()),
        })
    }

    pub(in crate::fault) fn negative_taken(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Lengths::around(right, |request| match written(request).strip_prefix('-') {
            Some(digits) if digits.parse::<u64>().is_ok() => Ok(waiting(Duration::ZERO)),
            _ => Ok(request.clone()),
        })
    }

    pub(in crate::fault) fn fraction_taken(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Lengths::around(right, |request| match written(request).split_once('.') {
            Some((whole, _)) if whole.parse::<u32>().is_ok() => {
                Ok(waiting(Duration::from_millis(whole.parse().unwrap_or(0))))
            }
            _ => Ok(request.clone()),
        })
    }

    fn around(right: Arc<dyn Service>, reading: Reading) -> Arc<dyn Service> {
        Arc::new(Lengths { right, reading })
    }
}

impl Service for Lengths {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move { self.right.serve(caller, &(self.reading)(request)?).await })
    }

    delegate_service!();
}

/// The wait as it is written; nothing for a transfer.
fn written(request: &Request) -> &str {
    match request {
        Request::GetDeposits(request) => request.milliseconds_wait.trim(),
        Request::TransferFunds(_) => "",
    }
}
