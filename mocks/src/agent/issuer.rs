//! An issuer, as a holder knows it.

use super::account::{Account, Backing, Denied, Payment, Queues};
use super::books::Books;
use super::crew::Crew;
use super::keys::NoKey;
use super::line::{Line, Policy, Supply};
use super::parts::Parts;
use super::store::Store;
use super::transport::{Post, Route};
use crate::StateError;
use certs::CertsError;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use wire::adapter::{self, Paid};
use wire::soap;
use wire::{Amount, KeyId, is_text_in_range};

/// The file of the key that all applications share.
const KEY: &str = "key";

/// Why there is no account at an issuer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoAccount {
    #[error(transparent)]
    State(#[from] StateError),
    #[error(transparent)]
    Key(#[from] NoKey),
    #[error("the issuer cannot be known: {0}")]
    Trust(#[from] CertsError),
}

impl From<NoAccount> for Denied {
    fn from(why: NoAccount) -> Denied {
        Denied::Refused(why.to_string())
    }
}

/// An issuer, and the accounts there.
pub(crate) struct Issuer {
    folder: PathBuf,
    store: Arc<Store>,
    parts: Arc<Parts>,
    crew: Crew,
    route: Mutex<Route>,
    accounts: Mutex<BTreeMap<String, Arc<Account>>>,
    queues: Queues,
}

impl Issuer {
    /// Opens what is known of an issuer in a folder.
    ///
    /// # Errors
    /// When what is there makes no sense.
    pub(crate) fn open(
        name: &str,
        folder: &Path,
        route: Route,
        parts: Arc<Parts>,
        crew: Crew,
    ) -> Result<Issuer, NoAccount> {
        let path = folder.join(format!("issuer-{}.jsonl", file_name(name)));
        let store = Store::open(&path, crew.over(), |disk| (parts.disk)(disk))?;
        let issuer = Issuer {
            folder: folder.to_owned(),
            store: Arc::new(store),
            parts,
            crew,
            route: Mutex::new(route),
            accounts: Mutex::default(),
            queues: Queues::default(),
        };
        // What was under way goes on, whoever asks first.
        let known = issuer.store.read(Books::identities);
        for identity in known {
            issuer.open_account(&identity)?;
        }
        if !issuer.parts.several {
            issuer.open_account("")?;
        }
        Ok(issuer)
    }

    /// Goes there by another way from now on.
    ///
    /// # Errors
    /// When its trust is none.
    pub(crate) fn reroute(&self, route: Route) -> Result<(), CertsError> {
        let accounts = lock(&self.accounts);
        for account in accounts.values() {
            account.post.reroute(route.clone())?;
        }
        *lock(&self.route) = route;
        Ok(())
    }

    /// The account of an application.
    ///
    /// # Errors
    /// When its key cannot be had.
    pub(crate) fn account(&self, application: Option<&str>) -> Result<Arc<Account>, NoAccount> {
        let identity = application
            .filter(|_| self.parts.several)
            .unwrap_or_default();
        self.open_account(identity)
    }

    fn open_account(&self, identity: &str) -> Result<Arc<Account>, NoAccount> {
        let mut accounts = lock(&self.accounts);
        if let Some(account) = accounts.get(identity) {
            return Ok(Arc::clone(account));
        }
        let file = match identity {
            "" => format!("{KEY}.pem"),
            _ => format!("{KEY}-{}.pem", file_name(identity)),
        };
        let key = self.parts.keys.key(&self.folder.join(file))?;
        let id = key.key_id();
        let parts = Arc::clone(&self.parts);
        let route = lock(&self.route).clone();
        let post = Post::new(
            key,
            route,
            Arc::clone(&parts.channel),
            Arc::clone(&parts.pace),
            parts.manner,
        )?;
        let store = Arc::clone(&self.store);
        let account = Account::open(
            identity.to_owned(),
            id,
            store,
            post,
            self.queues.clone(),
            parts,
            self.crew.clone(),
        );
        accounts.insert(identity.to_owned(), Arc::clone(&account));
        Ok(account)
    }

    /// Expects a payment, and says under which id.
    ///
    /// # Errors
    /// When that cannot be written down.
    pub(crate) fn invoice(
        &self,
        application: Option<&str>,
        amount: &str,
    ) -> Result<adapter::Invoice, Denied> {
        let amount = positive(amount)?;
        let account = self.account(application)?;
        let id = account.fresh_id()?;
        account.expect(&id, application, amount)?;
        Ok(adapter::Invoice {
            recipient: account.key.to_string(),
            transaction_id: id,
            userid: None,
        })
    }

    /// Sets what an application may spend.
    ///
    /// # Errors
    /// When a limit is no amount, or cannot be written down.
    pub(crate) fn set_policy(&self, policy: adapter::Policy) -> Result<(), Denied> {
        let limit = |text: Option<String>| text.map(|text| amount(&text)).transpose();
        let line = Line::Policy(Policy {
            application: policy.application,
            per_payment: limit(policy.per_payment)?,
            per_day: limit(policy.per_day)?,
            first_deal: limit(policy.first_deal)?,
        });
        Ok(self.store.write(|_| line)?)
    }

    /// Sets who supplies an application.
    ///
    /// # Errors
    /// When what is to be kept is no amount, or who supplies is to be supplied, or it cannot be written down.
    pub(crate) fn set_supply(&self, supply: &adapter::Supply) -> Result<(), Denied> {
        if !self.parts.several {
            let why = "all applications have one key, and what it holds";
            return Err(Denied::Refused(why.to_owned()));
        }
        let (application, from) = (&supply.application, &supply.from);
        // Two that wait for one another would wait in vain.
        let is_circle = self.store.read(|books| {
            let mut others = books.supplies().filter(|it| it.application != *application);
            let supplies = |it: &Supply| it.from.contains(application);
            from.contains(application)
                || others.any(|it| from.contains(&it.application) || supplies(it))
        });
        if is_circle && !from.is_empty() {
            let why = "who supplies another application is not supplied itself";
            return Err(Denied::Refused(why.to_owned()));
        }
        let keep = supply.keep.as_deref().map(amount).transpose()?;
        let line = Line::Supply(Supply {
            application: application.clone(),
            from: from.clone(),
            keep: keep.unwrap_or(Amount::ZERO),
        });
        self.store.write(|_| line)?;
        if let Backing::Supplied { from, keep } = self.backing(Some(application))?
            && self.parts.moving.at_once
        {
            self.account(Some(application))?.draw(from, keep);
        }
        Ok(())
    }

    /// What stands behind a payment of an application's.
    fn backing(&self, application: Option<&str>) -> Result<Backing, NoAccount> {
        let supply = self.store.read(|books| {
            let mut supplies = books.supplies();
            supplies
                .find(|it| Some(it.application.as_str()) == application)
                .cloned()
        });
        let Some(supply) = supply else {
            return Ok(Backing::Own);
        };
        let from = supply.from.iter().map(|name| self.account(Some(name)));
        Ok(Backing::Supplied {
            from: from.collect::<Result<_, _>>()?,
            keep: supply.keep,
        })
    }

    /// Pays.
    ///
    /// # Errors
    /// When it will not, or cannot: nothing was sent.
    pub(crate) async fn transfer(&self, wanted: adapter::Transfer) -> Result<Paid, Denied> {
        let payment = payment(&wanted)?;
        let application = wanted.application.as_deref();
        let account = self.account(application)?;
        let backing = self.backing(application)?;
        let within = Duration::from_millis(wanted.within_ms.into());
        let now = (self.parts.pace.now)();
        let allowed = |before: &[&Payment]| {
            let checked = self
                .store
                .read(|books| super::policy::check(books, before, &payment, now));
            checked.map_err(|why| Denied::Refused(why.to_string()))
        };
        account.pay(payment.clone(), backing, within, allowed).await
    }
}

/// What is wanted, if it can be a payment at all.
fn payment(wanted: &adapter::Transfer) -> Result<Payment, Denied> {
    let recipient = KeyId::parse(&wanted.recipient)
        .map_err(|error| Denied::Refused(format!("recipient: {error}")))?;
    let texts = [Some(&wanted.transaction_id), wanted.userid.as_ref()];
    for text in texts.into_iter().flatten() {
        if !is_text_in_range(text) || !soap::can_carry(text) {
            return Err(Denied::Refused(format!(
                "no issuer takes the text {text:?}"
            )));
        }
    }
    Ok(Payment {
        application: wanted.application.clone(),
        recipient: recipient.to_string(),
        userid: wanted.userid.clone(),
        amount: positive(&wanted.amount)?,
        transaction_id: wanted.transaction_id.clone(),
        is_move: false,
    })
}

fn amount(text: &str) -> Result<Amount, Denied> {
    Amount::parse(text).map_err(|error| Denied::Refused(format!("{text:?}: {error}")))
}

fn positive(text: &str) -> Result<Amount, Denied> {
    match amount(text)? {
        amount if amount.is_positive() => Ok(amount),
        _ => Err(Denied::Refused(format!("{text:?} is not positive"))),
    }
}

/// A name as part of a file's name, whatever is in it.
fn file_name(name: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(byte).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
