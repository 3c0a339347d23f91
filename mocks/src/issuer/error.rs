//! Why an issuer does not start.

use std::net::SocketAddr;

/// Why an issuer does not start.
#[derive(Debug, thiserror::Error)]
pub enum IssuerError {
    /// An address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The one that was asked for.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The identity makes no TLS configuration.
    #[error("the issuer's identity cannot be used")]
    Identity(#[from] certs::CertsError),
    /// The state file cannot be used.
    #[error("the ledger cannot be restored")]
    State(#[from] crate::StateError),
    /// The service address is no absolute https URL.
    #[error("the service address {0:?} is no absolute https URL")]
    ServiceAddress(String),
}
