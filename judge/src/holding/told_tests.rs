//! What a holder may tell of a payment beside its outcome, and when it may say that nothing was sent.

use serde_json::{Value, json};

use super::{
    books::truth,
    traded::{AGAIN, EXECUTED, EXECUTED_LOST, FAILED, FAULT, SILENCE, Traded, broken, holds},
};
use crate::check::Outcome;

const TOLD: &str = "lcp.holder.amount.told";
const SAYS_EXECUTED: &str = "lcp.holder.outcome.executed";
const SAYS_FAILED: &str = "lcp.holder.outcome.failure";

fn told(came: Traded, report: &Value) -> Vec<(Outcome, String)> {
    came.reports_more(1000, 1, report).found(truth)
}

fn asked() -> Traded {
    Traded::new().told(0, 1, "a")
}

/// The first was cut, and its repetition answered.
fn repeated() -> Traded {
    let first = asked()
        .came(10, 5, "a", EXECUTED_LOST)
        .saying("success", "1.2");
    first.came(110, 5, "a", AGAIN).saying("success", "1.2")
}

/// A Fault came, and then a result.
fn faulted(done: (record::Settled, record::Told), word: &str) -> Traded {
    let first = asked().came(10, 5, "a", FAULT).faulting();
    first.came(110, 5, "a", done).saying(word, "0.5")
}

#[test]
fn the_fee_of_a_repetition_is_the_one_that_was_answered() {
    let report = |fee: &str| json!({"outcome": "executed", "result": "success", "fee": fee});
    assert_eq!(told(repeated(), &report("1.20")), holds());
    for wrong in ["0", "1.3"] {
        assert_eq!(told(repeated(), &report(wrong)), broken(TOLD));
    }
    let without = json!({"outcome": "executed"});
    assert_eq!(told(repeated(), &without), broken(SAYS_EXECUTED));
    // Whoever has looked at the balance may not have waited for the answer.
    let looked = repeated().looked(120, record::Told::Whole);
    assert_eq!(told(looked, &without), holds());
}

#[test]
fn what_follows_a_fault_is_told_as_it_came() {
    let executed = |fee: &str| json!({"outcome": "executed", "fee": fee});
    let failed = |word: &str, fee: &str| json!({"outcome": "failed", "result": word, "fee": fee});
    let paid = || faulted(EXECUTED, "success");
    assert_eq!(told(paid(), &executed("0.5")), holds());
    assert_eq!(told(paid(), &executed("0")), broken(TOLD));
    let refused = || faulted(FAILED, "refused");
    assert_eq!(told(refused(), &failed("refused", "0.5")), holds());
    assert_eq!(told(refused(), &json!({"outcome": "failed"})), holds());
    assert_eq!(told(refused(), &failed("refused", "0")), broken(TOLD));
    assert_eq!(
        told(refused(), &failed("success", "0.5")),
        broken(SAYS_FAILED)
    );
    let fault = || asked().came(10, 5, "a", FAULT).faulting();
    assert_eq!(told(fault(), &json!({"outcome": "failed"})), holds());
    assert_eq!(told(fault(), &failed("Server", "0")), holds());
    assert_eq!(told(fault(), &failed("Server", "1")), broken(TOLD));
}

#[test]
fn the_word_is_the_issuers() {
    let failed = || asked().came(10, 5, "a", FAILED).saying("refused", "0.5");
    let report = |word: &str| json!({"outcome": "failed", "result": word, "fee": "0.5"});
    assert_eq!(told(failed(), &report("refused")), holds());
    assert_eq!(
        told(failed(), &report("insufficientFunds")),
        broken(SAYS_FAILED)
    );
    let without = json!({"outcome": "failed", "result": "refused"});
    assert_eq!(told(failed(), &without), broken(SAYS_FAILED));
    let executed = json!({"outcome": "executed", "result": "refused", "fee": "1.2"});
    assert_eq!(told(repeated(), &executed), broken(SAYS_EXECUTED));
}

#[test]
fn whoever_has_sent_something_has_not_refused() {
    let refused = |came: Traded| came.refuses(1000, 1).found(truth);
    assert_eq!(refused(asked()), holds());
    assert_eq!(
        refused(asked().came(10, 5, "a", FAILED)),
        broken(SAYS_FAILED)
    );
    assert_eq!(
        refused(asked().came(10, 5, "a", FAULT)),
        broken("lcp.holder.outcome.fault")
    );
    assert_eq!(
        refused(asked().came(10, 5, "a", SILENCE)),
        broken("lcp.holder.outcome.lost-answer")
    );
    // One of two that look the same was sent, and the other was not.
    let two = || asked().told(1, 2, "a").came(10, 5, "a", FAILED);
    assert_eq!(refused(two().reports(900, 2, "failed")), holds());
    let both = refused(two().refuses(900, 2));
    assert!(both.contains(&broken(SAYS_FAILED)[0]));
}
