use super::*;
use crate::ledger::tests::CAROL;

#[test]
fn credits_amount_less_fee() {
    shows(
        Fault::CREDITS_AMOUNT_LESS_FEE,
        "89 10 10/no. 1/-",
        "89 9 9/no. 1/-",
        |it| {
            pay(it, "10", "1");
            format!("{} {}", balances(it), notices(it))
        },
    );
}

#[test]
fn unknown_recipient_loses_money() {
    shows(
        Fault::UNKNOWN_RECIPIENT_LOSES_MONEY,
        "success 1 89 10",
        "success 1 89 none",
        |it| format!("{} {}", pay(it, "10", "1"), balances(it)),
    );
}

#[test]
fn credits_a_millionth_too_much() {
    shows(
        Fault::CREDITS_A_MILLIONTH_TOO_MUCH,
        "89 10",
        "89 10.000001",
        |it| {
            pay(it, "10", "1");
            balances(it)
        },
    );
}

#[test]
fn insufficient_funds_executed() {
    shows(
        Fault::INSUFFICIENT_FUNDS_EXECUTED,
        "insufficientFunds 0 100 none",
        "success 1 -1 100",
        |it| format!("{} {}", pay(it, "100", "1"), balances(it)),
    );
    shows(
        Fault::INSUFFICIENT_FUNDS_EXECUTED,
        "insufficientFunds",
        "insufficientFunds",
        |it| {
            send(it, CAROL, &request(BOB, "1", "1"))
                .response
                .result
                .to_string()
        },
    );
}

#[test]
fn whole_balance_refused() {
    shows(
        Fault::WHOLE_BALANCE_REFUSED,
        "success 1 0 99",
        "insufficientFunds 0 100 0",
        |it| format!("{} {}", pay(it, "99", "1"), balances(it)),
    );
}

#[test]
fn failure_word_unspecific() {
    let wrong = "refused 0, refused 0";
    shows(
        Fault::FAILURE_WORD_UNSPECIFIC,
        "insufficientFunds 0, invalidAmount 0",
        wrong,
        |it| format!("{}, {}", pay(it, "1000", "1"), pay(it, "-1", "2")),
    );
}

#[test]
fn self_transfer_mints() {
    shows(
        Fault::SELF_TRANSFER_MINTS,
        "success 1 99",
        "success 1 109",
        |it| {
            format!(
                "{} {}",
                told(it, &request(ALICE, "10", "1")),
                balance(it, ALICE)
            )
        },
    );
}

#[test]
fn malformed_recipient_debits() {
    let malformed = |it: &mut dyn Ledger| {
        let request = TransferFunds {
            recipient: "Bob".into(),
            ..request(BOB, "10", "1")
        };
        format!("{} {}", told(it, &request), balances(it))
    };
    shows(
        Fault::MALFORMED_RECIPIENT_DEBITS,
        "invalidRecipient 0 100 none",
        "success 1 89 none",
        malformed,
    );
}

#[test]
fn full_width_recipient() {
    let wide = |it: &mut dyn Ledger| {
        let right = request(BOB, "10", "1");
        let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
        let request = TransferFunds {
            recipient: right.recipient.chars().map(wide).collect(),
            ..right
        };
        format!("{} {}", told(it, &request), balances(it))
    };
    shows(
        Fault::FULL_WIDTH_RECIPIENT_EXECUTED,
        "invalidRecipient 0 100 none",
        "success 1 89 10",
        wide,
    );
}

#[test]
fn lower_case_recipient_is_another_account() {
    shows(
        Fault::LOWER_CASE_RECIPIENT_IS_ANOTHER_ACCOUNT,
        "success 1 89 10",
        "success 1 89 none",
        |it| {
            let recipient = BOB.to_string().to_lowercase();
            format!(
                "{} {}",
                told(
                    it,
                    &TransferFunds {
                        recipient,
                        ..request(BOB, "10", "1")
                    }
                ),
                balances(it)
            )
        },
    );
    shows(
        Fault::LOWER_CASE_RECIPIENT_IS_ANOTHER_ACCOUNT,
        "success 1",
        "success 1",
        |it| pay(it, "1", "1"),
    );
}

#[test]
fn userid_names_the_payer() {
    shows(
        Fault::USERID_NAMES_THE_PAYER,
        "insufficientFunds 100 none",
        "success 89 10",
        |it| {
            let request = TransferFunds {
                userid: Some(ALICE.to_string()),
                ..request(BOB, "10", "1")
            };
            format!(
                "{} {}",
                send(it, CAROL, &request).response.result,
                balances(it)
            )
        },
    );
}

#[test]
fn failed_transfer_credits() {
    shows(
        Fault::FAILED_TRANSFER_CREDITS,
        "insufficientFunds 0 100 none",
        "insufficientFunds 0 100 500",
        |it| format!("{} {}", pay(it, "500", "1"), balances(it)),
    );
}

#[test]
fn failed_transfer_notifies() {
    shows(
        Fault::FAILED_TRANSFER_NOTIFIES,
        "insufficientFunds 0 ",
        "insufficientFunds 0 500/no. 1/-",
        |it| format!("{} {}", pay(it, "500", "1"), notices(it)),
    );
}

#[test]
fn creates_money_for_new_payer() {
    shows(
        Fault::CREATES_MONEY_FOR_NEW_PAYER,
        "insufficientFunds none none",
        "success 0 10",
        |it| {
            let result = send(it, CAROL, &request(BOB, "10", "1")).response.result;
            format!("{result} {} {}", balance(it, CAROL), balance(it, BOB))
        },
    );
}
