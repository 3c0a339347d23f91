//! Waits that keep others waiting.

use super::common::{delegate_service, wait_of};
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::collections::HashSet;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use wire::Request;

/// Remembers the waits that are not over.
pub(in crate::fault) struct WaitBlocks {
    right: Arc<dyn Service>,
    waits: Mutex<Waits>,
    over: Notify,
}

#[derive(Default)]
struct Waits {
    open: HashSet<u64>,
    begun: u64,
}

impl WaitBlocks {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(WaitBlocks {
            right,
            waits: Mutex::default(),
            over: Notify::new(),
        })
    }

    fn waits(&self) -> MutexGuard<'_, Waits> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Until all waits are over that have begun by now. Those that begin later do not count, or nobody might ever be served.
    async fn queue(&self) {
        let before = self.waits().open.clone();
        loop {
            let mut over = pin!(self.over.notified());
            over.as_mut().enable();
            if self.waits().open.is_disjoint(&before) {
                return;
            }
            over.await;
        }
    }

    fn begin(&self) -> Open<'_> {
        let mut waits = self.waits();
        waits.begun += 1;
        let number = waits.begun;
        waits.open.insert(number);
        Open { all: self, number }
    }
}

impl Service for WaitBlocks {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            self.queue().await;
            let _open = wait_of(request).map(|_| self.begin());
            self.right.serve(caller, request).await
        })
    }

    delegate_service!(right);
}

/// A wait, which is over when it is answered or when its connection ends.
struct Open<'a> {
    all: &'a WaitBlocks,
    number: u64,
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.all.waits().open.remove(&self.number);
        self.all.over.notify_waiters();
    }
}
