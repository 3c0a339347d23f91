//! One counter for all.

use crate::fault::amend::AmendLedger;
use crate::fault::effects::failure;
use crate::ledger::{Caller, Ledger, Settled, Settlement};
use std::collections::VecDeque;
use wire::{Fault, KeyId, MessageCounter, TransferFunds, TransferResult};

/// How many transfers back another holder's counter is held against one: without an end, the
/// highest counter there is would silence everybody for good.
const REMEMBERED: usize = 256;

/// Remembers who used which counter.
#[derive(Default)]
pub(in crate::fault) struct SharedCounter {
    used: VecDeque<(KeyId, MessageCounter)>,
}

impl AmendLedger for SharedCounter {
    fn transfer(
        &mut self,
        right: &mut dyn Ledger,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Result<Settled, Fault> {
        if let Ok(counter) = MessageCounter::parse(&request.message_counter) {
            if self
                .used
                .iter()
                .any(|(holder, used)| *holder != caller.holder && *used == counter)
            {
                let response = failure(TransferResult::CounterConflict);
                return Ok(Settled {
                    how: Settlement::Conflict,
                    response,
                });
            }
            self.used.push_front((caller.holder, counter));
            self.used.truncate(REMEMBERED);
        }
        right.transfer(caller, request)
    }
}
