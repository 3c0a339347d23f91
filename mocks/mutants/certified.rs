//! The reference issuer of this very build, certified by a `trialplate` that was built before: what `mocks/mutants/run` asks
//! about each mutant. Nothing of the suite is built with the mutant: that takes seconds, and the suite is what it was.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

use std::{path::Path, process::Stdio};

use certs::{Authority, Identity};
use mocks::{Config, FeeSchedule, Issuer, Liberties};
use tokio::process::Command;
use wire::Amount;

const DOMAIN: &str = "money.com";

fn amount(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

/// An issuer like the one that is embedded in the suite.
async fn issuer(folder: &Path) -> Issuer {
    let authority = Authority::new("Trialplate test authority").unwrap();
    let purse = Identity::anybody().unwrap();
    std::fs::write(folder.join("ca.pem"), authority.pem()).unwrap();
    let pem = format!("{}{}", purse.key_pem(), purse.certificate_pem());
    std::fs::write(folder.join("purse.pem"), pem).unwrap();
    let config = Config {
        domain: DOMAIN.to_owned(),
        identity: authority.issue(DOMAIN).unwrap(),
        authority: None,
        listen: "127.0.0.1:0".parse().unwrap(),
        wsdl_listen: "127.0.0.1:0".parse().unwrap(),
        service_address: Some(format!("https://{DOMAIN}/lcp")),
        fees: FeeSchedule {
            transfer: amount("1"),
            deposits: amount("0.1"),
            full_handshake: amount("0.25"),
        },
        funds: vec![(purse.key_id(), amount("900000000000000000"))],
        state: None,
        faults: Vec::new(),
        liberties: Liberties::default(),
        creature: None,
    };
    Issuer::start(config).await.unwrap()
}

/// A run of the suite, or of a part of it; whether it calls the issuer conforming.
async fn certifies(issuer: &Issuer, folder: &Path, part: &[&str]) -> bool {
    let suite = std::env::var("TRIALPLATE").expect("TRIALPLATE is the path of a suite");
    let at = |name: &str| folder.join(name).display().to_string();
    let ran = Command::new(suite)
        .args(["run", "lcp/issuer", "--strict", "--out", &at("out")])
        .args(["--wsdl", &format!("http://{DOMAIN}/lcp.wsdl")])
        .args(["--ca", &at("ca.pem"), "--purse", &at("purse.pem")])
        .args([
            "--resolve",
            &format!("{DOMAIN}:80={}", issuer.wsdl_address()),
        ])
        .args(["--resolve", &format!("{DOMAIN}:443={}", issuer.address())])
        .args(["--budget", "800000000000000000"])
        .args(["--fees", "transfer=1,deposits=0.1,full-handshake=0.25"])
        .args(["--capability", "domain"])
        .args(["--capability", "raw-public-keys"])
        .args(part.iter().flat_map(|family| ["--only", family]))
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .unwrap();
    println!("{}", String::from_utf8_lossy(&ran.stderr));
    println!("{}", String::from_utf8_lossy(&ran.stdout));
    println!("the suite ended with {:?}", ran.status.code());
    ran.status.success()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_suite_calls_it_conforming() {
    let folder = tempfile::tempdir().unwrap();
    let issuer = issuer(folder.path()).await;
    // What waits for nothing comes first: most mutants are caught there, in a second.
    assert!(certifies(&issuer, folder.path(), &["transfer", "counter", "fees"]).await);
    assert!(certifies(&issuer, folder.path(), &[]).await);
}
