//! `docs/run.schema.json` is the schema of the record, and what a run writes fits it; `docs/adapter.schema.json` is the one of the
//! adapter protocol's lines, and what docs/adapter.md shows fits it.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use common::trialplate;

fn in_docs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../docs")
        .join(name)
}

fn committed() -> PathBuf {
    in_docs("run.schema.json")
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

/// A schema for each line of the adapter protocol: the suite's, and the adapter's answer by what was asked.
fn lines() -> serde_json::Value {
    use wire::adapter::{Answer, Hello, Identified, Invoice, Paid, Request, Statement};
    let mut generator = schemars::SchemaGenerator::default();
    let lines = serde_json::json!({
        "request": generator.subschema_for::<Request>(),
        "answer-to-hello": generator.subschema_for::<Answer<Hello>>(),
        "answer-to-identity": generator.subschema_for::<Answer<Identified>>(),
        "answer-to-invoice": generator.subschema_for::<Answer<Invoice>>(),
        "answer-to-transfer": generator.subschema_for::<Answer<Paid>>(),
        "answer-to-deposits": generator.subschema_for::<Answer<Statement>>(),
        "any-other-answer": generator.subschema_for::<Answer<BTreeMap<String, serde_json::Value>>>(),
    });
    let mut definitions = generator.take_definitions(true);
    definitions.extend(lines.as_object().unwrap().clone());
    serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Lines of the protocol trialplate-adapter/1",
        "description": "A line fits one of these. Which answer fits is decided by what was asked: see $defs.",
        "anyOf": lines.as_object().unwrap().keys().map(|line| serde_json::json!({ "$ref": format!("#/$defs/{line}") })).collect::<Vec<_>>(),
        "$defs": definitions,
    })
}

#[test]
fn the_committed_schema_of_the_adapter_is_the_one_of_its_lines() {
    let schema = serde_json::to_string_pretty(&lines()).unwrap() + "\n";
    let committed = in_docs("adapter.schema.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&committed, &schema).unwrap();
    }
    let stands = std::fs::read_to_string(&committed).unwrap_or_default();
    assert!(
        stands == schema,
        "docs/adapter.schema.json is not what the lines are: UPDATE=1 cargo test -p harness --test schema"
    );
}

/// The schema of one kind of line.
fn of(line: &str) -> jsonschema::Validator {
    let mut schema = lines();
    schema["anyOf"] = serde_json::json!([{ "$ref": format!("#/$defs/{line}") }]);
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn the_lines_that_the_page_shows_fit_the_schema() {
    let page = std::fs::read_to_string(in_docs("adapter.md")).unwrap();
    let mut asked = BTreeMap::new();
    let mut answers = 0;
    for line in page.lines() {
        let line = line.trim_start_matches(['→', '←', ' ']);
        let Ok(line) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        let kind = match line.get("op") {
            Some(op) => {
                asked.insert(line["id"].to_string(), op.as_str().unwrap().to_owned());
                "request".to_owned()
            }
            None => {
                answers += 1;
                match asked[&line["id"].to_string()].as_str() {
                    op @ ("hello" | "identity" | "invoice" | "transfer" | "deposits") => {
                        format!("answer-to-{op}")
                    }
                    _ => "any-other-answer".to_owned(),
                }
            }
        };
        let errors: Vec<_> = of(&kind)
            .iter_errors(&line)
            .map(|e| e.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{line} as {kind}");
    }
    assert!(answers >= 6, "the page shows {answers} answers");
}

#[test]
fn lines_that_are_wrong_do_not_fit_the_schema() {
    for (kind, line) in [
        (
            "request",
            r#"{"id":1,"op":"transfer","issuer":"main","amount":10.5}"#,
        ),
        ("request", r#"{"op":"exit"}"#),
        ("answer-to-transfer", r#"{"id":4,"ok":{"outcome":"done"}}"#),
        (
            "answer-to-deposits",
            r#"{"id":6,"ok":{"deposits":[],"balance":94.4}}"#,
        ),
        ("any-other-answer", r#"{"id":2,"error":{"code":"no"}}"#),
        (
            "answer-to-transfer",
            r#"{"id":4,"ok":{"outcome":"executed","fee":"1e2"}}"#,
        ),
        (
            "answer-to-deposits",
            r#"{"id":6,"ok":{"deposits":[],"balance":" 5 "}}"#,
        ),
        (
            "answer-to-deposits",
            r#"{"id":6,"ok":{"deposits":[{"transaction-id":"a","amount":""}],"balance":"5"}}"#,
        ),
    ] {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(!of(kind).is_valid(&line), "{line} fits as {kind}");
    }
}
