//! The exchanges of a run as an HTTP archive, HAR 1.2, for tools that show such archives.
//!
//! <http://www.softwareishard.com/blog/har-12-spec/>. Scenarios are its pages. What the format has no word for stands in
//! comments: who sent it, why, and how it ended where no response came.

use base64::{Engine, engine::general_purpose::STANDARD};
use record::{Ending, Exchange, Octets, Operation, RunRecord, ScenarioRecord};
use serde_json::{Value, json};

use crate::http::Message;
use crate::{instant, words};

/// `run.har`: one entry for each exchange, in the order of the scenarios.
#[must_use]
pub fn har(run: &RunRecord) -> String {
    let pages: Vec<Value> = numbered(run).map(|(n, s)| page(run, n, s)).collect();
    let entries: Vec<Value> = numbered(run)
        .flat_map(|(n, s)| s.exchanges.iter().map(move |e| entry(run, n, s, e)))
        .collect();
    let archive = json!({ "log": {
        "version": "1.2",
        "creator": { "name": "trialplate", "version": run.version },
        "comment": run.command,
        "pages": pages,
        "entries": entries,
    }});
    format!("{archive}\n")
}

fn numbered(run: &RunRecord) -> impl Iterator<Item = (usize, &ScenarioRecord)> {
    run.scenarios.iter().enumerate().map(|(n, s)| (n + 1, s))
}

fn page_id(number: usize) -> String {
    format!("s{number}")
}

fn page(run: &RunRecord, number: usize, scenario: &ScenarioRecord) -> Value {
    json!({
        "startedDateTime": instant::after(&run.started, scenario.started),
        "id": page_id(number),
        "title": scenario.name,
        "pageTimings": { "onContentLoad": -1, "onLoad": scenario.duration_ms },
        "comment": format!("{} · {}:{}", scenario.verdict, scenario.feature, scenario.line),
    })
}

fn entry(run: &RunRecord, number: usize, scenario: &ScenarioRecord, one: &Exchange) -> Value {
    let times = one.times;
    let first = times.first_byte.unwrap_or(times.ended);
    let milliseconds = |from: u64, to: u64| to.saturating_sub(from) as f64 / 1_000.0;
    // When the last byte of the request was handed over is not recorded: sending is part of the wait.
    let (wait, receive) = (
        milliseconds(times.sent, first),
        milliseconds(first, times.ended),
    );
    let mut entry = json!({
        "pageref": page_id(number),
        "startedDateTime": instant::after(&run.started, times.sent),
        "time": wait + receive,
        "request": request(run, scenario, one),
        "response": response(one),
        "cache": {},
        "timings": { "send": 0, "wait": wait, "receive": receive },
        "connection": format!("{}-{}", page_id(number), one.connection.id),
        "comment": comment(one),
    });
    let ip = run
        .subject
        .address
        .as_deref()
        .and_then(|a| a.rsplit_once(':'));
    if let Some((ip, _)) = ip.filter(|_| scenario.own_issuer.is_none()) {
        entry["serverIPAddress"] = ip.trim_matches(['[', ']']).into();
    }
    entry
}

fn comment(one: &Exchange) -> String {
    let about = format!(
        "#{} of {}, {}, {}",
        one.id,
        one.holder,
        words::operation(one.operation),
        words::purpose(one.purpose)
    );
    match &one.ending {
        Ending::Answered => about,
        ending => format!("{about}; {}", words::ending(ending)),
    }
}

/// Where a request went: the service, or the description, with the path that it names itself.
fn url(run: &RunRecord, scenario: &ScenarioRecord, one: &Exchange, target: &str) -> String {
    let own = scenario
        .own_issuer
        .as_ref()
        .map(|d| format!("https://{d}/"));
    let service = match (one.operation, own) {
        (Operation::Description, None) => run.subject.wsdl.clone(),
        (_, Some(own)) => own,
        (_, None) => run.subject.service.clone().unwrap_or_default(),
    };
    let host = service.find("://").map_or(0, |at| at + 3);
    let end = service[host..]
        .find('/')
        .map_or(service.len(), |at| host + at);
    match (service.as_str(), target.starts_with('/')) {
        ("", _) => "about:blank".into(),
        (_, true) => uri(&format!("{}{target}", &service[..end])),
        (_, false) => uri(&service),
    }
}

/// A text with everything escaped that cannot stand in a URI (RFC 3986 §2).
fn uri(text: &str) -> String {
    let stays = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=%[]".contains(&b);
    let escaped = |b: u8| match stays(b) {
        true => char::from(b).to_string(),
        false => format!("%{b:02X}"),
    };
    text.bytes().map(escaped).collect()
}

fn request(run: &RunRecord, scenario: &ScenarioRecord, one: &Exchange) -> Value {
    let bytes = one.request.as_slice();
    let Some(message) = Message::read(bytes) else {
        let mut request = json!({
            "method": "", "url": url(run, scenario, one, ""), "httpVersion": "",
            "cookies": [], "headers": [], "queryString": [], "headersSize": -1, "bodySize": size(&one.request, 0),
        });
        if !bytes.is_empty() {
            request["postData"] = post_data("", bytes);
        }
        return request;
    };
    let [method, target, version] = message.words();
    let mut request = json!({
        "method": method,
        "url": url(run, scenario, one, target),
        "httpVersion": version,
        "cookies": [],
        "headers": headers(&message),
        "queryString": query(target),
        "headersSize": message.head,
        "bodySize": size(&one.request, message.head),
    });
    if !message.body.is_empty() {
        let kind = message.values("content-type").next().unwrap_or_default();
        request["postData"] = post_data(kind, &message.body);
    }
    request
}

fn response(one: &Exchange) -> Value {
    let Some(message) = Message::last_response(one.response.as_slice()) else {
        let length = one.response.length();
        return json!({
            "status": 0, "statusText": "", "httpVersion": "", "cookies": [], "headers": [], "redirectURL": "",
            "content": content("", one.response.as_slice(), length), "headersSize": -1, "bodySize": size(&one.response, 0),
        });
    };
    let [version, _, reason] = message.words();
    let value = |name| message.values(name).next().unwrap_or_default();
    json!({
        "status": message.status().unwrap_or_default(),
        "statusText": reason,
        "httpVersion": version,
        "cookies": [],
        "headers": headers(&message),
        "content": content(value("content-type"), &message.body, message.body.len() as u64),
        "redirectURL": value("location"),
        "headersSize": message.head,
        "bodySize": size(&one.response, one.response.as_slice().len() - behind_head(one)),
    })
}

/// How many bytes follow the head of the last response.
fn behind_head(one: &Exchange) -> usize {
    let mut rest = one.response.as_slice();
    while let Some(message) = Message::read(rest) {
        rest = &rest[message.head..];
        if !message
            .status()
            .is_some_and(|s| (100..200).contains(&s) && s != 101)
        {
            break;
        }
    }
    rest.len()
}

/// How many bytes there were behind so many.
fn size(octets: &Octets, head: usize) -> u64 {
    octets.length().saturating_sub(head as u64)
}

fn headers(message: &Message) -> Vec<Value> {
    let field = |(name, value): &(String, String)| json!({ "name": name, "value": value });
    message.fields.iter().map(field).collect()
}

fn query(target: &str) -> Vec<Value> {
    let Some((_, query)) = target.split_once('?') else {
        return Vec::new();
    };
    let pair = |text: &str| {
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        json!({ "name": name, "value": value })
    };
    query.split('&').map(pair).collect()
}

/// The format has no word for bodies that are no text in a request; a field of one's own begins with `_`.
fn post_data(kind: &str, body: &[u8]) -> Value {
    match std::str::from_utf8(body) {
        Ok(text) => json!({ "mimeType": kind, "text": text }),
        Err(_) => json!({
            "mimeType": kind, "text": STANDARD.encode(body), "_encoding": "base64",
            "comment": "the text is base64: the body is no UTF-8",
        }),
    }
}

fn content(kind: &str, body: &[u8], size: u64) -> Value {
    match std::str::from_utf8(body) {
        Ok(text) => json!({ "size": size, "mimeType": kind, "text": text }),
        Err(_) => {
            json!({ "size": size, "mimeType": kind, "text": STANDARD.encode(body), "encoding": "base64" })
        }
    }
}
