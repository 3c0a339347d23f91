//! A run from the command line: what is started for it, what is stopped after it, what is written.

use std::{
    fs,
    io::IsTerminal,
    path::{Path, PathBuf},
    sync::Arc,
};

use miette::{IntoDiagnostic, WrapErr, miette};
use record::{Capability, Ledger, RunRecord, ScenarioRecord};
use tokio::sync::watch;

use super::{flags::make_folder, subject::Subject};
use crate::{
    purse::{Journal, Place},
    runner::{self, Debugging, Extent, Programme, RunOptions},
    subject::{Command, Embedded, Restartable, Service},
};

/// What the flags say about a run, apart from its subject.
pub(super) struct Orders {
    pub(super) role: String,
    pub(super) out: PathBuf,
    pub(super) debugging: Debugging,
    pub(super) jobs: usize,
    pub(super) seed: u64,
    pub(super) extent: Extent,
    pub(super) strict: bool,
    /// The command that repeats it.
    pub(super) command: String,
}

/// A subject that was started, and what a run of it needs to know.
pub(super) struct Session {
    pub(super) options: RunOptions,
    embedded: Option<Embedded>,
    command: Option<Arc<Restartable>>,
}

impl Session {
    pub(super) async fn begin(mut subject: Subject, orders: Orders) -> miette::Result<Self> {
        super::raise_descriptor_limit();
        let command = start(&subject).await?;
        let (embedded, like) = subject.embedded.take().unzip();
        let may_restart = subject.info.capabilities.contains(&Capability::Restart);
        let options = RunOptions {
            journal: journal(&subject, embedded.is_some(), &orders.out)?,
            embedded: like,
            process: command.clone().filter(|_| may_restart),
            jobs: orders.jobs,
            seed: orders.seed,
            extent: orders.extent,
            strict: orders.strict,
            command: orders.command,
            debugging: orders.debugging,
            ..subject.options(&orders.role, now())
        };
        Ok(Self {
            options,
            embedded,
            command,
        })
    }

    /// Runs, until it is over or somebody interrupts it, and stops what was started.
    pub(super) async fn run(
        self,
        programme: impl Programme,
        ledger: &Ledger,
        over: impl Fn(&ScenarioRecord),
    ) -> miette::Result<RunRecord> {
        let (tell, stop) = watch::channel(false);
        let interrupt = tokio::spawn(async move {
            super::interrupted().await;
            eprintln!("interrupted: taking back what was lent …");
            // Nobody listens any more when the run is over already.
            let _ = tell.send(true);
            std::future::pending::<()>().await;
        });
        let ran = runner::run(self.options, programme, ledger, over, stop).await;
        interrupt.abort();
        if let Some(issuer) = self.embedded {
            issuer.stop().await;
        }
        if let Some(command) = self.command {
            command.stop().await;
        }
        ran.into_diagnostic()
    }
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

/// The time: RFC 3339.
pub(super) fn now() -> String {
    use time::format_description::well_known::Rfc3339;
    let now = time::OffsetDateTime::now_utc()
        .replace_nanosecond(0)
        .unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    now.format(&Rfc3339).unwrap_or_default()
}

/// The command line as it was, with the seed that was drawn.
pub(super) fn repeat(seed: u64) -> String {
    let mut words: Vec<String> = std::env::args().skip(1).map(|w| quote(&w)).collect();
    if !words
        .iter()
        .any(|w| w == "--seed" || w.starts_with("--seed="))
    {
        words.extend(["--seed".into(), seed.to_string()]);
    }
    format!("trialplate {}", words.join(" "))
}

pub(super) fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
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
    make_folder(out)?;
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
