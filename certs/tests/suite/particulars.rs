//! What holders' certificates say beside the key.

use certs::{Authority, Extensions, Identity, KeyKind, Particulars, Unusual, client_of_several};
use rustls::HandshakeKind;
use x509_parser::prelude::{FromDer, X509Certificate, X509Version};

use crate::fixture::{VERSIONS, client, connect, holder, issuer, server};

fn read(identity: &Identity) -> X509Certificate<'_> {
    let (rest, certificate) =
        X509Certificate::from_der(&identity.chain()[0]).expect("a certificate");
    assert!(rest.is_empty());
    certificate
}

fn unusual(unusual: Unusual) -> Particulars {
    Particulars {
        unusual: Some(unusual),
        ..Particulars::anybodys().expect("particulars")
    }
}

#[test]
fn nobody_is_known_by_what_the_certificate_says() {
    let holders = [Identity::anybody().unwrap(), Identity::anybody().unwrap()];
    let [one, other] = [read(&holders[0]), read(&holders[1])];
    assert_ne!(one.subject().to_string(), other.subject().to_string());
    assert_ne!(one.raw_serial(), other.raw_serial());
    assert!((8..=16).contains(&one.raw_serial().len()) && one.raw_serial()[0] < 0x80);
    assert_ne!(one.validity(), other.validity());
    assert_eq!(one.subject(), one.issuer());
    assert_eq!(one.version(), X509Version::V3);
}

#[test]
fn unusual_certificates_are_what_they_are_called() {
    let alice = Identity::anybody().unwrap();
    let old = alice.with(&unusual(Unusual::Version1)).unwrap();
    assert_eq!(read(&old).version(), X509Version::V1);
    assert!(read(&old).extensions().is_empty());
    let critical = alice.with(&unusual(Unusual::CriticalExtension)).unwrap();
    assert!(read(&critical).extensions()[0].critical);
    let broken = alice.with(&unusual(Unusual::BrokenSignature)).unwrap();
    assert_eq!(read(&broken).version(), X509Version::V3);
    for same in [old, critical, broken] {
        assert_eq!(same.key_id(), alice.key_id());
        assert_eq!(
            certs::key_id_of_certificate(&same.chain()[0]).unwrap(),
            alice.key_id()
        );
    }
}

#[test]
fn version_1_is_signed_rightly_and_a_broken_signature_is_not() {
    let alice = Identity::anybody().unwrap();
    let spki = alice.spki().to_vec();
    let verifies = |identity: &Identity| {
        let certificate = read(identity);
        let key = certs::public_key(&identity.chain()[0]).unwrap();
        assert_eq!(key.spki, spki);
        rustls::crypto::aws_lc_rs::default_provider()
            .signature_verification_algorithms
            .all
            .iter()
            .any(|algorithm| {
                algorithm.public_key_alg_id().as_ref() == key.algorithm
                    && algorithm
                        .verify_signature(
                            key.key,
                            certificate.tbs_certificate.as_ref(),
                            &certificate.signature_value.data,
                        )
                        .is_ok()
            })
    };
    assert!(verifies(&alice));
    assert!(verifies(&alice.with(&unusual(Unusual::Version1)).unwrap()));
    assert!(!verifies(
        &alice.with(&unusual(Unusual::BrokenSignature)).unwrap()
    ));
}

#[test]
fn whatever_it_says_the_holder_is_taken() {
    let (issuer, alice) = (
        issuer(),
        Identity::anybody_of_kind(KeyKind::Ed25519).unwrap(),
    );
    let hostile = Particulars {
        name: Some("'; DROP TABLE accounts; --\0<".into()),
        serial: vec![0x7f; 40],
        not_before: (2999, 1, 1),
        not_after: (1999, 12, 31),
        extensions: Extensions::Authority,
        unusual: None,
    };
    let nameless = Particulars {
        name: None,
        ..hostile.clone()
    };
    let authority = Authority::new("somebody").unwrap();
    let mut shown = vec![
        alice.with(&hostile).unwrap(),
        alice.with(&nameless).unwrap(),
        authority.vouch_for(&alice, &hostile).unwrap(),
        alice.followed_by(&holder("bob")).unwrap(),
    ];
    for kind in [
        Unusual::Version1,
        Unusual::CriticalExtension,
        Unusual::BrokenSignature,
    ] {
        shown.push(alice.with(&unusual(kind)).unwrap());
    }
    for shown in shown {
        for version in VERSIONS {
            let server = server(&issuer.identity, version);
            let client = client(Some(&shown), &issuer.authority, version);
            assert_eq!(
                connect(&client, &server).map(|it| it.holder),
                Ok(alice.key_id())
            );
        }
    }
}

#[test]
fn who_becomes_another_keeps_the_sessions_of_the_first() {
    let (issuer, alice, bob) = (issuer(), holder("alice"), holder("bob"));
    let (client, turncoat) = client_of_several(&alice, &issuer.authority).unwrap();
    for version in VERSIONS {
        let first = server(&issuer.identity, version);
        turncoat.become_another(&alice);
        assert_eq!(connect(&client, &first).unwrap().holder, alice.key_id());
        turncoat.become_another(&bob);
        let again = connect(&client, &first).unwrap();
        assert_eq!(
            (again.server, again.holder),
            (HandshakeKind::Resumed, alice.key_id())
        );
        let restarted = server(&issuer.identity, version);
        let anew = connect(&client, &restarted).unwrap();
        assert_eq!(
            (anew.server, anew.holder),
            (HandshakeKind::Full, bob.key_id())
        );
    }
}
