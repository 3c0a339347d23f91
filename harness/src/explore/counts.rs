//! What was done, so that a search that found nothing because nothing ran is seen.

use std::collections::BTreeMap;

use record::{ScenarioRecord, Verdict};

use super::Program;

/// Programs by what came of them, and operations by kind.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// How many programs came out right.
    pub right: usize,
    /// Those of them in which something departs from a SHOULD.
    pub warned: usize,
    /// How many failed.
    pub failed: usize,
    /// How many ended early because the subject takes a liberty that they do not go on from.
    pub cut_short: usize,
    /// How many the suite itself broke down in.
    pub errors: usize,
    /// How many settled nothing, by reason, with the scenario of one of them.
    pub unsettled: BTreeMap<String, (usize, String)>,
    /// Operations that were carried out, by kind.
    pub operations: BTreeMap<&'static str, usize>,
    /// Messages that were sent in all, lending and taking back included.
    pub messages: usize,
}

impl Counts {
    /// Counts a program that was run.
    pub fn add(&mut self, program: &Program, record: &ScenarioRecord) {
        match record.verdict {
            Verdict::Failed => self.failed += 1,
            Verdict::Error => self.errors += 1,
            Verdict::NotApplicable => self.cut_short += 1,
            Verdict::Passed | Verdict::Warned if record.halted.is_some() => self.cut_short += 1,
            Verdict::Passed => self.right += 1,
            Verdict::Warned => {
                self.right += 1;
                self.warned += 1;
            }
            Verdict::Inconclusive => {
                let place = format!("{}:{}", record.feature, record.line);
                let known = self.unsettled.entry(reason(record));
                known.or_insert((0, place)).0 += 1;
            }
        }
        let mut last = None;
        for (line, step) in program.lines().iter().zip(&record.steps) {
            // An operation may take several steps.
            if let Some(op) = line.op
                && step.verdict != Verdict::NotApplicable
                && last.replace(op) != Some(op)
            {
                *self.operations.entry(program.ops[op].kind()).or_default() += 1;
            }
        }
        self.messages += record.exchanges.len();
    }
}

/// Why a program settled nothing.
fn reason(record: &ScenarioRecord) -> String {
    let unsettled = record
        .findings
        .iter()
        .find(|f| f.verdict == Verdict::Inconclusive)
        .map(|f| f.why.as_str())
        .filter(|why| !why.is_empty());
    let halted = record.halted.as_ref().map(|(_, why)| why.as_str());
    unsettled
        .or(halted)
        .unwrap_or("no reason is recorded")
        .to_owned()
}
