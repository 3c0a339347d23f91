//! Waits of one holder that end together.

use super::common::{wait_of, waiting};
use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use wire::{GetDepositsResponse, KeyId, Request, Response};

/// Ends all waits of a holder when one of them ends in a certain way.
pub(in crate::fault) struct EndTogether {
    right: Arc<dyn Service>,
    ended: Mutex<HashMap<KeyId, Arc<Notify>>>,
    with: fn(&GetDepositsResponse) -> bool,
}

impl EndTogether {
    /// When one of them has the deposit for which all were woken.
    pub(in crate::fault) fn at_a_deposit(right: Arc<dyn Service>) -> Arc<dyn Service> {
        EndTogether::around(right, |list| !list.deposits.is_empty())
    }

    /// When the time of one of them is over.
    pub(in crate::fault) fn at_an_end(right: Arc<dyn Service>) -> Arc<dyn Service> {
        EndTogether::around(right, |list| list.deposits.is_empty())
    }

    fn around(right: Arc<dyn Service>, with: fn(&GetDepositsResponse) -> bool) -> Arc<dyn Service> {
        Arc::new(EndTogether {
            right,
            ended: Mutex::default(),
            with,
        })
    }

    fn ended(&self, holder: KeyId) -> Arc<Notify> {
        let mut ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(ended.entry(holder).or_default())
    }
}

impl Service for EndTogether {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        if wait_of(request).is_none() {
            return self.right.serve(caller, request);
        }
        Box::pin(async move {
            let ended = self.ended(caller.holder);
            let answer = tokio::select! {
                answer = self.right.serve(caller, request) => answer,
                () = ended.notified() => {
                    return self.right.serve(caller, &waiting(Duration::ZERO)).await;
                }
            };
            if let Ok(Response::GetDeposits(list)) = &answer
                && (self.with)(list)
            {
                ended.notify_waiters();
            }
            answer
        })
    }

    delegate_service!();
}

/// Leaves the user out of what those are told who waited for it.
pub(in crate::fault) struct WaitersGetNoUser {
    right: Arc<dyn Service>,
}

impl WaitersGetNoUser {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(WaitersGetNoUser { right })
    }
}

impl Service for WaitersGetNoUser {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            let waits =
                wait_of(request).is_some() && !self.right.ledger().has_deposits(caller.holder);
            let mut answer = self.right.serve(caller, request).await;
            if let (true, Ok(Response::GetDeposits(list))) = (waits, &mut answer) {
                for deposit in &mut list.deposits {
                    deposit.userid = None;
                }
            }
            answer
        })
    }

    delegate_service!();
}
