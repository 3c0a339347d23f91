//! The evidence of one scenario.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Exchange, Expectation, Fees, Finding, Played, RequirementId, Verdict};

/// A holder that takes part in a scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// Its name in the story.
    pub name: String,
    /// Its key identifier: SHA-256 of its SubjectPublicKeyInfo, hexadecimal.
    pub key: String,
    /// A PEM file with its private key and certificate, relative to the folder of the record, where keys were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pem: Option<String>,
}

/// One step, and how it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StepRecord {
    /// `Given`, `When`, `Then`, …
    pub keyword: String,
    /// Its text.
    pub text: String,
    /// How it went. A step that acts and expects nothing is passed when it could act; one that was not reached, because
    /// an earlier one ended the scenario, is not applicable.
    pub verdict: Verdict,
}

/// How many requests of one form a scenario sent, and what they were answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tally {
    /// The form: a kind of rendering, or of defect.
    pub form: String,
    /// How many requests had it.
    pub sent: u32,
    /// How many of them were carried out: answered with success, or with a list of deposits.
    pub accepted: u32,
    /// How many were refused: with a failure, a Fault, or an HTTP status of 400 or more.
    pub refused: u32,
}

/// The evidence of one scenario, and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScenarioRecord {
    /// Its name.
    pub name: String,
    /// The file it stands in, as `lcp/issuer/counter.feature`.
    pub feature: String,
    /// Its line there.
    pub line: usize,
    /// The rule that it stands under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The requirements that it claims to decide.
    pub tags: Vec<RequirementId>,
    /// What follows from its findings, and from how far it came.
    pub verdict: Verdict,
    /// Why it went no further, where it ended before its last step: the verdict that this alone means, and the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub halted: Option<(Verdict, String)>,
    /// The domain of an issuer of the scenario's own, beside the run's subject, where it had one: the money in it was none of
    /// the operator's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_issuer: Option<String>,
    /// The fees that its issuer announces, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<Fees>,
    /// What the seed made of it: amounts in the text were multiplied by this decimal.
    pub rate: String,
    /// When it began, in microseconds since the run began.
    pub started: u64,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// Who took part.
    pub parties: Vec<Party>,
    /// Its steps.
    pub steps: Vec<StepRecord>,
    /// Everything that went over the wire.
    pub exchanges: Vec<Exchange>,
    /// What else there is to see where a holder is under test, and the suite plays the issuers.
    #[serde(default, skip_serializing_if = "Played::is_empty")]
    pub played: Played,
    /// Everything that was expected.
    pub expectations: Vec<Expectation>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// The forms of its requests, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tallies: Vec<Tally>,
}

impl ScenarioRecord {
    /// Whether it is the preflight, which stands in no file and belongs to every run: no scenario, where these are counted.
    #[must_use]
    pub fn is_preflight(&self) -> bool {
        self.line == 0
    }
}

impl ScenarioRecord {
    /// The exchange of that number.
    #[must_use]
    pub fn exchange(&self, id: u32) -> Option<&Exchange> {
        self.exchanges.iter().find(|e| e.id == id)
    }

    /// The name of the party that has this key, compared without regard to case.
    #[must_use]
    pub fn party_of_key(&self, key: &str) -> Option<&str> {
        self.parties
            .iter()
            .find(|p| p.key.eq_ignore_ascii_case(key.trim()))
            .map(|p| p.name.as_str())
    }
}
