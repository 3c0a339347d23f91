//! The file itself.

use super::StateError;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Where lines are kept; the seam at which faults of writing are put in.
pub(crate) trait Disk: Send {
    /// Appends lines with their ends; they are there to stay when this returns.
    fn append(&mut self, lines: &str) -> io::Result<()>;
}

/// A file on a disk.
pub(crate) struct StateFile {
    file: File,
}

/// What was read from a file: its lines, without their ends.
pub(crate) type Lines = Vec<String>;

impl StateFile {
    /// Opens a file, or makes it, and reads what is there. A last line without its end is cut off.
    pub(crate) fn open(path: &Path) -> Result<(Self, Lines), StateError> {
        let failed = |source| StateError::Io {
            path: path.to_owned(),
            source,
        };
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
            .map_err(failed)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
        let lines = lines(&bytes[..whole], path)?;
        file.set_len(whole as u64).map_err(failed)?;
        file.seek(SeekFrom::End(0)).map_err(failed)?;
        // The file's name is in its folder, which has to be on disk as well; where folders cannot be synced, it has to do.
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
        if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
            let _ = folder.sync_all();
        }
        Ok((Self { file }, lines))
    }
}

fn lines(bytes: &[u8], path: &Path) -> Result<Lines, StateError> {
    let line = |(n, line): (usize, &[u8])| {
        let text = String::from_utf8(line.to_vec());
        text.map_err(|_| corrupt(path, n + 1, "it is not UTF-8"))
    };
    let ended = bytes.split_inclusive(|b| *b == b'\n');
    let bare = ended.map(|line| line.strip_suffix(b"\n").unwrap_or(line));
    bare.enumerate().map(line).collect()
}

/// The error that a line is.
pub(crate) fn corrupt(path: &Path, line: usize, why: impl Into<String>) -> StateError {
    StateError::Corrupt {
        path: PathBuf::from(path),
        line,
        why: why.into(),
    }
}

impl Disk for StateFile {
    fn append(&mut self, lines: &str) -> io::Result<()> {
        self.file.write_all(lines.as_bytes())?;
        self.file.sync_data()
    }
}
