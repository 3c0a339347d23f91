//! Running programs, and making those short that fail.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use record::{Finding, Ledger, RequirementId, ScenarioRecord, Verdict};

use super::{Counts, Program, about::CONSERVED, size, smaller};
use crate::{
    purse::Spent,
    runner::{Plan, PlanError, Played, Programme, Selection, Stage, own_stories, plan, story_of},
};

/// So many programs are run at most to make one shorter.
const MOST_RUNS: usize = 400;

/// So many are run side by side for that.
const AT_ONCE: usize = 48;

/// So many programs that failed are made short, as far as they differ in what they do.
const MOST_SHORTENED: usize = 3;

/// The folder of the programs whose records are kept, below that of the reports.
const PROGRAMS: &str = "explored";

/// So many records of programs are kept at most.
const MOST_KEPT: usize = 200;

/// So often a counterexample is run in the end, until it fails again: a race is not lost every time.
const CONFIRMATIONS: usize = 3;

/// A program that failed, made as short as it goes.
#[derive(Debug, Clone)]
pub struct Counterexample {
    /// The requirement that fails.
    pub requirement: RequirementId,
    /// The number of the program that it was made from.
    pub number: usize,
    /// How many steps that had, and how many this one has.
    pub steps: (usize, usize),
    /// How many programs were run to make it shorter, and whether that was as many as may be.
    pub runs: (usize, bool),
    /// Whether it failed again when it was run from its file.
    pub confirmed: bool,
    /// The text of its file.
    pub text: String,
    /// Its file.
    pub file: PathBuf,
}

/// What came of an exploration.
#[derive(Debug, Clone, Default)]
pub struct Explored {
    /// What was done.
    pub counts: Counts,
    /// What was found.
    pub counterexamples: Vec<Counterexample>,
    /// How many programs were drawn.
    pub drawn: usize,
    /// How many of them have their record kept.
    pub kept: usize,
    /// What could not be written, or planned.
    pub trouble: Option<String>,
}

/// Random programs, to be played.
pub struct Exploration<'e> {
    /// The role whose steps they are in.
    pub role: String,
    /// The ledger of requirements.
    pub ledger: &'e Ledger,
    /// Whether departing from a SHOULD is a failure.
    pub strict: bool,
    /// Where counterexamples are written.
    pub out: PathBuf,
    /// What a counterexample's file says of where it comes from and how it is run again, by its number and file.
    pub about_file: &'e dyn Fn(usize, &Path) -> String,
    /// What came of it.
    pub explored: &'e mut Explored,
    programs: Vec<Program>,
    plan: Plan,
}

impl<'e> Exploration<'e> {
    /// An exploration with these programs.
    ///
    /// # Errors
    /// When a program is no scenario, which is a fault of the suite's.
    pub fn new(
        role: String,
        ledger: &'e Ledger,
        programs: Vec<Program>,
        (strict, out): (bool, PathBuf),
        about_file: &'e dyn Fn(usize, &Path) -> String,
        explored: &'e mut Explored,
    ) -> Result<Self, PlanError> {
        let plan = planned(&role, &out, ledger, &programs)?;
        explored.drawn = programs.len();
        Ok(Self {
            role,
            ledger,
            strict,
            out,
            about_file,
            explored,
            programs,
            plan,
        })
    }
}

/// Where a program's scenario stands.
fn file_of(out: &Path, number: usize) -> PathBuf {
    out.join(PROGRAMS).join(format!("{number:05}.feature"))
}

/// A program's scenario, in a file of its own.
fn text_of(number: usize, program: &Program) -> String {
    let scenario = program.scenario(program.about(), &format!("Program {number}"));
    format!("Feature: Explored\n\n{scenario}")
}

/// A plan of programs, each a scenario of its own.
fn planned(
    role: &str,
    out: &Path,
    ledger: &Ledger,
    programs: &[Program],
) -> Result<Plan, PlanError> {
    let mut stories = Vec::new();
    for (number, program) in programs.iter().enumerate() {
        let file = file_of(out, number).display().to_string();
        stories.extend(story_of(&file, &text_of(number, program), ledger)?);
    }
    plan(role, ledger, stories, &Selection::default(), &[])
}

impl Programme for Exploration<'_> {
    fn dearest(&self) -> &Plan {
        &self.plan
    }

    async fn play(mut self, stage: &mut Stage<'_>) -> Played {
        let plan = std::mem::replace(&mut self.plan, Plan { scenarios: vec![] });
        let (records, spent) = stage.play(plan).await;
        let mut played = Played {
            spent,
            whole: true,
            ..Played::default()
        };
        for (number, record) in records.iter().enumerate() {
            self.explored.counts.add(&self.programs[number], record);
        }
        let mut failing: Vec<usize> = (0..records.len())
            .filter(|n| self.fails(&records[*n]))
            .collect();
        failing.sort_by_key(|n| size(&self.programs[*n]));
        let mut found: Vec<ScenarioRecord> = Vec::new();
        let mut shortest: Vec<Program> = Vec::new();
        for number in failing {
            let program = &self.programs[number];
            let is_known = shortest.iter().any(|known| program.contains(known));
            if is_known || shortest.len() == MOST_SHORTENED || stage.is_over() {
                continue;
            }
            played.whole = false;
            let made = self.counterexample(stage, number, &records[number], &mut played.spent);
            match made.await {
                Ok((program, record)) => {
                    shortest.push(program);
                    found.extend(record);
                }
                Err(why) => {
                    self.explored.trouble = Some(why);
                    break;
                }
            }
        }
        self.keep(records, found, &mut played);
        played
    }

    fn unplayed(self, _: &str) -> Vec<ScenarioRecord> {
        Vec::new()
    }
}

impl Exploration<'_> {
    fn is_failure(&self, verdict: Verdict) -> bool {
        verdict == Verdict::Failed || self.strict && verdict == Verdict::Warned
    }

    fn fails(&self, record: &ScenarioRecord) -> bool {
        self.is_failure(record.verdict)
    }

    fn failures<'r>(&self, record: &'r ScenarioRecord) -> impl Iterator<Item = &'r Finding> {
        let of = if record.verdict == Verdict::Failed {
            Verdict::Failed
        } else {
            Verdict::Warned
        };
        record.findings.iter().filter(move |f| f.verdict == of)
    }

    /// What a program's record fails in: before all in what a step states, for that is what the program is about.
    fn broken(&self, record: &ScenarioRecord) -> Option<RequirementId> {
        let own = |f: &&Finding| record.tags.contains(&f.requirement);
        let stated = |f: &&Finding| f.step.is_some();
        let mut all = self.failures(record);
        let one = self.failures(record).find(|f| stated(f) && own(f));
        let one = one.or_else(|| self.failures(record).find(stated));
        one.or_else(|| all.next()).map(|f| f.requirement.clone())
    }

    fn is_stated(&self, record: &ScenarioRecord) -> bool {
        self.fails(record) && self.failures(record).any(|f| f.step.is_some())
    }

    /// Makes a program that failed short, writes it down, and runs it from there. Where another one came to the same, it is
    /// left at that one. The short program comes back, and the record of it.
    async fn counterexample(
        &mut self,
        stage: &mut Stage<'_>,
        number: usize,
        first: &ScenarioRecord,
        spent_for_it: &mut Spent,
    ) -> Result<(Program, Option<ScenarioRecord>), String> {
        let program = self.programs[number].clone();
        let steps = program.lines().len();
        let stated = self.is_stated(first);
        let (program, requirement, runs) = self
            .shorten(stage, program, first, stated, spent_for_it)
            .await?;
        let mut known = self.explored.counterexamples.iter();
        if known.any(|k| k.requirement == requirement) {
            return Ok((program, None));
        }
        // Where nothing but what is looked at in every scenario has failed, that is what this one is about.
        let tag = if stated {
            requirement.as_str()
        } else {
            CONSERVED
        };
        let file = self
            .out
            .join(format!("counterexample-{requirement}.feature"));
        let found = self.ledger.find(&requirement);
        let says = found.map_or("", |r| r.says.as_str());
        let name = format!("Program {number}, made short");
        let text = format!(
            "{}Feature: Counterexample to {requirement}\n  {says}\n\n{}",
            (self.about_file)(number, &file),
            program.scenario(tag, &name)
        );
        fs::write(&file, &text).map_err(|e| format!("{}: {e}", file.display()))?;
        let (mut confirmed, mut last) = (false, None);
        for _ in 0..CONFIRMATIONS {
            let stories = own_stories(&self.role, std::slice::from_ref(&file), self.ledger)
                .map_err(|e| e.to_string())?;
            let plan = plan(&self.role, self.ledger, stories, &Selection::default(), &[])
                .map_err(|e| e.to_string())?;
            let (records, spent) = stage.play(plan).await;
            *spent_for_it = spent_for_it.and(spent);
            confirmed = records
                .iter()
                .any(|r| self.failures(r).any(|f| f.requirement == requirement));
            last = records.into_iter().next();
            if confirmed || stage.is_over() {
                break;
            }
        }
        self.explored.counterexamples.push(Counterexample {
            requirement,
            number,
            steps: (steps, program.lines().len()),
            runs: (runs, runs >= MOST_RUNS),
            confirmed,
            text,
            file,
        });
        Ok((program, last.filter(|_| confirmed)))
    }

    /// The smallest program that fails like one, as far as it was found, what it fails in, and how many were tried.
    async fn shorten(
        &self,
        stage: &mut Stage<'_>,
        mut program: Program,
        first: &ScenarioRecord,
        stated: bool,
        spent_for_it: &mut Spent,
    ) -> Result<(Program, RequirementId, usize), String> {
        let unknown = || "a program failed in nothing".to_owned();
        let mut requirement = self.broken(first).ok_or_else(unknown)?;
        let mut runs = 0;
        loop {
            let candidates = smaller(&program);
            let stripes = candidates.len().div_ceil(AT_ONCE);
            let mut better = None;
            for stripe in 0..stripes {
                if runs >= MOST_RUNS || stage.is_over() {
                    break;
                }
                // From each stripe some that lack much, and some that lack little.
                let some: Vec<Program> = candidates
                    .iter()
                    .skip(stripe)
                    .step_by(stripes)
                    .cloned()
                    .collect();
                runs += some.len();
                let plan = planned(&self.role, &self.out, self.ledger, &some);
                let (records, spent) = stage.play(plan.map_err(|e| e.to_string())?).await;
                *spent_for_it = spent_for_it.and(spent);
                // They are in the order of their size.
                let fails = |r: &ScenarioRecord| self.fails(r) && (!stated || self.is_stated(r));
                better = records
                    .iter()
                    .position(fails)
                    .and_then(|at| Some((some[at].clone(), self.broken(&records[at])?)));
                if better.is_some() {
                    break;
                }
            }
            match better {
                Some((smaller, broken)) => (program, requirement) = (smaller, broken),
                None => return Ok((program, requirement, runs)),
            }
        }
    }

    /// Keeps what is worth keeping: what was found first, then what failed, then the rest, up to a bound. What settled nothing
    /// is counted, and is no part of the verdict.
    fn keep(
        &mut self,
        records: Vec<ScenarioRecord>,
        found: Vec<ScenarioRecord>,
        played: &mut Played,
    ) {
        let proved = self.explored.counts.right + self.explored.counts.failed;
        let all = records.len();
        let mut kept: Vec<ScenarioRecord> = records
            .into_iter()
            .filter(|r| r.verdict != Verdict::Inconclusive)
            .collect();
        kept.sort_by_key(|r| !self.fails(r));
        kept.truncate(MOST_KEPT);
        if let Err(why) = self.write(&kept) {
            self.explored.trouble = Some(format!("{}: {why}", self.out.display()));
        }
        self.explored.kept = kept.len();
        played.whole &= kept.len() == all;
        if proved == 0 {
            played.ended_early = Some("no program proved anything".into());
        }
        played.scenarios = found.into_iter().chain(kept).collect();
        played
            .scenarios
            .sort_by(|a, b| (&a.feature, a.line).cmp(&(&b.feature, b.line)));
    }
}

impl Exploration<'_> {
    /// Writes down the programs whose records are kept, and the first ones anyway, so that each can be run again by its place.
    fn write(&self, kept: &[ScenarioRecord]) -> io::Result<()> {
        fs::create_dir_all(self.out.join(PROGRAMS))?;
        for (number, program) in self.programs.iter().enumerate() {
            let file = file_of(&self.out, number);
            let name = file.display().to_string();
            let is_kept = kept.iter().any(|r| r.feature == name);
            if is_kept || number < MOST_KEPT {
                fs::write(&file, text_of(number, program))?;
            }
        }
        Ok(())
    }
}
