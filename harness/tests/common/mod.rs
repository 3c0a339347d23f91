//! The program as its users run it.
#![allow(dead_code, reason = "every test binary uses a part of it")]

pub(crate) mod purse;

use std::{
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

/// What messages cost at an issuer of the tests.
pub(crate) const FEES: [&str; 6] = [
    "--fee-transfer",
    "1.2",
    "--fee-deposits",
    "0.1",
    "--fee-full-handshake",
    "0.25",
];

/// What a command left.
pub(crate) struct Output {
    pub(crate) code: Option<i32>,
    /// Standard output and error.
    pub(crate) all: String,
}

/// The program, with these arguments.
pub(crate) fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trialplate"));
    command.args(args).stdin(Stdio::null());
    command
}

/// Runs the program to its end.
pub(crate) fn trialplate(args: &[&str]) -> Output {
    let output = command(args).output().unwrap();
    let all = [output.stdout, output.stderr].concat();
    Output {
        code: output.status.code(),
        all: String::from_utf8_lossy(&all).into_owned(),
    }
}

/// A folder with a set of certificates.
pub(crate) struct Certificates(tempfile::TempDir);

impl Certificates {
    pub(crate) fn path(&self, file: &str) -> String {
        self.0.path().join("set").join(file).display().to_string()
    }

    /// A folder beside them.
    pub(crate) fn out(&self) -> PathBuf {
        self.0.path().join("out")
    }

    pub(crate) fn text(&self, file: &str) -> String {
        std::fs::read_to_string(self.path(file))
            .unwrap()
            .trim()
            .to_owned()
    }
}

/// Makes certificates for an issuer of that domain, and a purse.
pub(crate) fn certificates(domain: &str) -> Certificates {
    let set = Certificates(tempfile::tempdir().unwrap());
    let made = trialplate(&[
        "certs",
        &set.path(""),
        "--domain",
        domain,
        "--holder",
        "purse",
    ]);
    assert_eq!(made.code, Some(0), "{}", made.all);
    set
}

/// A reference issuer in a process of its own.
pub(crate) struct MockIssuer {
    pub(crate) child: Child,
    pub(crate) ready: serde_json::Value,
}

impl MockIssuer {
    /// Starts one whose purse holds that much.
    pub(crate) fn start(set: &Certificates, domain: &str, holds: &str, more: &[&str]) -> Self {
        let (certs, fund) = (set.path(""), format!("{}={holds}", set.path("purse.keyid")));
        let args = [
            "mock", "issuer", "--domain", domain, "--certs", &certs, "--fund", &fund,
        ];
        let mut child = command(&[&args[..], more].concat())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let ready = serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line:?}"));
        Self { child, ready }
    }

    pub(crate) fn wsdl(&self) -> String {
        self.ready["wsdl"].as_str().unwrap().to_owned()
    }
}

impl Drop for MockIssuer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The record that a run wrote.
pub(crate) fn record(out: &std::path::Path) -> record::RunRecord {
    let text = std::fs::read_to_string(out.join("run.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Waits until something is so, looking again and again; fails when it takes too long.
pub(crate) fn until(what: &str, so: impl Fn() -> bool) {
    const LIMIT: std::time::Duration = std::time::Duration::from_secs(30);
    let began = std::time::Instant::now();
    while !so() {
        assert!(began.elapsed() < LIMIT, "{what}: not within {LIMIT:?}");
        std::thread::yield_now();
    }
}

/// The journal that a run writes into its folder.
pub(crate) fn journal(out: &std::path::Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(out).ok()?;
    entries
        .flatten()
        .map(|e| e.path())
        .find(|p| p.extension().is_some_and(|e| e == "jsonl"))
}

/// How many keys it has written down.
pub(crate) fn journaled(out: &std::path::Path) -> usize {
    let text = journal(out).and_then(|path| std::fs::read_to_string(path).ok());
    text.map_or(0, |t| t.lines().count())
}
