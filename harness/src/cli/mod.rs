//! The command line: one file a subcommand.

mod certs;
mod debugging;
mod defects;
mod explore;
mod flags;
mod freedom;
mod holder;
mod judge;
mod list;
mod mock;
mod recover;
mod rehearsal;
mod run;
mod selftest;
mod session;
mod subject;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use record::Exit;

/// The conformance suite for lightweight currencies.
#[derive(Debug, Parser)]
#[command(name = "trialplate", version, about, disable_help_subcommand = true, after_help = GUIDE)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

const GUIDE: &str = "\
To begin with:
  trialplate run lcp/issuer                     certify the embedded reference issuer
  trialplate run lcp/issuer --fault NAME        the same with a fault put into it: the suite must notice
  trialplate run lcp/issuer --wsdl http://money.com/lcp.wsdl --ca ca.pem --purse purse.key.pem --budget 8000
                                                certify an issuer of yours
  trialplate list lcp/issuer                    what is required, and which scenarios decide it
  trialplate explain lcp.issuer.counter.at-most-once
  trialplate selftest lcp/issuer                does the suite find every fault? the kill matrix

Exit status: 0 conforming, 1 not conforming, 2 usage or configuration, 3 the run proved nothing.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the scenarios of a role against a subject, and say what they prove.
    Run(Box<run::RunArgs>),
    /// Run the suite against every fault of the reference and against none: what does it find?
    Selftest(selftest::SelftestArgs),
    /// Run everything against the reference issuer with the liberties of many seeds: the suite must find fault with none.
    Freedom(freedom::FreedomArgs),
    /// Run random programs of transfers, repetitions, waits and lost answers against a subject, and make short what fails.
    Explore(Box<explore::ExploreArgs>),
    /// Judge a stored record again, without the subject.
    Judge(judge::JudgeArgs),
    /// List requirements, scenarios or faults.
    List(list::ListArgs),
    /// Explain a requirement: what it says, where it comes from, what decides it.
    Explain(list::ExplainArgs),
    /// Start a reference implementation in a process of its own.
    #[command(subcommand)]
    Mock(mock::MockArgs),
    /// Make an authority, an issuer's certificate and holders' keys.
    Certs(certs::CertsArgs),
    /// Take back what a run had lent when it was cut off.
    Recover(recover::RecoverArgs),
}

/// Reads the command line and does what it says.
#[must_use]
pub fn main() -> ExitCode {
    // Messages have names, paths and commands in them, which must stay whole to be copied.
    let handler = |_: &_| -> Box<dyn miette::ReportHandler> {
        Box::new(
            miette::MietteHandlerOpts::new()
                .wrap_lines(false)
                .break_words(false)
                .build(),
        )
    };
    // It is set once, before any report is made.
    let _ = miette::set_hook(Box::new(handler));
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            // Printing can only fail when nobody reads any more.
            let _ = e.print();
            return ExitCode::from(if e.use_stderr() {
                Exit::Usage.code()
            } else {
                0
            });
        }
    };
    let Some(command) = cli.command else {
        use clap::CommandFactory;
        let _ = Cli::command().print_long_help();
        return ExitCode::SUCCESS;
    };
    let done = match command {
        Command::Run(args) => run::run(*args),
        Command::Selftest(args) => selftest::run(&args),
        Command::Freedom(args) => freedom::run(&args),
        Command::Explore(args) => explore::run(*args),
        Command::Judge(args) => judge::run(&args),
        Command::List(args) => list::list(&args),
        Command::Explain(args) => list::explain(&args),
        Command::Mock(args) => mock::run(args),
        Command::Certs(args) => certs::run(&args),
        Command::Recover(args) => recover::run(&args),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        Err(report) => {
            eprintln!("{report:?}");
            ExitCode::from(Exit::Usage.code())
        }
    }
}

/// Prints text. When nobody reads any more, as behind `| head`, there is nobody left to tell.
fn print(text: &str) {
    use std::io::Write;
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// `1 scenario`, `118 scenarios`.
fn count(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}

/// A tokio runtime on all cores.
fn runtime() -> miette::Result<tokio::runtime::Runtime> {
    tokio::runtime::Runtime::new().map_err(|e| miette::miette!("no runtime can be made: {e}"))
}

/// Waits for Ctrl-C, or to be asked to end.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// A thousand waiters take two thousand descriptors where the subject is in this process.
fn raise_descriptor_limit() {
    const WANTED: u64 = 16_384;
    // Where it cannot be raised, the scenario that needs it is inconclusive and says why.
    let _ = rlimit::increase_nofile_limit(WANTED);
}
