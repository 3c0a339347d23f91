//! The record itself.

use record::RunRecord;

/// `run.json`: the record as pretty JSON, with a newline at the end. `serde_json::from_str` reads it again.
#[must_use]
pub fn json(run: &RunRecord) -> String {
    let mut text = serde_json::to_string_pretty(run)
        .expect("a record has no map with keys other than text, and nothing else can fail");
    text.push('\n');
    text
}
