//! Requests that must be refused: what becomes of the accounts where they are, and where they are executed all the same.

use crate::tale::{CONSERVED, Tale, envelope, fault, key, list, post, transferred};
use record::{AnswerKind, Check, Ending, Verdict};

/// A transfer of 10 to Bob under counter 7, with something in its place.
fn spoilt(from: &str, to: &str) -> Vec<u8> {
    let sound = envelope(&format!(
        "<l:transferFunds><recipient>{}</recipient><userid/><amount>10</amount><transactionId>t7</transactionId>\
         <messageCounter>7</messageCounter></l:transferFunds>",
        key("Bob")
    ));
    let spoilt = sound.replacen(from, to, 1);
    assert_ne!(sound, spoilt);
    post(&spoilt)
}

/// What can still be understood, and what cannot.
fn all() -> [Vec<u8>; 5] {
    let header = "<s:Header><t xmlns=\"urn:t\" s:mustUnderstand=\"1\"/></s:Header><s:Body>";
    [
        spoilt("<s:Body>", header),
        spoilt("http://lightweightcurrency.org", "urn:x"),
        spoilt("</amount>", "</amount><amount>20</amount>"),
        spoilt("</amount>", ""),
        spoilt("<s:Envelope", "<!DOCTYPE s><s:Envelope"),
    ]
}

fn tale() -> Tale {
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    tale.asks("Bob", &list(&[], "0", "0"));
    tale
}

/// How Alice and Bob stand in the end: as before, or 10 apart.
fn ends(tale: &mut Tale, moved: bool) {
    let (alice, bob): (_, &[(&str, &str)]) = match moved {
        true => ("90", &[("t7", "10")]),
        false => ("100", &[]),
    };
    tale.asks("Alice", &list(&[], "0", alice));
    tale.asks("Bob", &list(bob, "0", if moved { "10" } else { "0" }));
}

#[test]
fn what_was_refused_has_not_happened() {
    for request in all() {
        let mut tale = tale();
        tale.sends("Alice", &request, &fault(), Ending::Answered);
        ends(&mut tale, false);
        tale.assert_conserved();
    }
}

#[test]
fn what_was_refused_and_executed_is_seen() {
    for request in all() {
        let mut tale = tale();
        tale.sends("Alice", &request, &fault(), Ending::Answered);
        ends(&mut tale, true);
        tale.assert_broken(CONSERVED);
    }
}

#[test]
fn what_cannot_be_understood_and_is_executed_is_seen_and_so_is_the_answer() {
    for request in all().into_iter().skip(2) {
        let mut tale = tale();
        let told = transferred("success", "0");
        let exchange = tale.sends("Alice", &request, &told, Ending::Answered);
        ends(&mut tale, true);
        tale.assert_broken(CONSERVED);
        let allowed = vec![AnswerKind::Fault];
        assert_eq!(
            tale.verdict(Check::Answer { exchange, allowed }),
            Verdict::Failed
        );
    }
}

#[test]
fn the_counter_of_what_was_refused_carries_the_next_transfer() {
    let mut tale = tale();
    for request in all() {
        tale.sends("Alice", &request, &fault(), Ending::Answered);
    }
    tale.pays("Alice", "Bob", "10", 7, &transferred("success", "0"));
    ends(&mut tale, true);
    tale.assert_conserved();
}

#[test]
fn a_fee_for_a_refusal_is_seen() {
    let mut tale = tale();
    let since = tale.asks("Alice", &list(&[], "0", "100"));
    for request in all() {
        tale.sends("Alice", &request, &fault(), Ending::Answered);
    }
    let exchange = tale.asks("Alice", &list(&[], "0", "99.95"));
    assert_eq!(
        tale.verdict(Check::BalanceUnchanged { exchange, since }),
        Verdict::Failed
    );
}
