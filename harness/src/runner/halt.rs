//! Why a scenario goes no further.

use record::Verdict;

/// Why a scenario goes no further, and what that alone means for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halt {
    /// What it means.
    pub verdict: Verdict,
    /// For people.
    pub reason: String,
}

/// How a step went.
pub type Step = Result<(), Halt>;

impl Halt {
    /// The evidence will settle nothing.
    pub fn inconclusive(reason: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Inconclusive,
            reason: reason.into(),
        }
    }

    /// What the scenario needs is a liberty that the subject does not take.
    pub fn not_applicable(reason: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::NotApplicable,
            reason: reason.into(),
        }
    }

    /// The suite itself is at fault.
    pub fn error(reason: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Error,
            reason: reason.into(),
        }
    }
}
