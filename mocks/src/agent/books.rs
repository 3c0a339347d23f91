//! What a holder knows of its accounts at one issuer: the sum of all lines of its state file.

use super::balance::{Balance, Seen};
use super::line::{FORM, Line, Listed, Policy, Reply, Sent, Settled, Supply};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use wire::Amount;
use wire::adapter::Outcome;

/// How long a day is, in milliseconds.
const DAY: u64 = 24 * 60 * 60 * 1000;

/// The word of an issuer that has seen a higher counter.
const STALE: &str = "counterStale";

/// Accounts by their identities, and what applications may spend.
#[derive(Debug, Default)]
pub(crate) struct Books {
    accounts: BTreeMap<String, Account>,
    policies: BTreeMap<Option<String>, Policy>,
    supplies: BTreeMap<String, Supply>,
    /// Who was paid before.
    partners: BTreeSet<String>,
    empty: Account,
}

/// What is known of one account.
#[derive(Debug, Default)]
pub(crate) struct Account {
    /// The last message counter that was used.
    pub(crate) counter: Option<u64>,
    /// Whether the issuer has seen a higher one.
    pub(crate) is_stale: bool,
    /// The transfer whose outcome is not known.
    pub(crate) open: Option<Sent>,
    /// What a balance has told about that.
    pub(crate) seen: Option<Seen>,
    pub(crate) balance: Balance,
    /// Whose payments are expected.
    invoices: HashMap<String, Option<String>>,
    deposits: Vec<Listed>,
    untold: BTreeSet<usize>,
    payments: Vec<Payment>,
}

#[derive(Debug)]
struct Payment {
    counter: u64,
    application: Option<String>,
    amount: Amount,
    at: u64,
}

impl Books {
    /// What is known of an account: nothing, if nothing happened there.
    pub(crate) fn account(&self, identity: &str) -> &Account {
        self.accounts.get(identity).unwrap_or(&self.empty)
    }

    /// Whose accounts there are.
    pub(crate) fn identities(&self) -> Vec<String> {
        self.accounts.keys().cloned().collect()
    }

    /// What an application may spend.
    pub(crate) fn policy(&self, application: Option<&str>) -> Policy {
        let limited = self.limited_as(application).map(str::to_owned);
        self.policies.get(&limited).cloned().unwrap_or_default()
    }

    /// Whether what somebody pays counts where an application's limit is looked at: its own, or that of all who have none.
    pub(crate) fn counts(&self, payer: Option<&str>, application: Option<&str>) -> bool {
        self.limited_as(payer) == self.limited_as(application)
    }

    /// Whose limit an application's is: nobody's is that of all who have none of their own.
    fn limited_as<'a>(&self, application: Option<&'a str>) -> Option<&'a str> {
        application.filter(|name| self.policies.contains_key(&Some((*name).to_owned())))
    }

    /// Who supplies whom.
    pub(crate) fn supplies(&self) -> impl Iterator<Item = &Supply> {
        let supplies = self.supplies.values();
        supplies.filter(|supply| !supply.from.is_empty())
    }

    /// Whether somebody was paid before.
    pub(crate) fn has_paid(&self, recipient: &str) -> bool {
        self.partners.contains(recipient)
    }

    /// What an application has spent, or may have, within a day, with all others whose limit it shares.
    pub(crate) fn spent_today(&self, application: Option<&str>, now: u64) -> Option<Amount> {
        let payments = self.accounts.values().flat_map(|it| &it.payments);
        payments
            .filter(|it| self.counts(it.application.as_deref(), application) && it.at + DAY > now)
            .try_fold(Amount::ZERO, |sum, it| sum.checked_add(it.amount))
    }

    /// Takes a line in.
    ///
    /// # Errors
    /// When it makes no sense after those before it.
    pub(crate) fn apply(&mut self, line: &Line) -> Result<(), String> {
        match line {
            Line::Started(form) if form == FORM => {
                for account in self.accounts.values_mut() {
                    account.balance.lost();
                }
            }
            Line::Started(form) => return Err(format!("the form is {form:?}, not {FORM:?}")),
            Line::Policy(policy) => {
                let application = policy.application.clone();
                self.policies.insert(application, policy.clone());
            }
            Line::Supply(supply) => {
                let application = supply.application.clone();
                self.supplies.insert(application, supply.clone());
            }
            Line::Invoice(invoice) => {
                let (id, whose) = (&invoice.transaction_id, &invoice.application);
                let account = self.account_mut(&invoice.identity);
                account.invoices.insert(id.clone(), whose.clone());
            }
            Line::Sent(sent) => self.account_mut(&sent.identity).sent(sent)?,
            Line::Withdrawn(it) => self.account_mut(&it.identity).withdrawn(it.counter)?,
            Line::Settled(settled) => {
                let sent = self.account_mut(&settled.identity).settled(settled)?;
                if settled.outcome == Outcome::Executed {
                    self.partners.insert(sent.recipient);
                }
            }
            Line::Reply(reply) => self.account_mut(&reply.identity).replied(reply),
            Line::Lost(of) => self.account_mut(&of.identity).balance.lost(),
            Line::Told(told) => {
                let account = self.account_mut(&told.identity);
                account.untold.retain(|n| !told.deposits.contains(n));
            }
        }
        Ok(())
    }

    fn account_mut(&mut self, identity: &str) -> &mut Account {
        self.accounts.entry(identity.to_owned()).or_default()
    }
}

impl Account {
    /// The application that expects a payment under this id; that without a name, where none does.
    pub(crate) fn whose(&self, transaction_id: &str) -> Option<String> {
        self.invoices.get(transaction_id).cloned().flatten()
    }

    /// The deposits that an application was not told of, with their places.
    pub(crate) fn untold(&self, application: Option<&str>) -> Vec<(usize, &Listed)> {
        let all = self.untold.iter().map(|n| (*n, &self.deposits[*n]));
        all.filter(|(_, it)| it.application.as_deref() == application)
            .collect()
    }

    fn sent(&mut self, sent: &Sent) -> Result<(), String> {
        if let Some(open) = &self.open {
            return Err(format!("{} is not settled", open.counter));
        }
        self.counter = Some(sent.counter);
        self.is_stale = false;
        self.seen = None;
        self.balance.sent(sent.counter, sent.amount);
        if !sent.is_move {
            self.payments.push(Payment {
                counter: sent.counter,
                application: sent.application.clone(),
                amount: sent.amount,
                at: sent.at,
            });
        }
        self.open = Some(sent.clone());
        Ok(())
    }

    fn withdrawn(&mut self, counter: u64) -> Result<(), String> {
        self.close(counter)?;
        self.payments.retain(|it| it.counter != counter);
        self.balance.withdrawn(counter);
        Ok(())
    }

    fn settled(&mut self, settled: &Settled) -> Result<Sent, String> {
        let sent = self.close(settled.counter)?;
        self.is_stale = settled.result.as_deref() == Some(STALE);
        let cost = match (settled.outcome, &settled.result, settled.fee) {
            (Outcome::Executed, Some(_), Some(fee)) => sent.amount.checked_add(fee),
            (Outcome::Failed, _, Some(fee)) => Some(fee),
            // A Fault costs nothing.
            (Outcome::Failed, None, None) => Some(Amount::ZERO),
            _ => None,
        };
        self.balance.settled(settled.counter, cost, settled.fee);
        if settled.outcome == Outcome::Failed {
            self.payments.retain(|it| it.counter != settled.counter);
        }
        Ok(sent)
    }

    fn close(&mut self, counter: u64) -> Result<Sent, String> {
        let open = self.open.take_if(|open| open.counter == counter);
        open.ok_or_else(|| format!("{counter} is not under way"))
    }

    fn replied(&mut self, reply: &Reply) {
        let first = self.deposits.len();
        self.deposits.extend(reply.deposits.iter().cloned());
        self.untold.extend(first..self.deposits.len());
        let listed = reply
            .deposits
            .iter()
            .try_fold(Amount::ZERO, |sum, it| sum.checked_add(it.amount));
        let listed = listed.unwrap_or_default();
        let (fee, balance) = (reply.fee, reply.balance);
        if !reply.alone {
            self.balance.overlapped(listed, fee, balance);
            return;
        }
        let seen = self.balance.replied(listed, fee, balance, reply.after);
        let is_final = self.seen.is_some_and(Seen::is_final);
        if !is_final {
            self.seen = Some(seen);
        }
    }
}
