use super::desk::Told;
use crate::agent::Like;
use crate::freedom::{Redundant, Word};
use crate::{Config, FeeSchedule, Issuer, Liberties};
use certs::{Authority, Identity};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use wire::Amount;

pub(in crate::agent) const BOB: &str =
    "2A462615AF65D7E59FD53CD30605E23720DC54EB6B0A33B60DEE67515FDF9CAF";

/// A folder with all that a holder and an issuer need.
pub(in crate::agent) struct Place {
    folder: tempfile::TempDir,
    pub(in crate::agent) authority: Arc<Authority>,
    pub(in crate::agent) identity: Identity,
}

impl Place {
    pub(in crate::agent) fn new() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let authority = Arc::new(Authority::new("authority").unwrap());
        let identity = authority.issue("localhost").unwrap();
        std::fs::write(folder.path().join("ca.pem"), authority.pem()).unwrap();
        for name in ["alice", "bob"] {
            let folder = folder.path().join(name);
            std::fs::create_dir(&folder).unwrap();
            let key = Identity::anybody().unwrap();
            let pem = key.key_pem() + &key.certificate_pem();
            std::fs::write(folder.join("key.pem"), pem).unwrap();
        }
        Place {
            folder,
            authority,
            identity,
        }
    }

    pub(in crate::agent) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(in crate::agent) fn key(&self, name: &str) -> wire::KeyId {
        let pem = std::fs::read_to_string(self.path(name).join("key.pem")).unwrap();
        Identity::from_pem(&pem).unwrap().key_id()
    }

    /// An issuer with whom Alice has 100; a transfer costs 1.2.
    pub(in crate::agent) async fn issuer(&self, liberties: Liberties) -> Issuer {
        Issuer::start(Config {
            domain: "localhost".to_owned(),
            identity: self.identity.clone(),
            authority: Some(Arc::clone(&self.authority)),
            listen: ([127, 0, 0, 1], 0).into(),
            wsdl_listen: ([127, 0, 0, 1], 0).into(),
            service_address: None,
            fees: FeeSchedule {
                transfer: "1.2".parse().unwrap(),
                ..FeeSchedule::default()
            },
            funds: vec![(self.key("alice"), Amount::units(100))],
            state: Some(self.path("ledger")),
            faults: Vec::new(),
            liberties,
            creature: None,
        })
        .await
        .unwrap()
    }

    async fn holder(&self, name: &str, issuer: &Issuer) -> Told {
        self.holder_like(name, issuer, Like::default()).await
    }

    pub(in crate::agent) async fn holder_like(
        &self,
        name: &str,
        issuer: &Issuer,
        like: Like,
    ) -> Told {
        let mut told = Told::start(like);
        self.configure(&mut told, name, issuer).await;
        told
    }

    pub(in crate::agent) async fn configure(&self, told: &mut Told, name: &str, issuer: &Issuer) {
        let (ca, state) = (self.path("ca.pem"), self.path(name));
        told.configure(&issuer.wsdl_url(), &ca, &state).await;
    }
}

#[tokio::test]
async fn one_pays_and_the_other_is_told_once() {
    let place = Place::new();
    let issuer = place.issuer(Liberties::default()).await;
    let mut alice = place.holder("alice", &issuer).await;
    let mut bob = place.holder("bob", &issuer).await;
    let key = bob.ask("identity", json!({"issuer": "main"})).await;
    let paid = alice.pay(key["key"].as_str().unwrap(), "10.50").await;
    let success = json!({"outcome": "executed", "result": "success", "fee": "1.2"});
    assert_eq!(paid, success);
    let told = bob.deposits(1000).await;
    let deposit = json!({"transaction-id": "for 10.50", "amount": "10.5"});
    assert_eq!(told, json!({"deposits": [deposit], "balance": "10.5"}));
    let told = bob.deposits(0).await;
    assert_eq!(told, json!({"deposits": [], "balance": "10.5"}));
    let told = alice.deposits(0).await;
    assert_eq!(told, json!({"deposits": [], "balance": "88.3"}));
    let failed = alice.pay(BOB, "1000").await;
    assert_eq!(failed["outcome"], "failed");
    assert_eq!(failed["result"], "insufficientFunds");
}

#[tokio::test]
async fn what_is_known_outlives_the_process() {
    let place = Place::new();
    let issuer = place.issuer(Liberties::default()).await;
    let mut alice = place.holder("alice", &issuer).await;
    alice.pay(BOB, "10").await;
    alice.agent.abort();
    let mut alice = place.holder("alice", &issuer).await;
    assert_eq!(alice.pay(BOB, "20").await["outcome"], "executed");
    let told = alice.deposits(0).await;
    assert_eq!(told, json!({"deposits": [], "balance": "67.6"}));
}

/// An issuer crashes with its answer, and comes back as one that says this to whatever is sent again.
async fn after_a_crash(word: Word) -> serde_json::Value {
    let place = Place::new();
    let issuer = place.issuer(Liberties::default()).await;
    let mut alice = place.holder("alice", &issuer).await;
    alice.deposits(0).await;
    // What is written down as sent and was executed, while the holder knows nothing of it.
    alice.agent.abort();
    let path = place.path("alice").join("issuer-main.jsonl");
    let before = std::fs::read(&path).unwrap();
    let mut alice = place.holder("alice", &issuer).await;
    assert_eq!(alice.pay(BOB, "10").await["outcome"], "executed");
    alice.agent.abort();
    let lines = std::fs::read_to_string(&path).unwrap();
    let sent = lines
        .lines()
        .find(|line| line.contains("\"sent\""))
        .unwrap();
    let started = "{\"started\":\"trialplate-agent/1\"}\n";
    let before = String::from_utf8(before).unwrap() + started;
    std::fs::write(&path, before + sent + "\n").unwrap();
    issuer.crash().await;

    let redundant = Redundant {
        same: word,
        ..Redundant::default()
    };
    let issuer = place
        .issuer(Liberties {
            redundant,
            ..Liberties::default()
        })
        .await;
    let mut alice = place.holder("alice", &issuer).await;
    assert_eq!(alice.pay(BOB, "20").await["outcome"], "executed");
    alice.deposits(0).await
}

#[tokio::test]
async fn a_payment_that_was_under_way_is_settled_first_whatever_is_said_about_it() {
    for word in [
        Word::Usual,
        Word::Refused,
        Word::Fault,
        Word::Silence(Duration::ZERO),
    ] {
        let told = after_a_crash(word).await;
        assert_eq!(told, json!({"deposits": [], "balance": "67.6"}), "{word:?}");
    }
}
