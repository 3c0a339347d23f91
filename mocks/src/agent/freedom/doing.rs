//! How liberties are taken.

use super::{HolderLiberties, OnlyTls};
use crate::agent::courier::Step;
use crate::agent::fault::{Event, decided, numbered, sessions_forgotten, told, written};
use crate::agent::keys::Kept;
use crate::agent::parts::Parts;
use crate::agent::transport::{Letter, Manner, ReferenceChannel};
use crate::freedom::{Numbers, Rewriting};
use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use rustls::SupportedProtocolVersion;
use rustls::version::{TLS12, TLS13};
use std::sync::Arc;
use wire::adapter::{Paid, Statement};

/// Numbers below this one are more than enough for what is yet to come.
const FAR: u64 = 1 << 62;

/// Versions of TLS.
static ONLY_TLS_1_2: &[&SupportedProtocolVersion] = &[&TLS12];
static ONLY_TLS_1_3: &[&SupportedProtocolVersion] = &[&TLS13];

impl HolderLiberties {
    pub(super) fn take(&self, parts: &mut Parts) {
        parts.manner = Manner {
            title_case: self.title_case,
            host_last: self.host_last,
            chunk: self.chunk,
            closes: self.closes,
        };
        let pace = Arc::make_mut(&mut parts.pace);
        pace.describes_each_time = self.describes_each_time;
        pace.answer = self.patience.unwrap_or(pace.answer);
        pace.pause = self.pause.unwrap_or(pace.pause);
        pace.polls = self.polls;
        if self.moves_all {
            parts.moving.amount = |_, spare| spare;
        }
        parts.moving.at_once = self.moves_early;
        if let Some(kind) = self.key {
            parts.keys = Arc::new(Kept { kind });
        }
        if let Some(only) = self.tls {
            let versions = match only {
                OnlyTls::Tls12 => ONLY_TLS_1_2,
                OnlyTls::Tls13 => ONLY_TLS_1_3,
            };
            parts.channel = Arc::new(ReferenceChannel { versions });
        }
        if self.forgets_sessions {
            sessions_forgotten(parts);
        }
        if self.looks_early {
            decided(parts, |_, event, right| match (event, right) {
                (Event::Unanswered, Step::Again) => Step::Ask,
                (_, right) => right,
            });
        }
        self.take_counters(parts);
        self.take_writing(parts);
        if self.wordy {
            take_words(parts);
        }
    }

    fn take_counters(&self, parts: &mut Parts) {
        let (first, gap) = (self.first_counter, self.gap);
        numbered(parts, move |last, right| {
            let right = right?.value();
            Some(match last {
                None => first.unwrap_or(right),
                Some(last) if last < FAR => right.max(last + gap.unwrap_or(1)),
                Some(_) => right,
            })
        });
    }

    fn take_writing(&self, parts: &mut Parts) {
        let action = self.action.map(HeaderValue::from_static);
        let userid_left_out = self.userid_left_out;
        let hand = self.hand.clone().map(Rewriting::new);
        written(parts, move |right, request| {
            let mut letter = right.write(request);
            let text = String::from_utf8_lossy(&letter.body).into_owned();
            let text = match userid_left_out {
                true => text.replace("<userid></userid>", ""),
                false => text,
            };
            for (name, value) in &mut letter.fields {
                if name == "soapaction" {
                    *value = action.clone().unwrap_or(value.clone());
                }
            }
            letter.body = Bytes::from(text.clone());
            match &hand {
                Some(hand) => by_hand(hand, letter, &text),
                None => letter,
            }
        });
    }
}

fn by_hand(hand: &Rewriting, mut letter: Letter, text: &str) -> Letter {
    let mut writing = hand.writing();
    if writing.numbers == Numbers::Spaced {
        writing.numbers = Numbers::Plain;
    }
    let Some((bytes, content_type)) = writing.write(text) else {
        return letter;
    };
    letter.body = Bytes::from(bytes);
    for (name, value) in &mut letter.fields {
        if let (true, Ok(said)) = (*name == CONTENT_TYPE, HeaderValue::from_str(&content_type)) {
            *value = said;
        }
    }
    letter
}

/// Tells amounts with six fraction digits.
fn take_words(parts: &mut Parts) {
    let padded = |amount: &mut String| {
        let (whole, fraction) = amount.split_once('.').unwrap_or((amount.as_str(), ""));
        *amount = format!("{whole}.{fraction:0<6}");
    };
    told(parts, move |_, paid: &mut Paid| {
        paid.fee.as_mut().into_iter().for_each(padded);
    });
    told(parts, move |_, statement: &mut Statement| {
        padded(&mut statement.balance);
        let deposits = statement.deposits.iter_mut().map(|it| &mut it.amount);
        let more = statement.unattributed.as_mut();
        deposits.chain(more).for_each(padded);
    });
}
