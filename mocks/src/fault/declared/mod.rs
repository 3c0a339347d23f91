//! The faults: what each is called, what it does, what must be found broken, and how it is done.

mod channel;
mod counters;
mod deposits;
mod description;
mod endurance;
mod fees;
mod soap;
mod subtle;
mod transfers;
mod waits;

use super::amend::Amendment;
use super::declare::{Declared, faults};

faults! {
    /// A way in which an issuer can be wrong.
    pub struct Fault amended by Amendment:
    transfers, counters, deposits, waits, fees, description, endurance, soap, channel, subtle
}
