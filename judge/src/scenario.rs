//! From expectations to findings, and from findings to the verdict on a scenario.

use std::collections::BTreeMap;

use record::{Check, Expectation, Finding, Holding, Level, RequirementId, ScenarioRecord, Verdict};

use crate::{
    Decimal,
    check::{self, Outcome},
    history::History,
    ids,
    readings::Readings,
};

/// How binding each requirement is.
#[derive(Debug, Clone, Default)]
pub struct Levels(BTreeMap<RequirementId, Level>);

impl Levels {
    /// The verdict that an outcome means for a requirement: only a broken MUST fails. A requirement that the ledger does
    /// not have counts as a MUST.
    fn verdict(&self, requirement: &RequirementId, outcome: Outcome) -> Verdict {
        match (outcome, self.0.get(requirement)) {
            (Outcome::Holds, _) => Verdict::Passed,
            (Outcome::Unsettled, _) => Verdict::Inconclusive,
            (Outcome::Broken, Some(Level::Should | Level::May)) => Verdict::Warned,
            (Outcome::Broken, Some(Level::Must) | None) => Verdict::Failed,
        }
    }
}

impl FromIterator<(RequirementId, Level)> for Levels {
    fn from_iter<I: IntoIterator<Item = (RequirementId, Level)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

/// What is expected of every scenario, beside what it states itself.
#[must_use]
pub fn always() -> Vec<Expectation> {
    [
        (ids::FORM, Check::Form {}),
        (ids::NEVER_NEGATIVE, Check::NeverNegative {}),
        (ids::CONSERVED, Check::Conserved {}),
        (ids::NOT_EARLY, Check::NeverEarly {}),
    ]
    .into_iter()
    .map(|(requirement, check)| Expectation {
        requirement: ids::id(requirement),
        step: None,
        check,
    })
    .collect()
}

/// What is expected of every scenario about a holder, beside what it states itself.
#[must_use]
pub fn always_of_holders() -> Vec<Expectation> {
    [
        (ids::EXECUTED, Holding::Truth {}),
        (ids::REPEATED, Holding::SameAgain {}),
        (ids::NEW, Holding::Higher {}),
        (ids::ONE_UNKNOWN, Holding::OneUnknown {}),
        (ids::REQUEST_FORM, Holding::Form {}),
        (ids::REQUEST_PARTS, Holding::Parts {}),
        (ids::REQUEST_CONVENTIONS, Holding::Conventions {}),
        (ids::SENT, Holding::PlainDecimals {}),
        (ids::VERSIONS, Holding::Versions {}),
        (ids::OWN_KEY, Holding::OwnKey {}),
        (ids::ONCE, Holding::Once {}),
        (ids::UNATTRIBUTED, Holding::Accounted {}),
        (ids::HONEST, Holding::Honest {}),
        (ids::ANSWERS, Holding::Answers {}),
        (ids::ENDS, Holding::Ends {}),
    ]
    .into_iter()
    .map(|(requirement, is)| Expectation {
        requirement: ids::id(requirement),
        step: None,
        check: Check::Holder { is },
    })
    .collect()
}

/// Checks one expectation against the evidence of a scenario.
#[must_use]
pub fn find(scenario: &ScenarioRecord, expectation: &Expectation, levels: &Levels) -> Vec<Finding> {
    let history = History::read(scenario, &Readings::default());
    found(&history, expectation, levels)
}

/// Checks several expectations against the evidence of a scenario, which is read once for all of them.
#[must_use]
pub fn find_all(
    scenario: &ScenarioRecord,
    expectations: &[Expectation],
    levels: &Levels,
    readings: &Readings,
) -> Vec<Finding> {
    let history = History::read(scenario, readings);
    let each = expectations.iter();
    each.flat_map(|e| found(&history, e, levels)).collect()
}

/// Checks all expectations of a scenario.
#[must_use]
pub fn findings(scenario: &ScenarioRecord, levels: &Levels, readings: &Readings) -> Vec<Finding> {
    let mut found = find_all(scenario, &scenario.expectations, levels, readings);
    found.extend(undecided(scenario, &found));
    found
}

/// What a scenario about a holder claims to decide, and came to its end without: its steps did ask, and nothing that the holder did
/// tells. Whoever declines every payment has sent nothing that could be looked at.
fn undecided(scenario: &ScenarioRecord, found: &[Finding]) -> Vec<Finding> {
    if scenario.halted.is_some() || scenario.played.is_empty() {
        return Vec::new();
    }
    let idle = scenario
        .tags
        .iter()
        .filter(|tag| !found.iter().any(|f| f.requirement == **tag));
    let asked = idle.filter_map(|tag| {
        let mut steps = scenario.expectations.iter().rev();
        let last = steps.find(|e| e.requirement == *tag && e.step.is_some())?;
        Some(Finding {
            verdict: Verdict::Inconclusive,
            requirement: tag.clone(),
            step: last.step,
            expected: "something that decides it".to_owned(),
            actual: "nothing that was seen does".to_owned(),
            why: format!("nothing that the holder sent or said tells anything about {tag}"),
            exchanges: Vec::new(),
            timeline: Vec::new(),
        })
    });
    asked.collect()
}

fn found(history: &History<'_>, expectation: &Expectation, levels: &Levels) -> Vec<Finding> {
    check::check(history, expectation)
        .into_iter()
        .map(|f| {
            let requirement = f
                .requirement
                .unwrap_or_else(|| expectation.requirement.clone());
            Finding {
                verdict: levels.verdict(&requirement, f.outcome),
                requirement,
                step: expectation.step,
                expected: f.expected,
                actual: f.actual,
                why: f.why,
                exchanges: f.exchanges,
                timeline: f.timeline,
            }
        })
        .collect()
}

/// The verdict on a scenario: its findings together, why it went no further if it did not, and, for each requirement that
/// it claims to decide, whether anything was found about it. A scenario that ran to its end without checking what it
/// claims to check is the suite's own error; one that found out that it does not apply is no pass because of what holds in
/// every scenario.
#[must_use]
pub fn scenario_verdict(scenario: &ScenarioRecord) -> Verdict {
    let findings = scenario.findings.iter().map(|f| f.verdict);
    let halted = scenario.halted.iter().map(|(verdict, _)| *verdict);
    let idle = scenario
        .tags
        .iter()
        .filter(|tag| !scenario.findings.iter().any(|f| f.requirement == **tag));
    let claims = idle.map(|_| {
        scenario
            .halted
            .as_ref()
            .map_or(Verdict::Error, |(verdict, _)| *verdict)
    });
    let verdict = Verdict::of(findings.chain(halted).chain(claims));
    match &scenario.halted {
        Some((Verdict::NotApplicable, _)) if verdict == Verdict::Passed => Verdict::NotApplicable,
        _ => verdict,
    }
}

/// The verdict on a step: what was found in its place, on top of how its action went.
#[must_use]
pub fn step_verdict(scenario: &ScenarioRecord, step: usize, acted: Verdict) -> Verdict {
    let found = scenario.findings.iter().filter(|f| f.step == Some(step));
    found.fold(acted, |verdict, f| verdict.and(f.verdict))
}

/// All fees that the parties of a scenario, and the treasury on their behalf, were told by the run's subject. What an issuer of
/// the scenario's own told was paid with money of its own.
#[must_use]
pub fn fees_told(scenario: &ScenarioRecord, readings: &Readings) -> Decimal {
    if scenario.own_issuer.is_some() {
        return Decimal::ZERO;
    }
    let history = History::read(scenario, readings);
    let mut holders: Vec<&str> = scenario
        .exchanges
        .iter()
        .map(|e| e.holder.as_str())
        .collect();
    holders.sort_unstable();
    holders.dedup();
    holders
        .into_iter()
        .map(|h| history.costs_with_sweep(h).told())
        .sum()
}

/// What the parties of a scenario sent to keys that take no part in it, and that nobody can take back: above all to the
/// issuer's own.
#[must_use]
pub fn given_away(scenario: &ScenarioRecord, readings: &Readings) -> Decimal {
    if scenario.own_issuer.is_some() {
        return Decimal::ZERO;
    }
    let history = History::read(scenario, readings);
    let gifts = gifts(scenario, &history);
    let settled = gifts.into_iter().filter(|(_, settled)| *settled);
    settled.map(|(amount, _)| amount).sum()
}

/// The same, of what may have been sent so: nobody knows what became of it.
#[must_use]
pub(crate) fn perhaps_given_away(scenario: &ScenarioRecord) -> Decimal {
    if scenario.own_issuer.is_some() {
        return Decimal::ZERO;
    }
    let history = History::read(scenario, &Readings::default());
    let gifts = gifts(scenario, &history);
    let open = gifts.into_iter().filter(|(_, settled)| !*settled);
    open.map(|(amount, _)| amount).sum()
}

/// The most that each transfer of a party has given to somebody who takes no part, and whether it is settled that it did.
fn gifts(scenario: &ScenarioRecord, history: &History<'_>) -> Vec<(Decimal, bool)> {
    let is_party = |name: &str| scenario.parties.iter().any(|p| p.name == name);
    let groups = history.groups();
    let groups = groups.iter().filter(|g| is_party(g.payer()));
    let most = groups.filter_map(|group| {
        let outcomes = group.outcomes();
        let executed = outcomes.iter().flatten();
        let outsiders =
            executed.filter(|request| scenario.party_of_key(&request.recipient).is_none());
        let most = outsiders.filter_map(|request| request.amount).max();
        most.map(|most| (most, outcomes.len() == 1))
    });
    most.collect()
}
