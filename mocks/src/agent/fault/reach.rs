//! How a holder comes to an issuer wrongly, and who it is there.

use super::hello;
use crate::agent::keys::{Keys, NoKey, made};
use crate::agent::parts::Parts;
use crate::agent::transport::{Channel, Reaching, connect};
use certs::{CertsError, Identity, KeyKind, Trust};
use rustls::ClientConfig;
use rustls::SignatureScheme;
use rustls::client::danger::ServerCertVerifier;
use rustls::client::{ResolvesClientCert, Resumption};
use rustls::pki_types::{InvalidDnsNameError, ServerName};
use rustls::sign::CertifiedKey;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

/// Who falls back to an old version waits so long for an answer in it.
const FALL_BACK: Duration = Duration::from_millis(500);

/// What a holder does on its way to an issuer.
pub(super) trait Walk: Send + Sync {
    fn domain<'a>(&self, domain: &'a str) -> &'a str {
        domain
    }

    fn config(&self, _config: &mut ClientConfig) {}

    fn address(&self, described: String) -> String {
        described
    }

    fn reach<'a>(
        &'a self,
        right: &'a dyn Channel,
        host: &'a str,
        port: u16,
        tls: Arc<ClientConfig>,
        name: ServerName<'static>,
    ) -> Reaching<'a> {
        right.reach(host, port, tls, name)
    }
}

struct Walking<W> {
    right: Arc<dyn Channel>,
    walk: W,
}

impl<W: Walk> Channel for Walking<W> {
    fn verifier(
        &self,
        trust: &Trust,
        domain: &str,
    ) -> Result<Arc<dyn ServerCertVerifier>, CertsError> {
        self.right.verifier(trust, self.walk.domain(domain))
    }

    fn config(
        &self,
        identity: &Identity,
        verifier: Arc<dyn ServerCertVerifier>,
    ) -> Result<Arc<ClientConfig>, CertsError> {
        let right = self.right.config(identity, verifier)?;
        let mut config = ClientConfig::clone(&right);
        self.walk.config(&mut config);
        Ok(Arc::new(config))
    }

    fn name(&self, host: &str) -> Result<ServerName<'static>, InvalidDnsNameError> {
        self.right.name(host)
    }

    fn address(&self, described: String) -> String {
        self.walk.address(self.right.address(described))
    }

    fn reach<'a>(
        &'a self,
        host: &'a str,
        port: u16,
        tls: Arc<ClientConfig>,
        name: ServerName<'static>,
    ) -> Reaching<'a> {
        self.walk.reach(self.right.as_ref(), host, port, tls, name)
    }
}

/// Has a part of the way gone otherwise.
pub(super) fn walking(parts: &mut Parts, walk: impl Walk + 'static) {
    let right = Arc::clone(&parts.channel);
    parts.channel = Arc::new(Walking { right, walk });
}

struct Undomained;

impl Walk for Undomained {
    fn domain<'a>(&self, _: &'a str) -> &'a str {
        ""
    }
}

pub(super) fn domain_unchecked(parts: &mut Parts) {
    walking(parts, Undomained);
}

struct Forgetful;

impl Walk for Forgetful {
    fn config(&self, config: &mut ClientConfig) {
        config.resumption = Resumption::disabled();
    }
}

pub(in crate::agent) fn sessions_forgotten(parts: &mut Parts) {
    walking(parts, Forgetful);
}

/// Somebody else in each full handshake.
#[derive(Debug)]
struct Anybody;

impl ResolvesClientCert for Anybody {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        let anybody = Identity::anybody().ok()?;
        Some(Arc::new(anybody.certified_key()))
    }

    fn has_certs(&self) -> bool {
        true
    }
}

impl Walk for Anybody {
    fn config(&self, config: &mut ClientConfig) {
        config.client_auth_cert_resolver = Arc::new(Anybody);
    }
}

pub(super) fn key_of_each_connection(parts: &mut Parts) {
    walking(parts, Anybody);
}

impl Keys for Anybody {
    fn key(&self, path: &Path) -> Result<Identity, NoKey> {
        made(path, KeyKind::P256)
    }
}

pub(super) fn key_of_each_start(parts: &mut Parts) {
    parts.keys = Arc::new(Anybody);
}

/// Begins with a version of TLS that nobody should offer.
struct Old;

impl Walk for Old {
    fn reach<'a>(
        &'a self,
        right: &'a dyn Channel,
        host: &'a str,
        port: u16,
        tls: Arc<ClientConfig>,
        name: ServerName<'static>,
    ) -> Reaching<'a> {
        Box::pin(async move {
            let mut stream = connect(host, port).await?;
            stream.write_all(&hello::of_tls_1_1(host)).await?;
            // Whatever it says, it is not believed.
            let _ = timeout(FALL_BACK, stream.read(&mut [0; 256])).await;
            drop(stream);
            right.reach(host, port, tls, name).await
        })
    }
}

pub(super) fn old_version(parts: &mut Parts) {
    walking(parts, Old);
}

/// Goes where the description says, in clear if it says so.
#[derive(Default)]
struct Bold {
    is_clear: AtomicBool,
}

impl Walk for Bold {
    fn address(&self, described: String) -> String {
        let clear = described.strip_prefix("http://");
        self.is_clear.store(clear.is_some(), Ordering::SeqCst);
        clear.map_or(described.clone(), |rest| format!("https://{rest}"))
    }

    fn reach<'a>(
        &'a self,
        right: &'a dyn Channel,
        host: &'a str,
        port: u16,
        tls: Arc<ClientConfig>,
        name: ServerName<'static>,
    ) -> Reaching<'a> {
        if !self.is_clear.load(Ordering::SeqCst) {
            return right.reach(host, port, tls, name);
        }
        Box::pin(async move { Ok(Box::new(connect(host, port).await?) as _) })
    }
}

pub(super) fn in_clear(parts: &mut Parts) {
    walking(parts, Bold::default());
}

/// Makes another address of the one in the description.
struct Guessing(fn(&str) -> String);

impl Walk for Guessing {
    fn address(&self, described: String) -> String {
        (self.0)(&described)
    }
}

pub(super) fn path_guessed(parts: &mut Parts) {
    walking(
        parts,
        Guessing(|described| {
            let mut pieces = described.splitn(4, '/');
            let place: Vec<_> = pieces.by_ref().take(3).collect();
            place.join("/") + "/lcp"
        }),
    );
}

pub(super) fn query_dropped(parts: &mut Parts) {
    walking(
        parts,
        Guessing(|described| {
            let (bare, _) = described.split_once('?').unwrap_or((described, ""));
            bare.to_owned()
        }),
    );
}

/// Has read the address once.
#[derive(Default)]
struct Settled(OnceLock<String>);

impl Walk for Settled {
    fn address(&self, described: String) -> String {
        self.0.get_or_init(|| described).clone()
    }
}

pub(super) fn address_for_ever(parts: &mut Parts) {
    walking(parts, Settled::default());
}
