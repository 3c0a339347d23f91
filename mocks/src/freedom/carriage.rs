//! How answers are carried: what HTTP/1.1 leaves to a server (RFC 9110, RFC 9112).
//!
//! No liberty is: to close without an answer to a request that had arrived when nothing is redundant about it, or to send a body
//! in answer to HEAD.

use super::carrier::Carrier;
use super::liberties::Taken;
use super::writing::pick;
use crate::fault::AmendMail;
use crate::issuer::mail::{Line, Mail, Reply};
use crate::ledger::Caller;
use fastrand::Rng;
use http::header::{CONNECTION, HeaderValue};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How answers are carried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carriage {
    /// How field names are spelt.
    pub names: Names,
    /// Whether fields come in a drawn order.
    pub shuffled: bool,
    /// What stands between a field's name and its value.
    pub colon: Colon,
    /// Fields that nobody needs.
    pub extras: bool,
    /// What comes behind the status.
    pub reason: Reason,
    /// Where a body ends.
    pub framing: Framing,
    /// An interim response before each answer (RFC 9110 §15.2).
    pub interim: Option<u16>,
    /// How many bytes are written at once.
    pub pieces: Option<usize>,
    /// When a connection is closed.
    pub closes: Closes,
    /// What fields are shuffled by.
    pub seed: u64,
}

/// How field names are spelt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Names {
    #[default]
    Lower,
    Title,
    Upper,
    Odd,
}

/// What stands between a field's name and its value, and behind that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Colon {
    #[default]
    Space,
    NoSpace,
    MuchSpace,
}

/// What comes behind the status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Reason {
    #[default]
    Usual,
    None,
    Other,
}

/// Where a body ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Framing {
    /// Where Content-Length says.
    #[default]
    Length,
    /// Behind the last of several chunks.
    Chunks,
    /// As before, with extensions, leading zeros and a trailer.
    ElaborateChunks,
    /// Where the connection ends.
    Closing,
}

/// When a connection is closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Closes {
    /// When the holder likes.
    #[default]
    Never,
    /// After so many answers, and the last one says so.
    Announced(usize),
    /// After so many answers, without a word.
    Unannounced(usize),
    /// When nothing has come for so long, without a word.
    Idle(Duration),
}

impl Carriage {
    pub(super) fn drawn(mut rng: Rng) -> Carriage {
        let rng = &mut rng;
        let seldom = |rng: &mut Rng| rng.u8(..4) == 0;
        Carriage {
            names: pick(rng, &[Names::Lower, Names::Title, Names::Upper, Names::Odd]),
            shuffled: rng.bool(),
            colon: pick(rng, &[Colon::Space, Colon::NoSpace, Colon::MuchSpace]),
            extras: rng.bool(),
            reason: pick(rng, &[Reason::Usual, Reason::None, Reason::Other]),
            framing: pick(
                rng,
                &[
                    Framing::Length,
                    Framing::Length,
                    Framing::Chunks,
                    Framing::ElaborateChunks,
                ],
            ),
            interim: seldom(rng).then(|| pick(rng, &[100, 102, 103])),
            pieces: seldom(rng).then(|| pick(rng, &[1, 7, 100])),
            closes: Closes::drawn(rng),
            seed: rng.u64(..),
        }
    }

    pub(super) fn taken(&self) -> Vec<Taken> {
        let usual = Carriage::default();
        let mut taken = Vec::new();
        let mut take = |is: bool, name, how: String| {
            if is {
                taken.push(Taken { name, how });
            }
        };
        take(
            self.names != usual.names || self.shuffled || self.colon != usual.colon || self.extras,
            "header fields",
            format!(
                "names {:?}, colon {:?}, {}, {}",
                self.names,
                self.colon,
                if self.shuffled {
                    "in any order"
                } else {
                    "in the usual order"
                },
                if self.extras {
                    "more than are needed"
                } else {
                    "none too many"
                }
            ),
        );
        take(
            self.reason != usual.reason,
            "reason phrase",
            format!("{:?}", self.reason),
        );
        take(
            self.framing != usual.framing,
            "framing",
            format!("{:?}", self.framing),
        );
        take(
            self.interim.is_some(),
            "interim responses",
            format!("{} before each answer", self.interim.unwrap_or_default()),
        );
        take(
            self.pieces.is_some(),
            "small pieces",
            format!("{} bytes at once", self.pieces.unwrap_or_default()),
        );
        let closes = match self.closes {
            Closes::Never => None,
            Closes::Announced(n) => Some(("announced close", format!("after {n} answers"))),
            Closes::Unannounced(n) => Some(("unannounced close", format!("after {n} answers"))),
            Closes::Idle(time) => Some(("idle close", format!("after {} ms", time.as_millis()))),
        };
        if let Some((name, how)) = closes {
            take(true, name, how);
        }
        taken
    }

    /// Whether a connection carries few messages, whatever the holder likes.
    pub(super) fn carries_few(&self) -> bool {
        self.framing == Framing::Closing
            || matches!(self.closes, Closes::Announced(_) | Closes::Unannounced(_))
    }
}

impl Closes {
    fn drawn(rng: &mut Rng) -> Closes {
        match rng.u8(..8) {
            0 => Closes::Announced(1),
            1 => Closes::Announced(rng.usize(2..6)),
            2 => Closes::Unannounced(rng.usize(1..6)),
            3 => Closes::Idle(Duration::from_millis(rng.u64(4000..9000))),
            _ => Closes::Never,
        }
    }
}

/// Carries answers.
pub(super) struct Carrying {
    how: Carriage,
    lines: AtomicU64,
    /// How many answers each connection has had.
    answers: Mutex<HashMap<u64, usize>>,
}

impl Carrying {
    pub(super) fn new(how: Carriage) -> Carrying {
        Carrying {
            how,
            lines: AtomicU64::new(0),
            answers: Mutex::default(),
        }
    }

    /// Whether a connection ends with this answer.
    fn ends(&self, caller: &Caller, reply: &Reply) -> bool {
        if self.how.framing == Framing::Closing && !reply.body().is_empty() {
            return true;
        }
        let (Closes::Announced(most) | Closes::Unannounced(most)) = self.how.closes else {
            return false;
        };
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let count = answers.entry(caller.connection).or_insert(0);
        *count += 1;
        let ends = *count >= most;
        if ends {
            answers.remove(&caller.connection);
        }
        ends
    }
}

impl AmendMail for Carrying {
    fn line(&self, right: &dyn Mail, line: Line) -> Line {
        let number = self.lines.fetch_add(1, Ordering::Relaxed);
        let rng = Rng::with_seed(self.how.seed.wrapping_add(number));
        Box::new(Carrier::new(right.line(line), self.how.clone(), rng))
    }

    fn send(&self, right: &dyn Mail, caller: &Caller, reply: Reply) -> Option<Reply> {
        let mut reply = right.send(caller, reply)?;
        if self.ends(caller, &reply) {
            // HTTP reads nothing behind it. Where the end is not to be announced, the line leaves the field out.
            let close = HeaderValue::from_static("close");
            reply.headers_mut().insert(CONNECTION, close);
        }
        Some(reply)
    }
}
