//! Faults that take several addresses of this machine.

use super::*;
use certs::Trust;

#[tokio::test]
async fn holder_bound_to_first_address() {
    let story = async |purse: Holder| {
        let alice = purse.other();
        lend(&purse, &alice).await;
        format!(
            "{} {} {} {}",
            has(&alice).await,
            has(&alice.at(2)).await,
            has(&alice.anew().at(2)).await,
            has(&alice).await
        )
    };
    let (right, wrong) = ("5 5 5 5", "5 0 0 5");
    shows(Fault::HolderBoundToFirstAddress, right, wrong, story).await;
}

#[tokio::test]
async fn session_before_key() {
    let story = async |purse: Holder| {
        let (alice, bob) = (purse.other(), purse.other());
        lend(&purse, &alice).await;
        let mut all = Vec::new();
        for holder in [
            &alice,
            &bob,
            &alice.at(2),
            &bob.anew().at(2),
            &alice.at(2),
            &bob.anew().at(3),
            &bob.anew(),
        ] {
            all.push(has(holder).await);
        }
        all.join(" ")
    };
    let (right, wrong) = ("5 0 5 0 5 0 0", "5 0 5 5 5 0 0");
    shows(Fault::SessionBeforeKey, right, wrong, story).await;
}

#[tokio::test]
async fn certificate_of_another_domain() {
    let story = async |purse: Holder| {
        let home = has(&purse).await;
        let stream = purse.connect().await;
        let shown = &stream.get_ref().1.peer_certificates().unwrap()[0];
        let pinned = Trust::Pinned(certs::key_id_of_certificate(shown).unwrap());
        format!(
            "{home} {} {} {} {}",
            has(&purse.at(2).anew()).await,
            has(&purse.at(2)).await,
            has(&purse.at(2).trusting(&pinned)).await,
            has(&purse.anew()).await,
        )
    };
    // A session is resumed without certificates, and the key is the right one.
    let (right, wrong) = ("100 100 100 100 100", "100 refused 100 100 100");
    shows(Fault::CertificateOfAnotherDomain, right, wrong, story).await;
}
