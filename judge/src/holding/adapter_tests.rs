//! What an adapter lists and how it answers.

use record::{Holding, Report};

use super::{adapter, look, made::Made, promises, reports};
use crate::check::{Found, Outcome};

const HELLO: &str = r#"{"id":1,"op":"hello"}"#;

/// What each finding says.
fn said(found: &[Found]) -> Vec<(Outcome, &str)> {
    found
        .iter()
        .map(|f| (f.outcome, f.actual.as_str()))
        .collect()
}

/// An adapter that introduces itself so.
fn introduced(lists: &str) -> Made {
    let ok = format!(r#"{{"id":1,"ok":{{"protocol":"p","name":"n",{lists}}}}}"#);
    Made::new().asked(1, 1, HELLO).answered(2, 1, &ok)
}

/// A payment is ordered, and answered so.
fn answered(answer: &str) -> Made {
    let asked = r#"{"id":4,"op":"transfer","issuer":"main","within-ms":1000}"#;
    Made::new().asked(1, 1, asked).answered(2, 1, answer)
}

#[test]
fn an_answer_of_another_form_is_found_and_tells_nothing() {
    let wrong = answered(r#"{"id":4,"ok":{"outcome":"executed","fee":0.5}}"#);
    let view = wrong.view();
    let found = adapter::answers(&view);
    assert_eq!(
        said(&found),
        [(Outcome::Broken, "ok.fee is the number 0.5")]
    );
    assert!(found[0].expected.contains("\"transfer\""), "{found:?}");
    let reported = reports::reported(&view, &[4], &[Report::Failed], None);
    assert_eq!(reported[0].outcome, Outcome::Unsettled);
    assert_eq!(
        promises::goes_on(&view, &[4])[0].outcome,
        Outcome::Unsettled
    );
    assert!(look(&view, &Holding::Truth {}).is_empty());
    // That it came, and when, is seen all the same.
    assert_eq!(
        promises::in_time(&view, 4, 9_000_000)[0].outcome,
        Outcome::Holds
    );
}

#[test]
fn answers_in_their_form_hold_and_where_there_are_none_nothing_is_said() {
    let right = answered(r#"{"id":4,"ok":{"outcome":"executed","fee":"0.5"}}"#);
    assert_eq!(
        said(&adapter::answers(&right.view())),
        [(Outcome::Holds, "1 of them")]
    );
    let none = Made::new().asked(1, 1, HELLO);
    assert!(adapter::answers(&none.view()).is_empty());
}

#[test]
fn what_is_wrong_many_times_in_one_way_is_said_once() {
    let twice = answered(r#"{"id":4,"ok":{}}"#)
        .asked(3, 1, r#"{"id":5,"op":"transfer"}"#)
        .answered(4, 1, r#"{"id":5,"ok":{}}"#)
        .asked(5, 1, r#"{"id":6,"op":"deposits"}"#)
        .answered(6, 1, r#"{"id":6,"ok":{}}"#);
    assert_eq!(adapter::answers(&twice.view()).len(), 2);
}

#[test]
fn a_made_up_operation_with_a_malformed_error_is_no_lie() {
    let made = |answer: &str| {
        let made = Made::new()
            .asked(1, 1, r#"{"id":2,"op":"00ff"}"#)
            .answered(2, 1, answer);
        adapter::honest(&made.view())[0].outcome
    };
    let error = |code: &str| format!(r#"{{"id":2,"error":{{"code":"{code}","message":""}}}}"#);
    assert_eq!(made(&error("unimplemented")), Outcome::Holds);
    assert_eq!(made(&error("refused")), Outcome::Broken);
    assert_eq!(made(r#"{"id":2,"ok":{}}"#), Outcome::Broken);
    assert_eq!(made(&error("unknown")), Outcome::Unsettled);
}

#[test]
fn what_is_told_to_exit_answers_and_ends_with_status_0() {
    let ends = |answer: Option<&str>, end: Option<&str>| {
        let made = Made::new().asked(1, 1, r#"{"id":9,"op":"exit"}"#);
        let made = match answer {
            Some(answer) => made.answered(2, 1, answer),
            None => made,
        };
        let made = match end {
            Some(status) => made.ended(3, 1, status),
            None => made.killed(3, 1),
        };
        let found = adapter::ends(&made.view());
        found.iter().map(|f| f.outcome).collect::<Vec<_>>()
    };
    let done = Some(r#"{"id":9,"ok":{}}"#);
    assert_eq!(ends(done, Some("exit status: 0")), [Outcome::Holds]);
    assert_eq!(ends(done, Some("Exit")), [Outcome::Holds]);
    assert_eq!(ends(done, Some("exit status: 7")), [Outcome::Broken]);
    assert_eq!(ends(done, Some("signal: 11 (SIGSEGV)")), [Outcome::Broken]);
    assert_eq!(ends(done, None), [Outcome::Broken]);
    assert_eq!(ends(None, Some("exit status: 0")), [Outcome::Broken]);
    let no = Some(r#"{"id":9,"error":{"code":"refused","message":""}}"#);
    assert_eq!(ends(no, None), [Outcome::Broken]);
    assert_eq!(ends(no, Some("exit status: 0")), [Outcome::Broken]);
    let killed_in_another_way = Made::new().asked(1, 1, HELLO).killed(3, 1);
    assert!(adapter::ends(&killed_in_another_way.view()).is_empty());
    let under_way = Made::new().asked(1, 1, r#"{"id":9,"op":"exit"}"#);
    assert!(adapter::ends(&under_way.view()).is_empty());
}

#[test]
fn what_is_told_nothing_more_ends_with_status_0_and_may_take_its_time() {
    let ends = |made: Made| {
        let found = adapter::ends(&made.view());
        found.iter().map(|f| f.outcome).collect::<Vec<_>>()
    };
    let closed = || Made::new().asked(1, 1, HELLO).closed(2, 1);
    assert_eq!(
        ends(closed().ended(9_900, 1, "exit status: 0")),
        [Outcome::Holds]
    );
    assert_eq!(ends(closed().ended(3, 1, "Silent")), [Outcome::Holds]);
    assert_eq!(
        ends(closed().ended(3, 1, "exit status: 1")),
        [Outcome::Broken]
    );
    assert_eq!(
        ends(closed().ended(3, 1, "signal: 6 (SIGABRT)")),
        [Outcome::Broken]
    );
    assert_eq!(ends(closed().killed(10_002, 1)), [Outcome::Broken]);
    // What becomes of the next process is no end of this one.
    assert!(ends(closed().killed(3, 2)).is_empty());
    assert!(ends(Made::new().asked(1, 1, HELLO).ended(3, 1, "exit status: 1")).is_empty());
}

#[test]
fn words_that_there_are_not_are_named_with_the_nearest() {
    let mistyped = introduced(
        r#""operations":["hello","invoices","x-refill"],"features":["pinned_key","policy","wings"]"#,
    );
    assert_eq!(
        said(&adapter::words(&mistyped.view())),
        [
            (
                Outcome::Broken,
                "\"invoices\", which there is not, but \"invoice\""
            ),
            (
                Outcome::Broken,
                "\"pinned_key\", which there is not, but \"pinned-key\""
            ),
            (Outcome::Broken, "\"wings\", which there is not"),
        ]
    );
    let right = introduced(r#""operations":["hello","x-refill"],"features":["x-wings","supply"]"#);
    assert_eq!(
        said(&adapter::words(&right.view())),
        [(Outcome::Holds, "so it is")]
    );
    assert!(adapter::words(&Made::new().asked(1, 1, HELLO).view()).is_empty());
}
