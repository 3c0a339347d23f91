//! The house: which crate may know which.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

use std::{collections::BTreeMap, fs, path::Path};

/// What each crate may depend on, of the workspace's own.
const MAY: [(&str, &[&str]); 7] = [
    ("record", &[]),
    ("judge", &["record"]),
    ("wire", &[]),
    ("certs", &["wire"]),
    ("mocks", &["certs", "wire"]),
    ("reports", &["record"]),
    (
        "harness",
        &["certs", "judge", "mocks", "record", "reports", "wire"],
    ),
];

#[test]
fn dependencies_point_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let may: BTreeMap<_, _> = MAY.into_iter().collect();
    let workspace = read(&root.join("Cargo.toml"));
    let members: Vec<&str> = workspace["workspace"]["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m.as_str().unwrap())
        .collect();
    assert_eq!(
        members.len(),
        may.len(),
        "a crate is missing in the list above: {members:?}"
    );
    for member in members {
        let manifest = read(&root.join(member).join("Cargo.toml"));
        assert_eq!(
            manifest["lints"]["workspace"].as_bool(),
            Some(true),
            "{member}: [lints] workspace = true"
        );
        let dependencies = manifest
            .get("dependencies")
            .and_then(toml::Value::as_table)
            .unwrap();
        for dependency in dependencies.keys().filter(|d| may.contains_key(d.as_str())) {
            assert!(
                may[member].contains(&dependency.as_str()),
                "{member} must not know {dependency}"
            );
        }
    }
}

fn read(path: &Path) -> toml::Value {
    let text = fs::read_to_string(path).unwrap();
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}
