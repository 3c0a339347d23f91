//! What is made of balances and remainders, and of questions and invoices, on records made by hand.

use super::{
    asking::{doubt, fresh_ids, meanwhile},
    made::{KEY, Made},
    sums::{balance, explained, remainder},
    view::View,
};
use crate::check::{Found, Outcome};

const ASKED: &str = r#"{"id":7,"op":"deposits","issuer":"main","wait-ms":0,"within-ms":1000}"#;

fn outcome(found: &[Found]) -> Outcome {
    // What comes second says that nothing is settled.
    found[0].outcome
}

fn answered(answer: &str) -> Made {
    Made::new().asked(10, 1, ASKED).answered(13, 1, answer)
}

#[test]
fn balances_are_compared_by_value() {
    let told = |balance: &str| {
        answered(&format!(
            r#"{{"id":7,"ok":{{"deposits":[],"balance":{balance}}}}}"#
        ))
    };
    for (text, outcome_of) in [
        ("\"112.0\"", Outcome::Holds),
        ("\"+112\"", Outcome::Holds),
        ("\"112.000001\"", Outcome::Broken),
        // What has not the form of an amount tells nothing.
        ("\"112e0\"", Outcome::Unsettled),
        ("\"much\"", Outcome::Unsettled),
        ("112", Outcome::Unsettled),
    ] {
        let made = told(text);
        assert_eq!(
            outcome(&balance(&View::of(&made.0), 7, "112")),
            outcome_of,
            "{text}"
        );
    }
    let failed = answered(r#"{"id":7,"error":{"code":"failed","message":""}}"#);
    assert_eq!(
        outcome(&balance(&View::of(&failed.0), 7, "112")),
        Outcome::Unsettled
    );
}

#[test]
fn a_remainder_that_is_left_out_is_none() {
    let without = answered(r#"{"id":7,"ok":{"deposits":[],"balance":"1"}}"#);
    let with = answered(r#"{"id":7,"ok":{"deposits":[],"balance":"1","unattributed":"5.0"}}"#);
    let (without, with) = (View::of(&without.0), View::of(&with.0));
    assert_eq!(outcome(&remainder(&with, 7, "5")), Outcome::Holds);
    assert_eq!(outcome(&remainder(&without, 7, "5")), Outcome::Broken);
    assert_eq!(outcome(&explained(&without, &[7])), Outcome::Holds);
    let found = explained(&with, &[7]);
    assert_eq!(outcome(&found), Outcome::Broken);
    assert_eq!(found[0].actual, "5.0 as unattributed");
    assert_eq!(outcome(&explained(&with, &[9])), Outcome::Unsettled);
}

#[test]
fn wrong_amounts_are_told_apart_from_inexact_ones() {
    let told = |key: &str, text: &str| {
        answered(&format!(
            r#"{{"id":7,"ok":{{"deposits":[],"balance":"1","{key}":"{text}"}}}}"#
        ))
    };
    let about = |found: Vec<Found>| {
        let id = found[0].requirement.as_ref();
        id.map(|id| id.as_str().to_owned())
    };
    let of = |text: &str| {
        about(remainder(
            &View::of(&told("unattributed", text).0),
            7,
            "0.3",
        ))
    };
    assert_eq!(of("0.30000000000000004").unwrap(), "lcp.holder.amount.told");
    assert_eq!(of("0.2").unwrap(), "lcp.holder.deposits.unattributed");
    let of = |text: &str| about(explained(&View::of(&told("unattributed", text).0), &[7]));
    assert_eq!(of("0.000000000000014").unwrap(), "lcp.holder.amount.told");
    assert_eq!(of("0.01").unwrap(), "lcp.holder.deposits.explained");
    let view = told("x", "");
    assert_eq!(
        about(balance(&View::of(&view.0), 7, "1.0000000001")).unwrap(),
        "lcp.holder.amount.told"
    );
    assert_eq!(about(balance(&View::of(&view.0), 7, "2")), None);
}

#[test]
fn a_holder_without_a_reply_says_so_in_time() {
    let said = |answer: &str| outcome(&doubt(&View::of(&answered(answer).0), 7));
    assert_eq!(
        said(r#"{"id":7,"error":{"code":"failed","message":""}}"#),
        Outcome::Holds
    );
    assert_eq!(
        said(r#"{"id":7,"error":{"code":"refused","message":""}}"#),
        Outcome::Holds
    );
    assert_eq!(
        said(r#"{"id":7,"error":{"code":"unimplemented","message":""}}"#),
        Outcome::Unsettled
    );
    assert_eq!(
        said(r#"{"id":7,"ok":{"deposits":[],"balance":"1"}}"#),
        Outcome::Broken
    );
}

#[test]
fn silence_is_late_when_the_time_and_the_margin_are_over() {
    let watched = |ms| {
        let made = Made::new().asked(10, 1, ASKED).killed(ms, 1);
        outcome(&doubt(&View::of(&made.0), 7))
    };
    assert_eq!(watched(3010), Outcome::Unsettled);
    assert_eq!(watched(3011), Outcome::Broken);
    let late = r#"{"id":7,"error":{"code":"failed","message":""}}"#;
    let made = Made::new().asked(10, 1, ASKED).answered(3011, 1, late);
    let found = doubt(&View::of(&made.0), 7);
    assert_eq!(outcome(&found), Outcome::Broken);
    assert_eq!(
        found[0].actual,
        "no answer within 3000 ms: {\"code\":\"failed\",\"message\":\"\"}"
    );
}

#[test]
fn each_invoice_has_an_id_that_can_be_sent() {
    let given = |ids: &[&str]| {
        let made = ids.iter().zip(1..).fold(Made::new(), |made, (id, n)| {
            let asked = format!(r#"{{"id":{n},"op":"invoice","issuer":"main","amount":"5"}}"#);
            let id = serde_json::to_string(id).unwrap();
            let answer =
                format!(r#"{{"id":{n},"ok":{{"recipient":"{KEY}","transaction-id":{id}}}}}"#);
            made.asked(n, 1, &asked).answered(n, 1, &answer)
        });
        outcome(&fresh_ids(&View::of(&made.0)))
    };
    let long = "x".repeat(257);
    assert_eq!(given(&["a", "b", &long[1..]]), Outcome::Holds);
    assert_eq!(given(&["a"]), Outcome::Unsettled);
    assert_eq!(given(&["a", "b", "a"]), Outcome::Broken);
    assert_eq!(given(&["a", ""]), Outcome::Broken);
    assert_eq!(given(&["a", &long]), Outcome::Broken);
    assert_eq!(given(&["a", "\u{1}"]), Outcome::Broken);
}

#[test]
fn a_payment_is_made_while_a_question_waits() {
    let waits = r#"{"id":1,"op":"deposits","issuer":"main","wait-ms":4000,"within-ms":14000}"#;
    let pays = r#"{"id":2,"op":"transfer","issuer":"main","recipient":"11","amount":"1","transaction-id":"t","within-ms":9000}"#;
    let told = r#"{"id":1,"ok":{"deposits":[],"balance":"1"}}"#;
    let of = |paid: (u64, &str), told_at: Option<u64>| {
        let outcome_of = format!(r#"{{"id":2,"ok":{{"outcome":"{}"}}}}"#, paid.1);
        let made = Made::new().asked(0, 1, waits).asked(1, 1, pays);
        let made = match told_at {
            Some(at) => made.answered(at, 1, told),
            None => made,
        };
        let made = made.answered(paid.0, 1, &outcome_of);
        outcome(&meanwhile(&View::of(&made.0), 2, 1))
    };
    assert_eq!(of((50, "executed"), None), Outcome::Holds);
    assert_eq!(of((50, "executed"), Some(60)), Outcome::Holds);
    // The question was answered first: because its wait was over, or for some reason of the holder's.
    assert_eq!(of((4100, "executed"), Some(4000)), Outcome::Broken);
    assert_eq!(of((4100, "executed"), Some(300)), Outcome::Unsettled);
    assert_eq!(of((4100, "unknown"), None), Outcome::Broken);
    assert_eq!(of((50, "failed"), None), Outcome::Unsettled);
}
