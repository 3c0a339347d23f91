//! The four messages (paper §3) and the fault that stands for an answer to what is no request.

use std::fmt;

use thiserror::Error;

use crate::Amount;

/// How many code points a transaction id or a user id may have.
pub const MAX_TEXT: usize = 256;

/// Whether a transaction id or user id is of a length that an issuer must take.
pub fn is_text_in_range(text: &str) -> bool {
    text.chars().nth(MAX_TEXT).is_none()
}

/// A request as it is written: its values are spellings, so that hostile ones can be sent, and
/// a server parses them itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Moves money.
    TransferFunds(TransferFunds),
    /// Asks what arrived.
    GetDeposits(GetDeposits),
}

/// `transferFundsRequest`: the payer asks the issuer to move money to a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferFunds {
    /// The recipient's key identifier.
    pub recipient: String,
    /// A name the recipient gave to one of its users.
    pub userid: Option<String>,
    /// Units of the issuer's currency.
    pub amount: String,
    /// Agreed between payer and recipient, opaque to the issuer.
    pub transaction_id: String,
    /// Makes a retransmission recognisable.
    pub message_counter: String,
}

impl TransferFunds {
    /// The user that is meant: an empty `userid` means none, as an absent one does.
    pub fn user(&self) -> Option<&str> {
        self.userid.as_deref().filter(|user| !user.is_empty())
    }
}

/// `getDepositsRequest`: a holder asks what arrived since the last reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetDeposits {
    /// How long to wait before an empty list is answered.
    pub milliseconds_wait: String,
}

/// What a transfer came to. The sources name only `success`; the others are profile 1's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransferResult {
    /// The money moved.
    Success,
    /// The payer has less than amount and fee.
    InsufficientFunds,
    /// No positive decimal that can be held exactly.
    InvalidAmount,
    /// No key identifier.
    InvalidRecipient,
    /// The counter was used for something else.
    CounterConflict,
    /// A higher counter was seen, and what this one did is forgotten.
    CounterStale,
    /// Anything else.
    Refused,
}

impl TransferResult {
    /// All results.
    pub const ALL: [Self; 7] = [
        Self::Success,
        Self::InsufficientFunds,
        Self::InvalidAmount,
        Self::InvalidRecipient,
        Self::CounterConflict,
        Self::CounterStale,
        Self::Refused,
    ];

    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::InsufficientFunds => "insufficientFunds",
            Self::InvalidAmount => "invalidAmount",
            Self::InvalidRecipient => "invalidRecipient",
            Self::CounterConflict => "counterConflict",
            Self::CounterStale => "counterStale",
            Self::Refused => "refused",
        }
    }
}

impl fmt::Display for TransferResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The answer to a [`Request`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// To [`Request::TransferFunds`].
    TransferFunds(TransferFundsResponse),
    /// To [`Request::GetDeposits`].
    GetDeposits(GetDepositsResponse),
}

/// `transferFundsResponse`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferFundsResponse {
    /// What the transfer came to.
    pub result: TransferResult,
    /// What was debited for it, whatever it came to.
    pub fee: Amount,
}

/// One deposit: what arrived, and under which transaction id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deposit {
    /// As the payer wrote it.
    pub transaction_id: String,
    /// Units of the issuer's currency.
    pub amount: Amount,
    /// The recipient's user, if the payer named one.
    pub userid: Option<String>,
}

/// `getDepositsResponse`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GetDepositsResponse {
    /// In order of arrival.
    pub deposits: Vec<Deposit>,
    /// What was debited for the request.
    pub fee: Amount,
    /// What the holder has after the fee.
    pub balance: Amount,
}

/// A SOAP 1.1 fault (§4.4): nothing was executed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{code}: {string}")]
pub struct Fault {
    /// Whose fault, roughly.
    pub code: FaultCode,
    /// Why, for people.
    pub string: String,
}

impl Fault {
    /// The request cannot be served as it is.
    pub fn client(string: impl Into<String>) -> Self {
        Self::new(FaultCode::Client, string)
    }

    /// A fault with this code.
    pub fn new(code: FaultCode, string: impl Into<String>) -> Self {
        Self {
            code,
            string: string.into(),
        }
    }
}

/// SOAP 1.1's fault codes (§4.4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultCode {
    /// The envelope is of another SOAP.
    VersionMismatch,
    /// A header that must be understood is not.
    MustUnderstand,
    /// The request is not as it should be.
    Client,
    /// The server could not serve it, though nothing may be wrong with it.
    Server,
}

impl FaultCode {
    /// The local name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VersionMismatch => "VersionMismatch",
            Self::MustUnderstand => "MustUnderstand",
            Self::Client => "Client",
            Self::Server => "Server",
        }
    }
}

impl fmt::Display for FaultCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
