//! `trialplate run lcp/holder`: from flags to a run, and its reports.

use std::time::Duration;

use miette::IntoDiagnostic;
use record::SubjectInfo;
use tokio::sync::watch;

use super::{
    flags::{HolderFlags, make_folder},
    run::{Progress, RunArgs},
    session::{now, repeat, write},
};
use crate::{
    adapter::Launch,
    holder::{self, HolderOptions, World},
    runner::{self, Heading, Plan, Selection},
};

/// The role.
pub(super) const ROLE: &str = "lcp/holder";

/// How long a payment may take, where nothing else is said.
const WITHIN: Duration = Duration::from_secs(10);

/// Scenarios side by side for each core, where nothing else is said: each has a process of the subject's.
pub(super) async fn go(args: RunArgs) -> miette::Result<u8> {
    let common = args.common;
    let seed = common.seed();
    let ledger = runner::ledger().into_diagnostic()?;
    let stories = if args.features.is_empty() {
        runner::stories(ROLE, &ledger).into_diagnostic()?
    } else {
        runner::own_stories(ROLE, &args.features, &ledger).into_diagnostic()?
    };
    let selection = Selection {
        only: args.only,
        scenarios: args.scenarios,
    };
    let plan: Plan<World> =
        runner::plan(ROLE, &ledger, stories, &selection, &[]).into_diagnostic()?;
    let flags = common.subject.holder()?;
    let launch = launch(&flags);
    let (name, kind) = launch.describe();
    let subject = SubjectInfo {
        name: flags.name.clone().unwrap_or_else(|| name.into()),
        kind: kind.into(),
        wsdl: String::new(),
        service: None,
        address: None,
        trust: None,
        version: None,
        capabilities: Vec::new(),
        faults: flags.faults.clone(),
        liberties: Vec::new(),
    };
    let options = HolderOptions {
        heading: Heading {
            role: ROLE.into(),
            subject,
            seed,
            strict: common.strict,
            command: repeat(seed),
            started: now(),
        },
        within: flags.patience.map_or(WITHIN, Duration::from_millis),
        launch,
        jobs: usize::from(common.jobs),
    };
    make_folder(&common.out)?;
    super::raise_descriptor_limit();
    let (tell, stop) = watch::channel(false);
    let interrupt = tokio::spawn(async move {
        super::interrupted().await;
        // Nobody listens any more when the run is over already.
        let _ = tell.send(true);
        std::future::pending::<()>().await;
    });
    let name = options.heading.subject.name.clone();
    let (progress, done) = Progress::begin(plan.scenarios.len(), ROLE, &name, seed);
    let run = holder::run(options, plan, &ledger, |s| progress.over(s), stop).await;
    done();
    interrupt.abort();
    write(&run, &common.out, common.debugging.har)?;
    Ok(run.exit)
}

fn launch(flags: &HolderFlags) -> Launch {
    match &flags.exec {
        Some(command) => Launch::Exec(command.clone()),
        None => Launch::Embedded(Box::default()),
    }
}
