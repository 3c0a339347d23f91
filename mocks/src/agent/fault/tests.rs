//! Names, and that what is amended is still a holder.

use super::HolderFault;
use crate::Liberties;
use crate::agent::tests::trade::{BOB, Place};
use crate::agent::{Agent, Like};
use serde_json::{Value, json};
use std::collections::HashSet;

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

/// What a holder with this fault tells of a payment of 10, of its balance, and of a payment that it cannot make.
async fn story(fault: HolderFault) -> [Value; 4] {
    let place = Place::new();
    let issuer = place.issuer(Liberties::default()).await;
    let like = Like {
        faults: vec![fault],
        ..Like::default()
    };
    let mut alice = place.holder_like("alice", &issuer, like.clone()).await;
    let first = alice.pay(BOB, "10").await;
    let told = alice.deposits(0).await;
    let failed = alice.pay(BOB, "1000").await;
    alice.agent.abort();
    let mut alice = place.holder_like("alice", &issuer, like).await;
    let last = alice.pay(BOB, "20").await;
    [first, told, failed, last]
}

#[tokio::test]
async fn look() {
    for fault in HolderFault::ALL {
        let began = std::time::Instant::now();
        let story = tokio::time::timeout(std::time::Duration::from_secs(8), story(*fault)).await;
        let story = json!(story.ok()).to_string();
        println!("{fault}: {:?} {story}", began.elapsed());
    }
}
