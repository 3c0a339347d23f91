//! The `trialplate` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    harness::cli::main()
}
