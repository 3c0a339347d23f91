//! Deposits that come in the millisecond in which a wait ends.

use crate::fault::delegate::delegate_service;
use crate::fault::effects::succeeded;
use crate::fault::waits::wait_of;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use wire::{KeyId, Request, Response, TransferFunds};

/// How long a waiter is taken to be there whose time is over.
const LAST: Duration = Duration::from_millis(1);

/// Remembers whose wait ended with nothing, and when.
pub(in crate::fault) struct LostInTheLast {
    right: Arc<dyn Service>,
    ended: Mutex<HashMap<KeyId, Instant>>,
}

impl LostInTheLast {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(LostInTheLast {
            right,
            ended: Mutex::default(),
        })
    }

    fn ended(&self) -> MutexGuard<'_, HashMap<KeyId, Instant>> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands the deposit that a transfer has just made to a waiter who is not there any more.
    fn lose(&self, transfer: &TransferFunds) {
        let Ok(recipient) = KeyId::parse(&transfer.recipient) else {
            return;
        };
        let ended = self.ended().get(&recipient).copied();
        if ended.is_none_or(|ended| ended.elapsed() >= LAST) {
            return;
        }
        if let Some(deposits) = self.right.ledger().deposits_mut(recipient)
            && deposits
                .back()
                .is_some_and(|it| it.transaction_id == transfer.transaction_id)
        {
            deposits.pop_back();
        }
    }
}

impl Service for LostInTheLast {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            let answer = self.right.serve(caller, request).await;
            match (request, &answer) {
                (Request::TransferFunds(transfer), Ok(Response::TransferFunds(told)))
                    if succeeded(told) =>
                {
                    self.lose(transfer);
                }
                (_, Ok(Response::GetDeposits(list)))
                    if wait_of(request).is_some() && list.deposits.is_empty() =>
                {
                    self.ended().insert(caller.holder, Instant::now());
                }
                _ => {}
            }
            answer
        })
    }

    delegate_service!();
}
