//! Whether others are served beside a strain.

use crate::tale::{Tale, fault, http, list};
use Verdict::{Failed, Inconclusive, Passed};
use record::{Check, Ending, Errand, Octets, Operation, Verdict};

/// An ordinary message before a strain from 1,000 ms until it was cut at 5,000 ms, one beside it, and one after it.
struct Strained {
    tale: Tale,
    strain: u32,
    before: u32,
}

impl Strained {
    fn until(how: Ending, ended: u64) -> Self {
        let mut tale = Tale::of(&["Alice"]);
        let before = tale.asks("Alice", &list(&[], "0", "0"));
        let strain = tale.asks_in_vain("somebody", how);
        tale.timed(strain, 1_000, ended);
        tale.record.exchanges[strain as usize - 1].operation = Operation::Probe;
        Self {
            tale,
            strain,
            before,
        }
    }

    fn message(&mut self, answer: &[u8], how: Ending, sent: u64, ended: u64) -> u32 {
        let id = self.tale.asks_in_vain("Alice", how);
        self.tale.timed(id, sent, ended);
        self.tale.record.exchanges[id as usize - 1].response = Octets::new(answer);
        id
    }

    fn verdict(&self, exchanges: &[u32], after: Vec<u32>) -> Verdict {
        let errand = |exchange: &u32| Errand {
            exchange: *exchange,
            since: self.tale.record.exchanges[*exchange as usize - 1]
                .times
                .sent,
        };
        self.tale.verdict(Check::ServedBeside {
            errands: exchanges.iter().map(errand).collect(),
            strain: vec![self.strain],
            before: self.before,
            after,
        })
    }
}

/// What is found where the message beside the strain came to this.
fn beside(answer: &[u8], how: Ending, ended: u64) -> Verdict {
    let mut strained = Strained::until(Ending::Cut, 5_000);
    let id = strained.message(answer, how, 2_000, ended);
    let served = list(&[], "0", "0");
    let after = strained.message(&served, Ending::Answered, 6_000, 6_010);
    strained.verdict(&[id], vec![after])
}

#[test]
fn an_answer_before_the_suite_let_go_is_as_it_should_be() {
    let served = list(&[], "0", "0");
    assert_eq!(beside(&served, Ending::Answered, 2_010), Passed);
    assert_eq!(beside(&served, Ending::Answered, 4_999), Passed);
    assert_eq!(beside(&served, Ending::Answered, 5_001), Failed);
}

#[test]
fn a_connection_that_was_long_in_coming_counts() {
    let mut strained = Strained::until(Ending::Cut, 5_000);
    let served = list(&[], "0", "0");
    let exchange = strained.message(&served, Ending::Answered, 5_001, 5_002);
    let check = |since| Check::ServedBeside {
        errands: vec![Errand { exchange, since }],
        strain: vec![strained.strain],
        before: strained.before,
        after: vec![],
    };
    assert_eq!(strained.tale.verdict(check(2_000_000)), Failed);
    assert_eq!(strained.tale.verdict(check(4_900_000)), Inconclusive);
    assert_eq!(strained.tale.verdict(check(5_000_500)), Passed);
}

#[test]
fn an_answer_soon_after_that_may_only_be_a_slow_machine() {
    let mut strained = Strained::until(Ending::Cut, 2_500);
    let served = list(&[], "0", "0");
    let id = strained.message(&served, Ending::Answered, 2_000, 2_510);
    assert_eq!(strained.verdict(&[id], vec![]), Inconclusive);
}

#[test]
fn what_the_subject_itself_ended_held_nobody_up() {
    let mut strained = Strained::until(Ending::Closed, 2_500);
    let served = list(&[], "0", "0");
    let id = strained.message(&served, Ending::Answered, 2_000, 4_000);
    assert_eq!(strained.verdict(&[id], vec![]), Passed);
}

#[test]
fn whoever_is_turned_away_is_not_served() {
    for how in [
        Ending::NotConnected("127.0.0.1:1: connection refused".into()),
        Ending::HandshakeFailed("the connection ended during the handshake".into()),
        Ending::Closed,
        Ending::HandshakeFailed("internal error".into()),
    ] {
        assert_eq!(beside(b"", how.clone(), 2_010), Failed, "{how:?}");
    }
    assert_eq!(beside(&fault(), Ending::Answered, 2_010), Failed);
    let busy = http("503 Service Unavailable", "text/plain", b"");
    assert_eq!(beside(&busy, Ending::Answered, 2_010), Failed);
}

#[test]
fn whoever_is_refused_ever_after_is_not_served_either() {
    let mut strained = Strained::until(Ending::Closed, 1_010);
    let refused = || Ending::NotConnected("127.0.0.1:1: connection refused".into());
    let id = strained.message(b"", refused(), 2_000, 2_001);
    let after = strained.message(b"", refused(), 6_000, 6_001);
    assert_eq!(strained.verdict(&[id], vec![after]), Failed);
}

#[test]
fn one_of_several_messages_is_enough() {
    let mut strained = Strained::until(Ending::Cut, 5_000);
    let lost = strained.message(b"", Ending::TimedOut, 2_000, 2_500);
    let served = strained.message(&list(&[], "0", "0"), Ending::Answered, 2_500, 2_510);
    assert_eq!(strained.verdict(&[lost, served], vec![]), Passed);
}

#[test]
fn silence_proves_nothing() {
    for how in [
        Ending::TimedOut,
        Ending::Unheard("127.0.0.1:1: too many open files (os error 24)".into()),
        Ending::Unheard("127.0.0.1:1 accepts, and stays silent".into()),
    ] {
        assert_eq!(beside(b"", how.clone(), 6_000), Inconclusive, "{how:?}");
    }
    // Everything ended at once: that may be the network.
    let mut strained = Strained::until(Ending::Cut, 5_000);
    let id = strained.message(b"", Ending::Broken("reset".into()), 2_000, 2_001);
    let after = strained.message(b"", Ending::TimedOut, 6_000, 9_000);
    assert_eq!(strained.verdict(&[id], vec![after]), Inconclusive);
    // Nor does anything, where there was no answer before.
    let mut strained = Strained::until(Ending::Cut, 5_000);
    let id = strained.message(b"", Ending::Closed, 2_000, 2_001);
    strained.before = id;
    assert_eq!(strained.verdict(&[id], vec![id]), Inconclusive);
}

#[test]
fn what_is_too_large_is_refused_with_4xx_or_closed() {
    let verdict = |answer: &[u8], how| {
        let mut strained = Strained::until(Ending::Cut, 5_000);
        let exchange = strained.message(answer, how, 2_000, 2_010);
        strained.tale.verdict(Check::TooLarge { exchange })
    };
    for status in [
        "431 Request Header Fields Too Large",
        "413 Content Too Large",
        "400 Bad Request",
    ] {
        assert_eq!(
            verdict(&http(status, "text/plain", b""), Ending::Answered),
            Passed
        );
    }
    assert_eq!(verdict(b"", Ending::Closed), Passed);
    assert_eq!(verdict(b"", Ending::Broken("reset".into())), Passed);
    assert_eq!(
        verdict(&http("500 Oops", "text/plain", b""), Ending::Answered),
        Failed
    );
    assert_eq!(verdict(&fault(), Ending::Answered), Failed);
    assert_eq!(verdict(b"", Ending::TimedOut), Inconclusive);
    // It was not too large for this one.
    assert_eq!(
        verdict(&list(&[], "0", "0"), Ending::Answered),
        Inconclusive
    );
}

#[test]
fn who_always_takes_that_long_was_not_held_up() {
    let served = list(&[], "0", "0");
    let verdict = |before: u64| {
        let mut strained = Strained::until(Ending::Cut, 5_000);
        strained.tale.timed(strained.before, 0, before);
        let id = strained.message(&served, Ending::Answered, 2_000, 5_500);
        strained.verdict(&[id], vec![])
    };
    assert_eq!(verdict(900), Failed);
    assert_eq!(verdict(1_100), Inconclusive);
}
