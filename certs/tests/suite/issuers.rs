//! Whom a holder takes for its issuer.

use certs::{Authority, CertsError, Identity, Trust, client_config};
use rustls::{CertificateError, Error};

use crate::fixture::{Issuer, VERSIONS, client, connect, connect_to, holder, issuer, server};

/// Why Alice does not believe that `shown` is the server called `name`.
fn refusals(name: &str, shown: &Identity, trust: &Trust) -> Vec<Error> {
    let alice = holder("alice");
    let refusal = |version| {
        let server = server(shown, version);
        connect_to(name, &client(Some(&alice), trust, version), &server).expect_err("a refusal")
    };
    VERSIONS.map(refusal).to_vec()
}

fn taken(name: &str, shown: &Identity, trust: &Trust) {
    let alice = holder("alice");
    for version in VERSIONS {
        let server = server(shown, version);
        let client = client(Some(&alice), trust, version);
        assert_eq!(
            connect_to(name, &client, &server).map(|it| it.holder),
            Ok(alice.key_id())
        );
    }
}

#[test]
fn an_authority_vouches_for_a_domain() {
    let Issuer {
        identity,
        authority,
        ..
    } = issuer();
    taken("money.com", &identity, &authority);
    taken("MONEY.COM", &identity, &authority);
    for name in [
        "video.com",
        "www.money.com",
        "money.com.example",
        "127.0.0.1",
    ] {
        for refusal in refusals(name, &identity, &authority) {
            assert!(
                matches!(
                    refusal,
                    Error::InvalidCertificate(
                        CertificateError::NotValidForNameContext { .. }
                            | CertificateError::NotValidForName
                    )
                ),
                "{name}: {refusal}"
            );
        }
    }
}

#[test]
fn an_authority_vouches_for_an_address() {
    let authority = Authority::new("test authority").unwrap();
    let trust = Trust::Authority(authority.pem());
    taken("127.0.0.1", &authority.issue("127.0.0.1").unwrap(), &trust);
    taken("::1", &authority.issue("::1").unwrap(), &trust);
}

#[test]
fn another_authority_is_not_believed() {
    let issuer = issuer();
    let other = Trust::Authority(Authority::new("test authority").unwrap().pem());
    let own = Identity::holder("money.com").unwrap();
    for (shown, trust) in [(&issuer.identity, &other), (&own, &issuer.authority)] {
        for refusal in refusals("money.com", shown, trust) {
            assert!(
                matches!(
                    refusal,
                    Error::InvalidCertificate(
                        CertificateError::UnknownIssuer | CertificateError::BadSignature
                    )
                ),
                "{refusal}"
            );
        }
    }
}

#[test]
fn several_authorities_may_be_trusted() {
    let Issuer {
        identity,
        authority: Trust::Authority(pem),
        ..
    } = issuer()
    else {
        panic!("an authority is PEM");
    };
    let other = Authority::new("another").unwrap().pem();
    taken(
        "money.com",
        &identity,
        &Trust::Authority(other + "and\n" + &pem),
    );
}

#[test]
fn a_pinned_issuer_needs_nothing_but_its_key() {
    let issuer = issuer();
    taken("money.com", &issuer.identity, &issuer.pinned);
    taken("elsewhere.example", &issuer.identity, &issuer.pinned);
    taken("127.0.0.1", &issuer.identity, &issuer.pinned);
    let own = Identity::holder("claire").unwrap();
    taken("money.com", &own, &Trust::Pinned(own.key_id()));
    for refusal in refusals("money.com", &own, &issuer.pinned) {
        let expected = CertificateError::ApplicationVerificationFailure;
        assert_eq!(refusal, Error::InvalidCertificate(expected));
    }
}

#[test]
fn an_issuers_certificate_without_its_key_is_nobodys() {
    let issuer = issuer();
    let impostor = holder("mallory").posing_as(&issuer.identity).unwrap();
    for trust in [&issuer.authority, &issuer.pinned] {
        for refusal in refusals("money.com", &impostor, trust) {
            assert_eq!(
                refusal,
                Error::InvalidCertificate(CertificateError::BadSignature)
            );
        }
    }
}

#[test]
fn versions_must_agree() {
    let (issuer, alice) = (issuer(), holder("alice"));
    for (ours, theirs) in [(VERSIONS[0], VERSIONS[1]), (VERSIONS[1], VERSIONS[0])] {
        let client = client(Some(&alice), &issuer.authority, ours);
        assert!(connect(&client, &server(&issuer.identity, theirs)).is_err());
    }
}

#[test]
fn an_authority_must_be_a_certificate() {
    let refusal = |pem: &str| client_config(&holder("alice"), &Trust::Authority(pem.to_owned()));
    assert!(matches!(refusal(""), Err(CertsError::NoCertificate)));
    let key = holder("alice").key_pem();
    assert!(matches!(refusal(&key), Err(CertsError::NoCertificate)));
    let broken = "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n";
    assert!(matches!(refusal(broken), Err(CertsError::Tls(_))));
    let cut = "-----BEGIN CERTIFICATE-----\nMAA=\n";
    assert!(matches!(refusal(cut), Err(CertsError::Pem(_))));
}

#[test]
fn a_key_can_have_certificates_for_several_domains() {
    let authority = Authority::new("authority").unwrap();
    let (trust, first) = (
        Trust::Authority(authority.pem()),
        authority.issue("money.com").unwrap(),
    );
    let second = authority.certify(&first, "video.com").unwrap();
    assert_eq!(second.key_id(), first.key_id());
    taken("video.com", &second, &trust);
    assert!(!refusals("money.com", &second, &trust).is_empty());
}
