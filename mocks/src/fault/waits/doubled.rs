//! One deposit for all who wait.

use super::common::{wait_of, waiting};
use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use wire::{Deposit, KeyId, Request, Response};

type Copies = UnboundedSender<Vec<Deposit>>;

/// Remembers who waits, so that all of a holder's requests get what one gets.
pub(in crate::fault) struct InTwoReplies {
    right: Arc<dyn Service>,
    waiting: Mutex<Vec<(KeyId, Copies)>>,
}

impl InTwoReplies {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(InTwoReplies {
            right,
            waiting: Mutex::default(),
        })
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<(KeyId, Copies)>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|(_, copies)| !copies.is_closed());
        waiting
    }

    fn copy(&self, holder: KeyId, deposits: &[Deposit]) {
        if deposits.is_empty() {
            return;
        }
        for (_, others) in self.waiting().iter().filter(|(waits, _)| *waits == holder) {
            let _ = others.send(deposits.to_vec());
        }
    }

    fn enter(&self, holder: KeyId) -> UnboundedReceiver<Vec<Deposit>> {
        let (copies, receiver) = unbounded_channel();
        self.waiting().push((holder, copies));
        receiver
    }
}

impl Service for InTwoReplies {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        if wait_of(request).is_none() {
            return self.right.serve(caller, request);
        }
        Box::pin(async move {
            let mut copies = self.enter(caller.holder);
            tokio::select! {
                biased;
                answer = self.right.serve(caller, request) => {
                    copies.close();
                    if let Ok(Response::GetDeposits(list)) = &answer {
                        self.copy(caller.holder, &list.deposits);
                    }
                    answer
                }
                Some(copied) = copies.recv() => {
                    let mut answer = self.right.serve(caller, &waiting(Duration::ZERO)).await;
                    if let Ok(Response::GetDeposits(list)) = &mut answer {
                        list.deposits.splice(0..0, copied);
                    }
                    answer
                }
            }
        })
    }

    delegate_service!();
}
