//! The treasury: one key that was handed the budget, lends to the scenarios' holders, and takes back what is left.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex as Lock, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use certs::Identity;
use judge::{
    Decimal,
    decode::{Reply, reply},
};
use record::{Ending, Exchange, Purpose, Stray};
use tokio::sync::Mutex;
use wire::{Request, TransferFunds};

use super::{Entry, FeeMemory, Journal, JournalError};
use crate::peer::{Call, Holder, Letter, Recorder};

/// How long an answer may take when the subject has died or fallen silent already.
const HURRIED: Duration = Duration::from_secs(2);

/// After so many transfers in a row without an answer in time nothing is lent any more: each would take as long, and one waits
/// for the other.
const SILENT: usize = 3;

/// Lends and takes back.
#[derive(Debug)]
pub struct Treasury {
    pub(super) till: Mutex<Holder>,
    pub(super) key: String,
    pub(super) lent: Lock<BTreeMap<String, (String, Arc<Identity>)>>,
    pub(super) journal: Option<Lock<Journal>>,
    pub(super) strays: Lock<Vec<Stray>>,
    pub(super) leaves: Decimal,
    /// The smallest amount.
    pub(super) unit: Decimal,
    fee_limit: Decimal,
    patience: Duration,
    hurried: AtomicBool,
    /// How many transfers in a row had no answer in time.
    unanswered: AtomicUsize,
    /// What transfers have cost.
    pub fees: FeeMemory,
}

/// Why nothing was lent.
#[derive(Debug, thiserror::Error)]
pub enum LendError {
    /// The journal could not be written: nothing was sent.
    #[error("the journal cannot be written: {0}")]
    Journal(#[from] JournalError),
    /// The issuer did not execute the transfer, or did not say so.
    #[error("the treasury's transfer of {amount} came back with {answer}")]
    NotExecuted {
        /// How much was to be lent.
        amount: Decimal,
        /// What came back.
        answer: String,
    },
    /// A message costs more than the operator allows.
    #[error("the transfer cost {fee}, and one message may cost {limit} at most (fee-limit)")]
    TooDear {
        /// What it cost.
        fee: Decimal,
        /// What it may cost.
        limit: Decimal,
    },
}

impl Treasury {
    /// A treasury with a key that holds, or will hold, what can be lent.
    #[must_use]
    pub fn new(
        till: Holder,
        journal: Option<Journal>,
        fee_limit: Decimal,
        patience: Duration,
    ) -> Self {
        Self {
            key: till.identity.key_id().to_string(),
            till: Mutex::new(till),
            lent: Lock::default(),
            journal: journal.map(Lock::new),
            strays: Lock::default(),
            leaves: Decimal::ZERO,
            unit: Decimal::smallest_units(1),
            fee_limit,
            patience,
            hurried: AtomicBool::new(false),
            unanswered: AtomicUsize::new(0),
            fees: FeeMemory::default(),
        }
    }

    /// The same treasury, at an issuer whose smallest amount is this.
    #[must_use]
    pub fn counting_in(self, unit: Decimal) -> Self {
        Self { unit, ..self }
    }

    /// The same treasury, which takes back nothing where no more than this is left.
    #[must_use]
    pub fn leaving(self, leaves: Decimal) -> Self {
        Self { leaves, ..self }
    }

    /// Its key identifier.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Puts its connection down: the issuer is to be killed, or was.
    pub async fn hang_up(&self) {
        self.till.lock().await.hang_up();
    }

    /// From now on it is not waited long for: the subject has died or fallen silent already.
    pub fn hurry(&self) {
        self.hurried.store(true, Ordering::Relaxed);
    }

    /// How long an answer may take.
    #[must_use]
    pub fn patience(&self) -> Duration {
        if self.hurried.load(Ordering::Relaxed) {
            self.patience.min(HURRIED)
        } else {
            self.patience
        }
    }

    /// Writes a key down, before any money goes to it.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn register(&self, name: &str, identity: &Arc<Identity>) -> Result<(), JournalError> {
        let key = identity.key_id().to_string();
        if let Some(journal) = &self.journal {
            let pem = format!("{}{}", identity.key_pem(), identity.certificate_pem());
            let entry = Entry::Key {
                name: name.to_owned(),
                key: key.clone(),
                pem,
            };
            journal
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .write(&entry)?;
        }
        self.remember(name, identity);
        Ok(())
    }

    /// Knows of a key that is written down already.
    pub fn remember(&self, name: &str, identity: &Arc<Identity>) {
        locked(&self.lent).insert(
            identity.key_id().to_string(),
            (name.to_owned(), Arc::clone(identity)),
        );
    }

    /// Asks, before anything is lent, whether anything has arrived of what was handed over. Whether it is all of it is for
    /// scenarios to find out.
    ///
    /// # Errors
    /// When there is nothing, or no answer says so.
    pub async fn count(&self, recorder: &Recorder, handed_over: Decimal) -> Result<(), String> {
        let mut till = self.till.lock().await;
        let said = look(recorder, &mut till, Purpose::Preflight, self.patience)
            .await
            .map_err(|why| format!("the treasury's balance cannot be learnt: {why}"))?;
        if (said.balance + said.fee).is_zero() {
            return Err(format!(
                "of {handed_over} that the purse sent to the treasury, nothing arrived"
            ));
        }
        Ok(())
    }

    /// Sends an amount to a key that was registered. One transfer at a time, for the treasury has one message counter.
    ///
    /// # Errors
    /// When the issuer does not execute it, or asks too much for it.
    pub async fn lend(
        &self,
        recorder: &Recorder,
        to: &str,
        amount: Decimal,
        transaction_id: &str,
        (purpose, step): (Purpose, Option<usize>),
    ) -> Result<u32, LendError> {
        let mut till = self.till.lock().await;
        if self.unanswered.load(Ordering::Relaxed) >= SILENT {
            return Err(LendError::NotExecuted {
                amount,
                answer: format!("nothing: it was not sent, for the last {SILENT} had no answer"),
            });
        }
        let call = Call {
            purpose,
            step,
            patience: self.patience(),
        };
        let (id, exchange) = pay(&mut till, recorder, to, amount, transaction_id, call).await;
        if exchange.ending == Ending::TimedOut {
            self.unanswered.fetch_add(1, Ordering::Relaxed);
        } else {
            self.unanswered.store(0, Ordering::Relaxed);
        }
        let reply = reply(&exchange);
        self.fees.learn(&exchange, &reply);
        match reply {
            Reply::Transfer { result, fee } if result == "success" => {
                if fee > self.fee_limit {
                    return Err(LendError::TooDear {
                        fee,
                        limit: self.fee_limit,
                    });
                }
                Ok(id)
            }
            other => Err(LendError::NotExecuted {
                amount,
                answer: other.describe(),
            }),
        }
    }

    /// Notes value that stays where it is.
    pub fn stray(&self, key: &str, amount: String, why: &str) {
        locked(&self.lent).remove(key);
        locked(&self.strays).push(Stray {
            key: key.to_owned(),
            amount,
            why: why.to_owned(),
        });
    }
}

/// What a holder is told about its account.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// What it holds after the fee.
    pub balance: Decimal,
    /// What asking cost.
    pub fee: Decimal,
}

/// Asks what a holder has.
///
/// # Errors
/// What came instead of a statement.
pub async fn look(
    recorder: &Recorder,
    holder: &mut Holder,
    purpose: Purpose,
    patience: Duration,
) -> Result<Statement, String> {
    let letter = Letter::deposits(holder.service(), 0);
    let id = holder
        .exchange_surely(
            recorder,
            &letter,
            Call {
                purpose,
                step: None,
                patience,
            },
        )
        .await;
    match recorder.exchange(id).as_ref().map(reply) {
        Some(Reply::Deposits { balance, fee, .. }) => Ok(Statement { balance, fee }),
        Some(other) => Err(other.describe()),
        None => Err("the exchange was not recorded".into()),
    }
}

/// A transaction id for money that goes to and fro: by it an issuer knows nobody.
pub(super) fn any_id() -> String {
    fastrand::u64(..).to_string()
}

/// Sends an amount, and says what came of it.
pub(super) async fn pay(
    holder: &mut Holder,
    recorder: &Recorder,
    to: &str,
    amount: Decimal,
    transaction_id: &str,
    call: Call,
) -> (u32, Exchange) {
    let transfer = TransferFunds {
        recipient: to.to_owned(),
        userid: None,
        amount: amount.to_string(),
        transaction_id: transaction_id.to_owned(),
        message_counter: holder.take_counter().to_string(),
    };
    let letter = Letter::new(holder.service(), &Request::TransferFunds(transfer));
    let id = holder.exchange_surely(recorder, &letter, call).await;
    let exchange = recorder
        .exchange(id)
        .expect("an exchange is recorded before its number comes back");
    (id, exchange)
}

pub(super) fn locked<T>(lock: &Lock<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
