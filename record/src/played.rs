//! What came to issuers that the suite plays, where a holder is under test.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ExpectedDeposit, Handshake, Octets};

/// What there is to see, beside the exchanges, where a holder is under test. The exchanges are those of the issuers then: the
/// request is the holder's, the answer the suite's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Played {
    /// The connections that came.
    pub arrivals: Vec<Arrival>,
    /// What the issuers did about each request.
    pub deeds: Vec<Deed>,
    /// What was said between the suite and the holder's adapter.
    pub dialogue: Vec<Said>,
    /// What the suite had paid to the holder.
    pub payments: Vec<Payment>,
}

impl Played {
    /// Whether there is nothing: an issuer was under test.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What was done about the request of an exchange.
    #[must_use]
    pub fn deed(&self, exchange: u32) -> Option<&Deed> {
        self.deeds.iter().find(|d| d.exchange == exchange)
    }
}

/// A connection that was made to an issuer that the suite plays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Arrival {
    /// Its number, which the exchanges that went over it have as their connection's.
    pub id: u32,
    /// The issuer, by its name in the scenario.
    pub issuer: String,
    /// The process of the holder's that was running then, counted from 1.
    pub process: u32,
    /// When it came, in microseconds since the run began.
    pub at: u64,
    /// What is wrong with what the issuer showed, in words; absent where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shows: Option<String>,
    /// The first flight as it came: the records with the ClientHello (RFC 8446 §4.1.2).
    pub hello: Octets,
    /// The handshake; absent where none came about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handshake: Option<Handshake>,
    /// The version of TLS, as `TLSv1.3`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls: Option<String>,
    /// The identifier of the key that the holder proved to have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// How the handshake failed, where it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<String>,
    /// What came next where the issuer chose an old version of TLS; nothing, where the connection ended. Absent where no version was
    /// chosen, and where nothing came and the connection stayed open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Octets>,
    /// Whether the handshake failed because the holder showed neither a certificate nor a key.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_nameless: bool,
    /// How many bytes came after the handshake: of requests, whole or not.
    pub received: u64,
}

impl Arrival {
    /// Somebody who has come, and of whom nothing else is known yet.
    #[must_use]
    pub fn new(id: u32, issuer: String, process: u32, at: u64) -> Self {
        Self {
            id,
            issuer,
            process,
            at,
            shows: None,
            hello: Octets::new(&[]),
            handshake: None,
            tls: None,
            key: None,
            failed: None,
            then: None,
            is_nameless: false,
            received: 0,
        }
    }
}

/// What the suite had paid to the holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Payment {
    /// The issuer, by its name in the scenario.
    pub issuer: String,
    /// The key that was paid.
    pub key: String,
    /// When, in microseconds since the run began.
    pub at: u64,
    /// The deposit that its issuer has to tell of.
    pub deposit: ExpectedDeposit,
}

/// What an issuer that the suite plays did about a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Deed {
    /// The exchange.
    pub exchange: u32,
    /// The issuer, by its name in the scenario.
    pub issuer: String,
    /// The identifier of the key that asked.
    pub key: String,
    /// What became of it in the issuer's books.
    pub settled: Settled,
    /// What it cost, a decimal.
    pub fee: String,
    /// What the key holds then, a decimal.
    pub balance: String,
    /// What became of the answer.
    pub told: Told,
}

/// What became of a request in the books of an issuer that the suite plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Settled {
    /// Money moved.
    Executed,
    /// The counter is used up, and no money moved.
    Failed,
    /// Nothing: it was a copy of the transfer with the highest counter.
    Duplicate,
    /// Nothing: the highest counter came with other content.
    Conflict,
    /// Nothing: the counter is below the highest.
    Stale,
    /// Deposits were taken from the queue, or there were none.
    Listed,
    /// Nothing: the issuer made as if it had not been asked, or refused it as no message of the protocol.
    Nothing,
}

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// It was sent whole, and the connection took it.
    Whole,
    /// It was sent in part, or not at all, as the scenario says.
    Lost,
    /// It was sent whole, and says something that is no answer: garbage, or more than anybody reads.
    Garbled,
    /// It was to be sent whole, and the holder was gone.
    Unheard,
}

/// Something on the line between the suite and an adapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// When, in microseconds since the run began.
    pub at: u64,
    /// The process of the holder's, counted from 1.
    pub process: u32,
    /// The step that it belongs to, counted from 0; absent before the first and after the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<usize>,
    /// What.
    pub what: What,
}

/// What is said, or happens, between the suite and an adapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// The process was started.
    Started,
    /// A line of the suite's.
    Asked(Octets),
    /// A line of the adapter's, without its end.
    Answered(Octets),
    /// Something on its standard error.
    Grumbled(Octets),
    /// The suite closed its standard input.
    Closed,
    /// The suite killed it.
    Killed,
    /// It ended by itself, with this status.
    Ended(String),
}
