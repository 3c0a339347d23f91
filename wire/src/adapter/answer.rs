use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How amounts are written in answers: as `xsd:decimal` has them, without white space.
const DECIMAL: &str = r"^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)$";

/// A line of the adapter's: `ok` with what was asked for, or `error`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Answer<T> {
    /// The request that it answers.
    pub id: u64,
    /// What was asked for. An object without members where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ok: Option<T>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Refusal>,
}

impl<T> Answer<T> {
    /// An answer with what was asked for, or the reason why there is none.
    pub fn new(id: u64, told: Result<T, Refusal>) -> Self {
        match told {
            Ok(ok) => Self {
                id,
                ok: Some(ok),
                error: None,
            },
            Err(error) => Self {
                id,
                ok: None,
                error: Some(error),
            },
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Refusal {
    /// Of what kind.
    pub code: ErrorCode,
    /// In words, for people.
    pub message: String,
}

/// Of what kind an error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// The adapter does not know how.
    Unimplemented,
    /// The holder will not, or cannot: no message about it was sent to the issuer. A certificate that is not trusted, a policy, an
    /// issuer that cannot be reached.
    Refused,
    /// It was tried, and there is no result to tell. Never said about a transfer: that has an outcome, `unknown` if need be.
    Failed,
}

/// Who the adapter is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Hello {
    /// The version of the protocol that it speaks, [`super::PROTOCOL`].
    pub protocol: String,
    /// The holder's name.
    pub name: String,
    /// Its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The operations that it knows.
    pub operations: Vec<String>,
    /// What it can do beyond a single application with a single identity at a single issuer: `applications`,
    /// `identities`, `supply`, `policy`, `issuers`, `pinned-key`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<String>,
}

/// Who the holder is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Identified {
    /// Its key identifier.
    pub key: String,
}

/// What a payer is told who is to pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Invoice {
    /// The key identifier to pay to.
    pub recipient: String,
    /// The transaction id to pay under.
    pub transaction_id: String,
    /// The user to pay for, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub userid: Option<String>,
}

/// What became of a payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Paid {
    /// Whether it was executed.
    pub outcome: Outcome,
    /// The issuer's word, where the holder got one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// The fee that the issuer told, a decimal, where it told one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DECIMAL))]
    pub fee: Option<String>,
}

/// Whether a payment was executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was: the issuer said so, or the balance tells.
    Executed,
    /// It was not, and never will be.
    Failed,
    /// It may have been, or may be yet.
    Unknown,
}

/// What has arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Statement {
    /// The deposits for the application that asks, which it was not told of before.
    pub deposits: Vec<Deposited>,
    /// The balance at the issuer, as the issuer told it last; a decimal.
    #[schemars(regex(pattern = DECIMAL))]
    pub balance: String,
    /// What the balance shows to have arrived in all, and no deposit accounts for; a decimal. Absent where that is nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DECIMAL))]
    pub unattributed: Option<String>,
}

/// A deposit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Deposited {
    /// Verbatim.
    pub transaction_id: String,
    /// A decimal.
    #[schemars(regex(pattern = DECIMAL))]
    pub amount: String,
    /// Verbatim; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub userid: Option<String>,
}
