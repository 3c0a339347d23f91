//! The archive is HAR 1.2, whatever is in the record, and the record's bytes are in it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(dead_code, unused_imports, reason = "every test uses a part of it")]
mod sample;

use record::{Ending, Octets, RunRecord, Verdict};
use serde_json::Value;

/// The objects of HAR 1.2 and their fields: `"` a text, `#` a number, `[x` a list of x, a name another object; with a `?` it
/// may be missing. <http://www.softwareishard.com/blog/har-12-spec/>
const FORM: &[(&str, &[(&str, &str)])] = &[
    ("archive", &[("log", "log")]),
    (
        "log",
        &[
            ("version", "\""),
            ("creator", "creator"),
            ("pages", "[page"),
            ("entries", "[entry"),
            ("comment", "?\""),
        ],
    ),
    ("creator", &[("name", "\""), ("version", "\"")]),
    (
        "page",
        &[
            ("startedDateTime", "\""),
            ("id", "\""),
            ("title", "\""),
            ("pageTimings", "pageTimings"),
            ("comment", "?\""),
        ],
    ),
    ("pageTimings", &[("onContentLoad", "?#"), ("onLoad", "?#")]),
    (
        "entry",
        &[
            ("pageref", "?\""),
            ("startedDateTime", "\""),
            ("time", "#"),
            ("request", "request"),
            ("response", "response"),
            ("cache", "cache"),
            ("timings", "timings"),
            ("serverIPAddress", "?\""),
            ("connection", "?\""),
            ("comment", "?\""),
        ],
    ),
    (
        "request",
        &[
            ("method", "\""),
            ("url", "\""),
            ("httpVersion", "\""),
            ("cookies", "[cookie"),
            ("headers", "[record"),
            ("queryString", "[record"),
            ("postData", "?postData"),
            ("headersSize", "#"),
            ("bodySize", "#"),
        ],
    ),
    (
        "response",
        &[
            ("status", "#"),
            ("statusText", "\""),
            ("httpVersion", "\""),
            ("cookies", "[cookie"),
            ("headers", "[record"),
            ("content", "content"),
            ("redirectURL", "\""),
            ("headersSize", "#"),
            ("bodySize", "#"),
        ],
    ),
    ("cookie", &[("name", "\""), ("value", "\"")]),
    ("record", &[("name", "\""), ("value", "\"")]),
    (
        "postData",
        &[
            ("mimeType", "\""),
            ("text", "\""),
            ("comment", "?\""),
            ("_encoding", "?\""),
        ],
    ),
    (
        "content",
        &[
            ("size", "#"),
            ("mimeType", "\""),
            ("text", "?\""),
            ("encoding", "?\""),
        ],
    ),
    ("cache", &[]),
    ("timings", &[("send", "#"), ("wait", "#"), ("receive", "#")]),
];

fn check(value: &Value, kind: &str, at: &str) {
    match (kind, kind.strip_prefix('[')) {
        ("\"", _) => assert!(value.is_string(), "{at}: {value}"),
        ("#", _) => assert!(value.as_f64().is_some_and(|n| n >= -1.0), "{at}: {value}"),
        (_, Some(of)) => {
            for (n, item) in value.as_array().unwrap().iter().enumerate() {
                check(item, of, &format!("{at}[{n}]"));
            }
        }
        _ => {
            let (_, fields) = FORM.iter().find(|(name, _)| *name == kind).unwrap();
            let object = value.as_object().unwrap();
            for name in object.keys() {
                assert!(
                    fields.iter().any(|(f, _)| f == name),
                    "{at}.{name} is no field"
                );
            }
            for (name, kind) in *fields {
                let at = format!("{at}.{name}");
                match (object.get(*name), kind.strip_prefix('?')) {
                    (Some(value), optional) => check(value, optional.unwrap_or(kind), &at),
                    (None, optional) => assert!(optional.is_some(), "{at} is missing"),
                }
            }
        }
    }
}

/// A run of one scenario, a transfer and a look at its deposit.
fn exact() -> RunRecord {
    let mut run = sample::passing();
    run.scenarios.remove(0);
    run
}

fn archive(run: &RunRecord) -> Value {
    let archive: Value = serde_json::from_str(&reports::har(run)).unwrap();
    check(&archive, "archive", "");
    archive
}

#[test]
fn every_record_makes_an_archive_of_the_form() {
    for run in [
        sample::passing(),
        sample::every_verdict(),
        sample::empty(),
        sample::hostile(),
        sample::large(Verdict::Failed),
    ] {
        let log = &archive(&run)["log"];
        let exchanges: usize = run.scenarios.iter().map(|s| s.exchanges.len()).sum();
        assert_eq!(log["entries"].as_array().unwrap().len(), exchanges);
        let ids: Vec<&Value> = log["pages"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| &p["id"])
            .collect();
        assert_eq!(ids.len(), run.scenarios.len());
        for entry in log["entries"].as_array().unwrap() {
            assert!(ids.contains(&&entry["pageref"]));
            let (time, timings) = (entry["time"].as_f64().unwrap(), &entry["timings"]);
            let sum = timings["wait"].as_f64().unwrap() + timings["receive"].as_f64().unwrap();
            assert!((time - sum).abs() < 1e-6 && time >= 0.0);
        }
    }
}

#[test]
fn an_exchange_is_in_it_with_its_bytes_and_times() {
    let mut run = exact();
    run.subject.address = Some("[::1]:8443".into());
    let log = &archive(&run)["log"];
    let entry = &log["entries"][0];
    let sent = run.scenarios[0].exchanges[0].request.to_text();
    let (head, body) = sent.split_once("\r\n\r\n").unwrap();
    assert_eq!(entry["request"]["postData"]["text"], body);
    assert_eq!(entry["request"]["headersSize"], head.len() + 4);
    assert_eq!(entry["request"]["bodySize"], body.len());
    assert_eq!(entry["request"]["method"], "POST");
    assert_eq!(entry["request"]["url"], "https://money.com:8443/lcp");
    assert_eq!(entry["request"]["headers"][2]["name"], "SOAPAction");
    assert_eq!(entry["response"]["status"], 200);
    assert_eq!(entry["startedDateTime"], "2026-11-21T01:34:13.772Z");
    assert_eq!(entry["timings"]["wait"], 3.2);
    assert_eq!(entry["serverIPAddress"], "::1");
    assert_eq!(
        log["pages"][0]["title"],
        "A transfer debits and credits exactly"
    );
}

#[test]
fn what_is_no_text_or_no_answer_is_kept_as_what_it_is() {
    let log = &archive(&sample::hostile())["log"];
    let response = |n: usize| &log["entries"][n]["response"];
    assert_eq!(response(2)["status"], 0);
    assert_eq!(response(2)["content"]["text"], "FgMBAAICKP8=");
    assert_eq!(response(2)["content"]["encoding"], "base64");
    assert_eq!(response(3)["status"], 200);
    assert!(
        response(3)["content"]["text"]
            .as_str()
            .unwrap()
            .starts_with("//48")
    );
    assert_eq!(response(0)["statusText"], "\u{1b}[32mOK");
    let mut run = exact();
    let one = &mut run.scenarios[0].exchanges[0];
    one.ending = Ending::TimedOut;
    one.times.first_byte = None;
    one.request = Octets::new(b"\x16\x03\xff");
    one.response = Octets::new(b"");
    let entry = &archive(&run)["log"]["entries"][0];
    assert_eq!(entry["response"]["status"], 0);
    assert_eq!(entry["request"]["postData"]["_encoding"], "base64");
    assert_eq!(entry["timings"]["receive"], 0.0);
    assert!(entry["comment"].as_str().unwrap().contains("Alice"));
}
