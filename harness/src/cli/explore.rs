//! `trialplate explore`: random programs against a subject, and the shortest that fails.

use std::path::Path;

use judge::Decimal;
use miette::{IntoDiagnostic, miette};

use super::{
    flags::{CommonArgs, make_folder},
    session::{self, Orders, Session, quote},
};
use crate::{
    explore::{Counterexample, Exploration, Explored, Program, Units, draw},
    runner::{self, Extent, Prices, World},
};

/// Flags of `explore`.
#[derive(Debug, clap::Args)]
pub(super) struct ExploreArgs {
    /// How many programs are drawn.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    programs: u32,
    #[command(flatten)]
    common: CommonArgs,
}

/// Explores, and gives the exit status.
pub(super) fn run(args: ExploreArgs) -> miette::Result<u8> {
    super::runtime()?.block_on(go(args))
}

async fn go(args: ExploreArgs) -> miette::Result<u8> {
    let common = args.common;
    let seed = common.seed();
    let ledger = runner::ledger().into_diagnostic()?;
    if common.role == crate::holder::ROLE {
        return Err(miette!(
            help = "programs are played at issuers: trialplate explore lcp/issuer; a holder is tried with trialplate run lcp/holder",
            "explore is for lcp/issuer"
        ));
    }
    // There is no other role; what was mistyped is said as `run` says it.
    let stories = runner::stories(&common.role, &ledger).into_diagnostic()?;
    runner::plan::<World>(
        &common.role,
        &ledger,
        stories,
        &runner::Selection::default(),
        &[],
    )
    .into_diagnostic()?;
    let subject = common.subject.subject().await?;
    let announced = Prices::new(0, subject.fees.as_ref(), subject.fee_limit, subject.scale).fee;
    // What is announced is the fee for what succeeds; a failure may cost more, and nothing more than the limit.
    let dearest = dearest(announced.max(subject.fee_limit))?;
    let programs: Vec<Program> = (0..u64::from(args.programs))
        .map(|number| draw(seed, number, dearest, subject.scale).map_err(|why| miette!("{why}")))
        .collect::<miette::Result<_>>()?;
    make_folder(&common.out)?;
    let again = |features: &Path| as_run(features, seed);
    let name = subject.info.name.clone();
    let faults = subject.info.faults.join(", ");
    let about_file = |number: usize, file: &Path| {
        let with = if faults.is_empty() {
            String::new()
        } else {
            format!(" (with {faults})")
        };
        format!(
            "# Program {number} of seed {seed}, made short. It failed at {name}{with}.\n# Again: {}\n",
            again(file)
        )
    };
    let mut explored = Explored::default();
    let exploration = Exploration::new(
        common.role.clone(),
        &ledger,
        programs,
        (common.strict, common.out.clone()),
        &about_file,
        &mut explored,
    )
    .into_diagnostic()?;
    runner::affordable(
        runner::Programme::dearest(&exploration),
        subject.fees.as_ref(),
        subject.budget,
        subject.fee_limit,
        (subject.scale, 0),
    )
    .into_diagnostic()?;
    let har = common.debugging.har;
    let session = Session::begin(
        subject,
        Orders {
            role: common.role,
            debugging: common.debugging.begin(&common.out)?,
            out: common.out.clone(),
            jobs: usize::from(common.jobs),
            seed,
            extent: Extent {
                variations: 0,
                crowd: 0,
                ..Extent::WHOLE
            },
            strict: common.strict,
            command: again(&common.out),
        },
    )
    .await?;
    eprintln!(
        "{} · {name} · seed {seed} · {}",
        session.options.role,
        super::count(args.programs as usize, "program")
    );
    let mut run = session.run(exploration, &ledger, |_| {}).await?;
    run.explored = true;
    session::write(&run, &common.out, har)?;
    super::print(&said(&explored, &again));
    if let Some(trouble) = explored.trouble {
        return Err(miette!("{trouble}"));
    }
    Ok(run.exit)
}

fn dearest(fee: Decimal) -> miette::Result<Units> {
    let units = Units::try_from(fee.units()).ok();
    units.filter(|fee| *fee < Units::MAX / 1000).ok_or_else(|| {
        miette!("a message may cost {fee}, which is beyond what programs reckon with")
    })
}

/// The command that runs feature files against the same subject: this one's, as `run` has it.
fn as_run(features: &Path, seed: u64) -> String {
    let mut words = Vec::new();
    let mut given = std::env::args()
        .skip(1)
        .map(|w| if w == "explore" { "run".to_owned() } else { w });
    while let Some(word) = given.next() {
        let own = |flag: &str| word == flag || word.starts_with(&format!("{flag}="));
        if ["--programs", "--seed", "--out"].into_iter().any(own) {
            if !word.contains('=') {
                given.next();
            }
        } else {
            words.push(quote(&word));
        }
    }
    let features = quote(&features.display().to_string());
    format!(
        "trialplate {} --features {features} --seed {seed}",
        words.join(" ")
    )
}

/// What was done and found, for people.
fn said(explored: &Explored, again: &dyn Fn(&Path) -> String) -> String {
    let counts = &explored.counts;
    let mut out = format!(
        "\nexplored {}: {} right, {} failed, {} cut short by a liberty of the issuer's, {} settled nothing\n",
        super::count(explored.drawn, "program"),
        counts.right,
        counts.failed,
        counts.cut_short,
        counts.unsettled.values().map(|(n, _)| n).sum::<usize>(),
    );
    if counts.warned > 0 {
        out.push_str(&format!(
            "  {} of those right depart from a SHOULD\n",
            counts.warned
        ));
    }
    if counts.errors > 0 {
        out.push_str(&format!(
            "  {} broke down: the suite is at fault\n",
            counts.errors
        ));
    }
    for (why, (times, one)) in &counts.unsettled {
        out.push_str(&format!("  {times} settled nothing: {why} ({one})\n"));
    }
    out.push_str(&format!("  in {} messages:\n", counts.messages));
    for (kind, times) in &counts.operations {
        out.push_str(&format!("  {times:>7}  {kind}\n"));
    }
    if explored.kept < explored.drawn {
        out.push_str(&format!(
            "  the records of {} are in the reports\n",
            explored.kept
        ));
    }
    for counterexample in &explored.counterexamples {
        out.push_str(&shown(counterexample, again));
    }
    out
}

fn shown(found: &Counterexample, again: &dyn Fn(&Path) -> String) -> String {
    let (before, after) = found.steps;
    let (runs, all) = found.runs;
    let bound = if all {
        ", which is the most that are made"
    } else {
        ""
    };
    let confirmed = if found.confirmed {
        "it failed again when it was run from its file"
    } else {
        "it did not fail again when it was run from its file: what it shows does not happen every time"
    };
    format!(
        "\ncounterexample to {}, {}\n  from program {}, of {before} steps, made {after} in {runs} runs{bound}; {confirmed}\n\n{}\n  again: {}\n",
        found.requirement,
        found.file.display(),
        found.number,
        found.text,
        again(&found.file),
    )
}
