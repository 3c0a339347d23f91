//! Lists of deposits that a step asks about.

use crate::tale::{Tale, fault, list};
use record::{Check, Ending, ExpectedDeposit, Verdict};

const A: (&str, &str) = ("a", "5");
const B: (&str, &str) = ("b", "7");

fn verdict(
    answers: &[Option<Vec<u8>>],
    expected: &[(&str, &str)],
    ordered: bool,
    lenient: bool,
) -> Verdict {
    let mut tale = Tale::of(&["Bob"]);
    let exchanges = answers
        .iter()
        .map(|answer| match answer {
            Some(answer) => tale.asks("Bob", answer),
            None => tale.asks_in_vain("Bob", Ending::TimedOut),
        })
        .collect();
    let expected = expected.iter().map(|(id, amount)| ExpectedDeposit {
        transaction_id: (*id).into(),
        amount: (*amount).into(),
        userid: None,
    });
    tale.verdict(Check::Deposits {
        exchanges,
        expected: expected.collect(),
        ordered,
        some_may_be_missing: lenient,
    })
}

fn lists(deposits: &[(&str, &str)]) -> Option<Vec<u8>> {
    Some(list(deposits, "0", "0"))
}

#[test]
fn each_is_there_once() {
    let one = |listed: &[(&str, &str)], expected: &[(&str, &str)]| {
        verdict(&[lists(listed)], expected, false, false)
    };
    assert_eq!(one(&[A, B], &[B, A]), Verdict::Passed);
    assert_eq!(one(&[], &[]), Verdict::Passed);
    assert_eq!(one(&[("a", "5.0")], &[A]), Verdict::Passed);
    assert_eq!(one(&[A, A], &[A, A]), Verdict::Passed);
    assert_eq!(one(&[A], &[A, A]), Verdict::Failed);
    assert_eq!(one(&[A, A], &[A]), Verdict::Failed);
    assert_eq!(one(&[A], &[A, B]), Verdict::Failed);
    assert_eq!(one(&[("a", "5.000001")], &[A]), Verdict::Failed);
    assert_eq!(one(&[("A", "5")], &[A]), Verdict::Failed);
    assert_eq!(one(&[(" a", "5")], &[A]), Verdict::Failed);
}

#[test]
fn several_answers_are_taken_together() {
    assert_eq!(
        verdict(
            &[lists(&[A]), lists(&[]), lists(&[B])],
            &[A, B],
            true,
            false
        ),
        Verdict::Passed
    );
    assert_eq!(
        verdict(&[lists(&[A]), lists(&[A, B])], &[A, B], false, false),
        Verdict::Failed
    );
    assert_eq!(
        verdict(&[lists(&[B]), lists(&[A])], &[A, B], true, false),
        Verdict::Failed
    );
    assert_eq!(
        verdict(&[lists(&[B]), lists(&[A])], &[A, B], false, false),
        Verdict::Passed
    );
}

#[test]
fn a_lost_answer_may_have_had_what_is_missing_and_nothing_else() {
    assert_eq!(
        verdict(&[None, lists(&[])], &[A], false, false),
        Verdict::Inconclusive
    );
    assert_eq!(
        verdict(&[None, lists(&[A])], &[A], false, false),
        Verdict::Inconclusive
    );
    assert_eq!(
        verdict(&[None, lists(&[B])], &[A], false, false),
        Verdict::Failed
    );
    assert_eq!(
        verdict(&[None, lists(&[])], &[A], false, true),
        Verdict::Passed
    );
    assert_eq!(
        verdict(&[None, lists(&[A])], &[A], false, true),
        Verdict::Passed
    );
    assert_eq!(
        verdict(&[None, lists(&[A, A])], &[A], false, true),
        Verdict::Failed
    );
    assert_eq!(
        verdict(&[None, lists(&[B, A])], &[A, B], true, true),
        Verdict::Failed
    );
    assert_eq!(
        verdict(&[None], &[A], false, true),
        Verdict::Inconclusive,
        "nothing came, nothing is proved"
    );
}

#[test]
fn a_refusal_is_no_list_and_what_cannot_be_read_settles_nothing() {
    assert_eq!(
        verdict(&[Some(fault())], &[A], false, false),
        Verdict::Failed
    );
    assert_eq!(
        verdict(
            &[Some(b"HTTP/1.1 200 OK\r\n\r\n?".to_vec())],
            &[A],
            false,
            false
        ),
        Verdict::Inconclusive
    );
}

#[test]
fn no_user_and_an_empty_user_are_the_same() {
    let answer = |user: &str| {
        let deposit =
            format!("<deposit><transactionId>a</transactionId><amount>5</amount>{user}</deposit>");
        crate::tale::ok(&format!(
            "<l:getDepositsResponse><deposits>{deposit}</deposits><fee>0</fee><balance>5</balance></l:getDepositsResponse>"
        ))
    };
    for (user, verdict_of) in [
        ("", Verdict::Passed),
        ("<userid/>", Verdict::Passed),
        ("<userid> </userid>", Verdict::Failed),
    ] {
        assert_eq!(
            verdict(&[Some(answer(user))], &[A], false, false),
            verdict_of,
            "{user}"
        );
    }
}
