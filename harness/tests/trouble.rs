//! Subjects that are not there, stay silent, talk garbage or die: what the suite says then, and that it says so in time.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    time::{Duration, Instant},
};

use common::{Certificates, MockIssuer, command, record, trialplate};
use record::Verdict;

/// No run against a subject in trouble takes longer.
const BOUND: Duration = Duration::from_secs(60);

/// Runs against a description at that address. The exit status and the verdict line.
fn run(set: &Certificates, wsdl: &str) -> (Option<i32>, String) {
    let (ca, purse, out) = (set.path("ca.pem"), set.path("purse.key.pem"), set.out());
    let out = out.to_str().unwrap();
    let began = Instant::now();
    let args = [
        "run",
        "lcp/issuer",
        "--wsdl",
        wsdl,
        "--ca",
        &ca,
        "--purse",
        &purse,
        "--budget",
        "6000",
    ];
    let output = trialplate(&[&args[..], &["--out", out, "--patience", "3000"]].concat());
    assert!(began.elapsed() < BOUND, "it took {:?}", began.elapsed());
    (output.code, output.all)
}

/// A server on loopback that treats every connection like this, for as long as the test lives.
fn server(treat: impl Fn(TcpStream) + Send + Clone + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let treat = treat.clone();
            std::thread::spawn(move || treat(stream));
        }
    });
    port
}

/// A description, correct but for its service's address.
fn description(service_port: u16) -> u16 {
    let wsdl = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/wsdl/lcp.wsdl");
    let text = std::fs::read_to_string(wsdl).unwrap();
    let text = text.replace(
        "https://money.com/lcp",
        &format!("https://localhost:{service_port}/lcp"),
    );
    server(move |mut stream| {
        let _ = stream.read(&mut [0; 4096]);
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {}\r\n\r\n",
            text.len()
        );
        let _ = stream.write_all(format!("{head}{text}").as_bytes());
    })
}

fn url(port: u16) -> String {
    format!("http://127.0.0.1:{port}/lcp.wsdl")
}

/// A port on which nobody listens.
fn closed() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

fn silent(stream: TcpStream) {
    // Reading to the end keeps the connection open until the other side gives up.
    let _ = (&stream).read_to_end(&mut Vec::new());
    drop(stream);
}

fn garbage(mut stream: TcpStream) {
    let _ = stream.write_all(b"\x00\x01 this is no protocol\r\n\r\n");
    let _ = stream.read(&mut [0; 4096]);
}

#[test]
fn nobody_listens() {
    let set = common::certificates("localhost");
    let (code, said) = run(&set, &url(closed()));
    assert_eq!(code, Some(3), "{said}");
    assert!(
        said.contains("cannot be reached") && said.contains("proved nothing"),
        "{said}"
    );
    // The host is there, and serves the description: its address is wrong.
    let (code, said) = run(&set, &url(description(closed())));
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("no connection") && said.contains("lcp.issuer.description.address-works"),
        "{said}"
    );
}

#[test]
fn somebody_accepts_and_stays_silent() {
    let set = common::certificates("localhost");
    let (code, said) = run(&set, &url(server(silent)));
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("gives no answer within 3000 ms"), "{said}");
    let (code, said) = run(&set, &url(description(server(silent))));
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("accepts, and stays silent"), "{said}");
}

#[test]
fn somebody_answers_with_garbage() {
    let set = common::certificates("localhost");
    let (code, said) = run(&set, &url(server(garbage)));
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("NOT conforming") && said.contains("lcp.issuer.description.published"),
        "{said}"
    );
    let (code, said) = run(&set, &url(description(server(garbage))));
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("what came is no TLS") && said.contains("lcp.issuer.soap.answer-form"),
        "{said}"
    );
}

/// What a run that ended in its preflight sent to the service, in bytes.
fn sent_to_the_service(set: &Certificates) -> u64 {
    let run = record(&set.out());
    let exchanges = run.scenarios.iter().flat_map(|s| &s.exchanges);
    exchanges
        .filter(|e| e.operation != record::Operation::Description)
        .map(|e| e.request.length())
        .sum()
}

#[test]
fn the_certificate_does_not_fit_the_domain() {
    let set = common::certificates("localhost");
    let other = common::certificates("localhost");
    let issuer = MockIssuer::start(&other, "localhost", "10000", &[]);
    let (code, said) = run(&set, &issuer.wsdl());
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("a signature that does not verify")
            && said.contains("lcp.issuer.channel.domain-certificate"),
        "{said}"
    );
    assert_eq!(sent_to_the_service(&set), 0);
}

#[test]
fn the_key_is_not_the_pinned_one() {
    let set = common::certificates("localhost");
    let issuer = MockIssuer::start(&set, "localhost", "10000", &[]);
    let (key, purse, out) = (
        set.text("purse.keyid"),
        set.path("purse.key.pem"),
        set.out(),
    );
    let out = out.to_str().unwrap();
    let wsdl = issuer.wsdl();
    let args = ["run", "lcp/issuer", "--wsdl", &wsdl, "--issuer-key", &key];
    let more = ["--purse", &purse, "--budget", "6000", "--out", out];
    let ended = trialplate(&[&args[..], &more].concat());
    assert_eq!(ended.code, Some(3), "{}", ended.all);
    assert!(
        ended.all.contains("the TLS handshake failed") && ended.all.contains("proved nothing"),
        "{}",
        ended.all
    );
    assert_eq!(sent_to_the_service(&set), 0);
}

#[test]
fn an_empty_purse_is_a_matter_of_configuration() {
    let set = common::certificates("localhost");
    let issuer = MockIssuer::start(&set, "localhost", "0", &[]);
    let (code, said) = run(&set, &issuer.wsdl());
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("is empty: fund that key"), "{said}");
}

#[test]
fn a_purse_with_less_than_the_budget_is_too() {
    let set = common::certificates("localhost");
    let issuer = MockIssuer::start(&set, "localhost", "5999", &[]);
    let (code, said) = run(&set, &issuer.wsdl());
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("the purse holds 5999, less than the budget of 6000"),
        "{said}"
    );
}

/// How many keys must have been written down before the subject is killed: then scenarios are under way.
const KEYS_BEFORE_DEATH: usize = 12;

#[test]
fn it_dies_in_the_middle() {
    let set = common::certificates("localhost");
    let mut issuer = MockIssuer::start(&set, "localhost", "10000", &[]);
    let (wsdl, out) = (issuer.wsdl(), set.out());
    let (ca, purse) = (set.path("ca.pem"), set.path("purse.key.pem"));
    let args = [
        "run",
        "lcp/issuer",
        "--wsdl",
        &wsdl,
        "--ca",
        &ca,
        "--purse",
        &purse,
        "--budget",
        "6000",
    ];
    let began = Instant::now();
    let mut running = command(&args).arg("--out").arg(&out).spawn().unwrap();
    common::until("scenarios are under way", || {
        common::journaled(&out) > KEYS_BEFORE_DEATH
    });
    issuer.child.kill().unwrap();
    let status = running.wait().unwrap();
    assert!(began.elapsed() < BOUND);
    let run = record(&out);
    let red: Vec<_> = run
        .scenarios
        .iter()
        .filter(|s| s.verdict == Verdict::Failed)
        .map(|s| &s.name)
        .collect();
    assert_eq!(status.code(), Some(3), "failed: {red:?}");
    assert!(
        run.ended_early
            .unwrap()
            .contains("cannot be reached any more")
    );
    assert!(
        !run.purse.unwrap().left_behind.is_empty(),
        "what did not come back is said"
    );
}
