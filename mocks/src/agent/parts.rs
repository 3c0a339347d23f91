//! What a holder is made of.

use super::counters::{Ascending, Counters};
use super::courier::{Careful, Courier};
use super::desk::Desk;
use super::keys::{Kept, Keys};
use super::moving::Moving;
use super::pace::Pace;
use super::pen::{Pen, Plain, Reader, Strict};
use super::till::{Sorted, Till};
use super::transport::{Channel, Manner, ReferenceChannel};
use crate::state::Disk;
use certs::KeyKind;
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
    pub(crate) keys: Arc<dyn Keys>,
    pub(crate) disk: Arc<Around<Box<dyn Disk>>>,
    pub(crate) desk: Arc<Around<Arc<dyn Desk>>>,
    pub(crate) pace: Arc<Pace>,
    pub(crate) moving: Moving,
    pub(crate) manner: Manner,
    /// Whether each application has a key of its own.
    pub(crate) several: bool,
}

/// What is put around something.
pub(crate) type Around<T> = dyn Fn(T) -> T + Send + Sync;

impl Default for Parts {
    fn default() -> Self {
        Parts {
            channel: Arc::new(ReferenceChannel::default()),
            pen: Arc::new(Plain),
            reader: Arc::new(Strict),
            courier: Arc::new(Careful),
            counters: Arc::new(Ascending),
            till: Arc::new(Sorted),
            keys: Arc::new(Kept {
                kind: KeyKind::P256,
            }),
            disk: Arc::new(|disk| disk),
            desk: Arc::new(|desk| desk),
            pace: Arc::default(),
            moving: Moving::default(),
            manner: Manner::default(),
            several: false,
        }
    }
}
