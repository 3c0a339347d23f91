//! What is lawful with counters, and what is not.

use record::{Check, Expectation, Holding, RequirementId, ScenarioRecord, Settled, Told, Verdict};

use crate::{Levels, Readings, findings, scenario_verdict};

use super::{
    counters::{higher, one_unknown, same_again},
    traded::{
        AGAIN, EXECUTED, EXECUTED_LOST, FAILED, FAULT, GARBAGE, SILENCE, Traded, broken, holds,
    },
};

fn two() -> Traded {
    Traded::new().told(0, 1, "a").told(1, 2, "b")
}

#[test]
fn one_after_the_other_is_lawful() {
    let made = two().came(10, 5, "a", EXECUTED).came(20, 9, "b", EXECUTED);
    assert_eq!(made.found(same_again), holds());
    assert_eq!(made.found(higher), holds());
    assert_eq!(made.found(one_unknown), holds());
}

#[test]
fn whoever_is_quick_acts_before_the_end_of_an_answer_is_noted() {
    let made = two().came(10, 5, "a", EXECUTED).came(11, 6, "b", EXECUTED);
    assert_eq!(made.found(one_unknown), holds());
}

#[test]
fn copies_are_lawful() {
    let made = two()
        .came(10, 5, "a", EXECUTED_LOST)
        .came(20, 5, "a", AGAIN)
        .came(30, 6, "b", EXECUTED);
    assert_eq!(made.found(same_again), holds());
    assert_eq!(made.found(higher), holds());
    assert_eq!(made.found(one_unknown), holds());
}

#[test]
fn a_copy_may_come_late() {
    // Of a message that is settled one more copy may be under way.
    let made = two()
        .came(10, 5, "a", EXECUTED)
        .came(20, 6, "b", EXECUTED)
        .came(30, 5, "a", (Settled::Stale, Told::Whole));
    assert_eq!(made.found(same_again), holds());
    assert_eq!(made.found(higher), holds());
    assert_eq!(made.found(one_unknown), holds());
}

#[test]
fn a_counter_has_one_content() {
    let altered = Traded::new()
        .told(0, 1, "a")
        .came(10, 5, "a", EXECUTED_LOST)
        .came_from(1, 20, 5, "a", "10.000001", (Settled::Conflict, Told::Whole));
    assert_eq!(
        altered.found(same_again),
        broken("lcp.holder.counter.repeated")
    );
}

#[test]
fn by_value_the_content_may_be_written_in_another_way() {
    let made = Traded::new()
        .told(0, 1, "a")
        .came(10, 5, "a", EXECUTED_LOST)
        .came_from(1, 20, 5, "a", "10.0", AGAIN);
    assert_eq!(made.found(same_again), holds());
}

#[test]
fn another_payment_under_the_same_counter_breaks_what_it_comes_from() {
    let conflict = (Settled::Conflict, Told::Whole);
    let one_after_the_other = Traded::new()
        .told(0, 1, "a")
        .came(10, 5, "a", EXECUTED)
        .reports(60, 1, "executed")
        .told(100, 2, "b")
        .came(110, 5, "b", conflict.clone());
    assert_eq!(
        one_after_the_other.found(same_again),
        broken("lcp.holder.counter.new")
    );
    let at_once = two()
        .came(10, 5, "a", EXECUTED)
        .came(110, 5, "b", conflict.clone());
    assert_eq!(
        at_once.found(same_again),
        broken("lcp.holder.counter.concurrent")
    );
    let after_a_restart = Traded::new()
        .told(0, 1, "a")
        .came(10, 5, "a", EXECUTED)
        .told_in(2, 100, 2, "b")
        .came_from(2, 110, 5, "b", "10", conflict);
    assert_eq!(
        after_a_restart.found(same_again),
        broken("lcp.holder.counter.survives-restart")
    );
}

#[test]
fn what_has_no_outcome_is_not_sent_under_another_counter() {
    let anew = |first, second| {
        Traded::new()
            .told(0, 1, "a")
            .came(10, 5, "a", first)
            .came(100, 6, "a", second)
    };
    for lost in [EXECUTED_LOST, SILENCE, GARBAGE] {
        assert_eq!(
            anew(lost, EXECUTED).found(same_again),
            broken("lcp.holder.counter.repeated")
        );
    }
    // What was answered by a Fault or a failure may be tried again under another.
    for answered in [FAULT, FAILED] {
        assert_eq!(anew(answered, EXECUTED).found(same_again), holds());
    }
}

#[test]
fn counters_rise() {
    let falls = two().came(10, 5, "a", EXECUTED).came(100, 4, "b", EXECUTED);
    assert_eq!(falls.found(higher), broken("lcp.holder.counter.new"));
    let falls = Traded::new()
        .told(0, 1, "a")
        .came(10, 5, "a", EXECUTED)
        .told_in(2, 50, 2, "b")
        .came_from(2, 100, 1, "b", "10", (Settled::Stale, Told::Whole));
    assert_eq!(
        falls.found(higher),
        broken("lcp.holder.counter.survives-restart")
    );
}

#[test]
fn one_at_a_time_is_without_outcome() {
    let overtaken = |first| {
        two()
            .came(10, 5, "a", first)
            .came(100, 6, "b", EXECUTED)
            .found(one_unknown)
    };
    for lost in [EXECUTED_LOST, SILENCE, GARBAGE] {
        assert_eq!(overtaken(lost), broken(""));
    }
    for answered in [EXECUTED, FAILED, FAULT] {
        assert_eq!(overtaken(answered), holds());
    }
}

#[test]
fn an_answer_that_comes_behind_the_next_transfer_is_too_late() {
    let made = two()
        .came(10, 5, "a", SILENCE)
        .came(20, 6, "b", EXECUTED)
        .came(30, 5, "a", (Settled::Stale, Told::Whole));
    assert_eq!(made.found(one_unknown), broken(""));
}

#[test]
fn a_balance_settles_what_was_executed() {
    let looked = |executed, look, told| {
        two()
            .came(100, 5, "a", executed)
            .looked(look, told)
            .came(300, 6, "b", EXECUTED)
            .found(one_unknown)
    };
    assert_eq!(looked(EXECUTED_LOST, 200, Told::Whole), holds());
    // It was not executed, so no balance shows it.
    assert_eq!(looked(SILENCE, 200, Told::Whole), broken(""));
    // The reply was lost, or is none.
    assert_eq!(looked(EXECUTED_LOST, 200, Told::Lost), broken(""));
    assert_eq!(looked(EXECUTED_LOST, 200, Told::Garbled), broken(""));
    // It was read before, or behind the next one.
    assert_eq!(looked(EXECUTED_LOST, 20, Told::Whole), broken(""));
    assert_eq!(looked(EXECUTED_LOST, 310, Told::Whole), broken(""));
}

#[test]
fn nothing_sent_is_nothing_found() {
    assert_eq!(two().found(same_again), []);
    assert_eq!(two().found(higher), []);
    assert_eq!(two().found(one_unknown), []);
}

/// A scenario that claims to decide something about counters, and asks for it in its third step.
fn concluded(made: Traded) -> ScenarioRecord {
    let tag = RequirementId::parse("lcp.holder.counter.repeated").unwrap();
    let mut scenario = made.scenario();
    scenario.tags = vec![tag.clone()];
    scenario.expectations = vec![Expectation {
        requirement: tag,
        step: Some(2),
        check: Check::Holder {
            is: Holding::SameAgain {},
        },
    }];
    let readings = Readings::default();
    scenario.findings = findings(&scenario, &Levels::default(), &readings);
    scenario.verdict = scenario_verdict(&scenario);
    scenario
}

#[test]
fn whoever_sends_nothing_leaves_it_open_and_that_is_said() {
    let nothing = concluded(two());
    assert_eq!(nothing.verdict, Verdict::Inconclusive);
    let [only] = nothing.findings.as_slice() else {
        panic!("{:?}", nothing.findings);
    };
    assert_eq!(only.step, Some(2));
    assert!(only.why.contains("lcp.holder.counter.repeated"));
    let something = concluded(two().came(10, 5, "a", EXECUTED));
    assert_eq!(something.verdict, Verdict::Passed);
    assert_eq!(something.findings.len(), 1);
}
