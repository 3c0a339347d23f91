//! Faults of the channel, over real sockets.

mod addresses;
mod certificates;
mod handshakes;
mod holders;
mod refusals;
mod sessions;
mod strangers;

use crate::Fault;
use crate::issuer::tests::{Holder, ask, deposits, free_issuer, post, transfer, try_hear};
use certs::Identity;
use rcgen::{CertificateParams, KeyPair};
use rustls::SupportedProtocolVersion;
use rustls::version::{TLS12, TLS13};

const VERSIONS: [&SupportedProtocolVersion; 2] = [&TLS12, &TLS13];

/// Tells a story about the reference, and about the reference with a fault. Nothing costs
/// anything; the purse has 100.
async fn shows(fault: Fault, right: &str, wrong: &str, story: impl AsyncFn(Holder) -> String) {
    for (faults, expected) in [(&[][..], right), (&[fault], wrong)] {
        let (_issuer, purse) = free_issuer(faults).await;
        assert_eq!(story(purse).await, expected, "{faults:?}");
    }
}

/// Has the purse pay a holder 5.
async fn lend(purse: &Holder, holder: &Holder) {
    purse.ask(&transfer(holder, "5", 1)).await;
}

/// What the issuer says that somebody has.
async fn has(holder: &Holder) -> String {
    holder.balance().await.unwrap_or("refused".to_owned())
}

/// The holder with this version of TLS, and without memory of sessions.
fn by(version: &'static SupportedProtocolVersion, holder: &Holder) -> Holder {
    let identity = Some(&holder.identity);
    let tls = certs::client_config_for(identity, &holder.trust, &[version]);
    holder.speaking(tls.unwrap())
}

fn with_raw_key(holder: &Holder) -> Holder {
    holder.speaking(certs::client_with_raw_key(&holder.identity, &holder.trust).unwrap())
}

/// A key in a certificate that is made otherwise.
fn certified(key: &KeyPair, change: impl FnOnce(&mut CertificateParams)) -> Identity {
    let mut params = CertificateParams::default();
    change(&mut params);
    let certificate = params.self_signed(key).unwrap();
    Identity::from_pem(&(key.serialize_pem() + &certificate.pem())).unwrap()
}
