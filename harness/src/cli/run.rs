//! `trialplate run`: run the scenarios of a role, write the reports, say what they prove.

use std::{
    fs,
    io::IsTerminal,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use miette::{IntoDiagnostic, WrapErr, miette};
use record::{Capability, RunRecord, Verdict};
use tokio::sync::watch;

use super::{
    debugging::DebuggingArgs,
    subject::{Subject, SubjectArgs},
};
use crate::{
    purse::{Journal, Place},
    runner::{self, RunOptions, Selection},
    subject::{Command, Restartable, Service},
};

/// Where reports go by default.
const OUT: &str = "target/trialplate";

/// How long a service may refuse connections while its description is there already: it may be starting.
const REFUSED_FOR: Duration = Duration::from_secs(2);

/// Flags of `run`.
#[derive(Debug, clap::Args)]
pub(super) struct RunArgs {
    /// Suite and role: lcp/issuer.
    role: String,
    #[command(flatten)]
    subject: SubjectArgs,
    /// A feature file of one's own, or a folder of them, in place of the suite's scenarios; may be given several times.
    #[arg(long, value_name = "PATH")]
    features: Vec<PathBuf>,
    /// Only what decides a requirement (its id) or a family of them (its name); may be given several times.
    #[arg(long, value_name = "ID")]
    only: Vec<String>,
    /// Only a scenario, by FEATURE:LINE or a part of its name; may be given several times.
    #[arg(long = "scenario", value_name = "PLACE")]
    scenarios: Vec<String>,
    /// A warning counts as a failure.
    #[arg(long)]
    strict: bool,
    /// What names, amounts and ids vary by [default: another one each time].
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// How many requests are generated: half of them lawful renderings, half malformed.
    #[arg(long, value_name = "N", default_value_t = 200)]
    variations: u32,
    /// How many scenarios run side by side.
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..))]
    jobs: u16,
    /// Where the reports go.
    #[arg(long, value_name = "DIR", default_value = OUT)]
    out: PathBuf,
    #[command(flatten)]
    debugging: DebuggingArgs,
}

/// Runs, and gives the exit status.
pub(super) fn run(args: RunArgs) -> miette::Result<u8> {
    super::runtime()?.block_on(go(args))
}

async fn go(args: RunArgs) -> miette::Result<u8> {
    let ledger = runner::ledger().into_diagnostic()?;
    let stories = if args.features.is_empty() {
        runner::stories(&args.role, &ledger).into_diagnostic()?
    } else {
        runner::own_stories(&args.role, &args.features, &ledger).into_diagnostic()?
    };
    let selection = Selection {
        only: args.only,
        scenarios: args.scenarios,
    };
    // Once without a subject, so that what was mistyped is said before anything is started.
    runner::plan(&args.role, &ledger, stories.clone(), &selection, &[]).into_diagnostic()?;
    let seed = args.seed.unwrap_or_else(|| fastrand::u64(..1 << 32));
    let mut subject = args.subject.subject().await?;
    let plan = runner::plan(
        &args.role,
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
        args.variations,
    )
    .into_diagnostic()?;
    fs::create_dir_all(&args.out)
        .into_diagnostic()
        .wrap_err_with(|| format!("{}", args.out.display()))?;
    let har = args.debugging.har;
    let debugging = args.debugging.begin(&args.out)?;
    super::raise_descriptor_limit();
    let command = start(&subject).await?;
    let embedded = subject.embedded.take();
    let may_restart = subject.info.capabilities.contains(&Capability::Restart);
    let options = RunOptions {
        role: args.role,
        journal: journal(&subject, embedded.is_some(), &args.out)?,
        subject: subject.info,
        wsdl: subject.wsdl,
        resolve: subject.resolve,
        trust: subject.trust,
        purse: subject.purse,
        purse_counter: subject.purse_counter,
        budget: subject.budget,
        fee_limit: subject.fee_limit,
        fees: subject.fees,
        embedded: embedded.as_ref().map(|(_, faults)| faults.clone()),
        process: command.clone().filter(|_| may_restart),
        endurance: subject.endurance,
        refused_for: subject.exec.map_or(REFUSED_FOR, |(_, within)| within),
        patience: subject.patience,
        jobs: usize::from(args.jobs),
        seed,
        variations: args.variations,
        strict: args.strict,
        command: repeat(seed),
        started: now(),
        debugging,
    };
    let (progress, done) = Progress::begin(plan.scenarios.len(), &options);
    let (tell, stop) = watch::channel(false);
    let interrupt = tokio::spawn(async move {
        super::interrupted().await;
        eprintln!("interrupted: taking back what was lent …");
        // Nobody listens any more when the run is over already.
        let _ = tell.send(true);
        std::future::pending::<()>().await;
    });
    let ran = runner::run(options, plan, &ledger, |s| progress.over(s), stop).await;
    interrupt.abort();
    done();
    if let Some((issuer, _)) = embedded {
        issuer.stop().await;
    }
    if let Some(command) = command {
        command.stop().await;
    }
    let run = ran.into_diagnostic()?;
    write(&run, &args.out, har)?;
    Ok(run.exit)
}

async fn start(subject: &Subject) -> miette::Result<Option<Arc<Restartable>>> {
    let Some((text, within)) = &subject.exec else {
        return Ok(None);
    };
    let place = Service::find(
        &subject.wsdl,
        "http",
        &subject.resolve,
        subject.trust.clone(),
    )
    .await
    .into_diagnostic()?;
    let mut command = Command::start(text).into_diagnostic()?;
    command
        .ready(place.address, *within)
        .await
        .into_diagnostic()?;
    let started = Restartable::new(command, place.address, *within);
    Ok(Some(Arc::new(started)))
}

fn journal(subject: &Subject, embedded: bool, out: &Path) -> miette::Result<Option<Journal>> {
    if embedded {
        return Ok(None);
    }
    let place =
        Place::of(&subject.config, &subject.purse.key_id().to_string()).into_diagnostic()?;
    let stamp = now().replace([':', '-'], "");
    let path = out.join(format!("journal-{stamp}-{}.jsonl", std::process::id()));
    let journal = Journal::create(&path, &place).into_diagnostic()?;
    eprintln!(
        "at most {} may leave the purse; keys are written down in {}",
        subject.budget,
        path.display()
    );
    Ok(Some(journal))
}

fn now() -> String {
    use time::format_description::well_known::Rfc3339;
    let now = time::OffsetDateTime::now_utc()
        .replace_nanosecond(0)
        .unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    now.format(&Rfc3339).unwrap_or_default()
}

/// The command line as it was, with the seed that was drawn.
fn repeat(seed: u64) -> String {
    let mut words: Vec<String> = std::env::args().skip(1).map(|w| quote(&w)).collect();
    if !words
        .iter()
        .any(|w| w == "--seed" || w.starts_with("--seed="))
    {
        words.extend(["--seed".into(), seed.to_string()]);
    }
    format!("trialplate {}", words.join(" "))
}

fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

struct Progress {
    bar: indicatif::ProgressBar,
    color: bool,
}

impl Progress {
    fn begin(scenarios: usize, options: &RunOptions) -> (Self, impl FnOnce() + use<>) {
        let color = std::io::stderr().is_terminal();
        eprintln!(
            "{} · {} · seed {} · {scenarios} scenarios",
            options.role, options.subject.name, options.seed
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
    fn over(&self, scenario: &record::ScenarioRecord) {
        self.bar.inc(1);
        if !matches!(scenario.verdict, Verdict::Passed | Verdict::NotApplicable) {
            let line = reports::terminal::line(scenario, self.color);
            self.bar.suspend(|| eprintln!("{line}"));
        }
    }
}

/// Writes the reports, an HTTP archive among them where that is wanted, and prints the summary.
pub(super) fn write(run: &RunRecord, out: &Path, har: bool) -> miette::Result<()> {
    let junit = reports::junit(run).map_err(|e| miette!("{e}"))?;
    let mut files = vec![
        ("run.json", reports::json(run)),
        ("junit.xml", junit),
        ("report.html", reports::html(run)),
    ];
    if har {
        files.push(("run.har", reports::har(run)));
    }
    fs::create_dir_all(out)
        .into_diagnostic()
        .wrap_err_with(|| out.display().to_string())?;
    let mut links = Vec::new();
    for (name, text) in files {
        let path = out.join(name);
        fs::write(&path, text)
            .into_diagnostic()
            .wrap_err_with(|| format!("{}", path.display()))?;
        links.push(path.display().to_string());
    }
    print(run, &links);
    Ok(())
}

/// Prints the summary of a run, and where its reports are.
pub(super) fn print(run: &RunRecord, links: &[String]) {
    super::print(&reports::terminal::summary(
        run,
        std::io::stdout().is_terminal(),
        links,
    ));
}
