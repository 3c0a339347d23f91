//! What stands where a fault's row and a requirement's column cross.

use record::{FaultTrial, Mark, RequirementId};

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// Found broken, as it must be.
    Killed,
    /// Not found broken, and must be.
    Missed,
    /// Found broken, as it may be.
    Touched,
    /// Found broken, and the fault does not touch it.
    Unexpected,
    /// The fault left nothing to decide it by.
    Unsettled,
    /// It holds.
    Holds,
}

impl Cell {
    pub(super) fn of(fault: &FaultTrial, id: &RequirementId) -> Self {
        let mark = mark(fault, id);
        let red = mark.is_some_and(Mark::is_red);
        match (red, fault.must_fail.contains(id), fault.may_touch(id)) {
            (true, true, _) => Self::Killed,
            (false, true, _) => Self::Missed,
            (true, false, true) => Self::Touched,
            (true, false, false) => Self::Unexpected,
            (false, false, _) if mark.is_some() => Self::Unsettled,
            (false, false, _) => Self::Holds,
        }
    }

    /// The class that gives it its look.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Missed => "missed",
            Self::Touched => "touched",
            Self::Unexpected => "unexpected",
            Self::Unsettled => "unsettled",
            Self::Holds => "holds",
        }
    }

    /// What it means.
    pub(super) fn says(self) -> &'static str {
        match self {
            Self::Killed => "found broken, as it must be",
            Self::Missed => "must be found broken, and was not",
            Self::Touched => "found broken, as it may be",
            Self::Unexpected => "found broken, and the fault does not touch it",
            Self::Unsettled => "the fault left nothing to decide it by",
            Self::Holds => "holds",
        }
    }

    pub(super) const ALL: [Self; 6] = [
        Self::Killed,
        Self::Touched,
        Self::Unsettled,
        Self::Holds,
        Self::Missed,
        Self::Unexpected,
    ];
}

/// What a fault's run left about a requirement.
pub(super) fn mark<'a>(fault: &'a FaultTrial, id: &RequirementId) -> Option<&'a Mark> {
    fault.trial.as_ref().and_then(|t| t.marks.get(id))
}
