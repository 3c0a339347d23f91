//! Text to requests.

use crate::xml::Element;
use crate::{Fault, GetDeposits, Request, TransferFunds};

use super::parts::Parts;
use super::{NAMESPACE, envelope};

/// Reads a request: `content_type` is that of the HTTP message, `body` its content. Anything but
/// exactly one whole request is a [`Fault`]; values are handed over as they are, unread.
pub fn parse_request(content_type: Option<&str>, body: &[u8]) -> Result<Request, Fault> {
    let operation = envelope::body_element(content_type, body)?;
    if operation.name.namespace.as_deref() != Some(NAMESPACE) {
        return Err(Fault::client(format!(
            "the operation {} is not in the namespace {NAMESPACE}",
            operation.name.local
        )));
    }
    // RPC makes the operation's name the wrapper; the paper prints the message's name.
    match operation.name.local.as_str() {
        "transferFunds" | "transferFundsRequest" => transfer_funds(operation),
        "getDeposits" | "getDepositsRequest" => get_deposits(operation),
        other => Err(Fault::client(format!("there is no operation {other}"))),
    }
}

fn transfer_funds(operation: Element) -> Result<Request, Fault> {
    let mut parts = Parts::of(operation)?;
    let transfer = TransferFunds {
        recipient: parts.required("recipient")?,
        userid: parts.take("userid")?,
        amount: parts.required("amount")?,
        transaction_id: parts.required("transactionId")?,
        message_counter: parts.required("messageCounter")?,
    };
    parts.finish()?;
    Ok(Request::TransferFunds(transfer))
}

fn get_deposits(operation: Element) -> Result<Request, Fault> {
    let mut parts = Parts::of(operation)?;
    let deposits = GetDeposits {
        milliseconds_wait: parts.required("millisecondsWait")?,
    };
    parts.finish()?;
    Ok(Request::GetDeposits(deposits))
}
