//! A service without sockets, for faults of time.

use super::*;
use crate::issuer::closing::{Close, Closing};
use crate::issuer::server::service;
use crate::issuer::service::Service;
use crate::ledger::FeeSchedule;
use crate::ledger::tests::caller;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;
use wire::{Fault as SoapFault, GetDeposits, KeyId, Request, Response};

pub(super) const LONG: &str = "60000";

/// A service whose holders pay nothing; Alice has 100.
#[derive(Clone)]
pub(super) struct Desk {
    service: Arc<dyn Service>,
    _close: Arc<Close>,
}

impl Desk {
    pub(super) fn with(faults: &[Fault]) -> Desk {
        let (close, closing): (Close, Closing) = Close::new();
        let book = Book::new(FeeSchedule::default(), [(ALICE, amount("100"))]);
        let service = service(faults, book, Duration::from_secs(600), closing);
        Desk {
            service,
            _close: Arc::new(close),
        }
    }

    /// The ids of the deposits that are listed.
    pub(super) async fn ask(&self, holder: KeyId, wait: &str) -> Result<Vec<String>, SoapFault> {
        let request = Request::GetDeposits(GetDeposits {
            milliseconds_wait: wait.to_owned(),
        });
        match self.service.serve(&caller(holder), &request).await? {
            Response::GetDeposits(list) => Ok(list
                .deposits
                .into_iter()
                .map(|it| it.transaction_id)
                .collect()),
            other => panic!("{other:?}"),
        }
    }

    /// A request that has been sent and is being served.
    pub(super) async fn asking(
        &self,
        holder: KeyId,
        wait: &'static str,
    ) -> JoinHandle<Result<Vec<String>, SoapFault>> {
        let desk = self.clone();
        let asking = tokio::spawn(async move { desk.ask(holder, wait).await });
        // On a runtime of one thread the request gets its turn, and goes as far as it can.
        tokio::task::yield_now().await;
        asking
    }

    pub(super) async fn pay(&self, recipient: KeyId, counter: &str) -> String {
        let request = Request::TransferFunds(request(recipient, "1", counter));
        match self.service.serve(&caller(ALICE), &request).await {
            Ok(Response::TransferFunds(response)) => response.result.to_string(),
            other => panic!("{other:?}"),
        }
    }

    /// The balance that is told.
    pub(super) async fn balance(&self, holder: KeyId) -> String {
        let request = Request::GetDeposits(GetDeposits {
            milliseconds_wait: "0".to_owned(),
        });
        match self.service.serve(&caller(holder), &request).await {
            Ok(Response::GetDeposits(list)) => list.balance.to_string(),
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn has(&self, holder: KeyId) -> String {
        balance(&**self.service.ledger(), holder)
    }
}

/// How long something takes.
pub(super) async fn lasting<T>(deed: impl Future<Output = T>) -> (T, Duration) {
    let begun = Instant::now();
    (deed.await, begun.elapsed())
}

pub(super) fn ids(ids: &[&str]) -> Result<Vec<String>, SoapFault> {
    Ok(ids.iter().map(|id| (*id).to_owned()).collect())
}
