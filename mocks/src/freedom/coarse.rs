//! Fewer fraction digits than six, which an issuer declares (spec/lcp.md, sections 5 and 11).

use fastrand::Rng;
use wire::{Amount, TransferFunds, TransferFundsResponse, TransferResult};

use super::failures::Failures;
use super::liberties::Liberties;
use crate::FeeSchedule;
use crate::fault::AmendAccounts;
use crate::ledger::{Accounts, Caller, Order};

/// So many of those that hold fewer than six: two are a cent's.
const DIGITS: std::ops::RangeInclusive<u32> = 2..=5;

/// How many fraction digits are held, where what is charged needs no more.
pub(super) fn drawn(mut rng: Rng, fees: Option<&FeeSchedule>, failures: &Failures) -> Option<u32> {
    let digits = rng.u32(DIGITS);
    let charged = fees
        .map(|it| [it.transfer, it.deposits, it.full_handshake])
        .into_iter()
        .flatten()
        .chain(failures.fee);
    let fits = |amount: Amount| amount.round_to(digits) == amount;
    charged.into_iter().all(fits).then_some(digits)
}

impl Liberties {
    /// The same liberties where so many fraction digits are held, whatever was drawn: no failure costs less than can be held.
    #[must_use]
    pub fn holding(mut self, fraction_digits: Option<u32>) -> Liberties {
        let finer = |fee: &Amount| fraction_digits.is_some_and(|d| fee.round_to(d) != *fee);
        self.failures.fee = self.failures.fee.filter(|fee| !finer(fee));
        Liberties {
            fraction_digits,
            ..self
        }
    }
}

/// Refuses an amount that has more fraction digits than these.
pub(super) struct Coarse(pub(super) u32);

impl AmendAccounts for Coarse {
    fn execute(
        &mut self,
        right: &mut dyn Accounts,
        caller: &Caller,
        request: &TransferFunds,
    ) -> TransferFundsResponse {
        match Order::read(request) {
            Ok(order) if order.amount.round_to(self.0) != order.amount => TransferFundsResponse {
                result: TransferResult::InvalidAmount,
                fee: Amount::ZERO,
            },
            _ => right.execute(caller, request),
        }
    }
}
