//! The reference issuer, in this process, spoken to over real sockets like any other.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use certs::{Authority, Identity, Trust};
use mocks::{Config, FeeSchedule, Issuer};
use wire::{Amount, KeyId};

use super::{Reference, Resolve};

/// Why a reference issuer does not start.
pub type EmbeddedError = Box<dyn std::error::Error + Send + Sync>;

/// A running reference issuer, and what a client needs to reach it.
pub struct Embedded {
    /// Absent only while it is started again.
    issuer: Option<Issuer>,
    made_of: Recipe,
    /// Where its description is.
    pub wsdl: String,
    /// Where its hosts are.
    pub resolve: Resolve,
    /// What signed its certificate.
    pub trust: Trust,
}

/// What an issuer is made of, the second time like the first.
struct Recipe {
    domain: String,
    identity: Identity,
    authority: Arc<Authority>,
    listen: [SocketAddr; 2],
    fees: FeeSchedule,
    funds: Vec<(KeyId, Amount)>,
    like: Reference,
    /// A folder with its ledger in it, where it keeps one.
    folder: Option<tempfile::TempDir>,
}

impl Recipe {
    fn config(&self) -> Config {
        let [listen, wsdl_listen] = self.listen;
        Config {
            domain: self.domain.clone(),
            identity: self.identity.clone(),
            authority: Some(Arc::clone(&self.authority)),
            listen,
            wsdl_listen,
            service_address: Some(format!(
                "https://{}{}",
                self.domain,
                self.like.liberties.description.path.unwrap_or("/lcp")
            )),
            fees: self.fees.clone(),
            funds: self.funds.clone(),
            state: self.folder.as_ref().map(|f| f.path().join("ledger.jsonl")),
            faults: self.like.faults.clone(),
            liberties: self.like.liberties.clone(),
            creature: self.like.creature,
        }
    }
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
        like: Reference,
    ) -> Result<Self, EmbeddedError> {
        Self::start_with(domain, fees, funds, like, None).await
    }

    /// The same with its ledger on disk, in a folder that is gone when it ends.
    ///
    /// # Errors
    /// As there, or when there is no place for the ledger.
    pub async fn start_durable(
        domain: &str,
        fees: FeeSchedule,
        funds: Vec<(KeyId, Amount)>,
        like: Reference,
    ) -> Result<Self, EmbeddedError> {
        let folder = tempfile::tempdir()?;
        Self::start_with(domain, fees, funds, like, Some(folder)).await
    }

    async fn start_with(
        domain: &str,
        fees: FeeSchedule,
        funds: Vec<(KeyId, Amount)>,
        like: Reference,
        folder: Option<tempfile::TempDir>,
    ) -> Result<Self, EmbeddedError> {
        let authority = Arc::new(Authority::new("Trialplate test authority")?);
        // An RSA key takes a while, and an issuer that runs already is to go on meanwhile.
        let (key, whose) = (like.liberties.tls.key, domain.to_owned());
        let by = Arc::clone(&authority);
        let identity = tokio::task::spawn_blocking(move || by.issue_as(key, &whose)).await??;
        let mut made_of = Recipe {
            domain: domain.to_owned(),
            identity,
            authority: Arc::clone(&authority),
            listen: [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)); 2],
            fees,
            funds,
            like,
            folder,
        };
        let issuer = Issuer::start(made_of.config()).await?;
        made_of.listen = [issuer.address(), issuer.wsdl_address()];
        let rules = [
            format!("{domain}:80={}", issuer.wsdl_address()),
            format!("{domain}:443={}", issuer.address()),
        ];
        Ok(Self {
            wsdl: format!("http://{domain}{}", issuer.wsdl_path()),
            resolve: Resolve::parse(&rules)?,
            trust: Trust::Authority(authority.pem()),
            issuer: Some(issuer),
            made_of,
        })
    }

    /// Brings it down as if its process were killed.
    pub async fn crash(&mut self) {
        if let Some(issuer) = self.issuer.take() {
            issuer.crash().await;
        }
    }

    /// Starts it again, at the same addresses and with the same key, from what is on disk.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn restart(&mut self) -> Result<(), EmbeddedError> {
        self.issuer = Some(Issuer::start(self.made_of.config()).await?);
        Ok(())
    }

    /// Ends it.
    pub async fn stop(self) {
        if let Some(issuer) = self.issuer {
            issuer.shutdown().await;
        }
    }
}
