//! Requests on connections of their own that need not be heard to their end: of other methods, and very large ones.

use record::Operation;

use super::{Call, Delivery, Holder, Letter, Recorder, exchange::Going, not_sent};
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
    let is_head = letter.bytes.starts_with(b"HEAD ");
    let going = Going::over(&holder.name, id, &connection, recorder, letter, call);
    let received = connection
        .converse(&letter.bytes, is_head, recorder, call.patience)
        .await;
    going.ended(&letter.bytes, received);
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_of_another_method_has_the_message_where_it_is_wanted() {
        let service = |path: &str| Service {
            host: "money.com".into(),
            port: 443,
            path: path.into(),
            address: ([127, 0, 0, 1], 443).into(),
            trust: certs::Trust::Authority(String::new()),
        };
        let transfer = wire::TransferFunds {
            recipient: "2A".repeat(32),
            userid: None,
            amount: "10".into(),
            transaction_id: "a & b".into(),
            message_counter: "7".into(),
        };
        let written = |method, carries, path: &str| {
            let letter = of_method(method, carries, &service(path), &transfer);
            assert_eq!(letter.operation, Operation::Probe);
            String::from_utf8(letter.bytes).unwrap()
        };
        assert_eq!(
            written("GET", Carries::Nothing, "/lcp"),
            "GET /lcp HTTP/1.1\r\nHost: money.com\r\n\r\n"
        );
        let address = written("HEAD", Carries::Query, "/?x=y");
        assert!(
            address.starts_with("HEAD /?x=y&recipient=2A2A"),
            "{address}"
        );
        assert!(address.contains("&transactionId=a+%26+b&messageCounter=7 HTTP/1.1\r\n"));
        let body = written("PUT", Carries::Body, "/lcp");
        assert!(body.ends_with("</soap:Envelope>"), "{body}");
    }
}
