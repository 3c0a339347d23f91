//! Faults put around a reference, the first one innermost.

use super::amend::{
    AmendAccounts, AmendLedger, AmendedAccounts, AmendedLedger, Amendment, Execute, Statement,
    Transfer,
};
use super::channel::Sightings;
use crate::issuer::service::Service;
use crate::ledger::{Accounts, Ledger};
use std::sync::Arc;

/// The accounts with those of the faults that amend accounts.
pub(crate) fn amend_accounts(
    amendments: &[Amendment],
    right: Box<dyn Accounts>,
) -> Box<dyn Accounts> {
    amendments.iter().fold(right, |right, amendment| {
        let amend: Box<dyn AmendAccounts> = match *amendment {
            Amendment::Execute(amend) => Box::new(Execute(amend)),
            Amendment::Statement(amend) => Box::new(Statement(amend)),
            Amendment::Accounts(amend) => amend(),
            _ => return right,
        };
        Box::new(AmendedAccounts { right, amend })
    })
}

/// The ledger with those of the faults that amend ledgers.
pub(crate) fn amend_ledger(amendments: &[Amendment], right: Box<dyn Ledger>) -> Box<dyn Ledger> {
    amendments.iter().fold(right, |right, amendment| {
        let amend: Box<dyn AmendLedger> = match *amendment {
            Amendment::Transfer(amend) => Box::new(Transfer(amend)),
            Amendment::Ledger(amend) => amend(),
            _ => return right,
        };
        Box::new(AmendedLedger { right, amend })
    })
}

/// The service with those of the faults that amend services; those that show by chance draw from this seed.
pub(crate) fn amend_service(
    amendments: &[Amendment],
    right: Arc<dyn Service>,
    seen: &Arc<Sightings>,
    seed: u64,
) -> Arc<dyn Service> {
    amendments
        .iter()
        .fold(right, |right, amendment| match *amendment {
            Amendment::Service(amend) => amend(right),
            Amendment::Sighted(amend) => amend(right, Arc::clone(seen)),
            Amendment::Chancy(amend) => amend(right, seed),
            _ => right,
        })
}
