//! The upper seam: each transfer at most once per holder and message counter (paper §3).

use super::{Accounts, Caller, Content, delegate_accounts};
use std::cmp::Ordering;
use std::collections::HashMap;
use wire::{
    Amount, Fault, KeyId, MessageCounter, TransferFunds, TransferFundsResponse, TransferResult,
};

/// Accounts behind message counters.
pub trait Ledger: Accounts {
    /// Settles a transfer request by the table of counters.
    ///
    /// # Errors
    /// A `Client` fault when the message counter is none: nothing happens then, and nothing is
    /// recorded.
    fn transfer(&mut self, caller: &Caller, request: &TransferFunds) -> Result<Settled, Fault>;

    /// The highest counter seen from a holder, with its outcome.
    fn record(&self, holder: KeyId) -> Option<&Record>;

    /// Replaces what [`Ledger::record`] tells.
    fn set_record(&mut self, holder: KeyId, record: Option<Record>);

    /// Whether what was done last may be answered.
    ///
    /// # Errors
    /// A `Server` fault when it could not be kept.
    fn sound(&self) -> Result<(), Fault> {
        Ok(())
    }
}

/// How a transfer request was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// The counter was new, and money moved.
    Executed,
    /// The counter was new, and the transfer failed.
    Failed,
    /// The highest counter with the same content: the recorded response again.
    Replayed,
    /// The highest counter with other content.
    Conflict,
    /// A counter below the highest.
    Stale,
}

/// What became of a transfer request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// By which row of the table.
    pub how: Settlement,
    /// What the payer is told.
    pub response: TransferFundsResponse,
}

/// The outcome kept under a holder's highest counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The highest seen.
    pub counter: MessageCounter,
    /// What was asked under it.
    pub content: Content,
    /// What was answered, failures included.
    pub response: TransferFundsResponse,
}

/// The reference table of counters, around accounts.
pub struct Counted {
    accounts: Box<dyn Accounts>,
    records: HashMap<KeyId, Record>,
}

impl Counted {
    /// Accounts in which no counter was used yet.
    pub fn new(accounts: Box<dyn Accounts>) -> Counted {
        Counted {
            accounts,
            records: HashMap::new(),
        }
    }
}

impl Ledger for Counted {
    fn transfer(&mut self, caller: &Caller, request: &TransferFunds) -> Result<Settled, Fault> {
        let counter = MessageCounter::parse(&request.message_counter)
            .map_err(|error| Fault::client(format!("messageCounter: {error}")))?;
        let content = Content::of(request);
        let refused = |how, result| {
            Ok(Settled {
                how,
                response: TransferFundsResponse {
                    result,
                    fee: Amount::ZERO,
                },
            })
        };
        if let Some(record) = self.records.get(&caller.holder) {
            match counter.cmp(&record.counter) {
                Ordering::Less => return refused(Settlement::Stale, TransferResult::CounterStale),
                Ordering::Equal if content != record.content => {
                    return refused(Settlement::Conflict, TransferResult::CounterConflict);
                }
                Ordering::Equal => {
                    return Ok(Settled {
                        how: Settlement::Replayed,
                        response: record.response.clone(),
                    });
                }
                Ordering::Greater => {}
            }
        }
        let response = self.accounts.execute(caller, request);
        self.records.insert(
            caller.holder,
            Record {
                counter,
                content,
                response: response.clone(),
            },
        );
        let how = match response.result {
            TransferResult::Success => Settlement::Executed,
            _ => Settlement::Failed,
        };
        Ok(Settled { how, response })
    }

    fn record(&self, holder: KeyId) -> Option<&Record> {
        self.records.get(&holder)
    }

    fn set_record(&mut self, holder: KeyId, record: Option<Record>) {
        match record {
            Some(record) => self.records.insert(holder, record),
            None => self.records.remove(&holder),
        };
    }
}

impl Accounts for Counted {
    delegate_accounts!(all accounts);
}
