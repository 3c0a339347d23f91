//! Requests on connections of their own that need not be heard to their end: of other methods, and very large ones.

use record::Operation;

use super::{
    Call, Delivery, Holder, Letter, Recorder,
    holder::{not_sent, note},
};
use crate::subject::Service;

/// Where a request of another method has what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carries {
    /// Nowhere.
    Nothing,
    /// In its body, as a POST request has it.
    Body,
    /// In parameters of its address, which have the names of the parts.
    Query,
}

/// A request of another method than POST for a transfer. It is no message.
#[must_use]
pub fn of_method(
    method: &str,
    carries: Carries,
    service: &Service,
    transfer: &wire::TransferFunds,
) -> Letter {
    let mut target = service.path.clone();
    let mut body = String::new();
    match carries {
        Carries::Nothing => {}
        Carries::Body => {
            body = wire::soap::request(&wire::Request::TransferFunds(transfer.clone()));
        }
        Carries::Query => {
            target.push(if target.contains('?') { '&' } else { '?' });
            let query = url::form_urlencoded::Serializer::new(String::new())
                .append_pair("recipient", &transfer.recipient)
                .append_pair("amount", &transfer.amount)
                .append_pair("transactionId", &transfer.transaction_id)
                .append_pair("messageCounter", &transfer.message_counter)
                .finish();
            target.push_str(&query);
        }
    }
    let fields = match carries {
        Carries::Body => format!(
            "Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"\"\r\nContent-Length: {}\r\n",
            body.len()
        ),
        Carries::Nothing | Carries::Query => String::new(),
    };
    let host = service.authority();
    Letter {
        operation: Operation::Probe,
        bytes: format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n{fields}\r\n{body}")
            .into_bytes(),
        form: Vec::new(),
        delivery: Delivery::default(),
    }
}

/// Sends a request over a connection of its own, and takes the answer whenever it comes. The number of the exchange comes
/// back.
pub async fn alone(holder: &Holder, recorder: &Recorder, letter: &Letter, call: Call) -> u32 {
    let id = recorder.next_exchange();
    let opened = holder.another_connection(recorder, call.patience).await;
    let connection = match opened {
        Ok(connection) => connection,
        Err(ending) => {
            not_sent(&holder.name, id, recorder, letter, call, ending);
            return id;
        }
    };
    let described = connection.described().clone();
    let is_head = letter.bytes.starts_with(b"HEAD ");
    let sent = recorder.now();
    let received = connection
        .converse(&letter.bytes, is_head, recorder, call.patience)
        .await;
    let bytes = &letter.bytes;
    note(
        &holder.name,
        id,
        described,
        recorder,
        letter,
        bytes,
        call,
        sent,
        received,
    );
    id
}
