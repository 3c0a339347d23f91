//! What a scenario expects, as data that can be checked again later.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Holding, RequirementId};

/// A class of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// A transfer that the issuer reports as executed.
    Success,
    /// A transfer that the issuer reports as not executed, whatever the word.
    Failure,
    /// A list of deposits.
    Deposits,
    /// A SOAP Fault, or an HTTP status of 400 or more.
    Fault,
    /// No answer: silence, or a closed connection.
    Silence,
}

/// A deposit that should be in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ExpectedDeposit {
    /// Its transaction id, verbatim.
    pub transaction_id: String,
    /// Its amount, a decimal; compared by value.
    pub amount: String,
    /// Its user; absent where there should be none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub userid: Option<String>,
}

/// Something done several times over, so that one slow moment of the machine decides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trial {
    /// The exchange that should bring the answer about. Its end is when the clock starts; where absent, the clock starts
    /// when the answered request was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<u32>,
    /// The exchange that is to be answered.
    pub answered: u32,
}

/// A message, and when the suite set out to send it, in microseconds since the run began. The connection for it may have been
/// long in coming.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Errand {
    /// The exchange.
    pub exchange: u32,
    /// When.
    pub since: u64,
}

/// What is to be checked. Exchanges are named by their number within the scenario, amounts are decimals as text, times are
/// milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "check")]
pub enum Check {
    /// Something about a holder.
    Holder {
        /// What.
        is: Holding,
    },
    /// The answer is one of these.
    Answer {
        /// The exchange.
        exchange: u32,
        /// What may come back.
        allowed: Vec<AnswerKind>,
    },
    /// Where the answer to a transfer is a failure, it is one of these words.
    Word {
        /// The exchange.
        exchange: u32,
        /// The words.
        words: Vec<String>,
    },
    /// The answer is the one that another exchange had, in result and fee.
    SameAnswer {
        /// The exchange.
        exchange: u32,
        /// The one whose answer it repeats.
        original: u32,
    },
    /// A transfer that must not be executed got a failure in one of these words, or the answer that is recorded for it.
    /// Anything else, and silence too, is another answer.
    Declined {
        /// The exchange.
        exchange: u32,
        /// The words.
        words: Vec<String>,
        /// An earlier exchange of the same message, whose answer may be repeated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recorded: Option<u32>,
    },
    /// A transfer was not executed, or its amount and the fee that was reported for it are together at most what its payer had.
    Covered {
        /// The exchange.
        exchange: u32,
        /// The one whose answer told the payer's balance just before.
        balance: u32,
    },
    /// These answers taken together list exactly these deposits, each once.
    Deposits {
        /// The exchanges, in order.
        exchanges: Vec<u32>,
        /// What they should list.
        expected: Vec<ExpectedDeposit>,
        /// Whether their order counts.
        #[serde(default)]
        ordered: bool,
        /// Whether some may be missing, because an answer was lost that may have had them.
        #[serde(default)]
        some_may_be_missing: bool,
    },
    /// The balance in the answer is this amount less all fees that the holder has been told in this scenario until then.
    Balance {
        /// The exchange.
        exchange: u32,
        /// What the holder would hold if nothing had cost a fee.
        amount: String,
    },
    /// The balance in the answer is this one, to the digit.
    BalanceIs {
        /// The exchange.
        exchange: u32,
        /// The balance.
        amount: String,
    },
    /// The balance in the answer is the one in an earlier answer, less the fee that the later one tells: what the holder did
    /// between the two cost nothing.
    BalanceUnchanged {
        /// The exchange.
        exchange: u32,
        /// The earlier one.
        since: u32,
    },
    /// The answer to a redundant transfer tells no other fee than the answer to the first.
    NoFeeAgain {
        /// The exchange.
        exchange: u32,
        /// The first.
        original: u32,
    },
    /// The fee in the answer is this one, to the digit.
    FeeIs {
        /// The exchange.
        exchange: u32,
        /// The fee.
        amount: String,
    },
    /// The fee in one answer is at most the fee in another.
    FeeAtMost {
        /// The exchange.
        exchange: u32,
        /// The one whose fee bounds it.
        bound: u32,
    },
    /// If the list is empty, it did not come before this time had passed since the request was sent.
    EmptyNotBefore {
        /// The exchange.
        exchange: u32,
        /// The wait that was asked for.
        milliseconds: u32,
    },
    /// Each of these answers is one of those kinds.
    Answers {
        /// The exchanges.
        exchanges: Vec<u32>,
        /// What may come back.
        allowed: Vec<AnswerKind>,
    },
    /// Each of these requests was carried out, however it was written: a transfer with success, a deposits request with a list.
    Accepted {
        /// The exchanges.
        exchanges: Vec<u32>,
    },
    /// These requests were sent ahead, one behind the other on one connection. Their answers came in the same order, as far as
    /// they came before the connection was closed.
    Pipelined {
        /// The exchanges, in the order in which they were sent.
        exchanges: Vec<u32>,
        /// For each of them, what may come back.
        allowed: Vec<Vec<AnswerKind>>,
    },
    /// In each of these answers to one holder, which makes no transfers meanwhile, the balance is what it held before, plus
    /// everything listed so far, less every fee told so far: list, fee and balance belong to one instant.
    BalancesFollowLists {
        /// All of the holder's deposits requests since it held that, one after the other.
        exchanges: Vec<u32>,
        /// What the holder held before.
        before: String,
    },
    /// None of these answers is an empty list that came before this time had passed since its request was sent.
    NoneEmptyBefore {
        /// The exchanges.
        exchanges: Vec<u32>,
        /// The wait that was asked for.
        milliseconds: u32,
    },
    /// In at least one of several trials the answer came within this time. What was slow every time was not the machine.
    Within {
        /// The trials.
        trials: Vec<Trial>,
        /// The time.
        milliseconds: u32,
    },
    /// At least one of these exchanges was served while another one was still waiting for its answer.
    AnsweredDuring {
        /// The exchanges.
        exchanges: Vec<u32>,
        /// The waiting one.
        waiting: u32,
    },
    /// The document is well-formed and is a WSDL description.
    Description {
        /// The exchange.
        exchange: u32,
    },
    /// The service's address in the description is an absolute https URL.
    ServiceAddress {
        /// The exchange.
        exchange: u32,
    },
    /// The description is there, at the domain of the issuer.
    PublishedAt {
        /// The exchange.
        exchange: u32,
        /// Messages to the service, after it: whether the issuer is there at all.
        service: Vec<u32>,
        /// Whether the domain leads to the very host that the service is on.
        same_host: bool,
    },
    /// The description is the normative one, compared as XML, but for its service element.
    NormativeDescription {
        /// The exchange.
        exchange: u32,
    },
    /// The description is valid WSDL 1.1 with the SOAP 1.1 binding.
    ValidDescription {
        /// The exchange.
        exchange: u32,
    },
    /// Service and port have the names that toolkits look for.
    ServiceElement {
        /// The exchange.
        exchange: u32,
    },
    /// The description came as an XML media type.
    DescriptionMediaType {
        /// The exchange.
        exchange: u32,
    },
    /// The service is reached at the address in the description.
    ServiceReached {
        /// The messages that were sent there, in order.
        exchanges: Vec<u32>,
        /// Where the description was fetched: before them, and once more after them where none was answered.
        described: Vec<u32>,
        /// Whether the address leads to the very host that served the description.
        same_host: bool,
    },
    /// Ordinary messages are answered while somebody puts a strain on the issuer, or after it.
    ServedBeside {
        /// The ordinary messages.
        errands: Vec<Errand>,
        /// The strain. Where the suite itself ended it, by cutting it, the messages had to be answered before.
        strain: Vec<u32>,
        /// An ordinary message from before the strain.
        before: u32,
        /// Ordinary messages from when the strain was over.
        after: Vec<u32>,
    },
    /// The request is refused with a status of 4xx, or by closing the connection.
    TooLarge {
        /// The exchange.
        exchange: u32,
    },
    /// Every response so far has its wrapper in LCP's namespace, and what is in it in none.
    AnswerNamespace {},
    /// Every answer so far is in UTF-8 or UTF-16, and what its content type and XML declaration say it is.
    AnswerEncoding {},
    /// No Fault so far came with a status of success.
    FaultStatus {},
    /// Where these refusals are Faults, each bears one of these codes, or a refinement of one.
    FaultCode {
        /// The exchanges.
        exchanges: Vec<u32>,
        /// The codes, without prefix.
        codes: Vec<String>,
    },
    /// None of these requests, which are no messages, is answered as if it had been carried out.
    NoneCarriedOut {
        /// The exchanges.
        exchanges: Vec<u32>,
    },
    /// After something that may do harm an ordinary request is carried out. That nobody is there any more settles it too.
    StillServed {
        /// The ordinary request.
        exchange: u32,
    },
    /// Nobody fetched anything from a place of the suite's that only its requests name.
    NothingFetched {
        /// Who keeps that place: what is fetched from it is recorded as a probe of theirs.
        keeper: String,
    },
    /// Nobody connected to where a holder was: who comes there is recorded as a probe of who keeps that place.
    NobodyCame {
        /// Who keeps it.
        keeper: String,
    },
    /// Somebody is served: at least one of these requests, each a new trial, is answered with success or with a list of
    /// deposits. Where each was refused, and nothing else was the matter, they are not.
    Served {
        /// The trials.
        exchanges: Vec<u32>,
        /// The same kind of request, made at the same time in the ordinary way, which must have been answered so for a
        /// refusal to prove anything.
        control: u32,
    },
    /// A request of somebody who must be taken for nobody is not served: neither answered with success nor with a list of
    /// deposits. Any refusal will do, and so will silence.
    NotServed {
        /// The exchange.
        exchange: u32,
    },
    /// A handshake by hand that offers nothing newer than TLS 1.1 is refused: no ServerHello answers it.
    HelloRefused {
        /// The exchange.
        exchange: u32,
        /// The same handshake for TLS 1.2, which must have been answered with a ServerHello.
        control: u32,
    },
    /// A handshake by hand that shows a session's ticket, and a wrong proof of its secret, takes up no session.
    SessionNotTaken {
        /// The exchange.
        exchange: u32,
        /// The same with a ticket like it and the right proof, which must have taken one up.
        control: u32,
    },
    /// At least one of these exchanges went over a connection that resumed a session.
    Resumed {
        /// The exchanges.
        exchanges: Vec<u32>,
    },
    /// The issuer's tickets allowed no early data on these connections, and it accepted none.
    NoEarlyData {
        /// The exchanges that the connections were for.
        exchanges: Vec<u32>,
    },
    /// These exchanges were all answered, over one connection.
    OneConnection {
        /// The exchanges.
        exchanges: Vec<u32>,
    },
    /// The suite took the issuer's certificate for its domain, by an authority that it was told to trust.
    DomainCertificate {
        /// The exchange that the connection was for.
        exchange: u32,
    },
    /// In each of these connections' full handshakes the issuer proved that it has this key.
    IssuerKey {
        /// The exchanges that the connections were for.
        exchanges: Vec<u32>,
        /// The key's identifier.
        key: String,
    },
    /// Every answer that arrived whole has the form that the description gives it.
    Form {},
    /// No answer reports a negative balance.
    NeverNegative {},
    /// No empty list came before the wait that its own request asked for was over.
    NeverEarly {},
    /// One order of all messages explains every answer: each was carried out at an instant between its sending and its answer,
    /// or, where no answer arrived, at some instant after its sending or never.
    Linearizable {},
    /// What the parties hold at the end, plus the fees they were told, is what they started with; and what each of them
    /// was sent is what it found, once.
    Conserved {},
}

/// A check, the requirement that it decides, and the words in which a person reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Expectation {
    /// The requirement that fails with it.
    pub requirement: RequirementId,
    /// The index of the step that stated it, counted from 0; absent for what holds in every scenario.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<usize>,
    /// What is checked.
    #[serde(flatten)]
    pub check: Check,
}
