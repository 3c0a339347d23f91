//! An issuer that the suite plays, from its start to its end.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use certs::{Authority, CertsError, Identity};
use mocks::{
    FeeSchedule,
    ledger::{Accounts, Book, Counted},
};
use record::{ExpectedDeposit, Payment};
use rustls::ServerConfig;
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};
use wire::{Amount, Deposit, KeyId};

use super::{Script, Showing, Watch, description, serve};

/// The host of issuers that the suite plays: everybody finds it, and it is on this machine.
const HOST: &str = "localhost";

/// How often it is looked whether something has come to its end.
const LOOKED_AGAIN_AFTER: Duration = Duration::from_millis(20);

/// Why an issuer cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// This machine has no place to listen.
    #[error("an issuer cannot be played here: {0}")]
    Listen(#[from] std::io::Error),
    /// No certificate can be made.
    #[error("an issuer cannot be played here: {0}")]
    Certs(#[from] CertsError),
}

/// What an issuer keeps.
pub(super) struct State {
    /// Its books.
    pub(super) ledger: Counted,
    /// What it does otherwise.
    pub(super) script: Script,
    /// How it shows itself.
    pub(super) config: Arc<ServerConfig>,
    /// The same, by name.
    pub(super) showing: Showing,
    /// Where its description says that the service is.
    place: String,
}

/// What all connections of an issuer share.
pub(super) struct Shared {
    pub(super) name: String,
    pub(super) watch: Arc<Watch>,
    pub(super) state: Mutex<State>,
    /// Told when a deposit arrived.
    pub(super) arrived: Notify,
    /// How many transfers are to be carried out yet whose connections are over.
    pub(super) late: AtomicU32,
}

impl Shared {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody is paid, by nobody in particular.
    pub(super) fn pay(&self, holder: KeyId, deposits: Vec<Deposit>) {
        let mut state = self.state();
        for deposit in deposits {
            self.watch.paid(Payment {
                issuer: self.name.clone(),
                key: holder.to_string(),
                at: self.watch.recorder.now(),
                deposit: ExpectedDeposit {
                    transaction_id: deposit.transaction_id.clone(),
                    amount: deposit.amount.to_string(),
                    userid: deposit.userid.clone(),
                },
            });
            state.ledger.adjust(holder, deposit.amount);
            if let Some(queue) = state.ledger.deposits_mut(holder) {
                queue.push_back(deposit);
            }
        }
        drop(state);
        self.arrived.notify_waiters();
    }
}

/// An issuer that the suite plays. It ends when this is dropped.
pub struct Issuer {
    shared: Arc<Shared>,
    authority: Authority,
    identity: Identity,
    wsdl: SocketAddr,
    fetched: Arc<AtomicU32>,
    tasks: Vec<JoinHandle<()>>,
}

impl std::fmt::Debug for Issuer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Issuer")
            .field("name", &self.shared.name)
            .finish_non_exhaustive()
    }
}

impl Issuer {
    /// Starts an honest one, with these fees and nobody's money.
    ///
    /// # Errors
    /// When this machine has no place to listen, or no certificate can be made.
    pub async fn start(
        name: &str,
        watch: Arc<Watch>,
        fees: FeeSchedule,
    ) -> Result<Self, PlayError> {
        let authority = Authority::new("Trialplate test authority")?;
        let identity = authority.issue(HOST)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let wsdl_listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let wsdl = wsdl_listener.local_addr()?;
        let state = State {
            ledger: Counted::new(Box::new(Book::new(fees, []))),
            script: Script::default(),
            config: certs::server_config(&identity)?,
            showing: Showing::Right,
            place: place(listener.local_addr()?, "/lcp"),
        };
        let shared = Arc::new(Shared {
            name: name.to_owned(),
            watch,
            state: Mutex::new(state),
            arrived: Notify::new(),
            late: AtomicU32::new(0),
        });
        let fetched = Arc::new(AtomicU32::new(0));
        let described = Arc::clone(&shared);
        let document: description::Document =
            Arc::new(move || wire::wsdl::document(&described.state().place));
        let tasks = vec![
            tokio::spawn(serve::accept(listener, Arc::clone(&shared))),
            tokio::spawn(description::publish(
                wsdl_listener,
                document,
                Arc::clone(&fetched),
            )),
        ];
        Ok(Self {
            shared,
            authority,
            identity,
            wsdl,
            fetched,
            tasks,
        })
    }

    /// Its name in the scenario.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.shared.name
    }

    /// Where its description is.
    #[must_use]
    pub fn wsdl(&self) -> String {
        format!("http://{HOST}:{}/lcp.wsdl", self.wsdl.port())
    }

    /// How often its description was fetched.
    #[must_use]
    pub fn fetched(&self) -> u32 {
        self.fetched.load(Ordering::Relaxed)
    }

    /// The authority that vouches for it, as PEM.
    #[must_use]
    pub fn authority(&self) -> String {
        self.authority.pem()
    }

    /// The identifier of its key.
    #[must_use]
    pub fn key(&self) -> KeyId {
        self.identity.key_id()
    }

    /// What it does is changed.
    pub fn direct<T>(&self, change: impl FnOnce(&mut Script) -> T) -> T {
        change(&mut self.shared.state().script)
    }

    /// It shows something else of itself to those who come from now on.
    ///
    /// # Errors
    /// When no such certificate can be made.
    pub fn show(&self, showing: Showing) -> Result<(), PlayError> {
        let config = showing.config(&self.authority, &self.identity, HOST)?;
        let mut state = self.shared.state();
        (state.config, state.showing) = (config, showing);
        Ok(())
    }

    /// It moves: its service is somewhere else from now on, under another path, and nobody is where it was.
    ///
    /// # Errors
    /// When this machine has no place to listen.
    pub async fn move_away(&mut self, path: &str) -> Result<(), PlayError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        self.shared.state().place = place(listener.local_addr()?, path);
        let moved = tokio::spawn(serve::accept(listener, Arc::clone(&self.shared)));
        std::mem::replace(&mut self.tasks[0], moved).abort();
        Ok(())
    }

    /// Somebody has so much more here.
    pub fn fund(&self, holder: KeyId, amount: Amount) {
        self.shared.state().ledger.adjust(holder, amount);
    }

    /// Somebody is paid, by nobody in particular: the balance rises, and the deposit is there to be told.
    pub fn pay(&self, holder: KeyId, deposit: Deposit) {
        self.pay_all(holder, vec![deposit]);
    }

    /// The same with several payments at one instant.
    pub fn pay_all(&self, holder: KeyId, deposits: Vec<Deposit>) {
        self.shared.pay(holder, deposits);
    }

    /// Waits until nothing is under way that is to be carried out yet.
    pub async fn idle(&self) {
        while self.shared.late.load(Ordering::Acquire) > 0 {
            tokio::time::sleep(LOOKED_AGAIN_AFTER).await;
        }
    }

    /// What everybody holds whose key is asked for.
    #[must_use]
    pub fn balances(&self, keys: &[KeyId]) -> BTreeMap<KeyId, Amount> {
        let state = self.shared.state();
        let held = keys.iter().map(|key| (*key, state.ledger.balance(*key)));
        held.filter_map(|(key, held)| Some((key, held?))).collect()
    }
}

fn place(address: SocketAddr, path: &str) -> String {
    format!("https://{HOST}:{}{path}", address.port())
}

impl Drop for Issuer {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}
