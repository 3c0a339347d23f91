//! Waiters who are told, now and then, of what came for somebody else.

use super::chance::{Chance, Draws};
use crate::fault::delegate::delegate_service;
use crate::fault::effects::succeeded;
use crate::fault::waits::wait_of;
use crate::issuer::service::{Answer, Service};
use crate::ledger::{Caller, Order};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use wire::{Deposit, KeyId, Request, Response, TransferFunds};

/// Once in how many answers.
const ONCE_IN: u64 = 100;

/// How many deposits are remembered: among so many is one that is somebody else's.
const REMEMBERED: usize = 64;

/// How often it shows, and how often the suite looks.
pub(super) const CHANCE: Chance = Chance {
    per_trial: 1.0 / ONCE_IN as f64,
    trial: "an answer to a request that waited, of a holder whom nobody has paid",
    trials: 1448,
};

/// Remembers the latest deposits, and whose they are.
pub(in crate::fault) struct SomebodyElses {
    right: Arc<dyn Service>,
    memory: Mutex<Memory>,
}

struct Memory {
    draws: Draws,
    latest: VecDeque<(KeyId, Deposit)>,
}

impl SomebodyElses {
    pub(in crate::fault) fn around(right: Arc<dyn Service>, seed: u64) -> Arc<dyn Service> {
        Arc::new(SomebodyElses {
            right,
            memory: Mutex::new(Memory {
                draws: Draws::seeded(seed),
                latest: VecDeque::new(),
            }),
        })
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, transfer: &TransferFunds) {
        if let Ok(order) = Order::read(transfer) {
            let deposit = Deposit {
                transaction_id: order.transaction_id,
                amount: order.amount,
                userid: order.userid,
            };
            let mut memory = self.memory();
            memory.latest.push_front((order.recipient, deposit));
            memory.latest.truncate(REMEMBERED);
        }
    }

    /// Somebody else's deposits instead of these, if it happens now.
    fn swap(&self, holder: KeyId, deposits: &mut Vec<Deposit>) {
        let mut memory = self.memory();
        if !memory.draws.once_in(ONCE_IN) {
            return;
        }
        let other = memory.latest.iter().find(|(whose, _)| *whose != holder);
        if let Some((_, deposit)) = other {
            *deposits = vec![deposit.clone()];
        }
    }
}

impl Service for SomebodyElses {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            let mut answer = self.right.serve(caller, request).await;
            match (request, &mut answer) {
                (Request::TransferFunds(transfer), Ok(Response::TransferFunds(told)))
                    if succeeded(told) =>
                {
                    self.remember(transfer);
                }
                (_, Ok(Response::GetDeposits(list))) if wait_of(request).is_some() => {
                    self.swap(caller.holder, &mut list.deposits);
                }
                _ => {}
            }
            answer
        })
    }

    delegate_service!();
}
