//! The record of a whole run.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Capability, Level, RequirementId, ScenarioRecord, Verdict};

/// The form of the record. A reader refuses another one.
pub const FORMAT: &str = "trialplate-run/1";

/// The profile that the requirements make.
pub const PROFILE: &str = "Trialplate LCP profile 1";

/// Fees that an operator announces, as decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fees {
    /// For a transfer on a resumed session.
    pub transfer: String,
    /// For a deposits request on a resumed session.
    pub deposits: String,
    /// Extra for either on a connection with a full handshake.
    #[serde(default)]
    pub full_handshake: String,
}

/// What made holders believe that they spoke to the subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Trusted {
    /// An authority bound its key to its domain. The authority's PEM file is relative to the folder of the record, and is
    /// there where keys were kept.
    Authority(Option<String>),
    /// It has the key with this identifier.
    Key(String),
}

/// What was under test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SubjectInfo {
    /// Its name.
    pub name: String,
    /// `embedded`, `url` or `exec`.
    pub kind: String,
    /// Where its description is.
    pub wsdl: String,
    /// Where its service is, as the description says; absent where that was not found out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Where connections to the service went, `IP:PORT`; absent where that was not found out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// How it was told from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trust: Option<Trusted>,
    /// Its version, as its operator gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// What it declares.
    pub capabilities: Vec<Capability>,
    /// How many fraction digits it holds, where it declares fewer than six (spec §5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fraction_digits: Option<u32>,
    /// Faults that were put into the embedded reference.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<String>,
    /// The liberties that the embedded reference takes, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub liberties: Vec<String>,
}

impl SubjectInfo {
    /// What it declares, in the words for it.
    #[must_use]
    pub fn declares(&self) -> Vec<String> {
        let digits = self.fraction_digits;
        let words = self.capabilities.iter().map(|c| c.word().to_owned());
        let digits = digits.map(|d| match d {
            1 => "1 fraction digit".to_owned(),
            _ => format!("{d} fraction digits"),
        });
        words.chain(digits).collect()
    }

    /// Notes something that it declares, or that was found out about it.
    pub fn allow(&mut self, capability: Capability) {
        self.capabilities.push(capability);
        self.capabilities.sort_unstable();
        self.capabilities.dedup();
    }
}

/// How a requirement came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequirementOutcome {
    /// The requirement.
    pub id: RequirementId,
    /// How binding it is.
    pub level: Level,
    /// What the findings about it prove together; absent where the run had no scenario for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// What it says.
    pub says: String,
    /// Where it comes from.
    pub source: String,
    /// Names of the scenarios that have findings about it.
    pub scenarios: Vec<String>,
    /// Why it was not tested, where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untested: Option<String>,
}

/// How many scenarios came out how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// A MUST does not hold.
    pub failed: usize,
    /// The harness is at fault.
    pub error: usize,
    /// The evidence settles nothing.
    pub inconclusive: usize,
    /// A SHOULD does not hold.
    pub warned: usize,
    /// Everything holds.
    pub passed: usize,
    /// A capability was not declared.
    pub not_applicable: usize,
}

impl Summary {
    /// Counts verdicts.
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        let mut summary = Self::default();
        for verdict in verdicts {
            *match verdict {
                Verdict::Failed => &mut summary.failed,
                Verdict::Error => &mut summary.error,
                Verdict::Inconclusive => &mut summary.inconclusive,
                Verdict::Warned => &mut summary.warned,
                Verdict::Passed => &mut summary.passed,
                Verdict::NotApplicable => &mut summary.not_applicable,
            } += 1;
        }
        summary
    }

    /// How many there are of one verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        match verdict {
            Verdict::Failed => self.failed,
            Verdict::Error => self.error,
            Verdict::Inconclusive => self.inconclusive,
            Verdict::Warned => self.warned,
            Verdict::Passed => self.passed,
            Verdict::NotApplicable => self.not_applicable,
        }
    }
}

/// Value that did not come back to the purse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stray {
    /// The key that holds it, or held it last.
    pub key: String,
    /// How much, as far as is known.
    pub amount: String,
    /// Why it is still there.
    pub why: String,
}

/// What became of the operator's money. Amounts are decimals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PurseAccount {
    /// The key identifier of the purse.
    pub key: String,
    /// The most that could leave it.
    pub budget: String,
    /// What it held before.
    pub before: String,
    /// What it held afterwards; absent where that could not be learnt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// All fees that were reported, of all holders.
    pub fees: String,
    /// What a scenario sent to the issuer's own key, as it says, and nobody can take back. Absent where that is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// What is missing beside those and what was left behind: the fees that stood in answers which scenarios lost on
    /// purpose, and that nobody was told. Absent where that is nothing, or not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untold: Option<String>,
    /// The last message counter that was used with the purse's key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_counter: Option<u64>,
    /// What did not come back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_behind: Vec<Stray>,
}

/// The record of a run: everything that a report is drawn from, and that the verdicts can be derived from again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunRecord {
    /// [`FORMAT`].
    pub format: String,
    /// [`PROFILE`].
    pub profile: String,
    /// The version of the suite.
    pub version: String,
    /// Suite and role: `lcp/issuer`.
    pub role: String,
    /// The seed that names, amounts and ids were varied with.
    pub seed: u64,
    /// When it began, RFC 3339, UTC.
    pub started: String,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// Whether warnings count as failures.
    pub strict: bool,
    /// The command that repeats the run. One scenario alone: with `--scenario` and its feature and line.
    pub command: String,
    /// Whether its scenarios are programs that were drawn.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub explored: bool,
    /// What was under test.
    pub subject: SubjectInfo,
    /// What the scenarios prove together.
    pub verdict: Verdict,
    /// The exit status that follows.
    pub exit: u8,
    /// Why the run ended early, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_early: Option<String>,
    /// Scenarios by verdict, the preflight not counted.
    pub summary: Summary,
    /// Every requirement of the role, in order of id.
    pub requirements: Vec<RequirementOutcome>,
    /// What became of the money; absent where none was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purse: Option<PurseAccount>,
    /// The scenarios, in order of file and line.
    pub scenarios: Vec<ScenarioRecord>,
}
