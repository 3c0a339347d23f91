//! Holders that show a key without a certificate (RFC 7250).

use std::sync::Arc;

use certs::{Identity, KeyKind, client_with_raw_key, server_config, server_config_for_raw_keys};
use rustls::client::AlwaysResolvesClientRawPublicKeys;
use rustls::sign::CertifiedKey;
use rustls::version::TLS13;
use rustls::{ClientConfig, Error, HandshakeKind, PeerIncompatible};

use crate::fixture::{client, connect, holder, issuer};

#[test]
fn a_raw_key_is_the_same_holder_as_its_certificate() {
    let issuer = issuer();
    let server = server_config_for_raw_keys(&issuer.identity).unwrap();
    for kind in KeyKind::ALL {
        let alice = Identity::holder_of_kind("alice", kind).unwrap();
        for trust in [&issuer.authority, &issuer.pinned] {
            let client = client_with_raw_key(&alice, trust).unwrap();
            for expected in [HandshakeKind::Full, HandshakeKind::Resumed] {
                let connected = connect(&client, &server).unwrap();
                assert_eq!(connected.holder, alice.key_id());
                assert_eq!(connected.server, expected);
            }
        }
    }
}

#[test]
fn a_configuration_takes_the_one_or_the_other() {
    let (issuer, alice) = (issuer(), holder("alice"));
    let raw = client_with_raw_key(&alice, &issuer.authority).unwrap();
    let certified = client(Some(&alice), &issuer.authority, &TLS13);
    let refused = Err(Error::PeerIncompatible(
        PeerIncompatible::IncorrectCertificateTypeExtension,
    ));
    let server = server_config(&issuer.identity).unwrap();
    assert_eq!(connect(&raw, &server), refused);
    let server = server_config_for_raw_keys(&issuer.identity).unwrap();
    assert_eq!(connect(&certified, &server), refused);
}

/// A client that signs with one key and shows something else.
fn showing(shown: &[u8], signs: &Identity, like: &ClientConfig) -> Arc<ClientConfig> {
    let key = CertifiedKey::new(vec![shown.to_vec().into()], signs.certified_key().key);
    let mut config = like.clone();
    config.client_auth_cert_resolver =
        Arc::new(AlwaysResolvesClientRawPublicKeys::new(Arc::new(key)));
    Arc::new(config)
}

#[test]
fn anothers_key_and_what_is_no_key_are_nobodys() {
    let (issuer, alice, mallory) = (issuer(), holder("alice"), holder("mallory"));
    let server = server_config_for_raw_keys(&issuer.identity).unwrap();
    let right = client_with_raw_key(&alice, &issuer.authority).unwrap();
    let longer = [alice.spki(), b"\0"].concat();
    for (shown, signs) in [
        (alice.spki(), &mallory),
        (&longer, &alice),
        (b"no key", &alice),
        (&*alice.chain()[0], &alice),
    ] {
        let refusal = connect(&showing(shown, signs, &right), &server).unwrap_err();
        assert!(matches!(refusal, Error::InvalidCertificate(_)), "{refusal}");
    }
}
