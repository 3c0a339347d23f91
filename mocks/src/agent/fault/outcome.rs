//! What is wrongly made of answers, and of silence.

use super::seams::{Event, around_desk, decided, ordered, read};
use crate::agent::courier::{Step, Verdict};
use crate::agent::desk::{Attended, Desk};
use crate::agent::parts::Parts;
use serde_json::Value;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use wire::Amount;
use wire::adapter::{ErrorCode, Order, Outcome, Paid, Refusal};
use wire::soap::{Operation, Told};

/// Longer than any application waits.
const FOR_EVER: Duration = Duration::from_secs(24 * 60 * 60);

/// After so many copies the impatient give up.
const FEW: u32 = 2;

fn settled(outcome: Outcome) -> Step {
    Step::Settle(Verdict::silent(outcome))
}

/// Takes some answers for a success that are none.
fn taking(parts: &mut Parts, takes: fn(&Told) -> Option<Verdict>) {
    decided(parts, move |_, event, right| match event {
        Event::Answered(told) => takes(told).map_or(right, Step::Settle),
        _ => right,
    });
}

pub(super) fn failure_is_success(parts: &mut Parts) {
    taking(parts, |told| match told {
        Told::Transfer { result, fee } => Some(Verdict::told(Outcome::Executed, result, *fee)),
        _ => None,
    });
}

pub(super) fn success_in_the_word(parts: &mut Parts) {
    taking(parts, |told| match told {
        Told::Transfer { result, fee } if result.to_lowercase().contains("success") => {
            Some(Verdict::told(Outcome::Executed, result, *fee))
        }
        _ => None,
    });
}

pub(super) fn fault_is_success(parts: &mut Parts) {
    taking(parts, |told| match told {
        Told::Fault(_) => Some(Verdict::silent(Outcome::Executed)),
        _ => None,
    });
}

pub(super) fn refused_is_failed(parts: &mut Parts) {
    taking(parts, |told| match told {
        Told::Transfer { result, fee } if result != "success" => {
            Some(Verdict::told(Outcome::Failed, result, *fee))
        }
        Told::Fault(_) => Some(Verdict::silent(Outcome::Failed)),
        _ => None,
    });
}

pub(super) fn stale_is_failed(parts: &mut Parts) {
    taking(parts, |told| match told {
        Told::Transfer { result, fee } if result == "counterStale" => {
            Some(Verdict::told(Outcome::Failed, result, *fee))
        }
        _ => None,
    });
}

pub(super) fn failure_fee_dropped(parts: &mut Parts) {
    decided(parts, |_, _, right| match right {
        Step::Settle(verdict) if verdict.outcome == Outcome::Failed => Step::Settle(Verdict {
            fee: verdict.fee.map(|_| Amount::ZERO),
            ..verdict
        }),
        right => right,
    });
}

pub(super) fn fee_assumed(parts: &mut Parts) {
    let last = Mutex::new(None);
    decided(parts, move |_, _, right| match right {
        Step::Settle(verdict) if verdict.fee.is_some() => {
            let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
            let fee = last.or(verdict.fee);
            *last = verdict.fee;
            Step::Settle(Verdict { fee, ..verdict })
        }
        right => right,
    });
}

/// What silence is taken for.
fn silence(parts: &mut Parts, step: fn() -> Step) {
    decided(parts, move |_, event, right| match event {
        Event::Unanswered => step(),
        _ => right,
    });
}

pub(super) fn slow_is_failed(parts: &mut Parts) {
    Arc::make_mut(&mut parts.pace).answer = Duration::from_secs(1);
    silence(parts, || settled(Outcome::Failed));
}

pub(super) fn lost_is_failed(parts: &mut Parts) {
    silence(parts, || settled(Outcome::Failed));
}

pub(super) fn lost_is_unknown(parts: &mut Parts) {
    silence(parts, || settled(Outcome::Unknown));
}

pub(super) fn unknown_is_over(parts: &mut Parts) {
    decided(parts, |tried, event, right| match (event, right) {
        (_, Step::Settle(verdict)) => Step::Settle(verdict),
        _ if tried.unanswered >= FEW => settled(Outcome::Unknown),
        (_, right) => right,
    });
}

pub(super) fn balance_never_asked(parts: &mut Parts) {
    decided(parts, |_, _, right| match right {
        Step::Ask => Step::Again,
        right => right,
    });
}

/// Balances as they are told, without what was listed beside them.
#[derive(Default)]
struct Bare {
    told: Option<Amount>,
    before: Option<Amount>,
}

pub(super) fn unchanged_is_failed(parts: &mut Parts) {
    let bare = Arc::new(Mutex::new(Bare::default()));
    let seen = Arc::clone(&bare);
    read(parts, move |right, asked, mail| {
        let told = right.read(asked, mail);
        if let Ok(Told::Deposits(reply)) = &told {
            seen.lock().unwrap_or_else(PoisonError::into_inner).told = Some(reply.balance);
        }
        told
    });
    decided(parts, move |_, event, right| {
        let mut bare = bare.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Unanswered => {
                bare.before = bare.before.or(bare.told);
                Step::Ask
            }
            Event::Balance if bare.before.is_some() && bare.told >= bare.before => {
                settled(Outcome::Failed)
            }
            Event::Balance => right,
            Event::Answered(_) => {
                bare.before = None;
                right
            }
        }
    });
}

pub(super) fn garbage_is_failed(parts: &mut Parts) {
    read(parts, |right, asked, mail| {
        let told = right.read(asked, mail);
        told.or_else(|why| match (asked, &mail.cut) {
            (Operation::TransferFunds, None) => Ok(Told::Fault(why.to_string())),
            _ => Err(why),
        })
    });
}

pub(super) fn garbage_is_success(parts: &mut Parts) {
    read(parts, |right, asked, mail| {
        let told = right.read(asked, mail);
        told.or_else(|why| match (asked, mail.status, &mail.cut) {
            (Operation::TransferFunds, 200, None) => Ok(Told::Transfer {
                result: "success".to_owned(),
                fee: Amount::ZERO,
            }),
            _ => Err(why),
        })
    });
}

pub(super) fn status_ignored(parts: &mut Parts) {
    read(parts, |right, asked, mail| {
        let mut good = mail.clone();
        good.status = 200;
        let told = right.read(asked, &good);
        told.or_else(|_| right.read(asked, mail))
    });
}

pub(super) fn stuck(parts: &mut Parts) {
    let pace = Arc::make_mut(&mut parts.pace);
    (pace.answer, pace.longest_answer) = (FOR_EVER, FOR_EVER);
    ordered(parts, |mut order| {
        if let Order::Transfer(transfer) = &mut order {
            transfer.within_ms = u32::MAX;
        }
        order
    });
}

/// Pays nothing any more once it has reported an outcome as unknown.
struct Locked {
    right: Arc<dyn Desk>,
    is_locked: AtomicBool,
}

impl Desk for Locked {
    fn attend(&self, order: Order) -> Attended<'_> {
        Box::pin(async move {
            let is_transfer = matches!(order, Order::Transfer(_));
            if is_transfer && self.is_locked.load(Ordering::SeqCst) {
                return Err(Refusal {
                    code: ErrorCode::Refused,
                    message: "an outcome is unknown".to_owned(),
                });
            }
            let done = self.right.attend(order).await;
            let paid = done.clone().map(serde_json::from_value::<Paid>);
            let is_unknown = matches!(paid, Ok(Ok(paid)) if paid.outcome == Outcome::Unknown);
            self.is_locked.fetch_or(is_unknown, Ordering::SeqCst);
            done
        })
    }

    fn decline(&self, op: &str) -> Result<Value, Refusal> {
        self.right.decline(op)
    }
}

pub(super) fn locked_after_unknown(parts: &mut Parts) {
    around_desk(parts, |right| {
        let is_locked = AtomicBool::new(false);
        Arc::new(Locked { right, is_locked })
    });
}
