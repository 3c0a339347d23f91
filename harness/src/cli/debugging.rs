//! Flags of `run` for whoever looks for a fault.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use certs::KeyLogFile;
use miette::{IntoDiagnostic, WrapErr};
use rustls::KeyLog;

use crate::runner::{Debugging, KeptKeys};

/// What is to be kept beside the record.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Debugging (docs/debugging.md)")]
pub(super) struct DebuggingArgs {
    /// Append the secrets of all connections to a file, for Wireshark: NSS key log format.
    #[arg(long, value_name = "FILE")]
    pub(super) keylog: Option<PathBuf>,
    /// Keep the private keys of the scenarios' holders in the reports' folder, under keys/.
    #[arg(long)]
    pub(super) keep_keys: bool,
    /// Write the exchanges as an HTTP archive, too: run.har.
    #[arg(long)]
    pub(super) har: bool,
}

impl DebuggingArgs {
    /// Opens the files, and says what is in them.
    pub(super) fn begin(&self, out: &Path) -> miette::Result<Debugging> {
        let mut debugging = Debugging::default();
        if let Some(path) = &self.keylog {
            let log = KeyLogFile::append(path)
                .into_diagnostic()
                .wrap_err_with(|| format!("--keylog {}", path.display()))?;
            debugging.key_log = Some(Arc::new(log) as Arc<dyn KeyLog>);
        }
        if self.keep_keys {
            let keys = KeptKeys::beside_record(out)
                .into_diagnostic()
                .wrap_err_with(|| format!("--keep-keys: {}", out.display()))?;
            debugging.keys = Some(Arc::new(keys));
            eprintln!(
                "the holders' private keys are kept in {}: what does not come back to the purse stays with them",
                out.join("keys").display()
            );
        }
        Ok(debugging)
    }
}
