//! The ledger of requirements.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::RequirementId;

/// How binding a requirement is (RFC 2119).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// A subject that breaks it does not conform.
    Must,
    /// A subject that breaks it is warned.
    Should,
    /// A liberty.
    May,
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Must => "MUST",
            Self::Should => "SHOULD",
            Self::May => "MAY",
        })
    }
}

/// Something that not every subject has, and that some requirements need.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Capability {
    /// The issuer's certificate binds its key to a domain by an authority (paper §3).
    Domain,
    /// The schedule of fees is known beforehand.
    FeesAnnounced,
    /// The purse holds more than 10¹⁷ units, and the budget lets them be used.
    RichPurse,
    /// Holders may present raw public keys (RFC 7250) in place of certificates.
    RawPublicKeys,
    /// The suite may put it under strain: hundreds of connections, garbage, half of what it waits for.
    Endurance,
    /// The suite may kill it and start it again.
    Restart,
    /// A holder serves several applications with one key.
    Applications,
    /// A holder has several keys, one for each application.
    Identities,
    /// A holder moves money between its keys, as its user says.
    Supply,
    /// A holder keeps spending limits.
    Policy,
    /// A holder can know an issuer by its key, without an authority.
    PinnedKey,
    /// A holder can have accounts at several issuers.
    Issuers,
}

/// A word that is no capability.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no capability: there are domain, fees-announced, rich-purse, raw-public-keys, endurance and restart for issuers, applications, \
     identities, supply, policy, pinned-key and issuers for holders"
)]
pub struct UnknownCapability(String);

impl Capability {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Domain,
        Self::FeesAnnounced,
        Self::RichPurse,
        Self::RawPublicKeys,
        Self::Endurance,
        Self::Restart,
        Self::Applications,
        Self::Identities,
        Self::Supply,
        Self::Policy,
        Self::PinnedKey,
        Self::Issuers,
    ];

    /// The word for it on the command line and in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::FeesAnnounced => "fees-announced",
            Self::RichPurse => "rich-purse",
            Self::RawPublicKeys => "raw-public-keys",
            Self::Endurance => "endurance",
            Self::Restart => "restart",
            Self::Applications => "applications",
            Self::Identities => "identities",
            Self::Supply => "supply",
            Self::Policy => "policy",
            Self::PinnedKey => "pinned-key",
            Self::Issuers => "issuers",
        }
    }

    /// Why something was not tried where it is not declared.
    #[must_use]
    pub fn lacking(self) -> String {
        match self {
            Self::Endurance => {
                "the subject is not on this machine, and others may use it: --endurance lets the suite put a strain on it"
                    .to_owned()
            }
            Self::Restart => {
                "the suite may not kill the subject and start it again: that takes --exec COMMAND with --restart".to_owned()
            }
            Self::Applications
            | Self::Identities
            | Self::Supply
            | Self::Policy
            | Self::PinnedKey
            | Self::Issuers => {
                format!("the adapter's answer to `hello` does not have the feature {self}")
            }
            other => format!("the capability {other} is not declared"),
        }
    }
}

impl std::fmt::Display for Capability {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

impl std::str::FromStr for Capability {
    type Err = UnknownCapability;

    fn from_str(text: &str) -> Result<Self, UnknownCapability> {
        Self::ALL
            .into_iter()
            .find(|c| c.word() == text)
            .ok_or_else(|| UnknownCapability(text.to_owned()))
    }
}

/// One entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Its permanent name.
    pub id: RequirementId,
    /// How binding it is.
    pub level: Level,
    /// Where it comes from: "paper §3", "draft §1.12.1", "RFC 8446 §8", or "reading".
    pub source: String,
    /// What it says, in one sentence that can be tested.
    pub says: String,
    /// Where the sources are silent or disagree: what the profile takes, and why.
    #[serde(default)]
    pub reading: String,
    /// What a subject must have declared for it to apply.
    #[serde(default)]
    pub needs: Vec<Capability>,
    /// Why no scenario covers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untested: Option<String>,
}

/// All requirements, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger(BTreeMap<RequirementId, Requirement>);

/// What is wrong in a file of the ledger.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// It is not TOML, or has other keys than the ledger's.
    #[error("{file}: {source}")]
    Form {
        /// The file.
        file: String,
        /// What TOML says, with the line.
        source: Box<toml::de::Error>,
    },
    /// An id stands there twice.
    #[error("{file}: {id} is in the ledger already")]
    Twice {
        /// The file of the second one.
        file: String,
        /// The id.
        id: RequirementId,
    },
}

impl Ledger {
    /// Reads the ledger's files, each given with its name for messages.
    ///
    /// # Errors
    /// When a file is malformed, or an id stands in the ledger twice.
    pub fn parse<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, LedgerError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            requirement: Vec<Requirement>,
        }
        let mut all = BTreeMap::new();
        for (name, text) in files {
            let file: File = toml::from_str(text).map_err(|e| LedgerError::Form {
                file: name.to_owned(),
                source: Box::new(e),
            })?;
            for requirement in file.requirement {
                let id = requirement.id.clone();
                if all.insert(id.clone(), requirement).is_some() {
                    return Err(LedgerError::Twice {
                        file: name.to_owned(),
                        id,
                    });
                }
            }
        }
        Ok(Self(all))
    }

    /// The requirement of that id.
    #[must_use]
    pub fn find(&self, id: &RequirementId) -> Option<&Requirement> {
        self.0.get(id)
    }

    /// All of them, in order of id.
    pub fn iter(&self) -> impl Iterator<Item = &Requirement> {
        self.0.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = r#"
[[requirement]]
id = "lcp.issuer.counter.at-most-once"
level = "must"
source = "paper §3"
says = "An issuer executes a transfer at most once per holder and message counter."
needs = ["rich-purse"]
"#;

    #[test]
    fn an_entry_is_read() {
        let ledger = Ledger::parse([("counter.toml", ENTRY)]).unwrap();
        let id = RequirementId::parse("lcp.issuer.counter.at-most-once").unwrap();
        let entry = ledger.find(&id).unwrap();
        assert_eq!(
            (entry.level, entry.needs.as_slice()),
            (Level::Must, &[Capability::RichPurse][..])
        );
    }

    #[test]
    fn an_id_stands_there_once_and_errors_name_the_file() {
        let twice = Ledger::parse([("a.toml", ENTRY), ("b.toml", ENTRY)]).unwrap_err();
        assert_eq!(
            twice.to_string(),
            "b.toml: lcp.issuer.counter.at-most-once is in the ledger already"
        );
        let form = Ledger::parse([("c.toml", "[[requirement]]\nid = 1")]).unwrap_err();
        assert!(
            form.to_string()
                .starts_with("c.toml: TOML parse error at line 2"),
            "{form}"
        );
    }
}
