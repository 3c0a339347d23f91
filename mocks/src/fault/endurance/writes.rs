//! What is not on disk when it is answered.

use crate::state::Disk;
use std::io;

/// Writes a line when the next one comes.
pub(in crate::fault) struct Behind {
    right: Box<dyn Disk>,
    kept: String,
}

impl Behind {
    pub(in crate::fault) fn around(right: Box<dyn Disk>) -> Box<dyn Disk> {
        Box::new(Behind {
            right,
            kept: String::new(),
        })
    }
}

impl Disk for Behind {
    fn append(&mut self, lines: &str) -> io::Result<()> {
        let before = std::mem::replace(&mut self.kept, lines.to_owned());
        self.right.append(&before)
    }
}
