//! Counters at the ends of their range, and a counter that counts too much.

use crate::fault::amend::AmendLedger;
use crate::fault::effects::settled;
use crate::ledger::{Caller, Content, Ledger, Record, Settled, Settlement};
use wire::{Fault, GetDepositsResponse, MessageCounter, TransferFunds};

type Outcome = Result<Settled, Fault>;

pub(in crate::fault) fn wraps_after_maximum(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    let highest = right.record(caller.holder).map(|record| record.counter);
    let rightly = right.transfer(caller, request)?;
    if rightly.how != Settlement::Stale || highest != Some(MessageCounter::MAX) {
        return Ok(rightly);
    }
    right.set_record(caller.holder, None);
    right.transfer(caller, request)
}

/// Executes what was refused because its counter is none.
fn executes(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
    condition: fn(i128) -> bool,
) -> Outcome {
    let rightly = right.transfer(caller, request);
    match (&rightly, request.message_counter.trim().parse()) {
        (Err(_), Ok(number)) if condition(number) => Ok(settled(right.execute(caller, request))),
        _ => rightly,
    }
}

pub(in crate::fault) fn negative_executed(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    executes(right, caller, request, |number| number < 0)
}

pub(in crate::fault) fn beyond_maximum_executed(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    executes(right, caller, request, |number| number > 0)
}

/// Uses up the counter that follows the highest seen.
pub(in crate::fault) struct DepositsAdvance;

impl AmendLedger for DepositsAdvance {
    fn statement(&mut self, right: &mut dyn Ledger, caller: &Caller) -> GetDepositsResponse {
        let statement = right.statement(caller);
        if let Some(record) = right.record(caller.holder)
            && let Some(counter) = record.counter.next()
        {
            let content = Content::of_nothing();
            let advanced = Record {
                counter,
                content,
                ..record.clone()
            };
            right.set_record(caller.holder, Some(advanced));
        }
        statement
    }
}
