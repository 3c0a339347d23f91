//! An issuer from its start to its shutdown.

use super::clerk::Clerk;
use super::closing::{Close, Closing};
use super::config::{Config, Limits, default_service_address, service_path};
use super::connection::{self, Shared};
use super::keys::Keys;
use super::listener::{accept, bind};
use super::service::Service;
use super::teller::Teller;
use super::{IssuerError, description};
use crate::fault::{self, Fault, Premises, Setting};
use crate::ledger::{Book, Counted};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// A running issuer. Dropping it ends it at once, [`Issuer::shutdown`] ends it decently.
pub struct Issuer {
    domain: String,
    address: SocketAddr,
    wsdl_address: SocketAddr,
    service_address: String,
    closing: Close,
    listeners: [JoinHandle<()>; 2],
}

impl Issuer {
    /// Starts an issuer on the current tokio runtime; it is ready when this returns.
    ///
    /// # Errors
    /// When an address cannot be listened on, or what it is to be started with makes no sense.
    pub async fn start(config: Config) -> Result<Issuer, IssuerError> {
        Issuer::start_within(config, Limits::default()).await
    }

    /// [`Issuer::start`] with other limits.
    ///
    /// # Errors
    /// As there.
    pub async fn start_within(config: Config, limits: Limits) -> Result<Issuer, IssuerError> {
        let setting = Setting::of(&config);
        let certified = certs::server_config(&config.identity)?;
        let raw = certs::server_config_for_raw_keys(&config.identity)?;
        let (listener, address) = bind(config.listen).await?;
        let (wsdl_listener, wsdl_address) = bind(config.wsdl_listen).await?;
        let service_address = config
            .service_address
            .unwrap_or_else(|| default_service_address(&config.domain, address.port()));
        let path = service_path(&service_address)?;
        let (closing, closed) = Close::new();

        let funded = Book::new(config.fees, config.funds);
        let service = service(&config.faults, funded, limits.wait, closed.clone());
        let keys = Arc::new(Keys::new(certified, raw));
        let channel = fault::amend_channel(&config.faults, keys, &setting)?;

        let premises = Premises {
            service: service.clone(),
            closer: closing.closer(),
        };
        let clerk = Box::new(Clerk::new(path));
        let mail = fault::amend_mail(&config.faults, clerk, &premises);

        let (idle, grace) = (limits.idle, limits.grace);
        let shared = Arc::new(Shared {
            channel,
            service,
            mail,
            limits,
        });
        let document: Option<Arc<str>> = shared
            .service
            .describe(wire::wsdl::document(&service_address))
            .map(Into::into);
        let mut number = 0;
        let closed_too = closed.clone();
        let serve = move |stream| {
            number += 1;
            connection::serve(stream, number, shared.clone(), closed_too.clone())
        };
        let closed_too = closed.clone();
        let publish =
            move |stream| description::serve(stream, document.clone(), idle, closed_too.clone());
        let listeners = [
            tokio::spawn(accept(listener, closed.clone(), grace, serve)),
            tokio::spawn(accept(wsdl_listener, closed, grace, publish)),
        ];
        Ok(Issuer {
            domain: config.domain,
            address,
            wsdl_address,
            service_address,
            closing,
            listeners,
        })
    }

    /// Where the service listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the description is published.
    pub fn wsdl_address(&self) -> SocketAddr {
        self.wsdl_address
    }

    /// The URL of the description, by the issuer's domain (which has to be resolved to
    /// [`Issuer::wsdl_address`]).
    pub fn wsdl_url(&self) -> String {
        match self.wsdl_address.port() {
            80 => format!("http://{}{}", self.domain, description::PATH),
            port => format!("http://{}:{port}{}", self.domain, description::PATH),
        }
    }

    /// The URL of the service, as the description says it.
    pub fn service_address(&self) -> &str {
        &self.service_address
    }

    /// Listens no more, ends waits with a fault and lets requests that are being served finish, for
    /// a while.
    pub async fn shutdown(mut self) {
        self.closing.say();
        for listener in &mut self.listeners {
            let _ = listener.await;
        }
    }
}

/// What answers requests, with everything that is wrong with it.
pub(crate) fn service(
    faults: &[Fault],
    book: Book,
    longest_wait: Duration,
    closing: Closing,
) -> Arc<dyn Service> {
    let accounts = fault::amend_accounts(faults, Box::new(book));
    let ledger = fault::amend_ledger(faults, Box::new(Counted::new(accounts)));
    let teller = Arc::new(Teller::new(ledger, longest_wait, closing));
    fault::amend_service(faults, teller)
}

impl Drop for Issuer {
    fn drop(&mut self) {
        for listener in &self.listeners {
            listener.abort();
        }
    }
}
