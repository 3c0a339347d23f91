//! The steps that scenarios are written in: one file a theme. A step acts, or states an expectation; it never compares.

mod args;
mod definition;
mod holder;
mod issuer;
mod page;
mod pictures;
mod role;

use std::sync::LazyLock;

pub use args::{ArgError, Args};
pub use definition::{Act, Charges, Definition, Draws, Lends, Vocabulary};
pub use page::page;
pub use role::{Entry, entries, matched};

use crate::{holder::World as Keeping, runner::World};

impl Vocabulary for World {
    const PAGE: &'static str = "docs/steps.md";

    fn steps() -> &'static [Definition] {
        static ALL: LazyLock<Vec<Definition>> = LazyLock::new(issuer::steps);
        &ALL
    }
}

impl Vocabulary for Keeping {
    const PAGE: &'static str = "docs/steps-of-holders.md";

    fn steps() -> &'static [Definition<Self>] {
        static ALL: LazyLock<Vec<Definition<Keeping>>> = LazyLock::new(holder::steps);
        &ALL
    }
}
