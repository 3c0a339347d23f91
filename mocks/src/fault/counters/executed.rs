//! Transfers that are executed although their counter was used.

use crate::fault::amend::AmendLedger;
use crate::fault::effects::{settled, succeeded};
use crate::ledger::{Caller, Ledger, Settled, Settlement};
use std::collections::HashMap;
use wire::{Fault, KeyId, TransferFunds, TransferResult};

type Outcome = Result<Settled, Fault>;

/// Executes what the table settled otherwise.
fn executes(
    when: Settlement,
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    let rightly = right.transfer(caller, request)?;
    if rightly.how == when {
        Ok(settled(right.execute(caller, request)))
    } else {
        Ok(rightly)
    }
}

pub(in crate::fault) fn every_duplicate(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    executes(Settlement::Replayed, right, caller, request)
}

pub(in crate::fault) fn altered(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    executes(Settlement::Conflict, right, caller, request)
}

pub(in crate::fault) fn altered_after_failure(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    let before = right.record(caller.holder);
    if before.is_some_and(|record| succeeded(&record.response)) {
        return right.transfer(caller, request);
    }
    altered(right, caller, request)
}

pub(in crate::fault) fn to_oneself(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    match KeyId::parse(&request.recipient) == Ok(caller.holder) {
        true => every_duplicate(right, caller, request),
        false => right.transfer(caller, request),
    }
}

pub(in crate::fault) fn conflict_frees(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    let rightly = right.transfer(caller, request)?;
    if rightly.how == Settlement::Conflict {
        right.set_record(caller.holder, None);
    }
    Ok(rightly)
}

pub(in crate::fault) fn lower(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    executes(Settlement::Stale, right, caller, request)
}

/// Keeps no record of what was settled in such a way.
fn forgets(
    which: fn(&Settled) -> bool,
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    let before = right.record(caller.holder).cloned();
    let rightly = right.transfer(caller, request)?;
    if which(&rightly) {
        right.set_record(caller.holder, before);
    }
    Ok(rightly)
}

pub(in crate::fault) fn forgets_failure(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    let failed = |it: &Settled| it.how == Settlement::Failed;
    forgets(failed, right, caller, request)
}

pub(in crate::fault) fn forgets_malformed(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    let malformed = |it: &Settled| {
        it.how == Settlement::Failed && it.response.result != TransferResult::InsufficientFunds
    };
    forgets(malformed, right, caller, request)
}

/// Remembers over which connection each holder's last counter came.
#[derive(Default)]
pub(in crate::fault) struct AfterReconnect {
    connections: HashMap<KeyId, u64>,
}

impl AmendLedger for AfterReconnect {
    fn transfer(
        &mut self,
        right: &mut dyn Ledger,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Outcome {
        let rightly = right.transfer(caller, request)?;
        let elsewhere = self.connections.get(&caller.holder) != Some(&caller.connection);
        match rightly.how {
            Settlement::Executed | Settlement::Failed => {
                self.connections.insert(caller.holder, caller.connection);
            }
            Settlement::Replayed if elsewhere => {
                return Ok(settled(right.execute(caller, request)));
            }
            _ => {}
        }
        Ok(rightly)
    }
}
