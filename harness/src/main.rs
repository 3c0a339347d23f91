//! The `trialplate` program.

use std::process::ExitCode;

/// A run makes and drops millions of small things, on many threads: the system's allocator spends more of a core on that.
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    harness::cli::main()
}
