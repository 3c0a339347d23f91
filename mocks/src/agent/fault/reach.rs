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
use std::collections::HashMap;
use std::ffi::OsString;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
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

    fn verifier(&self, right: Arc<dyn ServerCertVerifier>) -> Arc<dyn ServerCertVerifier> {
        right
    }

    fn config(&self, _config: &mut ClientConfig) {}

    fn find(&self, right: Result<String, String>, _description: &[u8]) -> Result<String, String> {
        right
    }

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
        let right = self.right.verifier(trust, self.walk.domain(domain))?;
        Ok(self.walk.verifier(right))
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

    fn find(&self, charset: Option<&str>, description: &[u8]) -> Result<String, String> {
        self.walk
            .find(self.right.find(charset, description), description)
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

struct Hasty;

impl Walk for Hasty {
    fn config(&self, config: &mut ClientConfig) {
        config.enable_early_data = true;
    }
}

pub(super) fn early_data(parts: &mut Parts) {
    walking(parts, Hasty);
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

/// Keys that are not kept.
#[derive(Default)]
struct Fleeting(Mutex<HashMap<OsString, Identity>>);

impl Keys for Fleeting {
    fn key(&self, path: &Path) -> Result<Identity, NoKey> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // It is the same one with all issuers.
        let name = path.file_name().unwrap_or_default().to_owned();
        if let Some(identity) = known.get(&name) {
            return Ok(identity.clone());
        }
        let identity = made(path, KeyKind::P256)?;
        known.insert(name, identity.clone());
        Ok(identity)
    }
}

pub(super) fn key_of_each_start(parts: &mut Parts) {
    parts.keys = Arc::new(Fleeting::default());
}

/// Finds the address by a search for text.
struct Searching;

impl Walk for Searching {
    fn find(&self, _: Result<String, String>, description: &[u8]) -> Result<String, String> {
        let text = String::from_utf8_lossy(description);
        let found = text.split_once("location=\"").map(|(_, rest)| rest);
        let found = found.and_then(|rest| rest.split_once('"'));
        let (address, _) = found.ok_or_else(|| "it has no location".to_owned())?;
        Ok(address.to_owned())
    }
}

pub(super) fn found_by_search(parts: &mut Parts) {
    walking(parts, Searching);
}

/// Says hello on a connection that it makes before, and leaves it.
struct Dated {
    hello: fn(&str) -> Vec<u8>,
    /// What it says to what the issuer has answered, if anything.
    goes_on: fn(&[u8]) -> Option<Vec<u8>>,
}

impl Walk for Dated {
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
            stream.write_all(&(self.hello)(host)).await?;
            let mut said = [0; 256];
            // An issuer that hangs up has said nothing.
            let read = timeout(FALL_BACK, stream.read(&mut said)).await;
            let read = read.unwrap_or(Ok(0)).unwrap_or(0);
            if let Some(more) = (self.goes_on)(said.get(..read).unwrap_or_default()) {
                stream.write_all(&more).await?;
                // It has to arrive.
                let _ = timeout(FALL_BACK, stream.read(&mut [0; 256])).await;
            }
            drop(stream);
            right.reach(host, port, tls, name).await
        })
    }
}

/// Begins with a version of TLS that nobody should offer.
pub(super) fn old_version(parts: &mut Parts) {
    let hello = hello::of_tls_1_1;
    let goes_on = |_: &[u8]| None;
    walking(parts, Dated { hello, goes_on });
}

/// Goes on with whatever version an issuer chooses.
pub(super) fn old_version_taken(parts: &mut Parts) {
    let hello = hello::of_tls_1_2;
    let goes_on =
        |said: &[u8]| hello::chooses_an_old_version(said).then(|| hello::key_exchange(said));
    walking(parts, Dated { hello, goes_on });
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
