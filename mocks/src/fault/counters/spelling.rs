//! The same content, written otherwise.

use crate::fault::amend::AmendLedger;
use crate::fault::effects::settled;
use crate::ledger::{Caller, Ledger, Settled, Settlement};
use std::collections::HashMap;
use wire::{Fault, KeyId, TransferFunds};

/// Remembers how each holder wrote its latest transfer.
#[derive(Default)]
pub(in crate::fault) struct SpellingMatters {
    latest: HashMap<KeyId, TransferFunds>,
}

impl AmendLedger for SpellingMatters {
    fn transfer(
        &mut self,
        right: &mut dyn Ledger,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Result<Settled, Fault> {
        let rightly = right.transfer(caller, request)?;
        match rightly.how {
            Settlement::Executed | Settlement::Failed => {
                self.latest.insert(caller.holder, request.clone());
            }
            Settlement::Replayed if self.latest.get(&caller.holder) != Some(request) => {
                return Ok(settled(right.execute(caller, request)));
            }
            _ => {}
        }
        Ok(rightly)
    }
}
