//! An issuer that the suite plays, from its start to its end.

mod faces;
mod places;

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use certs::{Authority, CertsError};
use mocks::{
    FeeSchedule,
    ledger::{Accounts, Book, Counted},
};
use record::{ExpectedDeposit, Payment};
use tokio::{
    net::TcpListener,
    sync::{Notify, watch},
    task::{AbortHandle, JoinHandle},
    time::timeout,
};
use wire::{Amount, Deposit, KeyId};

use super::{
    Address, Described, Script, Showing, Speaks, Version, Watch,
    clear::Clear,
    described::Document,
    description::{self, Stall},
    door::Front,
    serve,
    showing::{Means, ShowError},
};

/// The host of issuers that the suite plays: everybody finds it, and it is on this machine.
const HOST: &str = "localhost";

/// How long connections may take to end that are answering something.
const CLOSING: Duration = Duration::from_secs(1);

/// Why an issuer cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// This machine has no place to listen.
    #[error("an issuer cannot be played here: {0}")]
    Listen(#[from] std::io::Error),
    /// No certificate can be made.
    #[error("an issuer cannot be played here: {0}")]
    Certs(#[from] CertsError),
    /// Something cannot be shown.
    #[error("an issuer cannot show that: {0}")]
    Show(#[from] ShowError),
}

/// What an issuer keeps.
pub(super) struct State {
    /// Its books.
    pub(super) ledger: Counted,
    /// What it does otherwise.
    pub(super) script: Script,
    /// How it shows itself.
    pub(super) front: Front,
    /// Its connections end when something is said here.
    pub(super) closing: watch::Sender<()>,
    /// Where its documents lead whoever fetches what they name.
    pub(super) trap: String,
    /// Where its service is found when the next transfer has come, and who listens until then.
    leaving: Option<(Address, AbortHandle)>,
    /// Where its description says that the service is.
    address: Address,
    /// How that is written.
    described: Described,
    /// What whoever fetches it gets in place of it.
    stall: Option<Stall>,
}

/// What all connections of an issuer share.
pub(super) struct Shared {
    pub(super) name: String,
    pub(super) watch: Arc<Watch>,
    pub(super) state: Mutex<State>,
    /// Told when a deposit arrived.
    pub(super) arrived: Notify,
    /// How many transfers are to be carried out yet whose connections are over.
    pub(super) late: watch::Sender<u32>,
}

impl Shared {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves, if that was to happen now. Everybody is cut off then, whoever calls this among them.
    pub(super) fn leave(&self) {
        let mut state = self.state();
        if let Some((address, left)) = state.leaving.take() {
            state.address = address;
            left.abort();
        }
    }

    /// The description as it is at the moment.
    pub(super) fn description(&self) -> Document {
        let state = self.state();
        state.described.document(&state.address, &state.trap)
    }

    /// What is got in place of it, if something is.
    pub(super) fn stall(&self) -> Option<Stall> {
        self.state().stall
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
    means: Means,
    /// How it speaks TLS, and since when.
    speaks: (Speaks, u64),
    wsdl: SocketAddr,
    clear: Option<Clear>,
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
        // Each has its own, and nobody mistakes it for another's.
        let authority_name = format!("Trialplate authority of {name}");
        let authority = Authority::new(&authority_name)?;
        let identity = authority.issue(HOST)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let wsdl_listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let wsdl = wsdl_listener.local_addr()?;
        let front = Front {
            config: certs::server_config(&identity)?,
            showing: Showing::Right,
            version: Version::Any,
            old: None,
        };
        let state = State {
            ledger: Counted::new(Box::new(Book::new(fees, []))),
            script: Script::default(),
            front,
            closing: watch::Sender::new(()),
            trap: String::new(),
            leaving: None,
            address: Address {
                scheme: "https",
                host: HOST.to_owned(),
                port: listener.local_addr()?.port(),
                target: "/lcp".to_owned(),
            },
            described: Described::Plainly,
            stall: None,
        };
        let shared = Arc::new(Shared {
            name: name.to_owned(),
            watch,
            state: Mutex::new(state),
            arrived: Notify::new(),
            late: watch::Sender::new(0),
        });
        let tasks = vec![
            tokio::spawn(serve::accept(listener, Arc::clone(&shared))),
            tokio::spawn(description::publish(wsdl_listener, Arc::clone(&shared))),
        ];
        Ok(Self {
            shared,
            means: Means {
                authority: Arc::new(authority),
                name: authority_name,
                identity,
                former: None,
                other: None,
            },
            speaks: (Speaks::default(), 0),
            wsdl,
            clear: None,
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

    /// The identifier of its key.
    #[must_use]
    pub fn key(&self) -> KeyId {
        self.means.identity.key_id()
    }

    /// What it does is changed.
    pub fn direct<T>(&self, change: impl FnOnce(&mut Script) -> T) -> T {
        change(&mut self.shared.state().script)
    }

    /// It closes the connections that it has, in good order: those that are not answering anything are closed when this returns.
    pub async fn close_connections(&self) {
        let open = std::mem::replace(&mut self.shared.state().closing, watch::Sender::new(()));
        // Nobody listens where there is no connection.
        let _ = open.send(());
        // Whoever is kept waiting for an answer gets it first.
        let _ = timeout(CLOSING, open.closed()).await;
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
        let mut late = self.shared.late.subscribe();
        // It ends with this issuer, which is here.
        let _ = late.wait_for(|late| *late == 0).await;
    }

    /// What everybody holds whose key is asked for.
    #[must_use]
    pub fn balances(&self, keys: &[KeyId]) -> BTreeMap<KeyId, Amount> {
        let state = self.shared.state();
        let held = keys.iter().map(|key| (*key, state.ledger.balance(*key)));
        held.filter_map(|(key, held)| Some((key, held?))).collect()
    }
}

impl Drop for Issuer {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}
