//! Steps of scenarios about an issuer.

mod accounts;
mod transfers;

use super::Definition;

/// All of them.
pub(super) fn steps() -> Vec<Definition> {
    [accounts::steps(), transfers::steps()]
        .into_iter()
        .flatten()
        .collect()
}
