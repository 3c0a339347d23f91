//! Value is conserved (paper §2.4: what one account is debited, another is credited).
//!
//! Derived from the messages alone: every transfer that the issuer said it executed, every fee that it told. What the last
//! answer to each party says must be what these make, and each party must have found what it was sent, once.

use record::{Operation, Purpose};

use super::{Found, Outcome, balance, deposits::Difference, deposits::show};
use crate::{
    Decimal,
    decode::{Deposit, Reply, TransferRequest},
    history::{Event, Group, History},
    ids,
};

/// Beyond so many transfers of unknown outcome, nothing is decided by them.
const MOST_OPEN: usize = 8;

pub(super) fn conserved(history: &History<'_>) -> Vec<Found> {
    let groups = history.groups();
    let mut found: Vec<Found> = Vec::new();
    for party in &history.scenario.parties {
        found.extend(account(history, &groups, &party.name));
    }
    let conserved = ids::id(ids::CONSERVED);
    let own = |f: &Found| f.requirement.as_ref().is_none_or(|r| *r == conserved);
    let holds = found.iter().filter(|f| f.outcome == Outcome::Holds).count();
    if holds > 0 && found.iter().all(|f| f.outcome == Outcome::Holds || !own(f)) {
        let text = "every account holds what the transfers and fees make of it";
        let others = found.into_iter().filter(|f| !own(f));
        return [Found::new(
            Outcome::Holds,
            text,
            format!("so do {holds} accounts"),
        )]
        .into_iter()
        .chain(others)
        .collect();
    }
    found
        .into_iter()
        .filter(|f| f.outcome != Outcome::Holds)
        .collect()
}

fn account(history: &History<'_>, groups: &[Group<'_>], name: &str) -> Vec<Found> {
    let key_is = |recipient: &str| history.scenario.party_of_key(recipient) == Some(name);
    let is_query = |e: &&Event<'_>| {
        e.exchange.holder == name
            && e.exchange.operation == Operation::GetDeposits
            && e.exchange.purpose != Purpose::Sweep
    };
    let queries: Vec<&Event<'_>> = history.events.iter().filter(is_query).collect();
    let Some(last) = queries
        .iter()
        .rev()
        .find(|e| matches!(e.reply, Reply::Deposits { .. }))
    else {
        return Vec::new();
    };
    let Reply::Deposits { balance, .. } = last.reply else {
        return Vec::new();
    };
    let touches = |t: &TransferRequest, payer: &str| payer == name || key_is(&t.recipient);
    let later = history.events.iter().any(|e| {
        e.exchange.purpose != Purpose::Sweep
            && e.exchange.times.ended > last.exchange.times.sent
            && e.transfer
                .as_ref()
                .is_some_and(|t| touches(t, &e.exchange.holder))
    });
    if later {
        return vec![
            Found::new(
                Outcome::Unsettled,
                format!("a look at {name}'s account when all is over"),
                "there was none",
            )
            .at([last.exchange.id]),
        ];
    }
    let mut sum = Decimal::ZERO;
    let mut sent = Vec::new();
    let mut open: Vec<(Vec<&TransferRequest>, bool)> = Vec::new();
    for group in groups {
        let pays = group.events[0].exchange.holder == name;
        if let Some(request) = group.executed() {
            let amount = request.amount.unwrap_or_default();
            if pays {
                sum = sum - amount;
            }
            if key_is(&request.recipient) {
                sum = sum + amount;
                sent.push(deposit(request));
            }
        } else if group.open()
            && group
                .candidates()
                .iter()
                .any(|t| pays || key_is(&t.recipient))
        {
            open.push((group.candidates(), pays));
        }
    }
    let mut found = vec![lists(name, &queries, &sent, &open, &key_is)];
    if open.len() > MOST_OPEN {
        found.push(Found::new(
            Outcome::Unsettled,
            "transfers of known outcome",
            format!("{} of unknown", open.len()),
        ));
        return found;
    }
    let costs = history.costs_in_hindsight(name, last.exchange.times.ended);
    // Any of the outcomes that the open ones may have had may be the one that was: the first that fits is taken, and where
    // none fits what is reported is the one in which nothing open was executed.
    let first = balance::compare(last, sum, balance, &costs);
    let fits = possible_sums(sum, &open, &key_is)
        .into_iter()
        .map(|s| balance::compare(last, s, balance, &costs))
        .find(|f| f.iter().all(|f| f.outcome == Outcome::Holds));
    found.extend(fits.unwrap_or(first));
    found
}

fn possible_sums(
    base: Decimal,
    open: &[(Vec<&TransferRequest>, bool)],
    key_is: &dyn Fn(&str) -> bool,
) -> Vec<Decimal> {
    let mut sums = vec![base];
    for (candidates, pays) in open {
        let effects = candidates.iter().map(|t| {
            let amount = t.amount.unwrap_or_default();
            let debit = if *pays { amount } else { Decimal::ZERO };
            let credit = if key_is(&t.recipient) {
                amount
            } else {
                Decimal::ZERO
            };
            credit - debit
        });
        let effects: Vec<Decimal> = effects.chain([Decimal::ZERO]).collect();
        sums = sums
            .iter()
            .flat_map(|s| effects.iter().map(|e| *s + *e))
            .collect();
    }
    sums
}

/// What a party found is what it was sent: all of it while every answer arrived, and never anything else.
fn lists(
    name: &str,
    queries: &[&Event<'_>],
    sent: &[Deposit],
    open: &[(Vec<&TransferRequest>, bool)],
    key_is: &dyn Fn(&str) -> bool,
) -> Found {
    let listed: Vec<Deposit> = queries
        .iter()
        .filter_map(|e| match &e.reply {
            Reply::Deposits { list, .. } => Some(list.clone()),
            _ => None,
        })
        .flatten()
        .collect();
    let lost = queries.iter().any(|e| e.open());
    let mut difference = Difference::between(sent, &listed);
    for request in open
        .iter()
        .flat_map(|(candidates, _)| candidates)
        .filter(|t| key_is(&t.recipient))
    {
        if let Some(at) = difference.extra.iter().position(|d| *d == deposit(request)) {
            difference.extra.remove(at);
        }
    }
    let outcome = match (difference.extra.is_empty(), difference.missing.is_empty()) {
        (true, true) => Outcome::Holds,
        (true, false) if lost => Outcome::Holds,
        _ => Outcome::Broken,
    };
    Found::new(
        outcome,
        format!("{name} finds what was sent: {}", show(sent)),
        show(&listed),
    )
    .why(difference.describe())
    .at(queries.iter().map(|e| e.exchange.id))
}

fn deposit(request: &TransferRequest) -> Deposit {
    Deposit {
        transaction_id: request.transaction_id.clone(),
        amount: request.amount.unwrap_or_default(),
        userid: request.userid.clone(),
    }
}
