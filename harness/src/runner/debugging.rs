//! What is kept for whoever looks for a fault, beside the record: secrets of connections, keys of holders.

use std::{
    fs::{DirBuilder, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use certs::{Identity, Trust};
use record::{ScenarioRecord, Trusted};
use rustls::KeyLog;

/// The folder of the keys, beside the record.
const KEYS: &str = "keys";

/// What a run keeps; by default nothing.
#[derive(Debug, Clone, Default)]
pub struct Debugging {
    /// Where the secrets of connections go.
    pub key_log: Option<Arc<dyn KeyLog>>,
    /// Where the keys of holders go.
    pub keys: Option<Arc<KeptKeys>>,
}

impl Debugging {
    /// What is trusted, for the record. Where keys are kept, so is the authority's certificate.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn trusted(&self, trust: &Trust) -> io::Result<Trusted> {
        match (trust, &self.keys) {
            (Trust::Pinned(key), _) => Ok(Trusted::Key(key.to_string())),
            (Trust::Authority(_), None) => Ok(Trusted::Authority(None)),
            (Trust::Authority(pem), Some(keys)) => {
                let file = format!("{KEYS}/ca.pem");
                keys.write(&file, pem)?;
                Ok(Trusted::Authority(Some(file)))
            }
        }
    }
}

/// A folder for the keys of holders, so that somebody can speak as them when the run is over.
#[derive(Debug)]
pub struct KeptKeys {
    /// The folder of the record.
    out: PathBuf,
}

impl KeptKeys {
    /// Makes the folder, for its owner's eyes only. What earlier runs left there stays: it may still hold money.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn beside_record(out: &Path) -> io::Result<Self> {
        let mut folder = DirBuilder::new();
        folder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder.create(out.join(KEYS))?;
        Ok(Self {
            out: out.to_owned(),
        })
    }

    /// Keeps the key and the certificate of somebody in a scenario. The file's path comes back, relative to the record's
    /// folder.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(
        &self,
        scenario: &ScenarioRecord,
        name: &str,
        identity: &Identity,
    ) -> io::Result<String> {
        let key = identity.key_id().to_string();
        let feature = Path::new(&scenario.feature).file_stem();
        let feature = feature.unwrap_or_default().to_string_lossy();
        let file = format!(
            "{KEYS}/{}-{}-{}-{}.pem",
            plain(&feature),
            scenario.line,
            plain(name),
            &key[..key.len().min(8)]
        );
        self.write(
            &file,
            &format!("{}{}", identity.key_pem(), identity.certificate_pem()),
        )?;
        Ok(file)
    }

    fn write(&self, file: &str, text: &str) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .open(self.out.join(file))?
            .write_all(text.as_bytes())
    }
}

/// A name as it can stand in a file's, whatever the name.
fn plain(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    name.chars()
        .map(|c| if plain(c) { c } else { '-' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out_of_the_folder() {
        assert_eq!(plain("../Bob's <key>"), "---Bob-s--key-");
    }
}
