//! Names, and that what is amended is still a holder.

use super::HolderFault;
use crate::Liberties;
use crate::agent::tests::trade::{BOB, Place};
use crate::agent::{Agent, Like};
use crate::freedom::{Redundant, Word};
use certs::{Authority, Flaw, Identity};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::time::Duration;

#[test]
fn names_are_unique_and_read_back() {
    let mut names = HashSet::new();
    for fault in HolderFault::ALL {
        assert!(names.insert(fault.name()), "{fault}");
        assert_eq!(fault.name().parse::<HolderFault>().ok(), Some(*fault));
        assert!(fault.says().ends_with('.'), "{fault}");
    }
}

#[test]
fn every_amendment_builds() {
    for fault in HolderFault::ALL {
        let like = Like {
            faults: vec![*fault],
            ..Like::default()
        };
        drop(Agent::new(&like));
    }
}

/// With these not even an ordinary payment to an ordinary issuer comes out right.
const BLATANT: [HolderFault; 6] = [
    HolderFault::NEW_KEY_EACH_START,
    HolderFault::NEW_KEY_EACH_CONNECTION,
    HolderFault::WITH_DOCTYPE,
    HolderFault::MUST_UNDERSTAND_SENT,
    HolderFault::UNKNOWN_PART_SENT,
    HolderFault::WRONG_NAMESPACE_SENT,
];

fn with(fault: HolderFault) -> Like {
    Like {
        faults: vec![fault],
        ..Like::default()
    }
}

#[tokio::test]
async fn what_is_wrong_elsewhere_leaves_an_ordinary_payment_alone() {
    let place = Place::new();
    let issuer = place.issuer(Liberties::default()).await;
    for fault in HolderFault::ALL.iter().filter(|it| !BLATANT.contains(it)) {
        let folder = place.path("alice");
        let _ = std::fs::remove_file(folder.join("issuer-main.jsonl"));
        let _ = std::fs::remove_file(folder.join("issuer-main%20%282%29.jsonl"));
        let mut alice = place.holder_like("alice", &issuer, with(*fault)).await;
        // Counters begin anew, and the issuer goes by the highest.
        let mut paid = alice.pay(BOB, "0.25").await;
        if paid["result"] == "counterStale" {
            paid = alice.pay(BOB, "0.25").await;
        }
        assert!(paid["outcome"].is_string(), "{fault}: {paid}");
        alice.agent.abort();
    }
}

/// What an issuer shows.
type Shown = dyn Fn(&Place) -> Identity;

/// Whether a holder has paid an issuer that shows this, and the right one has not.
async fn is_believed(fault: HolderFault, shown: &Shown) -> bool {
    let mut place = Place::new();
    place.identity = shown(&place);
    let issuer = place.issuer(Liberties::default()).await;
    let mut right = place.holder_like("alice", &issuer, Like::default()).await;
    let paid = right.pay(BOB, "10").await;
    assert_eq!(paid["code"], "refused", "{fault}: {paid}");
    right.agent.abort();
    let mut wrong = place.holder_like("alice", &issuer, with(fault)).await;
    wrong.pay(BOB, "10").await["outcome"] == "executed"
}

#[tokio::test]
async fn certificates_are_believed_that_are_wrong_in_one_way() {
    let another = |_: &Place| {
        Authority::new("another")
            .unwrap()
            .issue("localhost")
            .unwrap()
    };
    let elsewhere = |place: &Place| place.authority.issue("money.example").unwrap();
    let thief = |place: &Place| {
        Identity::anybody()
            .unwrap()
            .posing_as(&place.identity)
            .unwrap()
    };
    let flawed = |flaw: Flaw| {
        move |place: &Place| {
            let authority = &place.authority;
            authority
                .issue_flawed(&place.identity, "localhost", flaw)
                .unwrap()
        }
    };
    let (expired, early) = (flawed(Flaw::Expired), flawed(Flaw::NotYetValid));
    let for_clients = flawed(Flaw::ForClients);
    let by_ordinary = |place: &Place| {
        let authority = &place.authority;
        authority
            .certify_by_ordinary(&place.identity, "localhost", "other.example")
            .unwrap()
    };
    let all: [(_, &Shown); 8] = [
        (HolderFault::LEAF_AS_AUTHORITY, &by_ordinary),
        (HolderFault::CA_UNCHECKED, &another),
        (HolderFault::HOSTNAME_UNCHECKED, &elsewhere),
        (HolderFault::POSSESSION_UNCHECKED, &thief),
        (HolderFault::EXPIRY_UNCHECKED, &expired),
        (HolderFault::EXPIRY_UNCHECKED, &early),
        (HolderFault::NOT_BEFORE_UNCHECKED, &early),
        (HolderFault::USAGE_UNCHECKED, &for_clients),
    ];
    for (fault, shown) in all {
        assert!(is_believed(fault, shown).await, "{fault}");
    }
    assert!(!is_believed(HolderFault::NOT_BEFORE_UNCHECKED, &expired).await);
    assert!(!is_believed(HolderFault::CA_UNCHECKED, &elsewhere).await);
    assert!(!is_believed(HolderFault::LEAF_AS_AUTHORITY, &another).await);
}

#[tokio::test]
async fn who_looks_afterwards_has_paid_and_says_that_it_has_not() {
    let mut place = Place::new();
    let right = place.identity.clone();
    place.identity = Authority::new("another")
        .unwrap()
        .issue("localhost")
        .unwrap();
    let issuer = place.issuer(Liberties::default()).await;
    let fault = with(HolderFault::SENDS_BEFORE_VERIFICATION);
    let mut alice = place.holder_like("alice", &issuer, fault).await;
    assert_eq!(alice.pay(BOB, "10").await["outcome"], "failed");
    alice.agent.abort();
    issuer.crash().await;
    place.identity = right;
    let issuer = place.issuer(Liberties::default()).await;
    let mut alice = place.holder_like("alice", &issuer, Like::default()).await;
    assert_eq!(alice.deposits(0).await["balance"], "88.8");
}

/// The counters of two payments that are asked for at once, as they are written down.
async fn at_once(fault: HolderFault) -> Vec<u64> {
    let place = Place::new();
    let issuer = place.issuer(Liberties::default()).await;
    let mut alice = place.holder_like("alice", &issuer, with(fault)).await;
    for amount in ["10", "20"] {
        let order = json!({"issuer": "main", "recipient": BOB, "amount": amount,
            "transaction-id": amount, "within-ms": 5000});
        alice.say("transfer", order).await;
    }
    for _ in 0..2 {
        alice.hear().await;
    }
    let files = ["issuer-main.jsonl", "issuer-main%20%282%29.jsonl"];
    let texts = files.map(|name| std::fs::read_to_string(place.path("alice").join(name)));
    let texts = texts.map(Result::unwrap_or_default).concat();
    let lines = texts.lines().map(|line| line.parse::<Value>().unwrap());
    let mut counters: Vec<_> = lines
        .filter_map(|it| it["sent"]["counter"].as_u64())
        .collect();
    counters.sort_unstable();
    counters
}

#[tokio::test]
async fn two_lanes_race_or_do_not_wait() {
    assert_eq!(
        at_once(HolderFault::COUNTER_RACED_BY_APPLICATIONS).await,
        [1, 1]
    );
    assert_eq!(at_once(HolderFault::TWO_UNKNOWN_OUTCOMES).await, [1, 2]);
}

/// What a holder tells of a payment of which an issuer says this; nothing behind it is executed.
async fn after_silence(fault: HolderFault) -> Value {
    let place = Place::new();
    let silent = Redundant {
        same: Word::Silence(Duration::ZERO),
        ..Redundant::default()
    };
    let liberties = Liberties {
        redundant: silent,
        ..Liberties::default()
    };
    let issuer = place.issuer(liberties).await;
    let mut alice = place.holder_like("alice", &issuer, with(fault)).await;
    alice.pay(BOB, "10").await;
    alice.agent.abort();
    // It comes again with a counter that was used.
    let again = HolderFault::COUNTER_REUSED_AFTER_RESTART;
    let like = Like {
        faults: vec![again, fault],
        ..Like::default()
    };
    let mut alice = place.holder_like("alice", &issuer, like).await;
    let order = json!({"issuer": "main", "recipient": BOB, "amount": "10",
        "transaction-id": "for 10", "within-ms": 4000});
    alice.ask("transfer", order).await
}

#[tokio::test]
async fn silence_is_taken_for_what_it_is_not() {
    assert_eq!(
        after_silence(HolderFault::GIVES_UP_AFTER_LOST_ANSWER).await["outcome"],
        "unknown"
    );
    assert_eq!(
        after_silence(HolderFault::LOST_ANSWER_IS_FAILURE).await["outcome"],
        "failed"
    );
}
