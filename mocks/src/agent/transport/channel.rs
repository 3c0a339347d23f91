//! The seam between a holder and TLS.

use super::resolve::connect;
use crate::issuer::channel::{Duplex, Stream};
use certs::{CertsError, Identity, Trust};
use rustls::ClientConfig;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{InvalidDnsNameError, ServerName};
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use tokio_rustls::TlsConnector;

/// A connection that is being made.
pub(crate) type Reaching<'a> = Pin<Box<dyn Future<Output = io::Result<Stream>> + Send + 'a>>;

/// How a holder shows who it is, and decides whom it believes.
pub(crate) trait Channel: Send + Sync {
    /// How an issuer is known that is trusted so, and whose description comes from this host.
    fn verifier(
        &self,
        trust: &Trust,
        domain: &str,
    ) -> Result<Arc<dyn ServerCertVerifier>, CertsError> {
        let domain = match (trust, ServerName::try_from(domain.to_owned())) {
            (Trust::Authority(_), Ok(domain @ ServerName::DnsName(_))) => Some(domain),
            _ => None,
        };
        certs::server_verifier(trust, domain)
    }

    /// How TLS is spoken with an issuer that is known so.
    fn config(
        &self,
        identity: &Identity,
        verifier: Arc<dyn ServerCertVerifier>,
    ) -> Result<Arc<ClientConfig>, CertsError> {
        certs::client_config_verifying(identity, verifier)
    }

    /// The name that an issuer's certificate is to be for.
    fn name(&self, host: &str) -> Result<ServerName<'static>, InvalidDnsNameError> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        ServerName::try_from(bare.to_owned())
    }

    /// Where the service is, by what its description says.
    fn address(&self, described: String) -> String {
        described
    }

    /// Connects to a port of a host, and makes a handshake there.
    fn reach<'a>(
        &'a self,
        host: &'a str,
        port: u16,
        tls: Arc<ClientConfig>,
        name: ServerName<'static>,
    ) -> Reaching<'a> {
        Box::pin(async move {
            let stream = connect(host, port).await?;
            let tls = TlsConnector::from(tls).connect(name, stream).await?;
            Ok(Box::new(tls) as Box<dyn Duplex>)
        })
    }
}

/// TLS 1.2 and 1.3, and an issuer that is who it has to be.
pub(crate) struct Reference;

impl Channel for Reference {}
