//! What is wrong with a state file.

use std::path::PathBuf;

/// What is wrong with a state file.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// It cannot be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line of it makes no sense.
    #[error("{path}:{line}: {why}", path = path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        why: String,
    },
    /// What messages cost is another thing now, so that what was done cannot be done again.
    #[error("{path}: it was written by an issuer with other fees", path = path.display())]
    Fees {
        /// The file.
        path: PathBuf,
    },
}
