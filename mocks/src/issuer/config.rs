//! What an issuer is started with.

use super::IssuerError;
use crate::fault::Amendment;
use crate::zoo::Creature;
use crate::{Fault, FeeSchedule, Liberties};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use wire::{Amount, KeyId};

/// What an issuer is started with.
pub struct Config {
    /// Its domain name, which its certificate is for.
    pub domain: String,
    /// Its key and certificate.
    pub identity: certs::Identity,
    /// What bound its key to its domain, where that is at hand; faults have other keys and domains
    /// bound by it.
    pub authority: Option<Arc<certs::Authority>>,
    /// Where the service listens; port 0 takes any.
    pub listen: SocketAddr,
    /// Where `lcp.wsdl` is published without encryption; port 0 takes any.
    pub wsdl_listen: SocketAddr,
    /// What the description says the service's URL is; by default `https://DOMAIN:PORT/lcp`,
    /// without the port if it is 443.
    pub service_address: Option<String>,
    /// What messages cost.
    pub fees: FeeSchedule,
    /// Who has what to begin with.
    pub funds: Vec<(KeyId, Amount)>,
    /// Where the ledger is kept, so that it outlives the process; by default nowhere. Where there is such a file already, it
    /// says who has what, and `funds` do not count.
    pub state: Option<PathBuf>,
    /// What is wrong with it, applied in this order, so that the last one sees all before it.
    pub faults: Vec<Fault>,
    /// What it makes of what the text leaves to it.
    pub liberties: Liberties,
    /// What else it is, if anything.
    pub creature: Option<Creature>,
}

impl Config {
    /// What is amended of the reference, in this order.
    pub(super) fn amendments(&self) -> Vec<Amendment> {
        let creature = self.creature.into_iter().flat_map(Creature::amendments);
        let faults = self.faults.iter().map(|fault| fault.amendment());
        faults.chain(creature).collect()
    }
}

/// What an issuer puts up with.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The longest wait for deposits; beyond it a fault is answered.
    pub wait: Duration,
    /// The largest request body in bytes.
    pub body: usize,
    /// How long a body may take to arrive.
    pub body_time: Duration,
    /// How long a TLS handshake may take.
    pub handshake: Duration,
    /// How long a connection may be idle between requests, or take to send a request's head.
    pub idle: Duration,
    /// How long connections may take to end at a shutdown.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            wait: Duration::from_secs(600),
            body: wire::soap::MAX_BYTES,
            body_time: Duration::from_secs(30),
            handshake: Duration::from_secs(10),
            idle: Duration::from_secs(120),
            grace: Duration::from_secs(2),
        }
    }
}

/// The URL of the service when nothing else is said.
pub(super) fn default_service_address(domain: &str, port: u16) -> String {
    match port {
        443 => format!("https://{domain}/lcp"),
        port => format!("https://{domain}:{port}/lcp"),
    }
}

/// The path at which the service is to be found.
pub(super) fn service_path(address: &str) -> Result<String, IssuerError> {
    let invalid = || IssuerError::ServiceAddress(address.to_owned());
    let uri: http::Uri = address.parse().map_err(|_| invalid())?;
    match (uri.scheme_str(), uri.host()) {
        (Some("https"), Some(_)) => Ok(uri.path().to_owned()),
        _ => Err(invalid()),
    }
}

#[cfg(test)]
mod tests {
    use super::{default_service_address, service_path};

    #[test]
    fn the_usual_port_is_not_written() {
        assert_eq!(
            default_service_address("money.com", 443),
            "https://money.com/lcp"
        );
        assert_eq!(
            default_service_address("money.com", 8443),
            "https://money.com:8443/lcp"
        );
    }

    #[test]
    fn a_service_address_is_absolute_and_https() {
        assert_eq!(service_path("https://money.com/a/b").unwrap(), "/a/b");
        assert_eq!(service_path("https://money.com").unwrap(), "/");
        for wrong in ["http://money.com/lcp", "/lcp", "money.com", "", "https://"] {
            assert!(service_path(wrong).is_err(), "{wrong}");
        }
    }
}
