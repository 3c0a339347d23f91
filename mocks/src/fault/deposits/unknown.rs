//! Askers who are not known.

use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::sync::Arc;
use wire::{Fault, Request};

/// Answers holders only.
pub(in crate::fault) struct UnknownKeys {
    right: Arc<dyn Service>,
}

impl UnknownKeys {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(UnknownKeys { right })
    }
}

impl Service for UnknownKeys {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            let answer = self.right.serve(caller, request).await;
            let asks = matches!(request, Request::GetDeposits(_));
            if asks && self.ledger().balance(caller.holder).is_none() {
                return Err(Fault::client("no account"));
            }
            answer
        })
    }

    delegate_service!();
}
