//! What a checker found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{RequirementId, Verdict};

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
}
