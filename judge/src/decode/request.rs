//! What a request of a holder said. Read from its bytes like everything else, so that a record stands by itself.

use record::Exchange;
use roxmltree::Document;

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
    // Half a request asks for nothing (spec §6), so what is not whole has no transfer in it.
    let body = http::request_body(exchange.request.as_slice())?;
    let text = xml::text(&body).ok()?;
    let document = Document::parse(&text).ok()?;
    let named = |name: &str| {
        document
            .descendants()
            .find(|n| n.is_element() && n.tag_name().name() == name)
    };
    let value = |name: &str| named(name).and_then(|n| xml::content(n).ok());
    Some(TransferRequest {
        recipient: xml::trim(&value("recipient")?).to_owned(),
        userid: value("userid").filter(|u| !u.is_empty()),
        amount: Decimal::parse(&value("amount")?).ok(),
        transaction_id: value("transactionId")?,
        counter: counter(&value("messageCounter")?),
    })
}

/// The wait that an exchange asked for, in milliseconds, where its request can be read.
pub(crate) fn asked_wait(exchange: &Exchange) -> Option<u64> {
    let body = http::request_body(exchange.request.as_slice())?;
    let text = xml::text(&body).ok()?;
    let document = Document::parse(&text).ok()?;
    let wait = document
        .descendants()
        .find(|n| n.tag_name().name() == "millisecondsWait")?;
    xml::trim(&xml::content(wait).ok()?).parse().ok()
}

/// Whether an exchange's request is a whole HTTP request.
pub(crate) fn is_whole_request(exchange: &Exchange) -> bool {
    http::request_body(exchange.request.as_slice()).is_some()
}

/// A counter, of which white space, a plus sign and leading zeros are no part.
fn counter(text: &str) -> Option<u64> {
    let plain = xml::trim(text);
    let digits = plain.strip_prefix('+').unwrap_or(plain);
    let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    all_digits.then(|| digits.parse().ok()).flatten()
}
