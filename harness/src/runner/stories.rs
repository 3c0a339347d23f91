//! The scenarios and the ledger, as they are built into the program.

use gherkin::{Feature, GherkinEnv, Step};
use include_dir::{Dir, include_dir};
use record::{Ledger, LedgerError, RequirementId};

use super::{examples::rows, nearest::nearest_id, not_gherkin::explained};

static FEATURES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../features");
static REQUIREMENTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../spec/requirements");

/// A file of the ledger: its path below `spec/requirements`, and its text.
pub type LedgerFile = (&'static str, &'static str);

/// One scenario, ready to be planned: backgrounds put in front, examples filled in.
#[derive(Debug, Clone)]
pub struct Story {
    /// The file, as `lcp/issuer/counter.feature`.
    pub feature: String,
    /// The line of its keyword, or of its row of examples.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// The rule that it stands under.
    pub rule: Option<String>,
    /// The requirements that it claims to decide.
    pub tags: Vec<RequirementId>,
    /// `@heavy`: it runs alone, when the others are over.
    pub heavy: bool,
    /// `@as-printed`: its amounts are not varied.
    pub as_printed: bool,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// What is wrong with a feature file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoryError {
    /// It is not Gherkin.
    #[error("{file}:{line}: this is not Gherkin: {why}")]
    Parse {
        /// The file.
        file: String,
        /// The line where it is not.
        line: usize,
        /// What can be done.
        why: String,
    },
    /// A tag is neither a requirement of the ledger nor one of the suite's marks.
    #[error(
        "{file}:{line}: the tag @{tag} is no requirement of the ledger{}; besides those there are @heavy and @as-printed",
        perhaps(.nearest)
    )]
    Tag {
        /// The file.
        file: String,
        /// The line of the scenario.
        line: usize,
        /// The tag.
        tag: String,
        /// The requirement whose id is the most like it.
        nearest: Option<String>,
    },
    /// A scenario has no step: what does not begin with a keyword is taken for its description.
    #[error(
        "{file}:{line}: the scenario has no step: each begins with Given, When, Then, And or But"
    )]
    Stepless {
        /// The file.
        file: String,
        /// The line of the scenario.
        line: usize,
    },
    /// An outline has nothing to be filled in with.
    #[error(
        "{file}:{line}: the outline has no row of examples: put a table with a row for each telling under Examples:"
    )]
    NoExamples {
        /// The file.
        file: String,
        /// The line of the outline.
        line: usize,
    },
    /// An outline names a column that its examples have not.
    #[error(
        "{file}:{line}: no column of the examples is called {name:?} (there is {columns}): add it, or change <{name}>"
    )]
    NoColumn {
        /// The file.
        file: String,
        /// The line of the step.
        line: usize,
        /// The name between angle brackets.
        name: String,
        /// The columns that there are.
        columns: String,
    },
    /// An amount is none.
    #[error(
        "{file}:{line}: {value} is no amount that can be sent: {why}; write one of at most {} digits before the point and {} \
         behind it",
        wire::Amount::INTEGER_DIGITS,
        wire::Amount::FRACTION_DIGITS
    )]
    Amount {
        /// The file.
        file: String,
        /// The line of the step.
        line: usize,
        /// What stands there.
        value: String,
        /// What is wrong with it.
        why: String,
    },
    /// Somebody pays who has nothing.
    #[error(
        "{file}:{line}: {name} pays, and no step before has given {name} anything: begin with `Given {name} holds 100 Claire \
         dollars`"
    )]
    Penniless {
        /// The file.
        file: String,
        /// The line of the step.
        line: usize,
        /// Who pays.
        name: String,
    },
    /// A scenario decides nothing.
    #[error(
        "{file}:{line}: the scenario names no requirement: give it the tag of the one that it decides"
    )]
    Untagged {
        /// The file.
        file: String,
        /// The line of the scenario.
        line: usize,
    },
}

fn perhaps(nearest: &Option<String>) -> String {
    let said = nearest.as_ref().map(|id| format!(" (perhaps @{id})"));
    said.unwrap_or_default()
}

fn files(dir: &'static Dir<'static>, ending: &str) -> Vec<(&'static str, &'static str)> {
    let here = dir
        .files()
        .filter_map(|f| Some((f.path().to_str()?, f.contents_utf8()?)));
    let mut all: Vec<_> = here.filter(|(path, _)| path.ends_with(ending)).collect();
    all.extend(dir.dirs().flat_map(|inner| files(inner, ending)));
    all.sort_unstable();
    all
}

/// The ledger of requirements.
///
/// # Errors
/// When a file of it is malformed.
pub fn ledger() -> Result<Ledger, LedgerError> {
    Ledger::parse(files(&REQUIREMENTS, ".toml"))
}

/// All scenarios of a role (`lcp/issuer`), in order of file and line.
///
/// # Errors
/// At the first file that is malformed.
pub fn stories(role: &str, ledger: &Ledger) -> Result<Vec<Story>, StoryError> {
    let mut all = Vec::new();
    for (path, text) in files(&FEATURES, ".feature") {
        if path.starts_with(role) {
            all.extend(parse(path, text, ledger)?);
        }
    }
    Ok(all)
}

/// The scenarios of one file.
///
/// # Errors
/// When it is malformed.
pub fn parse(file: &str, text: &str, ledger: &Ledger) -> Result<Vec<Story>, StoryError> {
    let feature = Feature::parse(text, GherkinEnv::default()).map_err(|e| {
        let (line, why) = explained(text, &e.to_string());
        let file = file.to_owned();
        StoryError::Parse { file, line, why }
    })?;
    let background: Vec<Step> = feature
        .background
        .iter()
        .flat_map(|b| b.steps.clone())
        .collect();
    let mut stories = Vec::new();
    for scenario in &feature.scenarios {
        stories.extend(tell(
            file,
            &feature.tags,
            None,
            &background,
            scenario,
            ledger,
        )?);
    }
    for rule in &feature.rules {
        let inner = rule.background.iter().flat_map(|b| b.steps.clone());
        let background: Vec<Step> = background.iter().cloned().chain(inner).collect();
        let tags = [feature.tags.as_slice(), &rule.tags].concat();
        for scenario in &rule.scenarios {
            stories.extend(tell(
                file,
                &tags,
                Some(&rule.name),
                &background,
                scenario,
                ledger,
            )?);
        }
    }
    Ok(stories)
}

fn tell(
    file: &str,
    outer_tags: &[String],
    rule: Option<&str>,
    background: &[Step],
    scenario: &gherkin::Scenario,
    ledger: &Ledger,
) -> Result<Vec<Story>, StoryError> {
    if scenario.steps.is_empty() {
        return Err(StoryError::Stepless {
            file: file.to_owned(),
            line: scenario.position.line,
        });
    }
    let mut told = Vec::new();
    for row in rows(file, scenario)? {
        let tags = [outer_tags, &scenario.tags, &row.tags].concat();
        let mut story = Story {
            feature: file.to_owned(),
            line: row.line,
            name: row.fill(&scenario.name),
            rule: rule.map(str::to_owned),
            tags: Vec::new(),
            heavy: false,
            as_printed: false,
            steps: background
                .iter()
                .chain(&scenario.steps)
                .map(|s| row.fill_step(s))
                .collect(),
        };
        for tag in tags {
            match (tag.as_str(), RequirementId::parse(&tag)) {
                ("heavy", _) => story.heavy = true,
                ("as-printed", _) => story.as_printed = true,
                (_, Ok(id)) if ledger.find(&id).is_some() => {
                    if !story.tags.contains(&id) {
                        story.tags.push(id);
                    }
                }
                _ => {
                    let known = ledger.iter().map(|r| r.id.as_str());
                    return Err(StoryError::Tag {
                        file: file.to_owned(),
                        line: story.line,
                        nearest: nearest_id(&tag, known).map(str::to_owned),
                        tag,
                    });
                }
            }
        }
        if story.tags.is_empty() {
            return Err(StoryError::Untagged {
                file: file.to_owned(),
                line: story.line,
            });
        }
        told.push(story);
    }
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = "[[requirement]]\nid = \"lcp.issuer.transfer.exact\"\nlevel = \"must\"\nsource = \"paper §3\"\nsays = \"x\"\n";

    fn read(text: &str) -> Result<Vec<Story>, StoryError> {
        let ledger = Ledger::parse([("transfer.toml", ENTRY)]).unwrap();
        parse("lcp/issuer/transfer.feature", text, &ledger)
    }

    #[test]
    fn backgrounds_come_first_and_examples_are_filled_in() {
        let stories = read(
            "Feature: F\n  Background:\n    Given a\n  Rule: R\n    Background:\n      Given b\n    @lcp.issuer.transfer.exact\n    \
             Scenario Outline: sends <n>\n      When <n> is sent\n      Examples:\n        | n |\n        | 1 |\n        | 2 |\n",
        )
        .unwrap();
        let names: Vec<_> = stories.iter().map(|s| (s.name.as_str(), s.line)).collect();
        assert_eq!(names, [("sends 1", 12), ("sends 2", 13)]);
        let steps: Vec<_> = stories[1].steps.iter().map(|s| s.value.as_str()).collect();
        assert_eq!(steps, ["a", "b", "2 is sent"]);
        assert_eq!(stories[0].rule.as_deref(), Some("R"));
    }

    #[test]
    fn a_dead_tag_or_none_is_an_error_that_names_the_line() {
        let dead = read("Feature: F\n  @lcp.issuer.transfer.gone\n  Scenario: S\n    Given a\n")
            .unwrap_err();
        assert!(
            dead.to_string()
                .starts_with("lcp/issuer/transfer.feature:3: the tag @lcp.issuer.transfer.gone"),
            "{dead}"
        );
        let none = read("Feature: F\n  Scenario: S\n    Given a\n").unwrap_err();
        assert!(none.to_string().contains("names no requirement"), "{none}");
    }
}
