//! An issuer from its start to its shutdown.

use super::IssuerError;
use super::clerk::Clerk;
use super::closing::{Close, Closing};
use super::config::{Config, Limits, default_service_address, service_path};
use super::connection::{self, Shared};
use super::description::{self, Notice};
use super::door::{Entry, Open};
use super::keys::Keys;
use super::listener::{accept, bind};
use super::service::Service;
use super::teller::Teller;
#[cfg(test)]
use crate::Fault;
use crate::fault::{self, Amendment, Premises, Setting};
use crate::freedom::Taking;
use crate::ledger::{Book, Counted, Ledger};
use crate::state;
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
    wsdl_path: String,
    closing: Close,
    crashing: Arc<Close>,
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
        let amendments = config.amendments();
        let amendments = amendments.as_slice();
        let taking = Taking::of(&config.liberties);
        let limits = taking.limits(limits);
        let certified = taking.tls(&certs::server_config(&config.identity)?);
        let raw = taking.tls(&certs::server_config_for_raw_keys(&config.identity)?);
        let (listener, address) = bind(config.listen).await?;
        let (wsdl_listener, wsdl_address) = bind(config.wsdl_listen).await?;
        let service_address = config
            .service_address
            .unwrap_or_else(|| default_service_address(&config.domain, address.port()));
        let path = service_path(&service_address)?;
        let (closing, closed) = Close::new();
        let (crashing, crashed) = Close::new();
        let crashing = Arc::new(crashing);

        let ledger = match &config.state {
            None => ledger(amendments, &taking, Book::new(config.fees, config.funds)),
            Some(path) => state::restore(
                path,
                &config.fees,
                &config.funds,
                |book| ledger(amendments, &taking, book),
                |restored, done| fault::amend_restored(amendments, restored, done),
                |disk| fault::amend_disk(amendments, disk),
            )?,
        };
        let service = served(amendments, ledger, limits.wait, closed.clone(), &setting);
        let service = taking.service(service);
        let door = fault::amend_door(amendments, Arc::new(Open));
        let keys = Arc::new(Keys::new(certified, raw));
        let channel = fault::amend_channel(amendments, keys, &setting)?;

        let premises = Premises {
            service: service.clone(),
            closer: closing.closer(),
        };
        let clerk = Box::new(Clerk::new(path));
        let mail = taking.mail(fault::amend_mail(amendments, clerk, &premises));

        let (idle, grace) = (limits.idle, limits.grace);
        let shared = Arc::new(Shared {
            channel,
            service,
            mail,
            limits,
        });
        let document = shared
            .service
            .describe(taking.document(wire::wsdl::document(&service_address)));
        let mut notice = Notice::of(document);
        taking.notice(&mut notice);
        fault::amend_notice(amendments, &mut notice);
        let (wsdl_path, notice) = (notice.path.clone(), Arc::new(notice));
        let mut number = 0;
        let (closed_too, crash) = (closed.clone(), Arc::clone(&crashing));
        let serve = move |stream| {
            number += 1;
            let (n, shared, closed) = (number, shared.clone(), closed_too.clone());
            let (door, crash) = (door.clone(), Arc::clone(&crash));
            async move {
                match door.enter(&stream).await {
                    Entry::Served(_kept) => connection::serve(stream, n, shared, closed).await,
                    Entry::Crash => crash.say(),
                }
            }
        };
        let closed_too = closed.clone();
        let publish =
            move |stream| description::serve(stream, notice.clone(), idle, closed_too.clone());
        let crashed_too = crashed.clone();
        let listeners = [
            tokio::spawn(accept(listener, closed.clone(), crashed, grace, serve)),
            tokio::spawn(accept(wsdl_listener, closed, crashed_too, grace, publish)),
        ];
        Ok(Issuer {
            domain: config.domain,
            address,
            wsdl_address,
            service_address,
            wsdl_path,
            closing,
            crashing,
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
            80 => format!("http://{}{}", self.domain, self.wsdl_path),
            port => format!("http://{}:{port}{}", self.domain, self.wsdl_path),
        }
    }

    /// The path of the description.
    pub fn wsdl_path(&self) -> &str {
        &self.wsdl_path
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

    /// Ends at once, as a process that is killed: connections are cut, and what was not answered is not. The addresses are
    /// free and the state file is left alone when this returns.
    pub async fn crash(mut self) {
        self.crashing.say();
        for listener in &mut self.listeners {
            let _ = listener.await;
        }
    }
}

/// A ledger around a book, with everything that is wrong with it.
fn ledger(amendments: &[Amendment], taking: &Taking<'_>, book: Book) -> Box<dyn Ledger> {
    let accounts = fault::amend_accounts(amendments, Box::new(book));
    let accounts = taking.accounts(accounts);
    let ledger = fault::amend_ledger(amendments, Box::new(Counted::new(accounts)));
    taking.ledger(ledger)
}

/// What answers requests, with everything that is wrong with it.
#[cfg(test)]
pub(crate) fn service(
    faults: &[Fault],
    book: Book,
    longest_wait: Duration,
    closing: Closing,
) -> Arc<dyn Service> {
    let amendments: Vec<Amendment> = faults.iter().map(|fault| fault.amendment()).collect();
    let ledger = ledger(&amendments, &Taking::of(&crate::Liberties::default()), book);
    let teller = Arc::new(Teller::new(ledger, longest_wait, closing));
    fault::amend_service(&amendments, teller, &Arc::default(), 0)
}

/// What answers requests out of a ledger, with everything that is wrong with that.
fn served(
    amendments: &[Amendment],
    ledger: Box<dyn Ledger>,
    longest_wait: Duration,
    closing: Closing,
    setting: &Setting,
) -> Arc<dyn Service> {
    let teller = Arc::new(Teller::new(ledger, longest_wait, closing));
    fault::amend_service(amendments, teller, &setting.seen, setting.seed())
}

impl Drop for Issuer {
    fn drop(&mut self) {
        for listener in &self.listeners {
            listener.abort();
        }
    }
}
