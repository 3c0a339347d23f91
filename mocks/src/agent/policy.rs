//! What applications may spend (paper §2.3, §5).

use super::account::Payment;
use super::books::Books;
use wire::Amount;

/// Why a payment is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Beyond {
    /// It is too much for one payment.
    #[error("no payment is to be more than {0}")]
    Payment(Amount),
    /// It is too much after what was paid today.
    #[error("no more than {0} is to be paid in a day")]
    Day(Amount),
    /// It is too much for somebody who was not paid before.
    #[error("no first payment to somebody is to be more than {0}")]
    FirstDeal(Amount),
}

/// Whether a payment may be made, after all that are to be made.
pub(crate) fn check(
    books: &Books,
    before: &[&Payment],
    payment: &Payment,
    now: u64,
) -> Result<(), Beyond> {
    let application = payment.application.as_deref();
    let policy = books.policy(application);
    if let Some(most) = policy.per_payment.filter(|most| payment.amount > *most) {
        return Err(Beyond::Payment(most));
    }
    let is_first = !books.has_paid(&payment.recipient);
    let first = policy
        .first_deal
        .filter(|most| is_first && payment.amount > *most);
    if let Some(most) = first {
        return Err(Beyond::FirstDeal(most));
    }
    let Some(most) = policy.per_day else {
        return Ok(());
    };
    let counted = before
        .iter()
        .filter(|it| books.counts(it.application.as_deref(), application) && !it.is_move);
    let all = counted
        .map(|it| it.amount)
        .chain([payment.amount])
        .try_fold(
            books.spent_today(application, now).unwrap_or(most),
            Amount::checked_add,
        );
    match all {
        Some(all) if all <= most => Ok(()),
        _ => Err(Beyond::Day(most)),
    }
}
