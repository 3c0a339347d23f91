//! A state file, and the books that it makes.

use super::books::Books;
use super::line::{FORM, Line};
use crate::StateError;
use crate::state::{Disk, StateFile, corrupt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// Whether everything is over: nothing is written any more then.
#[derive(Clone, Default)]
pub(crate) struct Over(Arc<RwLock<bool>>);

impl Over {
    /// Makes it so. What is being written just now is written when this returns.
    pub(crate) fn say(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = true;
    }

    fn unless<T>(&self, act: impl FnOnce() -> T) -> Option<T> {
        let over = self.0.read().unwrap_or_else(PoisonError::into_inner);
        (!*over).then(act)
    }
}

/// Books on a disk.
pub(crate) struct Store {
    kept: Mutex<Kept>,
    path: PathBuf,
    over: Over,
}

struct Kept {
    books: Books,
    disk: Box<dyn Disk>,
    broken: bool,
}

/// Nothing can be written down, so that nothing can be done.
#[derive(Debug, thiserror::Error)]
#[error("the state cannot be written to {}", .0.display())]
pub(crate) struct Unwritable(PathBuf);

impl Store {
    /// Opens a state file, or makes it.
    ///
    /// # Errors
    /// When it cannot be read, or makes no sense.
    pub(crate) fn open(
        path: &Path,
        over: Over,
        amend: impl FnOnce(Box<dyn Disk>) -> Box<dyn Disk>,
    ) -> Result<Store, StateError> {
        let (file, lines) = StateFile::open(path)?;
        let mut books = Books::default();
        for (n, text) in lines.iter().enumerate() {
            let line = serde_json::from_str(text).map_err(|error| error.to_string());
            let applied = line.and_then(|line: Line| books.apply(&line));
            applied.map_err(|why| corrupt(path, n + 1, why))?;
        }
        let kept = Kept {
            books,
            disk: amend(Box::new(file)),
            broken: false,
        };
        let store = Store {
            kept: Mutex::new(kept),
            path: path.to_owned(),
            over,
        };
        let started = store.write(|_| Line::Started(FORM.to_owned()));
        started.map_err(|_| corrupt(path, lines.len() + 1, "it cannot be written"))?;
        Ok(store)
    }

    /// The books, for a moment.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Books) -> T) -> T {
        look(&self.lock().books)
    }

    /// Writes a line that depends on the books. It is there to stay when this returns.
    ///
    /// # Errors
    /// When it could not be written, and from then on always.
    pub(crate) fn write(&self, line: impl FnOnce(&Books) -> Line) -> Result<(), Unwritable> {
        self.write_if(|books| Some(line(books))).map(|_| ())
    }

    /// Writes a line, if there is one to write, and gives it.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub(crate) fn write_if(
        &self,
        line: impl FnOnce(&Books) -> Option<Line>,
    ) -> Result<Option<Line>, Unwritable> {
        let mut kept = self.lock();
        let Some(line) = line(&kept.books) else {
            return Ok(None);
        };
        let written = self.over.unless(|| kept.append(&line));
        match written {
            Some(true) => Ok(Some(line)),
            _ => Err(Unwritable(self.path.clone())),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn append(&mut self, line: &Line) -> bool {
        if self.broken {
            return false;
        }
        let text = serde_json::to_string(line).map(|text| text + "\n");
        let appended = text.is_ok_and(|text| self.disk.append(&text).is_ok());
        self.broken = !appended || self.books.apply(line).is_err();
        !self.broken
    }
}
