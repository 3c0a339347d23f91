//! The kill matrix: which faults a suite found, and in which requirements.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Level, RequirementId, Verdict};

/// The form of a kill matrix.
pub const MATRIX_FORMAT: &str = "trialplate-matrix/1";

/// What came out when a suite was run against a reference implementation with each of its faults, and without any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KillMatrix {
    /// [`MATRIX_FORMAT`].
    pub format: String,
    /// The profile that was tried.
    pub profile: String,
    /// The version of the suite.
    pub version: String,
    /// The role: `lcp/issuer`.
    pub role: String,
    /// When it began: RFC 3339.
    pub started: String,
    /// The command that repeats it.
    pub command: String,
    /// What names, amounts and ids varied by.
    pub seed: u64,
    /// How many runs went on side by side.
    pub jobs: usize,
    /// How long all of it took, in milliseconds.
    pub duration_ms: u64,
    /// The role's requirements.
    pub requirements: Vec<MatrixColumn>,
    /// The reference as it should be, with nothing beside it.
    pub faultless: MatrixTrial,
    /// One row a fault.
    pub faults: Vec<FaultTrial>,
    /// Whether all faults that there are were tried.
    pub complete: bool,
    /// What is not as it should be, filled in by the judge.
    pub problems: Vec<Problem>,
    /// The exit status: 0 when there is no problem, 1 when there is one, 3 when nothing was proved.
    pub exit: u8,
}

/// A requirement, as a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatrixColumn {
    /// The requirement.
    pub id: RequirementId,
    /// How binding it is.
    pub level: Level,
    /// What it says.
    pub says: String,
}

/// What one run came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatrixTrial {
    /// The verdict of the run.
    pub verdict: Verdict,
    /// The exit status of the run, with warnings counted as failures.
    pub exit: u8,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// How many scenarios were run.
    pub scenarios: usize,
    /// Why it ended before all were run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_early: Option<String>,
    /// Requirements that were not found to hold, with the first evidence.
    pub marks: BTreeMap<RequirementId, Mark>,
}

/// How a requirement came out that was not found to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Failed or warned: it is red. Inconclusive or error: it was not settled.
    pub verdict: Verdict,
    /// A scenario in which it shows, as `FEATURE:LINE NAME`.
    pub scenario: String,
    /// What was found there.
    pub why: String,
}

impl Mark {
    /// Whether the requirement was found broken.
    #[must_use]
    pub fn is_red(&self) -> bool {
        matches!(self.verdict, Verdict::Failed | Verdict::Warned)
    }
}

impl MatrixTrial {
    /// The requirements that were found broken.
    pub fn red(&self) -> impl Iterator<Item = &RequirementId> {
        let red = self.marks.iter().filter(|(_, mark)| mark.is_red());
        red.map(|(id, _)| id)
    }
}

/// A fault, and what its run came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaultTrial {
    /// What it is called.
    pub name: String,
    /// What it does.
    pub says: String,
    /// The requirements that must be found broken.
    pub must_fail: Vec<RequirementId>,
    /// The requirements beyond these that it can touch, each by its id, or a whole family of them: `lcp.issuer.counter.*`.
    pub may_fail: Vec<String>,
    /// How likely it is to be missed, where it does not show each time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chance: Option<MatrixChance>,
    /// What its run came to; absent where the suite broke down.
    pub trial: Option<MatrixTrial>,
}

impl FaultTrial {
    /// Whether it is declared to touch a requirement, beyond those that it must break.
    #[must_use]
    pub fn may_touch(&self, id: &RequirementId) -> bool {
        self.may_fail.iter().any(|given| covers(given, id))
    }
}

/// Whether what a fault is declared to touch, an id or a family, covers a requirement.
#[must_use]
pub fn covers(given: &str, id: &RequirementId) -> bool {
    match given.strip_suffix('*') {
        Some(family) => id.as_str().starts_with(family),
        None => id.as_str() == given,
    }
}

/// A fault that shows only now and then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MatrixChance {
    /// With which probability it shows in one trial, as a decimal.
    pub per_trial: String,
    /// What is a trial.
    pub trial: String,
    /// How many trials a run makes at least.
    pub trials: u32,
    /// How likely it is that a run misses it, as text: `9.3e-7`.
    pub missed: String,
}

/// Something about a kill matrix that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Problem {
    /// The reference without a fault is not found to be conforming.
    Faultless(RequirementId, String),
    /// The run without a fault proved nothing.
    NothingProved(String),
    /// A fault's run did not end with status 1.
    Survived(String, String),
    /// A fault's run did not find a requirement broken that it must.
    Missed(String, RequirementId),
    /// A fault's run left a requirement open that it must find broken.
    Undecided(String, RequirementId, String),
    /// A fault's run found a requirement broken that it does not touch.
    Unexpected(String, RequirementId, String),
    /// The suite broke down in a fault's run.
    BrokeDown(String, String),
    /// A MUST that no fault breaks.
    NoFault(RequirementId),
    /// A fault is declared to break or touch a requirement that the role does not have.
    NoRequirement(String, String),
}
