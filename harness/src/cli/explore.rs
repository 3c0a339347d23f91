//! `trialplate explore`: random programs against a subject, and the shortest that fails.

use std::{
    fs,
    path::{Path, PathBuf},
};

use judge::Decimal;
use miette::{IntoDiagnostic, WrapErr, miette};

use super::{
    debugging::DebuggingArgs,
    run::OUT,
    session::{self, Orders, Session, quote},
    subject::SubjectArgs,
};
use crate::{
    explore::{Counterexample, Exploration, Explored, Program, Units, draw},
    runner::{self, Prices, World},
};

/// Flags of `explore`.
#[derive(Debug, clap::Args)]
pub(super) struct ExploreArgs {
    /// Suite and role: lcp/issuer.
    role: String,
    #[command(flatten)]
    subject: SubjectArgs,
    /// How many programs are drawn.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    programs: u32,
    /// What the programs are drawn from [default: another one each time].
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// A warning counts as a failure.
    #[arg(long)]
    strict: bool,
    /// How many programs run side by side.
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..))]
    jobs: u16,
    /// Where counterexamples and the reports go.
    #[arg(long, value_name = "DIR", default_value = OUT)]
    out: PathBuf,
    #[command(flatten)]
    debugging: DebuggingArgs,
}

/// Explores, and gives the exit status.
pub(super) fn run(args: ExploreArgs) -> miette::Result<u8> {
    super::runtime()?.block_on(go(args))
}

async fn go(args: ExploreArgs) -> miette::Result<u8> {
    let ledger = runner::ledger().into_diagnostic()?;
    // There is no other role; what was mistyped is said as `run` says it.
    let stories = runner::stories(&args.role, &ledger).into_diagnostic()?;
    runner::plan::<World>(
        &args.role,
        &ledger,
        stories,
        &runner::Selection::default(),
        &[],
    )
    .into_diagnostic()?;
    let seed = args.seed.unwrap_or_else(|| fastrand::u64(..1 << 32));
    let subject = args.subject.subject().await?;
    let announced = Prices::new(0, subject.fees.as_ref(), subject.fee_limit).fee;
    // What is announced is the fee for what succeeds; a failure may cost more, and nothing more than the limit.
    let dearest = dearest(announced.max(subject.fee_limit))?;
    let programs: Vec<Program> = (0..u64::from(args.programs))
        .map(|number| draw(seed, number, dearest).map_err(|why| miette!("{why}")))
        .collect::<miette::Result<_>>()?;
    fs::create_dir_all(&args.out)
        .into_diagnostic()
        .wrap_err_with(|| format!("{}", args.out.display()))?;
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
        args.role.clone(),
        &ledger,
        programs,
        (args.strict, args.out.clone()),
        &about_file,
        &mut explored,
    )
    .into_diagnostic()?;
    runner::affordable(
        runner::Programme::dearest(&exploration),
        subject.fees.as_ref(),
        subject.budget,
        subject.fee_limit,
        0,
    )
    .into_diagnostic()?;
    let har = args.debugging.har;
    let session = Session::begin(
        subject,
        Orders {
            role: args.role,
            debugging: args.debugging.begin(&args.out)?,
            out: args.out.clone(),
            jobs: usize::from(args.jobs),
            seed,
            variations: 0,
            crowd: 0,
            strict: args.strict,
            command: again(&args.out),
        },
    )
    .await?;
    eprintln!(
        "{} · {name} · seed {seed} · {} programs",
        session.options.role, args.programs
    );
    let run = session.run(exploration, &ledger, |_| {}).await?;
    session::write(&run, &args.out, har)?;
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
        "\nexplored {} programs: {} right, {} failed, {} cut short by a liberty of the issuer's, {} settled nothing\n",
        explored.drawn,
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
