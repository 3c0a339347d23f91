use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A line of the suite's: what the holder is to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Request {
    /// Which answer is the answer to it. Answers may come in any order.
    pub id: u64,
    /// What is to be done.
    #[serde(flatten)]
    pub order: Order,
}

/// What is to be done. An adapter that does not know an `op` answers with the error `unimplemented`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "op", rename_all = "kebab-case")]
pub enum Order {
    /// Says who it is and what it can do.
    Hello {
        /// The version of the protocol, [`super::PROTOCOL`].
        protocol: String,
    },
    /// Is to be a holder at this issuer from now on.
    Configure(Configure),
    /// Tells its key at an issuer.
    #[serde(rename_all = "kebab-case")]
    Identity {
        /// The issuer, as it was configured.
        issuer: String,
        /// The application that asks; absent where there is one only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        application: Option<String>,
    },
    /// Expects a payment: tells what the payer is to pay under (draft §1.14).
    #[serde(rename_all = "kebab-case")]
    Invoice {
        /// The issuer.
        issuer: String,
        /// The application that asks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        application: Option<String>,
        /// The amount that is expected.
        amount: String,
    },
    /// Pays.
    Transfer(Transfer),
    /// Tells what has arrived for an application since it was told last.
    #[serde(rename_all = "kebab-case")]
    Deposits {
        /// The issuer.
        issuer: String,
        /// The application that asks.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        application: Option<String>,
        /// How long it is worth waiting for a deposit, in milliseconds; 0: it is not.
        wait_ms: u32,
        /// An answer is due within so many milliseconds.
        within_ms: u32,
    },
    /// Sets what an application may spend.
    Policy(Policy),
    /// Sets which applications supply another one.
    Supply(Supply),
    /// Ends, in good order. It answers first.
    Exit {},
}

impl Order {
    /// Its name, as `op` has it.
    #[must_use]
    pub fn op(&self) -> &'static str {
        match self {
            Order::Hello { .. } => "hello",
            Order::Configure(_) => "configure",
            Order::Identity { .. } => "identity",
            Order::Invoice { .. } => "invoice",
            Order::Transfer(_) => "transfer",
            Order::Deposits { .. } => "deposits",
            Order::Policy(_) => "policy",
            Order::Supply(_) => "supply",
            Order::Exit {} => "exit",
        }
    }
}

/// Where an issuer is and what is trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Configure {
    /// What the other requests call this issuer.
    pub issuer: String,
    /// Where its description is.
    pub wsdl: String,
    /// The authority that vouches for its certificate: the path of a PEM file. Absent where the key is pinned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca: Option<String>,
    /// The identifier of the issuer's key, where it has no domain (draft §1.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer_key: Option<String>,
    /// A folder for what must outlive the process: keys, message counters, what was sent. It exists. The same one is given
    /// again after a restart.
    pub state: String,
}

/// A payment that the holder is told to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Transfer {
    /// The issuer.
    pub issuer: String,
    /// The application that pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// The recipient's key identifier.
    pub recipient: String,
    /// The amount, a decimal.
    pub amount: String,
    /// What the recipient gave, to be sent verbatim.
    pub transaction_id: String,
    /// The recipient's user, if any, to be sent verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub userid: Option<String>,
    /// An answer is due within so many milliseconds: `unknown`, if nothing better is known by then.
    pub within_ms: u32,
}

/// What an application may spend. What is absent is not limited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Policy {
    /// The issuer.
    pub issuer: String,
    /// The application; absent: all that have no policy of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    /// The most in one payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_payment: Option<String>,
    /// The most in a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_day: Option<String>,
    /// The most in the first payment to a partner (paper §2.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_deal: Option<String>,
}

/// Which applications supply another one with what it lacks for its payments (paper §5). It stands in place of what was said of the
/// same application before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Supply {
    /// The issuer.
    pub issuer: String,
    /// The application that spends.
    pub application: String,
    /// Those that earn; none: it is supplied by nobody any more.
    pub from: Vec<String>,
    /// What a move leaves with the one that earns, its fee apart; nothing, where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<String>,
}
