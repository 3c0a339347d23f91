//! Telling the holder what to do, and waiting for what it says.

use std::time::Duration;

use judge::Decimal;
use serde::de::DeserializeOwned;
use serde_json::Value;
use wire::{
    Amount, KeyId,
    adapter::{Configure, Identified, Invoice, Order, Refusal, Transfer},
};

use super::{World, life::lists, world::MAIN};
use crate::{
    adapter::{Adapter, Asked, Trouble},
    runner::{Halt, Step},
};

/// How long what sends nothing to an issuer may take (docs/adapter.md).
pub(super) const SHORT: Duration = Duration::from_secs(10);

/// Something that the holder is doing.
#[derive(Debug)]
pub struct Due {
    /// The id of the call.
    pub id: u64,
    asked: Asked,
}

impl From<Trouble> for Halt {
    fn from(trouble: Trouble) -> Self {
        Self::inconclusive(trouble.to_string())
    }
}

impl World {
    /// The holder's process.
    ///
    /// # Errors
    /// When it does not run.
    pub fn adapter(&mut self) -> Result<&mut Adapter, Halt> {
        let adapter = self.adapter.as_mut();
        adapter.ok_or_else(|| Halt::error("the holder does not run"))
    }

    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// When there is none, or it is not what it should be.
    pub async fn ask<T: DeserializeOwned>(
        &mut self,
        order: Order,
        within: Duration,
    ) -> Result<(u64, Result<T, Refusal>), Halt> {
        let (id, asked) = self.order(order, within)?;
        Ok((id, self.adapter()?.answer(asked).await?))
    }

    /// Asks, and goes on. What its adapter did not list is not asked for, and not applicable.
    pub(super) fn order(&mut self, order: Order, within: Duration) -> Result<(u64, Asked), Halt> {
        if !lists(&self.operations, order.op()) {
            return Err(Halt::not_applicable(format!(
                "the adapter does not list the operation {:?}",
                order.op()
            )));
        }
        let id = self.next_id();
        Ok((id, self.adapter()?.ask(id, order, within)))
    }

    /// The same where an answer is needed to go on: one that says no ends the scenario.
    ///
    /// # Errors
    /// As there.
    pub async fn need<T: DeserializeOwned>(&mut self, what: &str, order: Order) -> Result<T, Halt> {
        let (_, told) = self.ask(order, SHORT).await?;
        told.map_err(|refusal| {
            Halt::inconclusive(format!("the holder did not {what}: {}", refusal.message))
        })
    }

    /// Tells the holder of an issuer, by its authority.
    ///
    /// # Errors
    /// When it will have nothing to do with it.
    pub async fn configure(&mut self, issuer: &str) -> Step {
        let order = self.configuration(issuer)?;
        self.need::<Value>("take the issuer", order).await.map(drop)
    }

    /// The same where it may well say no.
    ///
    /// # Errors
    /// When its adapter is of no use.
    pub async fn configure_if_it_likes(&mut self, issuer: &str) -> Step {
        let order = self.configuration(issuer)?;
        // What it says is in the record.
        self.ask::<Value>(order, SHORT).await.map(drop)
    }

    fn configuration(&mut self, issuer: &str) -> Result<Order, Halt> {
        let file = self.folder.path().join(format!("{issuer}.pem"));
        let played = self.issuer(issuer)?;
        let (wsdl, pem, key) = (played.wsdl(), played.authority(), played.key());
        std::fs::write(&file, pem).map_err(|e| Halt::error(e.to_string()))?;
        let state = self.folder.path().join("state");
        std::fs::create_dir_all(&state).map_err(|e| Halt::error(e.to_string()))?;
        let by_key = self.known_by_key.contains(issuer);
        let configure = Configure {
            issuer: issuer.to_owned(),
            wsdl,
            ca: (!by_key).then(|| file.display().to_string()),
            issuer_key: by_key.then(|| key.to_string()),
            state: state.display().to_string(),
        };
        Ok(Order::Configure(configure))
    }

    /// The holder's key at an issuer, as it tells it now.
    ///
    /// # Errors
    /// When it tells none.
    pub async fn identity(&mut self, issuer: &str) -> Result<KeyId, Halt> {
        let key = self.key_of(issuer, None).await?;
        if !self.keys.contains_key(issuer) {
            self.keys.insert(issuer.to_owned(), key);
            if !self
                .watch
                .parties()
                .iter()
                .any(|p| p.key == key.to_string())
            {
                self.watch.party("holder", &key.to_string());
            }
        }
        Ok(key)
    }

    /// An application's key at an issuer.
    ///
    /// # Errors
    /// When it tells none.
    pub async fn identity_of(&mut self, issuer: &str, application: &str) -> Result<KeyId, Halt> {
        let key = self.key_of(issuer, Some(application)).await?;
        let text = key.to_string();
        let known = self.watch.parties().iter().any(|p| p.key == text);
        if !known {
            self.watch.party(application, &text);
        }
        Ok(key)
    }

    async fn key_of(&mut self, issuer: &str, application: Option<&str>) -> Result<KeyId, Halt> {
        let order = Order::Identity {
            issuer: issuer.to_owned(),
            application: application.map(str::to_owned),
        };
        let Identified { key } = self.need("tell its key", order).await?;
        let parsed = KeyId::parse(&key);
        parsed.map_err(|e| Halt::inconclusive(format!("the holder tells the key {key:?}: {e}")))
    }

    /// Tells the holder to pay, and goes on: the id of the call.
    ///
    /// # Errors
    /// When it does not run.
    pub fn pay(&mut self, to: &Payee<'_>, amount: &str) -> Result<u64, Halt> {
        let key = self.partner(to.name)?;
        let transaction_id = to
            .transaction_id
            .map_or_else(|| self.fresh_id(), str::to_owned);
        let within = to.within.unwrap_or_else(|| self.within());
        let recipient = match to.small_letters {
            true => key.to_string().to_ascii_lowercase(),
            false => key.to_string(),
        };
        let transfer = Transfer {
            issuer: to.issuer.to_owned(),
            application: to.application.map(str::to_owned),
            recipient,
            amount: amount.to_owned(),
            transaction_id,
            userid: to.userid.map(str::to_owned),
            within_ms: millis(within),
        };
        let (id, asked) = self.order(Order::Transfer(transfer), within)?;
        self.due.push(Due { id, asked });
        self.payments.push(id);
        self.these.push(id);
        Ok(id)
    }

    /// Asks the holder for its deposits, and goes on: the id of the call.
    ///
    /// # Errors
    /// When it does not run.
    pub fn question(
        &mut self,
        issuer: &str,
        application: Option<&str>,
        wait: Duration,
    ) -> Result<u64, Halt> {
        let within = self.within() + wait;
        self.question_within(issuer, application, wait, within)
    }

    /// The same, answered within a certain time.
    ///
    /// # Errors
    /// When it does not run.
    pub fn question_within(
        &mut self,
        issuer: &str,
        application: Option<&str>,
        wait: Duration,
        within: Duration,
    ) -> Result<u64, Halt> {
        let order = Order::Deposits {
            issuer: issuer.to_owned(),
            application: application.map(str::to_owned),
            wait_ms: millis(wait),
            within_ms: millis(within),
        };
        let (id, asked) = self.order(order, within)?;
        self.due.push(Due { id, asked });
        self.questions.push(id);
        if std::mem::take(&mut self.is_judged) {
            self.asked.clear();
        }
        self.asked.push(id);
        if let Some(application) = application {
            self.askers.insert(id, application.to_owned());
        }
        Ok(id)
    }

    /// Asks the holder for an invoice.
    ///
    /// # Errors
    /// When it gives none.
    pub async fn invoice(
        &mut self,
        issuer: &str,
        application: Option<&str>,
        amount: Amount,
    ) -> Result<Invoice, Halt> {
        let order = Order::Invoice {
            issuer: issuer.to_owned(),
            application: application.map(str::to_owned),
            amount: amount.to_string(),
        };
        self.need("give an invoice", order).await
    }

    /// Waits until the holder has answered everything; the answers are in the record.
    ///
    /// # Errors
    /// When its adapter is of no use any more.
    pub async fn settle(&mut self) -> Step {
        for due in std::mem::take(&mut self.due) {
            match self.adapter()?.answer::<Value>(due.asked).await {
                Ok(_) => {}
                // That nothing is told of deposits in time can be expected, and is judged then.
                Err(Trouble::Late { .. }) if self.questions.contains(&due.id) => {}
                Err(trouble) => return Err(trouble.into()),
            }
        }
        Ok(())
    }

    /// The same where an answer that comes too late, or never, is no reason to end the scenario.
    ///
    /// # Errors
    /// When its adapter is of no use for another reason.
    pub async fn settle_or_late(&mut self) -> Step {
        for due in std::mem::take(&mut self.due) {
            match self.adapter()?.answer::<Value>(due.asked).await {
                Ok(_) | Err(Trouble::Late { .. }) => {}
                Err(trouble) => return Err(trouble.into()),
            }
        }
        Ok(())
    }

    /// Waits until the holder has answered one call, in whatever way.
    ///
    /// # Errors
    /// When its adapter is of no use any more.
    pub async fn wait_for(&mut self, id: u64) -> Result<Result<Value, Refusal>, Halt> {
        let at = self.due.iter().position(|d| d.id == id);
        let at = at.ok_or_else(|| Halt::error("the holder does no such thing"))?;
        let due = self.due.remove(at);
        Ok(self.adapter()?.answer(due.asked).await?)
    }

    /// What an amount of a step is, as the adapter is told it.
    #[must_use]
    pub fn spell(&self, amount: Decimal) -> String {
        self.vary(amount).to_string()
    }
}

/// Who is paid, and how.
#[derive(Debug, Clone, Copy)]
pub struct Payee<'a> {
    /// The name in the scenario.
    pub name: &'a str,
    /// The issuer.
    pub issuer: &'a str,
    /// The application that pays.
    pub application: Option<&'a str>,
    /// The transaction id; a fresh one, where none is given.
    pub transaction_id: Option<&'a str>,
    /// The user.
    pub userid: Option<&'a str>,
    /// How long it may take; as long as everything, where that is not said.
    pub within: Option<Duration>,
    /// Whether the recipient's key is told in small letters.
    pub small_letters: bool,
}

impl<'a> Payee<'a> {
    /// Somebody, at the issuer that is meant where none is named.
    #[must_use]
    pub fn plain(name: &'a str) -> Self {
        Self {
            name,
            issuer: MAIN,
            application: None,
            transaction_id: None,
            userid: None,
            within: None,
            small_letters: false,
        }
    }
}

fn millis(duration: Duration) -> u32 {
    u32::try_from(duration.as_millis()).unwrap_or(u32::MAX)
}
