//! An exchange as a command for curl.

use base64::{Engine, engine::general_purpose::STANDARD};
use record::{Exchange, Octets, Operation, RunRecord, ScenarioRecord, Trusted};

use crate::http::Message;
use crate::repeat::quoted;
use crate::text;

/// Longer bodies are not put into a command.
const LONGEST_BODY: usize = 64 * 1024;

/// The command, to be given in the folder of the record, that sends the request of an exchange again as it was: the same
/// method, fields and body, with the key and certificate of its holder. Only where keys were kept, and of requests that curl
/// can say: not of garbage, nor of handshakes made by hand. Framing is curl's own, so chunks may have other sizes.
#[must_use]
pub fn curl(run: &RunRecord, scenario: &ScenarioRecord, exchange: &Exchange) -> Option<String> {
    let says = matches!(
        exchange.operation,
        Operation::TransferFunds | Operation::GetDeposits
    );
    // An issuer that was started for the run has ended with it.
    let is_gone = run.subject.kind == "embedded" || scenario.own_issuer.is_some();
    // Somebody else's certificate, none, or a bare key was shown in place of the holder's.
    let shows_another = exchange.connection.client.is_some();
    if !says || is_gone || shows_another {
        return None;
    }
    let party = scenario
        .parties
        .iter()
        .find(|p| p.name == exchange.holder)?;
    let pem = quoted(party.pem.as_deref()?);
    let mut options = vec![
        "curl --silent --show-error --include".to_owned(),
        format!("--cert {pem} --key {pem}"),
    ];
    options.push(match run.subject.trust.as_ref()? {
        Trusted::Authority(file) => format!("--cacert {}", quoted(file.as_deref()?)),
        Trusted::Key(key) => format!("--insecure --pinnedpubkey sha256//{}", pin(key)?),
    });
    let (authority, _) = split_url(run.subject.service.as_deref()?)?;
    let to = run.subject.address.as_deref()?;
    options.push(format!(
        "--connect-to {}",
        quoted(&format!("{}:{to}", with_port(authority)))
    ));
    if exchange.connection.tls.as_deref() == Some("TLSv1.2") {
        options.push("--tls-max 1.2".to_owned());
    }
    let (request, input) = said(&exchange.request, authority)?;
    options.extend(request);
    Some(format!("{input}{}", options.join(" \\\n    ")))
}

/// The options that say a request, and what has to come before the command.
fn said(request: &Octets, authority: &str) -> Option<(Vec<String>, String)> {
    let message = Message::read(request.as_slice()).filter(|m| m.is_plain && !request.is_cut())?;
    let [method, target, version] = message.words();
    let is_method = !method.is_empty() && method.bytes().all(|b| b.is_ascii_uppercase());
    let version = match version {
        "HTTP/1.1" => "--http1.1",
        "HTTP/1.0" => "--http1.0",
        _ => return None,
    };
    if !is_method || !target.starts_with('/') || target.contains(['#', ' ']) {
        return None;
    }
    let mut options = vec![format!("{version} --globoff --path-as-is")];
    options.extend(fields(&message, authority)?);
    let length = message.body.len();
    let has_body = length > 0 || message.values("content-length").next().is_some();
    let mut input = String::new();
    match method {
        "HEAD" if has_body => return None,
        "HEAD" => options.push("--head".to_owned()),
        "POST" if has_body => {}
        "GET" if !has_body => {}
        _ => options.push(format!("--request {method}")),
    }
    if length > LONGEST_BODY {
        return None;
    }
    if has_body {
        options.push(match as_text(&message.body) {
            Some(text) => format!("--data-binary {}", quoted(text)),
            None => {
                input = format!("echo {} | base64 -d | ", STANDARD.encode(&message.body));
                "--data-binary @-".to_owned()
            }
        });
    }
    options.push(quoted(&format!("https://{authority}{target}")));
    Some((options, input))
}

/// The fields as options: those that curl would not write of itself, and a word to leave out those that were not there.
fn fields(message: &Message, authority: &str) -> Option<Vec<String>> {
    let own_length = message.body.len().to_string();
    let mut options = Vec::new();
    let mut hosts = 0;
    for (name, value) in &message.fields {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        hosts += usize::from(is("host"));
        if (is("host") && value == authority) || (is("content-length") && *value == own_length) {
            continue;
        }
        options.push(match value.as_str() {
            "" => format!("--header {}", quoted(&format!("{name};"))),
            value => format!("--header {}", quoted(&format!("{name}: {value}"))),
        });
    }
    let codings: Vec<&str> = message.values("transfer-encoding").collect();
    let is_framed = codings.is_empty() || (codings == ["chunked"] && message.is_unchunked);
    if hosts != 1 || message.values("content-length").count() > 1 || !is_framed {
        return None;
    }
    let unsaid = ["Accept", "User-Agent", "Content-Type", "Expect"];
    let unsaid = unsaid.iter().filter(|n| message.values(n).next().is_none());
    options.extend(unsaid.map(|name| format!("--header {name}:")));
    Some(options)
}

/// A body that can stand in a command: nothing in it acts, is invisible, or is taken for the name of a file.
fn as_text(body: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(body).ok()?;
    let shown = !text.contains('\r') && text::block(text) == text && !text.starts_with('@');
    shown.then_some(text)
}

/// Host and port of an https URL, and what comes behind them.
fn split_url(url: &str) -> Option<(&str, &str)> {
    let rest = url.strip_prefix("https://")?;
    Some(rest.split_at(rest.find('/').unwrap_or(rest.len())))
}

fn with_port(authority: &str) -> String {
    let behind_host = authority.rsplit(']').next().unwrap_or_default();
    if behind_host.contains(':') {
        authority.to_owned()
    } else {
        format!("{authority}:443")
    }
}

/// A key identifier as curl pins it: the same digest in base64.
fn pin(key: &str) -> Option<String> {
    let digits = |at| key.get(at..at + 2);
    let bytes: Option<Vec<u8>> = (0..key.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(digits(at)?, 16).ok())
        .collect();
    bytes.filter(|b| b.len() == 32).map(|b| STANDARD.encode(b))
}
