//! Text to requests.

use crate::xml::Element;
use crate::{Fault, GetDeposits, Request, TransferFunds, lexical};

use super::{NAMESPACE, envelope};

const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

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

/// The parts of an operation that nobody has asked for yet.
struct Parts(Vec<Element>);

impl Parts {
    fn of(operation: Element) -> Result<Self, Fault> {
        if operation.has_text() {
            return Err(Fault::client("text stands between the parts"));
        }
        Ok(Self(operation.children))
    }

    fn required(&mut self, name: &str) -> Result<String, Fault> {
        self.take(name)?
            .ok_or_else(|| Fault::client(format!("the part {name} is missing")))
    }

    /// A part's text, verbatim. One that is nil is as good as absent.
    fn take(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(position) = self.0.iter().position(|part| is_part(part, name)) else {
            return Ok(None);
        };
        let part = self.0.swap_remove(position);
        if self.0.iter().any(|other| is_part(other, name)) {
            return Err(Fault::client(format!("the part {name} is repeated")));
        }
        if !part.children.is_empty() {
            return Err(Fault::client(format!("the part {name} has elements in it")));
        }
        let is_nil = matches!(
            part.attribute(INSTANCE, "nil").map(lexical::trim),
            Some("1" | "true")
        );
        Ok((!is_nil).then_some(part.text))
    }

    fn finish(self) -> Result<(), Fault> {
        self.0.first().map_or(Ok(()), |part| {
            Err(Fault::client(format!(
                "there is no part {}",
                part.name.local
            )))
        })
    }
}

/// RPC/literal leaves parts unqualified; some toolkits qualify them with the operation's namespace.
fn is_part(element: &Element, name: &str) -> bool {
    let namespace = element.name.namespace.as_deref();
    element.name.local == name && (namespace.is_none() || namespace == Some(NAMESPACE))
}
