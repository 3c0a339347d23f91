use std::sync::Arc;

use certs::KeyLogFile;
use rustls::version::{TLS12, TLS13};

use crate::fixture::{client, connect, holder, issuer, server};

/// The labels of the secrets of one connection, each line checked for its form.
fn labels(lines: &str) -> Vec<String> {
    let is_hex = |text: &str| text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
    let read = |line: &str| {
        let [label, random, secret] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{line:?} has not three words");
        };
        assert!(is_hex(random) && random.len() == 64, "{line:?}");
        assert!(is_hex(secret) && secret.len() >= 64, "{line:?}");
        label.to_owned()
    };
    lines.lines().map(read).collect()
}

#[test]
fn the_secrets_of_a_connection_are_written_as_nss_does() {
    let issuer = issuer();
    let alice = holder("alice");
    let path = std::env::temp_dir().join(format!("trialplate-key-log-{}", std::process::id()));
    let mut written = Vec::new();
    for version in [&TLS12, &TLS13] {
        let mut config = client(Some(&alice), &issuer.authority, version);
        let log = KeyLogFile::append(&path).expect("a file");
        Arc::make_mut(&mut config).key_log = Arc::new(log);
        connect(&config, &server(&issuer.identity, version)).expect("a connection");
        let lines = std::fs::read_to_string(&path).expect("the file");
        std::fs::remove_file(&path).expect("the file");
        written.push(labels(&lines));
    }
    assert_eq!(written[0], ["CLIENT_RANDOM"]);
    for label in [
        "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
        "SERVER_HANDSHAKE_TRAFFIC_SECRET",
        "CLIENT_TRAFFIC_SECRET_0",
        "SERVER_TRAFFIC_SECRET_0",
    ] {
        assert!(
            written[1].iter().any(|w| w == label),
            "{label}: {written:?}"
        );
    }
}
