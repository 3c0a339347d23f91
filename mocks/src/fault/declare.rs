//! How the faults of a role are declared.

/// What is declared of a fault, and how it is done.
pub(crate) struct Declared<Amendment> {
    pub(crate) name: &'static str,
    pub(crate) says: &'static str,
    pub(crate) must_fail: &'static [&'static str],
    pub(crate) may_fail: &'static [&'static str],
    pub(crate) amendment: Amendment,
}

/// All of several families, in their order. `N` is how many there are.
pub(crate) const fn together<Fault: Copy, const N: usize>(families: &[&[Fault]]) -> [Fault; N] {
    let mut all = [families[0][0]; N];
    let (mut family, mut at) = (0, 0);
    while family < families.len() {
        let mut one = 0;
        while one < families[family].len() {
            all[at] = families[family][one];
            (one, at) = (one + 1, at + 1);
        }
        family += 1;
    }
    all
}

/// Declares the kind of a role's faults: the type of their deeds, and the modules with their families, in the order in which they
/// are told.
macro_rules! faults {
    (
        $(#[$about:meta])+
        pub struct $Fault:ident amended by $Amendment:ident:
        $($family:ident),+
    ) => {
        $(#[$about])+
        #[derive(Clone, Copy)]
        pub struct $Fault(&'static Declared<$Amendment>);

        impl $Fault {
            /// All of them, by family.
            pub const ALL: &'static [$Fault] =
                &$crate::fault::declare::together::<_, { 0 $(+ $family::FAMILY.len())+ }>(&[$($family::FAMILY),+]);

            /// What it is called on a command line.
            pub fn name(self) -> &'static str {
                self.0.name
            }

            /// One sentence about what it does.
            pub fn says(self) -> &'static str {
                self.0.says.trim()
            }

            /// The requirements that a suite must find broken.
            pub fn must_fail(self) -> &'static [&'static str] {
                self.0.must_fail
            }

            /// The requirements beyond these that it can touch, or whole families of them (`counter.*` behind the prefix): whether they
            /// are found broken depends on names, on timing, and on how a scenario comes to its end.
            pub fn may_fail(self) -> &'static [&'static str] {
                self.0.may_fail
            }

            pub(crate) fn amendment(self) -> $Amendment {
                self.0.amendment
            }
        }

        impl PartialEq for $Fault {
            fn eq(&self, other: &Self) -> bool {
                self.name() == other.name()
            }
        }

        impl Eq for $Fault {}

        impl std::hash::Hash for $Fault {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.name().hash(state);
            }
        }

        impl std::fmt::Debug for $Fault {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
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

/// Declares a family of faults: the prefix of the ids that they break; then for each `/// what it does`, constant, name, ids below the
/// prefix that must be found broken, `, may` and those that may be found so too, deed.
macro_rules! family {
    ($Fault:ident below $prefix:literal;
        $(
        $(#[doc = $says:literal])+
        $constant:ident $name:literal [$($id:literal),+] $(, may [$($may:literal),+])? $amendment:expr;
    )+) => {
        impl $Fault {
            $(
            $(#[doc = $says])+
            pub const $constant: $Fault = $Fault(&Declared {
                name: $name,
                says: concat!($($says),+),
                must_fail: &[$(concat!($prefix, $id)),+],
                may_fail: &[$($(concat!($prefix, $may)),+)?],
                amendment: $amendment,
            });
            )+
        }

        /// All of this family.
        pub(super) const FAMILY: &[$Fault] = &[$($Fault::$constant),+];
    };
}
pub(crate) use family;
