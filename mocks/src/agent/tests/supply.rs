//! One application supplies another.

use super::desk::Told;
use super::trade::{BOB, Place};
use crate::agent::Like;
use crate::{Issuer, Liberties};
use serde_json::{Value, json};
use wire::Amount;

/// Alice's agent, whose applications have keys of their own: the player has got 60 of what she had.
async fn agent(place: &Place, issuer: &Issuer) -> Told {
    let key = agent_key(place, issuer, "player").await;
    let mut alice = place.holder_like("alice", issuer, Like::default()).await;
    alice.pay(&key, "60").await;
    alice.agent.abort();
    several(place, issuer).await
}

async fn several(place: &Place, issuer: &Issuer) -> Told {
    let like = Like {
        several: true,
        ..Like::default()
    };
    place.holder_like("alice", issuer, like).await
}

async fn agent_key(place: &Place, issuer: &Issuer, application: &str) -> String {
    let mut agent = several(place, issuer).await;
    let order = json!({"issuer": "main", "application": application});
    let told = agent.ask("identity", order).await;
    agent.agent.abort();
    told["key"].as_str().unwrap().to_owned()
}

async fn pay(agent: &mut Told, amount: &str) -> Value {
    let order = json!({"issuer": "main", "application": "shop", "recipient": BOB, "amount": amount,
        "transaction-id": amount, "within-ms": 5000});
    agent.ask("transfer", order).await
}

async fn supply(agent: &mut Told, application: &str, from: &[&str], keep: &str) -> Value {
    let order = json!({"issuer": "main", "application": application, "from": from, "keep": keep});
    agent.ask("supply", order).await
}

async fn balance(agent: &mut Told, application: &str) -> Value {
    let order =
        json!({"issuer": "main", "application": application, "wait-ms": 0, "within-ms": 5000});
    agent.ask("deposits", order).await["balance"].take()
}

#[tokio::test]
async fn what_is_lacking_is_moved_and_no_more_than_can_be_spared() {
    let place = Place::new();
    let issuer = place.issuer(Liberties::default()).await;
    let mut agent = agent(&place, &issuer).await;
    assert_eq!(pay(&mut agent, "20").await["result"], "insufficientFunds");
    assert_eq!(
        supply(&mut agent, "shop", &["player"], "20").await,
        json!({})
    );
    assert_eq!(pay(&mut agent, "41").await["code"], "refused");
    assert_eq!(balance(&mut agent, "player").await, "60");
    // A limit for a day does not count what is moved, and it does what the player has got.
    let limit = json!({"issuer": "main", "per-day": "90"});
    assert_eq!(agent.ask("policy", limit).await, json!({}));
    assert_eq!(pay(&mut agent, "20").await["outcome"], "executed");
    agent.agent.abort();
    let mut agent = several(&place, &issuer).await;
    assert_eq!(pay(&mut agent, "10").await["outcome"], "executed");
    assert_eq!(pay(&mut agent, "1").await["code"], "refused");
    let left = balance(&mut agent, "player").await;
    let told = Amount::parse(left.as_str().unwrap()).unwrap();
    assert!(told < Amount::units(30), "{left}");
}

#[tokio::test]
async fn nobody_supplies_in_a_circle() {
    let place = Place::new();
    let issuer = place.issuer(Liberties::default()).await;
    let mut agent = several(&place, &issuer).await;
    assert_eq!(
        supply(&mut agent, "shop", &["player"], "0").await,
        json!({})
    );
    for (application, from) in [
        ("player", "shop"),
        ("player", "archive"),
        ("archive", "shop"),
    ] {
        let told = supply(&mut agent, application, &[from], "0").await;
        assert_eq!(told["code"], "refused", "{application} by {from}");
    }
    let told = supply(&mut agent, "shop", &["shop"], "0").await;
    assert_eq!(told["code"], "refused");
    assert_eq!(supply(&mut agent, "shop", &[], "0").await, json!({}));
    assert_eq!(
        supply(&mut agent, "player", &["shop"], "0").await,
        json!({})
    );
}
