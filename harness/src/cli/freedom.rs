//! `trialplate freedom`: the suite against the reference issuer with the liberties of many seeds. Whatever it says against one
//! of them is a mistake of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use miette::{IntoDiagnostic, WrapErr};
use mocks::{
    Liberties,
    agent::{HolderLiberties, Like},
    freedom::Taken,
};
use record::{Exit, RunRecord, ScenarioRecord, Verdict};

use super::rehearsal::{CROWD, Cast, Rehearsal, Stage, VARIATIONS, rehearse};
use super::subject::SCENARIOS;
use crate::{runner::Extent, subject::Reference};

/// Flags of `freedom`.
#[derive(Debug, clap::Args)]
pub(super) struct FreedomArgs {
    /// Suite and role: lcp/issuer, lcp/holder.
    role: String,
    /// How many seeds.
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u64).range(1..))]
    seeds: u64,
    /// The first of them.
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    from: u64,
    /// How many runs go on side by side.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..))]
    jobs: u16,
    /// Where the records of runs with alarms go.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// The liberties of a seed, of whatever role.
enum Free {
    Issuer(Box<Liberties>),
    Holder(HolderLiberties),
}

impl Free {
    fn drawn(role: &str, seed: u64) -> Self {
        match role {
            crate::holder::ROLE => Self::Holder(HolderLiberties::drawn(seed)),
            _ => Self::Issuer(Box::new(Liberties::drawn(seed))),
        }
    }

    /// The reference that takes them.
    fn cast(self) -> Cast {
        match self {
            Self::Issuer(liberties) => Cast::Issuer(Box::new(Reference {
                liberties: *liberties,
                ..Reference::default()
            })),
            Self::Holder(liberties) => Cast::Holder(Box::new(Like {
                liberties,
                ..Like::default()
            })),
        }
    }

    fn departs(&self) -> Vec<&'static str> {
        match self {
            Self::Issuer(liberties) => liberties.departs(),
            Self::Holder(liberties) => liberties.departs(),
        }
    }

    fn taken(&self) -> Vec<Taken> {
        match self {
            Self::Issuer(liberties) => liberties.taken(),
            Self::Holder(liberties) => liberties.taken(),
        }
    }

    fn describe(&self) -> Vec<String> {
        match self {
            Self::Issuer(liberties) => liberties.describe(),
            Self::Holder(liberties) => liberties.describe(),
        }
    }
}

/// What came of one seed.
struct Run {
    seed: u64,
    liberties: Free,
    /// Absent where the suite broke down.
    record: Option<RunRecord>,
    /// What the suite has said against it.
    alarms: Vec<String>,
}

/// Runs, and gives the exit status.
pub(super) fn run(args: &FreedomArgs) -> miette::Result<u8> {
    super::raise_descriptor_limit();
    let stage = Stage::of(&args.role)?;
    let seeds: Vec<u64> = (args.from..args.from.saturating_add(args.seeds)).collect();
    let rehearsal = |seed: &u64| Rehearsal {
        like: Free::drawn(&args.role, *seed).cast(),
        seed: *seed,
        strict: false,
        extent: Extent {
            variations: VARIATIONS,
            crowd: CROWD,
            ..Extent::WHOLE
        },
        jobs: SCENARIOS.into(),
        command: repeat(&args.role, *seed),
    };
    let rehearsals: Vec<Rehearsal> = seeds.iter().map(rehearsal).collect();
    let mut tally = Tally::default();
    let mut kept = Ok(());
    rehearse(&stage, &rehearsals, args.jobs.into(), |n, ran| {
        let run = Run::of(seeds[n], Free::drawn(&args.role, seeds[n]), ran);
        for alarm in &run.alarms {
            super::print(&format!("seed {}: {alarm}\n", run.seed));
        }
        if kept.is_ok() {
            kept = keep(args, &run);
        }
        tally.count(&run);
    });
    kept?;
    super::print(&tally.page(&args.role));
    Ok(tally.exit(args.seeds).code())
}

impl Run {
    fn of(seed: u64, liberties: Free, ran: Result<RunRecord, String>) -> Self {
        let alarms = match &ran {
            Ok(record) => alarms(record, &liberties),
            Err(why) => vec![format!("the suite broke down: {why}")],
        };
        Self {
            seed,
            liberties,
            record: ran.ok(),
            alarms,
        }
    }
}

fn repeat(role: &str, seed: u64) -> String {
    let again = format!("trialplate run {role} --freedom {seed} --seed {seed}");
    if role == crate::holder::ROLE {
        return again;
    }
    format!("{again} --crowd {CROWD} --variations {VARIATIONS}")
}

/// Whatever was said against a run, but for warnings about what its liberties do depart from.
fn alarms(run: &RunRecord, liberties: &Free) -> Vec<String> {
    let departs: BTreeSet<&str> = liberties.departs().into_iter().collect();
    let ended = run
        .ended_early
        .iter()
        .map(|why| format!("the run ended early: {why}"));
    let said = run.scenarios.iter().flat_map(|s| said_in(s, &departs));
    let mut all: Vec<String> = ended.chain(said).collect();
    if all.is_empty() && run.exit != Exit::Conforming.code() {
        all.push(format!("exit {} without a reason", run.exit));
    }
    all
}

fn said_in<'a>(
    scenario: &'a ScenarioRecord,
    departs: &'a BTreeSet<&str>,
) -> impl Iterator<Item = String> + 'a {
    let place = format!("{}:{} {}", scenario.feature, scenario.line, scenario.name);
    let is_fine = |verdict| matches!(verdict, Verdict::Passed | Verdict::NotApplicable);
    let findings: Vec<String> = scenario
        .findings
        .iter()
        .filter(|f| !is_fine(f.verdict))
        .filter(|f| !(f.verdict == Verdict::Warned && departs.contains(f.requirement.as_str())))
        .map(|f| {
            format!(
                "{place}: {}: {}: expected {}, saw {}",
                f.requirement,
                f.verdict.word(),
                one_line(&f.expected),
                one_line(&f.actual)
            )
        })
        .collect();
    let halted = scenario
        .halted
        .iter()
        .filter(|(verdict, _)| findings.is_empty() && !is_fine(*verdict))
        .map(|(verdict, why)| format!("{place}: {}: {}", verdict.word(), one_line(why)))
        .collect::<Vec<_>>();
    findings.into_iter().chain(halted)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Writes the record of a run with alarms, where that is wanted.
fn keep(args: &FreedomArgs, run: &Run) -> miette::Result<()> {
    let out = args.out.as_ref().filter(|_| !run.alarms.is_empty());
    let (Some(out), Some(record)) = (out, &run.record) else {
        return Ok(());
    };
    let folder = out.join(format!("seed-{}", run.seed));
    let write = || {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("run.json"), reports::json(record))?;
        fs::write(folder.join("report.html"), reports::html(record))
    };
    write()
        .into_diagnostic()
        .wrap_err_with(|| folder.display().to_string())
}

/// What came of all seeds together.
#[derive(Default)]
struct Tally {
    runs: u64,
    scenarios: usize,
    /// How often each liberty was taken, and in how many ways.
    taken: BTreeMap<&'static str, (u64, BTreeSet<String>)>,
    /// The seeds with alarms.
    alarmed: BTreeMap<u64, Vec<String>>,
}

impl Tally {
    fn count(&mut self, run: &Run) {
        self.runs += 1;
        let passed = |s: &&ScenarioRecord| {
            !s.is_preflight() && matches!(s.verdict, Verdict::Passed | Verdict::Warned)
        };
        let scenarios = run.record.iter().flat_map(|r| &r.scenarios);
        self.scenarios += scenarios.filter(passed).count();
        for taken in run.liberties.taken() {
            let entry = self.taken.entry(taken.name).or_default();
            entry.0 += 1;
            entry.1.insert(taken.how);
        }
        if !run.alarms.is_empty() {
            self.alarmed.insert(run.seed, run.liberties.describe());
        }
    }

    fn page(&self, role: &str) -> String {
        let mut page = format!("\n{:>5}  {:>4}  liberty\n", "seeds", "ways");
        for (name, (times, ways)) in &self.taken {
            page.push_str(&format!("{times:>5}  {:>4}  {name}\n", ways.len()));
        }
        page.push_str(&format!(
            "\n{}, {} passed, {} with alarms\n",
            super::count(self.runs as usize, "seed"),
            super::count(self.scenarios, "scenario"),
            super::count(self.alarmed.len(), "seed")
        ));
        for (seed, liberties) in &self.alarmed {
            page.push_str(&format!("  {}\n", repeat(role, *seed)));
            for liberty in liberties {
                page.push_str(&format!("      {liberty}\n"));
            }
        }
        page
    }

    /// Nothing was proved where nothing was run, or not all of it.
    fn exit(&self, wanted: u64) -> Exit {
        if !self.alarmed.is_empty() {
            Exit::NotConforming
        } else if self.runs < wanted || self.scenarios == 0 {
            Exit::Unproven
        } else {
            Exit::Conforming
        }
    }
}
