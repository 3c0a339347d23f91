//! What an issuer refuses, and how it answers.

mod answers;
mod burdens;
mod defects;
mod generated;
mod methods;
mod outcome;

use crate::steps::Definition;

const FAULT_CODES: &str = "lcp.issuer.soap.fault-codes";
const HARMLESS: &str = "lcp.issuer.soap.refusal-harmless";

pub(super) fn steps() -> Vec<Definition> {
    [
        answers::steps(),
        burdens::steps(),
        defects::steps(),
        generated::steps(),
        methods::steps(),
        outcome::steps(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
