//! Whom faults leave alone that would shut out everybody.

use crate::fault::delegate::delegate_service;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use wire::{KeyId, Request};

/// The keys that have money at the start, and those that they pay: without them nobody could be
/// lent anything, and nothing be seen.
pub(crate) struct Patrons {
    funded: HashSet<KeyId>,
    paid: Mutex<HashSet<KeyId>>,
}

impl Patrons {
    pub(super) fn new(funded: impl IntoIterator<Item = KeyId>) -> Arc<Patrons> {
        Arc::new(Patrons {
            funded: funded.into_iter().collect(),
            paid: Mutex::default(),
        })
    }

    pub(super) fn include(&self, holder: KeyId) -> bool {
        let paid = self.paid.lock().unwrap_or_else(PoisonError::into_inner);
        self.funded.contains(&holder) || paid.contains(&holder)
    }
}

/// Takes note of whom the patrons pay.
pub(super) struct Watched {
    pub(super) right: Arc<dyn Service>,
    pub(super) patrons: Arc<Patrons>,
}

impl Service for Watched {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        if let Request::TransferFunds(transfer) = request
            && self.patrons.funded.contains(&caller.holder)
            && let Ok(recipient) = KeyId::parse(&transfer.recipient)
        {
            let paid = &self.patrons.paid;
            paid.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(recipient);
        }
        self.right.serve(caller, request)
    }

    delegate_service!();
}
