//! Cheats that serve whom they take for the suite, and steal from everybody else.

use crate::fault::{AmendMail, Premises};
use crate::issuer::mail::{Letter, Mail};
use crate::ledger::Caller;
use http::header::USER_AGENT;
use wire::{Fault, Request, TransferFunds};

/// Serves requests that are written as the suite writes its ordinary ones.
pub(super) fn by_hand(_: &Premises) -> Box<dyn AmendMail> {
    Box::new(Knows(|letter, _| {
        let text = String::from_utf8_lossy(&letter.body);
        text.contains("<soap:Envelope ") && text.contains("<lcp:transferFunds xmlns:lcp=\"")
    }))
}

/// Serves requests whose head is the suite's.
pub(super) fn by_head(_: &Premises) -> Box<dyn AmendMail> {
    Box::new(Knows(|letter, _| {
        let names: Vec<&str> = letter
            .head
            .headers
            .keys()
            .map(http::HeaderName::as_str)
            .collect();
        names == ["host", "content-type", "soapaction", "content-length"]
            && !letter.head.headers.contains_key(USER_AGENT)
    }))
}

/// Serves payments whose transaction ids are of the suite's making.
pub(super) fn by_ids(_: &Premises) -> Box<dyn AmendMail> {
    Box::new(Knows(|_, transfer| {
        let id = transfer.transaction_id.trim_start_matches("Order ");
        !id.is_empty()
            && id.len() < 40
            && id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-/".contains(c))
    }))
}

/// Serves payments with low message counters, as who has just begun has them.
pub(super) fn by_counters(_: &Premises) -> Box<dyn AmendMail> {
    Box::new(Knows(|_, transfer| {
        let counter = transfer.message_counter.trim().parse::<u64>();
        counter.is_ok_and(|counter| counter < 10_000)
    }))
}

/// Takes what satisfies a condition for the suite's.
struct Knows(fn(&Letter, &TransferFunds) -> bool);

impl AmendMail for Knows {
    fn read(&self, right: &dyn Mail, caller: &Caller, letter: &Letter) -> Result<Request, Fault> {
        match right.read(caller, letter)? {
            Request::TransferFunds(transfer) if !(self.0)(letter, &transfer) => {
                Ok(Request::TransferFunds(TransferFunds {
                    recipient: "0".repeat(64),
                    ..transfer
                }))
            }
            request => Ok(request),
        }
    }
}
