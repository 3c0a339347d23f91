//! What a run leaves for whoever looks for a fault: commands that ask again, secrets that decrypt, an HTTP archive.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::{
    collections::BTreeSet,
    path::Path,
    process::{Command, Stdio},
};

use common::{Certificates, MockIssuer, record, trialplate};
use record::{Exchange, Operation, Purpose, RunRecord, ScenarioRecord};

/// Runs one scenario, in which Alice pays Bob, against an issuer in a process of its own.
fn run(set: &Certificates, issuer: &MockIssuer, trust: [&str; 2], more: &[&str]) -> RunRecord {
    let (out, wsdl) = (set.out().display().to_string(), issuer.wsdl());
    let purse = set.path("purse.key.pem");
    let args = [
        "run",
        "lcp/issuer",
        "--only",
        "lcp.issuer.transfer.exact",
        "--wsdl",
        &wsdl,
        "--purse",
        &purse,
        "--budget",
        "6000",
        "--out",
        &out,
    ];
    let ran = trialplate(&[&args[..], &trust, more].concat());
    assert_eq!(ran.code, Some(0), "{}", ran.all);
    record(&set.out())
}

fn steps(run: &RunRecord) -> impl Iterator<Item = (&ScenarioRecord, &Exchange)> {
    let all = run
        .scenarios
        .iter()
        .flat_map(|s| s.exchanges.iter().map(move |e| (s, e)));
    all.filter(|(_, e)| e.purpose == Purpose::Step)
}

fn has_curl() -> bool {
    let there = Command::new("curl")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok();
    if !there {
        eprintln!("not run: curl is not there");
    }
    there
}

/// What comes back when a command is given in the folder of the record.
fn give(command: &str, folder: &Path) -> String {
    let given = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .output()
        .unwrap();
    let all = [given.stdout, given.stderr].concat();
    format!("{}\n{command}", String::from_utf8_lossy(&all))
}

#[test]
fn the_command_for_an_exchange_asks_as_its_holder_did() {
    let set = common::certificates("money.com");
    let issuer = MockIssuer::start(&set, "money.com", "10000", &[]);
    let key = issuer.ready["issuer_key"].as_str().unwrap();
    for trust in [["--ca", &set.path("ca.pem")], ["--issuer-key", key]] {
        let run = run(&set, &issuer, trust, &["--keep-keys"]);
        let (scenario, payment) = steps(&run)
            .find(|(_, e)| e.operation == Operation::TransferFunds)
            .unwrap();
        let look = scenario
            .exchanges
            .iter()
            .find(|e| e.purpose == Purpose::Step && e.operation == Operation::GetDeposits)
            .unwrap();
        let command = |exchange| reports::curl(&run, scenario, exchange).unwrap();
        if !has_curl() {
            return;
        }
        // Her message counter has been used since, when she gave back what she had left.
        let again = give(&command(payment), &set.out());
        assert!(again.starts_with("HTTP/1.1 200"), "{again}");
        assert!(again.contains("<result>counterStale</result>"), "{again}");
        let looked = give(&command(look), &set.out());
        assert!(looked.contains("getDepositsResponse"), "{looked}");
        // Another issuer's certificate is refused: the command trusts nobody else.
        let other = common::certificates("money.com");
        let imposter = MockIssuer::start(&other, "money.com", "0", &[]);
        let at = |issuer: &MockIssuer| issuer.ready["listen"].as_str().unwrap().to_owned();
        let astray =
            command(look).replace(&format!(":{}", at(&issuer)), &format!(":{}", at(&imposter)));
        assert_ne!(astray, command(look));
        assert!(!give(&astray, &set.out()).starts_with("HTTP/1.1"));
    }
}

#[test]
fn keys_are_kept_for_their_owner_only_and_not_unasked() {
    let set = common::certificates("money.com");
    let issuer = MockIssuer::start(&set, "money.com", "10000", &[]);
    let ca = set.path("ca.pem");
    let without = run(&set, &issuer, ["--ca", &ca], &[]);
    assert!(!set.out().join("keys").exists());
    assert!(
        without
            .scenarios
            .iter()
            .flat_map(|s| &s.parties)
            .all(|p| p.pem.is_none())
    );
    let with = run(&set, &issuer, ["--ca", &ca], &["--keep-keys"]);
    for party in with.scenarios.iter().flat_map(|s| &s.parties) {
        let path = set.out().join(party.pem.as_deref().unwrap());
        let identity = certs::Identity::from_pem(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(identity.key_id().to_string(), party.key);
        #[cfg(unix)]
        {
            let mode =
                std::os::unix::fs::PermissionsExt::mode(&path.metadata().unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        }
    }
    let text = std::fs::read_to_string(set.out().join("run.json")).unwrap();
    assert!(!text.contains("PRIVATE KEY"));
    let page = std::fs::read_to_string(set.out().join("report.html")).unwrap();
    assert!(page.contains("curl --silent") && !page.contains("PRIVATE KEY"));
}

#[test]
fn the_secrets_of_every_connection_are_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let path = |file: &str| folder.path().join(file).display().to_string();
    let (log, out) = (path("keys.log"), path("out"));
    let ran = trialplate(&[
        "run",
        "lcp/issuer",
        "--only",
        "lcp.issuer.transfer.exact",
        "--out",
        &out,
        "--keylog",
        &log,
        "--har",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.all);
    let run = record(Path::new(&out));
    // The treasury keeps its connection from one scenario to the next.
    let connections: BTreeSet<(usize, u32)> = run
        .scenarios
        .iter()
        .enumerate()
        .flat_map(|(n, s)| s.exchanges.iter().map(move |e| (n, e)))
        .filter(|(_, e)| e.holder != "treasury" && e.connection.handshake.is_some())
        .map(|(n, e)| (n, e.connection.id))
        .collect();
    let mut randoms = BTreeSet::new();
    for line in std::fs::read_to_string(&log).unwrap().lines() {
        let [label, random, secret] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line:?} has not three words");
        };
        let hex = |text: &str| text.chars().all(|c| c.is_ascii_hexdigit());
        assert!(
            hex(random) && random.len() == 64 && hex(secret) && secret.len() >= 64,
            "{line}"
        );
        if ["CLIENT_RANDOM", "CLIENT_TRAFFIC_SECRET_0"].contains(&label) {
            randoms.insert(random.to_owned());
        }
    }
    assert!(connections.len() > 3);
    assert!(
        randoms.len() >= connections.len(),
        "{} {}",
        randoms.len(),
        connections.len()
    );
    let archive = std::fs::read_to_string(Path::new(&out).join("run.har")).unwrap();
    let archive: serde_json::Value = serde_json::from_str(&archive).unwrap();
    let exchanges: usize = run.scenarios.iter().map(|s| s.exchanges.len()).sum();
    assert_eq!(
        archive["log"]["entries"].as_array().unwrap().len(),
        exchanges
    );
}
