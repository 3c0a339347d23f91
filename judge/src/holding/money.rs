//! What a holder reports of what it received.

use std::collections::BTreeMap;

use record::{ExpectedDeposit, Settled};

use super::{
    dialogue::{Call, Deposited},
    view::View,
};
use crate::{
    Decimal,
    check::{Found, Outcome},
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
    let mut told = Vec::new();
    for id in calls {
        match view.call(*id).map(|c| (c, c.deposits())) {
            Some((_, Some(deposits))) => told.extend(deposits),
            Some((call, None)) => return vec![unsettled("deposits", call)],
            None => return vec![Found::new(Outcome::Unsettled, "deposits", "no such call")],
        }
    }
    let wanted = counted(expected.iter().map(Deposited::expected));
    let told = counted(told);
    let outcome = if wanted == told {
        Outcome::Holds
    } else {
        Outcome::Broken
    };
    vec![Found::new(outcome, list(&wanted), list(&told))]
}

fn unsettled(what: &str, call: &Call) -> Found {
    Found::new(Outcome::Unsettled, what, call.describe())
        .why("the holder says that it does not know, or says nothing")
}

/// No deposit is told more often than it was paid.
pub(super) fn once(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let asked: Vec<_> = view.calls.iter().filter(|c| c.op == "deposits").collect();
    let mut issuers: Vec<_> = asked.iter().filter_map(|c| c.text("issuer")).collect();
    issuers.sort_unstable();
    issuers.dedup();
    for issuer in issuers {
        let paid = paid(view, issuer);
        let of = asked.iter().filter(|c| c.text("issuer") == Some(issuer));
        let told = counted(of.filter_map(|c| c.deposits()).flatten());
        let often = told
            .iter()
            .filter(|(d, n)| paid.get(d).copied().unwrap_or(0) < **n);
        let often: BTreeMap<_, _> = often.map(|(d, n)| (d.clone(), *n)).collect();
        if !often.is_empty() {
            let expected = "no deposit told more often than it was paid";
            found.push(Found::new(Outcome::Broken, expected, list(&often)));
        } else if !told.is_empty() {
            let expected = "no deposit told more often than it was paid";
            found.push(Found::new(Outcome::Holds, expected, "so it is"));
        }
    }
    found
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

/// The balance told in a call.
pub(super) fn balance(view: &View<'_>, call: u64, amount: &str) -> Vec<Found> {
    told(view, call, "balance", "a balance", amount, None)
}

/// The remainder told in a call: nothing, where there is none.
pub(super) fn remainder(view: &View<'_>, call: u64, amount: &str) -> Vec<Found> {
    told(view, call, "unattributed", "a remainder", amount, Some("0"))
}

fn told(
    view: &View<'_>,
    id: u64,
    key: &str,
    what: &str,
    amount: &str,
    absent: Option<&str>,
) -> Vec<Found> {
    let Some(call) = view.call(id) else {
        return vec![Found::new(Outcome::Unsettled, what, "no such call")];
    };
    if call.ok().is_none() {
        return vec![unsettled(what, call)];
    }
    let Some(told) = call.amount(key).or(absent) else {
        let why = format!("no {key:?} in {}", call.describe());
        return vec![Found::new(Outcome::Broken, what, why)];
    };
    let same = Decimal::parse(told).is_ok() && Decimal::parse(told) == Decimal::parse(amount);
    let outcome = if same {
        Outcome::Holds
    } else {
        Outcome::Broken
    };
    vec![Found::new(
        outcome,
        format!("{what} of {amount}"),
        format!("{what} of {told}"),
    )]
}

/// A question for deposits that has no reply is told as such.
pub(super) fn doubt(view: &View<'_>, id: u64) -> Vec<Found> {
    let expected = "the holder says that it does not know";
    let Some(call) = view.call(id) else {
        return vec![Found::new(Outcome::Unsettled, expected, "no such call")];
    };
    let outcome = match (call.error(), call.ok()) {
        (Some("failed" | "refused"), _) => Outcome::Holds,
        (_, Some(_)) => Outcome::Broken,
        _ => Outcome::Unsettled,
    };
    vec![Found::new(outcome, expected, call.describe())]
}
