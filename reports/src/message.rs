//! What a message says, told to people. Not for those who judge: what cannot be read here is simply not told.

use roxmltree::{Document, Node};

use crate::http::Message;
use crate::wire_text::decode;

/// A request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Request {
    Transfer {
        recipient: String,
        amount: String,
        counter: String,
    },
    Deposits {
        /// Milliseconds.
        wait: u64,
    },
    /// Something else, or something that cannot be read.
    Other,
}

/// A response.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Response {
    Transferred {
        result: String,
        fee: String,
    },
    Deposits {
        amounts: Vec<String>,
        fee: String,
        balance: String,
    },
    /// The text of a SOAP Fault, and the HTTP status.
    Fault {
        text: String,
        status: Option<u16>,
    },
    /// Only the HTTP status can be read.
    Status(u16),
    Other,
}

pub(crate) fn request(bytes: &[u8]) -> Request {
    let text = text(bytes);
    let read = || {
        let document = Document::parse(&text).ok()?;
        let call = call(&document)?;
        Some(match call.tag_name().name() {
            "transferFunds" => Request::Transfer {
                recipient: part(call, "recipient"),
                amount: part(call, "amount"),
                counter: part(call, "messageCounter"),
            },
            "getDeposits" => Request::Deposits {
                wait: part(call, "millisecondsWait").parse().ok()?,
            },
            _ => return None,
        })
    };
    read().unwrap_or(Request::Other)
}

pub(crate) fn response(bytes: &[u8]) -> Response {
    let status = status(bytes);
    let text = text(bytes);
    let read = || {
        let document = Document::parse(&text).ok()?;
        let call = call(&document)?;
        Some(match call.tag_name().name() {
            "transferFundsResponse" => Response::Transferred {
                result: part(call, "result"),
                fee: part(call, "fee"),
            },
            "getDepositsResponse" => Response::Deposits {
                amounts: amounts(call),
                fee: part(call, "fee"),
                balance: part(call, "balance"),
            },
            "Fault" => Response::Fault {
                text: part(call, "faultstring"),
                status,
            },
            _ => return None,
        })
    };
    read().unwrap_or(match status {
        Some(status) => Response::Status(status),
        None => Response::Other,
    })
}

/// The status code of an answer, where it has one.
pub(crate) fn status(bytes: &[u8]) -> Option<u16> {
    Message::last_response(bytes)?.status()
}

/// Longer messages are not told: they are sent to see what becomes of them, not for what they say.
const LONGEST: usize = 64 * 1024;

/// The body as text, without transfer coding and byte order mark.
fn text(bytes: &[u8]) -> String {
    if bytes.len() > LONGEST {
        return String::new();
    }
    let message = Message::last_response(bytes).or_else(|| Message::read(bytes));
    let body = message.map(|m| m.body).unwrap_or_default();
    decode(&body).0.trim_start_matches('\u{feff}').to_owned()
}

/// The first element in the body of the envelope.
fn call<'a>(document: &'a Document<'a>) -> Option<Node<'a, 'a>> {
    let mut parts = document.root_element().children();
    let body = parts.find(|n| n.tag_name().name() == "Body")?;
    body.first_element_child()
}

/// The text of the part of that name, without white space around it.
fn part(call: Node<'_, '_>, name: &str) -> String {
    let part = call.children().find(|n| n.tag_name().name() == name);
    let text = |n: Node<'_, '_>| -> String {
        let texts = n.children().filter_map(|c| c.is_text().then(|| c.text())?);
        texts.collect()
    };
    part.map(text).unwrap_or_default().trim().to_owned()
}

fn amounts(call: Node<'_, '_>) -> Vec<String> {
    let list = call
        .children()
        .filter(|n| n.tag_name().name() == "deposits");
    let all = list.flat_map(|n| n.children().filter(Node::is_element));
    all.map(|deposit| part(deposit, "amount")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(call: &str) -> Vec<u8> {
        format!(
            "POST /lcp HTTP/1.1\r\n\r\n<e:Envelope xmlns:e='e'><e:Body>{call}</e:Body></e:Envelope>"
        )
        .into_bytes()
    }

    fn answer(status: &str, call: &str) -> Vec<u8> {
        format!("HTTP/1.1 {status}\r\n\r\n<Envelope><Body>{call}</Body></Envelope>").into_bytes()
    }

    #[test]
    fn requests_are_told_however_they_are_written() {
        let call = "<l:transferFunds xmlns:l='l'><recipient>AB</recipient><amount><!-- x --> 1<![CDATA[0]]>&#46;5 </amount><messageCounter>7</messageCounter></l:transferFunds>";
        let told = Request::Transfer {
            recipient: "AB".into(),
            amount: "10.5".into(),
            counter: "7".into(),
        };
        assert_eq!(request(&post(call)), told);
        let wait = "<getDeposits><millisecondsWait>3000</millisecondsWait></getDeposits>";
        assert_eq!(request(&post(wait)), Request::Deposits { wait: 3000 });
        let chunked = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<e><B\r\n9\r\nody/></e>\r\n0\r\n\r\n";
        assert_eq!(text(chunked), "<e><Body/></e>");
        assert_eq!(request(b"\x16\x03\x01"), Request::Other);
    }

    #[test]
    fn answers_are_told() {
        let list = "<getDepositsResponse><deposits><deposit><amount>10</amount></deposit></deposits><fee>0</fee><balance>9</balance></getDepositsResponse>";
        let told = Response::Deposits {
            amounts: vec!["10".into()],
            fee: "0".into(),
            balance: "9".into(),
        };
        assert_eq!(response(&answer("200 OK", list)), told);
        let fault = "<Fault><faultcode>Client</faultcode><faultstring>no</faultstring></Fault>";
        let told = Response::Fault {
            text: "no".into(),
            status: Some(500),
        };
        assert_eq!(response(&answer("500 Oops", fault)), told);
        assert_eq!(response(b"HTTP/1.1 405 No\r\n\r\n"), Response::Status(405));
        assert_eq!(response(b""), Response::Other);
    }
}
