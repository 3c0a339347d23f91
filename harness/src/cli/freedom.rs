//! `trialplate freedom`: the suite against the reference issuer with the liberties of many seeds. Whatever it says against one
//! of them is a mistake of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::PathBuf,
};

use futures::{StreamExt, stream};
use miette::{IntoDiagnostic, WrapErr};
use mocks::Liberties;
use record::{Exit, RunRecord, ScenarioRecord, Verdict};
use tokio::sync::watch;

use super::{run::now, subject};
use crate::{
    runner::{self, Debugging, Plan, RunOptions, Selection},
    subject::{Reference, SubjectConfig},
};

/// Flags of `freedom`.
#[derive(Debug, clap::Args)]
pub(super) struct FreedomArgs {
    /// Suite and role: lcp/issuer.
    role: String,
    /// How many seeds.
    #[arg(long, value_name = "N", default_value_t = 200)]
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

/// What came of one seed.
struct Run {
    seed: u64,
    liberties: Liberties,
    record: RunRecord,
    /// What the suite has said against it.
    alarms: Vec<String>,
}

/// Runs, and gives the exit status.
pub(super) fn run(args: &FreedomArgs) -> miette::Result<u8> {
    super::raise_descriptor_limit();
    super::runtime()?.block_on(go(args))
}

async fn go(args: &FreedomArgs) -> miette::Result<u8> {
    let (tell, stop) = watch::channel(false);
    let interrupt = tokio::spawn(async move {
        super::interrupted().await;
        // Nobody listens any more when all is over already.
        let _ = tell.send(true);
        std::future::pending::<()>().await;
    });
    let seeds = args.from..args.from.saturating_add(args.seeds);
    let tasks = seeds.map(|seed| {
        let (role, stop) = (args.role.clone(), stop.clone());
        tokio::spawn(async move {
            if *stop.borrow() {
                return miette::Result::<Option<Run>>::Ok(None);
            }
            let run = one(&role, seed, stop.clone()).await?;
            // What was cut off proves nothing.
            Ok((!*stop.borrow()).then_some(run))
        })
    });
    let mut running = stream::iter(tasks.map(|task| async { task.await.into_diagnostic()? }))
        .buffer_unordered(usize::from(args.jobs));
    let mut tally = Tally::default();
    while let Some(run) = running.next().await {
        let Some(run) = run? else { continue };
        for alarm in &run.alarms {
            super::print(&format!("seed {}: {alarm}\n", run.seed));
        }
        keep(args, &run)?;
        tally.count(&run);
    }
    interrupt.abort();
    super::print(&tally.page(&args.role));
    Ok(tally.exit(args.seeds).code())
}

/// One run, in this process.
async fn one(role: &str, seed: u64, stop: watch::Receiver<bool>) -> miette::Result<Run> {
    let ledger = runner::ledger().into_diagnostic()?;
    let stories = runner::stories(role, &ledger).into_diagnostic()?;
    let liberties = Liberties::drawn(seed);
    let like = Reference {
        liberties: liberties.clone(),
        ..Reference::default()
    };
    let mut subject = subject::embedded(SubjectConfig::default(), like).await?;
    let declared = &subject.info.capabilities;
    let plan: Plan =
        runner::plan(role, &ledger, stories, &Selection::default(), declared).into_diagnostic()?;
    let embedded = subject.embedded.take();
    let options = RunOptions {
        role: role.to_owned(),
        subject: subject.info,
        wsdl: subject.wsdl,
        resolve: subject.resolve,
        trust: subject.trust,
        purse: subject.purse,
        purse_counter: subject.purse_counter,
        budget: subject.budget,
        fee_limit: subject.fee_limit,
        journal: None,
        fees: subject.fees,
        embedded: embedded.as_ref().map(|(_, like)| like.clone()),
        process: None,
        endurance: None,
        refused_for: super::run::REFUSED_FOR,
        patience: subject.patience,
        jobs: super::run::JOBS.into(),
        seed,
        variations: super::run::VARIATIONS,
        strict: false,
        command: repeat(role, seed),
        started: now(),
        debugging: Debugging::default(),
    };
    let record = runner::run(options, plan, &ledger, |_| (), stop).await;
    if let Some((issuer, _)) = embedded {
        issuer.stop().await;
    }
    let record = record.into_diagnostic()?;
    let alarms = alarms(&record, &liberties);
    Ok(Run {
        seed,
        liberties,
        record,
        alarms,
    })
}

fn repeat(role: &str, seed: u64) -> String {
    format!("trialplate run {role} --freedom {seed} --seed {seed}")
}

/// Whatever was said against a run, but for warnings about what its liberties do depart from.
fn alarms(run: &RunRecord, liberties: &Liberties) -> Vec<String> {
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
    let Some(out) = args.out.as_ref().filter(|_| !run.alarms.is_empty()) else {
        return Ok(());
    };
    let folder = out.join(format!("seed-{}", run.seed));
    let write = || {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("run.json"), reports::json(&run.record))?;
        fs::write(folder.join("report.html"), reports::html(&run.record))
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
        let passed = |s: &&ScenarioRecord| matches!(s.verdict, Verdict::Passed | Verdict::Warned);
        self.scenarios += run.record.scenarios.iter().filter(passed).count();
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
            "\n{} seeds, {} scenarios passed, {} seeds with alarms\n",
            self.runs,
            self.scenarios,
            self.alarmed.len()
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
