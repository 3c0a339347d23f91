//! Taking back what was lent.

use std::sync::{Arc, PoisonError};

use judge::{
    Decimal,
    decode::{Reply, reply},
};
use record::{Purpose, Stray};

use super::{
    Entry, RECOVERY_COUNTER,
    treasury::{Treasury, any_id, locked, look, pay},
};
use crate::peer::{Call, Holder, Recorder};

/// How often what is left on a key is asked for before it is left there: once, and again where the fee was another one
/// than expected.
const ROUNDS: usize = 3;

/// After so many keys in a row that nothing could be learnt about, the rest is not asked any more.
const HOPELESS: usize = 2;

impl Treasury {
    /// Takes back what a holder has. Where it is no more than the fee for sending it, the treasury adds what is missing:
    /// that costs two fees, and leaves no key with money on it. What may be left there is, and noted.
    pub async fn take_back(&self, recorder: &Recorder, holder: &mut Holder, mut balance: Decimal) {
        let key = holder.identity.key_id().to_string();
        if !balance.is_zero() && !balance.is_negative() && balance <= self.leaves {
            return self.stray(&key, balance.to_string(), "so much may be left");
        }
        let call = Call {
            purpose: Purpose::Sweep,
            step: None,
            patience: self.patience(),
        };
        let mut why = String::new();
        for _ in 0..ROUNDS {
            if balance.is_zero() || balance.is_negative() {
                break;
            }
            let fee = match holder.connection(recorder, self.patience()).await {
                Ok(connection) => {
                    let fee = self.fees.expect(connection.handshake());
                    holder.keep(Some(connection));
                    fee
                }
                Err(ending) => {
                    why = format!("{ending:?}");
                    break;
                }
            };
            if balance <= fee {
                match self
                    .lend(recorder, &key, fee, &any_id(), (Purpose::Sweep, None))
                    .await
                {
                    Ok(_) => balance = balance + fee,
                    Err(e) => {
                        why = e.to_string();
                        break;
                    }
                }
            }
            let (_, exchange) =
                pay(holder, recorder, &self.key, balance - fee, "returned", call).await;
            let reply = reply(&exchange);
            self.fees.learn(&exchange, &reply);
            match reply {
                Reply::Transfer { result, fee: told } if result == "success" => {
                    balance = fee - told;
                }
                other => {
                    why = other.describe();
                    match self.probe(recorder, holder, balance, &self.key, call).await {
                        Some(left) => balance = left,
                        None => break,
                    }
                }
            }
        }
        if !balance.is_zero() && !balance.is_negative() {
            self.stray(&key, balance.to_string(), &why);
        } else {
            locked(&self.lent).remove(&key);
        }
    }

    /// Sends the smallest unit, to learn what a transfer costs now: another fee was expected, or none was known. What is left
    /// comes back; nothing where that was not executed either.
    async fn probe(
        &self,
        recorder: &Recorder,
        holder: &mut Holder,
        balance: Decimal,
        to: &str,
        call: Call,
    ) -> Option<Decimal> {
        let unit = self.unit;
        let (_, exchange) = pay(holder, recorder, to, unit, "returned", call).await;
        let reply = reply(&exchange);
        self.fees.learn(&exchange, &reply);
        match reply {
            Reply::Transfer { result, fee } if result == "success" => Some(balance - unit - fee),
            _ => None,
        }
    }

    /// Whether no key but the treasury's own may still hold something.
    #[must_use]
    pub fn is_all_back(&self) -> bool {
        locked(&self.lent).keys().all(|key| *key == self.key)
    }

    /// Takes back everything that is still out: after an interruption, when nobody knows any more what each key holds.
    pub async fn take_all_back(&self, recorder: &Recorder) {
        let out: Vec<_> = locked(&self.lent)
            .iter()
            .filter(|(key, _)| **key != self.key)
            .map(|(_, v)| v.clone())
            .collect();
        let service = Arc::clone(self.till.lock().await.service());
        let mut failures = 0;
        for (name, identity) in out {
            let key = identity.key_id().to_string();
            if failures >= HOPELESS {
                self.stray(
                    &key,
                    "unknown".into(),
                    "the issuer did not answer for the keys before it",
                );
                continue;
            }
            let holder = Holder::new(&name, identity, Arc::clone(&service), RECOVERY_COUNTER);
            let looked = match holder {
                Ok(mut holder) => self
                    .look(recorder, &mut holder)
                    .await
                    .map(|balance| (holder, balance)),
                Err(e) => Err(e.to_string()),
            };
            match looked {
                Ok((mut holder, balance)) => {
                    failures = 0;
                    self.take_back(recorder, &mut holder, balance).await;
                }
                Err(why) => {
                    failures += 1;
                    self.stray(&key, "unknown".into(), &why);
                }
            }
        }
    }

    /// Asks what a holder has: the balance after the fee for asking.
    ///
    /// # Errors
    /// What came instead of a balance.
    async fn look(&self, recorder: &Recorder, holder: &mut Holder) -> Result<Decimal, String> {
        let statement = look(recorder, holder, Purpose::Sweep, self.patience()).await?;
        Ok(statement.balance)
    }

    /// Sends all that the treasury has left to the purse, and closes the journal. What stayed behind comes back.
    pub async fn close(&self, recorder: &Recorder, purse: &str) -> Vec<Stray> {
        let mut till = self.till.lock().await;
        match self.look(recorder, &mut till).await {
            Ok(balance) => self.empty(recorder, &mut till, balance, purse).await,
            Err(why) => self.stray(&self.key, "unknown".into(), &why),
        }
        let strays = locked(&self.strays).clone();
        if let Some(journal) = &self.journal {
            let closed = Entry::Closed {
                left_behind: strays.len(),
            };
            if let Err(e) = journal
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .write(&closed)
            {
                self.stray(&self.key, "0".into(), &e.to_string());
            }
        }
        strays
    }

    async fn empty(
        &self,
        recorder: &Recorder,
        till: &mut Holder,
        mut balance: Decimal,
        purse: &str,
    ) {
        let call = Call {
            purpose: Purpose::Sweep,
            step: None,
            patience: self.patience(),
        };
        for _ in 0..ROUNDS {
            let handshake = match till.connection(recorder, self.patience()).await {
                Ok(connection) => {
                    let handshake = connection.handshake();
                    till.keep(Some(connection));
                    handshake
                }
                Err(ending) => {
                    return self.stray(&self.key, balance.to_string(), &format!("{ending:?}"));
                }
            };
            let fee = self.fees.expect(handshake);
            if balance <= fee {
                break;
            }
            let (_, exchange) = pay(till, recorder, purse, balance - fee, "returned", call).await;
            let reply = reply(&exchange);
            self.fees.learn(&exchange, &reply);
            match reply {
                Reply::Transfer { result, fee: told } if result == "success" => {
                    balance = fee - told;
                }
                other => match self.probe(recorder, till, balance, purse, call).await {
                    Some(left) => balance = left,
                    None => return self.stray(&self.key, balance.to_string(), &other.describe()),
                },
            }
        }
        if !balance.is_zero() {
            self.stray(
                &self.key,
                balance.to_string(),
                "it is no more than the fee for sending it",
            );
        }
    }
}
