//! Value is conserved (paper §2.4: what one account is debited, another is credited).
//!
//! Derived from the messages alone: every transfer that the issuer said it executed, every fee that it told. What the last
//! answer to each party says must be what these make, and each party must have found what it was sent, once. Where an
//! answer was lost, the transfer may have been executed or not; but it was the same one for payer and recipient.

use super::{
    Found, Outcome,
    account::{Account, Seen},
};
use crate::{
    decode::TransferRequest,
    history::{Group, History},
    ids,
};

/// Beyond so many transfers of unknown outcome, nothing is decided by them.
const MOST_OPEN: usize = 8;

/// A way in which an account fits the evidence: what it has seen of each open transfer, with its payer.
type Fit<'g> = Vec<(&'g str, Seen<'g>)>;

pub(super) fn conserved(history: &History<'_>) -> Vec<Found> {
    let groups = history.groups();
    let (settled, open): (Vec<&Group<'_>>, Vec<&Group<'_>>) =
        groups.iter().partition(|g| g.outcomes().len() == 1);
    let settled: Vec<(&str, &TransferRequest)> = settled
        .into_iter()
        .flat_map(|g| g.outcomes().into_iter().flatten().map(|t| (g.payer(), t)))
        .collect();
    let mut found: Vec<Found> = Vec::new();
    let mut fitting: Vec<(Account<'_>, Vec<Fit<'_>>)> = Vec::new();
    for party in &history.scenario.parties {
        let Some(account) = Account::of(history, &party.name, &party.key) else {
            continue;
        };
        if account.is_stale(history) {
            let expected = format!("a look at {}'s account when all is over", party.name);
            let at = [account.last.exchange.id];
            found.push(Found::new(Outcome::Unsettled, expected, "there was none").at(at));
            continue;
        }
        let (verdict, fits) = try_all(&account, &settled, &open);
        found.extend(verdict);
        if let Some(fits) = fits {
            fitting.push((account, fits));
        }
    }
    let each_fits = fitting.iter().all(|(_, fits)| !fits.is_empty());
    if each_fits && !agree(&fitting, &mut Vec::new()) {
        found.push(disagreement(&fitting, &open));
    }
    summary(found)
}

/// What is found about an account under the outcome of the open transfers that fits best, and under which ones it fits.
/// Where none fits, what is reported is the one in which nothing open was executed, unless in another one only fees are
/// wrong. Too many open transfers decide nothing.
fn try_all<'g>(
    account: &Account<'_>,
    settled: &[(&'g str, &'g TransferRequest)],
    open: &[&'g Group<'_>],
) -> (Vec<Found>, Option<Vec<Fit<'g>>>) {
    let views: Vec<Vec<Seen<'g>>> = open.iter().map(|g| account.views(g)).collect();
    if views.iter().filter(|v| v.len() > 1).count() > MOST_OPEN {
        let unknown = format!("{} of unknown", open.len());
        let found = Found::new(Outcome::Unsettled, "transfers of known outcome", unknown);
        return (vec![found.at([account.last.exchange.id])], None);
    }
    let mut fits = Vec::new();
    let mut best: Option<(u8, Vec<Found>)> = None;
    let payers: Vec<&str> = open.iter().map(|g| g.payer()).collect();
    for seen in combinations(&views) {
        let fit: Fit<'_> = payers.iter().copied().zip(seen).collect();
        let seen = fit
            .iter()
            .filter_map(|(payer, seen)| Some((*payer, (*seen)?)));
        let executed: Vec<_> = settled.iter().copied().chain(seen).collect();
        let found = account.with(&executed);
        let weight = weight(&found);
        if weight < FEES_WRONG {
            fits.push(fit);
        }
        if best.as_ref().is_none_or(|(least, _)| weight < *least) {
            best = Some((weight, found));
        }
    }
    (best.map_or_else(Vec::new, |(_, found)| found), Some(fits))
}

const FEES_WRONG: u8 = 2;

/// How much speaks against a possibility.
fn weight(found: &[Found]) -> u8 {
    let of = |f: &Found| match f.outcome {
        Outcome::Holds => 0,
        Outcome::Unsettled => 1,
        Outcome::Broken if !is_own(f) => FEES_WRONG,
        Outcome::Broken => 3,
    };
    found.iter().map(of).max().unwrap_or(0)
}

fn is_own(found: &Found) -> bool {
    let other = |r: &record::RequirementId| r.as_str() != ids::CONSERVED;
    !found.requirement.as_ref().is_some_and(other)
}

fn combinations<'g>(views: &[Vec<Seen<'g>>]) -> Vec<Vec<Seen<'g>>> {
    let mut all = vec![Vec::new()];
    for views in views {
        all = all
            .iter()
            .flat_map(|begun: &Vec<Seen<'g>>| {
                views
                    .iter()
                    .map(|seen| begun.iter().copied().chain([*seen]).collect())
            })
            .collect();
    }
    all
}

/// Whether the accounts can have seen the same transfers. `chosen` are fits of the first ones.
fn agree<'f, 'g>(
    fitting: &'f [(Account<'_>, Vec<Fit<'g>>)],
    chosen: &mut Vec<&'f Fit<'g>>,
) -> bool {
    let Some((account, fits)) = fitting.get(chosen.len()) else {
        return true;
    };
    for fit in fits {
        let earlier = fitting.iter().zip(chosen.iter());
        if earlier
            .into_iter()
            .all(|((other, _), theirs)| compatible(account, fit, other, theirs))
        {
            chosen.push(fit);
            if agree(fitting, chosen) {
                return true;
            }
            chosen.pop();
        }
    }
    false
}

/// Whether two accounts can have seen what they saw. An open transfer may be executed late, between two looks: then the
/// one that was looked at first has not seen it.
fn compatible(a: &Account<'_>, saw: &Fit<'_>, b: &Account<'_>, too: &Fit<'_>) -> bool {
    saw.iter().zip(too).all(|((payer, x), (_, y))| {
        let late = |seen_by: &Account<'_>, other: &Account<'_>, request: &TransferRequest| {
            !other.is_touched(payer, request)
                || other.last.exchange.times.sent <= seen_by.last.exchange.times.ended
        };
        match (x, y) {
            (None, None) => true,
            (Some(x), Some(y)) => x.same_content(y),
            (Some(x), None) => late(a, b, x),
            (None, Some(y)) => late(b, a, y),
        }
    })
}

fn disagreement(fitting: &[(Account<'_>, Vec<Fit<'_>>)], open: &[&Group<'_>]) -> Found {
    let names: Vec<&str> = fitting.iter().map(|(account, _)| account.name).collect();
    let looks = fitting.iter().map(|(account, _)| account.last.exchange.id);
    let lost = open.iter().flat_map(|g| &g.events).map(|e| e.exchange.id);
    Found::new(
        Outcome::Broken,
        "a transfer whose answer was lost was executed for payer and recipient, or for neither",
        format!("the accounts of {} do not fit each other", names.join(", ")),
    )
    .at(lost.chain(looks))
}

/// One finding where every account fits; else those that do not.
fn summary(found: Vec<Found>) -> Vec<Found> {
    let holds = found.iter().filter(|f| f.outcome == Outcome::Holds).count();
    if holds > 0
        && found
            .iter()
            .all(|f| f.outcome == Outcome::Holds || !is_own(f))
    {
        let text = "every account holds what the transfers and fees make of it";
        let others = found.into_iter().filter(|f| !is_own(f));
        let all = Found::new(Outcome::Holds, text, format!("so do {holds} accounts"));
        return [all].into_iter().chain(others).collect();
    }
    found
        .into_iter()
        .filter(|f| f.outcome != Outcome::Holds)
        .collect()
}
