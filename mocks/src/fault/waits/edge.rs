//! Deposits that come when a wait ends.

use super::common::{wait_of, waiting};
use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};
use wire::{KeyId, Request, Response, TransferFunds, TransferResult};

/// How near the end is the edge.
const EDGE: Duration = Duration::from_millis(25);

/// Remembers when waits end.
pub(in crate::fault) struct LostAtEdge {
    right: Arc<dyn Service>,
    ends: Mutex<Vec<(KeyId, Instant)>>,
}

impl LostAtEdge {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(LostAtEdge {
            right,
            ends: Mutex::default(),
        })
    }

    fn begin(&self, holder: KeyId, end: Instant) {
        let mut ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        ends.retain(|(_, end)| *end + EDGE >= Instant::now());
        ends.push((holder, end));
    }

    /// A wait that was answered has no end any more.
    fn forget(&self, holder: KeyId, end: Instant) {
        let mut ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        ends.retain(|entry| *entry != (holder, end));
    }

    fn at_edge(&self, holder: KeyId) -> bool {
        let now = Instant::now();
        let ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        ends.iter()
            .any(|(who, end)| *who == holder && *end <= now + EDGE && now <= *end + EDGE)
    }

    /// Takes the deposit that a transfer has just made from the queue; the money stays.
    fn lose(&self, transfer: &TransferFunds) {
        let Ok(recipient) = KeyId::parse(&transfer.recipient) else {
            return;
        };
        let mut ledger = self.right.ledger();
        if self.at_edge(recipient)
            && let Some(deposits) = ledger.deposits_mut(recipient)
            && deposits
                .back()
                .is_some_and(|it| it.transaction_id == transfer.transaction_id)
        {
            deposits.pop_back();
        }
    }
}

impl Service for LostAtEdge {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            if let Request::TransferFunds(transfer) = request {
                let answer = self.right.serve(caller, request).await;
                if let Ok(Response::TransferFunds(told)) = &answer
                    && told.result == TransferResult::Success
                {
                    self.lose(transfer);
                }
                return answer;
            }
            let Some(wait) = wait_of(request) else {
                return self.right.serve(caller, request).await;
            };
            let end = Instant::now() + wait;
            self.begin(caller.holder, end);
            tokio::select! {
                biased;
                answer = self.right.serve(caller, request) => {
                    self.forget(caller.holder, end);
                    return answer;
                }
                // Whoever still looked could be quicker than the loss.
                () = sleep_until(end.checked_sub(EDGE).unwrap_or(end)) => {}
            }
            sleep_until(end + Duration::from_millis(1)).await;
            self.right.serve(caller, &waiting(Duration::ZERO)).await
        })
    }

    delegate_service!();
}
