//! Faults that show by chance are looked for often enough.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it should be"
)]

mod common;

use common::{record, trialplate};
use mocks::Fault;
use record::{Ending, Exchange, RequirementId, RunRecord, ScenarioRecord};

/// Whether an exchange of a scenario is a trial of a fault, as [`mocks::Chance::trial`] says it in words.
fn is_trial(fault: Fault, scenario: &ScenarioRecord, exchange: &Exchange) -> bool {
    assert_eq!(
        fault,
        Fault::WAITER_TOLD_OF_ANOTHERS_DEPOSITS,
        "what is a trial?"
    );
    let unpaid = scenario.parties.iter().all(|p| p.name != exchange.holder);
    let waited = judge::decode::asked_wait(exchange).is_some_and(|ms| ms > 0);
    unpaid && waited && exchange.ending == Ending::Answered
}

/// The trials that decide the requirements which a fault breaks.
fn trials(fault: Fault, run: &RunRecord) -> usize {
    let broken = |s: &&ScenarioRecord| {
        let mut tags = s.tags.iter().map(RequirementId::as_str);
        tags.any(|tag| fault.must_fail().contains(&tag))
    };
    let of = |s: &ScenarioRecord| {
        let all = s.exchanges.iter();
        all.filter(|e| is_trial(fault, s, e)).count()
    };
    run.scenarios.iter().filter(broken).map(of).sum()
}

#[test]
fn a_run_makes_as_many_trials_as_are_declared() {
    let by_chance = Fault::ALL.iter().filter_map(|f| Some((*f, f.chance()?)));
    let mut looked = 0;
    for (fault, chance) in by_chance {
        let folder = tempfile::tempdir().unwrap();
        let mut args = vec!["run", "lcp/issuer", "--strict"];
        args.extend(["--out", folder.path().to_str().unwrap()]);
        args.extend(fault.must_fail().iter().flat_map(|id| ["--only", id]));
        let ran = trialplate(&args);
        assert_eq!(ran.code, Some(0), "{}", ran.all);
        let made = trials(fault, &record(folder.path()));
        assert!(
            made >= usize::try_from(chance.trials).unwrap(),
            "{fault}: {made} trials, and {} are declared",
            chance.trials
        );
        assert!(
            chance.missed() < 1e-6,
            "{fault}: missed with {}",
            chance.missed()
        );
        looked += 1;
    }
    assert!(looked > 0);
}
