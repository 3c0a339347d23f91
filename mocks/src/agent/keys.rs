//! Keys on a disk: who a holder is outlives its process.

use certs::Identity;
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
    NoKey {
        path: PathBuf,
        source: certs::CertsError,
    },
}

/// The key in a file, which is made where there is none.
pub(crate) fn kept(
    path: &Path,
    make: impl FnOnce() -> Result<Identity, certs::CertsError>,
) -> Result<Identity, NoKey> {
    let broken = |source| NoKey::NoKey {
        path: path.to_owned(),
        source,
    };
    let failed = |source| NoKey::Io {
        path: path.to_owned(),
        source,
    };
    match fs::read_to_string(path) {
        Ok(pem) => Identity::from_pem(&pem).map_err(broken),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let identity = make().map_err(broken)?;
            write(path, &(identity.key_pem() + &identity.certificate_pem())).map_err(failed)?;
            Ok(identity)
        }
        Err(error) => Err(failed(error)),
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
