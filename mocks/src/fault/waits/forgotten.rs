//! Deposits that are credited and not listed, because of a wait.

use super::common::{wait_of, waiting};
use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;
use wire::{Request, Response};

/// Takes the list from the queue and does not write it down when nobody waits for it.
pub(in crate::fault) struct ForgottenAtZero {
    right: Arc<dyn Service>,
}

impl ForgottenAtZero {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(ForgottenAtZero { right })
    }
}

impl Service for ForgottenAtZero {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            let mut answer = self.right.serve(caller, request).await;
            if let (None, Ok(Response::GetDeposits(list))) = (wait_of(request), &mut answer) {
                list.deposits.clear();
            }
            answer
        })
    }

    delegate_service!();
}

/// Looks before the wait; what comes during it is taken for what had been there.
pub(in crate::fault) struct ForgottenDuringWait {
    right: Arc<dyn Service>,
}

impl ForgottenDuringWait {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(ForgottenDuringWait { right })
    }
}

impl Service for ForgottenDuringWait {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        let Some(wait) = wait_of(request) else {
            return self.right.serve(caller, request);
        };
        Box::pin(async move {
            if !self.right.ledger().has_deposits(caller.holder) {
                sleep(wait + Duration::from_millis(1)).await;
                if let Some(deposits) = self.right.ledger().deposits_mut(caller.holder) {
                    deposits.clear();
                }
            }
            self.right.serve(caller, &waiting(Duration::ZERO)).await
        })
    }

    delegate_service!();
}
