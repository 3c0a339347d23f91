//! What is wrong with the parts of a request, and is let pass: each function makes a document of one
//! that was refused.

use super::document::text;
use super::wrapper::{DEPOSITS, TRANSFER, Wrapper};
use crate::fault::mail::{AmendMail, Premises};
use crate::issuer::mail::{Letter, Mail};
use crate::issuer::service::Service;
use crate::ledger::Caller;
use std::sync::Arc;
use wire::{Fault, KeyId, MessageCounter, Request};

/// A userid may be missing anyway; a wrapper that is an empty element stays refused.
pub(in crate::fault) fn missing_is_empty(text: &str) -> Option<String> {
    let wrapper = Wrapper::find(text)?;
    let missing = wrapper.known().iter().filter(|name| !wrapper.has(name));
    let empty: String = missing.map(|name| format!("<{name}></{name}>")).collect();
    Some(wrapper.with(&empty))
}

pub(in crate::fault) fn missing_wait_is_zero(text: &str) -> Option<String> {
    let wrapper = Wrapper::find(text)?;
    (wrapper.known() == DEPOSITS && wrapper.parts.is_empty())
        .then(|| wrapper.with("<millisecondsWait>0</millisecondsWait>"))
}

pub(in crate::fault) fn last_of_repeated(text: &str) -> Option<String> {
    let wrapper = Wrapper::find(text)?;
    wrapper.keeping(|number, part| {
        let mut later = wrapper.parts[number + 1..].iter();
        !later.any(|other| other.name == part.name)
    })
}

pub(in crate::fault) fn equal_repetitions(text: &str) -> Option<String> {
    let wrapper = Wrapper::find(text)?;
    wrapper.keeping(|number, part| {
        let mut later = wrapper.parts[number + 1..].iter();
        !later.any(|other| text[other.range.clone()] == text[part.range.clone()])
    })
}

pub(in crate::fault) fn only_known(text: &str) -> Option<String> {
    let wrapper = Wrapper::find(text)?;
    // What has a blank where its name should be is no part at all: that is for whoever reads XML to refuse.
    wrapper.keeping(|_, part| part.name.is_empty() || wrapper.known().contains(&part.name))
}

/// Gives a transfer without a message counter the next one of its holder's.
pub(in crate::fault) struct NextCounter(Arc<dyn Service>);

impl NextCounter {
    pub(in crate::fault) fn around(premises: &Premises) -> Box<dyn AmendMail> {
        Box::new(NextCounter(premises.service.clone()))
    }

    fn next(&self, holder: KeyId) -> String {
        let ledger = self.0.ledger();
        let highest = ledger.record(holder).map(|record| record.counter);
        let next = highest.and_then(MessageCounter::next);
        next.map_or_else(|| "0".to_owned(), |it| it.to_string())
    }
}

impl AmendMail for NextCounter {
    fn read(&self, right: &dyn Mail, caller: &Caller, letter: &Letter) -> Result<Request, Fault> {
        right.read(caller, letter).or_else(|why| {
            let text = text(letter);
            match Wrapper::find(&text) {
                Some(wrapper) if wrapper.known() == TRANSFER && !wrapper.has("messageCounter") => {
                    let counter = self.next(caller.holder);
                    let part = format!("<messageCounter>{counter}</messageCounter>");
                    right.read(caller, &letter.with(wrapper.with(&part)))
                }
                _ => Err(why),
            }
        })
    }
}
