//! How the faults of a role are declared.

/// Declares the faults of a role: what they are called, the prefix of the ids that they break and the type of their deeds; then for
/// each `/// what it does`, variant, name, ids below the prefix that must be found broken, `, may` and those that may be found so
/// too, deed.
macro_rules! faults {
    (
        $(#[$about:meta])+
        pub enum $Fault:ident below $prefix:literal amended by $Amendment:ident;
        $(
        $(#[doc = $says:literal])+
        $variant:ident $name:literal [$($id:literal),+] $(, may [$($may:literal),+])? $amendment:expr;
    )+) => {
        $(#[$about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $Fault {
            $($(#[doc = $says])+ $variant,)+
        }

        impl $Fault {
            /// All of them, by family.
            pub const ALL: &'static [$Fault] = &[$($Fault::$variant),+];

            /// What it is called on a command line.
            pub fn name(self) -> &'static str {
                match self {
                    $($Fault::$variant => $name,)+
                }
            }

            /// One sentence about what it does.
            pub fn says(self) -> &'static str {
                match self {
                    $($Fault::$variant => concat!($($says),+).trim(),)+
                }
            }

            /// The requirements that a suite must find broken.
            pub fn must_fail(self) -> &'static [&'static str] {
                match self {
                    $($Fault::$variant => &[$(concat!($prefix, $id)),+],)+
                }
            }

            /// The requirements beyond these that it can touch, or whole families of them (`counter.*` behind the prefix): whether they
            /// are found broken depends on names, on timing, and on how a scenario comes to its end.
            pub fn may_fail(self) -> &'static [&'static str] {
                match self {
                    $($Fault::$variant => &[$($(concat!($prefix, $may)),+)?],)+
                }
            }

            pub(crate) fn amendment(self) -> $Amendment {
                match self {
                    $($Fault::$variant => $amendment,)+
                }
            }
        }

        impl std::str::FromStr for $Fault {
            type Err = $crate::fault::UnknownFault;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                $crate::fault::named(name, $Fault::ALL, $Fault::name)
            }
        }

        impl std::fmt::Display for $Fault {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}
pub(crate) use faults;
