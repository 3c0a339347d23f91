//! Requests that are written in lawful ways, and requests that are sent ahead of the answers.

use record::{
    AnswerKind::{Deposits, Fault, Success},
    Check, Ending, Verdict,
};

use crate::tale::{Tale, fault, list, transferred};

fn empty() -> Vec<u8> {
    list(&[], "0", "0")
}

fn success() -> Vec<u8> {
    transferred("success", "0")
}

/// A transfer, a deposits request, and a request that was refused.
fn tale() -> Tale {
    let mut tale = Tale::of(&["Alice", "Bob"]);
    tale.pays("Alice", "Bob", "1", 1, &success());
    tale.asks("Bob", &empty());
    tale.pays("Alice", "Bob", "1", 2, &fault());
    tale
}

fn accepted(tale: &Tale, exchanges: &[u32]) -> Verdict {
    let exchanges = exchanges.to_vec();
    tale.verdict(Check::Accepted { exchanges })
}

#[test]
fn a_request_that_was_refused_decides_and_silence_leaves_open() {
    let mut tale = tale();
    tale.loses("Alice", "Bob", "1", 3, Ending::TimedOut);
    assert_eq!(accepted(&tale, &[1, 2]), Verdict::Passed);
    assert_eq!(accepted(&tale, &[1, 2, 3]), Verdict::Failed);
    assert_eq!(accepted(&tale, &[1, 2, 4]), Verdict::Inconclusive);
    assert_eq!(accepted(&tale, &[1, 3, 4]), Verdict::Failed);
    assert_eq!(accepted(&tale, &[]), Verdict::Inconclusive);
    assert_eq!(accepted(&tale, &[9]), Verdict::Inconclusive);
}

#[test]
fn a_failure_and_the_answer_to_something_else_are_refusals_too() {
    let mut tale = Tale::of(&["Alice", "Bob"]);
    tale.pays("Alice", "Bob", "1", 1, &transferred("invalidAmount", "0"));
    tale.pays("Alice", "Bob", "1", 2, &empty());
    tale.asks("Alice", &success());
    for exchange in 1..=3 {
        assert_eq!(accepted(&tale, &[exchange]), Verdict::Failed, "{exchange}");
    }
}

#[test]
fn what_only_the_refused_ones_have_is_named() {
    let mut tale = tale();
    tale.asks("Bob", &fault());
    let forms: [&[&str]; 4] = [
        &["chunked", "in UTF-16"],
        &["with CDATA"],
        &["chunked", "with CDATA", "with a comment"],
        &["with a comment", "in UTF-16"],
    ];
    for (exchange, forms) in tale.record.exchanges.iter_mut().zip(forms) {
        exchange.form = forms.iter().map(|f| (*f).to_owned()).collect();
    }
    let exchanges = vec![1, 2, 3, 4];
    let found = tale.find(Check::Accepted { exchanges });
    assert!(
        found[0].why.ends_with("carried out has: with a comment"),
        "{}",
        found[0].why
    );
    assert_eq!(found[0].exchanges, [3, 4]);
}

fn pipelined(tale: &Tale) -> Verdict {
    tale.verdict(Check::Pipelined {
        exchanges: vec![1, 2, 3],
        allowed: vec![vec![Success], vec![Deposits], vec![Fault]],
    })
}

#[test]
fn answers_in_order_hold_and_swapped_ones_do_not() {
    assert_eq!(pipelined(&tale()), Verdict::Passed);
    let mut swapped = Tale::of(&["Alice", "Bob"]);
    swapped.pays("Alice", "Bob", "1", 1, &empty());
    swapped.asks("Alice", &success());
    swapped.pays("Alice", "Bob", "1", 2, &fault());
    assert_eq!(pipelined(&swapped), Verdict::Failed);
}

#[test]
fn after_the_connection_was_closed_no_answer_is_due() {
    let tale = |first: Option<Vec<u8>>, how: &Ending| {
        let mut tale = Tale::of(&["Alice", "Bob"]);
        match first {
            Some(answer) => tale.pays("Alice", "Bob", "1", 1, &answer),
            None => tale.loses("Alice", "Bob", "1", 1, how.clone()),
        };
        tale.asks_in_vain("Alice", how.clone());
        tale.loses("Alice", "Bob", "1", 2, how.clone());
        pipelined(&tale)
    };
    assert_eq!(tale(Some(success()), &Ending::Closed), Verdict::Passed);
    assert_eq!(tale(Some(empty()), &Ending::Closed), Verdict::Failed);
    let late = Ending::TimedOut;
    assert_eq!(tale(Some(success()), &late), Verdict::Inconclusive);
    assert_eq!(tale(Some(empty()), &late), Verdict::Failed);
    assert_eq!(tale(None, &Ending::Closed), Verdict::Inconclusive);
}
