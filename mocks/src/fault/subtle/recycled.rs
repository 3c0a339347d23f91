//! Counters that are free again.

use crate::fault::effects::settled;
use crate::ledger::{Caller, Ledger, Settled, Settlement};
use wire::{Fault, MessageCounter, TransferFunds};

/// How many numbers are remembered as used.
const REMEMBERED: u64 = 65_536;

pub(in crate::fault) fn recycles_counters(
    right: &mut dyn Ledger,
    caller: &Caller,
    request: &TransferFunds,
) -> Result<Settled, Fault> {
    let highest = right.record(caller.holder).map(|record| record.counter);
    let rightly = right.transfer(caller, request)?;
    let counter = MessageCounter::parse(&request.message_counter);
    if let (Settlement::Stale, Some(highest), Ok(counter)) = (rightly.how, highest, counter)
        && highest.value() - counter.value() >= REMEMBERED
    {
        return Ok(settled(right.execute(caller, request)));
    }
    Ok(rightly)
}
