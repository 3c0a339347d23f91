//! `docs/run.schema.json` is the schema of the record, and what a run writes fits it.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::path::Path;

use common::trialplate;

fn committed() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/run.schema.json")
}

#[test]
fn the_committed_schema_is_the_one_of_the_record() {
    let schema =
        serde_json::to_string_pretty(&schemars::schema_for!(record::RunRecord)).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(committed(), &schema).unwrap();
    }
    let stands = std::fs::read_to_string(committed()).unwrap_or_default();
    assert!(
        stands == schema,
        "docs/run.schema.json is not what the record is: UPDATE=1 cargo test -p harness --test schema"
    );
}

#[test]
fn a_run_writes_what_the_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let ran = trialplate(&[
        "run",
        "lcp/issuer",
        "--only",
        "lcp.issuer.transfer.exact",
        "--out",
        out,
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.all);
    let read = |path: &Path| serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let (schema, written): (serde_json::Value, serde_json::Value) =
        (read(&committed()), read(&folder.path().join("run.json")));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&written)
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
