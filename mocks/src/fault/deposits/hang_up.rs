//! Those who have hung up while they waited.

use crate::fault::delegate::delegate_service;
use crate::fault::waits::wait_of;
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use wire::{KeyId, Request, Response, TransferResult};

/// Who hung up, and until when it would have waited.
type Gone = HashMap<KeyId, (Caller, Instant)>;

/// Hands the deposits that arrive during a wait to its holder, gone or not.
pub(in crate::fault) struct TakenByTheGone {
    right: Arc<dyn Service>,
    gone: Mutex<Gone>,
}

impl TakenByTheGone {
    pub(in crate::fault) fn around(right: Arc<dyn Service>) -> Arc<dyn Service> {
        Arc::new(TakenByTheGone {
            right,
            gone: Mutex::default(),
        })
    }

    fn gone(&self) -> MutexGuard<'_, Gone> {
        self.gone.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn wait(
        &self,
        caller: &Caller,
        request: &Request,
        wait: Duration,
    ) -> Result<Response, wire::Fault> {
        let mut leaving = Leaving {
            of: self,
            caller: *caller,
            until: Some(Instant::now() + wait),
        };
        let answer = self.right.serve(caller, request).await;
        leaving.until = None;
        answer
    }
}

/// Somebody who waits: when it is dropped before there is an answer, it is gone.
struct Leaving<'a> {
    of: &'a TakenByTheGone,
    caller: Caller,
    until: Option<Instant>,
}

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        if let Some(until) = self.until {
            let who = (self.caller, until);
            self.of.gone().insert(self.caller.holder, who);
        }
    }
}

impl Service for TakenByTheGone {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            if let Some(wait) = wait_of(request) {
                return self.wait(caller, request, wait).await;
            }
            let answer = self.right.serve(caller, request).await;
            if let (Request::TransferFunds(request), Ok(Response::TransferFunds(told))) =
                (request, &answer)
                && told.result == TransferResult::Success
                && let Ok(recipient) = KeyId::parse(&request.recipient)
            {
                let gone = self.gone().remove(&recipient);
                if let Some((caller, _)) = gone.filter(|(_, until)| *until > Instant::now()) {
                    self.right.ledger().statement(&caller);
                }
            }
            answer
        })
    }

    delegate_service!();
}
