//! Answers at the wrong time.

use super::common::{wait_of, waiting};
use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;
use wire::Request;

/// Looks before the wait and after it, not during it.
pub(in crate::fault) struct SleepsWholeWait {
    right: Arc<dyn Service>,
}

impl SleepsWholeWait {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(SleepsWholeWait { right })
    }
}

impl Service for SleepsWholeWait {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        let Some(wait) = wait_of(request) else {
            return self.right.serve(caller, request);
        };
        Box::pin(async move {
            if !self.right.ledger().has_deposits(caller.holder) {
                sleep(wait + Duration::from_millis(1)).await;
            }
            self.right.serve(caller, &waiting(Duration::ZERO)).await
        })
    }

    delegate_service!();
}

/// Waits, whatever there is.
pub(in crate::fault) struct WaitsAnyway {
    right: Arc<dyn Service>,
}

impl WaitsAnyway {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(WaitsAnyway { right })
    }
}

impl Service for WaitsAnyway {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        let Some(wait) = wait_of(request) else {
            return self.right.serve(caller, request);
        };
        Box::pin(async move {
            if self.right.ledger().has_deposits(caller.holder) {
                sleep(wait).await;
            }
            self.right.serve(caller, request).await
        })
    }

    delegate_service!();
}
