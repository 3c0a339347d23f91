//! Replies that did not arrive.

use crate::fault::delegate::delegate_service;
use crate::fault::effects::{charge, plus};
use crate::issuer::service::{Answer, End, Service};
use crate::ledger::Caller;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use wire::{Amount, Request, Response};

/// Whoever leaves this soon after a reply, and without a goodbye, has not read it.
const SOON: Duration = Duration::from_secs(1);

/// Remembers what each connection's last reply listed, and when.
pub(in crate::fault) struct TakenBack {
    right: Arc<dyn Service>,
    listed: Mutex<HashMap<u64, (Amount, Instant)>>,
}

impl TakenBack {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(TakenBack {
            right,
            listed: Mutex::default(),
        })
    }

    fn listed(&self) -> MutexGuard<'_, HashMap<u64, (Amount, Instant)>> {
        self.listed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Service for TakenBack {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            // Who asks on has read the last reply.
            self.listed().remove(&caller.connection);
            let answer = self.right.serve(caller, request).await;
            if let Ok(Response::GetDeposits(list)) = &answer {
                let sum = list
                    .deposits
                    .iter()
                    .fold(Amount::ZERO, |sum, it| plus(sum, it.amount));
                self.listed()
                    .insert(caller.connection, (sum, Instant::now()));
            }
            answer
        })
    }

    fn ended(&self, caller: &Caller, how: End) {
        self.right.ended(caller, how);
        let Some((sum, replied)) = self.listed().remove(&caller.connection) else {
            return;
        };
        if how == End::Reset || how == End::Abrupt && replied.elapsed() < SOON {
            charge(&mut **self.right.ledger(), caller.holder, sum);
        }
    }

    delegate_service!(cut_off, write, describe, ledger);
}
