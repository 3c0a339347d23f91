//! Where an issuer says where it is.

use std::net::SocketAddr;

use certs::Trust;

use crate::subject::{Resolve, Service, ServiceError};

/// Where an issuer's description is, and how one gets from there to the issuer.
#[derive(Debug, Clone)]
pub struct Source {
    /// The URL of the description.
    pub wsdl: String,
    /// Where hosts are.
    pub resolve: Resolve,
    /// What is trusted.
    pub trust: Trust,
}

impl Source {
    /// Where the description is.
    ///
    /// # Errors
    /// When its URL is none of http, or nobody knows its host. The text is for people.
    pub async fn place(&self) -> Result<Service, String> {
        Service::find(&self.wsdl, "http", &self.resolve, self.trust.clone())
            .await
            .map_err(|e| e.to_string())
    }

    /// Where the service is that has an address, according to a description from a place.
    ///
    /// # Errors
    /// When the address is none of https, or nobody knows its host.
    pub async fn service(&self, place: &Service, address: &str) -> Result<Service, ServiceError> {
        let resolve = beside(&self.resolve, place, address);
        Service::find(address, "https", &resolve, self.trust.clone()).await
    }
}

/// A description that was fetched from this machine is of a service on this machine, whatever the name service says of its
/// domain: a mock of money.com must not lead to the real one. A rule of the user's own goes before.
fn beside(resolve: &Resolve, place: &Service, address: &str) -> Resolve {
    let url = url::Url::parse(address).ok();
    let found = url
        .as_ref()
        .and_then(|u| Some((u.domain()?, u.port_or_known_default()?)));
    match found {
        Some((domain, port)) if place.address.ip().is_loopback() => resolve
            .clone()
            .or_at(domain, SocketAddr::new(place.address.ip(), port)),
        _ => resolve.clone(),
    }
}
