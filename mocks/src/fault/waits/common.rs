//! What faults of waits have in common.

use std::time::Duration;
use wire::{GetDeposits, Request, Wait};

/// How long a request is to wait, if it is one that waits.
pub(in crate::fault) fn wait_of(request: &Request) -> Option<Duration> {
    match request {
        Request::GetDeposits(request) => Wait::parse(&request.milliseconds_wait)
            .ok()
            .map(Wait::duration)
            .filter(|wait| !wait.is_zero()),
        Request::TransferFunds(_) => None,
    }
}

/// A deposits request that waits this long.
pub(super) fn waiting(wait: Duration) -> Request {
    Request::GetDeposits(GetDeposits {
        milliseconds_wait: wait.as_millis().to_string(),
    })
}
