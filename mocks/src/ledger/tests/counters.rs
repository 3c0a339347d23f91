use super::*;
use crate::ledger::Settlement::{Conflict, Executed, Failed, Replayed, Stale};
use wire::FaultCode;
use wire::TransferResult::{
    CounterConflict, CounterStale, InsufficientFunds, InvalidAmount, Success,
};

/// What Bob's balance is after Alice has sent him 10 under counter 7, and then this.
fn after_seven(then: &TransferFunds) -> (Settled, String) {
    let mut ledger = ledger();
    send(&mut ledger, ALICE, &request(BOB, "10", "7"));
    let settled = send(&mut ledger, ALICE, then);
    (settled, balance(&ledger, BOB))
}

#[test]
fn a_higher_counter_executes_whatever_the_gap() {
    let (settled, bob) = after_seven(&request(BOB, "10", "4000"));
    assert_eq!(
        settled,
        Settled {
            how: Executed,
            response: told(Success, "1")
        }
    );
    assert_eq!(bob, "20");
}

#[test]
fn the_first_counter_may_be_any() {
    for counter in ["0", "+3398", "9223372036854775807"] {
        let mut ledger = ledger();
        assert_eq!(
            send(&mut ledger, ALICE, &request(BOB, "10", counter)).how,
            Executed,
            "{counter}"
        );
    }
}

#[test]
fn the_same_again_is_answered_and_not_executed() {
    let (settled, bob) = after_seven(&request(BOB, "10", "7"));
    assert_eq!(
        settled,
        Settled {
            how: Replayed,
            response: told(Success, "1")
        }
    );
    assert_eq!(bob, "10");
}

#[test]
fn content_is_compared_by_value() {
    let mut same = request(BOB, " 10.00 ", "007");
    same.recipient = same.recipient.to_lowercase();
    same.userid = Some(String::new());
    same.transaction_id = "no. 7".to_owned();
    assert_eq!(after_seven(&same).0.how, Replayed);
}

#[test]
fn other_content_is_a_conflict_in_every_part() {
    let original = request(BOB, "10", "7");
    let altered = [
        TransferFunds {
            amount: "20".into(),
            ..original.clone()
        },
        TransferFunds {
            amount: "ten".into(),
            ..original.clone()
        },
        TransferFunds {
            recipient: CAROL.to_string(),
            ..original.clone()
        },
        TransferFunds {
            transaction_id: "no. 7 ".into(),
            ..original.clone()
        },
        TransferFunds {
            userid: Some("bob".into()),
            ..original
        },
    ];
    for other in altered {
        let (settled, bob) = after_seven(&other);
        assert_eq!(
            settled,
            Settled {
                how: Conflict,
                response: told(CounterConflict, "0")
            }
        );
        assert_eq!(bob, "10");
    }
}

#[test]
fn a_lower_counter_is_stale() {
    let (settled, bob) = after_seven(&request(BOB, "10", "6"));
    assert_eq!(
        settled,
        Settled {
            how: Stale,
            response: told(CounterStale, "0")
        }
    );
    assert_eq!(bob, "10");
}

#[test]
fn a_failure_is_recorded_and_stands_when_money_has_come() {
    let mut ledger = ledger();
    let first = send(&mut ledger, BOB, &request(ALICE, "5", "1"));
    assert_eq!(
        first,
        Settled {
            how: Failed,
            response: told(InsufficientFunds, "0")
        }
    );
    send(&mut ledger, ALICE, &request(BOB, "50", "1"));
    let again = send(&mut ledger, BOB, &request(ALICE, "5", "1"));
    assert_eq!(
        again,
        Settled {
            how: Replayed,
            response: told(InsufficientFunds, "0")
        }
    );
    assert_eq!(balance(&ledger, BOB), "50");
    assert_eq!(send(&mut ledger, BOB, &request(ALICE, "5", "0")).how, Stale);
}

#[test]
fn an_invalid_amount_uses_its_counter_up() {
    let mut ledger = ledger();
    assert_eq!(
        send(&mut ledger, ALICE, &request(BOB, "-1", "7")).response,
        told(InvalidAmount, "0")
    );
    assert_eq!(
        send(&mut ledger, ALICE, &request(BOB, "1", "7")).how,
        Conflict
    );
}

#[test]
fn holders_count_by_themselves() {
    let mut ledger = ledger();
    send(&mut ledger, ALICE, &request(BOB, "50", "7"));
    assert_eq!(
        send(&mut ledger, BOB, &request(CAROL, "10", "7")).how,
        Executed
    );
    assert_eq!(
        send(&mut ledger, BOB, &request(CAROL, "10", "8")).how,
        Executed
    );
    assert_eq!(
        send(&mut ledger, ALICE, &request(BOB, "10", "8")).how,
        Executed
    );
}

#[test]
fn nothing_follows_the_maximum() {
    let mut ledger = ledger();
    send(
        &mut ledger,
        ALICE,
        &request(BOB, "10", "9223372036854775807"),
    );
    assert_eq!(
        send(&mut ledger, ALICE, &request(BOB, "10", "0")).how,
        Stale
    );
    assert_eq!(balance(&ledger, BOB), "10");
}

#[test]
fn what_is_no_counter_is_a_fault_and_records_nothing() {
    for counter in ["-1", "9223372036854775808", "seven", "", "1.0", "1e1"] {
        let mut ledger = ledger();
        let fault = ledger
            .transfer(&caller(ALICE), &request(BOB, "10", counter))
            .unwrap_err();
        assert_eq!(fault.code, FaultCode::Client, "{counter}");
        assert_eq!(ledger.record(ALICE), None);
        assert_eq!(balance(&ledger, ALICE), "100");
    }
}
