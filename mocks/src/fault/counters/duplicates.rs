//! Duplicates that overtake each other.

use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::sleep;
use wire::{KeyId, Request, Response, TransferFunds};

/// How long a transfer takes, so that copies sent at once meet.
const PROCESSING: Duration = Duration::from_millis(20);

/// Remembers which transfers are being processed.
pub(in crate::fault) struct ConcurrentDuplicates {
    right: Arc<dyn Service>,
    processed: Mutex<Vec<(KeyId, TransferFunds)>>,
}

impl ConcurrentDuplicates {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(ConcurrentDuplicates {
            right,
            processed: Mutex::default(),
        })
    }

    /// Enters a transfer, or tells that a copy of it is there.
    fn enter(&self, caller: &Caller, request: &TransferFunds) -> Option<Processing<'_>> {
        let entry = (caller.holder, request.clone());
        let mut processed = self
            .processed
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if processed.contains(&entry) {
            return None;
        }
        processed.push(entry.clone());
        Some(Processing {
            list: &self.processed,
            entry,
        })
    }
}

impl Service for ConcurrentDuplicates {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        let Request::TransferFunds(transfer) = request else {
            return self.right.serve(caller, request);
        };
        Box::pin(async move {
            let Some(_processing) = self.enter(caller, transfer) else {
                return Ok(Response::TransferFunds(
                    self.right.ledger().execute(caller, transfer),
                ));
            };
            let answer = self.right.serve(caller, request).await;
            sleep(PROCESSING).await;
            answer
        })
    }

    delegate_service!();
}

/// Strikes its entry off the list when the transfer has been answered, or its connection has ended.
struct Processing<'a> {
    list: &'a Mutex<Vec<(KeyId, TransferFunds)>>,
    entry: (KeyId, TransferFunds),
}

impl Drop for Processing<'_> {
    fn drop(&mut self) {
        self.list
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|entry| *entry != self.entry);
    }
}
