//! What a run costs, as ratios taken in one run on one machine:
//! scenarios a second beside full handshakes a second, and the whole suite's time beside its longest wait.

use std::{
    collections::BTreeSet,
    path::Path,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use record::{Check, Handshake, RunRecord};

/// How long handshakes are counted.
const MEASURED: Duration = Duration::from_secs(2);

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the reports");
    let handshakes = handshakes_a_second();
    println!(
        "this machine, one thread: {handshakes:.0} full handshakes a second, client and server"
    );
    let whole = run(folder.path(), &[]);
    let count = whole.scenarios.len() as f64;
    let exchanges: usize = whole.scenarios.iter().map(|s| s.exchanges.len()).sum();
    let (full, resumed) = connections(&whole);
    println!(
        "the whole suite: {count} scenarios, {:.1} full and {:.1} resumed handshakes and {:.1} requests a scenario",
        full as f64 / count,
        resumed as f64 / count,
        exchanges as f64 / count
    );
    let wait = longest_wait(&whole);
    let took = whole.duration_ms as f64 / 1000.0;
    println!(
        "the whole suite: {took:.2} s; the longest wait it must sit out: {wait:.2} s; ratio {:.2}, aim at most {:.2} s",
        took / wait,
        2.0 * wait + 4.0
    );
    let quick = run(
        folder.path(),
        &["--only", "transfer", "--only", "counter", "--only", "fees"],
    );
    let seconds = quick.duration_ms as f64 / 1000.0;
    let rate = quick.scenarios.len() as f64 / seconds;
    let (full, _) = connections(&quick);
    println!(
        "transfer, counter and fees: {:.0} scenarios a second, with {:.0} full handshakes a second: {:.2} of the machine's",
        rate,
        full as f64 / seconds,
        full as f64 / seconds / handshakes
    );
}

fn run(out: &Path, more: &[&str]) -> RunRecord {
    let status = Command::new(env!("CARGO_BIN_EXE_trialplate"))
        .args(["run", "lcp/issuer", "--seed", "1", "--out"])
        .arg(out)
        .args(more)
        .stdout(std::process::Stdio::null())
        .status()
        .expect("the program runs");
    assert!(
        status.success(),
        "the reference passes, and so does what is measured"
    );
    let text = std::fs::read_to_string(out.join("run.json")).expect("a record");
    serde_json::from_str(&text).expect("a record")
}

/// Connections that began with a full handshake, and resumed ones.
fn connections(run: &RunRecord) -> (usize, usize) {
    let all: BTreeSet<(usize, u32, bool)> = run
        .scenarios
        .iter()
        .enumerate()
        .flat_map(|(n, s)| s.exchanges.iter().map(move |e| (n, &e.connection)))
        .filter_map(|(n, c)| Some((n, c.id, c.handshake? == Handshake::Full)))
        .collect();
    let full = all.iter().filter(|(_, _, full)| *full).count();
    (full, all.len() - full)
}

/// The longest wait that had to be sat out, in seconds: an empty list must not come before it.
fn longest_wait(run: &RunRecord) -> f64 {
    let waits = run
        .scenarios
        .iter()
        .flat_map(|s| &s.expectations)
        .filter_map(|e| match &e.check {
            Check::EmptyNotBefore { milliseconds, .. } => Some(*milliseconds),
            _ => None,
        });
    f64::from(waits.max().unwrap_or_default()) / 1000.0
}

/// Full handshakes a second, both sides on one thread, in memory.
fn handshakes_a_second() -> f64 {
    let authority = certs::Authority::new("bench").expect("an authority");
    let issuer = authority.issue("money.com").expect("a certificate");
    let server = certs::server_config(&issuer).expect("a server's configuration");
    let trust = certs::Trust::Authority(authority.pem());
    let holder = certs::Identity::holder("alice").expect("a key");
    let began = Instant::now();
    let mut done = 0u32;
    while began.elapsed() < MEASURED {
        // A fresh configuration has no session to resume.
        let client = certs::client_config(&holder, &trust).expect("a client's configuration");
        handshake(client, Arc::clone(&server));
        done += 1;
    }
    f64::from(done) / began.elapsed().as_secs_f64()
}

fn handshake(client: Arc<rustls::ClientConfig>, server: Arc<rustls::ServerConfig>) {
    let name = rustls::pki_types::ServerName::try_from("money.com").expect("a name");
    let mut client = rustls::ClientConnection::new(client, name).expect("a client");
    let mut server = rustls::ServerConnection::new(server).expect("a server");
    while client.is_handshaking() || server.is_handshaking() {
        let mut flight = Vec::new();
        while client.wants_write() {
            client.write_tls(&mut flight).expect("memory");
        }
        feed(&flight, |bytes| server.read_tls(bytes));
        server.process_new_packets().expect("the client's flight");
        let mut flight = Vec::new();
        while server.wants_write() {
            server.write_tls(&mut flight).expect("memory");
        }
        feed(&flight, |bytes| client.read_tls(bytes));
        client.process_new_packets().expect("the server's flight");
    }
}

fn feed(mut bytes: &[u8], mut read: impl FnMut(&mut dyn std::io::Read) -> std::io::Result<usize>) {
    while !bytes.is_empty() && read(&mut bytes).expect("memory") > 0 {}
}
