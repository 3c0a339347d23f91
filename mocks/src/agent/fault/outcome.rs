//! What is wrongly made of answers.

use crate::agent::balance::Seen;
use crate::agent::courier::{Courier, Step, Tried, Verdict};
use crate::agent::parts::Parts;
use std::sync::Arc;
use std::time::Duration;
use wire::adapter::Outcome;
use wire::soap::Told;

/// Takes some answers for a success that are none.
struct Credulous {
    right: Arc<dyn Courier>,
    takes: fn(&Told) -> Option<Verdict>,
}

impl Courier for Credulous {
    fn answered(&self, tried: &Tried, told: &Told) -> Step {
        match (self.takes)(told) {
            Some(verdict) => Step::Settle(verdict),
            None => self.right.answered(tried, told),
        }
    }

    fn unanswered(&self, tried: &Tried) -> Step {
        self.right.unanswered(tried)
    }

    fn balance_told(&self, tried: &Tried, seen: Seen, quiet: Duration) -> Step {
        self.right.balance_told(tried, seen, quiet)
    }
}

fn taking(parts: &mut Parts, takes: fn(&Told) -> Option<Verdict>) {
    let right = Arc::clone(&parts.courier);
    parts.courier = Arc::new(Credulous { right, takes });
}

pub(super) fn failure_is_success(parts: &mut Parts) {
    taking(parts, |told| match told {
        Told::Transfer { result, fee } => Some(Verdict::told(Outcome::Executed, result, *fee)),
        _ => None,
    });
}

pub(super) fn fault_is_success(parts: &mut Parts) {
    taking(parts, |told| match told {
        Told::Fault(_) => Some(Verdict::silent(Outcome::Executed)),
        _ => None,
    });
}
