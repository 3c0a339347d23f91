//! Waits that go on when nobody waits any more.

use crate::fault::delegate::delegate_service;
use crate::fault::waits::wait_of;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::sync::Arc;
use wire::{Fault, FaultCode, Request};

/// Lets waits run on their own, so that the end of a connection does not end them.
pub(in crate::fault) struct TakenByTheGone {
    right: Arc<dyn Service>,
}

impl TakenByTheGone {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(TakenByTheGone { right })
    }
}

impl Service for TakenByTheGone {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        if wait_of(request).is_none() {
            return self.right.serve(caller, request);
        }
        let (right, caller, request) = (self.right.clone(), *caller, request.clone());
        let wait = tokio::spawn(async move { right.serve(&caller, &request).await });
        Box::pin(async move {
            wait.await
                .unwrap_or_else(|_| Err(Fault::new(FaultCode::Server, "the wait broke off")))
        })
    }

    delegate_service!();
}
