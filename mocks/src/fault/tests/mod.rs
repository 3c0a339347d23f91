//! Each fault beside the reference: the same story, two endings.

mod amounts;
mod channel;
mod counters;
mod deposits;
mod description;
mod desk;
mod edges;
mod endurance;
mod fees;
mod list;
mod services;
mod soap;
mod sockets;
mod stacks;
mod subtle;
mod texts;
mod transfers;
mod waits;

use super::{Amendment, amend_accounts, amend_ledger};
use crate::Fault;
use crate::ledger::tests::{ALICE, BOB, amount, balance, fees, listed, request, send};
use crate::ledger::{Book, Counted, Ledger};
use wire::TransferFunds;

/// Alice has 100; fees are those of the ledger's tests.
fn ledger(faults: &[Fault]) -> Box<dyn Ledger> {
    ledger_of(faults, Book::new(fees(), [(ALICE, amount("100"))]))
}

fn ledger_of(faults: &[Fault], book: Book) -> Box<dyn Ledger> {
    let deeds = deeds(faults);
    let accounts = amend_accounts(&deeds, Box::new(book));
    amend_ledger(&deeds, Box::new(Counted::new(accounts)))
}

/// What these faults do.
fn deeds(faults: &[Fault]) -> Vec<Amendment> {
    faults.iter().map(|fault| fault.amendment()).collect()
}

/// Tells a story to the reference, and to the reference with a fault.
fn shows(fault: Fault, right: &str, wrong: &str, story: fn(&mut dyn Ledger) -> String) {
    assert_eq!(story(&mut *ledger(&[])), right, "without a fault");
    assert_eq!(story(&mut *ledger(&[fault])), wrong, "with {fault}");
}

/// Alice pays Bob; tells the result and the fee.
fn pay(ledger: &mut dyn Ledger, amount: &str, counter: &str) -> String {
    told(ledger, &request(BOB, amount, counter))
}

/// Alice sends this; tells the result and the fee.
fn told(ledger: &mut dyn Ledger, request: &TransferFunds) -> String {
    let response = send(ledger, ALICE, request).response;
    format!("{} {}", response.result, response.fee)
}

/// What Alice and Bob have.
fn balances(ledger: &dyn Ledger) -> String {
    format!("{} {}", balance(ledger, ALICE), balance(ledger, BOB))
}

/// What Bob is told of: amount, transaction id and userid of each deposit.
fn notices(ledger: &mut dyn Ledger) -> String {
    let listed = listed(ledger, BOB).into_iter();
    let notices =
        listed.map(|(sum, id, user)| format!("{sum}/{id}/{}", user.unwrap_or("-".into())));
    notices.collect::<Vec<_>>().join(" ")
}
