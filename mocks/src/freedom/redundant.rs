//! How a redundant transfer is answered (spec/lcp.md, sections 6 and 11): it is never executed, and costs nothing.

use super::hush::Hush;
use super::liberties::Taken;
use super::writing::pick;
use crate::fault::AmendLedger;
use crate::ledger::{Caller, Content, Ledger, Settled, Settlement};
use fastrand::Rng;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use wire::{
    Amount, Fault, KeyId, MessageCounter, TransferFunds, TransferFundsResponse, TransferResult,
};

/// How one kind of redundant transfer is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Word {
    /// As it should be.
    #[default]
    Usual,
    /// With a failure that names no cause.
    Refused,
    /// With a Fault.
    Fault,
    /// Not at all; the connection is closed after a while.
    Silence(Duration),
}

/// How redundant transfers are answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redundant {
    /// The latest counter with the same content.
    pub same: Word,
    /// The latest counter with other content.
    pub altered: Word,
    /// A lower counter.
    pub lower: Word,
    /// Whether lower ones are answered with what was recorded for them.
    pub remembers: bool,
}

impl Redundant {
    pub(super) fn drawn(mut rng: Rng) -> Redundant {
        let mut word = || {
            let silence = Word::Silence(Duration::from_millis(pick(&mut rng, &[0, 0, 300])));
            // Half of them are as they should be.
            let words = [
                Word::Usual,
                Word::Refused,
                Word::Usual,
                Word::Fault,
                Word::Usual,
                silence,
            ];
            pick(&mut rng, &words)
        };
        let (same, altered, lower) = (word(), word(), word());
        Redundant {
            same,
            altered,
            lower,
            remembers: lower == Word::Usual && rng.bool(),
        }
    }

    pub(super) fn taken(&self) -> Vec<Taken> {
        let kinds = [
            (self.same, "answer to a repetition"),
            (self.altered, "answer to an altered repetition"),
            (self.lower, "answer to a lower counter"),
        ];
        let mut taken: Vec<_> = kinds
            .into_iter()
            .filter(|(word, _)| *word != Word::Usual)
            .map(|(word, name)| Taken {
                name,
                how: format!("{word:?}"),
            })
            .collect();
        if self.remembers {
            taken.push(Taken {
                name: "answer to a lower counter",
                how: "what was recorded for it".to_owned(),
            });
        }
        taken
    }

    pub(super) fn departs(&self) -> Vec<&'static str> {
        let kinds = [
            (self.same, "lcp.issuer.counter.replays"),
            (self.altered, "lcp.issuer.counter.altered-word"),
            (self.lower, "lcp.issuer.counter.lower-word"),
        ];
        let departs = kinds.into_iter().filter(|(word, _)| *word != Word::Usual);
        departs.map(|(_, id)| id).collect()
    }
}

/// Answers them so.
pub(super) struct Redundancy {
    how: Redundant,
    hush: Arc<Hush>,
    /// What was answered under each counter, where that is remembered.
    archive: HashMap<(KeyId, MessageCounter), (Content, TransferFundsResponse)>,
}

impl Redundancy {
    pub(super) fn new(how: Redundant, hush: Arc<Hush>) -> Redundancy {
        Redundancy {
            how,
            hush,
            archive: HashMap::new(),
        }
    }

    fn said(&self, word: Word, caller: &Caller, settled: Settled) -> Result<Settled, Fault> {
        match word {
            Word::Usual => Ok(settled),
            Word::Refused => Ok(Settled {
                how: settled.how,
                response: TransferFundsResponse {
                    result: TransferResult::Refused,
                    fee: Amount::ZERO,
                },
            }),
            Word::Fault => Err(Fault::client("this was said before")),
            Word::Silence(after) => {
                self.hush.bid(caller, after);
                Ok(settled)
            }
        }
    }
}

impl AmendLedger for Redundancy {
    fn transfer(
        &mut self,
        right: &mut dyn Ledger,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Result<Settled, Fault> {
        let mut settled = right.transfer(caller, request)?;
        let counter = MessageCounter::parse(&request.message_counter).ok();
        let place = counter.map(|counter| (caller.holder, counter));
        match settled.how {
            Settlement::Executed | Settlement::Failed => {
                if let Some(place) = place.filter(|_| self.how.remembers) {
                    let kept = (Content::of(request), settled.response.clone());
                    self.archive.insert(place, kept);
                }
                Ok(settled)
            }
            Settlement::Replayed => self.said(self.how.same, caller, settled),
            Settlement::Conflict => self.said(self.how.altered, caller, settled),
            Settlement::Stale => {
                let kept = place.and_then(|place| self.archive.get(&place));
                if let Some((content, response)) = kept
                    && *content == Content::of(request)
                {
                    settled.response = response.clone();
                }
                self.said(self.how.lower, caller, settled)
            }
        }
    }
}
