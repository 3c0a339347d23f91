//! What a checker found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{RequirementId, Verdict};

/// A message on the time line of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bar {
    /// The exchange.
    pub exchange: u32,
    /// Who sent it.
    pub holder: String,
    /// When it was sent, in microseconds since the run began.
    pub sent: u64,
    /// When its answer was there; absent where none arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<u64>,
    /// What was asked, and what was answered.
    pub says: String,
    /// Whether its answer is one of those that contradict each other. Others are there to be seen beside them.
    pub contradicts: bool,
}

/// What a checker found about one requirement, with what a person needs to see why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// The requirement it speaks about.
    pub requirement: RequirementId,
    /// What it proves.
    pub verdict: Verdict,
    /// The index of the step in whose place it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<usize>,
    /// What should have been.
    pub expected: String,
    /// What was.
    pub actual: String,
    /// Why the one does not fit the other, where that is not plain.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The exchanges in which it shows.
    pub exchanges: Vec<u32>,
    /// The messages that it is about, where it is their times that matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub timeline: Vec<Bar>,
}
