//! The reference service: a ledger under a lock, and those who wait for deposits.

use super::closing::Closing;
use super::service::{Answer, Service};
use super::waiters::Waiters;
use crate::ledger::{Caller, Ledger, Settlement};
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, sleep_until};
use wire::{
    Fault, FaultCode, GetDeposits, GetDepositsResponse, KeyId, Request, Response, TransferFunds,
    TransferFundsResponse, Wait,
};

/// Timers count whole milliseconds, and a holder's clock may be read before ours: an empty list is
/// late rather than early.
const MARGIN: Duration = Duration::from_millis(1);

/// Serves requests as the profile wants it.
pub(crate) struct Teller {
    ledger: Mutex<Box<dyn Ledger>>,
    waiters: Waiters,
    longest_wait: Duration,
    closing: Closing,
}

impl Teller {
    /// Serves from this ledger until `closing` says true.
    pub(crate) fn new(ledger: Box<dyn Ledger>, longest_wait: Duration, closing: Closing) -> Teller {
        Teller {
            ledger: Mutex::new(ledger),
            waiters: Waiters::default(),
            longest_wait,
            closing,
        }
    }

    fn transfer(
        &self,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Result<TransferFundsResponse, Fault> {
        let settled = self.ledger().transfer(caller, request)?;
        if let (Settlement::Executed, Ok(recipient)) =
            (settled.how, KeyId::parse(&request.recipient))
        {
            self.waiters.ring(recipient);
        }
        Ok(settled.response)
    }

    async fn deposits(
        &self,
        caller: &Caller,
        request: &GetDeposits,
    ) -> Result<GetDepositsResponse, Fault> {
        let wait = Wait::parse(&request.milliseconds_wait)
            .map_err(|error| Fault::client(format!("millisecondsWait: {error}")))?
            .duration();
        if wait > self.longest_wait {
            return Err(Fault::client(format!(
                "a wait is at most {} ms here",
                self.longest_wait.as_millis()
            )));
        }
        let margin = if wait.is_zero() {
            Duration::ZERO
        } else {
            MARGIN
        };
        self.list_by(caller, Instant::now() + wait + margin).await
    }

    /// Answers when there are deposits or when the time has come.
    ///
    /// Nothing is taken from the queue before: a waiter who has hung up meanwhile leaves everything
    /// to the next one. Looking and taking is one step under the lock, at the end too, for another
    /// waiter of the same holder's may be quicker.
    async fn list_by(&self, caller: &Caller, end: Instant) -> Result<GetDepositsResponse, Fault> {
        let seat = self.waiters.enter(caller.holder);
        let mut closing = self.closing.clone();
        loop {
            let mut rung = pin!(seat.bell().notified());
            // Listening comes before looking: what arrives in between rings.
            rung.as_mut().enable();
            {
                let mut ledger = self.ledger();
                if ledger.has_deposits(caller.holder) || Instant::now() >= end {
                    let statement = ledger.statement(caller);
                    return ledger.sound().map(|()| statement);
                }
            }
            tokio::select! {
                // Yielding lets the connection find out first whether its peer is still there.
                () = rung => tokio::task::yield_now().await,
                () = sleep_until(end) => {}
                () = closing.said() => {
                    return Err(Fault::new(FaultCode::Server, "the issuer is closing"));
                }
            }
        }
    }
}

impl Service for Teller {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            match request {
                Request::TransferFunds(request) => {
                    self.transfer(caller, request).map(Response::TransferFunds)
                }
                Request::GetDeposits(request) => self
                    .deposits(caller, request)
                    .await
                    .map(Response::GetDeposits),
            }
        })
    }

    fn ledger(&self) -> MutexGuard<'_, Box<dyn Ledger>> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
