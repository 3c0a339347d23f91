//! What is made of remainders by the books, on records made by hand.

use record::Told;

use super::{
    accounted::{accounted, nothing_lost},
    made::{Made, deposit},
};
use crate::check::Outcome;

const EXPLAINED: &str = "lcp.holder.deposits.explained";
const UNATTRIBUTED: &str = "lcp.holder.deposits.unattributed";
const LISTED: &str = "<deposit><transactionId>a1</transactionId><amount>5</amount></deposit>";

/// A question that is answered 3 ms later, with a reply in between.
fn answer(made: Made, ms: u64, process: u32, told: &str) -> Made {
    let asked =
        format!(r#"{{"id":{ms},"op":"deposits","issuer":"main","wait-ms":0,"within-ms":1000}}"#);
    let told = format!(r#"{{"id":{ms},"ok":{{"balance":"10",{told}}}}}"#);
    made.asked(ms, process, &asked)
        .listed(ms + 1, ms + 2, process, Told::Whole, "")
        .answered(ms + 3, process, &told)
}

/// The holder knows its balance; then it reads of a deposit, for itself, and is killed.
fn killed() -> Made {
    answer(Made::new(), 10, 1, NOTHING)
        .paid_at(20, deposit("a1", "5"))
        .listed(30, 31, 1, Told::Whole, LISTED)
        .killed(40, 1)
}

const NOTHING: &str = r#""deposits":[]"#;
const REMAINDER: &str = r#""deposits":[],"unattributed":"5""#;
const TOLD: &str = r#""deposits":[{"transaction-id":"a1","amount":"5"}]"#;

/// What is found in the end, and what a step finds.
fn found(made: &Made) -> (Vec<(Outcome, String)>, Outcome) {
    let view = made.view();
    let about = |found: Vec<crate::check::Found>| {
        let each = found.into_iter();
        let each = each.map(|f| {
            let about = f.requirement.map(|id| id.to_string());
            (f.outcome, about.unwrap_or_default())
        });
        each.collect::<Vec<_>>()
    };
    (about(accounted(&view)), nothing_lost(&view)[0].outcome)
}

fn explained(rest: Option<(Outcome, &str)>) -> Vec<(Outcome, String)> {
    let explained = (Outcome::Holds, EXPLAINED);
    let all = [explained].into_iter().chain(rest);
    all.map(|(outcome, about)| (outcome, about.to_owned()))
        .collect()
}

#[test]
fn what_was_read_and_lost_in_a_crash_is_told_of() {
    let once = answer(killed(), 50, 2, NOTHING);
    assert_eq!(found(&once), (explained(None), Outcome::Unsettled));
    let twice = answer(once, 60, 2, NOTHING);
    let lost = Some((Outcome::Broken, UNATTRIBUTED));
    assert_eq!(found(&twice), (explained(lost), Outcome::Broken));
    for (first, then) in [
        (REMAINDER, REMAINDER),
        (NOTHING, REMAINDER),
        (TOLD, NOTHING),
    ] {
        let told = answer(answer(killed(), 50, 2, first), 60, 2, then);
        assert_eq!(found(&told), (explained(None), Outcome::Holds));
    }
}

#[test]
fn whoever_knew_no_balance_cannot_know_what_was_lost() {
    let made = Made::new()
        .paid_at(20, deposit("a1", "5"))
        .listed(30, 31, 1, Told::Whole, LISTED)
        .killed(40, 1);
    let made = answer(answer(made, 50, 2, NOTHING), 60, 2, NOTHING);
    assert_eq!(found(&made), (explained(None), Outcome::Unsettled));
}

#[test]
fn whoever_does_not_know_its_payments_cannot_know_what_was_lost() {
    let pay = r#"{"id":1,"op":"transfer","issuer":"main","recipient":"B0","amount":"5","transaction-id":"b","within-ms":1000}"#;
    let unknown = r#"{"id":1,"ok":{"outcome":"unknown"}}"#;
    let made = killed().asked(41, 2, pay).answered(42, 2, unknown);
    let made = answer(answer(made, 50, 2, NOTHING), 60, 2, NOTHING);
    assert_eq!(found(&made), (explained(None), Outcome::Unsettled));
}

#[test]
fn what_is_for_another_application_is_kept() {
    let invoice = r#"{"id":1,"op":"invoice","issuer":"main","application":"player","amount":"5"}"#;
    let made = killed().asked(41, 2, invoice);
    let made = answer(answer(made, 50, 2, NOTHING), 60, 2, NOTHING);
    assert_eq!(found(&made), (explained(None), Outcome::Unsettled));
}

#[test]
fn replies_that_cross_each_other_show_nothing() {
    let made = answer(answer(killed(), 50, 2, NOTHING), 60, 2, NOTHING);
    let crossed = made.listed(59, 64, 2, Told::Whole, "");
    assert_eq!(found(&crossed), (explained(None), Outcome::Unsettled));
}

#[test]
fn what_came_to_the_same_process_is_told_later() {
    let made = answer(Made::new(), 10, 1, NOTHING)
        .paid_at(20, deposit("a1", "5"))
        .listed(30, 31, 1, Told::Whole, LISTED);
    let made = answer(answer(made, 50, 1, NOTHING), 60, 1, NOTHING);
    assert_eq!(found(&made), (explained(None), Outcome::Unsettled));
}

#[test]
fn a_remainder_that_nobody_has_lost_is_made_up() {
    let broken = vec![(Outcome::Broken, EXPLAINED.to_owned())];
    let nothing = answer(Made::new(), 10, 1, REMAINDER);
    assert_eq!(found(&nothing).0, broken);
    let told = r#""deposits":[{"transaction-id":"a1","amount":"5"}],"unattributed":"5""#;
    let both = answer(Made::new().paid_at(5, deposit("a1", "5")), 10, 1, told);
    assert_eq!(found(&both).0, broken);
    // It may be in a reply that was lost.
    let lost = answer(Made::new().paid_at(5, deposit("a1", "5")), 10, 1, REMAINDER);
    assert_eq!(found(&lost).0, explained(None));
    // It may be a payment that was not made after all.
    let pay = r#"{"id":1,"op":"transfer","issuer":"main","recipient":"B0","amount":"5","transaction-id":"b","within-ms":1000}"#;
    let unknown = r#"{"id":1,"ok":{"outcome":"unknown"}}"#;
    let open = Made::new().asked(1, 1, pay).answered(2, 1, unknown);
    assert_eq!(found(&answer(open, 10, 1, REMAINDER)).0, explained(None));
}
