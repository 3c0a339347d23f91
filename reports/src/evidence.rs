//! What of a scenario's evidence a reader needs first.

use record::{Finding, RequirementId, RequirementOutcome, RunRecord, ScenarioRecord, Verdict};

use crate::text::line;

/// The findings that say something is wrong or unsettled, heaviest first.
pub(crate) fn problems(scenario: &ScenarioRecord) -> Vec<&Finding> {
    let mut found: Vec<&Finding> = scenario
        .findings
        .iter()
        .filter(|f| !matches!(f.verdict, Verdict::Passed | Verdict::NotApplicable))
        .collect();
    found.sort_by_key(|f| std::cmp::Reverse(f.verdict));
    found
}

/// Why a scenario came out as it did, in one line: what ended it, or its first finding of that verdict.
pub(crate) fn reason(scenario: &ScenarioRecord) -> String {
    if let Some((verdict, why)) = &scenario.halted
        && *verdict == scenario.verdict
    {
        return line(why);
    }
    let such = |f: &&Finding| f.verdict == scenario.verdict;
    match scenario.findings.iter().find(such) {
        Some(f) if f.why.is_empty() => {
            format!("expected {}, actual {}", line(&f.expected), line(&f.actual))
        }
        Some(f) => line(&f.why),
        None if scenario.findings.is_empty() && scenario.verdict == Verdict::Inconclusive => {
            "nothing was checked".to_owned()
        }
        None => match idle(scenario) {
            Some(tag) => format!("none of its steps has found anything about {tag}"),
            None => "no reason is on record".to_owned(),
        },
    }
}

/// What a scenario claims to decide and nothing was found about.
fn idle(scenario: &ScenarioRecord) -> Option<&RequirementId> {
    let mut tags = scenario.tags.iter();
    tags.find(|tag| !scenario.findings.iter().any(|f| f.requirement == **tag))
}

/// The ledger's entry for an id, as the record has it.
pub(crate) fn requirement<'a>(
    run: &'a RunRecord,
    id: &RequirementId,
) -> Option<&'a RequirementOutcome> {
    run.requirements.iter().find(|r| r.id == *id)
}

/// The text of a step: `Then Bob finds one deposit of 10`.
pub(crate) fn step(scenario: &ScenarioRecord, index: Option<usize>) -> Option<String> {
    let step = scenario.steps.get(index?)?;
    Some(format!(
        "{} {}",
        line(step.keyword.trim()),
        line(&step.text)
    ))
}

/// The step at which a scenario ended: the first one that neither passed nor was left out.
pub(crate) fn ended_at(scenario: &ScenarioRecord) -> Option<usize> {
    let stands = |v| matches!(v, Verdict::Passed | Verdict::NotApplicable);
    scenario.steps.iter().position(|s| !stands(s.verdict))
}
