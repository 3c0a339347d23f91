//! `trialplate run`: run the scenarios of a role, write the reports, say what they prove.

use std::{io::IsTerminal, path::PathBuf, time::Duration};

use miette::IntoDiagnostic;
use record::Verdict;

use super::{
    flags::{CommonArgs, make_folder},
    holder,
    session::{self, Orders, Session},
};
use crate::runner::{self, Extent, Plan, Selection, World};

/// Flags of `run`.
#[derive(Debug, clap::Args)]
pub(super) struct RunArgs {
    /// A feature file of one's own, or a folder of them, in place of the suite's scenarios; may be given several times.
    #[arg(long, value_name = "PATH")]
    pub(super) features: Vec<PathBuf>,
    /// Only what decides a requirement (its id) or a family of them (its name); may be given several times.
    #[arg(long, value_name = "ID")]
    pub(super) only: Vec<String>,
    /// Only a scenario, by FEATURE:LINE or a part of its name; may be given several times.
    #[arg(long = "scenario", value_name = "PLACE")]
    pub(super) scenarios: Vec<String>,
    /// How many requests are generated: half of them lawful renderings, half malformed [default: 200].
    #[arg(long, value_name = "N")]
    pub(super) variations: Option<u32>,
    /// How many wait at once where a crowd does: each takes a connection [default: 1000].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) crowd: Option<u32>,
    #[command(flatten)]
    pub(super) common: CommonArgs,
}

/// Runs, and gives the exit status.
pub(super) fn run(args: RunArgs) -> miette::Result<u8> {
    super::runtime()?.block_on(async {
        match args.common.role.as_str() {
            crate::holder::ROLE => holder::go(args).await,
            _ => go(args).await,
        }
    })
}

async fn go(args: RunArgs) -> miette::Result<u8> {
    let extent = Extent {
        variations: args.variations.unwrap_or(Extent::WHOLE.variations),
        crowd: args.crowd.unwrap_or(Extent::WHOLE.crowd),
        ..Extent::WHOLE
    };
    let common = args.common;
    let seed = common.seed();
    let ledger = runner::ledger().into_diagnostic()?;
    let stories = if args.features.is_empty() {
        runner::stories(&common.role, &ledger).into_diagnostic()?
    } else {
        runner::own_stories(&common.role, &args.features, &ledger).into_diagnostic()?
    };
    let selection = Selection {
        only: args.only,
        scenarios: args.scenarios,
    };
    // Once without a subject, so that what was mistyped is said before anything is started.
    runner::plan::<World>(&common.role, &ledger, stories.clone(), &selection, &[])
        .into_diagnostic()?;
    let subject = common.subject.subject().await?;
    let plan: Plan = runner::plan(
        &common.role,
        &ledger,
        stories,
        &selection,
        &subject.info.capabilities,
    )
    .into_diagnostic()?;
    runner::affordable(
        &plan,
        subject.fees.as_ref(),
        subject.budget,
        subject.fee_limit,
        (subject.scale, extent.variations),
    )
    .into_diagnostic()?;
    make_folder(&common.out)?;
    let har = common.debugging.har;
    let session = Session::begin(
        subject,
        Orders {
            role: common.role,
            debugging: common.debugging.begin(&common.out)?,
            out: common.out.clone(),
            jobs: usize::from(common.jobs),
            seed,
            extent,
            strict: common.strict,
            command: session::repeat(seed),
        },
    )
    .await?;
    let (progress, done) = Progress::begin(
        plan.scenarios.len(),
        &session.options.role,
        &session.options.subject.name,
        seed,
    );
    let ran = session.run(plan, &ledger, |s| progress.over(s)).await;
    done();
    let run = ran?;
    session::write(&run, &common.out, har)?;
    Ok(run.exit)
}

/// How far a run has come, on standard error.
pub(super) struct Progress {
    bar: indicatif::ProgressBar,
    color: bool,
}

impl Progress {
    /// A run begins. What comes back second ends the bar.
    pub(super) fn begin(
        scenarios: usize,
        role: &str,
        name: &str,
        seed: u64,
    ) -> (Self, impl FnOnce() + use<>) {
        let color = std::io::stderr().is_terminal();
        eprintln!(
            "{role} · {name} · seed {seed} · {}",
            super::count(scenarios, "scenario")
        );
        let bar = if color {
            indicatif::ProgressBar::new(scenarios as u64)
        } else {
            indicatif::ProgressBar::hidden()
        };
        bar.enable_steady_tick(Duration::from_millis(100));
        let last = bar.clone();
        (Self { bar, color }, move || last.finish_and_clear())
    }

    /// A scenario is over: what came out well only moves the bar.
    pub(super) fn over(&self, scenario: &record::ScenarioRecord) {
        if !scenario.is_preflight() {
            self.bar.inc(1);
        }
        if !matches!(scenario.verdict, Verdict::Passed | Verdict::NotApplicable) {
            let line = reports::terminal::line(scenario, self.color);
            self.bar.suspend(|| eprintln!("{line}"));
        }
    }
}
