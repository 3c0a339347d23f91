use certs::{Authority, CertsError, Identity, KeyKind};
use wire::KeyId;

use crate::fixture::holder;

const P256: &str = "6ADA74A3D71CD43BAAF7C4B45C6928839FFFD81F2365BC202A85EBCDBC0B7B3D";
const RSA: &str = "1B0E35CC1D9DDBC9EDCA8DEF1F1EDBFF48F87B8832389DF8BF81AA263D7E4AD0";
const ED25519: &str = "586D18447560E11BF3CEAF614BF48C374B16FFE156F54449518C15DD90CC3362";

#[test]
fn keys_that_openssl_made_have_the_identifiers_that_openssl_says() {
    for (pem, key_id) in [
        (include_str!("../keys/p256.sec1.pem"), P256),
        (include_str!("../keys/p256.pkcs8.pem"), P256),
        (include_str!("../keys/rsa.pkcs1.pem"), RSA),
        (include_str!("../keys/rsa.pkcs8.pem"), RSA),
        (include_str!("../keys/ed25519.pkcs8.pem"), ED25519),
    ] {
        let identity = Identity::from_pem(pem).unwrap();
        assert_eq!(identity.key_id().to_string(), key_id);
        assert_eq!(KeyId::of_spki(identity.spki()), identity.key_id());
        let certificate = &identity.chain()[0];
        assert_eq!(
            certs::key_id_of_certificate(certificate).unwrap(),
            identity.key_id()
        );
    }
}

#[test]
fn an_identity_survives_as_pem() {
    let openssl = [
        include_str!("../keys/p256.sec1.pem"),
        include_str!("../keys/rsa.pkcs1.pem"),
        include_str!("../keys/ed25519.pkcs8.pem"),
    ]
    .map(|pem| Identity::from_pem(pem).unwrap());
    let own = KeyKind::ALL.map(|kind| Identity::holder_of_kind("alice", kind).unwrap());
    let issued = Authority::new("test authority")
        .unwrap()
        .issue("money.com")
        .unwrap();
    for identity in openssl.into_iter().chain(own).chain([issued]) {
        let pem = identity.certificate_pem() + &identity.key_pem();
        let again = Identity::from_pem(&pem).unwrap();
        assert_eq!(again.key_id(), identity.key_id());
        assert_eq!(again.certificate_pem(), identity.certificate_pem());
        assert_eq!(again.key_pem(), identity.key_pem());
    }
}

#[test]
fn keys_are_written_in_the_form_they_came_in() {
    let sec1 = include_str!("../keys/p256.sec1.pem");
    let (_, key) = sec1.split_once("-----END EC PARAMETERS-----\n").unwrap();
    assert_eq!(Identity::from_pem(sec1).unwrap().key_pem(), key);
    for pem in [
        include_str!("../keys/p256.pkcs8.pem"),
        include_str!("../keys/rsa.pkcs1.pem"),
        include_str!("../keys/rsa.pkcs8.pem"),
        include_str!("../keys/ed25519.pkcs8.pem"),
    ] {
        assert_eq!(Identity::from_pem(pem).unwrap().key_pem(), pem);
    }
}

#[test]
fn a_certificate_for_another_key_is_refused() {
    let pem = holder("alice").key_pem() + &holder("bob").certificate_pem();
    assert!(matches!(
        Identity::from_pem(&pem),
        Err(CertsError::OtherKey)
    ));
}

#[test]
fn a_text_without_a_key_is_refused() {
    for pem in [
        "",
        "alice",
        &holder("alice").certificate_pem(),
        include_str!("../keys/p256.encrypted.pem"),
    ] {
        let refusal = Identity::from_pem(pem);
        assert!(
            matches!(refusal, Err(CertsError::NoPrivateKey)),
            "{refusal:?}"
        );
    }
    let broken = "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n";
    assert!(matches!(
        Identity::from_pem(broken),
        Err(CertsError::Generation(_))
    ));
    let cut = "-----BEGIN PRIVATE KEY-----\nMAA=\n";
    assert!(matches!(Identity::from_pem(cut), Err(CertsError::Pem(_))));
}

#[test]
fn every_holder_is_somebody_else() {
    assert_ne!(holder("alice").key_id(), holder("alice").key_id());
}

#[test]
fn a_private_key_is_not_printed_by_accident() {
    let alice = holder("alice");
    assert_eq!(
        format!("{alice:?}"),
        format!("Identity(KeyId({}))", alice.key_id())
    );
}

#[test]
fn a_domain_must_be_one() {
    let authority = Authority::new("test authority").unwrap();
    for domain in ["m\u{F6}ney.com", "not a name", ""] {
        assert!(matches!(
            authority.issue(domain),
            Err(CertsError::NoDomain(_))
        ));
    }
}
