//! What is made of what a holder tells of deposits, on records made by hand.

use record::{ExpectedDeposit, Told};

use super::{
    made::{KEY, Made, deposit},
    money::{deposits, nothing_under, once, tells},
    view::View,
};
use crate::check::{Found, Outcome};

const ASKED: &str = r#"{"id":7,"op":"deposits","issuer":"main","wait-ms":0,"within-ms":1000}"#;
const ASKED_AGAIN: &str =
    r#"{"id":8,"op":"deposits","issuer":"main","wait-ms":0,"within-ms":1000}"#;
const NOTHING: &str = r#"{"id":7,"ok":{"deposits":[],"balance":"10"}}"#;
const NOTHING_AGAIN: &str = r#"{"id":8,"ok":{"deposits":[],"balance":"10"}}"#;
const FIVE: &str =
    r#"{"id":7,"ok":{"deposits":[{"transaction-id":"a1","amount":"5.00"}],"balance":"10"}}"#;
const FIVE_AGAIN: &str =
    r#"{"id":8,"ok":{"deposits":[{"transaction-id":"a1","amount":"5"}],"balance":"10"}}"#;
const FAILED: &str = r#"{"id":7,"error":{"code":"failed","message":"no reply"}}"#;
const LISTED: &str = "<deposit><transactionId>a1</transactionId><amount>5</amount></deposit>";

fn five() -> ExpectedDeposit {
    deposit("a1", "5")
}

/// The only thing that was found.
fn outcome(found: &[Found]) -> Outcome {
    let [only] = found else {
        panic!("{:?}", judged(found));
    };
    only.outcome
}

/// What was found, and about what: "this" is the requirement in question.
fn judged(found: &[Found]) -> Vec<(Outcome, &str)> {
    found.iter().map(|f| (f.outcome, about(f))).collect()
}

fn about(found: &Found) -> &str {
    let other = found.requirement.as_ref();
    other.map_or("this", |id| id.as_str())
}

/// Another requirement is broken, and nothing is settled about this one.
fn breaks(requirement: &str) -> Vec<(Outcome, &str)> {
    vec![(Outcome::Broken, requirement), (Outcome::Unsettled, "this")]
}

fn of(made: &Made, calls: &[u64], expected: &[ExpectedDeposit]) -> Outcome {
    outcome(&deposits(&View::of(&made.0), calls, expected))
}

#[test]
fn what_was_paid_and_is_told_holds_whatever_its_zeros() {
    let made = Made::new()
        .paid(five())
        .asked(10, 1, ASKED)
        .listed(11, 12, 1, Told::Whole, LISTED)
        .answered(13, 1, FIVE);
    assert_eq!(of(&made, &[7], &[five()]), Outcome::Holds);
    assert_eq!(
        outcome(&tells(&View::of(&made.0), &[7], &five())),
        Outcome::Holds
    );
    assert_eq!(outcome(&once(&View::of(&made.0))), Outcome::Holds);
}

#[test]
fn what_came_in_a_whole_reply_and_is_not_told_when_asked_later_is_lost() {
    let made = Made::new()
        .paid(five())
        .asked(10, 1, ASKED)
        .listed(11, 12, 1, Told::Whole, LISTED)
        .answered(13, 1, NOTHING)
        .asked(20, 1, ASKED_AGAIN)
        .listed(21, 22, 1, Told::Whole, "")
        .answered(23, 1, NOTHING_AGAIN);
    let view = View::of(&made.0);
    let all = "lcp.holder.deposits.all";
    assert_eq!(judged(&deposits(&view, &[7, 8], &[five()])), breaks(all));
    assert_eq!(judged(&tells(&view, &[7, 8], &five())), breaks(all));
    // While the answer was being written, it may have come too late for that.
    assert_eq!(of(&made, &[7], &[five()]), Outcome::Unsettled);
}

#[test]
fn what_was_in_no_whole_reply_the_holder_cannot_tell() {
    for told in [Told::Lost, Told::Unheard, Told::Garbled] {
        let made = Made::new()
            .paid(five())
            .asked(10, 1, ASKED)
            .listed(11, 12, 1, told, LISTED)
            .answered(13, 1, NOTHING)
            .asked(20, 1, ASKED_AGAIN)
            .answered(23, 1, NOTHING_AGAIN);
        assert_eq!(of(&made, &[7, 8], &[five()]), Outcome::Unsettled);
    }
}

#[test]
fn what_came_to_a_process_that_said_nothing_more_may_be_lost_with_it() {
    let made = Made::new()
        .paid(five())
        .asked(10, 1, ASKED)
        .listed(11, 12, 1, Told::Whole, LISTED)
        .killed(13, 1)
        .asked(20, 2, ASKED_AGAIN)
        .listed(21, 22, 2, Told::Whole, "")
        .answered(23, 2, NOTHING_AGAIN);
    assert_eq!(of(&made, &[8], &[five()]), Outcome::Unsettled);
}

#[test]
fn what_a_process_had_taken_in_is_to_be_told_by_the_next() {
    let asked = r#"{"id":7,"op":"deposits","issuer":"main","application":"player","wait-ms":0,"within-ms":1000}"#;
    let made = Made::new()
        .paid(five())
        .asked(10, 1, asked)
        .listed(11, 12, 1, Told::Whole, LISTED)
        .answered(13, 1, NOTHING)
        .killed(14, 1)
        .asked(20, 2, ASKED_AGAIN)
        .listed(21, 22, 2, Told::Whole, "")
        .answered(23, 2, NOTHING_AGAIN);
    assert_eq!(of(&made, &[8], &[five()]), Outcome::Broken);
}

#[test]
fn a_holder_that_does_not_know_has_told_nothing() {
    let made = Made::new()
        .paid(five())
        .asked(10, 1, ASKED)
        .answered(13, 1, FAILED);
    assert_eq!(of(&made, &[7], &[five()]), Outcome::Unsettled);
    assert_eq!(of(&made, &[7], &[]), Outcome::Unsettled);
    let view = View::of(&made.0);
    assert_eq!(
        outcome(&nothing_under(&view, &[7], "a1")),
        Outcome::Unsettled
    );
    assert!(once(&view).is_empty());
}

#[test]
fn what_is_told_twice_is_told_once_too_often() {
    let made = Made::new()
        .paid(five())
        .asked(10, 1, ASKED)
        .listed(11, 12, 1, Told::Whole, LISTED)
        .answered(13, 1, FIVE)
        .asked(20, 2, ASKED_AGAIN)
        .answered(23, 2, FIVE_AGAIN);
    let view = View::of(&made.0);
    let twice = "lcp.holder.deposits.once";
    assert_eq!(judged(&deposits(&view, &[7, 8], &[five()])), breaks(twice));
    assert_eq!(judged(&tells(&view, &[7, 8], &five())), breaks(twice));
    let found = once(&view);
    assert_eq!(outcome(&found), Outcome::Broken);
    assert_eq!(found[0].actual, "5 under \"a1\" 2 times");
    assert_eq!(
        found[0].requirement.as_ref().unwrap().as_str(),
        "lcp.holder.deposits.once"
    );
    // Whoever pays twice is told of twice.
    let twice = Made(made.0.clone()).paid(five());
    assert_eq!(of(&twice, &[7, 8], &[five(), five()]), Outcome::Holds);
    assert_eq!(outcome(&once(&View::of(&twice.0))), Outcome::Holds);
}

#[test]
fn what_is_told_and_was_not_paid_breaks_what_it_looks_like() {
    let invoice = r#"{"id":3,"op":"invoice","issuer":"main","amount":"5"}"#;
    let given = format!(r#"{{"id":3,"ok":{{"recipient":"{KEY}","transaction-id":"a1"}}}}"#);
    let about = |made: Made| {
        let made = made.asked(10, 1, ASKED).answered(13, 1, FIVE);
        let found = once(&View::of(&made.0));
        assert_eq!(outcome(&found), Outcome::Broken);
        found[0].requirement.as_ref().unwrap().as_str().to_owned()
    };
    let users = ExpectedDeposit {
        userid: Some("u".into()),
        ..five()
    };
    assert_eq!(about(Made::new()), "lcp.holder.deposits.once");
    assert_eq!(
        about(Made::new().paid(deposit(" a1", "5"))),
        "lcp.holder.deposits.verbatim"
    );
    assert_eq!(
        about(Made::new().paid(users)),
        "lcp.holder.deposits.verbatim"
    );
    assert_eq!(
        about(Made::new().paid(deposit("a1", "5.000001"))),
        "lcp.holder.amount.told"
    );
    let invoiced = Made::new().asked(1, 1, invoice).answered(2, 1, &given);
    assert_eq!(
        about(invoiced.paid(deposit("b2", "5"))),
        "lcp.holder.deposits.by-transaction-id"
    );
}

#[test]
fn what_was_told_to_somebody_else_breaks_what_says_whose_it_is() {
    let made = Made::new()
        .paid(five())
        .asked(10, 1, ASKED)
        .listed(11, 12, 1, Told::Whole, LISTED)
        .answered(13, 1, FIVE)
        .asked(20, 1, ASKED_AGAIN)
        .answered(23, 1, NOTHING_AGAIN);
    // Told in 7, which had to tell nothing, and not in 8.
    assert_eq!(of(&made, &[7], &[]), Outcome::Broken);
    assert_eq!(of(&made, &[8], &[five()]), Outcome::Broken);
}

#[test]
fn what_is_told_with_another_text_is_not_missing_but_altered() {
    let made = Made::new()
        .paid(deposit("a1 ", "5"))
        .asked(10, 1, ASKED)
        .listed(
            11,
            12,
            1,
            Told::Whole,
            "<deposit><transactionId>a1 </transactionId><amount>5</amount></deposit>",
        )
        .answered(13, 1, FIVE);
    let view = View::of(&made.0);
    let verbatim = "lcp.holder.deposits.verbatim";
    let paid = [deposit("a1 ", "5")];
    assert_eq!(judged(&deposits(&view, &[7], &paid)), breaks(verbatim));
    assert_eq!(judged(&tells(&view, &[7], &paid[0])), breaks(verbatim));
}

#[test]
fn nothing_under_an_id_means_that_id_to_the_letter() {
    let made = Made::new().asked(10, 1, ASKED).answered(13, 1, FIVE);
    let view = View::of(&made.0);
    assert_eq!(outcome(&nothing_under(&view, &[7], "a1")), Outcome::Broken);
    assert_eq!(outcome(&nothing_under(&view, &[7], "a1 ")), Outcome::Holds);
    assert_eq!(
        outcome(&nothing_under(&view, &[9], "a1")),
        Outcome::Unsettled
    );
}

/// Looking each deposit up in a list that is counted anew for each takes minutes.
const BOUND: std::time::Duration = std::time::Duration::from_secs(20);

#[test]
fn thousands_of_deposits_that_are_told_wrong_or_not_at_all_are_judged_in_time() {
    const MANY: usize = 6000;
    let began = std::time::Instant::now();
    let id = |n: usize| format!("{n:05}");
    let paid: Vec<_> = (0..MANY).map(|n| deposit(&id(n), "0.3")).collect();
    let list = |amount: &str, of: std::ops::Range<usize>| {
        let each = of.map(|n| format!(r#"{{"transaction-id":"{}","amount":"{amount}"}}"#, id(n)));
        let each: Vec<_> = each.collect();
        format!(
            r#"{{"id":7,"ok":{{"deposits":[{}],"balance":"10"}}}}"#,
            each.join(",")
        )
    };
    let sent: String = (0..MANY)
        .map(|n| {
            let id = id(n);
            format!("<deposit><transactionId>{id}</transactionId><amount>0.3</amount></deposit>")
        })
        .collect();
    let judged = |answer: &str| {
        let made = paid.iter().cloned().fold(Made::new(), Made::paid);
        let made = made.asked(10, 1, ASKED);
        let made = made.listed(11, 12, 1, Told::Whole, &sent);
        let made = made.answered(13, 1, answer).asked(14, 1, ASKED_AGAIN);
        let made = made.answered(15, 1, NOTHING_AGAIN);
        let found = deposits(&made.view(), &[7, 8], &paid);
        (found[0].outcome, found[0].requirement.clone())
    };
    let (outcome, about) = judged(&list("0.30000000000000004", 0..MANY));
    assert_eq!(outcome, Outcome::Broken);
    assert_eq!(about.unwrap().as_str(), "lcp.holder.amount.told");
    let (outcome, about) = judged(&list("0.3", 0..MANY / 2));
    assert_eq!(outcome, Outcome::Broken);
    assert_eq!(about.unwrap().as_str(), "lcp.holder.deposits.all");
    assert!(began.elapsed() < BOUND, "{:?}", began.elapsed());
}
