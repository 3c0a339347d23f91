//! The reference issuer, in this process, spoken to over real sockets like any other.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use certs::{Authority, Identity, Trust};
use mocks::{Config, Fault, FeeSchedule, Issuer};
use wire::{Amount, KeyId};

use super::Resolve;

/// A running reference issuer, and what a client needs to reach it.
pub struct Embedded {
    issuer: Issuer,
    /// Where its description is.
    pub wsdl: String,
    /// Where its hosts are.
    pub resolve: Resolve,
    /// What signed its certificate.
    pub trust: Trust,
}

impl std::fmt::Debug for Embedded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Embedded")
            .field("wsdl", &self.wsdl)
            .finish_non_exhaustive()
    }
}

impl Embedded {
    /// Starts a reference issuer of a domain on loopback, with its own authority.
    ///
    /// # Errors
    /// When it cannot listen, or no certificate can be made.
    pub async fn start(
        domain: &str,
        fees: FeeSchedule,
        funds: Vec<(KeyId, Amount)>,
        faults: Vec<Fault>,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let authority = Arc::new(Authority::new("Trialplate test authority")?);
        let identity: Identity = authority.issue(domain)?;
        let loopback = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let issuer = Issuer::start(Config {
            domain: domain.to_owned(),
            identity,
            authority: Some(Arc::clone(&authority)),
            listen: loopback,
            wsdl_listen: loopback,
            service_address: Some(format!("https://{domain}/lcp")),
            fees,
            funds,
            faults,
        })
        .await?;
        let rules = [
            format!("{domain}:80={}", issuer.wsdl_address()),
            format!("{domain}:443={}", issuer.address()),
        ];
        Ok(Self {
            wsdl: format!("http://{domain}/lcp.wsdl"),
            resolve: Resolve::parse(&rules)?,
            trust: Trust::Authority(authority.pem()),
            issuer,
        })
    }

    /// Ends it.
    pub async fn stop(self) {
        self.issuer.shutdown().await;
    }
}
