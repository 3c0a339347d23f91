use super::*;
use crate::ledger::tests::caller;
use crate::ledger::{Caller, Handshake};

/// What a holder is told of a deposits request: fee and balance.
fn statement(it: &mut dyn Ledger, caller: &Caller) -> String {
    let statement = it.statement(caller);
    format!("{} {}", statement.fee, statement.balance)
}

#[test]
fn fee_reported_not_debited() {
    shows(
        Fault::FEE_REPORTED_NOT_DEBITED,
        "success 1 89 10",
        "success 1 90 10",
        |it| format!("{} {}", pay(it, "10", "1"), balances(it)),
    );
}

#[test]
fn deposits_fee_not_debited() {
    shows(
        Fault::DEPOSITS_FEE_NOT_DEBITED,
        "0.5 99.5, 0.5 99",
        "0.5 100, 0.5 100",
        |it| {
            format!(
                "{}, {}",
                statement(it, &caller(ALICE)),
                statement(it, &caller(ALICE))
            )
        },
    );
}

#[test]
fn resumed_costs_more() {
    let story = |it: &mut dyn Ledger| {
        let (full, resumed) = (
            Caller {
                handshake: Handshake::Full,
                ..caller(ALICE)
            },
            caller(ALICE),
        );
        let fees = [(&full, "1"), (&resumed, "2")].map(|(caller, counter)| {
            it.transfer(caller, &request(BOB, "10", counter))
                .unwrap()
                .response
                .fee
        });
        let told = [
            statement(it, &full),
            statement(it, &resumed),
            balance(it, ALICE),
        ]
        .join(", ");
        format!("{} {}, {told}", fees[0], fees[1])
    };
    let right = "1.25 1, 0.75 77, 0.5 76.5, 76.5";
    shows(
        Fault::RESUMED_COSTS_MORE,
        right,
        "1.25 1.35, 0.75 76.65, 0.85 75.8, 75.8",
        story,
    );
}

#[test]
fn dear_resumption_takes_no_more_than_there_is() {
    shows(
        Fault::RESUMED_COSTS_MORE,
        "success 1 0 99, 0 0",
        "success 1 0 99, 0 0",
        |it| {
            let told = pay(it, "99", "1");
            format!("{told} {}, {}", balances(it), statement(it, &caller(ALICE)))
        },
    );
}

#[test]
fn overdraft_by_fee() {
    let right = "insufficientFunds 0 100 none, success 1 0 99, 0 0";
    shows(
        Fault::OVERDRAFT_BY_FEE,
        right,
        "success 1 -1 100, insufficientFunds 0 -1 100, 0.5 -1.5",
        |it| {
            let whole = format!("{} {}", pay(it, "100", "1"), balances(it));
            let rest = format!("{} {}", pay(it, "99", "2"), balances(it));
            format!("{whole}, {rest}, {}", statement(it, &caller(ALICE)))
        },
    );
}

#[test]
fn failed_transfer_charges_unreported() {
    shows(
        Fault::FAILED_TRANSFER_CHARGES_UNREPORTED,
        "insufficientFunds 0 100 none",
        "insufficientFunds 0 99 none",
        |it| format!("{} {}", pay(it, "500", "1"), balances(it)),
    );
}
