//! `trialplate run lcp/holder`: from flags to a run, and its reports.

use std::time::Duration;

use miette::IntoDiagnostic;
use mocks::agent::{HolderLiberties, Like};
use record::SubjectInfo;
use tokio::sync::watch;

use super::{
    flags::{HolderFlags, for_issuers, holder_fault, make_folder},
    run::{Progress, RunArgs},
    session::{now, repeat, write},
    subject::SCENARIOS,
};
use crate::{
    adapter::Launch,
    holder::{self, HolderOptions, ROLE, World},
    runner::{self, Heading, Plan, Selection},
};

/// How long a payment may take, where nothing else is said.
const WITHIN: Duration = Duration::from_secs(10);

/// Runs, and gives the exit status.
pub(super) async fn go(args: RunArgs) -> miette::Result<u8> {
    let common = args.common;
    let unused = [
        ("--variations", args.variations.is_some()),
        ("--crowd", args.crowd.is_some()),
        ("--keylog", common.debugging.keylog.is_some()),
        ("--keep-keys", common.debugging.keep_keys),
    ];
    if let Some((flag, _)) = unused.iter().find(|(_, given)| *given) {
        return Err(for_issuers(flag));
    }
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
    let launch = launch(&flags)?;
    let mut heading = heading(&launch, seed, common.strict, repeat(seed));
    if let Some(name) = flags.name {
        heading.subject.name = name;
    }
    heading.subject.version = flags.version;
    let mut options = options(heading, launch);
    options.jobs = usize::from(common.jobs);
    if let Some(patience) = flags.patience {
        options.within = Duration::from_millis(patience);
    }
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

/// What stands above the record of a run of such a holder.
pub(super) fn heading(launch: &Launch, seed: u64, strict: bool, command: String) -> Heading {
    let (name, kind) = launch.describe();
    let (faults, liberties) = match launch {
        Launch::Embedded(like) => (
            like.faults.iter().map(|f| f.name().to_owned()).collect(),
            like.liberties.describe(),
        ),
        Launch::Exec(_) => Default::default(),
    };
    Heading {
        role: ROLE.into(),
        subject: SubjectInfo {
            name: name.into(),
            kind: kind.into(),
            wsdl: String::new(),
            service: None,
            address: None,
            trust: None,
            version: None,
            capabilities: Vec::new(),
            fraction_digits: None,
            faults,
            liberties,
        },
        seed,
        strict,
        command,
        started: now(),
    }
}

/// A run of such a holder, as it is where nothing else is said.
pub(super) fn options(heading: Heading, launch: Launch) -> HolderOptions {
    HolderOptions {
        heading,
        launch,
        within: WITHIN,
        jobs: usize::from(SCENARIOS),
    }
}

fn launch(flags: &HolderFlags) -> miette::Result<Launch> {
    if let Some(command) = &flags.exec {
        if command.trim().is_empty() {
            return Err(miette::miette!(
                help = "what follows it starts your adapter (docs/certify-your-client.md)",
                "--exec: there is no command"
            ));
        }
        return Ok(Launch::Exec(command.clone()));
    }
    let faults = flags.faults.iter().map(|name| holder_fault(name));
    Ok(Launch::Embedded(Box::new(Like {
        faults: faults.collect::<miette::Result<_>>()?,
        liberties: flags
            .freedom
            .map(HolderLiberties::drawn)
            .unwrap_or_default(),
        ..Like::default()
    })))
}
