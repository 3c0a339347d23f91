//! What will be run: every step matched, every selection meant, before anything is sent.

use judge::{Decimal, scenario_verdict};
use record::{Capability, Fees, Ledger, ScenarioRecord, StepRecord, Verdict};

use super::{Prices, Story, StoryError, World, nearest::nearest, sense, world::most_varied};
use crate::steps::{Args, Definition, Vocabulary};

/// What of a role is to be run.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Requirements by id, or whole families by name. Empty: all.
    pub only: Vec<String>,
    /// Scenarios by `FEATURE:LINE`, or by a part of their name. Empty: all.
    pub scenarios: Vec<String>,
}

/// A scenario whose steps are known.
#[derive(Debug)]
pub struct Planned<W: 'static = World> {
    /// The scenario.
    pub story: Story,
    /// For each step, what it does and with what.
    pub steps: Vec<(&'static Definition<W>, Args)>,
    /// What it must have declared of the subject, and the subject has not.
    pub lacks: Vec<Capability>,
    /// What it needs of the subject, whether that was declared or not.
    pub needs: Vec<Capability>,
}

impl<W> Clone for Planned<W> {
    fn clone(&self) -> Self {
        Self {
            story: self.story.clone(),
            steps: self.steps.clone(),
            lacks: self.lacks.clone(),
            needs: self.needs.clone(),
        }
    }
}

impl<W> Planned<W> {
    /// The record of this scenario before anything of it has happened.
    #[must_use]
    pub fn unrun(&self) -> ScenarioRecord {
        let story = &self.story;
        let step = |s: &gherkin::Step| StepRecord {
            keyword: s.keyword.trim().to_owned(),
            text: s.value.clone(),
            verdict: Verdict::NotApplicable,
        };
        ScenarioRecord {
            name: story.name.clone(),
            feature: story.feature.clone(),
            line: story.line,
            rule: story.rule.clone(),
            tags: story.tags.clone(),
            verdict: Verdict::Inconclusive,
            halted: None,
            own_issuer: None,
            announced: None,
            rate: "1".into(),
            started: 0,
            duration_ms: 0,
            parties: Vec::new(),
            steps: story.steps.iter().map(step).collect(),
            exchanges: Vec::new(),
            expectations: Vec::new(),
            findings: Vec::new(),
            tallies: Vec::new(),
            played: record::Played::default(),
        }
    }

    /// The record of this scenario where the run ended before it could be begun, or while it was under way.
    #[must_use]
    pub fn not_run(&self, verdict: Verdict, why: String) -> ScenarioRecord {
        let mut record = self.unrun();
        record.halted = Some((verdict, why));
        record.verdict = scenario_verdict(&record);
        record
    }
}

impl Planned {
    /// The most that the treasury lends to this scenario, amounts being varied by the seed, requests being drawn. One that needs certain fees needs
    /// nothing where these are not the announced ones, for then it is not run at the subject.
    #[must_use]
    pub fn borrows_of(&self, announced: Option<&Fees>, prices: Prices) -> Decimal {
        if self
            .charges()
            .is_some_and(|fees| !are_announced(announced, fees))
        {
            return Decimal::ZERO;
        }
        let lends = self.lends();
        let lends = if self.story.as_printed {
            lends
        } else {
            lends.times(most_varied()).times(prices.stretch())
        };
        let steps = self.steps.iter();
        let drawn = steps.map(|(definition, _)| (definition.draws)(prices.variations));
        lends + prices.carry(drawn.sum())
    }

    /// All that the treasury lends to this scenario, by what its steps say.
    #[must_use]
    pub fn lends(&self) -> Decimal {
        self.steps
            .iter()
            .map(|(definition, args)| (definition.lends)(args))
            .sum()
    }

    /// The fees that it needs of its issuer, for a transfer and for a deposits request, where it needs certain ones.
    #[must_use]
    pub fn charges(&self) -> Option<(Decimal, Decimal)> {
        self.steps
            .iter()
            .find_map(|(definition, args)| definition.charges.map(|charges| charges(args)))
    }

    /// Whether it kills its issuer and starts it again.
    #[must_use]
    pub fn restarts(&self) -> bool {
        self.steps.iter().any(|(definition, _)| definition.restarts)
    }

    /// Whether it has an issuer of its own where the subject is the embedded reference.
    #[must_use]
    pub fn has_own_issuer(&self) -> bool {
        self.charges().is_some() || self.restarts()
    }
}

/// All that will be run.
#[derive(Debug)]
pub struct Plan<W: 'static = World> {
    /// In order of file and line.
    pub scenarios: Vec<Planned<W>>,
}

impl<W> Clone for Plan<W> {
    fn clone(&self) -> Self {
        Self {
            scenarios: self.scenarios.clone(),
        }
    }
}

impl<W> Plan<W> {
    /// Learns of capabilities that were found out since it was made.
    pub fn allow(&mut self, capabilities: &[Capability]) {
        for planned in &mut self.scenarios {
            planned.lacks.retain(|lack| !capabilities.contains(lack));
        }
    }
}

impl Plan {
    /// The most that any one scenario needs from the treasury.
    #[must_use]
    pub fn largest_loan(&self, announced: Option<&Fees>, prices: Prices) -> Decimal {
        self.scenarios
            .iter()
            .filter(|s| s.lacks.is_empty())
            .map(|s| s.borrows_of(announced, prices))
            .max()
            .unwrap_or_default()
    }
}

/// Whether an issuer announces these fees, for a transfer and for a deposits request, after any handshake.
#[must_use]
pub fn are_announced(announced: Option<&Fees>, (transfer, deposits): (Decimal, Decimal)) -> bool {
    let is = |text: &str, fee| Decimal::parse(text) == Ok(fee);
    announced.is_some_and(|fees| {
        is(&fees.transfer, transfer)
            && is(&fees.deposits, deposits)
            && (fees.full_handshake.is_empty() || is(&fees.full_handshake, Decimal::ZERO))
    })
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A feature file is malformed.
    #[error(transparent)]
    Story(#[from] StoryError),
    /// No step is defined for a text.
    #[error(
        "{file}:{line}: no step is defined for {text:?}; the nearest is {nearest:?}, and {page} has them all"
    )]
    Undefined {
        /// The document with all steps.
        page: &'static str,
        /// The file.
        file: String,
        /// The line of the step.
        line: usize,
        /// The text.
        text: String,
        /// The step that has the most of its words.
        nearest: &'static str,
    },
    /// More than one step is.
    #[error("{file}:{line}: {text:?} fits more than one step: {first:?} and {second:?}")]
    Ambiguous {
        /// The file.
        file: String,
        /// The line of the step.
        line: usize,
        /// The text.
        text: String,
        /// One of them.
        first: &'static str,
        /// Another one.
        second: &'static str,
    },
    /// There is no such role.
    #[error("there is no role {given:?}; there are {known}")]
    Role {
        /// What was asked for.
        given: String,
        /// What there is.
        known: String,
    },
    /// No requirement or family has that name.
    #[error(
        "--only {given}: no requirement and no family of {role} has that name; `trialplate list {role}` shows them"
    )]
    Only {
        /// What was asked for.
        given: String,
        /// The role.
        role: String,
    },
    /// No scenario covers what was asked for.
    #[error("--only {given}: no scenario covers it: {why}")]
    Untested {
        /// What was asked for.
        given: String,
        /// Why.
        why: String,
    },
    /// No scenario has that place or name.
    #[error("--scenario {given}: no scenario of {role} stands there or has that in its name")]
    Scenario {
        /// What was asked for.
        given: String,
        /// The role.
        role: String,
    },
}

/// Plans a role.
///
/// # Errors
/// When a file is malformed, a step is undefined or ambiguous, or something was selected that does not exist.
pub fn plan<W: Vocabulary>(
    role: &str,
    ledger: &Ledger,
    stories: Vec<Story>,
    selection: &Selection,
    capabilities: &[Capability],
) -> Result<Plan<W>, PlanError> {
    if stories.is_empty() {
        return Err(PlanError::Role {
            given: role.to_owned(),
            known: "lcp/issuer and lcp/holder".into(),
        });
    }
    for given in &selection.only {
        known(role, ledger, &stories, given)?;
    }
    for given in &selection.scenarios {
        if !stories.iter().any(|s| is_meant(s, given)) {
            return Err(PlanError::Scenario {
                given: given.clone(),
                role: role.to_owned(),
            });
        }
    }
    let mut scenarios = Vec::new();
    for story in stories {
        let steps = story
            .steps
            .iter()
            .map(|step| find(&story, step))
            .collect::<Result<Vec<_>, _>>()?;
        sense::check(&story, &steps)?;
        let tagged = |given: &String| {
            story
                .tags
                .iter()
                .any(|t| t.as_str() == given || t.family() == given)
        };
        let wanted = (selection.only.is_empty() || selection.only.iter().any(tagged))
            && (selection.scenarios.is_empty()
                || selection.scenarios.iter().any(|g| is_meant(&story, g)));
        if wanted {
            let tags = story.tags.iter().filter_map(|t| ledger.find(t));
            let mut needs: Vec<Capability> = tags.flat_map(|r| r.needs.clone()).collect();
            needs.sort_unstable();
            needs.dedup();
            let mut lacks = needs.clone();
            lacks.retain(|c| !capabilities.contains(c));
            scenarios.push(Planned {
                story,
                steps,
                lacks,
                needs,
            });
        }
    }
    Ok(Plan { scenarios })
}

fn known(role: &str, ledger: &Ledger, stories: &[Story], given: &str) -> Result<(), PlanError> {
    if stories
        .iter()
        .flat_map(|s| &s.tags)
        .any(|t| t.as_str() == given || t.family() == given)
    {
        return Ok(());
    }
    let named = |r: &&record::Requirement| {
        r.id.role() == role && (r.id.as_str() == given || r.id.family() == given)
    };
    match ledger.iter().find(named) {
        Some(requirement) => Err(PlanError::Untested {
            given: given.to_owned(),
            why: requirement
                .untested
                .clone()
                .unwrap_or_else(|| "it is looked at in the preflight of every run".into()),
        }),
        None => Err(PlanError::Only {
            given: given.to_owned(),
            role: role.to_owned(),
        }),
    }
}

fn is_meant(story: &Story, given: &str) -> bool {
    format!("{}:{}", story.feature, story.line) == given || story.name.contains(given)
}

type Found<W> = (&'static Definition<W>, Args);

fn find<W: Vocabulary>(story: &Story, step: &gherkin::Step) -> Result<Found<W>, PlanError> {
    let (file, line, text) = (
        story.feature.clone(),
        step.position.line,
        step.value.clone(),
    );
    let mut fits = W::steps()
        .iter()
        .filter_map(|d| d.matches(step).map(|args| (d, args)));
    match (fits.next(), fits.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => {
            let known = W::steps().iter().map(|d| d.expression);
            Err(PlanError::Undefined {
                page: W::PAGE,
                file,
                line,
                nearest: nearest(&text, known).unwrap_or_default(),
                text,
            })
        }
        (Some((first, _)), Some((second, _))) => Err(PlanError::Ambiguous {
            file,
            line,
            text,
            first: first.expression,
            second: second.expression,
        }),
    }
}
