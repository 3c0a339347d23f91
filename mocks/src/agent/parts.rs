//! What a holder is made of.

use super::counters::{Ascending, Counters};
use super::courier::{Careful, Courier};
use super::pace::Pace;
use super::pen::{Pen, Plain, Reader, Strict};
use super::till::{Sorted, Till};
use super::transport::{Channel, ReferenceChannel};
use crate::state::Disk;
use std::sync::Arc;

/// What a holder is made of: the seams at which faults and liberties are put in.
#[derive(Clone)]
pub(crate) struct Parts {
    pub(crate) channel: Arc<dyn Channel>,
    pub(crate) pen: Arc<dyn Pen>,
    pub(crate) reader: Arc<dyn Reader>,
    pub(crate) courier: Arc<dyn Courier>,
    pub(crate) counters: Arc<dyn Counters>,
    pub(crate) till: Arc<dyn Till>,
    pub(crate) disk: fn(Box<dyn Disk>) -> Box<dyn Disk>,
    pub(crate) pace: Arc<Pace>,
}

impl Default for Parts {
    fn default() -> Self {
        Parts {
            channel: Arc::new(ReferenceChannel),
            pen: Arc::new(Plain),
            reader: Arc::new(Strict),
            courier: Arc::new(Careful),
            counters: Arc::new(Ascending),
            till: Arc::new(Sorted),
            disk: |disk| disk,
            pace: Arc::default(),
        }
    }
}
