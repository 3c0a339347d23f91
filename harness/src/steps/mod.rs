//! The steps that scenarios are written in: one file a theme. A step acts, or states an expectation; it never compares.

mod args;
mod definition;
mod issuer;
mod page;

use std::sync::LazyLock;

pub use args::{ArgError, Args};
pub use definition::{Act, Charges, Definition, Draws, Lends};
pub use page::page;

static ALL: LazyLock<Vec<Definition>> = LazyLock::new(issuer::steps);

/// Every step there is.
#[must_use]
pub fn all() -> &'static [Definition] {
    &ALL
}
