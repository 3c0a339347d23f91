//! Clients that do something that ordinary holders do not.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::{ResolvesClientCert, Resumption};
use rustls::sign::CertifiedKey;
use rustls::version::TLS13;
use rustls::{ALL_VERSIONS, ClientConfig, SignatureScheme};

use crate::client::client_builder;
use crate::sessions::Sessions;
use crate::{CertsError, Identity, Trust};

/// How much early data is sent where none is allowed: more than a message takes.
const EARLY_DATA: u32 = 16 * 1024;

/// A client that sends early data as soon as it has a session, whether its ticket allows it or
/// not (RFC 8446 §2.3). What the tickets allow is in the sessions.
pub fn client_forcing_early_data(
    identity: &Identity,
    trust: &Trust,
) -> Result<(Arc<ClientConfig>, Arc<Sessions>), CertsError> {
    let sessions = Arc::new(Sessions::forcing(EARLY_DATA));
    let shown = rustls::sign::SingleCertAndKey::from(identity.certified_key());
    let mut config = client_builder(trust, &[&TLS13])?.with_client_cert_resolver(Arc::new(shown));
    config.resumption = Resumption::store(sessions.clone());
    config.enable_early_data = true;
    Ok((Arc::new(config), sessions))
}

/// Who a client is at the moment. It keeps its sessions when it becomes somebody else.
#[derive(Debug)]
pub struct Turncoat(Mutex<Arc<CertifiedKey>>);

impl Turncoat {
    /// From now on, full handshakes are made as somebody else.
    pub fn become_another(&self, identity: &Identity) {
        let shown = Arc::new(identity.certified_key());
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = shown;
    }
}

impl ResolvesClientCert for Turncoat {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&shown))
    }

    fn has_certs(&self) -> bool {
        true
    }
}

/// A client that can become somebody else between two connections, and keeps its sessions.
pub fn client_of_several(
    first: &Identity,
    trust: &Trust,
) -> Result<(Arc<ClientConfig>, Arc<Turncoat>), CertsError> {
    let shown = Arc::new(Turncoat(Mutex::new(Arc::new(first.certified_key()))));
    let config =
        client_builder(trust, ALL_VERSIONS)?.with_client_cert_resolver(Arc::clone(&shown) as _);
    Ok((Arc::new(config), shown))
}
