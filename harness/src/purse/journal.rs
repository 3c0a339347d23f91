//! The journal: every key that money may go to, written down before it does.
//!
//! One JSON object a line. The first names the place and the purse, each further one a key, and the last says that
//! everything was taken back. It holds private keys and is readable by its owner only.

use std::{
    fs::{File, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

/// Where the money is, and where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The form of the journal.
    pub journal: String,
    /// Where the description is.
    pub wsdl: String,
    /// Rules `HOST:PORT=ADDRESS`.
    pub resolve: Vec<String>,
    /// The authority's certificates, PEM, where the issuer is known by its domain.
    pub ca: Option<String>,
    /// The issuer's key identifier, where it is pinned.
    pub issuer_key: Option<String>,
    /// The key identifier of the purse.
    pub purse: String,
    /// How many fraction digits the issuer holds, where these are fewer than six.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fraction_digits: Option<u32>,
}

impl Place {
    /// The place that a configuration names.
    ///
    /// # Errors
    /// When the authority's file cannot be read.
    pub fn of(config: &crate::subject::SubjectConfig, purse: &str) -> Result<Self, JournalError> {
        let read = |path: &PathBuf| {
            std::fs::read_to_string(path).map_err(|source| JournalError::Io {
                path: path.clone(),
                source,
            })
        };
        Ok(Self {
            journal: FORM.into(),
            wsdl: config.wsdl.clone().unwrap_or_default(),
            resolve: config.resolve.clone(),
            ca: config.ca.as_ref().map(read).transpose()?,
            issuer_key: config.issuer_key.clone(),
            purse: purse.to_owned(),
            fraction_digits: config.fraction_digits,
        })
    }
}

/// The form that this version writes and reads.
const FORM: &str = "trialplate-journal/1";

/// A line behind the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// A key that money may go to.
    Key {
        /// Who it is in the story; `treasury` for the key that lends to the others.
        name: String,
        /// Its key identifier.
        key: String,
        /// The private key and its certificate, PEM.
        pem: String,
    },
    /// All of it was taken back, or what was left behind was reported.
    Closed {
        /// How many keys still hold something.
        left_behind: usize,
    },
}

/// What is wrong with a journal.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// It cannot be written or read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A line is none of a journal's.
    #[error("{}:{line}: {why}", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        why: String,
    },
}

/// A journal that is being written.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
}

impl Journal {
    /// Begins a journal in a new file.
    ///
    /// # Errors
    /// When the file is there already or cannot be written.
    pub fn create(path: &Path, place: &Place) -> Result<Self, JournalError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(|source| JournalError::Io {
            path: path.to_owned(),
            source,
        })?;
        let mut journal = Self {
            file,
            path: path.to_owned(),
        };
        journal.line(place)?;
        Ok(journal)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Goes on with a journal that was read.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn append(path: &Path) -> Result<Self, JournalError> {
        let file = OpenOptions::new()
            .append(true)
            .open(path)
            .map_err(|source| JournalError::Io {
                path: path.to_owned(),
                source,
            })?;
        Ok(Self {
            file,
            path: path.to_owned(),
        })
    }

    /// Writes an entry, and returns when it is on the disk.
    ///
    /// # Errors
    /// When it cannot be written. Then no money may move.
    pub fn write(&mut self, entry: &Entry) -> Result<(), JournalError> {
        self.line(entry)
    }

    fn line(&mut self, value: &impl Serialize) -> Result<(), JournalError> {
        let written = serde_json::to_vec(value)
            .map_err(std::io::Error::other)
            .and_then(|mut line| {
                line.push(b'\n');
                self.file.write_all(&line)?;
                self.file.sync_data()
            });
        written.map_err(|source| JournalError::Io {
            path: self.path.clone(),
            source,
        })
    }
}

/// Reads a journal. A last line that was cut off in the middle is left out: no money had moved to its key yet.
///
/// # Errors
/// When the file cannot be read, or another line than the last is malformed.
pub fn read(path: &Path) -> Result<(Place, Vec<Entry>), JournalError> {
    let text = std::fs::read_to_string(path).map_err(|source| JournalError::Io {
        path: path.to_owned(),
        source,
    })?;
    let wrong = |line: usize, why: String| JournalError::Line {
        path: path.to_owned(),
        line,
        why,
    };
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let mut lines = whole.lines().enumerate();
    let (_, first) = lines
        .next()
        .ok_or_else(|| wrong(1, "the journal is empty".into()))?;
    let place: Place = serde_json::from_str(first).map_err(|e| wrong(1, e.to_string()))?;
    if place.journal != FORM {
        return Err(wrong(
            1,
            format!(
                "its form is {:?}; this version reads {FORM:?}",
                place.journal
            ),
        ));
    }
    let entries =
        lines.map(|(n, line)| serde_json::from_str(line).map_err(|e| wrong(n + 1, e.to_string())));
    Ok((place, entries.collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place {
            fraction_digits: Some(2),
            journal: FORM.into(),
            wsdl: "http://money.com/lcp.wsdl".into(),
            resolve: Vec::new(),
            ca: None,
            issuer_key: None,
            purse: "AB".into(),
        }
    }

    fn key(name: &str) -> Entry {
        Entry::Key {
            name: name.into(),
            key: "CD".into(),
            pem: "PEM".into(),
        }
    }

    #[test]
    fn what_was_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        let mut journal = Journal::create(&path, &place()).unwrap();
        journal.write(&key("treasury")).unwrap();
        journal.write(&Entry::Closed { left_behind: 0 }).unwrap();
        assert_eq!(
            read(&path).unwrap(),
            (
                place(),
                vec![key("treasury"), Entry::Closed { left_behind: 0 }]
            )
        );
        assert!(
            Journal::create(&path, &place()).is_err(),
            "a journal is never written over"
        );
    }

    #[test]
    fn a_line_that_a_crash_cut_off_is_left_out_and_another_malformed_one_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.jsonl");
        drop(Journal::create(&path, &place()).unwrap());
        let first = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{first}{{\"key\":{{\"na")).unwrap();
        assert_eq!(read(&path).unwrap().1, vec![]);
        std::fs::write(&path, format!("{first}nonsense\n")).unwrap();
        assert!(
            read(&path)
                .unwrap_err()
                .to_string()
                .contains("journal.jsonl:2: ")
        );
    }
}
