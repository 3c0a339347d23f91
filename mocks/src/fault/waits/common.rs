//! What faults of waits have in common.

use std::time::Duration;
use wire::{GetDeposits, Request, Wait};

/// How long a request is to wait, if it is one that waits.
pub(super) fn wait_of(request: &Request) -> Option<Duration> {
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

/// Implements what a `Service` is besides serving by handing it on to a field.
macro_rules! delegate_service {
    ($field:ident) => {
        fn cut_off(&self, caller: &$crate::ledger::Caller, so_far: &[u8]) {
            self.$field.cut_off(caller, so_far);
        }
        fn ended(&self, caller: &$crate::ledger::Caller, cleanly: bool) {
            self.$field.ended(caller, cleanly);
        }
        fn ledger(&self) -> std::sync::MutexGuard<'_, Box<dyn $crate::ledger::Ledger>> {
            self.$field.ledger()
        }
    };
}
pub(in crate::fault) use delegate_service;
