//! Counters that are refused although nothing is wrong with them.

use crate::fault::effects::failure;
use crate::ledger::{Caller, Ledger, Settled, Settlement};
use wire::{Fault, MessageCounter, TransferFunds, TransferResult};

type Outcome = Result<Settled, Fault>;

/// Below this a first counter is let through: holders who begin at the beginning are not disturbed.
const LOW: u64 = 1000;

/// Refuses what the condition holds for, and forgets that it was asked.
fn refuses(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
    condition: fn(MessageCounter, Option<MessageCounter>) -> bool,
) -> Outcome {
    let highest = right.record(caller.holder).map(|record| record.counter);
    match MessageCounter::parse(&request.message_counter) {
        Ok(counter) if condition(counter, highest) => Ok(Settled {
            how: Settlement::Failed,
            response: failure(TransferResult::Refused),
        }),
        _ => right.transfer(caller, request),
    }
}

pub(in crate::fault) fn first_must_be_low(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    refuses(right, caller, request, |counter, highest| {
        highest.is_none() && counter.value() >= LOW
    })
}

pub(in crate::fault) fn gaps(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    refuses(right, caller, request, |counter, highest| {
        highest.is_some_and(|highest| counter.value() > highest.value() + 1)
    })
}

pub(in crate::fault) fn maximum(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Outcome {
    refuses(right, caller, request, |counter, _| {
        counter == MessageCounter::MAX
    })
}
