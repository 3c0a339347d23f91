//! What is made of a holder that says that it had no reply, on records made by hand.

use record::{Ending, Told};

use super::{asking::doubt, made::Made, replies::known};
use crate::check::Outcome;

const ASKED: &str = r#"{"id":7,"op":"deposits","issuer":"main","wait-ms":2000,"within-ms":12000}"#;
const FAILED: &str = r#"{"id":7,"error":{"code":"failed","message":"no reply"}}"#;
const REFUSED: &str = r#"{"id":7,"error":{"code":"refused","message":"I will not"}}"#;
const NOTHING: &str = r#"{"id":7,"ok":{"deposits":[],"balance":"10"}}"#;

fn asked() -> Made {
    Made::new().asked(10, 1, ASKED)
}

/// An empty list comes when the wait is over.
fn replied() -> Made {
    asked().listed(20, 2020, 1, Told::Whole, "")
}

fn outcome(made: &Made) -> Outcome {
    let found = known(&made.view(), 7);
    let [only] = &found[..] else {
        panic!("{} findings", found.len());
    };
    only.outcome
}

#[test]
fn an_empty_list_is_told_as_one() {
    assert_eq!(
        outcome(&replied().answered(2030, 1, NOTHING)),
        Outcome::Holds
    );
    assert_eq!(
        outcome(&replied().answered(2030, 1, FAILED)),
        Outcome::Broken
    );
    let listed = "<deposit><transactionId>a1</transactionId><amount>5</amount></deposit>";
    let told = asked().listed(20, 500, 1, Told::Whole, listed);
    assert_eq!(outcome(&told.answered(510, 1, FAILED)), Outcome::Broken);
}

#[test]
fn a_wait_in_pieces_is_one_wait() {
    let pieces =
        asked()
            .listed(20, 1020, 1, Told::Whole, "")
            .listed(1030, 2030, 1, Told::Whole, "");
    assert_eq!(outcome(&pieces.answered(2040, 1, FAILED)), Outcome::Broken);
    let lost = asked()
        .listed(20, 1020, 1, Told::Whole, "")
        .listed(1030, 2030, 1, Told::Lost, "");
    assert_eq!(outcome(&lost.answered(2040, 1, FAILED)), Outcome::Unsettled);
}

#[test]
fn no_answer_at_all_is_too_late() {
    let other = r#"{"id":8,"op":"exit"}"#;
    assert_eq!(outcome(&replied().asked(15_000, 1, other)), Outcome::Broken);
    assert_eq!(
        outcome(&replied().asked(3000, 1, other)),
        Outcome::Unsettled
    );
}

#[test]
fn whoever_had_no_whole_reply_in_time_may_say_so() {
    let silence = asked().answered(11_000, 1, FAILED);
    assert_eq!(outcome(&silence), Outcome::Unsettled);
    for told in [Told::Lost, Told::Garbled, Told::Unheard] {
        let lost = asked().listed(20, 2020, 1, told.clone(), "");
        assert_eq!(
            outcome(&lost.answered(2030, 1, FAILED)),
            Outcome::Unsettled,
            "{told:?}"
        );
    }
    // It came after the answer, or when it was nearly due.
    let after = asked().listed(20, 2020, 1, Told::Whole, "");
    assert_eq!(
        outcome(&after.answered(2010, 1, FAILED)),
        Outcome::Unsettled
    );
    let late = asked().listed(20, 11_000, 1, Told::Whole, "");
    assert_eq!(
        outcome(&late.answered(11_100, 1, FAILED)),
        Outcome::Unsettled
    );
}

#[test]
fn what_came_for_somebody_else_or_before_proves_nothing() {
    let before = Made::new()
        .listed(1, 5, 1, Told::Whole, "")
        .asked(10, 1, ASKED);
    assert_eq!(outcome(&before.answered(20, 1, FAILED)), Outcome::Unsettled);
    let other_process = asked().listed(20, 2020, 2, Told::Whole, "");
    assert_eq!(
        outcome(&other_process.answered(2030, 1, FAILED)),
        Outcome::Unsettled
    );
    let mut other_issuer = replied();
    other_issuer.0.played.deeds[0].issuer = "second".into();
    assert_eq!(
        outcome(&other_issuer.answered(2030, 1, FAILED)),
        Outcome::Unsettled
    );
}

#[test]
fn whoever_refuses_or_could_not_connect_settles_nothing() {
    assert_eq!(
        outcome(&replied().answered(2030, 1, REFUSED)),
        Outcome::Unsettled
    );
    let mut unreached = replied().listed(100, 110, 1, Told::Whole, "");
    unreached.0.exchanges.pop();
    unreached.0.played.deeds.pop();
    unreached.0.played.arrivals[1].key = None;
    assert_eq!(
        outcome(&unreached.answered(2030, 1, FAILED)),
        Outcome::Unsettled
    );
}

#[test]
fn what_nobody_has_to_read_proves_nothing() {
    let mut cut = replied();
    cut.0.exchanges[0].ending = Ending::Cut;
    assert_eq!(outcome(&cut.answered(2030, 1, FAILED)), Outcome::Unsettled);
    let mut garbage = replied();
    garbage.0.exchanges[0].response =
        record::Octets::new(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
    assert_eq!(
        outcome(&garbage.answered(2030, 1, FAILED)),
        Outcome::Unsettled
    );
}

/// What is found, and about what else than the requirement in question.
fn doubted(made: &Made) -> Vec<(Outcome, String)> {
    let found = doubt(&made.view(), 7).into_iter();
    let about = |id: record::RequirementId| id.to_string();
    found
        .map(|f| (f.outcome, f.requirement.map_or(String::new(), about)))
        .collect()
}

#[test]
fn without_a_reply_it_is_to_be_said_that_nobody_knows() {
    let garbled = || asked().listed(20, 30, 1, Told::Garbled, "");
    let this = |outcome| vec![(outcome, String::new())];
    for honest in [FAILED, REFUSED] {
        assert_eq!(
            doubted(&garbled().answered(40, 1, honest)),
            this(Outcome::Holds)
        );
    }
    let five =
        r#"{"id":7,"ok":{"deposits":[{"transaction-id":"a1","amount":"5"}],"balance":"10"}}"#;
    assert_eq!(
        doubted(&garbled().answered(40, 1, five)),
        this(Outcome::Broken)
    );
    // To say that nothing came is to believe nothing of it, whatever the requirement is.
    let nothing = doubted(&garbled().answered(40, 1, NOTHING));
    let other = (Outcome::Broken, "lcp.holder.deposits.unreadable".to_owned());
    assert_eq!(nothing, [vec![other], this(Outcome::Unsettled)].concat());
}
