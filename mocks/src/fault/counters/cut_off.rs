//! Requests of which only the beginning came.

use crate::fault::delegate::delegate_service;
use crate::issuer::service::Service;
use crate::ledger::Caller;
use std::sync::Arc;
use wire::{KeyId, MessageCounter, TransferFunds};

/// Makes the best of what has come: a part that did not gets a value that will do.
pub(in crate::fault) struct HalfRequests {
    right: Arc<dyn Service>,
    /// Of what it is made: of this much at least.
    enough: fn(&str) -> bool,
}

impl HalfRequests {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        let enough = |so_far: &str| so_far.contains("transferFunds");
        Arc::new(HalfRequests { right, enough })
    }

    pub(in crate::fault) fn whole_documents(right: Arc<dyn Service>) -> Arc<dyn Service> {
        let enough = |so_far: &str| so_far.trim_end().ends_with("Envelope>");
        Arc::new(HalfRequests { right, enough })
    }
}

impl Service for HalfRequests {
    fn cut_off(&self, caller: &Caller, so_far: &[u8]) {
        let so_far = String::from_utf8_lossy(so_far);
        let mut ledger = self.right.ledger();
        let next = || {
            let highest = ledger.record(caller.holder).map(|record| record.counter);
            highest
                .and_then(MessageCounter::next)
                .map_or_else(|| "0".to_owned(), |it| it.to_string())
        };
        if !(self.enough)(&so_far) {
            return;
        }
        let part = |name: &str| part(&so_far, name).map(str::to_owned);
        let request = TransferFunds {
            recipient: part("recipient").unwrap_or_else(|| KeyId::from_bytes([0; 32]).to_string()),
            userid: part("userid"),
            amount: part("amount").unwrap_or_else(|| "1".to_owned()),
            transaction_id: part("transactionId").unwrap_or_default(),
            message_counter: part("messageCounter").unwrap_or_else(next),
        };
        // Nobody is left to be told what came of it.
        let _ = ledger.transfer(caller, &request);
    }

    delegate_service!(serve, ended, write, describe, ledger);
}

/// The text of a part that has come as a whole.
fn part<'a>(so_far: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = so_far.split_once(&format!("<{name}>"))?;
    rest.split_once("</").map(|(text, _)| text)
}
