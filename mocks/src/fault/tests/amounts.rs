use super::*;
use crate::ledger::tests::caller;

#[test]
fn binary_floating_point() {
    shows(
        Fault::BINARY_FLOATING_POINT,
        "0.5 and 0.5",
        "0.5 and 0.499999",
        |it| {
            for counter in 0..10 {
                pay(it, "0.1", &counter.to_string());
            }
            let statement = it.statement(&caller(BOB));
            format!("{} and {}", statement.fee, statement.balance)
        },
    );
}

#[test]
fn rounds_amounts_to_cents() {
    let wrong = "success 1 97.99 1.01, invalidAmount 0";
    shows(
        Fault::ROUNDS_AMOUNTS_TO_CENTS,
        "success 1 97.994 1.006, success 1",
        wrong,
        |it| {
            format!(
                "{} {}, {}",
                pay(it, "1.006", "1"),
                balances(it),
                pay(it, "0.000001", "2")
            )
        },
    );
}

#[test]
fn large_amounts_refused() {
    let right = "insufficientFunds 0, insufficientFunds 0";
    shows(
        Fault::LARGE_AMOUNTS_REFUSED,
        right,
        "insufficientFunds 0, invalidAmount 0",
        |it| {
            format!(
                "{}, {}",
                pay(it, "999999999999", "1"),
                pay(it, "1000000000000", "2")
            )
        },
    );
}

#[test]
fn seventh_digit_cut_off() {
    shows(
        Fault::SEVENTH_DIGIT_CUT_OFF,
        "invalidAmount 0 none",
        "success 1 1.234567",
        |it| format!("{} {}", pay(it, " 1.2345678 ", "1"), balance(it, BOB)),
    );
    shows(
        Fault::SEVENTH_DIGIT_CUT_OFF,
        "invalidAmount 0",
        "invalidAmount 0",
        |it| pay(it, "0.0000001", "1"),
    );
}

#[test]
fn negative_amount_accepted() {
    shows(
        Fault::NEGATIVE_AMOUNT_ACCEPTED,
        "invalidAmount 0 100 none",
        "success 1 109 -10",
        |it| format!("{} {}", pay(it, "-10", "1"), balances(it)),
    );
    shows(
        Fault::NEGATIVE_AMOUNT_ACCEPTED,
        "invalidAmount 0",
        "invalidAmount 0",
        |it| pay(it, "0", "1"),
    );
}

#[test]
fn zero_amount_accepted() {
    shows(
        Fault::ZERO_AMOUNT_ACCEPTED,
        "invalidAmount 0 100 none",
        "success 1 99 0",
        |it| format!("{} {}", pay(it, "-0.0", "1"), balances(it)),
    );
}

#[test]
fn accepts_exponent() {
    let wrong = "success 1, success 1, invalidAmount 0, 17.5";
    let right = "invalidAmount 0, invalidAmount 0, invalidAmount 0, none";
    shows(Fault::ACCEPTS_EXPONENT, right, wrong, |it| {
        let told = [
            pay(it, "1.5e1", "1"),
            pay(it, "25E-1", "2"),
            pay(it, "1e999", "3"),
        ]
        .join(", ");
        format!("{told}, {}", balance(it, BOB))
    });
}

#[test]
fn refuses_white_space() {
    shows(
        Fault::REFUSES_WHITE_SPACE,
        "success 1, success 1",
        "invalidAmount 0, success 1",
        |it| format!("{}, {}", pay(it, " 1\n", "1"), pay(it, "1", "2")),
    );
}

#[test]
fn refuses_signs_and_points() {
    let wrong = "invalidAmount 0 invalidAmount 0 invalidAmount 0 success 1";
    shows(
        Fault::REFUSES_SIGNS_AND_POINTS,
        "success 1 success 1 success 1 success 1",
        wrong,
        |it| {
            [
                pay(it, "+5", "1"),
                pay(it, ".5", "2"),
                pay(it, "5.", "3"),
                pay(it, "5.5", "4"),
            ]
            .join(" ")
        },
    );
}
