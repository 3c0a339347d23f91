//! `trialplate judge`: judge a stored record again, without the subject.

use std::path::{Path, PathBuf};

use miette::miette;
use record::{FORMAT, RunRecord};

/// Flags of `judge`.
#[derive(Debug, clap::Args)]
pub(super) struct JudgeArgs {
    /// The record: a `run.json`.
    record: PathBuf,
    /// A warning counts as a failure, whatever the run was asked.
    #[arg(long)]
    strict: bool,
    /// Where the reports go; without it only the verdicts are printed.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write the exchanges as an HTTP archive, too: run.har.
    #[arg(long, requires = "out")]
    har: bool,
}

/// Judges, and gives the exit status.
pub(super) fn run(args: &JudgeArgs) -> miette::Result<u8> {
    let mut stored = read(&args.record)?;
    stored.strict |= args.strict;
    let run = judge::rejudge(stored).map_err(|why| miette!("{}: {why}", args.record.display()))?;
    match &args.out {
        Some(out) => super::session::write(&run, out, args.har)?,
        None => super::session::print(&run, &[]),
    }
    Ok(run.exit)
}

/// Reads a record. One whose bytes were changed is refused.
fn read(path: &Path) -> miette::Result<RunRecord> {
    let text = std::fs::read_to_string(path).map_err(|e| {
        miette!(
            help = "give the run.json that a run has written into its --out folder",
            "{}: {e}",
            path.display()
        )
    })?;
    serde_json::from_str(&text).map_err(|e| {
        let help = format!(
            "a record is the run.json of a run, of the form {FORMAT:?}, with its bytes unchanged"
        );
        miette!(
            help = help,
            "{}:{}: the record is refused: {e}",
            path.display(),
            e.line()
        )
    })
}
