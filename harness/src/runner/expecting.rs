//! What a scenario's steps expect: stated as data, and judged at once, so that a step fails in its place.

use record::{Check, Expectation, RequirementId, Verdict};

use super::{Halt, Step, World};

impl World {
    /// Expects something that decides the scenario's own requirement, the first that it names.
    ///
    /// # Errors
    /// When it does not hold, or nothing can be said: the scenario ends there.
    pub fn expect(&mut self, check: Check) -> Step {
        let requirement = self.record.tags[0].clone();
        self.expect_of(requirement, check)
    }

    /// Expects something that decides a requirement. Where that is not what the scenario is about, it is only looked at: a
    /// scenario does not end because something else is wrong.
    ///
    /// # Errors
    /// When the scenario names the requirement, and it does not hold or nothing can be said.
    pub fn expect_of(&mut self, requirement: RequirementId, check: Check) -> Step {
        let step = self.step;
        self.state(vec![Expectation {
            requirement,
            step,
            check,
        }])
    }

    fn state(&mut self, expectations: Vec<Expectation>) -> Step {
        self.recorder.catch_up(&mut self.record.exchanges);
        let findings = judge::find_all(
            &self.record,
            &expectations,
            &self.settings.levels,
            &self.readings,
        );
        let own = &self.record.tags[0];
        let is_own = expectations.iter().any(|e| e.requirement == *own);
        let ends = |f: &&record::Finding| {
            is_own
                && f.requirement == *own
                && matches!(f.verdict, Verdict::Failed | Verdict::Inconclusive)
        };
        let end = findings.iter().filter(ends).map(|f| f.verdict).max();
        self.record.expectations.extend(expectations);
        self.record.findings.extend(findings);
        match end {
            Some(Verdict::Failed) => {
                Err(Halt::inconclusive("a step did not come out as it should"))
            }
            Some(_) => Err(Halt::inconclusive("a step settled nothing")),
            None => Ok(()),
        }
    }

    /// Expects several things at once, each of a requirement given by its id: where a scenario has thousands of exchanges they
    /// are read once for all of them.
    ///
    /// # Errors
    /// As [`World::expect_of`].
    pub fn expect_all(&mut self, all: Vec<(&'static str, Check)>) -> Step {
        let step = self.step;
        let mut expectations = Vec::new();
        for (id, check) in all {
            let requirement = RequirementId::parse(id).map_err(|e| Halt::error(e.to_string()))?;
            expectations.push(Expectation {
                requirement,
                step,
                check,
            });
        }
        self.state(expectations)
    }

    /// Expects something that decides a requirement given by its id.
    ///
    /// # Errors
    /// As [`World::expect_of`].
    pub fn expect_id(&mut self, requirement: &'static str, check: Check) -> Step {
        let requirement =
            RequirementId::parse(requirement).map_err(|e| Halt::error(e.to_string()))?;
        self.expect_of(requirement, check)
    }
}
