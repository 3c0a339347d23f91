use super::*;
use wire::TransferResult::{InsufficientFunds, Success};

fn fresh(holder: KeyId) -> Caller {
    Caller {
        handshake: Handshake::Full,
        ..caller(holder)
    }
}

#[test]
fn a_full_handshake_costs_more_for_both_messages() {
    let mut ledger = ledger();
    let settled = ledger
        .transfer(&fresh(ALICE), &request(BOB, "10", "1"))
        .unwrap();
    assert_eq!(settled.response, told(Success, "1.25"));
    assert_eq!(balance(&ledger, ALICE), "88.75");
    assert_eq!(ledger.statement(&caller(BOB)).fee, amount("0.5"));
    let statement = ledger.statement(&fresh(BOB));
    assert_eq!(
        (statement.fee, statement.balance),
        (amount("0.75"), amount("8.75"))
    );
}

#[test]
fn a_replayed_answer_shows_the_recorded_fee() {
    let mut ledger = ledger();
    ledger
        .transfer(&fresh(ALICE), &request(BOB, "10", "1"))
        .unwrap();
    assert_eq!(
        send(&mut ledger, ALICE, &request(BOB, "10", "1")).response,
        told(Success, "1.25")
    );
    assert_eq!(balance(&ledger, ALICE), "88.75");
}

#[test]
fn the_fee_of_a_deposits_request_stops_at_nothing() {
    let mut ledger = ledger();
    send(&mut ledger, ALICE, &request(BOB, "0.7", "1"));
    let told = |ledger: &mut Counted| {
        let statement = ledger.statement(&caller(BOB));
        (statement.fee.to_string(), statement.balance.to_string())
    };
    assert_eq!(told(&mut ledger), ("0.5".into(), "0.2".into()));
    assert_eq!(told(&mut ledger), ("0.2".into(), "0".into()));
    assert_eq!(told(&mut ledger), ("0".into(), "0".into()));
}

#[test]
fn the_fee_decides_with_the_amount_whether_there_is_enough() {
    let mut ledger = ledger();
    let settled = ledger
        .transfer(&fresh(ALICE), &request(BOB, "99", "1"))
        .unwrap();
    assert_eq!(settled.response, told(InsufficientFunds, "0"));
    assert_eq!(balance(&ledger, ALICE), "100");
}

#[test]
fn value_is_conserved() {
    let mut ledger = ledger();
    let mut fees = amount("0");
    for (counter, sum) in [
        ("1", "10"),
        ("2", "0"),
        ("3", "1000"),
        ("3", "1000"),
        ("4", "0.000001"),
    ] {
        fees = fees
            .checked_add(
                send(&mut ledger, ALICE, &request(BOB, sum, counter))
                    .response
                    .fee,
            )
            .unwrap();
    }
    fees = fees
        .checked_add(ledger.statement(&caller(BOB)).fee)
        .unwrap();
    let left = ledger
        .balance(ALICE)
        .unwrap()
        .checked_add(ledger.balance(BOB).unwrap())
        .unwrap();
    assert_eq!(left.checked_add(fees).unwrap(), amount("100"));
}
