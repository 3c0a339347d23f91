//! Harm done by requests that are refused.

use super::document::{Piece, pieces, text};
use crate::fault::effects::{charge, failure};
use crate::fault::mail::{AmendMail, Premises};
use crate::issuer::closing::Closer;
use crate::issuer::mail::{Letter, Mail, Reply};
use crate::issuer::service::Service;
use crate::ledger::{Caller, Content, Record};
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use wire::{Amount, Fault, FaultCode, KeyId, MessageCounter, Request, TransferResult, soap};

/// The most levels that a document may have without doing harm.
const DEEPEST: usize = 300;

/// What one refusal costs.
const CHARGE: &str = "0.01";

/// What is said by an issuer that has not recovered yet.
const WEDGED: &str = "the last request was too much";

/// Ends when it meets certain requests, and answers nothing any more.
pub(in crate::fault) struct Dies {
    closer: Closer,
    dead: AtomicBool,
    kills: fn(&Parts, Option<&Letter>) -> bool,
}

impl Dies {
    pub(in crate::fault) fn of_depth(premises: &Premises) -> Box<dyn AmendMail> {
        Dies::of(premises, |_, letter| {
            letter.is_some_and(|letter| depth(&text(letter)) > DEEPEST)
        })
    }

    pub(in crate::fault) fn of_size(premises: &Premises) -> Box<dyn AmendMail> {
        Dies::of(premises, |head, _| {
            let stated = head.headers.get(CONTENT_LENGTH);
            let length = stated.and_then(|it| it.to_str().ok()?.parse::<usize>().ok());
            length.is_some_and(|length| length > soap::MAX_BYTES)
        })
    }

    fn of(premises: &Premises, kills: fn(&Parts, Option<&Letter>) -> bool) -> Box<dyn AmendMail> {
        Box::new(Dies {
            closer: premises.closer.clone(),
            dead: AtomicBool::new(false),
            kills,
        })
    }

    fn meet(&self, head: &Parts, letter: Option<&Letter>) {
        if (self.kills)(head, letter) {
            self.dead.store(true, Ordering::SeqCst);
            self.closer.say();
        }
    }
}

impl AmendMail for Dies {
    fn turn_away(&self, right: &dyn Mail, head: &Parts) -> Option<Reply> {
        self.meet(head, None);
        right.turn_away(head)
    }

    fn read(&self, right: &dyn Mail, caller: &Caller, letter: &Letter) -> Result<Request, Fault> {
        self.meet(&letter.head, Some(letter));
        right.read(caller, letter)
    }

    fn send(&self, right: &dyn Mail, caller: &Caller, reply: Reply) -> Option<Reply> {
        let reply = right.send(caller, reply)?;
        (!self.dead.load(Ordering::SeqCst)).then_some(reply)
    }
}

/// How deep elements are nested.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for piece in pieces(text) {
        match piece {
            Piece::Start(_) if !piece.is_empty_element() => depth += 1,
            Piece::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Takes something for every refusal.
pub(in crate::fault) struct Charges(Arc<dyn Service>);

impl Charges {
    pub(in crate::fault) fn around(premises: &Premises) -> Box<dyn AmendMail> {
        Box::new(Charges(premises.service.clone()))
    }
}

impl AmendMail for Charges {
    fn send(&self, right: &dyn Mail, caller: &Caller, reply: Reply) -> Option<Reply> {
        let reply = right.send(caller, reply)?;
        if is_refusal(&reply)
            && let Ok(most) = Amount::parse(CHARGE)
        {
            charge(&mut **self.0.ledger(), caller.holder, most);
        }
        Some(reply)
    }
}

/// Records the counter of a transfer that cannot be read, if it is to be found.
pub(in crate::fault) struct UsesCounter(Arc<dyn Service>);

impl UsesCounter {
    pub(in crate::fault) fn around(premises: &Premises) -> Box<dyn AmendMail> {
        Box::new(UsesCounter(premises.service.clone()))
    }

    fn record(&self, holder: KeyId, counter: MessageCounter) {
        let mut ledger = self.0.ledger();
        if ledger
            .record(holder)
            .is_none_or(|record| record.counter < counter)
        {
            let record = Record {
                counter,
                content: Content::of_nothing(),
                response: failure(TransferResult::Refused),
            };
            ledger.set_record(holder, Some(record));
        }
    }
}

impl AmendMail for UsesCounter {
    fn read(&self, right: &dyn Mail, caller: &Caller, letter: &Letter) -> Result<Request, Fault> {
        right.read(caller, letter).inspect_err(|_| {
            let text = text(letter);
            let behind = text.split_once("messageCounter>").map(|(_, behind)| behind);
            let value = behind.and_then(|it| it.split('<').next());
            if let Some(Ok(counter)) = value.map(MessageCounter::parse) {
                self.record(caller.holder, counter);
            }
        })
    }
}

/// Remembers who was refused something, until it has made them suffer for it once.
#[derive(Default)]
pub(in crate::fault) struct Wedges(Mutex<HashSet<KeyId>>);

impl Wedges {
    fn wedged(&self) -> MutexGuard<'_, HashSet<KeyId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AmendMail for Wedges {
    fn read(&self, right: &dyn Mail, caller: &Caller, letter: &Letter) -> Result<Request, Fault> {
        if self.wedged().remove(&caller.holder) {
            return Err(Fault::new(FaultCode::Server, WEDGED));
        }
        right.read(caller, letter)
    }

    fn send(&self, right: &dyn Mail, caller: &Caller, reply: Reply) -> Option<Reply> {
        let reply = right.send(caller, reply)?;
        let said = String::from_utf8_lossy(reply.body());
        if is_refusal(&reply) && !said.contains(WEDGED) {
            self.wedged().insert(caller.holder);
        }
        Some(reply)
    }
}

fn is_refusal(reply: &Reply) -> bool {
    reply.status().is_client_error() || reply.status().is_server_error()
}
