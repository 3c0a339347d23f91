//! The command that repeats one scenario.

use record::{RunRecord, ScenarioRecord};

/// The command of the run with `--scenario FEATURE:LINE`, in place of any selection by `--scenario` that it had. The seed
/// is part of the run's command. The preflight, which stands in no file, is part of every run.
#[must_use]
pub fn repeat_command(run: &RunRecord, scenario: &ScenarioRecord) -> String {
    if scenario.is_preflight() {
        return run.command.clone();
    }
    let mut words = Vec::new();
    let mut all = raw_words(&run.command).into_iter();
    while let Some(word) = all.next() {
        if word == "--scenario" {
            all.next();
        } else if !word.starts_with("--scenario=") {
            words.push(word.to_owned());
        }
    }
    words.push("--scenario".to_owned());
    words.push(quoted(&format!("{}:{}", scenario.feature, scenario.line)));
    words.join(" ")
}

/// A command's words as a shell separates them, with their quotes.
fn raw_words(command: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut quote, mut escaped) = (None, None, false);
    for (at, c) in command.char_indices() {
        if start.is_none() && !c.is_whitespace() {
            start = Some(at);
        }
        match (escaped, quote, c) {
            (true, ..) => escaped = false,
            (false, None | Some('"'), '\\') => escaped = true,
            (false, None, '\'' | '"') => quote = Some(c),
            (false, Some(open), _) if open == c => quote = None,
            (false, None, _) if c.is_whitespace() => {
                words.extend(start.take().map(|from| &command[from..at]));
            }
            _ => {}
        }
    }
    words.extend(start.map(|from| &command[from..]));
    words
}

/// A word for a shell.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "._/:-".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_separated_as_a_shell_does() {
        assert_eq!(
            raw_words(r#"a 'b  c' "d\" e"  f\ g "#),
            ["a", "'b  c'", r#""d\" e""#, r"f\ g"]
        );
        assert_eq!(raw_words("  "), Vec::<&str>::new());
    }

    #[test]
    fn what_a_shell_would_split_is_quoted() {
        assert_eq!(
            quoted("lcp/issuer/a-b.feature:3"),
            "lcp/issuer/a-b.feature:3"
        );
        assert_eq!(quoted("my file's:3"), r"'my file'\''s:3'");
    }
}
