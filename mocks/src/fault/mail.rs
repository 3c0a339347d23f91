//! Amendments of how requests are read and answers sent.

use super::amend::Amendment;
use crate::issuer::closing::Closer;
use crate::issuer::mail::{Content, Letter, Line, Mail, Reply};
use crate::issuer::service::Service;
use crate::ledger::Caller;
use http::request::Parts;
use std::sync::Arc;
use wire::{Fault as SoapFault, Request};

/// What a fault can do harm to, beyond the letter that it has before it.
pub(crate) struct Premises {
    /// What requests are served by.
    pub(crate) service: Arc<dyn Service>,
    /// Ends the issuer.
    pub(crate) closer: Closer,
}

/// Amends the mail; what is not overridden is done right.
pub(crate) trait AmendMail: Send + Sync {
    fn line(&self, right: &dyn Mail, line: Line) -> Line {
        right.line(line)
    }

    fn turn_away(&self, right: &dyn Mail, head: &Parts) -> Option<Reply> {
        right.turn_away(head)
    }

    fn body(&self, right: &dyn Mail, head: &Parts, body: Content) -> Content {
        right.body(head, body)
    }

    fn read(
        &self,
        right: &dyn Mail,
        caller: &Caller,
        letter: &Letter,
    ) -> Result<Request, SoapFault> {
        right.read(caller, letter)
    }

    fn send(&self, right: &dyn Mail, caller: &Caller, reply: Reply) -> Option<Reply> {
        right.send(caller, reply)
    }
}

/// Refuses letters that are lawful.
pub(super) struct Refuse(pub(super) fn(&Letter) -> bool);

impl AmendMail for Refuse {
    fn read(
        &self,
        right: &dyn Mail,
        caller: &Caller,
        letter: &Letter,
    ) -> Result<Request, SoapFault> {
        if (self.0)(letter) {
            return Err(SoapFault::client("this is not read here"));
        }
        right.read(caller, letter)
    }
}

/// Reads a document in UTF-8 as if it were another.
pub(super) struct Rewrite(pub(super) fn(&str) -> String);

impl AmendMail for Rewrite {
    fn read(
        &self,
        right: &dyn Mail,
        caller: &Caller,
        letter: &Letter,
    ) -> Result<Request, SoapFault> {
        match str::from_utf8(&letter.body) {
            Ok(text) => right.read(caller, &letter.with((self.0)(text))),
            Err(_) => right.read(caller, letter),
        }
    }
}

/// What cannot be read is made into something that can, where it is in UTF-8.
pub(super) struct Repair(pub(super) fn(&str) -> Option<String>);

impl AmendMail for Repair {
    fn read(
        &self,
        right: &dyn Mail,
        caller: &Caller,
        letter: &Letter,
    ) -> Result<Request, SoapFault> {
        right.read(caller, letter).or_else(|why| {
            let repaired = str::from_utf8(&letter.body).ok().and_then(self.0);
            let repaired = repaired.ok_or_else(|| why.clone())?;
            right.read(caller, &letter.with(repaired)).map_err(|_| why)
        })
    }
}

/// Refuses by the head alone.
pub(super) struct TurnAway(pub(super) fn(&Parts) -> Option<Reply>);

impl AmendMail for TurnAway {
    fn turn_away(&self, right: &dyn Mail, head: &Parts) -> Option<Reply> {
        right.turn_away(head).or_else(|| (self.0)(head))
    }
}

/// Answers otherwise.
pub(super) struct Answer(pub(super) fn(Reply) -> Reply);

impl AmendMail for Answer {
    fn send(&self, right: &dyn Mail, caller: &Caller, reply: Reply) -> Option<Reply> {
        right.send(caller, reply).map(self.0)
    }
}

/// Mail with an amendment around it.
struct AmendedMail {
    right: Box<dyn Mail>,
    amend: Box<dyn AmendMail>,
}

impl Mail for AmendedMail {
    fn line(&self, line: Line) -> Line {
        self.amend.line(&*self.right, line)
    }

    fn turn_away(&self, head: &Parts) -> Option<Reply> {
        self.amend.turn_away(&*self.right, head)
    }

    fn body(&self, head: &Parts, body: Content) -> Content {
        self.amend.body(&*self.right, head, body)
    }

    fn read(&self, caller: &Caller, letter: &Letter) -> Result<Request, SoapFault> {
        self.amend.read(&*self.right, caller, letter)
    }

    fn send(&self, caller: &Caller, reply: Reply) -> Option<Reply> {
        self.amend.send(&*self.right, caller, reply)
    }
}

/// The mail with one amendment around it.
pub(crate) fn around_mail(right: Box<dyn Mail>, amend: Box<dyn AmendMail>) -> Box<dyn Mail> {
    Box::new(AmendedMail { right, amend })
}

/// The mail with those of the faults that amend it, the first one innermost.
pub(crate) fn amend_mail(
    amendments: &[Amendment],
    right: Box<dyn Mail>,
    premises: &Premises,
) -> Box<dyn Mail> {
    amendments.iter().fold(right, |right, amendment| {
        let amend: Box<dyn AmendMail> = match *amendment {
            Amendment::Refuse(amend) => Box::new(Refuse(amend)),
            Amendment::Rewrite(amend) => Box::new(Rewrite(amend)),
            Amendment::Repair(amend) => Box::new(Repair(amend)),
            Amendment::TurnAway(amend) => Box::new(TurnAway(amend)),
            Amendment::Answer(amend) => Box::new(Answer(amend)),
            Amendment::Mail(amend) => amend(premises),
            _ => return right,
        };
        around_mail(right, amend)
    })
}
