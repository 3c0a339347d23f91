//! The seam between a holder and TLS.

use super::resolve::connect;
use crate::issuer::channel::{Duplex, Stream};
use certs::{CertsError, Identity, Trust};
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::{InvalidDnsNameError, ServerName};
use rustls::{ALL_VERSIONS, ClientConfig, SupportedProtocolVersion};
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
    ) -> Result<Arc<ClientConfig>, CertsError>;

    /// The name that an issuer's certificate is to be for.
    fn name(&self, host: &str) -> Result<ServerName<'static>, InvalidDnsNameError> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        ServerName::try_from(bare.to_owned())
    }

    /// What a description says about where the service is.
    ///
    /// # Errors
    /// When it says nothing.
    fn find(&self, charset: Option<&str>, description: &[u8]) -> Result<String, String> {
        wire::wsdl::service_address(charset, description).map_err(|error| error.to_string())
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

/// TLS of these versions, and an issuer that is who it has to be.
pub(crate) struct Reference {
    pub(crate) versions: &'static [&'static SupportedProtocolVersion],
}

impl Default for Reference {
    fn default() -> Self {
        let versions = ALL_VERSIONS;
        Reference { versions }
    }
}

impl Channel for Reference {
    fn config(
        &self,
        identity: &Identity,
        verifier: Arc<dyn ServerCertVerifier>,
    ) -> Result<Arc<ClientConfig>, CertsError> {
        certs::client_config_verifying(identity, verifier, self.versions)
    }
}
