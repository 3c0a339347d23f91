use super::*;
use wire::TransferResult::{InsufficientFunds, InvalidRecipient, Refused, Success};

#[test]
fn a_transfer_debits_amount_and_fee_and_credits_the_amount() {
    let mut ledger = ledger();
    assert_eq!(
        send(&mut ledger, ALICE, &request(BOB, "10", "1")).response,
        told(Success, "1")
    );
    assert_eq!(balance(&ledger, ALICE), "89");
    assert_eq!(balance(&ledger, BOB), "10");
}

#[test]
fn the_papers_example_comes_out_to_the_digit() {
    let schedule = FeeSchedule {
        transfer: amount("1.2"),
        ..FeeSchedule::default()
    };
    let funds = [(ALICE, amount("200")), (BOB, amount("9100"))];
    let mut ledger = Counted::new(Box::new(Book::new(schedule, funds)));
    assert_eq!(
        send(&mut ledger, ALICE, &request(BOB, "100", "3398")).response,
        told(Success, "1.2")
    );
    assert_eq!(balance(&ledger, ALICE), "98.8");
    let statement = ledger.statement(&caller(BOB));
    assert_eq!(
        (statement.fee, statement.balance),
        (amount("0"), amount("9200"))
    );
}

#[test]
fn the_whole_balance_can_be_spent_and_no_more() {
    for (sum, result, left) in [
        ("99", Success, "0"),
        ("99.000001", InsufficientFunds, "100"),
    ] {
        let mut ledger = ledger();
        assert_eq!(
            send(&mut ledger, ALICE, &request(BOB, sum, "1"))
                .response
                .result,
            result
        );
        assert_eq!(balance(&ledger, ALICE), left);
    }
}

#[test]
fn a_payer_without_account_fails_and_gets_none() {
    let mut ledger = ledger();
    assert_eq!(
        send(&mut ledger, BOB, &request(CAROL, "1", "1")).response,
        told(InsufficientFunds, "0")
    );
    assert_eq!(
        (balance(&ledger, BOB), balance(&ledger, CAROL)),
        ("none".into(), "none".into())
    );
}

#[test]
fn a_transfer_to_oneself_costs_the_fee_and_is_notified() {
    let mut ledger = ledger();
    assert_eq!(
        send(&mut ledger, ALICE, &request(ALICE, "10", "1")).response,
        told(Success, "1")
    );
    assert_eq!(balance(&ledger, ALICE), "99");
    assert_eq!(
        listed(&mut ledger, ALICE),
        [("10".into(), "no. 1".into(), None)]
    );
}

#[test]
fn deposits_are_listed_once_in_order_of_arrival() {
    let mut ledger = ledger();
    for (counter, sum) in [("1", "3"), ("2", "1"), ("3", "2")] {
        send(&mut ledger, ALICE, &request(BOB, sum, counter));
    }
    assert!(ledger.has_deposits(BOB) && !ledger.has_deposits(ALICE));
    let amounts: Vec<_> = listed(&mut ledger, BOB)
        .into_iter()
        .map(|deposit| deposit.0)
        .collect();
    assert_eq!(amounts, ["3", "1", "2"]);
    assert_eq!(listed(&mut ledger, BOB), []);
}

#[test]
fn texts_arrive_as_they_were_written() {
    let mut ledger = ledger();
    let hostile = TransferFunds {
        transaction_id: "  <b>&amp;\u{202e}\u{1F4B0}\n".into(),
        userid: Some(" bob ".into()),
        ..request(BOB, "10", "1")
    };
    send(&mut ledger, ALICE, &hostile);
    let expected = (
        "10".to_owned(),
        hostile.transaction_id.clone(),
        hostile.userid.clone(),
    );
    assert_eq!(listed(&mut ledger, BOB), [expected]);
}

#[test]
fn an_empty_userid_is_none() {
    let mut ledger = ledger();
    send(
        &mut ledger,
        ALICE,
        &TransferFunds {
            userid: Some(String::new()),
            ..request(BOB, "10", "1")
        },
    );
    assert_eq!(
        listed(&mut ledger, BOB),
        [("10".into(), "no. 1".into(), None)]
    );
}

#[test]
fn texts_of_256_characters_are_taken_and_longer_ones_refused() {
    let long = |length| "\u{1F4B0}".repeat(length);
    let cases = [
        (
            TransferFunds {
                transaction_id: long(256),
                userid: Some(long(256)),
                ..request(BOB, "1", "1")
            },
            Success,
        ),
        (
            TransferFunds {
                transaction_id: long(257),
                ..request(BOB, "1", "1")
            },
            Refused,
        ),
        (
            TransferFunds {
                userid: Some(long(257)),
                ..request(BOB, "1", "1")
            },
            Refused,
        ),
    ];
    for (request, result) in cases {
        assert_eq!(send(&mut ledger(), ALICE, &request).response.result, result);
    }
}

#[test]
fn a_malformed_recipient_is_refused() {
    for recipient in [
        "",
        "Bob",
        &BOB.to_string()[1..],
        &format!("{BOB}0"),
        &format!("{BOB}").replace('B', "G"),
    ] {
        let mut ledger = ledger();
        let request = TransferFunds {
            recipient: recipient.to_owned(),
            ..request(BOB, "10", "1")
        };
        assert_eq!(
            send(&mut ledger, ALICE, &request).response,
            told(InvalidRecipient, "0"),
            "{recipient}"
        );
        assert_eq!(balance(&ledger, ALICE), "100");
    }
}

#[test]
fn a_key_that_was_never_seen_has_nothing() {
    let statement = ledger().statement(&caller(CAROL));
    assert_eq!(
        (statement.deposits.len(), statement.fee, statement.balance),
        (0, amount("0"), amount("0"))
    );
}

#[test]
fn several_funds_of_one_holder_add_up() {
    let book = Book::new(fees(), [(ALICE, amount("1")), (ALICE, amount("2.5"))]);
    assert_eq!(balance(&book, ALICE), "3.5");
}
