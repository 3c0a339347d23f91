//! `docs/steps.md`: how scenarios are written, and every step there is.

use std::{collections::BTreeMap, fmt::Write};

use include_dir::{Dir, include_dir};

use super::{Entry, entries, matched};
use crate::{holder, runner};

const INTRODUCTION: &str = include_str!("page.md");

/// The same for scenarios about holders.
const OF_HOLDERS: &str = include_str!("page_holder.md");

/// What the files of the steps say about themselves.
static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/steps");

/// Parameters whose values are words that a step knows.
const WORDS: [&str; 2] = ["{text}", "{word}"];

/// What is longer than this in a scenario is no word, and not shown.
const LONGEST_WORD: usize = 60;

/// By the expression of a step: what stands in the suite's scenarios where it takes words.
type Known = BTreeMap<&'static str, Vec<String>>;

/// The page, as Markdown.
///
/// # Errors
/// When the suite's own scenarios cannot be planned.
pub fn page(role: &str) -> Result<String, String> {
    let known = known(role)?;
    let mut page = match role {
        holder::ROLE => OF_HOLDERS.to_owned(),
        _ => INTRODUCTION.to_owned(),
    };
    let steps = entries(role);
    let mut chapters: Vec<(&str, Vec<&Entry>)> = Vec::new();
    for step in &steps {
        let file = step.file;
        match chapters.iter_mut().find(|(of, _)| *of == file) {
            Some((_, steps)) => steps.push(step),
            None => chapters.push((file, vec![step])),
        }
    }
    // Writing to a string cannot fail.
    for (file, _) in &chapters {
        let title = title(file);
        let _ = writeln!(page, "- [{title}](#{})", anchor(&title));
    }
    for (file, steps) in chapters {
        let _ = write!(page, "\n## {}\n", title(file));
        for step in steps {
            describe(&mut page, step, known.get(step.expression));
        }
    }
    Ok(page)
}

fn describe(page: &mut String, step: &Entry, known: Option<&Vec<String>>) {
    let says = [step.says].into_iter().chain(step.notes.iter().copied());
    let says = says.collect::<Vec<_>>().join(" ");
    let _ = write!(page, "\n**`{}`**\n{says}\n", step.expression);
    if let Some(known) = known {
        let words: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
        let _ = writeln!(page, "Seen in the suite: {}.", words.join(", "));
    }
}

fn known(role: &str) -> Result<Known, String> {
    let text = |e: &dyn std::fmt::Display| e.to_string();
    let ledger = runner::ledger().map_err(|e| text(&e))?;
    let stories = runner::stories(role, &ledger).map_err(|e| text(&e))?;
    let steps = matched(role, &ledger, stories).map_err(|e| text(&e))?;
    let mut known = Known::new();
    for (expression, args) in &steps {
        let kinds = parameters(expression).into_iter().zip(args.values());
        let words = kinds.filter(|(kind, _)| WORDS.contains(kind));
        let rows = args.table().iter().filter_map(|row| row.first());
        for word in words.map(|(_, word)| word).chain(rows) {
            let words = known.entry(*expression).or_default();
            let is_word = word.len() <= LONGEST_WORD && !word.contains('`');
            if is_word && !words.contains(word) {
                words.push(word.clone());
            }
        }
    }
    known.retain(|_, words| !words.is_empty());
    Ok(known)
}

/// The parameters of an expression, in order.
fn parameters(expression: &str) -> Vec<&str> {
    let begun = expression.match_indices('{').map(|(at, _)| at);
    begun
        .filter_map(|at| Some(&expression[at..=at + expression[at..].find('}')?]))
        .collect()
}

/// The first sentence of what a file says about itself.
fn title(file: &str) -> String {
    let file = file.replace('\\', "/");
    let inner = file.split("src/steps/").last().unwrap_or(&file);
    let text = SOURCES.get_file(inner).and_then(|f| f.contents_utf8());
    let said = text.and_then(|t| t.lines().next()?.strip_prefix("//! "));
    let name = || inner.trim_end_matches(".rs").replace('/', ", ");
    said.map_or_else(name, |said| said.trim_end_matches('.').to_owned())
}

/// Where a heading is linked to, as forges have it.
fn anchor(title: &str) -> String {
    let kept = title
        .chars()
        .filter(|c| c.is_alphanumeric() || [' ', '-'].contains(c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}
