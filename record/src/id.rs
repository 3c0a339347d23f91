//! The name of a requirement.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The permanent name of a requirement: `suite.role.family.slug`, lower-case letters, digits and hyphens between the
/// dots, as in `lcp.issuer.counter.at-most-once`. It is also the Gherkin tag, with an `@` in front.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct RequirementId(String);

/// What is wrong with a text that should have been a [`RequirementId`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no requirement id: expected suite.role.family.slug in lower-case letters, digits and hyphens"
)]
pub struct IdError(String);

impl RequirementId {
    /// Reads an id.
    ///
    /// # Errors
    /// When there are not exactly four parts, or a part has other characters than `a`–`z`, `0`–`9` and `-`.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let plain = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        if text.split('.').count() == 4 && text.split('.').all(plain) {
            Ok(Self(text.to_owned()))
        } else {
            Err(IdError(text.to_owned()))
        }
    }

    /// The id as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The suite and role, as they are given on the command line: `lcp/issuer`.
    #[must_use]
    pub fn role(&self) -> String {
        self.0.splitn(3, '.').take(2).collect::<Vec<_>>().join("/")
    }

    /// The third part: `counter` in `lcp.issuer.counter.at-most-once`.
    #[must_use]
    pub fn family(&self) -> &str {
        self.0.split('.').nth(2).unwrap_or_default()
    }
}

impl std::fmt::Display for RequirementId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for RequirementId {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(&text)
    }
}

impl From<RequirementId> for String {
    fn from(id: RequirementId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_four_plain_parts() {
        let id = RequirementId::parse("lcp.issuer.counter.at-most-once").unwrap();
        assert_eq!(id.family(), "counter");
        assert_eq!(id.role(), "lcp/issuer");
        for bad in [
            "",
            "lcp.issuer.counter",
            "lcp..counter.x",
            "LCP.issuer.counter.x",
            "a.b.c.d.e",
            "a.b.c.d e",
        ] {
            assert!(RequirementId::parse(bad).is_err(), "{bad}");
        }
    }
}
