//! When answers came.

use crate::tale::{Tale, fault, http, list, transferred};
use record::{Check, Ending, Trial, Verdict};

fn empty() -> Vec<u8> {
    list(&[], "0", "0")
}

#[test]
fn an_empty_list_may_not_come_early() {
    let after = |answer: &[u8], ms: u64| {
        let mut tale = Tale::of(&[]);
        let exchange = tale.asks("Bob", answer);
        tale.timed(exchange, 1_000, 1_000 + ms);
        tale.verdict(Check::EmptyNotBefore {
            exchange,
            milliseconds: 500,
        })
    };
    assert_eq!(after(&empty(), 499), Verdict::Failed);
    assert_eq!(after(&empty(), 500), Verdict::Passed);
    assert_eq!(after(&empty(), 9_000), Verdict::Passed);
    assert_eq!(
        after(&list(&[("a", "5")], "0", "5"), 3),
        Verdict::Inconclusive
    );
    assert_eq!(
        after(&fault(), 3),
        Verdict::Inconclusive,
        "a wait may be refused"
    );
}

#[test]
fn a_head_sent_ahead_is_no_answer_yet() {
    let mut tale = Tale::of(&[]);
    let exchange = tale.asks("Bob", &empty());
    tale.timed(exchange, 1_000, 1_500);
    tale.record.exchanges[0].times.first_byte = Some(1_001_000);
    assert_eq!(
        tale.verdict(Check::EmptyNotBefore {
            exchange,
            milliseconds: 500
        }),
        Verdict::Passed
    );
    let trials = vec![Trial {
        cause: None,
        answered: exchange,
    }];
    assert_eq!(
        tale.verdict(Check::Within {
            trials,
            milliseconds: 250
        }),
        Verdict::Failed
    );
}

/// Trials of which each was answered so many milliseconds after its cause.
fn within(delays: &[u64], answer: &[u8]) -> Verdict {
    let mut tale = Tale::of(&[]);
    let mut trials = Vec::new();
    for (n, delay) in (1..).zip(delays) {
        let answered = tale.asks("Bob", answer);
        let cause = tale.pays("Alice", "Bob", "1", n, &transferred("success", "0"));
        let start = n * 10_000;
        tale.timed(cause, start, start + 100);
        tale.timed(answered, start - 5_000, start + 100 + delay);
        trials.push(Trial {
            cause: Some(cause),
            answered,
        });
    }
    tale.verdict(Check::Within {
        trials,
        milliseconds: 250,
    })
}

#[test]
fn one_quick_answer_of_several_will_do() {
    assert_eq!(within(&[250], &empty()), Verdict::Passed);
    assert_eq!(within(&[900, 251, 249], &empty()), Verdict::Passed);
    assert_eq!(within(&[900, 251], &empty()), Verdict::Failed);
    assert_eq!(within(&[], &empty()), Verdict::Inconclusive);
    assert_eq!(
        within(&[3], &fault()),
        Verdict::Inconclusive,
        "a quick refusal proves nothing"
    );
    assert_eq!(
        within(&[3], b"HTTP/1.1 200 OK\r\n\r\n?"),
        Verdict::Inconclusive
    );
}

#[test]
fn a_lost_cause_starts_no_clock() {
    let mut tale = Tale::of(&[]);
    let answered = tale.asks("Bob", &empty());
    let cause = tale.loses("Alice", "Bob", "1", 7, Ending::Closed);
    tale.timed(cause, 1_000, 1_001).timed(answered, 900, 5_000);
    let trials = vec![Trial {
        cause: Some(cause),
        answered,
    }];
    assert_eq!(
        tale.verdict(Check::Within {
            trials,
            milliseconds: 250
        }),
        Verdict::Inconclusive
    );
}

/// Bob waits from 1000 to 2000 ms, and Alice sends then.
fn during(wait: &[u8], how: Ending, sent: u64, ended: u64) -> Verdict {
    let mut tale = Tale::of(&[]);
    let waiting = if how == Ending::Answered {
        tale.asks("Bob", wait)
    } else {
        tale.asks_in_vain("Bob", how)
    };
    let other = tale.pays("Alice", "Carol", "1", 7, &transferred("success", "0"));
    tale.timed(waiting, 1_000, 2_000).timed(other, sent, ended);
    tale.verdict(Check::AnsweredDuring {
        exchanges: vec![other],
        waiting,
    })
}

#[test]
fn a_wait_keeps_no_one() {
    assert_eq!(
        during(&empty(), Ending::Answered, 1_100, 1_200),
        Verdict::Passed
    );
    assert_eq!(
        during(&empty(), Ending::Answered, 1_100, 2_100),
        Verdict::Failed
    );
    assert_eq!(during(b"", Ending::TimedOut, 1_100, 1_200), Verdict::Passed);
    assert_eq!(during(b"", Ending::TimedOut, 1_100, 2_100), Verdict::Failed);
}

#[test]
fn a_wait_that_did_not_run_its_course_has_kept_no_one() {
    for (wait, how) in [
        (list(&[("a", "5")], "0", "5"), Ending::Answered),
        (fault(), Ending::Answered),
        (vec![], Ending::Closed),
        (vec![], Ending::NotConnected("refused".into())),
    ] {
        assert_eq!(during(&wait, how, 1_100, 2_100), Verdict::Inconclusive);
    }
    assert_eq!(
        during(&empty(), Ending::Answered, 2_100, 2_200),
        Verdict::Inconclusive,
        "sent too late"
    );
    assert_eq!(
        during(b"", Ending::NotConnected("refused".into()), 1_100, 1_200),
        Verdict::Inconclusive
    );
}

#[test]
fn a_head_of_the_wait_does_not_end_it() {
    let mut tale = Tale::of(&[]);
    let waiting = tale.asks("Bob", &empty());
    let other = tale.pays("Alice", "Carol", "1", 7, &transferred("success", "0"));
    tale.timed(waiting, 1_000, 2_000).timed(other, 1_100, 1_200);
    tale.record.exchanges[0].times.first_byte = Some(1_001_000);
    assert_eq!(
        tale.verdict(Check::AnsweredDuring {
            exchanges: vec![other],
            waiting
        }),
        Verdict::Passed
    );
}

#[test]
fn what_is_let_through_when_a_wait_is_over_was_kept_waiting() {
    let story = |answered: (u64, u64)| {
        let mut tale = Tale::of(&["Bob"]);
        let waiting = tale.waits("Bob", 500, &list(&[], "0", "100"));
        tale.timed(waiting, 1_000, 1_501);
        let paid = tale.pays("Bob", "Carol", "10", 7, &transferred("success", "0"));
        tale.timed(paid, answered.0, answered.1);
        tale.verdict(Check::AnsweredDuring {
            exchanges: vec![paid],
            waiting,
        })
    };
    assert_eq!(story((1100, 1102)), Verdict::Passed);
    assert_eq!(story((1100, 1500)), Verdict::Failed);
    assert_eq!(story((1502, 1503)), Verdict::Inconclusive);
}

#[test]
fn who_is_turned_away_while_somebody_waits_is_not_served() {
    let told = |answer: &[u8], sent: u64| {
        let mut tale = Tale::of(&[]);
        let waiting = tale.asks("Bob", &empty());
        let other = tale.pays("Alice", "Carol", "1", 7, answer);
        tale.timed(waiting, 1_000, 2_000)
            .timed(other, sent, sent + 5);
        tale.verdict(Check::AnsweredDuring {
            exchanges: vec![other],
            waiting,
        })
    };
    let busy = http("503 Service Unavailable", "text/plain", b"");
    assert_eq!(told(&fault(), 1_100), Verdict::Failed);
    assert_eq!(told(&busy, 1_100), Verdict::Failed);
    assert_eq!(told(&busy, 2_100), Verdict::Inconclusive, "nobody waits");
    let poor = transferred("insufficientFunds", "0");
    assert_eq!(told(&poor, 1_100), Verdict::Passed);
}

#[test]
fn an_issuer_that_always_takes_that_long_was_not_held_up() {
    let story = |before: u64, late: u64| {
        let mut tale = Tale::of(&["Alice", "Bob"]);
        let first = tale.asks("Alice", &list(&[], "0", "100"));
        tale.timed(first, 0, before);
        let waiting = tale.waits("Bob", 1_000, &list(&[], "0", "100"));
        tale.timed(waiting, 1_000, 2_000 + late);
        let other = tale.pays("Alice", "Carol", "1", 7, &transferred("success", "0"));
        tale.timed(other, 1_100, 2_100);
        tale.verdict(Check::AnsweredDuring {
            exchanges: vec![other],
            waiting,
        })
    };
    assert_eq!(story(20, 10), Verdict::Failed);
    assert_eq!(story(340, 10), Verdict::Inconclusive, "it always does");
    assert_eq!(
        story(20, 340),
        Verdict::Inconclusive,
        "the wait was late, too"
    );
}

#[test]
fn nobody_is_told_of_nothing_before_the_wait_that_he_asked_for_is_over() {
    let story = |asked: u64, answer: &[u8], took: u64| {
        let mut tale = Tale::of(&["Bob"]);
        let waiting = tale.waits("Bob", asked, answer);
        tale.timed(waiting, 1_000, 1_000 + took);
        let found = tale.find(Check::NeverEarly {});
        let told = |f: &record::Finding| (f.verdict, f.actual.clone());
        found.iter().map(told).collect::<Vec<_>>()
    };
    let early = "an empty list after 151.0 ms of 500".to_owned();
    assert_eq!(story(500, &empty(), 151), [(Verdict::Failed, early)]);
    let late = [(Verdict::Passed, "none".to_owned())];
    assert_eq!(story(500, &empty(), 501), late);
    assert_eq!(story(500, &list(&[("t", "5")], "0", "5"), 151), []);
    assert_eq!(story(500, &fault(), 151), []);
    assert_eq!(story(0, &empty(), 1), []);
}
