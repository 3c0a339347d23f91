//! The histories in `spec/vectors/histories`: what they say of themselves in their first lines is what is found. `UPDATE=1` writes
//! the witnesses anew.

use std::{fs, path::Path};

use judge::linear::{Limits, Verdict, check, describe, parse, witness};

#[test]
fn published_histories_are_judged_as_they_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/vectors/histories");
    let mut judged = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "history") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let history = parse(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let limits = Limits::of(&history);
        let found = witness(&history, limits);
        let shown: Vec<String> = found
            .iter()
            .map(|n| describe(&history, &history.ops[*n]))
            .collect();
        if std::env::var_os("UPDATE").is_some() {
            rewrite(&path, &text, &shown);
            continue;
        }
        match text.lines().nth(1) {
            Some("# lawful") => {
                assert_eq!(
                    check(&history, limits),
                    Verdict::Lawful,
                    "{}",
                    path.display()
                );
                assert_eq!(shown, [""; 0]);
            }
            Some("# unlawful") => {
                assert!(
                    check(&history, limits) == Verdict::Unlawful,
                    "{}",
                    path.display()
                );
                let expected: Vec<&str> =
                    text.lines().filter_map(|l| l.strip_prefix("#! ")).collect();
                assert_eq!(shown, expected, "{}", path.display());
                assert!(shown.len() <= 10);
            }
            other => panic!("{}: the second line says {other:?}", path.display()),
        }
        judged += 1;
    }
    let updated = std::env::var_os("UPDATE").is_some();
    assert!(judged >= 16 || updated, "{judged} histories");
}

fn rewrite(path: &Path, text: &str, witness: &[String]) {
    let mut lines: Vec<String> = text
        .lines()
        .filter(|l| !l.starts_with("#! "))
        .map(str::to_owned)
        .collect();
    lines.splice(2..2, witness.iter().map(|w| format!("#! {w}")));
    fs::write(path, lines.join("\n") + "\n").unwrap();
}
