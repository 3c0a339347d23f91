//! What is expected of a holder, as data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ExpectedDeposit;

/// What a holder tells of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Report {
    /// That it was executed.
    Executed,
    /// That it was not, and never will be.
    Failed,
    /// That it does not know.
    Unknown,
    /// That no message about it was sent.
    Refused,
}

/// What is to be checked about a holder. `call` is the id of a request to its adapter, amounts are decimals as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "of")]
pub enum Holding {
    /// What it reports of payments is the truth: what is told as executed was executed, what is told as failed was not and is not
    /// later, and no payment was made twice or without being asked for.
    Truth {},
    /// A counter came with one content only, and what was sent again is the same.
    SameAgain {},
    /// A new transfer has a higher counter than all before.
    Higher {},
    /// No new transfer was sent while another had no outcome.
    OneUnknown {},
    /// Requests have the form of the profile: HTTP, SOAP, XML.
    Form {},
    /// Requests have the parts of the description.
    Parts {},
    /// Requests have the conventions that are only best to keep.
    Conventions {},
    /// Amounts are sent as plain decimals.
    PlainDecimals {},
    /// No version of TLS before 1.2 is offered.
    Versions {},
    /// No data is sent before a handshake has come to its end, where the issuer would take it.
    NoEarlyData {},
    /// The key that was proved in handshakes is the one that the adapter told.
    OwnKey {},
    /// The adapter answers what does not exist with `unimplemented`.
    Honest {},
    /// The adapter's answers have the parts of their operation, each of its kind.
    Answers {},
    /// What the adapter lists are words of the protocol.
    Words {},
    /// The adapter ends when it is told to, in good order.
    Ends {},
    /// No deposit is told twice, and none that was not listed.
    Once {},
    /// What is told as unattributed is no more than was paid and not told, and no less than is known to be lost.
    Accounted {},
    /// What was paid to the holder is told as a deposit, or told of as unattributed.
    NothingLost {},
    /// These payments are reported so.
    Reported {
        /// The calls.
        calls: Vec<u64>,
        /// What may be told.
        allowed: Vec<Report>,
        /// The fee that is told, where one has to be.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fee: Option<String>,
    },
    /// Somebody has been paid so often: by the issuer's books.
    Paid {
        /// The recipient's name.
        recipient: String,
        /// The amount; any, where it is absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        amount: Option<String>,
        /// How often.
        times: u32,
        /// The issuer, by its name in the scenario.
        issuer: String,
    },
    /// A payment is reported in time: within what the call says, and the margin of docs/adapter.md.
    InTime {
        /// The call.
        call: u64,
        /// When the suite stopped waiting for it, in microseconds since the run began.
        looked: u64,
    },
    /// Of two payments one is reported before the other.
    Sooner {
        /// The call that is answered first.
        sooner: u64,
        /// The other.
        later: u64,
    },
    /// Each of these payments was made so often at least, and none twice: by the issuers' books.
    Made {
        /// The calls.
        calls: Vec<u64>,
        /// How often each.
        least: u32,
        /// How many of them at least.
        in_all: u32,
    },
    /// One of these payments at least is reported as executed, and none is declined for good.
    GoesOn {
        /// The calls.
        calls: Vec<u64>,
    },
    /// What was sent for a payment says what was told, and nothing else was sent in its place.
    Verbatim {
        /// The call.
        call: u64,
    },
    /// Nothing was sent over connections on which an issuer showed something wrong.
    NothingSent {
        /// The issuer, by its name in the scenario.
        issuer: String,
        /// The call that would have made it send something: it is over.
        call: u64,
    },
    /// The handshakes were broken off in which an issuer chose a version of TLS before 1.2.
    BrokenOff {
        /// The issuer, by its name in the scenario.
        issuer: String,
    },
    /// The adapter tells one key at an issuer, whenever it is asked.
    SameKey {
        /// The issuer, by its name in the scenario.
        issuer: String,
    },
    /// Everything that was sent to an issuer went to an address.
    SentTo {
        /// The issuer, by its name in the scenario.
        issuer: String,
        /// Its host and port.
        host: String,
        /// Its path, and its query if it has one.
        target: String,
    },
    /// Nothing was sent to an issuer with a target.
    NeverSentTo {
        /// The issuer, by its name in the scenario.
        issuer: String,
        /// The path.
        target: String,
    },
    /// Something was sent to an issuer with a target.
    CameTo {
        /// The issuer, by its name in the scenario.
        issuer: String,
        /// The path.
        target: String,
    },
    /// The deposits told in these calls are these, each once.
    Deposits {
        /// The calls.
        calls: Vec<u64>,
        /// What they tell together.
        expected: Vec<ExpectedDeposit>,
    },
    /// The balance told in a call.
    Balance {
        /// The call.
        call: u64,
        /// The balance.
        amount: String,
    },
    /// The remainder told in a call: what the balance shows and no deposit explains.
    Remainder {
        /// The call.
        call: u64,
        /// The remainder.
        amount: String,
    },
    /// A call is answered with what a reply says that came for it.
    Known {
        /// The call.
        call: u64,
    },
    /// A call is answered by saying that it is not known.
    Doubt {
        /// The call.
        call: u64,
    },
    /// A deposit is told in these calls once, alone or among others.
    Tells {
        /// The calls.
        calls: Vec<u64>,
        /// The deposit.
        deposit: ExpectedDeposit,
    },
    /// No deposit is told in these calls under a transaction id.
    NothingUnder {
        /// The calls.
        calls: Vec<u64>,
        /// The transaction id, verbatim.
        transaction_id: String,
    },
    /// In none of these calls is anything told that no deposit explains.
    Explained {
        /// The calls.
        calls: Vec<u64>,
    },
    /// Each invoice has a transaction id of its own, of 1 to 256 characters that XML can hold.
    FreshIds {},
    /// Some question for deposits let the issuer wait.
    Waited {},
    /// A payment was executed while a question for deposits was waiting for its answer.
    Meanwhile {
        /// The call for the payment.
        payment: u64,
        /// The question.
        question: u64,
    },
    /// At most so many of these payments were made: by the issuers' books.
    AtMost {
        /// The calls.
        calls: Vec<u64>,
        /// How many.
        times: u32,
    },
    /// Nothing above a limit to first deals was sent to somebody before a payment to it was executed.
    FirstDeals {
        /// The name of the one who is paid.
        recipient: String,
        /// The limit, a decimal.
        most: String,
        /// The issuer, by its name in the scenario.
        issuer: String,
    },
    /// A payment was made, under the key that the holder told for an application.
    UnderKeyOf {
        /// The call.
        call: u64,
        /// The application.
        application: String,
    },
    /// Each of these payments was made, where what may be moved to the one that pays was enough for it.
    Supplied {
        /// The calls.
        calls: Vec<u64>,
    },
    /// Nothing was moved from one of the holder's keys to another but as its user says.
    MovedAsTold {},
    /// What was moved went to the key of the application that was to be supplied, each time once.
    Arrived {},
    /// Whoever supplies an application was left what it was to keep.
    Kept {},
    /// The balances told in these calls, together: what there was, less the fees of all transfers so far.
    Together {
        /// The calls.
        calls: Vec<u64>,
        /// What there would be if nothing had cost a fee.
        amount: String,
    },
    /// A connection resumed a session.
    Resumed {
        /// The issuer, by its name in the scenario.
        issuer: String,
    },
}
