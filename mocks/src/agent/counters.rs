//! The seam at which messages get their numbers.

use wire::MessageCounter;

/// How far to go on where an issuer has seen a higher counter than there should be.
const LEAP: u64 = 1 << 32;

/// How transfers are numbered.
pub(crate) trait Counters: Send + Sync {
    /// The number after the last one, which the issuer may have said to be stale. None is left after the highest.
    fn next(&self, last: Option<u64>, is_stale: bool) -> Option<MessageCounter>;
}

/// One after the other, from 1.
pub(crate) struct Ascending;

impl Counters for Ascending {
    fn next(&self, last: Option<u64>, is_stale: bool) -> Option<MessageCounter> {
        let step = if is_stale { LEAP } else { 1 };
        MessageCounter::new(last.unwrap_or(0).checked_add(step)?)
    }
}
