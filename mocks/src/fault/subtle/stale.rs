//! Balances from before, when there is much to do.

use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use wire::{Amount, KeyId, Request, Response};

/// From how many open requests on there is much to do.
const LOAD: usize = 500;

/// Remembers what each holder was told last, and how many requests are open.
pub(in crate::fault) struct StaleUnderLoad {
    right: Arc<dyn Service>,
    open: AtomicUsize,
    told: Mutex<HashMap<KeyId, Amount>>,
}

impl StaleUnderLoad {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(StaleUnderLoad {
            right,
            open: AtomicUsize::new(0),
            told: Mutex::default(),
        })
    }

    fn enter(&self) -> Open<'_> {
        self.open.fetch_add(1, Ordering::Relaxed);
        Open(&self.open)
    }

    /// The balance that is told: under load the one that was told before.
    fn tell(&self, holder: KeyId, balance: Amount) -> Amount {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let told = told.entry(holder).or_default();
        if self.open.load(Ordering::Relaxed) < LOAD {
            *told = balance;
        }
        *told
    }
}

impl Service for StaleUnderLoad {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            let _open = self.enter();
            let mut answer = self.right.serve(caller, request).await;
            if let Ok(Response::GetDeposits(list)) = &mut answer {
                list.balance = self.tell(caller.holder, list.balance);
            }
            answer
        })
    }

    delegate_service!();
}

/// A request that is being served, or waits; it is over when it is answered or its connection ends.
struct Open<'a>(&'a AtomicUsize);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
