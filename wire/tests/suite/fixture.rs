//! Messages in the forms that tests vary.

use wire::{Fault, Request, TransferFunds, soap};

pub(crate) const KEY: &str = "2A462615AF65D7E59FD53CD30605E23720DC54EB6B0A33B60DEE67515FDF9CAF";

/// The parts of the transfer that most tests send.
pub(crate) const PARTS: &str = "<recipient>2A462615AF65D7E59FD53CD30605E23720DC54EB6B0A33B60DEE67515FDF9CAF</recipient>\
    <userid>bob</userid><amount>100</amount><transactionId>12345678</transactionId>\
    <messageCounter>3398</messageCounter>";

/// What [`PARTS`] say.
pub(crate) fn transfer() -> TransferFunds {
    TransferFunds {
        recipient: KEY.to_owned(),
        userid: Some("bob".to_owned()),
        amount: "100".to_owned(),
        transaction_id: "12345678".to_owned(),
        message_counter: "3398".to_owned(),
    }
}

/// An envelope around a body's content, with the prefixes `s` and `l` bound.
pub(crate) fn envelope(content: &str) -> String {
    format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:l=\"http://lightweightcurrency.org\"><s:Body>{content}</s:Body></s:Envelope>"
    )
}

/// A transfer of these parts, in its envelope.
pub(crate) fn transfer_of(parts: &str) -> String {
    envelope(&format!("<l:transferFunds>{parts}</l:transferFunds>"))
}

/// A transfer with this transaction id, in its envelope.
pub(crate) fn transfer_under(transaction_id: &str) -> String {
    transfer_of(&PARTS.replace("12345678", transaction_id))
}

pub(crate) fn parse(document: &str) -> Result<Request, Fault> {
    soap::parse_request(Some("text/xml"), document.as_bytes())
}

/// Reads a transfer, which the document must be.
pub(crate) fn parsed(document: &str) -> TransferFunds {
    match parse(document) {
        Ok(Request::TransferFunds(transfer)) => transfer,
        other => panic!("no transfer but {other:?} from {document}"),
    }
}

/// Why a document is refused, which it must be.
pub(crate) fn refusal(document: &str) -> Fault {
    match parse(document) {
        Err(fault) => fault,
        Ok(request) => panic!("{request:?} was read from {document}"),
    }
}
