//! The seam between a holder and TLS.

use certs::{CertsError, Identity, Trust};
use rustls::ClientConfig;
use rustls::pki_types::{InvalidDnsNameError, ServerName};
use std::sync::Arc;

/// How a holder shows who it is, and decides whom it believes.
pub(crate) trait Channel: Send + Sync {
    /// How TLS is spoken with an issuer that is known in this way, and whose description comes from this host.
    fn config(
        &self,
        identity: &Identity,
        trust: &Trust,
        domain: &str,
    ) -> Result<Arc<ClientConfig>, CertsError>;

    /// The name that an issuer's certificate is to be for.
    fn name(&self, host: &str) -> Result<ServerName<'static>, InvalidDnsNameError> {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        ServerName::try_from(bare.to_owned())
    }

    /// Where the service is, by what its description says.
    fn address(&self, described: String) -> String {
        described
    }
}

/// TLS 1.2 and 1.3, and an issuer that is who it has to be.
pub(crate) struct Reference;

impl Channel for Reference {
    fn config(
        &self,
        identity: &Identity,
        trust: &Trust,
        domain: &str,
    ) -> Result<Arc<ClientConfig>, CertsError> {
        match (trust, ServerName::try_from(domain.to_owned())) {
            (Trust::Authority(_), Ok(domain @ ServerName::DnsName(_))) => {
                certs::client_config_of_domain(identity, trust, domain)
            }
            _ => certs::client_config(identity, trust),
        }
    }
}
