//! The reference channel: TLS, and the key that a peer has shown is who it is.

use super::channel::{Channel, Proof, Shown, Terms};
use rustls::ServerConfig;
use rustls::server::{CertificateType, ClientHello};
use std::net::SocketAddr;
use std::sync::Arc;
use wire::KeyId;

/// Knows holders by their keys.
pub(crate) struct Keys {
    certified: Arc<ServerConfig>,
    raw: Arc<ServerConfig>,
}

impl Keys {
    /// Takes keys in certificates by the one, and raw ones by the other. They share no sessions.
    pub(crate) fn new(certified: Arc<ServerConfig>, raw: Arc<ServerConfig>) -> Keys {
        Keys { certified, raw }
    }
}

impl Channel for Keys {
    fn terms(&self, hello: &ClientHello<'_>, _peer: SocketAddr) -> Terms {
        let raw_keys = shows_raw_key(hello);
        let config = if raw_keys { &self.raw } else { &self.certified };
        Terms {
            config: config.clone(),
            raw_keys,
        }
    }

    fn holder(&self, proof: &Proof) -> Option<KeyId> {
        match &proof.shown {
            Shown::Nothing => None,
            Shown::Certificates(chain) => certs::key_id_of_certificate(chain.first()?).ok(),
            Shown::RawKey(spki) => certs::key_id_of_raw_key(spki).ok(),
        }
    }
}

/// Whether a client would rather show a raw key than a certificate (RFC 7250 §4.1), in a version
/// of TLS in which it can be read.
fn shows_raw_key(hello: &ClientHello<'_>) -> bool {
    let types = hello.client_cert_types().unwrap_or_default();
    let known = [CertificateType::RawPublicKey, CertificateType::X509];
    let tls_1_3 = hello.cipher_suites().iter().any(|suite| {
        suite
            .as_str()
            .is_some_and(|name| name.starts_with("TLS13_"))
    });
    tls_1_3
        && types.iter().find(|kind| known.contains(kind)) == Some(&CertificateType::RawPublicKey)
}
