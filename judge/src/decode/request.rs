//! What a request of a holder said. Read from its bytes like everything else, so that a record stands by itself.
//!
//! Read as it is meant, however it is written: the message is found by its place in the envelope, never by a name that may
//! stand in a header or a comment too. Whether its namespaces are the right ones is not looked at, for money that was moved
//! by a request which should have been refused has moved all the same. What can be understood in two ways is not understood.

use record::Exchange;
use roxmltree::{Document, Node};

use super::{http, xml};
use crate::Decimal;

/// A transfer as it was asked for. Only requests that a well-meaning reader understands have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferRequest {
    /// As it was written.
    pub recipient: String,
    /// Where there is one that is not empty.
    pub userid: Option<String>,
    /// Absent where it was no decimal, or too fine.
    pub amount: Option<Decimal>,
    /// Verbatim.
    pub transaction_id: String,
    /// Absent where it was no number.
    pub counter: Option<u64>,
}

impl TransferRequest {
    /// Whether another request says the same, by value: 1.0 is 1, and key identifiers are the same in either case.
    #[must_use]
    pub fn same_content(&self, other: &Self) -> bool {
        self.recipient.eq_ignore_ascii_case(&other.recipient)
            && self.userid == other.userid
            && self.amount == other.amount
            && self.transaction_id == other.transaction_id
    }
}

/// The transfer that an exchange asked for, where its request can be read.
#[must_use]
pub fn transfer_request(exchange: &Exchange) -> Option<TransferRequest> {
    read(exchange, ["transferFunds", "transferFundsRequest"], |m| {
        Some(TransferRequest {
            recipient: xml::trim(&value(m, "recipient")?).to_owned(),
            userid: optional(m, "userid")?.filter(|u| !u.is_empty()),
            amount: Decimal::parse(&value(m, "amount")?).ok(),
            transaction_id: value(m, "transactionId")?,
            counter: whole_number(&value(m, "messageCounter")?),
        })
    })
}

/// The wait that an exchange asked for, in milliseconds, where its request can be read.
#[must_use]
pub fn asked_wait(exchange: &Exchange) -> Option<u64> {
    read(exchange, ["getDeposits", "getDepositsRequest"], |m| {
        whole_number(&value(m, "millisecondsWait")?)
    })
}

/// Whether an exchange's request is a whole HTTP request.
pub(crate) fn is_whole_request(exchange: &Exchange) -> bool {
    http::request_body(exchange.request.as_slice()).is_some()
}

/// Reads the message of a request, if it has one of these names.
fn read<T>(
    exchange: &Exchange,
    names: [&str; 2],
    meaning: impl FnOnce(Node<'_, '_>) -> Option<T>,
) -> Option<T> {
    // Half a request asks for nothing (spec §6), so what is not whole has no message in it.
    let body = http::request_body(exchange.request.as_slice())?;
    let text = xml::text(&body).ok()?;
    let document = Document::parse(&text).ok()?;
    let root = Some(document.root_element()).filter(|n| n.tag_name().name() == "Envelope")?;
    let body = only(xml::elements(root).filter(|n| n.tag_name().name() == "Body"))?;
    let message = only(xml::elements(body))?;
    names
        .contains(&message.tag_name().name())
        .then(|| meaning(message))?
}

/// The one that there is; nothing where there are several.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let one = all.next()?;
    all.next().is_none().then_some(one)
}

/// The parts of that name: in no namespace, or in that of the message, which an issuer may take for one (spec §4).
fn parts<'a, 'i>(message: Node<'a, 'i>, name: &str) -> impl Iterator<Item = Node<'a, 'i>> {
    let own = xml::namespace(message);
    let is_part = move |n: &Node<'_, '_>| {
        let namespace = xml::namespace(*n);
        n.tag_name().name() == name && (namespace.is_none() || namespace == own)
    };
    xml::elements(message).filter(is_part)
}

fn value(message: Node<'_, '_>, name: &str) -> Option<String> {
    xml::content(only(parts(message, name))?).ok()
}

/// A part that may be absent: then there is nothing in it. Twice it may not be there.
fn optional(message: Node<'_, '_>, name: &str) -> Option<Option<String>> {
    match parts(message, name).next() {
        None => Some(None),
        Some(_) => value(message, name).map(Some),
    }
}

/// A whole number, of which white space, a plus sign and leading zeros are no part.
pub(super) fn whole_number(text: &str) -> Option<u64> {
    let plain = xml::trim(text);
    let digits = plain.strip_prefix('+').unwrap_or(plain);
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all_digits.then(|| digits.parse().ok()).flatten()
}
