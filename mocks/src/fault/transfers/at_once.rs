//! Transfers that get in each other's way.

use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::{Caller, Order, negative};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::sleep;
use wire::{
    Amount, GetDepositsResponse, KeyId, Request, Response, TransferFunds, TransferFundsResponse,
    TransferResult,
};

/// How long a transfer takes, so that others meet it.
const PROCESSING: Duration = Duration::from_millis(10);

/// How long a deposits request is kept first, so that a transfer that was sent with it has begun.
const BEHIND: Duration = Duration::from_millis(3);

/// How many transfers are under way for each key.
#[derive(Default)]
struct UnderWay(Mutex<HashMap<KeyId, usize>>);

impl UnderWay {
    /// Counts one more until what comes back is dropped, and says whether there was another.
    fn enter(&self, key: KeyId) -> (bool, Entered<'_>) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = all.entry(key).or_default();
        *count += 1;
        (*count > 1, Entered { all: self, key })
    }

    fn is_there(&self, key: KeyId) -> bool {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&key).is_some_and(|count| *count > 0)
    }
}

struct Entered<'a> {
    all: &'a UnderWay,
    key: KeyId,
}

impl Drop for Entered<'_> {
    fn drop(&mut self) {
        let mut all = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = all.get_mut(&self.key) {
            *count -= 1;
        }
    }
}

/// Reads a recipient's balance, takes its time, and writes it back.
pub(in crate::fault) struct LostUpdate {
    right: Arc<dyn Service>,
    credited: UnderWay,
}

impl LostUpdate {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(LostUpdate {
            right,
            credited: UnderWay::default(),
        })
    }

    async fn transfer(
        &self,
        caller: &Caller,
        request: &Request,
        transfer: &TransferFunds,
    ) -> Result<Response, wire::Fault> {
        let Ok(order) = Order::read(transfer) else {
            return self.right.serve(caller, request).await;
        };
        let (is_second, _entered) = self.credited.enter(order.recipient);
        let before = self.right.ledger().record(caller.holder).map(|r| r.counter);
        let answer = self.right.serve(caller, request).await;
        let after = self.right.ledger().record(caller.holder).map(|r| r.counter);
        // A copy of what was executed already credits nothing.
        if is_second && before != after && is_success(&answer) {
            let lost = negative(order.amount);
            self.right.ledger().adjust(order.recipient, lost);
        }
        sleep(PROCESSING).await;
        answer
    }
}

fn is_success(answer: &Result<Response, wire::Fault>) -> bool {
    matches!(
        answer,
        Ok(Response::TransferFunds(TransferFundsResponse {
            result: TransferResult::Success,
            ..
        }))
    )
}

impl Service for LostUpdate {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        match request {
            Request::TransferFunds(transfer) => Box::pin(self.transfer(caller, request, transfer)),
            Request::GetDeposits(_) => self.right.serve(caller, request),
        }
    }

    delegate_service!();
}

/// Answers who asks while it pays from what it was told last.
pub(in crate::fault) struct AMomentAgo {
    right: Arc<dyn Service>,
    paying: UnderWay,
    told: Mutex<HashMap<KeyId, Amount>>,
}

impl AMomentAgo {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(AMomentAgo {
            right,
            paying: UnderWay::default(),
            told: Mutex::default(),
        })
    }

    async fn deposits(&self, caller: &Caller, request: &Request) -> Result<Response, wire::Fault> {
        sleep(BEHIND).await;
        let told = || self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let last = told().get(&caller.holder).copied();
        if let (true, Some(balance)) = (self.paying.is_there(caller.holder), last) {
            return Ok(Response::GetDeposits(GetDepositsResponse {
                deposits: Vec::new(),
                fee: Amount::ZERO,
                balance,
            }));
        }
        let answer = self.right.serve(caller, request).await;
        if let Ok(Response::GetDeposits(told_now)) = &answer {
            told().insert(caller.holder, told_now.balance);
        }
        answer
    }
}

impl Service for AMomentAgo {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            match request {
                Request::TransferFunds(_) => {
                    let (_, _entered) = self.paying.enter(caller.holder);
                    let answer = self.right.serve(caller, request).await;
                    sleep(PROCESSING).await;
                    answer
                }
                Request::GetDeposits(_) => self.deposits(caller, request).await,
            }
        })
    }

    delegate_service!();
}
