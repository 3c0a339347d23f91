//! What messages cost, as far as it was told.

use std::collections::BTreeSet;

use crate::Decimal;

/// Beyond so many sums, unknown fees are no longer told apart.
const MOST_SUMS: usize = 4096;

/// What a holder was told that its messages cost, and what it was not told.
#[derive(Debug, Clone, Default)]
pub(crate) struct Costs {
    /// Told for transfers.
    pub(crate) transfers: Vec<Decimal>,
    /// Told for deposits requests.
    pub(crate) deposits: Vec<Decimal>,
    /// Of transfers that were sent more than once: the fee told, and how many times they were sent again.
    pub(crate) repeated: Vec<(Decimal, usize)>,
    /// How many transfers failed, as the answers say.
    pub(crate) failed: usize,
    /// Whether the holder was told once that it had nothing left: then a fee may have been capped.
    pub(crate) emptied: bool,
    /// What anybody in the scenario sent, as far as it is above zero.
    pub(crate) amounts: BTreeSet<Decimal>,
    /// The fees that anybody in the scenario was told for a transfer that was executed.
    pub(crate) going: BTreeSet<Decimal>,
    /// Messages whose cost is not known for sure.
    pub(crate) unknown: Vec<Unknown>,
}

/// What a message may have cost, beside what was told.
#[derive(Debug, Clone)]
pub(crate) struct Unknown {
    /// Likely costs.
    pub(crate) fees: BTreeSet<Decimal>,
    /// Whether its answer was lost, so that it may have cost something else.
    pub(crate) lost: bool,
    /// Whether no fee is known on a connection with such a handshake, so that nothing bounds what it may have cost.
    pub(crate) any: bool,
}

impl Unknown {
    /// One of these.
    pub(crate) fn either(fees: impl IntoIterator<Item = Decimal>) -> Self {
        Self {
            fees: fees.into_iter().collect(),
            lost: false,
            any: false,
        }
    }

    /// Or one of these.
    pub(crate) fn or(mut self, fees: impl IntoIterator<Item = Decimal>) -> Self {
        self.fees.extend(fees);
        self
    }

    /// What is to be added to a fee that was told, if one of these was taken instead of it.
    pub(crate) fn instead_of(self, told: Decimal) -> Option<Self> {
        let mut fees: BTreeSet<Decimal> = self.fees.iter().map(|fee| *fee - told).collect();
        fees.insert(Decimal::ZERO);
        (fees.len() > 1 || self.lost).then_some(Self { fees, ..self })
    }
}

/// Whether unknown fees explain a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Explained {
    /// Fees that were told do, or there is none.
    Fully,
    /// An answer was lost, and may have told a fee of that size.
    Perhaps,
    /// They do not.
    No,
}

impl Costs {
    pub(crate) fn told(&self) -> Decimal {
        self.transfers.iter().chain(&self.deposits).copied().sum()
    }

    /// Whether unknown fees explain that so much is lacking.
    pub(crate) fn explain(&self, lacking: Decimal) -> Explained {
        let sums = self.sums();
        if sums.as_ref().is_some_and(|sums| sums.contains(&lacking)) {
            return Explained::Fully;
        }
        let ends = |end: fn(&BTreeSet<Decimal>) -> Option<&Decimal>| -> Decimal {
            self.unknown
                .iter()
                .filter_map(|u| end(&u.fees))
                .copied()
                .sum()
        };
        let (least, most) = (ends(BTreeSet::first), ends(BTreeSet::last));
        let any = self.unknown.iter().any(|u| u.any);
        let open = sums.is_none() || self.unknown.iter().any(|u| u.lost);
        if open && least <= lacking && (any || lacking <= most) {
            Explained::Perhaps
        } else {
            Explained::No
        }
    }

    /// Every sum that the unknown fees can make; absent where there are too many.
    fn sums(&self) -> Option<BTreeSet<Decimal>> {
        let mut sums = BTreeSet::from([Decimal::ZERO]);
        for unknown in &self.unknown {
            sums = sums
                .iter()
                .flat_map(|s| unknown.fees.iter().map(|f| *s + *f))
                .collect();
            if sums.len() > MOST_SUMS {
                return None;
            }
        }
        Some(sums)
    }
}
