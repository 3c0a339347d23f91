//! What is wrong with message counters, and with what is sent again.

use super::seams::{decided, kept, numbered, written};
use crate::agent::balance::Seen;
use crate::agent::courier::{Courier, Step, Tried};
use crate::agent::line::{Line, Settled};
use crate::agent::parts::Parts;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use wire::adapter::Outcome;
use wire::soap::Told;
use wire::{MessageCounter, Request, TransferFunds};

/// Where those begin who count down.
const HIGH: u64 = 1 << 40;

/// Sends another message again.
struct Altering<F> {
    right: Arc<dyn Courier>,
    alter: F,
}

impl<F: Fn(&mut TransferFunds) + Send + Sync> Courier for Altering<F> {
    fn answered(&self, tried: &Tried, told: &Told) -> Step {
        self.right.answered(tried, told)
    }

    fn unanswered(&self, tried: &Tried) -> Step {
        self.right.unanswered(tried)
    }

    fn balance_told(&self, tried: &Tried, seen: Seen, quiet: Duration) -> Step {
        self.right.balance_told(tried, seen, quiet)
    }

    fn again(&self, transfer: &TransferFunds, tried: &Tried) -> TransferFunds {
        let mut transfer = self.right.again(transfer, tried);
        (self.alter)(&mut transfer);
        transfer
    }
}

fn altering(parts: &mut Parts, alter: impl Fn(&mut TransferFunds) + Send + Sync + 'static) {
    let right = Arc::clone(&parts.courier);
    parts.courier = Arc::new(Altering { right, alter });
}

pub(super) fn kept_after_failure(parts: &mut Parts) {
    let has_failed = Arc::new(AtomicBool::new(false));
    let failed = Arc::clone(&has_failed);
    decided(parts, move |_, _, right| {
        if let Step::Settle(verdict) = &right {
            failed.store(verdict.outcome == Outcome::Failed, Ordering::SeqCst);
        }
        right
    });
    numbered(parts, move |last, right| {
        let kept = last.filter(|_| has_failed.load(Ordering::SeqCst));
        kept.or(right.map(MessageCounter::value))
    });
}

/// Numbers that rise whoever takes them.
pub(super) fn shared(parts: &mut Parts) -> Arc<AtomicU64> {
    let highest = Arc::new(AtomicU64::new(0));
    let taken = Arc::clone(&highest);
    numbered(parts, move |_, right| {
        let right = right?.value();
        let last = taken.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |highest| {
            Some(right.max(highest + 1))
        });
        last.ok().map(|highest| right.max(highest + 1))
    });
    highest
}

pub(super) fn new_on_retransmission(parts: &mut Parts) {
    let highest = shared(parts);
    altering(parts, move |transfer| {
        let next = highest.fetch_add(1, Ordering::SeqCst) + 1;
        transfer.message_counter = next.to_string();
    });
}

pub(super) fn altered_on_retransmission(parts: &mut Parts) {
    altering(parts, |transfer| {
        transfer.transaction_id.pop();
        transfer.transaction_id.push('~');
    });
}

pub(super) fn repeated_for_equal(parts: &mut Parts) {
    let known = Mutex::new(HashMap::new());
    written(parts, move |right, request| {
        let mut request = request.clone();
        if let Request::TransferFunds(transfer) = &mut request {
            let content = TransferFunds {
                message_counter: String::new(),
                ..transfer.clone()
            };
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            let first = known
                .entry(format!("{content:?}"))
                .or_insert_with(|| transfer.message_counter.clone());
            transfer.message_counter.clone_from(first);
        }
        right.write(&request)
    });
}

pub(super) fn falls(parts: &mut Parts) {
    numbered(parts, |last, _| {
        last.map_or(Some(HIGH), |it| it.checked_sub(1))
    });
}

pub(super) fn reused_after_restart(parts: &mut Parts) {
    let has_begun = AtomicBool::new(false);
    numbered(parts, move |_, right| {
        match has_begun.swap(true, Ordering::SeqCst) {
            true => right.map(MessageCounter::value),
            false => Some(1),
        }
    });
}

pub(super) fn of_seconds(parts: &mut Parts) {
    let highest = AtomicU64::new(0);
    let pace = Arc::clone(&parts.pace);
    numbered(parts, move |_, _| {
        let next = |last: u64| ((pace.now)() / 1000).max(last + 1);
        let last = highest.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |it| Some(next(it)));
        last.ok().map(|_| highest.load(Ordering::SeqCst))
    });
}

pub(super) fn written_after_answer(parts: &mut Parts) {
    kept(parts, || {
        let mut held = None;
        move |line| match line {
            Line::Sent(_) => {
                held = Some(line);
                Vec::new()
            }
            Line::Settled(_) => held.take().into_iter().chain([line]).collect(),
            Line::Withdrawn(_) => Vec::new(),
            _ => vec![line],
        }
    });
}

pub(super) fn pending_forgotten(parts: &mut Parts) {
    kept(parts, || {
        |line| match line {
            Line::Sent(sent) => {
                let over = Settled {
                    identity: sent.identity.clone(),
                    counter: sent.counter,
                    outcome: Outcome::Executed,
                    result: None,
                    fee: None,
                };
                vec![Line::Sent(sent), Line::Settled(over)]
            }
            Line::Settled(_) | Line::Withdrawn(_) => Vec::new(),
            _ => vec![line],
        }
    });
}
