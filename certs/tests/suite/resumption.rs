use certs::{client_config, server_config};
use rustls::HandshakeKind;

use crate::fixture::{Connected, VERSIONS, client, connect, connect_to, holder, issuer, server};

fn full(holder: &certs::Identity) -> Connected {
    Connected {
        client: HandshakeKind::Full,
        server: HandshakeKind::Full,
        holder: holder.key_id(),
    }
}

fn resumed(holder: &certs::Identity) -> Connected {
    Connected {
        client: HandshakeKind::Resumed,
        server: HandshakeKind::Resumed,
        holder: holder.key_id(),
    }
}

#[test]
fn a_holder_is_the_same_after_resumption() {
    let (issuer, alice) = (issuer(), holder("alice"));
    for version in VERSIONS {
        for trust in [&issuer.authority, &issuer.pinned] {
            let server = server(&issuer.identity, version);
            let client = client(Some(&alice), trust, version);
            assert_eq!(connect(&client, &server), Ok(full(&alice)));
            for _ in 0..3 {
                assert_eq!(connect(&client, &server), Ok(resumed(&alice)));
            }
        }
    }
}

#[test]
fn both_versions_are_spoken_without_being_asked_for() {
    let (issuer, alice) = (issuer(), holder("alice"));
    let both = server_config(&issuer.identity).unwrap();
    for version in VERSIONS {
        let client = client(Some(&alice), &issuer.authority, version);
        assert_eq!(connect(&client, &both), Ok(full(&alice)));
    }
    let both = client_config(&alice, &issuer.authority).unwrap();
    for version in VERSIONS {
        let server = server(&issuer.identity, version);
        assert_eq!(connect(&both, &server), Ok(full(&alice)));
        assert_eq!(connect(&both, &server), Ok(resumed(&alice)));
    }
}

#[test]
fn a_fresh_configuration_remembers_nothing() {
    let (issuer, alice) = (issuer(), holder("alice"));
    for version in VERSIONS {
        let server = server(&issuer.identity, version);
        for _ in 0..2 {
            let client = client(Some(&alice), &issuer.authority, version);
            assert_eq!(connect(&client, &server), Ok(full(&alice)));
        }
    }
}

#[test]
fn a_ticket_is_good_at_the_server_that_gave_it() {
    let (issuer, alice) = (issuer(), holder("alice"));
    for version in VERSIONS {
        let client = client(Some(&alice), &issuer.authority, version);
        for _ in 0..2 {
            let restarted = server(&issuer.identity, version);
            assert_eq!(connect(&client, &restarted), Ok(full(&alice)));
        }
    }
}

#[test]
fn holders_do_not_get_into_each_others_sessions() {
    let (issuer, alice, bob) = (issuer(), holder("alice"), holder("bob"));
    for version in VERSIONS {
        let server = server(&issuer.identity, version);
        let alices = client(Some(&alice), &issuer.authority, version);
        let bobs = client(Some(&bob), &issuer.authority, version);
        assert_eq!(connect(&alices, &server), Ok(full(&alice)));
        assert_eq!(connect(&bobs, &server), Ok(full(&bob)));
        assert_eq!(connect(&alices, &server), Ok(resumed(&alice)));
        assert_eq!(connect(&bobs, &server), Ok(resumed(&bob)));
    }
}

#[test]
fn an_issuer_without_a_domain_is_resumed_by_address() {
    let (issuer, alice) = (issuer(), holder("alice"));
    for version in VERSIONS {
        let server = server(&issuer.identity, version);
        let client = client(Some(&alice), &issuer.pinned, version);
        assert_eq!(connect_to("127.0.0.1", &client, &server), Ok(full(&alice)));
        assert_eq!(
            connect_to("127.0.0.1", &client, &server),
            Ok(resumed(&alice))
        );
    }
}

#[test]
fn nothing_can_be_replayed_as_early_data() {
    let (issuer, alice) = (issuer(), holder("alice"));
    assert_eq!(
        server_config(&issuer.identity).unwrap().max_early_data_size,
        0
    );
    assert!(
        !client_config(&alice, &issuer.authority)
            .unwrap()
            .enable_early_data
    );
}
