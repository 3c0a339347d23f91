//! What a holder reports of what it received.

use std::collections::{BTreeMap, BTreeSet};

use record::{ExpectedDeposit, Settled};

use super::{
    dialogue::{Call, Deposited},
    listings::{Listing, listings},
    view::View,
};
use crate::{
    Decimal,
    check::{Found, Outcome},
    ids,
};

impl Deposited {
    pub(super) fn expected(deposit: &ExpectedDeposit) -> Self {
        Self {
            transaction_id: deposit.transaction_id.clone(),
            amount: Decimal::parse(&deposit.amount).ok(),
            userid: deposit.userid.clone().filter(|u| !u.is_empty()),
        }
    }

    fn describe(&self) -> String {
        let amount = self
            .amount
            .map_or("an amount that is none".into(), |a| a.to_string());
        let user = self
            .userid
            .as_ref()
            .map_or(String::new(), |u| format!(" for {u:?}"));
        format!("{amount} under {:?}{user}", self.transaction_id)
    }
}

/// How often each deposit is there.
pub(super) fn counted(deposits: impl IntoIterator<Item = Deposited>) -> BTreeMap<Deposited, usize> {
    let mut counts = BTreeMap::new();
    for deposit in deposits {
        *counts.entry(deposit).or_insert(0) += 1;
    }
    counts
}

fn list(deposits: &BTreeMap<Deposited, usize>) -> String {
    const SHOWN: usize = 5;
    if deposits.is_empty() {
        return "no deposit".into();
    }
    let each = deposits
        .iter()
        .take(SHOWN)
        .map(|(deposit, times)| match times {
            1 => deposit.describe(),
            times => format!("{} {times} times", deposit.describe()),
        });
    let mut text = each.collect::<Vec<_>>().join(", ");
    if deposits.len() > SHOWN {
        text.push_str(&format!(" and {} more", deposits.len() - SHOWN));
    }
    text
}

/// The deposits told in some calls are these.
pub(super) fn deposits(view: &View<'_>, calls: &[u64], expected: &[ExpectedDeposit]) -> Vec<Found> {
    let calls = answered(view, calls);
    let told = counted(calls.iter().filter_map(|c| c.deposits()).flatten());
    let wanted = counted(expected.iter().map(Deposited::expected));
    let beside = less(&told, &wanted);
    let found = Compared {
        view,
        calls: &calls,
        beside,
        missing: less(&wanted, &told),
        expected: list(&wanted),
        actual: list(&told),
    };
    found.found()
}

/// A deposit is told in some calls, once.
pub(super) fn tells(view: &View<'_>, calls: &[u64], deposit: &ExpectedDeposit) -> Vec<Found> {
    let calls = answered(view, calls);
    let told = counted(calls.iter().filter_map(|c| c.deposits()).flatten());
    let wanted = counted([Deposited::expected(deposit)]);
    let mut beside = less(&told, &wanted);
    // Others may be told too, if they were paid; and what is told in its place was not.
    let paid: BTreeMap<_, _> = issuers(&calls).flat_map(|i| paid(view, i)).collect();
    beside.retain(|d, _| wanted.contains_key(d) || !paid.contains_key(d));
    let found = Compared {
        view,
        calls: &calls,
        beside,
        missing: less(&wanted, &told),
        expected: format!("{}, once", list(&wanted)),
        actual: list(&told),
    };
    found.found()
}

fn issuers<'a>(calls: &[&'a Call]) -> impl Iterator<Item = &'a str> {
    let mut issuers: Vec<_> = calls.iter().filter_map(|c| c.text("issuer")).collect();
    issuers.sort_unstable();
    issuers.dedup();
    issuers.into_iter()
}

/// Deposits that were told, beside those that should have been.
struct Compared<'a> {
    view: &'a View<'a>,
    calls: &'a [&'a Call],
    /// What was told and should not have been.
    beside: BTreeMap<Deposited, usize>,
    /// What was not told and should have been.
    missing: BTreeMap<Deposited, usize>,
    expected: String,
    actual: String,
}

impl Compared<'_> {
    fn found(&self) -> Vec<Found> {
        if self.calls.is_empty() {
            return vec![self.say(Outcome::Unsettled)];
        }
        let others = match (self.beside.is_empty(), self.missing.is_empty()) {
            (true, true) => return vec![self.say(Outcome::Holds)],
            (false, _) => {
                let sums = self.sums();
                let each = self.beside.keys();
                each.map(|d| self.too_often(&sums, d)).collect()
            }
            (true, false) => BTreeSet::from([self.why_missing()]),
        };
        // What another requirement forbids settles nothing about this one.
        let each = others.iter().map(|of| match of {
            Of::This => self.say(Outcome::Broken),
            Of::Other(id) => self.say(Outcome::Broken).about(ids::id(id)),
            Of::Nobody => self.say(Outcome::Unsettled),
        });
        let mut found: Vec<_> = each.collect();
        if !others.contains(&Of::This) && !others.contains(&Of::Nobody) {
            found.push(self.say(Outcome::Unsettled));
        }
        found
    }

    fn say(&self, outcome: Outcome) -> Found {
        let found = Found::new(outcome, self.expected.clone(), self.actual.clone());
        match (outcome, self.beside.is_empty()) {
            (Outcome::Unsettled, true) => {
                found.why("the holder said that it does not know, or has had no reply with it")
            }
            _ => found,
        }
    }

    /// What was paid and told in all. Lists may be long: it is counted once, and not for each deposit.
    fn sums(&self) -> Vec<Sums> {
        let each = issuers(self.calls).map(|issuer| Sums {
            paid: paid(self.view, issuer),
            told: told(self.view, issuer),
        });
        each.collect()
    }

    /// What a deposit breaks that should not have been told here: it was not paid, or not so often; or somebody else had to be told.
    fn too_often(&self, sums: &[Sums], deposit: &Deposited) -> Of {
        let more_than_paid = |s: &&Sums| s.told.get(deposit) > s.paid.get(deposit);
        sums.iter().find(more_than_paid).map_or(Of::This, |s| {
            Of::Other(too_often(self.view, &s.paid, deposit))
        })
    }

    /// What is broken by deposits that are not told. Nothing, unless the holder was told of them in a reply that arrived whole and
    /// was asked since. Then nobody was told of them, or somebody else was, or an earlier process forgot them.
    fn why_missing(&self) -> Of {
        let mut listings = listings(self.view);
        listings.retain(|l| l.is_due_in(self.view, self.calls));
        listings.retain(|l| self.missing.keys().any(|d| l.may_have(d)));
        if listings.is_empty() {
            return Of::Nobody;
        }
        let sums = self.sums();
        let told_elsewhere = |d: &Deposited| sums.iter().any(|s| s.told.contains_key(d));
        let later = |l: &Listing<'_>| self.calls.iter().all(|c| c.process != l.process);
        match self.missing.keys().any(told_elsewhere) || listings.iter().all(later) {
            true => Of::This,
            false => Of::Other(ids::ALL),
        }
    }
}

/// What was paid at an issuer, and what was told of it in all answers.
struct Sums {
    paid: BTreeMap<Deposited, usize>,
    told: BTreeMap<Deposited, usize>,
}

/// What something is a breach of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    /// The requirement in question.
    This,
    /// Another one.
    Other(&'static str),
    /// None.
    Nobody,
}

/// Nothing is told in some calls under a transaction id.
pub(super) fn nothing_under(view: &View<'_>, calls: &[u64], transaction_id: &str) -> Vec<Found> {
    let calls = answered(view, calls);
    let all = calls.iter().filter_map(|c| c.deposits()).flatten();
    let told = counted(all.filter(|d| d.transaction_id == transaction_id));
    let outcome = match (calls.is_empty(), told.is_empty()) {
        (true, _) => Outcome::Unsettled,
        (_, true) => Outcome::Holds,
        (_, false) => Outcome::Broken,
    };
    let expected = format!("no deposit under {transaction_id:?}");
    vec![Found::new(outcome, expected, list(&told))]
}

/// The calls that were answered with a list.
fn answered<'a>(view: &'a View<'_>, calls: &[u64]) -> Vec<&'a Call> {
    let calls = calls.iter().filter_map(|id| view.call(*id));
    calls.filter(|c| c.deposits().is_some()).collect()
}

/// What is more often in one of these than in the other.
pub(super) fn less(
    counts: &BTreeMap<Deposited, usize>,
    other: &BTreeMap<Deposited, usize>,
) -> BTreeMap<Deposited, usize> {
    let rest = counts.iter().filter_map(|(deposit, times)| {
        let rest = times.saturating_sub(other.get(deposit).copied().unwrap_or(0));
        (rest > 0).then(|| (deposit.clone(), rest))
    });
    rest.collect()
}

/// No deposit is told more often than it was paid.
pub(super) fn once(view: &View<'_>) -> Vec<Found> {
    let expected = "no deposit told more often than it was paid";
    let mut found = Vec::new();
    let asked: Vec<_> = view.calls.iter().filter(|c| c.op == "deposits").collect();
    for issuer in issuers(&asked) {
        let (paid, told) = (paid(view, issuer), told(view, issuer));
        let often = less(&told, &paid);
        for (deposit, times) in &often {
            let about = ids::id(too_often(view, &paid, deposit));
            if found
                .iter()
                .any(|f: &Found| f.requirement == Some(about.clone()))
            {
                continue;
            }
            let actual = list(&counted(std::iter::repeat_n(
                deposit.clone(),
                told[deposit],
            )));
            let why = format!("{times} of it more than was paid");
            found.push(
                Found::new(Outcome::Broken, expected, actual)
                    .why(why)
                    .about(about),
            );
        }
        if often.is_empty() && !told.is_empty() {
            found.push(Found::new(Outcome::Holds, expected, "so it is"));
        }
    }
    found
}

/// What a holder has told of one issuer, in all answers.
fn told(view: &View<'_>, issuer: &str) -> BTreeMap<Deposited, usize> {
    let asked = view.calls.iter().filter(|c| c.op == "deposits");
    let of = asked.filter(|c| c.text("issuer") == Some(issuer));
    counted(of.filter_map(Call::deposits).flatten())
}

/// Which requirement says that a deposit must not be told that was not paid, or not so often.
fn too_often(view: &View<'_>, paid: &BTreeMap<Deposited, usize>, told: &Deposited) -> &'static str {
    let same_amount = |d: &Deposited| d.amount == told.amount;
    // In their order those with one id stand together.
    let first = Deposited {
        transaction_id: told.transaction_id.clone(),
        amount: None,
        userid: None,
    };
    let same_id = || {
        let from = paid.range(first.clone()..).map(|(d, _)| d);
        from.take_while(|d| d.transaction_id == told.transaction_id)
    };
    let invoiced = || {
        let mut invoices = view.calls.iter().filter(|c| c.op == "invoice");
        invoices.any(|c| c.amount("transaction-id") == Some(&told.transaction_id))
    };
    if paid.contains_key(told) {
        ids::ONCE
    } else if same_id().any(same_amount) {
        ids::VERBATIM
    } else if invoiced() && paid.keys().any(same_amount) {
        ids::BY_TRANSACTION_ID
    } else if same_id().next().is_some() {
        ids::TOLD
    } else if invoiced() {
        ids::BY_TRANSACTION_ID
    } else if paid.keys().any(same_amount) {
        ids::VERBATIM
    } else {
        ids::ONCE
    }
}

/// What holders were paid at an issuer: by the suite, and by themselves.
fn paid(view: &View<'_>, issuer: &str) -> BTreeMap<Deposited, usize> {
    let played = &view.record.played;
    let given = played.payments.iter().filter(|p| p.issuer == issuer);
    let given = given.map(|p| Deposited::expected(&p.deposit));
    let holders: Vec<_> = played
        .arrivals
        .iter()
        .filter_map(|a| a.key.as_deref())
        .collect();
    let own = view.attempts.iter().filter(|a| {
        a.deed.settled == Settled::Executed
            && a.deed.issuer == issuer
            && holders
                .iter()
                .any(|key| key.eq_ignore_ascii_case(&a.request.recipient))
    });
    let own = own.map(|a| Deposited {
        transaction_id: a.request.transaction_id.clone(),
        amount: a.request.amount,
        userid: a.request.userid.clone(),
    });
    counted(given.chain(own))
}
