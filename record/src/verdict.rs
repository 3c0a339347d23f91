//! Verdicts, and the one function that combines them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a piece of evidence proves. Ordered by what weighs more when several are combined.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// A capability that it needs was not declared: nothing was tried.
    NotApplicable,
    /// It was checked, and it holds.
    Passed,
    /// A SHOULD does not hold.
    Warned,
    /// The evidence settles nothing: a time-out, a lost connection, a scenario that could not go on.
    Inconclusive,
    /// The harness itself is at fault.
    Error,
    /// A MUST does not hold.
    Failed,
}

impl Verdict {
    /// All verdicts, heaviest first.
    pub const ALL: [Self; 6] = [
        Self::Failed,
        Self::Error,
        Self::Inconclusive,
        Self::Warned,
        Self::Passed,
        Self::NotApplicable,
    ];

    /// The verdict on two things together: the heavier one. Proof of a failure outweighs everything, for what was seen
    /// stays seen; what could not be settled outweighs what passed; and what did not apply weighs nothing.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// The verdict on many things together. Of nothing at all: [`Verdict::Inconclusive`], for where nothing was checked
    /// nothing was proved.
    pub fn of(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter()
            .reduce(Self::and)
            .unwrap_or(Self::Inconclusive)
    }

    /// The word for it in reports: `passed`, `not applicable`, …
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotApplicable => "not applicable",
            Self::Passed => "passed",
            Self::Warned => "warned",
            Self::Inconclusive => "inconclusive",
            Self::Error => "error",
            Self::Failed => "failed",
        }
    }
}

impl std::fmt::Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// The exit status of a command that judges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// 0: the subject conforms.
    Conforming = 0,
    /// 1: it does not.
    NotConforming = 1,
    /// 2: usage or configuration, found before any value moved.
    Usage = 2,
    /// 3: the run proved nothing.
    Unproven = 3,
}

impl Exit {
    /// The exit status that a run's verdict means. With `strict` a warning counts as a failure. A run in which nothing
    /// applied proves nothing.
    #[must_use]
    pub fn of(verdict: Verdict, strict: bool) -> Self {
        match verdict {
            Verdict::Passed => Self::Conforming,
            Verdict::Warned if !strict => Self::Conforming,
            Verdict::Warned | Verdict::Failed => Self::NotConforming,
            Verdict::Inconclusive | Verdict::Error | Verdict::NotApplicable => Self::Unproven,
        }
    }

    /// The number that the process ends with.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Error, Failed, Inconclusive, NotApplicable, Passed, Warned};

    #[test]
    fn combining_is_total_commutative_associative_and_idempotent() {
        for a in Verdict::ALL {
            assert_eq!(a.and(a), a);
            for b in Verdict::ALL {
                assert_eq!(a.and(b), b.and(a));
                for c in Verdict::ALL {
                    assert_eq!(a.and(b).and(c), a.and(b.and(c)));
                }
            }
        }
    }

    #[test]
    fn the_heavier_verdict_wins() {
        assert_eq!(Passed.and(NotApplicable), Passed);
        assert_eq!(Passed.and(Warned), Warned);
        assert_eq!(Warned.and(Inconclusive), Inconclusive);
        assert_eq!(Inconclusive.and(Error), Error);
        assert_eq!(Error.and(Failed), Failed);
    }

    #[test]
    fn nothing_checked_is_never_passed() {
        assert_eq!(Verdict::of([]), Inconclusive);
        assert_eq!(Verdict::of([NotApplicable, NotApplicable]), NotApplicable);
        assert_eq!(Exit::of(NotApplicable, false), Exit::Unproven);
    }

    #[test]
    fn exit_statuses_are_the_documented_ones() {
        assert_eq!(Exit::of(Passed, true).code(), 0);
        assert_eq!(Exit::of(Warned, false).code(), 0);
        assert_eq!(Exit::of(Warned, true).code(), 1);
        assert_eq!(Exit::of(Failed, false).code(), 1);
        assert_eq!(Exit::Usage.code(), 2);
        assert_eq!(Exit::of(Inconclusive, false).code(), 3);
        assert_eq!(Exit::of(Error, true).code(), 3);
    }
}
