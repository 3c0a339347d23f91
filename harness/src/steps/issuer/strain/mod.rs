//! What somebody does to an issuer that others use, and how these are served meanwhile.

mod garbage;
mod handshakes;
mod headers;
mod idle;
mod ordinary;
mod slowly;

use super::Definition;

/// All of them.
pub(super) fn steps() -> Vec<Definition> {
    [
        ordinary::steps(),
        garbage::steps(),
        handshakes::steps(),
        slowly::steps(),
        headers::steps(),
        idle::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
