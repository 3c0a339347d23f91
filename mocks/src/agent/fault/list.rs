//! The faults: what each is called, what it does, what must be found broken, and how it is done.

use super::{Amendment, outcome};
use crate::fault::{UnknownFault, named};
use std::fmt;
use std::str::FromStr;

/// Declares [`HolderFault`]: `/// what it does`, variant, name, ids below `lcp.holder.` that must be found broken, `, may` and those
/// that may be found so too, deed.
macro_rules! faults {
    ($(
        $(#[doc = $says:literal])+
        $variant:ident $name:literal [$($id:literal),+] $(, may [$($may:literal),+])? $amendment:expr;
    )+) => {
        /// A way in which a holder can be wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum HolderFault {
            $($(#[doc = $says])+ $variant,)+
        }

        impl HolderFault {
            /// All of them, by family.
            pub const ALL: &'static [HolderFault] = &[$(HolderFault::$variant),+];

            /// What it is called on a command line.
            pub fn name(self) -> &'static str {
                match self {
                    $(HolderFault::$variant => $name,)+
                }
            }

            /// One sentence about what it does.
            pub fn says(self) -> &'static str {
                match self {
                    $(HolderFault::$variant => concat!($($says),+).trim(),)+
                }
            }

            /// The requirements that a suite must find broken.
            pub fn must_fail(self) -> &'static [&'static str] {
                match self {
                    $(HolderFault::$variant => &[$(concat!("lcp.holder.", $id)),+],)+
                }
            }

            /// The requirements beyond these that it can touch, or whole families of them (`lcp.holder.counter.*`).
            pub fn may_fail(self) -> &'static [&'static str] {
                match self {
                    $(HolderFault::$variant => &[$($(concat!("lcp.holder.", $may)),+)?],)+
                }
            }

            pub(super) fn amendment(self) -> Amendment {
                match self {
                    $(HolderFault::$variant => $amendment,)+
                }
            }
        }
    };
}

faults! {
    /// Whatever the result is, an answer with a result is taken for success.
    FailureTakenForSuccess "failure-taken-for-success" ["outcome.failure"],
        may ["outcome.*", "counter.*"]
        outcome::failure_is_success;
    /// A Fault has no failure in it, and is taken for success.
    FaultTakenForSuccess "fault-taken-for-success" ["outcome.fault"],
        may ["outcome.*", "counter.*"]
        outcome::fault_is_success;
}

impl FromStr for HolderFault {
    type Err = UnknownFault;

    fn from_str(name: &str) -> Result<Self, UnknownFault> {
        named(name, HolderFault::ALL, |fault| fault.name())
    }
}

impl fmt::Display for HolderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
