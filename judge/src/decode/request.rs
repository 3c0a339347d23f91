//! What a request of a holder said. Read from its bytes like everything else, so that a record stands by itself.

use record::Exchange;
use roxmltree::Document;

use super::xml;
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
    let bytes = exchange.request.as_slice();
    let start = bytes.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
    let text = xml::text(&bytes[start..]).ok()?;
    let document = Document::parse(&text).ok()?;
    let named = |name: &str| {
        document
            .descendants()
            .find(|n| n.is_element() && n.tag_name().name() == name)
    };
    let value = |name: &str| named(name).and_then(|n| xml::content(n).ok());
    Some(TransferRequest {
        recipient: value("recipient")?.trim().to_owned(),
        userid: value("userid").filter(|u| !u.is_empty()),
        amount: Decimal::parse(&value("amount")?).ok(),
        transaction_id: value("transactionId")?,
        counter: value("messageCounter")?
            .trim()
            .trim_start_matches('+')
            .parse()
            .ok(),
    })
}
