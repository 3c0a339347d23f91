//! The faults: what each is called, what it does, what must be found broken, and how it is done.

mod application;
mod channel;
mod counter;
mod deposits;
mod description;
mod outcome;
mod policy;
mod request;
mod response;

use super::Amendment;
use crate::fault::declare::{Declared, faults};

faults! {
    /// A way in which a holder can be wrong.
    pub struct HolderFault amended by Amendment:
    channel, description, counter, outcome, response, deposits, request, application, policy
}
