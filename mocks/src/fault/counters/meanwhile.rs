//! Transfers for which something is looked up, and used a moment later.

use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::{Caller, Content, Ledger, Record, negative};
use std::collections::BTreeSet;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::sleep;
use wire::{Amount, KeyId, MessageCounter, Request, Response, TransferFunds};

/// How long it takes to decide, so that others meet it.
const DECIDING: Duration = Duration::from_millis(10);

/// What was looked up: what the payer has, and the record of its counter.
struct Seen {
    balance: Option<Amount>,
    record: Option<Record>,
}

/// Puts back what was seen, as far as it has changed; what comes back is what was lent for that.
type Believe = fn(&mut dyn Ledger, &Caller, &TransferFunds, Seen) -> Amount;

/// Decides by what it saw a moment ago, and about a holder's lower counters first.
pub(in crate::fault) struct Meanwhile {
    right: Arc<dyn Service>,
    believe: Believe,
    arrived: AtomicU64,
    undecided: Mutex<BTreeSet<Place>>,
    decided: Notify,
}

/// Whose transfer, its counter, and how many came before it.
type Place = (KeyId, Option<MessageCounter>, u64);

impl Meanwhile {
    pub(in crate::fault) fn balance(right: Arc<dyn Service>) -> Arc<dyn Service> {
        let believe: Believe = |ledger, caller, _, seen| {
            let spent = seen.balance.zip(ledger.balance(caller.holder));
            let spent = spent.and_then(|(before, now)| before.checked_sub(now));
            let lent = spent.filter(|spent| spent.is_positive());
            let lent = lent.unwrap_or(Amount::ZERO);
            ledger.adjust(caller.holder, lent);
            lent
        };
        Meanwhile::around(right, believe)
    }

    pub(in crate::fault) fn counter(right: Arc<dyn Service>) -> Arc<dyn Service> {
        let believe: Believe = |ledger, caller, request, seen| {
            let used = ledger.record(caller.holder).is_some_and(|now| {
                let is_this = MessageCounter::parse(&request.message_counter) == Ok(now.counter);
                let was_free = seen.record.as_ref().is_none_or(|r| r.counter < now.counter);
                is_this && was_free && Content::of(request) != now.content
            });
            if used {
                ledger.set_record(caller.holder, seen.record);
            }
            Amount::ZERO
        };
        Meanwhile::around(right, believe)
    }

    fn around(right: Arc<dyn Service>, believe: Believe) -> Arc<dyn Service> {
        Arc::new(Meanwhile {
            right,
            believe,
            arrived: AtomicU64::new(0),
            undecided: Mutex::default(),
            decided: Notify::new(),
        })
    }

    fn undecided(&self) -> MutexGuard<'_, BTreeSet<Place>> {
        self.undecided
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn arrives(&self, caller: &Caller, transfer: &TransferFunds) -> Undecided<'_> {
        let counter = MessageCounter::parse(&transfer.message_counter).ok();
        let nth = self.arrived.fetch_add(1, Ordering::Relaxed);
        let place = (caller.holder, counter, nth);
        self.undecided().insert(place);
        Undecided { among: self, place }
    }

    async fn transfer(
        &self,
        caller: &Caller,
        request: &Request,
        transfer: &TransferFunds,
    ) -> Result<Response, wire::Fault> {
        let seen = {
            let ledger = self.right.ledger();
            Seen {
                balance: ledger.balance(caller.holder),
                record: ledger.record(caller.holder).cloned(),
            }
        };
        let turn = self.arrives(caller, transfer);
        sleep(DECIDING).await;
        turn.comes().await;
        let lent = (self.believe)(&mut **self.right.ledger(), caller, transfer, seen);
        let answer = self.right.serve(caller, request).await;
        self.right.ledger().adjust(caller.holder, negative(lent));
        answer
    }
}

/// A transfer's place among those that wait to be decided about, until it is dropped.
struct Undecided<'a> {
    among: &'a Meanwhile,
    place: Place,
}

impl Undecided<'_> {
    /// Until nothing of this holder is undecided that has a lower counter.
    async fn comes(&self) {
        loop {
            let mut decided = pin!(self.among.decided.notified());
            decided.as_mut().enable();
            let first = (self.place.0, None, 0);
            if self
                .among
                .undecided()
                .range(first..self.place)
                .next()
                .is_none()
            {
                return;
            }
            decided.await;
        }
    }
}

impl Drop for Undecided<'_> {
    fn drop(&mut self) {
        self.among.undecided().remove(&self.place);
        self.among.decided.notify_waiters();
    }
}

impl Service for Meanwhile {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        match request {
            Request::TransferFunds(transfer) => Box::pin(self.transfer(caller, request, transfer)),
            Request::GetDeposits(_) => self.right.serve(caller, request),
        }
    }

    delegate_service!();
}
