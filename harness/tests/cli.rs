//! What a user mistypes, and what is said then. Nothing of it gets as far as a subject: exit status 2.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use common::{Output, trialplate};

/// The program refuses, with status 2, and says these words.
fn refused(args: &[&str], words: &[&str]) {
    let output = trialplate(args);
    said(&output, 2, words);
    assert!(!output.all.contains("panicked"), "{}", output.all);
}

fn said(output: &Output, code: i32, words: &[&str]) {
    assert_eq!(output.code, Some(code), "{}", output.all);
    // Messages are wrapped to the terminal's width.
    let flat = output
        .all
        .split_whitespace()
        .filter(|w| *w != "│")
        .collect::<Vec<_>>()
        .join(" ");
    for word in words {
        assert!(
            flat.contains(word),
            "{word:?} is missing in: {}",
            output.all
        );
    }
}

#[test]
fn without_arguments_it_says_what_one_can_do() {
    said(
        &trialplate(&[]),
        0,
        &["trialplate run lcp/issuer", "Exit status: 0 conforming"],
    );
}

#[test]
fn unknown_words_are_named_with_a_remedy() {
    refused(
        &["run", "lcp/isuer"],
        &["there is no role \"lcp/isuer\"", "lcp/issuer"],
    );
    refused(
        &["run", "lcp/issuer", "--fualt", "x"],
        &["unexpected argument '--fualt'", "--fault"],
    );
    refused(
        &["run", "lcp/issuer", "--only", "lcp.issuer.counter.gone"],
        &["--only lcp.issuer.counter.gone", "trialplate list"],
    );
    refused(
        &[
            "run",
            "lcp/issuer",
            "--only",
            "lcp.issuer.soap.qualified-parts",
        ],
        &["--only lcp.issuer.soap.qualified-parts: no scenario covers it"],
    );
    refused(
        &["run", "lcp/issuer", "--scenario", "nobody told this"],
        &["--scenario nobody told this"],
    );
    refused(
        &["run", "lcp/issuer", "--fault", "executes-altered-duplicat"],
        &["executes-altered-duplicate"],
    );
    refused(&["run", "lcp/issuer", "--jobs", "0"], &["--jobs"]);
    refused(
        &["explain", "lcp.issuer.counter.once"],
        &["there is no requirement lcp.issuer.counter.once"],
    );
    refused(&["explain", "counter"], &["is no requirement id"]);
    refused(
        &["explain", "transfer.conserved"],
        &["perhaps lcp.issuer.transfer.conserved"],
    );
    refused(
        &["run", "lcp/issuer", "--fault", "nope"],
        &[
            "no fault is called \"nope\"",
            "trialplate list lcp/issuer --faults",
        ],
    );
    refused(
        &["run", "lcp/issuer", "--out", "/proc/x"],
        &[
            "--out /proc/x:",
            "name a folder that can be made and written to",
        ],
    );
    refused(
        &["judge", "/nowhere"],
        &["/nowhere: No such file", "give the run.json"],
    );
    refused(
        &["mock", "issuer", "--fund", "nobody=1"],
        &["neither a key identifier nor a file with one"],
    );
    refused(
        &["mock", "issuer", "--fee-transfer", "1e2"],
        &["--fee-transfer"],
    );
    refused(&["mock", "issuer", "--fault", "nothing"], &["--fault"]);
}

#[test]
fn a_subject_needs_an_address_somebody_to_trust_a_purse_and_a_budget() {
    let set = common::certificates("localhost");
    let (ca, purse) = (set.path("ca.pem"), set.path("purse.key.pem"));
    let run = |more: &[&str], words: &[&str]| {
        refused(&[&["run", "lcp/issuer"], more].concat(), words);
    };
    let wsdl = ["--wsdl", "http://localhost:1/lcp.wsdl"];
    run(&["--purse", &purse], &["--wsdl URL"]);
    run(&wsdl, &["--ca FILE", "--issuer-key KEYID"]);
    run(&[&wsdl[..], &["--ca", &ca]].concat(), &["--purse FILE"]);
    run(
        &[&wsdl[..], &["--ca", &ca, "--purse", &purse]].concat(),
        &["--budget AMOUNT"],
    );
    let whole = [
        &wsdl[..],
        &["--ca", &ca, "--purse", &purse, "--budget", "2000"],
    ]
    .concat();
    run(
        &[&whole[..], &["--capability", "wings"]].concat(),
        &["\"wings\" is no capability", "rich-purse"],
    );
    run(
        &[&whole[..], &["--restart"]].concat(),
        &["only what the suite has started itself", "exec"],
    );
    run(
        &[&whole[..], &["--resolve", "money.com"]].concat(),
        &["HOST:PORT=ADDRESS"],
    );
    run(
        &[&whole[..], &["--fees", "transfer=1"]].concat(),
        &["deposits=AMOUNT"],
    );
    run(
        &[&whole[..], &["--issuer-key", "00"]].concat(),
        &["exclude each other"],
    );
    run(
        &[
            &wsdl[..],
            &["--issuer-key", "00", "--purse", &purse, "--budget", "2000"],
        ]
        .concat(),
        &["issuer-key"],
    );
    run(
        &[
            &wsdl[..],
            &["--ca", &purse, "--purse", &purse, "--budget", "2000"],
        ]
        .concat(),
        &["ca:"],
    );
    run(
        &[
            &wsdl[..],
            &["--ca", &ca, "--purse", &ca, "--budget", "2000"],
        ]
        .concat(),
        &["purse:", "ca.pem"],
    );
    run(
        &[
            &wsdl[..],
            &["--ca", "nowhere.pem", "--purse", &purse, "--budget", "2000"],
        ]
        .concat(),
        &["nowhere.pem"],
    );
    run(
        &[
            &wsdl[..],
            &["--ca", &ca, "--purse", &purse, "--budget", "much"],
        ]
        .concat(),
        &["budget", "\"much\""],
    );
    run(
        &[
            &wsdl[..],
            &["--ca", &ca, "--purse", &purse, "--budget", "9"],
        ]
        .concat(),
        &["a budget of 9 is too small", "allow"],
    );
}

#[test]
fn a_malformed_configuration_is_pointed_into() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("trialplate.toml");
    let path = file.to_str().unwrap();
    std::fs::write(
        &file,
        "[subject]\nwsdl = \"http://localhost/lcp.wsdl\"\nbuget = \"10\"\n",
    )
    .unwrap();
    refused(
        &["run", "lcp/issuer", "--config", path],
        &["trialplate.toml:3", "buget", "docs/configuration.md"],
    );
    std::fs::write(&file, "[subject\n").unwrap();
    refused(
        &["run", "lcp/issuer", "--config", path],
        &["trialplate.toml:1"],
    );
    refused(
        &["run", "lcp/issuer", "--config", "nowhere.toml"],
        &["nowhere.toml: No such file", "--config FILE"],
    );
    let output = trialplate(&["run", "lcp/issuer", "--config", "nowhere.toml"]);
    assert_eq!(
        output.all.matches("No such file").count(),
        1,
        "{}",
        output.all
    );
}

#[test]
fn what_means_nothing_for_a_holder_is_refused() {
    for flag in [
        &["--restart"][..],
        &["--endurance"],
        &["--ready-within", "10"],
        &["--fee-limit", "1"],
        &["--purse-counter", "1"],
        &["--wsdl", "http://localhost/lcp.wsdl"],
        &["--capability", "domain"],
        &["--variations", "1"],
        &["--crowd", "1"],
        &["--keylog", "keys"],
        &["--keep-keys"],
    ] {
        let says = format!("{} is for lcp/issuer", flag[0]);
        refused(
            &[&["run", "lcp/holder"], flag].concat(),
            &[&says, "take it out", "--exec COMMAND"],
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("trialplate.toml");
    std::fs::write(&file, "[subject]\nexec = \"purse\"\nbudget = \"10\"\n").unwrap();
    refused(
        &["run", "lcp/holder", "--config", file.to_str().unwrap()],
        &["trialplate.toml: budget is for lcp/issuer", "take it out"],
    );
    refused(
        &["explore", "lcp/holder"],
        &["explore is for lcp/issuer", "trialplate run lcp/holder"],
    );
}

#[test]
fn what_no_scenario_decides_alone_is_listed_with_what_does() {
    let listed = trialplate(&["list", "lcp/holder"]).all;
    let (_, honest) = listed.split_once("lcp.holder.adapter.honest").unwrap();
    let by = honest.lines().nth(2).unwrap();
    assert_eq!(
        by.trim(),
        "the preflight of every run; every scenario, beside what it is about"
    );
    assert!(!listed.contains(" 0 scenarios"), "{listed}");
    let listed = trialplate(&["list", "lcp/issuer"]).all;
    assert!(!listed.contains(" 0 scenarios"), "{listed}");
}

#[test]
fn a_record_or_journal_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("run.json");
    let path = file.to_str().unwrap();
    refused(&["judge", "nowhere.json"], &["nowhere.json"]);
    std::fs::write(&file, "{\n  \"format\": 1\n}").unwrap();
    refused(&["judge", path], &["run.json:2", "the record is refused"]);
    refused(&["recover", path], &["run.json:1"]);
}

#[test]
fn certificates_are_made_once_and_never_written_over() {
    let set = common::certificates("money.com");
    let folder = set.path("");
    for file in [
        "ca.pem",
        "issuer.pem",
        "issuer.key.pem",
        "issuer.keyid",
        "purse.pem",
        "purse.key.pem",
        "purse.keyid",
    ] {
        assert!(std::path::Path::new(&set.path(file)).exists(), "{file}");
    }
    refused(&["certs", &folder, "--domain", "money.com"], &["ca.pem"]);
    let other = set.path("other");
    refused(
        &["certs", &other, "--domain", "not a name"],
        &["--domain \"not a name\""],
    );
    refused(
        &["certs", &other, "--domain", "money.com", "--holder", "../x"],
        &["--holder \"../x\""],
    );
}
