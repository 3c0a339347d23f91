//! Duplicates that are not executed, and answered with a word that says little.

use crate::fault::effects::failure;
use crate::ledger::{Caller, Ledger, Settled, Settlement};
use wire::{Fault, TransferFunds, TransferResult};

type Outcome = Result<Settled, Fault>;

/// Says `refused` about what was settled this way.
fn refused(
    when: Settlement,
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    let rightly = right.transfer(caller, request)?;
    let response = if rightly.how == when {
        failure(TransferResult::Refused)
    } else {
        rightly.response
    };
    Ok(Settled {
        response,
        ..rightly
    })
}

pub(in crate::fault) fn duplicate_refused(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    refused(Settlement::Replayed, right, caller, request)
}

pub(in crate::fault) fn conflict_refused(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    refused(Settlement::Conflict, right, caller, request)
}

pub(in crate::fault) fn stale_refused(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    refused(Settlement::Stale, right, caller, request)
}
