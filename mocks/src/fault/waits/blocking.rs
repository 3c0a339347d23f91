//! Waits that keep others waiting.

use super::common::wait_of;
use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use wire::{KeyId, Request};

/// Remembers the waits that are not over.
pub(in crate::fault) struct WaitBlocks {
    right: Arc<dyn Service>,
    waits: Mutex<Waits>,
    over: Notify,
    blocks: Blocks,
}

/// Whether this holder's wait blocks that message.
type Blocks = fn(KeyId, &Caller, &Request) -> bool;

#[derive(Default)]
struct Waits {
    open: HashMap<u64, KeyId>,
    begun: u64,
}

impl WaitBlocks {
    /// Everybody's messages.
    pub(in crate::fault) fn everybody(right: Arc<dyn Service>) -> Arc<dyn Service> {
        WaitBlocks::around(right, |_, _, _| true)
    }

    /// The transfers of the holder who waits.
    pub(in crate::fault) fn own_transfers(right: Arc<dyn Service>) -> Arc<dyn Service> {
        WaitBlocks::around(right, |waits, caller, request| {
            waits == caller.holder && matches!(request, Request::TransferFunds(_))
        })
    }

    fn around(right: Arc<dyn Service>, blocks: Blocks) -> Arc<dyn Service> {
        Arc::new(WaitBlocks {
            right,
            waits: Mutex::default(),
            over: Notify::new(),
            blocks,
        })
    }

    fn waits(&self) -> MutexGuard<'_, Waits> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Until all waits are over that have begun by now and block this. Those that begin later do
    /// not count, or nobody might ever be served.
    async fn queue(&self, caller: &Caller, request: &Request) {
        let mut before = self.waits().open.clone();
        before.retain(|_, waits| (self.blocks)(*waits, caller, request));
        loop {
            let mut over = pin!(self.over.notified());
            over.as_mut().enable();
            if !self
                .waits()
                .open
                .keys()
                .any(|number| before.contains_key(number))
            {
                return;
            }
            over.await;
        }
    }

    fn begin(&self, holder: KeyId) -> Open<'_> {
        let mut waits = self.waits();
        waits.begun += 1;
        let number = waits.begun;
        waits.open.insert(number, holder);
        Open { all: self, number }
    }
}

impl Service for WaitBlocks {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            self.queue(caller, request).await;
            let _open = wait_of(request).map(|_| self.begin(caller.holder));
            self.right.serve(caller, request).await
        })
    }

    delegate_service!();
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
