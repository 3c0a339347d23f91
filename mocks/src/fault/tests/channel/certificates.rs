//! What the issuer shows.

use super::*;
use certs::Trust;
use wire::KeyId;

/// The issuer's key in a full handshake of this version.
async fn key(holder: &Holder, version: &'static SupportedProtocolVersion) -> KeyId {
    let stream = by(version, holder).connect().await;
    let shown = &stream.get_ref().1.peer_certificates().unwrap()[0];
    certs::key_id_of_certificate(shown).unwrap()
}

#[tokio::test]
async fn changes_its_key() {
    let story = async |purse: Holder| {
        let mut all = Vec::new();
        for version in VERSIONS {
            let before = key(&purse, version).await;
            all.push((key(&purse, version).await == before).to_string());
            all.push(has(&purse.trusting(&Trust::Pinned(before))).await);
        }
        all.push(has(&purse).await);
        all.join(" ")
    };
    let (right, wrong) = ("true 100 true 100 100", "false refused false refused 100");
    shows(Fault::CHANGES_ITS_KEY, right, wrong, story).await;
}

#[tokio::test]
async fn certificate_of_another_domain() {
    let story = async |purse: Holder| {
        let mut all = Vec::new();
        for version in VERSIONS {
            all.push(has(&by(version, &purse)).await);
        }
        let pinned = Trust::Pinned(purse.issuer_key);
        all.push(has(&purse.trusting(&pinned)).await);
        all.join(" ")
    };
    let (right, wrong) = ("100 100 100", "refused refused 100");
    shows(Fault::CERTIFICATE_OF_ANOTHER_DOMAIN, right, wrong, story).await;
}
