//! Who is the same holder, and who is another.

use super::*;
use certs::KeyKind;
use rcgen::{DnType, SerialNumber};

#[tokio::test]
async fn key_identifier_of_the_bits() {
    for kind in KeyKind::ALL {
        let story = async |purse: Holder| {
            let alice = purse.known_by(Identity::holder_of_kind("alice", kind).unwrap());
            lend(&purse, &alice).await;
            format!("{} {}", has(&alice).await, has(&purse).await)
        };
        let wrong = if kind == KeyKind::P256 {
            "5 95"
        } else {
            "0 95"
        };
        shows(Fault::KEY_IDENTIFIER_OF_THE_BITS, "5 95", wrong, story).await;
    }
}

#[tokio::test]
async fn account_by_certificate() {
    let story = async |purse: Holder| {
        let alice = purse.other();
        lend(&purse, &alice).await;
        let first = has(&alice).await;
        let again = Identity::from_pem(&alice.identity.key_pem()).unwrap();
        let again = purse.known_by(again);
        format!("{first} {} {}", has(&again).await, has(&alice.anew()).await)
    };
    shows(Fault::ACCOUNT_BY_CERTIFICATE, "5 5 5", "5 0 5", story).await;
}

/// A holder of a certificate with this name and this number.
fn called(purse: &Holder, name: &str, number: u64) -> Holder {
    let identity = certified(&KeyPair::generate().unwrap(), |it| {
        it.distinguished_name.push(DnType::CommonName, name);
        it.serial_number = Some(SerialNumber::from(number));
    });
    purse.known_by(identity)
}

#[tokio::test]
async fn account_by_subject_name() {
    let story = async |purse: Holder| {
        let alice = called(&purse, "alice", 7);
        lend(&purse, &alice).await;
        let mut all = vec![has(&alice).await];
        for (name, number) in [("alice", 7), ("alice", 8), ("bob", 7)] {
            all.push(has(&called(&purse, name, number)).await);
        }
        all.join(" ")
    };
    shows(Fault::ACCOUNT_BY_SUBJECT_NAME, "5 0 0 0", "5 5 0 0", story).await;
}

#[tokio::test]
async fn last_certificate_counts() {
    let story = async |purse: Holder| {
        let alice = purse.other();
        lend(&purse, &alice).await;
        let pem = |it: &Holder| it.identity.certificate_pem();
        let chain = alice.identity.key_pem() + &pem(&alice) + &pem(&purse);
        let chained = purse.known_by(Identity::from_pem(&chain).unwrap());
        format!("{} {}", has(&alice).await, has(&chained).await)
    };
    shows(Fault::LAST_CERTIFICATE_COUNTS, "5 5", "5 95", story).await;
}

#[tokio::test]
async fn raw_key_is_another_holder() {
    let story = async |purse: Holder| {
        let alice = purse.other();
        lend(&purse, &alice).await;
        format!("{} {}", has(&alice).await, has(&with_raw_key(&alice)).await)
    };
    shows(Fault::RAW_KEY_IS_ANOTHER_HOLDER, "5 5", "5 0", story).await;
}
