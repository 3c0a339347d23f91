//! Requests that are left without an answer, and answers that come late or bare.

use crate::fault::AmendMail;
use crate::fault::delegate::delegate_service;
use crate::issuer::mail::{Letter, Mail, Reply};
use crate::issuer::service::{Answer, Service};
use crate::ledger::Caller;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::sleep;
use wire::{Fault, Request};

/// The connections on which the request that is being served is to have no answer, and how long they stay open.
#[derive(Default)]
pub(super) struct Hush(Mutex<HashMap<u64, Duration>>);

impl Hush {
    /// The request that is being served for this caller gets no answer; its connection is closed after a while.
    pub(super) fn bid(&self, caller: &Caller, after: Duration) {
        self.lock().insert(caller.connection, after);
    }

    fn bidden(&self, caller: &Caller) -> Option<Duration> {
        self.lock().get(&caller.connection).copied()
    }

    fn lifted(&self, caller: &Caller) -> bool {
        self.lock().remove(&caller.connection).is_some()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<u64, Duration>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps a connection open for a while on which nothing will be answered.
pub(super) struct Lingering {
    pub(super) right: Arc<dyn Service>,
    pub(super) hush: Arc<Hush>,
}

impl Service for Lingering {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        Box::pin(async move {
            let answer = self.right.serve(caller, request).await;
            if let Some(after) = self.hush.bidden(caller) {
                sleep(after).await;
            }
            answer
        })
    }

    delegate_service!();
}

/// Closes connections on which nothing is answered.
pub(super) struct HangsUp(pub(super) Arc<Hush>);

impl AmendMail for HangsUp {
    fn send(&self, right: &dyn Mail, caller: &Caller, reply: Reply) -> Option<Reply> {
        if self.0.lifted(caller) {
            return None;
        }
        right.send(caller, reply)
    }
}

/// How requests are refused that are none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Refusal {
    /// With a Fault and 500, as SOAP 1.1 says.
    #[default]
    Fault,
    /// With a Fault and another status.
    FaultWith(u16),
    /// With a status, and a page for people.
    Page(u16),
    /// With a status, and nothing.
    Bare(u16),
}

/// Refuses so what cannot be read.
pub(super) struct Refusing {
    how: Refusal,
    /// The connections on which it is to be done.
    unread: Mutex<HashSet<u64>>,
}

impl Refusing {
    pub(super) fn new(how: Refusal) -> Refusing {
        Refusing {
            how,
            unread: Mutex::default(),
        }
    }

    fn unread(&self) -> std::sync::MutexGuard<'_, HashSet<u64>> {
        self.unread.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AmendMail for Refusing {
    fn read(&self, right: &dyn Mail, caller: &Caller, letter: &Letter) -> Result<Request, Fault> {
        right.read(caller, letter).inspect_err(|_| {
            self.unread().insert(caller.connection);
        })
    }

    fn send(&self, right: &dyn Mail, caller: &Caller, reply: Reply) -> Option<Reply> {
        let mut reply = right.send(caller, reply)?;
        if !self.unread().remove(&caller.connection) {
            return Some(reply);
        }
        let (Refusal::FaultWith(status) | Refusal::Page(status) | Refusal::Bare(status)) = self.how
        else {
            return Some(reply);
        };
        *reply.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        match self.how {
            Refusal::Page(_) => {
                let html = HeaderValue::from_static("text/html; charset=iso-8859-1");
                reply.headers_mut().insert(CONTENT_TYPE, html);
                Some(reply.map(|_| "<html><h1>Pardon?</h1><p>No, thank you.</html>".into()))
            }
            Refusal::Bare(_) => {
                reply.headers_mut().remove(CONTENT_TYPE);
                Some(reply.map(|_| bytes::Bytes::new()))
            }
            _ => Some(reply),
        }
    }
}
