//! Those who should be served, and are not.

use super::*;
use certs::{Authority, KeyKind};
use rcgen::{CustomExtension, date_time_ymd};

/// Whether holders with P-256, RSA and Ed25519 keys are served, and the purse, whose key is of the
/// first kind.
async fn kinds(purse: Holder) -> String {
    let mut all = Vec::new();
    for kind in KeyKind::ALL {
        let holder = purse.known_by(Identity::holder_of_kind("holder", kind).unwrap());
        all.push(has(&holder).await);
    }
    all.push(has(&purse).await);
    all.join(" ")
}

#[tokio::test]
async fn kinds_of_keys_refused() {
    for (fault, wrong) in [
        (Fault::P_256_REFUSED, "refused 0 0 100"),
        (Fault::RSA_REFUSED, "0 refused 0 100"),
        (Fault::ED25519_REFUSED, "0 0 refused 100"),
    ] {
        shows(fault, "0 0 0 100", wrong, kinds).await;
    }
}

#[tokio::test]
async fn self_signed_refused() {
    let story = async |purse: Holder| {
        let authority = Authority::new("somebody").unwrap();
        let alice = purse.other();
        lend(&purse, &alice).await;
        let certified = authority.certify(&alice.identity, "alice.example").unwrap();
        let certified = purse.known_by(certified);
        format!(
            "{} {} {}",
            has(&alice).await,
            has(&certified).await,
            has(&purse).await
        )
    };
    shows(Fault::SELF_SIGNED_REFUSED, "5 5 95", "refused 5 95", story).await;
}

/// Certificates with a validity that is past, one that is to come, and an ordinary one.
fn odd() -> [Identity; 3] {
    let key = KeyPair::generate().unwrap();
    [
        certified(&key, |it| it.not_after = date_time_ymd(1999, 12, 31)),
        certified(&key, |it| it.not_before = date_time_ymd(2999, 1, 1)),
        certified(&key, |_| {}),
    ]
}

/// Certificates of X.509 version 1, with a critical extension that nobody knows, and an ordinary
/// one.
fn unusual() -> [Identity; 3] {
    let v1 = concat!(
        include_str!("../../../../../certs/tests/keys/p256.sec1.pem"),
        include_str!("../../../../../certs/tests/keys/p256.v1.cert.pem")
    );
    let key = KeyPair::generate().unwrap();
    let extended = certified(&key, |it| {
        let mut extension = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 9], vec![5, 0]);
        extension.set_criticality(true);
        it.custom_extensions.push(extension);
    });
    [
        Identity::from_pem(v1).unwrap(),
        extended,
        certified(&key, |_| {}),
    ]
}

#[tokio::test]
async fn certificates_refused() {
    for (fault, shown) in [
        (
            Fault::ODD_CERTIFICATES_REFUSED,
            odd as fn() -> [Identity; 3],
        ),
        (Fault::UNUSUAL_CERTIFICATES_REFUSED, unusual),
    ] {
        let story = async |purse: Holder| {
            let mut all = Vec::new();
            for identity in shown() {
                all.push(has(&purse.known_by(identity)).await);
            }
            all.join(" ")
        };
        shows(fault, "0 0 0", "refused refused 0", story).await;
    }
}
