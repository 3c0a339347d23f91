//! Which fee a wrong balance is to be put down to, so that a finding speaks about the requirement that is broken.

use std::collections::BTreeSet;

use crate::{Decimal, costs::Costs, ids, readings::Event};

/// Beyond so many sums nothing is told apart any more.
const MOST_SUMS: usize = 4096;

/// What a difference comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Blame {
    /// From a fee: the requirement, and why.
    Fee(&'static str, String),
    /// From one of several fees; which one cannot be told from this balance.
    Undecided(String),
    /// From no fee that is known.
    Nothing,
}

/// What explains that a balance lacks something, or, where that is negative, that it is too much.
pub(super) fn blame(event: &Event<'_>, costs: &Costs, lacking: Decimal) -> Blame {
    let off = lacking.abs();
    if lacking.is_zero() {
        Blame::Nothing
    } else if lacking.is_negative() {
        one_of(&too_much(event, costs, off))
    } else {
        too_little(costs, off)
    }
}

type Suspect = (&'static str, String);

/// Fees that were told and not taken. A fault that takes none at all explains more than one that left out some, so that is
/// tried first.
fn too_much(event: &Event<'_>, costs: &Costs, off: Decimal) -> Vec<Suspect> {
    let mut suspects = Vec::new();
    let mut suspect = |requirement, is: bool, why: String| {
        if is {
            suspects.push((requirement, why));
        }
    };
    let all = |fees: &[Decimal]| fees.iter().copied().sum::<Decimal>() == off;
    suspect(
        ids::TRANSFER_FEE,
        all(&costs.transfers),
        format!("{off}, all that was told as fee of transfers, was not debited"),
    );
    suspect(
        ids::DEPOSITS_FEE,
        all(&costs.deposits),
        format!("{off}, all that was told as fee of deposits requests, was not debited"),
    );
    suspect(
        ids::BALANCE_AFTER_FEE,
        event.fee() == Some(off),
        "the balance is the one before the fee".into(),
    );
    if suspects.is_empty() {
        for (requirement, fees, kind) in [
            (ids::TRANSFER_FEE, &costs.transfers, "transfers"),
            (ids::DEPOSITS_FEE, &costs.deposits, "deposits requests"),
        ] {
            if sums(fees.iter().map(|fee| (*fee, 1))).contains(&off) {
                let why = format!("{off}, told as fee of {kind}, was not debited");
                suspects.push((requirement, why));
            }
        }
    }
    suspects
}

/// Fees that were taken and not told. What is unusual in the scenario is suspected first: that a message was sent again, that
/// a transfer failed.
fn too_little(costs: &Costs, off: Decimal) -> Blame {
    if sums(costs.repeated.iter().copied()).contains(&off) {
        let why = format!("{off} was debited for a retransmission");
        return Blame::Fee(ids::DUPLICATE_FEE, why);
    }
    let for_failures = failures(&costs.going, costs.failed);
    let capped = costs.emptied && for_failures.last().is_some_and(|most| off <= *most);
    if for_failures.contains(&off) || capped {
        let why = format!("{off} was debited for a failed transfer, and not told");
        return Blame::Fee(ids::FAILURE_FEE, why);
    }
    for (requirement, fees, kind) in [
        (ids::TRANSFER_FEE, &costs.transfers, "transfers"),
        (ids::DEPOSITS_FEE, &costs.deposits, "deposits requests"),
    ] {
        if sums(fees.iter().map(|fee| (*fee, 1))).contains(&off) {
            let why = format!("{off}, told once as fee of {kind}, was debited twice");
            return Blame::Fee(requirement, why);
        }
    }
    if fits_a_fee(costs, off) {
        let why = format!("{off} may have been debited for a failed transfer, and not told");
        return Blame::Undecided(why);
    }
    Blame::Nothing
}

/// Whether a failed transfer may have cost that, where it is not known what a transfer on such a connection costs: as much as
/// any, at most twice as much as the dearest, and none of the amounts that were to be moved.
fn fits_a_fee(costs: &Costs, off: Decimal) -> bool {
    let priced = || costs.going.iter().copied().filter(|fee| !fee.is_zero());
    let (Some(least), Some(most)) = (priced().min(), priced().max()) else {
        return false;
    };
    let bound: Decimal = (0..costs.failed).map(|_| most + most).sum();
    least <= off && off <= bound && !costs.amounts.contains(&off)
}

fn one_of(suspects: &[Suspect]) -> Blame {
    match suspects {
        [] => Blame::Nothing,
        [(requirement, why)] => Blame::Fee(requirement, why.clone()),
        several => {
            let whys: Vec<_> = several.iter().map(|(_, why)| why.as_str()).collect();
            Blame::Undecided(format!("either {}", whys.join(", or ")))
        }
    }
}

/// Every sum of some of these fees but zero, each taken at most so many times.
fn sums(fees: impl Iterator<Item = (Decimal, usize)>) -> BTreeSet<Decimal> {
    let mut sums = BTreeSet::from([Decimal::ZERO]);
    for (fee, times) in fees {
        for _ in 0..times {
            if sums.len() > MOST_SUMS {
                break;
            }
            let more: Vec<_> = sums.iter().map(|sum| *sum + fee).collect();
            sums.extend(more);
        }
    }
    sums.remove(&Decimal::ZERO);
    sums
}

/// Every sum of one to `most` of these fees, each as often as one likes.
fn failures(going: &BTreeSet<Decimal>, most: usize) -> BTreeSet<Decimal> {
    let mut all = BTreeSet::from([Decimal::ZERO]);
    for _ in 0..most {
        if all.len() > MOST_SUMS {
            break;
        }
        let more: Vec<_> = all
            .iter()
            .flat_map(|sum| going.iter().map(|fee| *sum + *fee))
            .collect();
        all.extend(more);
    }
    all.remove(&Decimal::ZERO);
    all
}
