//! Holders are known by their keys, however they show them.

use super::*;
use certs::{Identity, KeyKind, Trust};
use rustls::ClientConfig;
use rustls::HandshakeKind;
use std::sync::Arc;

fn raw(holder: &Holder) -> Arc<ClientConfig> {
    certs::client_with_raw_key(&holder.identity, &holder.trust).unwrap()
}

#[tokio::test]
async fn a_raw_key_is_the_same_holder_as_its_certificate() {
    for kind in KeyKind::ALL {
        let (_issuer, purse) = free_issuer(&[]).await;
        let alice = purse.known_by(Identity::holder_of_kind("alice", kind).unwrap());
        purse.ask(&transfer(&alice, "5", 1)).await;
        let alice = alice.speaking(raw(&alice));
        for expected in [HandshakeKind::Full, HandshakeKind::Resumed] {
            let mut stream = alice.connect().await;
            let told = ask(&mut stream, &deposits(0)).await;
            assert_eq!(told.one("balance"), "5", "{kind:?}");
            assert_eq!(stream.get_ref().1.handshake_kind(), Some(expected));
        }
        assert_eq!(alice.anew().balance().await.unwrap(), "5");
    }
}

#[tokio::test]
async fn whoever_poses_as_another_is_not_served_and_is_itself_with_a_raw_key() {
    let (_issuer, purse) = free_issuer(&[]).await;
    let posing = purse.other().identity.posing_as(&purse.identity).unwrap();
    let mallory = purse.known_by(posing);
    assert_eq!(mallory.balance().await, None);
    let mallory = mallory.speaking(raw(&mallory));
    assert_eq!(mallory.balance().await.as_deref(), Some("0"));
}

#[tokio::test]
async fn an_issuer_shows_its_certificate_to_those_with_raw_keys() {
    let (_issuer, purse) = free_issuer(&[]).await;
    let stranger = Trust::Pinned(purse.key);
    let alice = purse.trusting(&stranger);
    assert_eq!(alice.balance().await, None);
    let mistrustful = certs::client_with_raw_key(&alice.identity, &stranger).unwrap();
    assert_eq!(alice.speaking(mistrustful).balance().await, None);
    assert_eq!(
        alice.speaking(raw(&purse)).balance().await.as_deref(),
        Some("100")
    );
}
