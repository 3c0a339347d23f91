//! One message sent and what came of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Connection, Octets};

/// What an exchange is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// A transfer of funds.
    TransferFunds,
    /// A request for deposits.
    GetDeposits,
    /// The description, `lcp.wsdl`.
    Description,
    /// Bytes that are no message: a handshake made by hand or garbage on a bare TCP connection, a request of another method
    /// than POST.
    Probe,
}

/// Why the suite made an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Before anything else, to see that somebody is there.
    Preflight,
    /// The treasury hands a holder what the scenario gives it.
    Funding,
    /// A step of the scenario.
    Step,
    /// A look at what an account holds when the scenario is over.
    Settlement,
    /// What is left goes back to the treasury.
    Sweep,
}

/// How an exchange ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "how", content = "detail")]
pub enum Ending {
    /// A whole answer arrived.
    Answered,
    /// The subject closed the connection before a whole answer had arrived.
    Closed,
    /// The connection broke before a whole answer had arrived.
    Broken(String),
    /// Nothing, or not all, had arrived when the suite's patience ended.
    TimedOut,
    /// The suite itself cut the connection, as the scenario says.
    Cut,
    /// What arrived is no HTTP response.
    Garbled(String),
    /// No connection could be made: nobody listens, or it was closed at once.
    NotConnected(String),
    /// No connection came about before the suite's patience ended: nobody said anything.
    Unheard(String),
    /// The TLS handshake failed.
    HandshakeFailed(String),
}

/// When things happened, in microseconds since the run began.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Times {
    /// Just before the first byte of the request was handed to the connection.
    pub sent: u64,
    /// When the first byte of the answer was seen, if any was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_byte: Option<u64>,
    /// When the exchange was over.
    pub ended: u64,
}

/// One message sent and what came of it, as bytes (decrypted).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Exchange {
    /// Numbered within the scenario, in the order in which they began.
    pub id: u32,
    /// Who sent it: the name of a party, or `treasury`.
    pub holder: String,
    /// Why.
    pub purpose: Purpose,
    /// What it is about.
    pub operation: Operation,
    /// The index of the step that it belongs to, counted from 0; absent before the first and after the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<usize>,
    /// What is unusual about how the request is written, or wrong with it: kinds of renderings and of defects, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub form: Vec<String>,
    /// What it went over.
    pub connection: Connection,
    /// When.
    pub times: Times,
    /// What was sent: the whole request, head and body.
    pub request: Octets,
    /// What came back: everything that arrived, head and body.
    pub response: Octets,
    /// How it ended.
    pub ending: Ending,
}

impl Exchange {
    /// Milliseconds from sending until the exchange was over. When the answer began to arrive says less: an interim
    /// response, or a head sent ahead of its body, is no answer yet.
    #[must_use]
    pub fn waited_ms(&self) -> f64 {
        self.times.ended.saturating_sub(self.times.sent) as f64 / 1000.0
    }
}
