use super::*;
use crate::ledger::tests::caller;
use crate::ledger::{Caller, Handshake};

#[test]
fn executes_every_duplicate() {
    shows(Fault::EXECUTES_EVERY_DUPLICATE, "89 10", "78 20", |it| {
        pay(it, "10", "1");
        pay(it, "10", "1");
        balances(it)
    });
}

#[test]
fn executes_duplicate_after_reconnect() {
    shows(
        Fault::EXECUTES_DUPLICATE_AFTER_RECONNECT,
        "10 10 10",
        "10 10 20",
        |it| {
            let request = request(BOB, "10", "1");
            let seen: Vec<_> = [1, 1, 2]
                .map(|connection| {
                    it.transfer(
                        &Caller {
                            connection,
                            ..caller(ALICE)
                        },
                        &request,
                    )
                    .unwrap();
                    balance(it, BOB)
                })
                .into();
            seen.join(" ")
        },
    );
}

#[test]
fn executes_altered_duplicate() {
    shows(
        Fault::EXECUTES_ALTERED_DUPLICATE,
        "counterConflict 0 10 10",
        "success 1 30 30",
        |it| {
            pay(it, "10", "1");
            let told = [pay(it, "20", "1"), balance(it, BOB)].join(" ");
            pay(it, "10", "1");
            format!("{told} {}", balance(it, BOB))
        },
    );
}

#[test]
fn executes_altered_after_failure() {
    shows(
        Fault::EXECUTES_ALTERED_AFTER_FAILURE,
        "insufficientFunds, counterConflict 0; success, counterConflict 0; 10",
        "insufficientFunds, success 1; success, counterConflict 0; 20",
        |it| {
            let mut both = |first: &str, second: &str, counter: &str| {
                let first = pay(it, first, counter);
                let first = first.split(' ').next().unwrap_or_default().to_owned();
                format!("{first}, {}; ", pay(it, second, counter))
            };
            let (failed, made) = (both("1000", "10", "1"), both("10", "20", "2"));
            format!("{failed}{made}{}", balance(it, BOB))
        },
    );
}

#[test]
fn executes_lower_counter() {
    shows(
        Fault::EXECUTES_LOWER_COUNTER,
        "counterStale 0 10",
        "success 1 20",
        |it| {
            pay(it, "10", "2");
            format!("{} {}", pay(it, "10", "1"), balance(it, BOB))
        },
    );
}

#[test]
fn counter_shared_by_all_holders() {
    let right = "success success success success";
    let wrong = "success counterConflict success counterConflict";
    shows(Fault::COUNTER_SHARED_BY_ALL_HOLDERS, right, wrong, |it| {
        let payments = [
            (ALICE, BOB, "7"),
            (BOB, ALICE, "7"),
            (BOB, ALICE, "8"),
            (ALICE, BOB, "8"),
        ];
        let results = payments.map(|(payer, recipient, counter)| {
            let sum = if counter == "7" && payer == ALICE {
                "50"
            } else {
                "5"
            };
            send(it, payer, &request(recipient, sum, counter))
                .response
                .result
                .to_string()
        });
        results.join(" ")
    });
}

#[test]
fn failed_outcome_not_recorded() {
    shows(
        Fault::FAILED_OUTCOME_NOT_RECORDED,
        "insufficientFunds insufficientFunds",
        "insufficientFunds success",
        |it| {
            let request_of_bob = request(ALICE, "5", "1");
            let first = send(it, BOB, &request_of_bob).response.result;
            pay(it, "10", "1");
            format!("{first} {}", send(it, BOB, &request_of_bob).response.result)
        },
    );
}

#[test]
fn words_for_what_is_not_executed() {
    let story = |it: &mut dyn Ledger| {
        pay(it, "1", "2");
        [pay(it, "1", "2"), pay(it, "2", "2"), pay(it, "1", "1")].join(", ")
    };
    let right = "success 1, counterConflict 0, counterStale 0";
    shows(
        Fault::DUPLICATE_SAYS_REFUSED,
        right,
        "refused 0, counterConflict 0, counterStale 0",
        story,
    );
    shows(
        Fault::CONFLICT_SAYS_REFUSED,
        right,
        "success 1, refused 0, counterStale 0",
        story,
    );
    shows(
        Fault::STALE_SAYS_REFUSED,
        right,
        "success 1, counterConflict 0, refused 0",
        story,
    );
}

#[test]
fn counters_refused_without_need() {
    let story = |it: &mut dyn Ledger| {
        let maximum = "9223372036854775807";
        ["1000", "999", "1000", "1002", "1001", maximum]
            .map(|counter| pay(it, "1", counter))
            .join(", ")
    };
    let right = "success 1, counterStale 0, success 1, success 1, counterStale 0, success 1";
    let first = "refused 0, success 1, success 1, success 1, counterStale 0, success 1";
    shows(Fault::FIRST_COUNTER_MUST_BE_LOW, right, first, story);
    let gaps = "success 1, counterStale 0, success 1, refused 0, success 1, refused 0";
    shows(Fault::GAPS_REFUSED, right, gaps, story);
    let maximum = "success 1, counterStale 0, success 1, success 1, counterStale 0, refused 0";
    shows(Fault::MAXIMUM_REFUSED, right, maximum, story);
}

#[test]
fn maximum_wraps() {
    shows(
        Fault::MAXIMUM_WRAPS,
        "counterStale 0 counterStale 0 1",
        "counterStale 0 success 1 2",
        |it| {
            pay(it, "1", "5");
            let below = pay(it, "1", "4");
            told(it, &request(ALICE, "1", "9223372036854775807"));
            format!("{below} {} {}", pay(it, "1", "0"), balance(it, BOB))
        },
    );
}

#[test]
fn counters_out_of_range_executed() {
    let story = |it: &mut dyn Ledger| {
        let results = ["-1", "9223372036854775808", "seven"].map(|counter| {
            match it.transfer(&caller(ALICE), &request(BOB, "1", counter)) {
                Ok(settled) => settled.response.result.to_string(),
                Err(fault) => fault.code.to_string(),
            }
        });
        format!("{} {}", results.join(" "), balance(it, BOB))
    };
    shows(
        Fault::NEGATIVE_COUNTER_EXECUTED,
        "Client Client Client none",
        "success Client Client 1",
        story,
    );
    shows(
        Fault::COUNTER_BEYOND_MAXIMUM_EXECUTED,
        "Client Client Client none",
        "Client success Client 1",
        story,
    );
}

#[test]
fn deposits_request_advances_counter() {
    shows(
        Fault::DEPOSITS_REQUEST_ADVANCES_COUNTER,
        "success 1, success 1",
        "success 1, counterConflict 0",
        |it| {
            it.statement(&caller(ALICE));
            let first = pay(it, "1", "0");
            it.statement(&caller(ALICE));
            format!("{first}, {}", pay(it, "1", "1"))
        },
    );
}

#[test]
fn same_value_is_altered() {
    shows(Fault::SAME_VALUE_IS_ALTERED, "1 1", "1 2", |it| {
        pay(it, "1", "1");
        pay(it, "1", "1");
        let same = balance(it, BOB);
        told(
            it,
            &TransferFunds {
                transaction_id: "no. 1".into(),
                ..request(BOB, "1.0", "01")
            },
        );
        format!("{same} {}", balance(it, BOB))
    });
}

#[test]
fn fees_of_duplicates() {
    shows(
        Fault::FEE_AGAIN_ON_DUPLICATE,
        "success 1 89 10",
        "success 1 88 10",
        |it| {
            pay(it, "10", "1");
            format!("{} {}", pay(it, "10", "1"), balances(it))
        },
    );
    let full = Caller {
        handshake: Handshake::Full,
        ..caller(ALICE)
    };
    let mut it = ledger(&[Fault::FEE_AGAIN_ON_DUPLICATE]);
    it.transfer(&full, &request(BOB, "10", "1")).unwrap();
    it.transfer(&full, &request(BOB, "10", "1")).unwrap();
    assert_eq!(balance(&*it, ALICE), "87.5");
}
