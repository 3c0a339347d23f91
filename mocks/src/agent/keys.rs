//! Keys on a disk: who a holder is outlives its process.

use certs::{CertsError, Identity, KeyKind};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoKey {
    /// It cannot be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io { path: PathBuf, source: io::Error },
    /// What is there is none.
    #[error("{path}: {source}", path = path.display())]
    NoKey { path: PathBuf, source: CertsError },
}

/// How a holder comes by its keys.
pub(crate) trait Keys: Send + Sync {
    /// The key of a file.
    fn key(&self, path: &Path) -> Result<Identity, NoKey>;
}

/// Keys that are kept, and made where there are none.
pub(crate) struct Kept {
    /// Of which kind those are that it makes.
    pub(crate) kind: KeyKind,
}

impl Keys for Kept {
    fn key(&self, path: &Path) -> Result<Identity, NoKey> {
        let failed = |source| NoKey::Io {
            path: path.to_owned(),
            source,
        };
        match fs::read_to_string(path) {
            Ok(pem) => Identity::from_pem(&pem).map_err(|error| NoKey::none(path, error)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let identity = made(path, self.kind)?;
                write(path, &(identity.key_pem() + &identity.certificate_pem())).map_err(failed)?;
                Ok(identity)
            }
            Err(error) => Err(failed(error)),
        }
    }
}

/// A new key for a file.
pub(crate) fn made(path: &Path, kind: KeyKind) -> Result<Identity, NoKey> {
    Identity::anybody_of_kind(kind).map_err(|error| NoKey::none(path, error))
}

impl NoKey {
    fn none(path: &Path, source: CertsError) -> NoKey {
        NoKey::NoKey {
            path: path.to_owned(),
            source,
        }
    }
}

/// Writes a file whole or not at all, for nobody else to read.
fn write(path: &Path, text: &str) -> io::Result<()> {
    let draft = path.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&draft, path)?;
    if let Some(Ok(folder)) = path.parent().map(File::open) {
        let _ = folder.sync_all();
    }
    Ok(())
}
