//! What is wrong with a file that is not Gherkin. The parser says little more than where it gave up, which is often behind the place.

/// The keywords that have a colon behind them.
const TITLES: [&str; 10] = [
    "Feature",
    "Ability",
    "Rule",
    "Background",
    "Scenario Outline",
    "Scenario Template",
    "Scenarios",
    "Scenario",
    "Examples",
    "Example",
];

/// How other lines begin.
const BEGINNINGS: [&str; 9] = [
    "Given ", "When ", "Then ", "And ", "But ", "* ", "|", "@", "\"\"\"",
];

/// The parser reads so many lines at most beyond the one that it stumbles over.
const BEYOND: usize = 3;

/// The line that is wrong, and what can be done about it, by the parser's message.
pub(super) fn explained(text: &str, message: &str) -> (usize, String) {
    let place = message
        .strip_prefix("Error at ")
        .and_then(|m| m.split_once(": "));
    let (place, expected) = place.unwrap_or(("1", message));
    let at = place.split(':').next().and_then(|l| l.parse().ok());
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let at = last_written(&lines, at.unwrap_or(1));
    if expected.contains("inconsistent table row sizes") {
        return uneven(&lines, at);
    }
    if let Some((line, title)) = without_colon(&lines, at) {
        let why = format!("there is no colon behind {title}: write {title}: and its name");
        return (line, why);
    }
    let first = lines.iter().position(|line| is_written(line));
    match first {
        Some(first)
            if !["@", "Feature", "Ability"]
                .iter()
                .any(|b| lines[first].starts_with(b)) =>
        {
            return (
                first + 1,
                "the file begins with Feature: and its name".into(),
            );
        }
        _ => {}
    }
    let strange = |n: &usize| is_written(lines[*n]) && !is_begun(lines[*n]);
    let at = (0..at.min(lines.len()))
        .rev()
        .take(BEYOND)
        .find(strange)
        .map_or(at, |n| n + 1);
    let line = lines.get(at - 1).copied().unwrap_or_default();
    let why = if line.starts_with('@') {
        "nothing stands below these tags: they belong above a Scenario".to_owned()
    } else {
        format!(
            "{line:?} begins with no keyword that can stand there: a step begins with Given, When, Then, And or But, and other \
             lines with Rule:, Background:, Scenario:, Scenario Outline: or Examples:"
        )
    };
    (at, why)
}

fn is_written(line: &str) -> bool {
    !line.is_empty() && !line.starts_with('#')
}

fn is_begun(line: &str) -> bool {
    BEGINNINGS
        .iter()
        .chain(&TITLES)
        .any(|begin| line.starts_with(begin))
}

/// The last line up to this one in which something stands.
fn last_written(lines: &[&str], at: usize) -> usize {
    let upto = &lines[..at.min(lines.len())];
    upto.iter()
        .rposition(|line| is_written(line))
        .map_or(1, |n| n + 1)
}

/// A row of the table that ends here which has not as many cells as the first one has.
fn uneven(lines: &[&str], at: usize) -> (usize, String) {
    let cells = |line: &str| {
        line.replace("\\|", "")
            .matches('|')
            .count()
            .saturating_sub(1)
    };
    let last = lines[..at].iter().rposition(|l| l.starts_with('|'));
    let last = last.unwrap_or(0);
    let before = lines[..last].iter().rposition(|l| !l.starts_with('|'));
    let first = before.map_or(0, |n| n + 1);
    let wanted = cells(lines.get(first).copied().unwrap_or_default());
    let odd = (first..=last).find(|n| lines.get(*n).is_some_and(|l| cells(l) != wanted));
    let why = format!(
        "this row has not as many cells as the first one of its table, which has {wanted}: give each row one for each column"
    );
    (odd.unwrap_or(last) + 1, why)
}

/// The last title up to a line that lacks its colon.
fn without_colon(lines: &[&str], at: usize) -> Option<(usize, &'static str)> {
    let titled = |n: usize| {
        let title = TITLES.iter().find(|t| lines[n].starts_with(**t))?;
        let rest = &lines[n][title.len()..];
        (!rest.starts_with(':') && !rest.starts_with(char::is_alphanumeric))
            .then_some((n + 1, *title))
    };
    // The parser takes such a line for a description, and stumbles over what comes next.
    (0..at.min(lines.len())).rev().take(BEYOND).find_map(titled)
}

#[cfg(test)]
mod tests {
    use gherkin::{Feature, GherkinEnv};

    use super::*;

    fn why(text: &str) -> (usize, String) {
        let error = Feature::parse(text, GherkinEnv::default()).unwrap_err();
        explained(text, &error.to_string())
    }

    fn says(text: &str, line: usize, words: &str) {
        let (at, why) = why(text);
        assert!(at == line && why.contains(words), "{at}: {why}");
    }

    #[test]
    fn the_line_and_the_remedy_are_named() {
        says("hello\n", 1, "the file begins with Feature:");
        says("# a\n\nScenario: S\n  Given a\n", 3, "begins with Feature:");
        says("Feature F\n  Scenario: S\n", 1, "no colon behind Feature");
        says(
            "Feature: F\n  @a\n  Scenario S\n    Given a\n",
            3,
            "no colon behind Scenario: write Scenario: and its name",
        );
        says(
            "Feature: F\n  Scenario: S\n    Given a\n    Whenn b\n    Then c\n",
            4,
            "\"Whenn b\" begins with no keyword",
        );
        says(
            "Feature: F\n  @a\n  @b\n",
            3,
            "nothing stands below these tags",
        );
        let table = "Feature: F\n  Scenario Outline: S\n    Given <a>\n    Examples:\n      | a | b |\n      | 1 | 2 |\n      | 3 |\n";
        says(table, 7, "this row has not as many cells");
    }
}
