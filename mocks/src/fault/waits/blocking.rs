//! Waits that keep others waiting.

use super::common::wait_of;
use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;
use wire::{Fault, FaultCode, KeyId, Request};

/// Remembers the waits that are not over.
pub(in crate::fault) struct WaitBlocks {
    right: Arc<dyn Service>,
    waits: Mutex<Waits>,
    over: Notify,
    blocks: Blocks,
    /// Where it refuses what a wait blocks, so many waits are too many; otherwise each one keeps what it blocks.
    refuses_at: Option<usize>,
}

/// Whether this holder's wait blocks that message.
type Blocks = fn(KeyId, &Caller, &Request) -> bool;

/// So many wait at once before everybody else is turned away.
const POOL: usize = 20;

#[derive(Default)]
struct Waits {
    open: HashMap<u64, KeyId>,
    begun: u64,
}

impl WaitBlocks {
    /// Everybody's messages.
    pub(in crate::fault) fn everybody(right: Arc<dyn Service>) -> Arc<dyn Service> {
        WaitBlocks::around(right, None, |_, _, _| true)
    }

    /// Everybody's messages that do not wait, where many wait: there is nobody left who could serve them.
    pub(in crate::fault) fn refusing_at_twenty(right: Arc<dyn Service>) -> Arc<dyn Service> {
        WaitBlocks::around(right, Some(POOL), |_, _, request| {
            wait_of(request).is_none()
        })
    }

    /// The transfers of the holder who waits, which are refused.
    pub(in crate::fault) fn refusing_own_transfers(right: Arc<dyn Service>) -> Arc<dyn Service> {
        WaitBlocks::around(right, Some(1), own_transfer)
    }

    /// The transfers of the holder who waits.
    pub(in crate::fault) fn own_transfers(right: Arc<dyn Service>) -> Arc<dyn Service> {
        WaitBlocks::around(right, None, own_transfer)
    }

    fn around(
        right: Arc<dyn Service>,
        refuses_at: Option<usize>,
        blocks: Blocks,
    ) -> Arc<dyn Service> {
        Arc::new(WaitBlocks {
            right,
            waits: Mutex::default(),
            over: Notify::new(),
            blocks,
            refuses_at,
        })
    }

    fn waits(&self) -> MutexGuard<'_, Waits> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Until all waits are over that have begun by now and block this. Those that begin later do
    /// not count, or nobody might ever be served.
    async fn queue(&self, caller: &Caller, request: &Request) -> Result<(), Fault> {
        let mut before = self.waits().open.clone();
        before.retain(|_, waits| (self.blocks)(*waits, caller, request));
        if let Some(many) = self.refuses_at {
            return if before.len() < many {
                Ok(())
            } else {
                Err(Fault::new(
                    FaultCode::Server,
                    "somebody waits: come back later",
                ))
            };
        }
        loop {
            let mut over = pin!(self.over.notified());
            over.as_mut().enable();
            if !self
                .waits()
                .open
                .keys()
                .any(|number| before.contains_key(number))
            {
                return Ok(());
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
            self.queue(caller, request).await?;
            let _open = wait_of(request).map(|_| self.begin(caller.holder));
            self.right.serve(caller, request).await
        })
    }

    delegate_service!();
}

fn own_transfer(waits: KeyId, caller: &Caller, request: &Request) -> bool {
    waits == caller.holder && matches!(request, Request::TransferFunds(_))
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
