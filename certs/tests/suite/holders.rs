//! Whom an issuer takes for its holder.

use certs::{Identity, KeyKind, client_config_for, client_without_identity};
use rcgen::{CertificateParams, CustomExtension, KeyPair, date_time_ymd};
use rustls::{CertificateError, Error};

use crate::fixture::{VERSIONS, client, connect, holder, issuer, server};

fn taken(holder: &Identity) {
    let issuer = issuer();
    for version in VERSIONS {
        let server = server(&issuer.identity, version);
        let client = client(Some(holder), &issuer.authority, version);
        for _ in 0..2 {
            assert_eq!(
                connect(&client, &server).map(|it| it.holder),
                Ok(holder.key_id())
            );
        }
    }
}

/// A holder whose certificate was made otherwise.
fn made_by(change: impl FnOnce(&mut CertificateParams)) -> Identity {
    let key = KeyPair::generate().expect("a key");
    let mut params = CertificateParams::default();
    change(&mut params);
    let certificate = params.self_signed(&key).expect("a certificate");
    Identity::from_pem(&(key.serialize_pem() + &certificate.pem())).expect("an identity")
}

#[test]
fn every_kind_of_key_is_taken() {
    for kind in KeyKind::ALL {
        taken(&Identity::holder_of_kind("alice", kind).unwrap());
    }
}

#[test]
fn a_certificate_of_version_1_is_taken_though_it_expired() {
    let pem = concat!(
        include_str!("../keys/p256.sec1.pem"),
        include_str!("../keys/p256.v1.cert.pem")
    );
    taken(&Identity::from_pem(pem).unwrap());
}

#[test]
fn an_unknown_critical_extension_means_nothing() {
    taken(&made_by(|params| {
        let mut extension = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 9], vec![5, 0]);
        extension.set_criticality(true);
        params.custom_extensions.push(extension);
    }));
}

#[test]
fn validity_means_nothing() {
    taken(&made_by(|params| {
        params.not_after = date_time_ymd(1999, 12, 31);
    }));
    taken(&made_by(|params| {
        params.not_before = date_time_ymd(2999, 1, 1);
    }));
}

#[test]
fn the_first_certificate_counts() {
    let (alice, bob) = (holder("alice"), holder("bob"));
    let chain = alice.key_pem() + &alice.certificate_pem() + &bob.certificate_pem();
    let chained = Identity::from_pem(&chain).unwrap();
    assert_eq!(chained.chain().len(), 2);
    assert_eq!(chained.key_id(), alice.key_id());
    taken(&chained);
}

#[test]
fn whoever_shows_no_certificate_is_refused() {
    let issuer = issuer();
    for version in VERSIONS {
        let server = server(&issuer.identity, version);
        let client = client_config_for(None, &issuer.authority, &[version]).unwrap();
        assert_eq!(
            connect(&client, &server),
            Err(Error::NoCertificatesPresented)
        );
    }
    let server = certs::server_config(&issuer.identity).unwrap();
    let client = client_without_identity(&issuer.pinned).unwrap();
    assert_eq!(
        connect(&client, &server),
        Err(Error::NoCertificatesPresented)
    );
}

#[test]
fn anothers_certificate_without_its_key_is_nobodys() {
    let issuer = issuer();
    for kind in KeyKind::ALL {
        let alice = Identity::holder_of_kind("alice", kind).unwrap();
        for mallory in KeyKind::ALL {
            let mallory = Identity::holder_of_kind("mallory", mallory).unwrap();
            let posing = mallory.posing_as(&alice).unwrap();
            for version in VERSIONS {
                let server = server(&issuer.identity, version);
                let client = client(Some(&posing), &issuer.authority, version);
                let refusal = connect(&client, &server).unwrap_err();
                assert!(
                    matches!(refusal, Error::InvalidCertificate(_)),
                    "{kind:?} {version:?}: {refusal}"
                );
            }
        }
    }
}

#[test]
fn a_wrong_signature_is_what_gives_away_a_key_of_the_same_kind() {
    let issuer = issuer();
    let posing = holder("mallory").posing_as(&holder("alice")).unwrap();
    for version in VERSIONS {
        let server = server(&issuer.identity, version);
        let client = client(Some(&posing), &issuer.authority, version);
        assert_eq!(
            connect(&client, &server),
            Err(Error::InvalidCertificate(CertificateError::BadSignature))
        );
    }
}

#[test]
fn a_refused_impostor_leaves_no_session_to_resume() {
    let (issuer, alice) = (issuer(), holder("alice"));
    let posing = holder("mallory").posing_as(&alice).unwrap();
    for version in VERSIONS {
        let server = server(&issuer.identity, version);
        let client = client(Some(&posing), &issuer.authority, version);
        assert!(connect(&client, &server).is_err());
        assert!(connect(&client, &server).is_err());
    }
}
