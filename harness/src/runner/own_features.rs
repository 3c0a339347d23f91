//! Scenarios that users bring themselves, in the suite's own steps.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use record::Ledger;

use super::{Story, StoryError, stories::parse};

/// How the names of feature files end.
const ENDING: &str = "feature";

/// Why a user's own scenarios cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum OwnFeaturesError {
    /// There is no such file, or it cannot be read.
    #[error("--features {path}: {why}: give a feature file, or a folder with some")]
    Unreadable {
        /// What was asked for.
        path: String,
        /// What the system says.
        why: io::Error,
    },
    /// A folder has no feature file.
    #[error("--features {path}: no file in this folder ends in .feature")]
    NoFile {
        /// What was asked for.
        path: String,
    },
    /// A file is not in UTF-8.
    #[error("{file}:{line}: this is not UTF-8: save the file in that encoding")]
    NotUtf8 {
        /// The file.
        file: String,
        /// The line with the first byte that is not.
        line: usize,
    },
    /// A file has no scenario.
    #[error("{file}:1: there is no scenario in it: docs/steps.md shows how one is written")]
    Empty {
        /// The file.
        file: String,
    },
    /// There is no such role.
    #[error("there is no role {0:?}; there are lcp/issuer and lcp/holder")]
    Role(String),
    /// A scenario is one of another role.
    #[error(
        "{file}:{line}: the tag @{tag} is a requirement of {other}, and this is a run of {role}: run the file with `trialplate run \
         {other} --features {file}`, or give the scenario a requirement of {role}"
    )]
    OtherRole {
        /// The file.
        file: String,
        /// The line of the scenario.
        line: usize,
        /// The tag.
        tag: String,
        /// The role that it is of.
        other: String,
        /// The role of the run.
        role: String,
    },
    /// A file is malformed.
    #[error(transparent)]
    Story(#[from] StoryError),
}

/// The scenarios in a user's own files, in order of file and line. A folder stands for the feature files in it and below.
///
/// # Errors
/// At the first file that cannot be read, or is malformed, or has no scenario.
pub fn own_stories(
    role: &str,
    paths: &[PathBuf],
    ledger: &Ledger,
) -> Result<Vec<Story>, OwnFeaturesError> {
    if !ledger.iter().any(|r| r.id.role() == role) {
        return Err(OwnFeaturesError::Role(role.to_owned()));
    }
    let mut files = Vec::new();
    for path in paths {
        let unreadable = |why| OwnFeaturesError::Unreadable {
            path: path.display().to_string(),
            why,
        };
        if fs::metadata(path).map_err(unreadable)?.is_dir() {
            let before = files.len();
            gather(path, &mut files).map_err(unreadable)?;
            if files.len() == before {
                let path = path.display().to_string();
                return Err(OwnFeaturesError::NoFile { path });
            }
        } else {
            files.push(path.clone());
        }
    }
    files.sort_unstable();
    files.dedup();
    let mut all = Vec::new();
    for file in files {
        let stories = read(&file, ledger)?;
        stories.iter().try_for_each(|story| is_of(role, story))?;
        all.extend(stories);
    }
    Ok(all)
}

/// Every requirement that a scenario decides is one of the role.
fn is_of(role: &str, story: &Story) -> Result<(), OwnFeaturesError> {
    match story.tags.iter().find(|tag| tag.role() != role) {
        None => Ok(()),
        Some(tag) => Err(OwnFeaturesError::OtherRole {
            file: story.feature.clone(),
            line: story.line,
            tag: tag.to_string(),
            other: tag.role(),
            role: role.to_owned(),
        }),
    }
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // What a link leads to is not followed: it may lead back.
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), files)?;
        } else if entry.path().extension().is_some_and(|e| e == ENDING) {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn read(path: &Path, ledger: &Ledger) -> Result<Vec<Story>, OwnFeaturesError> {
    let file = path.display().to_string();
    let bytes = fs::read(path).map_err(|why| OwnFeaturesError::Unreadable {
        path: file.clone(),
        why,
    })?;
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(e) => {
            let before = &bytes[..e.valid_up_to()];
            let line = 1 + before.iter().filter(|b| **b == b'\n').count();
            return Err(OwnFeaturesError::NotUtf8 { file, line });
        }
    };
    if text.trim().is_empty() {
        return Err(OwnFeaturesError::Empty { file });
    }
    let stories = parse(&file, text, ledger)?;
    if stories.is_empty() {
        return Err(OwnFeaturesError::Empty { file });
    }
    Ok(stories)
}
