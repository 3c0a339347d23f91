//! The reference ledger, row by row. Fees are 1 for a transfer, 0.5 for a deposits request, 0.25
//! more for a full handshake.

mod accounts;
mod amounts;
mod counters;
mod fees;

use super::{Accounts, Book, Caller, Counted, FeeSchedule, Handshake, Ledger, Settled};
use wire::{Amount, KeyId, TransferFunds, TransferFundsResponse, TransferResult};

pub(crate) const ALICE: KeyId = KeyId::from_bytes([0xA1; 32]);
pub(crate) const BOB: KeyId = KeyId::from_bytes([0xB0; 32]);
pub(crate) const CAROL: KeyId = KeyId::from_bytes([0xCA; 32]);

pub(crate) fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

pub(crate) fn fees() -> FeeSchedule {
    FeeSchedule {
        transfer: amount("1"),
        deposits: amount("0.5"),
        full_handshake: amount("0.25"),
    }
}

/// Alice has 100.
pub(crate) fn ledger() -> Counted {
    Counted::new(Box::new(Book::new(fees(), [(ALICE, amount("100"))])))
}

pub(crate) fn caller(holder: KeyId) -> Caller {
    Caller {
        holder,
        handshake: Handshake::Resumed,
        connection: 1,
    }
}

pub(crate) fn request(recipient: KeyId, amount: &str, counter: &str) -> TransferFunds {
    TransferFunds {
        recipient: recipient.to_string(),
        userid: None,
        amount: amount.to_owned(),
        transaction_id: format!("no. {counter}"),
        message_counter: counter.to_owned(),
    }
}

pub(crate) fn told(result: TransferResult, fee: &str) -> TransferFundsResponse {
    TransferFundsResponse {
        result,
        fee: amount(fee),
    }
}

pub(crate) fn send(ledger: &mut dyn Ledger, payer: KeyId, request: &TransferFunds) -> Settled {
    ledger.transfer(&caller(payer), request).unwrap()
}

pub(crate) fn balance(ledger: &dyn Accounts, holder: KeyId) -> String {
    ledger
        .balance(holder)
        .map_or_else(|| "none".to_owned(), |amount| amount.to_string())
}

/// What the holder is told to have received: amounts, transaction ids and userids.
pub(crate) fn listed(
    ledger: &mut dyn Accounts,
    holder: KeyId,
) -> Vec<(String, String, Option<String>)> {
    let deposits = ledger.statement(&caller(holder)).deposits;
    deposits
        .into_iter()
        .map(|it| (it.amount.to_string(), it.transaction_id, it.userid))
        .collect()
}
