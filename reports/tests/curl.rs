//! Commands for curl, as text. That a subject answers them is tested in `harness/tests/debugging.rs`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[allow(dead_code, unused_imports, reason = "every test uses a part of it")]
mod sample;

use record::{Octets, Operation, RunRecord, Trusted};

const KEY: &str = "9F2A6C0E1B7D4835AA10C4D2E6F80B1937C5D9E2461F7A08B3C2D1E0F4A59687";

/// A run against somebody's issuer, whose keys were kept.
fn kept() -> RunRecord {
    let mut run = sample::passing();
    run.subject.kind = "url".into();
    run.subject.address = Some("127.0.0.1:9443".into());
    run.subject.trust = Some(Trusted::Authority(Some("keys/ca.pem".into())));
    run.scenarios[1].parties[0].pem = Some("keys/transfer-8-Alice-9F2A6C0E.pem".into());
    run
}

/// The command for Alice's transfer, her request changed.
fn said(request: &[u8]) -> Option<String> {
    let run = kept();
    let mut exchange = run.scenarios[1].exchanges[0].clone();
    exchange.request = Octets::new(request);
    reports::curl(&run, &run.scenarios[1], &exchange)
}

const REST: &str =
    " \\\n    --header Accept: \\\n    --header User-Agent: \\\n    --header Expect: \\\n    ";
const URL: &str = " \\\n    https://money.com:8443/lcp";

#[test]
fn a_request_is_said_with_its_fields_its_body_and_its_holders_key() {
    let mut run = kept();
    let exchange = run.scenarios[1].exchanges[0].clone();
    let body = exchange.request.to_text();
    let body = body.split("\r\n\r\n").nth(1).unwrap().to_owned();
    let say = |run: &RunRecord| reports::curl(run, &run.scenarios[1], &exchange).unwrap();
    let command = format!(
        "curl --silent --show-error --include \\
    --cert keys/transfer-8-Alice-9F2A6C0E.pem --key keys/transfer-8-Alice-9F2A6C0E.pem \\
    --cacert keys/ca.pem \\
    --connect-to money.com:8443:127.0.0.1:9443 \\
    --http1.1 --globoff --path-as-is \\
    --header 'Host: money.com' \\
    --header 'Content-Type: text/xml; charset=utf-8' \\
    --header 'SOAPAction: \"\"'{REST}--data-binary '{body}'{URL}"
    );
    assert_eq!(say(&run), command);
    run.subject.trust = Some(Trusted::Key(KEY.into()));
    let pinned = "--insecure --pinnedpubkey sha256//nypsDht9SDWqEMTS5vgLGTfF2eJGH3oIs8LR4PSlloc=";
    assert_eq!(say(&run), command.replace("--cacert keys/ca.pem", pinned));
}

#[test]
fn what_is_unusual_about_a_request_is_said_too() {
    let head = "POST /lcp?x=1 HTTP/1.1\r\nHost: money.com:8443\r\nContent-Type: a'b\r\n";
    let said = |rest: &str| said(format!("{head}{rest}").as_bytes()).unwrap();
    let chunked = said("Transfer-Encoding: chunked\r\n\r\n3\r\n<a>\r\n4\r\n</a>\r\n0\r\n\r\n");
    assert!(chunked.contains("--header 'Transfer-Encoding: chunked'"));
    assert!(chunked.contains("--data-binary '<a></a>'"));
    assert!(chunked.contains(r"--header 'Content-Type: a'\''b'"));
    assert!(!chunked.contains("Host"));
    assert!(chunked.ends_with(" 'https://money.com:8443/lcp?x=1'"));
    let short = said("Content-Length: 2\r\nX:\r\n\r\n<a/>");
    assert!(short.contains("--header 'Content-Length: 2' \\\n    --header 'X;'"));
    let binary = said("Content-Length: 4\r\n\r\n<\0a\0");
    assert!(binary.starts_with("echo PABhAA== | base64 -d | curl "));
    assert!(binary.contains("--data-binary @-"));
    for not_shown in ["\u{202e}<a/>", "<a\r\n/>", "@/etc/passwd"] {
        let command = said(&format!("\r\n{not_shown}"));
        assert!(command.contains("--data-binary @-"), "{command}");
    }
}

#[test]
fn what_curl_cannot_say_is_not_said() {
    let no = |request: &str| assert_eq!(said(request.as_bytes()), None, "{request}");
    no("");
    no("garbage\r\n\r\n");
    no("POST /lcp HTTP/2\r\nHost: a\r\n\r\nx");
    no("POST /lcp HTTP/1.1\r\n\r\nno host");
    no("POST /lcp HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\nx");
    no("POST lcp HTTP/1.1\r\nHost: a\r\n\r\nx");
    no("POST /lcp HTTP/1.1\r\nHost: a\r\nBad name: x\r\n\r\nx");
    no("POST /lcp HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx");
    no("POST /lcp HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
    no(&format!(
        "POST /lcp HTTP/1.1\r\nHost: a\r\n\r\n{}",
        "x".repeat(600 * 1024)
    ));
}

#[test]
fn there_is_no_command_without_a_key_or_without_an_issuer() {
    let say =
        |run: &RunRecord| reports::curl(run, &run.scenarios[1], &run.scenarios[1].exchanges[0]);
    assert!(say(&kept()).is_some());
    let without = |change: fn(&mut RunRecord)| {
        let mut run = kept();
        change(&mut run);
        assert_eq!(say(&run), None);
    };
    without(|run| run.scenarios[1].parties[0].pem = None);
    without(|run| run.subject.kind = "embedded".into());
    without(|run| run.scenarios[1].own_issuer = Some("claire.example".into()));
    without(|run| run.scenarios[1].exchanges[0].holder = "treasury".into());
    without(|run| run.scenarios[1].exchanges[0].operation = Operation::Probe);
    without(|run| run.scenarios[1].exchanges[0].connection.client = Some("a bare key".into()));
    without(|run| run.subject.trust = Some(Trusted::Key("é".into())));
    without(|run| run.subject.trust = None);
}
