//! Twenty applications that pay through one agent, and what each of them can know about its payments.
//!
//! An order whose answer was lost with the agent's process may have been carried out, be under way, or have been forgotten in the
//! queue; and to the agent the same order is another payment, as it has to be: one may pay twice under one transaction id. So an
//! application asks the recipient, who made the invoice, whether it was paid, but not before the answer can change no more: an
//! agent settles what was under way first, and makes one payment after the other (spec/lcp.md, section 16), so that once it reports
//! what became of a later order, nothing of an earlier one is to come. What has not arrived by then is ordered again.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use wire::adapter::{Answer, Outcome, Paid};

use super::ledger::{Ledger, Micros, micros};

/// So many applications pay.
pub(crate) const APPLICATIONS: usize = 20;

/// What is paid by one of them.
#[derive(Debug)]
pub(crate) struct Payment {
    pub(crate) application: usize,
    /// As a seller's invoice says.
    pub(crate) recipient: String,
    pub(crate) transaction_id: String,
    pub(crate) amount: String,
    /// Whether the payer can have so much.
    pub(crate) is_payable: bool,
    /// How often it was ordered.
    pub(crate) orders: usize,
    pub(crate) state: State,
}

/// What an application knows about its payment.
#[derive(Debug)]
pub(crate) enum State {
    /// It is to be ordered.
    Due,
    /// It was ordered.
    Ordered { at: u64 },
    /// It was ordered, and nobody knows what came of it.
    Unsure { since: u64 },
    /// The agent has told.
    Told(Told),
    /// The recipient has it, of which the agent has told nothing.
    Arrived,
}

/// What the agent tells in the end.
#[derive(Debug)]
pub(crate) enum Told {
    /// With the issuer's fee, as far as that is known.
    Executed(Option<Micros>),
    /// With the issuer's word, if there was one.
    Failed(String),
    /// With a reason. That nothing was sent says nothing about other payments.
    Refused(String),
}

impl Payment {
    pub(crate) fn micros(&self) -> Micros {
        micros(&self.amount)
    }
}

/// The applications, and all their payments.
#[derive(Default)]
pub(crate) struct Applications {
    pub(crate) payments: Vec<Payment>,
    /// The orders of this process's, and which payments they are for.
    orders: HashMap<u64, usize>,
    /// Rises with everything that happens.
    clock: u64,
}

impl Applications {
    /// Another payment of somebody's: its number.
    pub(crate) fn invoiced(&mut self, payment: Payment) -> usize {
        self.payments.push(payment);
        self.payments.len() - 1
    }

    /// What an application has to order.
    pub(crate) fn due(&self, application: usize) -> Option<usize> {
        let is_due = |it: &Payment| matches!(it.state, State::Due);
        let mut all = self.payments.iter();
        all.position(|it| it.application == application && is_due(it))
    }

    /// A payment was ordered, under this number.
    pub(crate) fn ordered(&mut self, id: u64, payment: usize) {
        let at = self.tick();
        self.orders.insert(id, payment);
        self.payments[payment].state = State::Ordered { at };
        self.payments[payment].orders += 1;
    }

    /// How many orders are without an answer.
    pub(crate) fn waiting(&self) -> usize {
        self.orders.len()
    }

    /// What those have to order who wait for no answer: one payment each.
    pub(crate) fn due_now(&self) -> Vec<usize> {
        let busy: HashSet<usize> = self
            .orders
            .values()
            .map(|n| self.payments[*n].application)
            .collect();
        let idle = (0..APPLICATIONS).filter(|it| !busy.contains(it));
        idle.filter_map(|it| self.due(it)).collect()
    }

    /// The agent has answered an order: of which application.
    pub(crate) fn told(&mut self, answer: Answer<Value>, ledger: &mut Ledger) -> usize {
        let payment = self.orders.remove(&answer.id).unwrap();
        let now = self.tick();
        let State::Ordered { at } = self.payments[payment].state else {
            panic!("what was not ordered is answered: {answer:?}");
        };
        let told = read(answer);
        if matches!(told, Some(Told::Executed(_) | Told::Failed(_))) {
            self.ask_recipients(at, ledger);
        }
        self.payments[payment].state = match told {
            Some(told) => State::Told(told),
            None => State::Unsure { since: now },
        };
        self.payments[payment].application
    }

    /// The agent's process is no more, and with it the answers to what it was ordered.
    pub(crate) fn bereft(&mut self) {
        let since = self.tick();
        for (_, payment) in self.orders.drain() {
            self.payments[payment].state = State::Unsure { since };
        }
    }

    /// Whoever is unsure since before this asks the recipient: what has not arrived never will, and is ordered again. The issuer's
    /// ledger answers for the recipient; what he is told by the wire is compared in the end.
    fn ask_recipients(&mut self, before: u64, ledger: &mut Ledger) {
        ledger.refresh();
        for payment in &mut self.payments {
            if matches!(payment.state, State::Unsure { since } if since < before) {
                let arrived = ledger.has_arrived(&payment.recipient, &payment.transaction_id);
                payment.state = if arrived { State::Arrived } else { State::Due };
            }
        }
    }

    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }
}

/// What became of a payment, as far as that is told.
fn read(answer: Answer<Value>) -> Option<Told> {
    let Some(ok) = answer.ok else {
        let refusal = answer.error.unwrap();
        return Some(Told::Refused(refusal.message));
    };
    let paid: Paid = serde_json::from_value(ok).unwrap();
    let result = paid.result.unwrap_or_else(|| "no word".to_owned());
    match paid.outcome {
        Outcome::Executed => Some(Told::Executed(paid.fee.as_deref().map(micros))),
        Outcome::Failed => Some(Told::Failed(result)),
        Outcome::Unknown => None,
    }
}
