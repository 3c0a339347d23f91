//! A key at an issuer: what it pays, and what arrives for it.
//!
//! Transfers go one at a time, and the next begins when the outcome of the one before it is known, whichever applications they are
//! for. Deposits requests go on connections of their own, so that no payment waits behind a wait; what one of them brings is for all
//! applications.

mod carry;
mod collect;
mod deliver;
mod pay;
mod supply;
mod tell;

use super::books::{Account as Book, Books};
use super::crew::Crew;
use super::line::{Invoice, Line};
use super::parts::Parts;
use super::store::{Store, Unwritable};
use super::transport::{NotSent, Post};
use collect::Asking;
use pay::Queue;
pub(super) use pay::Queues;
pub(crate) use pay::{Backing, Payment};
use std::sync::{Arc, Mutex};
use tokio::sync::watch;
use wire::{Amount, KeyId};

/// Why an application gets no answer of the kind that it asked for.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Denied {
    /// No message about it was sent.
    #[error("{0}")]
    Refused(String),
    /// It was tried.
    #[error("{0}")]
    Failed(String),
}

impl From<NotSent> for Denied {
    fn from(why: NotSent) -> Denied {
        Denied::Refused(why.to_string())
    }
}

impl From<Unwritable> for Denied {
    fn from(why: Unwritable) -> Denied {
        Denied::Refused(why.to_string())
    }
}

/// A key at an issuer.
pub(crate) struct Account {
    pub(super) identity: String,
    pub(super) key: KeyId,
    pub(super) store: Arc<Store>,
    pub(super) post: Post,
    parts: Arc<Parts>,
    crew: Crew,
    /// Transfers that were not begun, of all identities.
    queues: Queues,
    asking: Mutex<Asking>,
    /// Rises when there is something new to see.
    news: watch::Sender<u64>,
    /// Rises when an application wants something, which is an occasion to settle what is not settled.
    nudges: watch::Sender<u64>,
}

impl Account {
    /// Opens an account, and goes on with what was under way there.
    pub(super) fn open(
        identity: String,
        key: KeyId,
        store: Arc<Store>,
        post: Post,
        queues: Queues,
        parts: Arc<Parts>,
        crew: Crew,
    ) -> Arc<Account> {
        let account = Arc::new(Account {
            identity,
            key,
            store,
            post,
            parts,
            crew,
            queues,
            asking: Mutex::default(),
            nudges: watch::Sender::new(0),
            news: watch::Sender::new(0),
        });
        account.crew.spawn(Arc::clone(&account).lane());
        if let Some(every) = account.parts.pace.polls {
            account.crew.spawn(Arc::clone(&account).poll(every));
        }
        account
    }

    /// An id for a payment that is expected.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn fresh_id(&self) -> Result<String, Denied> {
        let id = self.parts.till.transaction_id();
        id.map_err(|error| Denied::Refused(error.to_string()))
    }

    /// Expects a payment under an id.
    ///
    /// # Errors
    /// When that cannot be written down.
    pub(super) fn expect(
        &self,
        id: &str,
        application: Option<&str>,
        amount: Amount,
    ) -> Result<(), Denied> {
        let line = Line::Invoice(Invoice {
            identity: self.identity.clone(),
            application: application.map(str::to_owned),
            transaction_id: id.to_owned(),
            amount,
        });
        Ok(self.store.write(|_| line)?)
    }

    fn book<T>(&self, look: impl FnOnce(&Book) -> T) -> T {
        self.store.read(|books| look(books.account(&self.identity)))
    }

    fn write(&self, line: impl FnOnce(&Books) -> Line) -> Result<(), Unwritable> {
        let written = self.store.write(line);
        self.tell();
        written
    }

    /// There is something new to see.
    fn tell(&self) {
        self.news.send_modify(|news| *news += 1);
    }

    /// An application wants something.
    fn nudge(&self) {
        self.nudges.send_modify(|nudges| *nudges += 1);
    }

    fn queue<T>(&self, act: impl FnOnce(&mut Queue) -> T) -> T {
        self.queues.of(&self.identity, act)
    }
}
