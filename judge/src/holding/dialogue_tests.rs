//! How the lines between the suite and an adapter are read.

use record::Report;

use super::{
    dialogue::{Deposited, calls},
    made::Made,
};
use crate::Decimal;

#[test]
fn answers_belong_to_their_requests_whatever_their_order() {
    let made = Made::new()
        .asked(1, 1, r#"{"id":4,"op":"transfer","issuer":"main"}"#)
        .asked(2, 1, r#"{"id":5,"op":"deposits","issuer":"main"}"#)
        .answered(3, 1, r#"{"id":5,"ok":{"deposits":[],"balance":"1"}}"#)
        .answered(4, 1, r#"{"ok":{"outcome":"unknown"},"id":4}"#);
    let calls = calls(&made.0.played.dialogue);
    let read: Vec<_> = calls
        .iter()
        .map(|c| (c.id, c.op.as_str(), c.asked_at, c.answered_at(), c.report()))
        .collect();
    assert_eq!(
        read,
        [
            (4, "transfer", 1000, Some(4000), Some(Report::Unknown)),
            (5, "deposits", 2000, Some(3000), None),
        ]
    );
}

#[test]
fn an_id_belongs_to_its_process_and_is_answered_once() {
    let made = Made::new()
        .asked(1, 1, r#"{"id":4,"op":"transfer"}"#)
        .killed(2, 1)
        .answered(3, 2, r#"{"id":4,"ok":{"outcome":"failed"}}"#)
        .asked(4, 2, r#"{"id":4,"op":"transfer"}"#)
        .answered(5, 2, r#"{"id":4,"ok":{"outcome":"executed"}}"#)
        .answered(6, 2, r#"{"id":4,"ok":{"outcome":"failed"}}"#);
    let calls = calls(&made.0.played.dialogue);
    let told: Vec<_> = calls.iter().map(|c| (c.process, c.report())).collect();
    assert_eq!(told, [(1, None), (2, Some(Report::Executed))]);
}

#[test]
fn what_is_no_json_and_what_nobody_asked_are_no_answers() {
    let made = Made::new()
        .asked(1, 1, r#"{"id":4,"op":"transfer"}"#)
        .answered(2, 1, "Traceback (most recent call last):")
        .answered(3, 1, r#"{"id":9,"ok":{"outcome":"executed"}}"#)
        .answered(4, 1, r#"{"id":"4","ok":{"outcome":"executed"}}"#);
    let calls = calls(&made.0.played.dialogue);
    assert_eq!(calls.len(), 1);
    assert!(calls[0].answer.is_none());
    assert_eq!(calls[0].describe(), "no answer");
}

#[test]
fn reports_and_deposits_are_read_as_the_page_has_them() {
    let made = |answer: &str| {
        let made = Made::new()
            .asked(1, 1, r#"{"id":4,"op":"x"}"#)
            .answered(2, 1, answer);
        calls(&made.0.played.dialogue).remove(0)
    };
    let refused = made(r#"{"id":4,"error":{"code":"refused","message":"a policy"}}"#);
    assert_eq!(refused.report(), Some(Report::Refused));
    assert_eq!(refused.error(), Some("refused"));
    assert_eq!(
        refused.describe(),
        r#"{"code":"refused","message":"a policy"}"#
    );
    let failed = made(r#"{"id":4,"error":{"code":"failed","message":""}}"#);
    assert_eq!(failed.report(), None);
    assert_eq!(
        made(r#"{"id":4,"ok":{"outcome":"perhaps"}}"#).report(),
        None
    );
    let told = made(
        r#"{"id":4,"ok":{"deposits":[{"transaction-id":" a\r","amount":"1.50","userid":""},{"amount":1.5,"userid":"u"}],"balance":"2"}}"#,
    );
    assert_eq!(
        told.deposits().unwrap(),
        [
            Deposited {
                transaction_id: " a\r".into(),
                amount: Some(Decimal::parse("1.5").unwrap()),
                userid: None,
            },
            Deposited {
                transaction_id: String::new(),
                amount: None,
                userid: Some("u".into()),
            },
        ]
    );
    assert_eq!(told.amount("balance"), Some("2"));
    assert_eq!(told.amount("unattributed"), None);
}
