//! One account at the end of a scenario, held against the transfers that there were.

use record::{Operation, Purpose};

use super::{Found, Outcome, balance, deposits::Difference, deposits::show};
use crate::{
    Decimal,
    costs::Costs,
    decode::{Deposit, Reply, TransferRequest},
    history::{Group, History},
    readings::Event,
};

/// A transfer as it may have come about; nothing where it was not executed, or not yet when the account was looked at.
pub(super) type Seen<'h> = Option<&'h TransferRequest>;

/// A party's account, as its last answer shows it.
pub(super) struct Account<'h> {
    pub(super) name: &'h str,
    pub(super) key: &'h str,
    /// The answer that shows the balance.
    pub(super) last: &'h Event<'h>,
    balance: Decimal,
    queries: Vec<&'h Event<'h>>,
    costs: Costs,
}

impl<'h> Account<'h> {
    /// The account as it was last seen; nothing where it never was.
    pub(super) fn of(history: &'h History<'h>, name: &'h str, key: &'h str) -> Option<Self> {
        let is_query = |e: &&Event<'_>| {
            e.exchange.holder == name
                && e.exchange.operation == Operation::GetDeposits
                && e.exchange.purpose != Purpose::Sweep
        };
        let queries: Vec<&Event<'_>> = history.events.iter().filter(is_query).collect();
        let (last, balance) = queries.iter().rev().find_map(|e| match e.reply {
            Reply::Deposits { balance, .. } => Some((*e, balance)),
            _ => None,
        })?;
        let costs = history.costs(last.exchange);
        Some(Self {
            name,
            key,
            last,
            balance,
            queries,
            costs,
        })
    }

    /// Whether a transfer moves something here.
    pub(super) fn is_touched(&self, payer: &str, request: &TransferRequest) -> bool {
        payer == self.name || self.is_recipient(request)
    }

    fn is_recipient(&self, request: &TransferRequest) -> bool {
        request.recipient.eq_ignore_ascii_case(self.key)
    }

    /// Whether something moved here, or may have, after it was last looked at.
    pub(super) fn is_stale(&self, history: &History<'_>) -> bool {
        history.events.iter().any(|e| {
            e.exchange.purpose != Purpose::Sweep
                && e.exchange.times.ended > self.last.exchange.times.sent
                && e.transfer
                    .as_ref()
                    .is_some_and(|t| self.is_touched(&e.exchange.holder, t))
        })
    }

    /// What may be seen here of a transfer: only what moves something here counts.
    pub(super) fn views<'g>(&self, group: &'g Group<'_>) -> Vec<Seen<'g>> {
        let mut views: Vec<Seen<'g>> = Vec::new();
        for outcome in group.outcomes() {
            let seen = outcome.filter(|request| self.is_touched(group.payer(), request));
            if seen.is_some() || !views.contains(&None) {
                views.push(seen);
            }
        }
        views
    }

    /// What is found where just these transfers were executed: first about the lists, then about the balance.
    pub(super) fn with(&self, executed: &[(&str, &TransferRequest)]) -> Vec<Found> {
        let mut sum = Decimal::ZERO;
        let mut sent = Vec::new();
        for (payer, request) in executed {
            let amount = request.amount.unwrap_or_default();
            if *payer == self.name {
                sum = sum - amount;
            }
            if self.is_recipient(request) {
                sum = sum + amount;
                sent.push(deposit(request));
            }
        }
        let mut found = vec![self.lists(&sent)];
        found.extend(balance::compare(self.last, sum, self.balance, &self.costs));
        found
    }

    /// What a party found is what it was sent: all of it while every answer arrived, and never anything else.
    fn lists(&self, sent: &[Deposit]) -> Found {
        let lists = self.queries.iter().filter_map(|e| match &e.reply {
            Reply::Deposits { list, .. } => Some(list),
            _ => None,
        });
        let listed: Vec<Deposit> = lists.flatten().cloned().collect();
        let lost = self.queries.iter().any(|e| e.open());
        let difference = Difference::between(sent, &listed);
        let outcome = if difference.extra.is_empty() && (difference.missing.is_empty() || lost) {
            Outcome::Holds
        } else {
            Outcome::Broken
        };
        Found::new(
            outcome,
            format!("{} finds what was sent: {}", self.name, show(sent)),
            show(&listed),
        )
        .why(difference.describe())
        .at(self.queries.iter().map(|e| e.exchange.id))
    }
}

fn deposit(request: &TransferRequest) -> Deposit {
    Deposit {
        transaction_id: request.transaction_id.clone(),
        amount: request.amount.unwrap_or_default(),
        userid: request.userid.clone(),
    }
}
