//! What is not there any more after a restart.

use crate::fault::effects::succeeded;
use crate::ledger::{Ledger, negative};
use crate::state::Done;
use wire::{Amount, KeyId, MessageCounter};

/// No counter was used yet.
pub(in crate::fault) fn counters(ledger: &mut dyn Ledger, done: &[Done]) {
    for done in done {
        ledger.set_record(done.caller.holder, None);
    }
}

/// Counters were kept in binary floating point.
pub(in crate::fault) fn digits_of_counters(ledger: &mut dyn Ledger, done: &[Done]) {
    for done in done {
        let holder = done.caller.holder;
        let Some(mut record) = ledger.record(holder).cloned() else {
            continue;
        };
        let kept = MessageCounter::new(record.counter.value() as f64 as u64);
        record.counter = kept.unwrap_or(record.counter);
        ledger.set_record(holder, Some(record));
    }
}

/// Nobody has an account who has no money.
pub(in crate::fault) fn empty_accounts(ledger: &mut dyn Ledger, done: &[Done]) {
    for done in done {
        let holder = done.caller.holder;
        if ledger.balance(holder).is_some_and(Amount::is_zero) {
            ledger.close(holder);
        }
    }
}

/// Nobody has deposits that were not listed.
pub(in crate::fault) fn deposits(ledger: &mut dyn Ledger, done: &[Done]) {
    for (request, _) in done.iter().filter_map(|done| done.transfer.as_ref()) {
        let recipient = KeyId::parse(&request.recipient).ok();
        if let Some(queue) = recipient.and_then(|key| ledger.deposits_mut(key)) {
            queue.clear();
        }
    }
}

/// The last transfer is in its payer's balance, and not in its recipient's.
pub(in crate::fault) fn half_a_transfer(ledger: &mut dyn Ledger, done: &[Done]) {
    let transfers = done.iter().filter_map(|done| done.transfer.as_ref());
    let mut executed = transfers.filter(|(_, settled)| succeeded(&settled.response));
    if let Some((request, _)) = executed.next_back()
        && let (Ok(recipient), Ok(amount)) = (
            KeyId::parse(&request.recipient),
            Amount::parse(&request.amount),
        )
    {
        ledger.adjust(recipient, negative(amount));
    }
}
