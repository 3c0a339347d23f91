use super::*;
use wire::TransferResult::{InvalidAmount, Success};

#[test]
fn ten_times_a_tenth_is_one() {
    let mut ledger = ledger();
    for counter in 0..10 {
        send(
            &mut ledger,
            ALICE,
            &request(BOB, "0.1", &counter.to_string()),
        );
    }
    assert_eq!(balance(&ledger, BOB), "1");
}

#[test]
fn eighteen_and_six_digits_are_held_exactly() {
    let funds = [
        (ALICE, amount("999999999999999999.999999")),
        (ALICE, amount("1")),
    ];
    let mut ledger = Counted::new(Box::new(Book::new(fees(), funds)));
    send(
        &mut ledger,
        ALICE,
        &request(BOB, "999999999999999999.999999", "1"),
    );
    assert_eq!(
        (balance(&ledger, BOB), balance(&ledger, ALICE)),
        ("999999999999999999.999999".into(), "0".into())
    );
}

#[test]
fn what_is_no_positive_exact_decimal_is_refused() {
    let refused = [
        "0",
        "-1",
        "-0.000001",
        "1e1",
        "1E1",
        "NaN",
        "INF",
        "",
        " ",
        "0x10",
        "ten",
        "1,5",
        "1 0",
        "0.0000001",
        "1.1234567",
        "1000000000000000000",
        "1_0",
        "\u{0661}",
        ".",
        "+",
        "++1",
        "1.2.3",
    ];
    for text in refused {
        let mut ledger = ledger();
        assert_eq!(
            send(&mut ledger, ALICE, &request(BOB, text, "1")).response,
            told(InvalidAmount, "0"),
            "{text}"
        );
        assert_eq!(balance(&ledger, ALICE), "100");
    }
}

#[test]
fn any_spelling_of_a_decimal_is_taken() {
    for text in ["5", "+5", "5.", "5.0000000", "005", " 5 ", "\t5\r\n"] {
        let mut ledger = ledger();
        assert_eq!(
            send(&mut ledger, ALICE, &request(BOB, text, "1"))
                .response
                .result,
            Success,
            "{text}"
        );
        assert_eq!(balance(&ledger, BOB), "5");
    }
}
