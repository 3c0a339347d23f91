//! The seam at which it is decided what an answer to a transfer means, and what comes next.

use super::balance::Seen;
use std::time::Duration;
use wire::adapter::Outcome;
use wire::soap::Told;
use wire::{Amount, TransferFunds};

/// The word for what was executed.
const SUCCESS: &str = "success";

/// After so many copies without an answer the balance is looked at.
const SILENT_COPIES: u32 = 1;

/// What was tried to have a transfer executed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tried {
    /// Copies that may have arrived and were not answered, those of a process before included.
    pub(crate) unanswered: u32,
    /// Copies that were answered.
    pub(crate) answered: u32,
    /// A failure that was told for a copy.
    pub(crate) failure: Option<(String, Amount)>,
    /// Whether a copy was refused as no request.
    pub(crate) refused: bool,
    /// How long ago the last copy that was not answered was sent; absent where there is none.
    pub(crate) quiet: Option<Duration>,
}

impl Tried {
    /// What a process may have tried that is no more.
    pub(crate) fn before() -> Tried {
        Tried {
            unanswered: 1,
            quiet: Some(Duration::ZERO),
            ..Tried::default()
        }
    }

    /// Whether nothing was sent so far.
    pub(crate) fn is_first(&self) -> bool {
        self.unanswered + self.answered == 0
    }

    /// A copy was answered.
    pub(crate) fn note(&mut self, told: &Told) {
        self.answered += 1;
        match told {
            Told::Transfer { result, fee } if result != SUCCESS => {
                self.failure = Some((result.clone(), *fee));
            }
            Told::Fault(_) => self.refused = true,
            _ => {}
        }
    }

    /// A copy was not.
    pub(crate) fn note_silence(&mut self) {
        self.unanswered += 1;
        self.refused = false;
    }
}

/// How a transfer came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) outcome: Outcome,
    pub(crate) result: Option<String>,
    pub(crate) fee: Option<Amount>,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing.
    Settle(Verdict),
    /// The balance is looked at.
    Ask,
    /// The same message is sent again.
    Again,
}

/// How a holder sees to it that a transfer is executed once, and learns that it was.
pub(crate) trait Courier: Send + Sync {
    /// After a copy was answered.
    fn answered(&self, tried: &Tried, told: &Told) -> Step;

    /// After a copy was not answered.
    fn unanswered(&self, tried: &Tried) -> Step;

    /// After the balance was told.
    fn balance_told(&self, tried: &Tried, seen: Seen, quiet: Duration) -> Step;

    /// What is sent when this is sent again.
    fn again(&self, transfer: &TransferFunds, _tried: &Tried) -> TransferFunds {
        transfer.clone()
    }
}

/// Believes what an issuer must mean, and nothing else.
pub(crate) struct Careful;

impl Courier for Careful {
    fn answered(&self, tried: &Tried, told: &Told) -> Step {
        // To a redundant message an issuer may say anything but that it was executed: only the answer to the one copy that there
        // is tells of a failure.
        let is_only = tried.unanswered == 0 && tried.answered <= 1;
        match told {
            Told::Transfer { result, fee } if result == SUCCESS => {
                Step::Settle(Verdict::told(Outcome::Executed, result, *fee))
            }
            Told::Transfer { result, fee } if is_only => {
                Step::Settle(Verdict::told(Outcome::Failed, result, *fee))
            }
            Told::Fault(_) if is_only => Step::Settle(Verdict::silent(Outcome::Failed)),
            _ => Step::Ask,
        }
    }

    fn unanswered(&self, tried: &Tried) -> Step {
        match tried.unanswered > SILENT_COPIES {
            true => Step::Ask,
            false => Step::Again,
        }
    }

    fn balance_told(&self, tried: &Tried, seen: Seen, quiet: Duration) -> Step {
        // A failure is recorded under its counter, so that nothing can come of any copy any more. A refusal is not.
        let failure = tried.failure.as_ref();
        let is_over = failure.is_some()
            || (tried.refused && tried.quiet.is_none_or(|passed| passed >= quiet));
        let failed = match failure {
            Some((word, fee)) => Verdict::told(Outcome::Failed, word, *fee),
            None => Verdict::silent(Outcome::Failed),
        };
        match seen {
            Seen::Executed => Step::Settle(Verdict::silent(Outcome::Executed)),
            Seen::Failed => Step::Settle(failed),
            Seen::Recorded => Step::Settle(Verdict::silent(Outcome::Unknown)),
            Seen::NotYet if is_over => Step::Settle(failed),
            Seen::Nothing if is_over => Step::Settle(Verdict::silent(Outcome::Unknown)),
            Seen::NotYet | Seen::Nothing => Step::Again,
        }
    }
}

impl Verdict {
    /// What the issuer has said.
    pub(crate) fn told(outcome: Outcome, word: &str, fee: Amount) -> Verdict {
        Verdict {
            outcome,
            result: Some(word.to_owned()),
            fee: Some(fee),
        }
    }

    /// What is known without a word of it.
    pub(crate) fn silent(outcome: Outcome) -> Verdict {
        Verdict {
            outcome,
            result: None,
            fee: None,
        }
    }
}
