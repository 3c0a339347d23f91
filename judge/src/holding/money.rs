//! What a holder reports of what it received.

use std::collections::BTreeMap;

use record::{ExpectedDeposit, Settled};

use super::{
    dialogue::{Call, Deposited},
    listings::listings,
    view::View,
};
use crate::{
    Decimal,
    check::{Found, Outcome},
    ids,
};

impl Deposited {
    fn expected(deposit: &ExpectedDeposit) -> Self {
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
fn counted(deposits: impl IntoIterator<Item = Deposited>) -> BTreeMap<Deposited, usize> {
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
    let outcome = if less(&told, &wanted).is_empty() {
        missing(view, &calls, &less(&wanted, &told))
    } else {
        Outcome::Broken
    };
    vec![found(outcome, list(&wanted), list(&told))]
}

/// A deposit is told in some calls, once.
pub(super) fn tells(view: &View<'_>, calls: &[u64], deposit: &ExpectedDeposit) -> Vec<Found> {
    let calls = answered(view, calls);
    let told = counted(calls.iter().filter_map(|c| c.deposits()).flatten());
    let wanted = Deposited::expected(deposit);
    let outcome = match told.get(&wanted) {
        None => missing(view, &calls, &counted([wanted.clone()])),
        Some(1) => Outcome::Holds,
        Some(_) => Outcome::Broken,
    };
    let expected = format!("{}, once", wanted.describe());
    vec![found(outcome, expected, list(&told))]
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
    vec![found(outcome, expected, list(&told))]
}

/// The calls that were answered with a list.
fn answered<'a>(view: &'a View<'_>, calls: &[u64]) -> Vec<&'a Call> {
    let calls = calls.iter().filter_map(|id| view.call(*id));
    calls.filter(|c| c.deposits().is_some()).collect()
}

/// What is more often in one of these than in the other.
fn less(
    counts: &BTreeMap<Deposited, usize>,
    other: &BTreeMap<Deposited, usize>,
) -> BTreeMap<Deposited, usize> {
    let rest = counts.iter().filter_map(|(deposit, times)| {
        let rest = times.saturating_sub(other.get(deposit).copied().unwrap_or(0));
        (rest > 0).then(|| (deposit.clone(), rest))
    });
    rest.collect()
}

/// What to make of deposits that are not told. It is wrong where the holder was told of them in a reply that arrived whole, and
/// was asked since; otherwise it may not know.
fn missing(view: &View<'_>, calls: &[&Call], missing: &BTreeMap<Deposited, usize>) -> Outcome {
    if calls.is_empty() {
        return Outcome::Unsettled;
    }
    let listings = listings(view);
    let mut due = listings.iter().filter(|l| l.is_due_in(view, calls));
    if missing.is_empty() {
        Outcome::Holds
    } else if due.any(|l| missing.keys().any(|d| l.may_have(d))) {
        Outcome::Broken
    } else {
        Outcome::Unsettled
    }
}

fn found(outcome: Outcome, expected: String, actual: String) -> Found {
    let found = Found::new(outcome, expected, actual);
    match outcome {
        Outcome::Unsettled => {
            found.why("the holder said that it does not know, or has had no reply with it")
        }
        _ => found,
    }
}

/// No deposit is told more often than it was paid.
pub(super) fn once(view: &View<'_>) -> Vec<Found> {
    let expected = "no deposit told more often than it was paid";
    let mut found = Vec::new();
    let asked: Vec<_> = view.calls.iter().filter(|c| c.op == "deposits").collect();
    let mut issuers: Vec<_> = asked.iter().filter_map(|c| c.text("issuer")).collect();
    issuers.sort_unstable();
    issuers.dedup();
    for issuer in issuers {
        let paid = paid(view, issuer);
        let of = asked.iter().filter(|c| c.text("issuer") == Some(issuer));
        let told = counted(of.filter_map(|c| c.deposits()).flatten());
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

/// Which requirement says that a deposit must not be told that was not paid, or not so often.
fn too_often(view: &View<'_>, paid: &BTreeMap<Deposited, usize>, told: &Deposited) -> &'static str {
    let same_id = |d: &Deposited| d.transaction_id == told.transaction_id;
    let invoiced = || {
        let mut invoices = view.calls.iter().filter(|c| c.op == "invoice");
        invoices.any(|c| c.amount("transaction-id") == Some(&told.transaction_id))
    };
    if paid.contains_key(told) {
        ids::ONCE
    } else if paid.keys().any(|d| same_id(d) && d.amount == told.amount) {
        ids::VERBATIM
    } else if paid.keys().any(same_id) {
        ids::TOLD
    } else if invoiced() {
        ids::BY_TRANSACTION_ID
    } else if paid.keys().any(|d| d.amount == told.amount) {
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
