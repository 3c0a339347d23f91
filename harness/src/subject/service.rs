//! Where a service is.

use std::net::SocketAddr;

use certs::Trust;
use url::Url;

use super::Resolve;

/// A place that messages are sent to.
#[derive(Debug)]
pub struct Service {
    /// The host that the address names, and that the certificate must fit.
    pub host: String,
    /// The port that the address names.
    pub port: u16,
    /// Path and query.
    pub path: String,
    /// Where connections go.
    pub address: SocketAddr,
    /// What is trusted there.
    pub trust: Trust,
}

/// Why a place cannot be reached by its address.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// It is no URL of that scheme.
    #[error("{url:?} is no {scheme} URL")]
    Url {
        /// What was given.
        url: String,
        /// The scheme that it should have.
        scheme: &'static str,
    },
    /// Nobody knows where the host is.
    #[error("{0}")]
    Unknown(String),
}

impl Service {
    /// Finds the place that a URL of the given scheme (`http` or `https`) names.
    ///
    /// # Errors
    /// When it is no such URL, or nobody knows where its host is.
    pub async fn find(
        url: &str,
        scheme: &'static str,
        resolve: &Resolve,
        trust: Trust,
    ) -> Result<Self, ServiceError> {
        let wrong = || ServiceError::Url {
            url: url.to_owned(),
            scheme,
        };
        let parsed = Url::parse(url).map_err(|_| wrong())?;
        if parsed.scheme() != scheme {
            return Err(wrong());
        }
        let host = parsed
            .host_str()
            .ok_or_else(wrong)?
            .trim_matches(['[', ']'])
            .to_owned();
        let port = parsed.port_or_known_default().ok_or_else(wrong)?;
        let path = match parsed.query() {
            Some(query) => format!("{}?{query}", parsed.path()),
            None => parsed.path().to_owned(),
        };
        let address = resolve
            .address(&host, port)
            .await
            .map_err(ServiceError::Unknown)?;
        Ok(Self {
            host,
            port,
            path,
            address,
            trust,
        })
    }

    /// Host and port, as HTTP's `Host` has them.
    #[must_use]
    pub fn authority(&self) -> String {
        let host = if self.host.contains(':') {
            format!("[{}]", self.host)
        } else {
            self.host.clone()
        };
        match self.port {
            80 | 443 => host,
            port => format!("{host}:{port}"),
        }
    }
}
