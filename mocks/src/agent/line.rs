//! The lines of a holder's state file.

use serde::{Deserialize, Serialize};
use wire::adapter::Outcome;
use wire::{Amount, Deposit};

/// The form that this version writes and reads.
pub(super) const FORM: &str = "trialplate-agent/1";

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Line {
    /// The process has begun to use the file, in this form. What it had asked before may have been answered to nobody.
    Started(String),
    /// An application may spend no more than this.
    Policy(Policy),
    /// An application is supplied by these.
    Supply(Supply),
    /// A payment is expected.
    Invoice(Invoice),
    /// A transfer is about to be sent.
    Sent(Sent),
    /// Nothing of a transfer was sent after all.
    Withdrawn(Numbered),
    /// What became of it is known, or never will be.
    Settled(Settled),
    /// A deposits reply has come.
    Reply(Reply),
    /// None has come for a deposits request that may have arrived.
    Lost(Of),
    /// An application is about to be told of deposits.
    Told(Told),
}

/// What an application may spend.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Policy {
    pub(crate) application: Option<String>,
    #[serde(with = "maybe_decimal")]
    pub(crate) per_payment: Option<Amount>,
    #[serde(with = "maybe_decimal")]
    pub(crate) per_day: Option<Amount>,
    #[serde(with = "maybe_decimal")]
    pub(crate) first_deal: Option<Amount>,
}

/// Who supplies an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Supply {
    pub(crate) application: String,
    pub(crate) from: Vec<String>,
    #[serde(with = "decimal")]
    pub(crate) keep: Amount,
}

/// A payment that is expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Invoice {
    pub(crate) identity: String,
    pub(crate) application: Option<String>,
    pub(crate) transaction_id: String,
    #[serde(with = "decimal")]
    pub(crate) amount: Amount,
}

/// A transfer as it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Sent {
    pub(crate) identity: String,
    pub(crate) application: Option<String>,
    pub(crate) counter: u64,
    pub(crate) recipient: String,
    pub(crate) userid: Option<String>,
    #[serde(with = "decimal")]
    pub(crate) amount: Amount,
    pub(crate) transaction_id: String,
    /// Whether it goes to another identity of the same user.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_move: bool,
    /// Milliseconds since 1970.
    pub(crate) at: u64,
}

/// A transfer by its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Numbered {
    pub(crate) identity: String,
    pub(crate) counter: u64,
}

/// What became of a transfer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Settled {
    pub(crate) identity: String,
    pub(crate) counter: u64,
    pub(crate) outcome: Outcome,
    pub(crate) result: Option<String>,
    #[serde(with = "maybe_decimal")]
    pub(crate) fee: Option<Amount>,
}

/// A deposits reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Reply {
    pub(crate) identity: String,
    pub(crate) deposits: Vec<Listed>,
    #[serde(with = "decimal")]
    pub(crate) fee: Amount,
    #[serde(with = "decimal")]
    pub(crate) balance: Amount,
    /// The highest counter of a transfer that was settled when the request was sent.
    pub(crate) after: Option<u64>,
    /// Whether no other request was under way at the time.
    pub(crate) alone: bool,
}

/// A deposit, and for whom it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Listed {
    pub(crate) application: Option<String>,
    pub(crate) transaction_id: String,
    #[serde(with = "decimal")]
    pub(crate) amount: Amount,
    pub(crate) userid: Option<String>,
}

impl Listed {
    /// A deposit of this application's.
    pub(crate) fn of(application: Option<String>, deposit: Deposit) -> Listed {
        Listed {
            application,
            transaction_id: deposit.transaction_id,
            amount: deposit.amount,
            userid: deposit.userid,
        }
    }
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Of {
    pub(crate) identity: String,
}

/// Deposits of an account, by their places in the order of arrival.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Told {
    pub(crate) identity: String,
    pub(crate) deposits: Vec<usize>,
}

/// Amounts are texts.
mod decimal {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};
    use wire::Amount;

    pub(super) fn serialize<S: Serializer>(amount: &Amount, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(amount)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Amount, D::Error> {
        let text = String::deserialize(from)?;
        Amount::parse_sum(&text).map_err(D::Error::custom)
    }
}

/// Amounts are texts, where there are any.
mod maybe_decimal {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use wire::Amount;

    pub(super) fn serialize<S: Serializer>(
        amount: &Option<Amount>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        amount.map(|amount| amount.to_string()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Amount>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        let amount = text.map(|text| Amount::parse_sum(&text));
        amount.transpose().map_err(D::Error::custom)
    }
}
