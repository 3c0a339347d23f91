//! `trialplate mock`: a reference implementation in a process of its own.

mod agent;
mod issuer;

/// Flags of `mock`.
#[derive(Debug, clap::Subcommand)]
pub(super) enum MockArgs {
    /// A currency issuer with its ledger in memory, or in a file. When it is ready it prints one line of JSON with its
    /// addresses.
    Issuer(Box<issuer::IssuerArgs>),
    /// A holder that pays and collects for applications, and is told to by the adapter protocol (docs/adapter.md).
    Agent(agent::AgentArgs),
}

/// Runs until it is interrupted, or told to end.
pub(super) fn run(args: MockArgs) -> miette::Result<u8> {
    match args {
        MockArgs::Issuer(args) => issuer::run(*args),
        MockArgs::Agent(args) => agent::run(&args),
    }
}
