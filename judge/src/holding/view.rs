//! A scenario about a holder, read.

use record::{Deed, Exchange, Operation, Party, ScenarioRecord, Settled, Told};

use super::dialogue::{Call, calls};
use crate::decode::{TransferRequest, transfer_request};

/// A scenario about a holder.
#[derive(Debug, Clone)]
pub(crate) struct View<'a> {
    pub(super) record: &'a ScenarioRecord,
    pub(super) calls: Vec<Call>,
    /// The transfers that came to issuers, in the order in which they came.
    pub(super) attempts: Vec<Attempt<'a>>,
}

/// A transfer that came to an issuer.
#[derive(Debug, Clone)]
pub(super) struct Attempt<'a> {
    pub(super) exchange: &'a Exchange,
    pub(super) deed: &'a Deed,
    pub(super) request: TransferRequest,
    /// The holder's process then.
    pub(super) process: u32,
}

impl Attempt<'_> {
    pub(super) fn executed(&self) -> bool {
        self.deed.settled == Settled::Executed
    }

    /// Whether the holder got the whole answer, and it was one. Nobody can say what became of an answer in a process that was
    /// killed then: it is taken to have arrived.
    pub(super) fn answered(&self) -> bool {
        self.deed.told == Told::Whole
    }

    /// Whether both are of one account.
    pub(super) fn same_account(&self, other: &Self) -> bool {
        self.deed.issuer == other.deed.issuer && self.deed.key == other.deed.key
    }

    /// Whether both are copies of one message.
    pub(super) fn same_message(&self, other: &Self) -> bool {
        self.same_account(other) && self.request.counter == other.request.counter
    }
}

impl<'a> View<'a> {
    pub(crate) fn of(record: &'a ScenarioRecord) -> Self {
        let played = &record.played;
        let transfers = record.exchanges.iter();
        let transfers = transfers.filter(|e| e.operation == Operation::TransferFunds);
        let mut attempts: Vec<Attempt<'a>> = transfers
            .filter_map(|exchange| {
                Some(Attempt {
                    exchange,
                    deed: played.deed(exchange.id)?,
                    request: transfer_request(exchange)?,
                    process: process_of(record, exchange),
                })
            })
            .collect();
        attempts.sort_by_key(|a| (a.exchange.times.sent, a.exchange.id));
        Self {
            record,
            calls: calls(&played.dialogue),
            attempts,
        }
    }

    /// The holder's process that sent a request.
    pub(super) fn process_of(&self, exchange: &Exchange) -> u32 {
        process_of(self.record, exchange)
    }

    pub(super) fn call(&self, id: u64) -> Option<&Call> {
        self.calls.iter().find(|c| c.id == id)
    }

    /// The calls for payments.
    pub(super) fn payments(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter().filter(|c| c.op == "transfer")
    }

    /// Whether a transfer is the one that a call asked for.
    pub(super) fn is_of(attempt: &Attempt<'_>, call: &Call) -> bool {
        let amount = call
            .text("amount")
            .and_then(|a| crate::Decimal::parse(a).ok());
        let user = call.text("userid").filter(|u| !u.is_empty());
        let request = &attempt.request;
        call.text("issuer") == Some(&attempt.deed.issuer)
            && call.text("transaction-id") == Some(&request.transaction_id)
            && call
                .text("recipient")
                .is_some_and(|r| r.eq_ignore_ascii_case(&request.recipient))
            && request.amount.is_some()
            && request.amount == amount
            && request.userid.as_deref() == user
    }

    /// The transfers that a call asked for.
    pub(super) fn attempts_of(&self, call: &Call) -> Vec<&Attempt<'a>> {
        self.attempts
            .iter()
            .filter(|a| Self::is_of(a, call))
            .collect()
    }

    pub(super) fn party(&self, name: &str) -> Option<&'a Party> {
        self.record.parties.iter().find(|p| p.name == name)
    }

    /// How a transfer is called in a sentence.
    pub(super) fn name(&self, attempt: &Attempt<'_>) -> String {
        let request = &attempt.request;
        let to = self
            .record
            .party_of_key(&request.recipient)
            .unwrap_or("somebody");
        let amount = request.amount.map_or("?".to_owned(), |a| a.to_string());
        let counter = request.counter.map_or("?".to_owned(), |c| c.to_string());
        format!("{amount} to {to} under counter {counter}")
    }
}

fn process_of(record: &ScenarioRecord, exchange: &Exchange) -> u32 {
    let mut arrivals = record.played.arrivals.iter();
    let arrival = arrivals.find(|a| a.id == exchange.connection.id);
    arrival.map_or(0, |a| a.process)
}
