//! What was said between the suite and an adapter, read from its lines (docs/adapter.md).

use record::{Report, Said, What};
use serde_json::Value;

use super::form::{Misfit, answer_fits};
use crate::Decimal;

/// Whoever has taken up so much of its time, of so many parts, may have run out of it: what it then says settles nothing about what it
/// could have known with more.
const TIME_TAKEN: (u64, u64) = (1, 2);

/// So much of its time, of so many parts, a holder has at the beginning to be told what it needs; what is left then is enough.
const BEGINNING: (u64, u64) = (1, 4);

/// Something that an adapter was asked, and what it answered.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) id: u64,
    pub(super) op: String,
    pub(super) asked: Value,
    /// Microseconds since the run began.
    pub(super) asked_at: u64,
    /// The holder's process, counted from 1.
    pub(super) process: u32,
    /// The answer, and when it came.
    pub(super) answer: Option<(Value, u64)>,
    /// What is wrong with the answer's form. It tells nothing then, but that there was one.
    pub(super) misfit: Option<Misfit>,
}

/// All calls, in the order in which they were made. What is no JSON, or answers nothing, is none.
pub(super) fn calls(dialogue: &[Said]) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    for said in dialogue {
        match &said.what {
            What::Asked(line) => {
                let Ok(asked) = serde_json::from_slice::<Value>(line.as_slice()) else {
                    continue;
                };
                calls.push(Call {
                    id: asked["id"].as_u64().unwrap_or_default(),
                    op: asked["op"].as_str().unwrap_or_default().to_owned(),
                    asked,
                    asked_at: said.at,
                    process: said.process,
                    answer: None,
                    misfit: None,
                });
            }
            What::Answered(line) => {
                let Ok(answer) = serde_json::from_slice::<Value>(line.as_slice()) else {
                    continue;
                };
                let id = answer["id"].as_u64();
                let call = calls
                    .iter_mut()
                    .find(|c| Some(c.id) == id && c.process == said.process && c.answer.is_none());
                if let Some(call) = call {
                    call.misfit = answer_fits(&call.op, &answer).err();
                    call.answer = Some((answer, said.at));
                }
            }
            What::Started | What::Grumbled(_) | What::Closed | What::Killed | What::Ended(_) => {}
        }
    }
    calls
}

/// A deposit as a holder tells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Deposited {
    pub(super) transaction_id: String,
    /// Absent where it is no decimal.
    pub(super) amount: Option<Decimal>,
    pub(super) userid: Option<String>,
}

impl Call {
    /// A text that was asked with.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.asked[key].as_str()
    }

    /// The answer, where it has the form of one.
    fn told(&self) -> Option<&Value> {
        let answer = self.answer.as_ref().filter(|_| self.misfit.is_none());
        answer.map(|(answer, _)| answer)
    }

    /// What was asked for, where it was given.
    pub(super) fn ok(&self) -> Option<&Value> {
        self.told().and_then(|answer| answer.get("ok"))
    }

    /// When it was answered.
    pub(super) fn answered_at(&self) -> Option<u64> {
        self.answer.as_ref().map(|(_, at)| *at)
    }

    /// How long it may take, in microseconds.
    fn within(&self) -> u64 {
        let within = self.asked["within-ms"].as_u64().unwrap_or_default();
        within.saturating_mul(1000)
    }

    /// Whether the answer may have come, or not come, because its time was running out: on a busy machine that says nothing about
    /// the holder.
    pub(super) fn ran_out_of_time(&self) -> bool {
        let answered = self.answered_at().unwrap_or(u64::MAX);
        let took = answered.saturating_sub(self.asked_at);
        took >= self.within() / TIME_TAKEN.1 * TIME_TAKEN.0
    }

    /// When half of its time is over: what came by then it had the time to tell.
    pub(super) fn half_time(&self) -> u64 {
        self.asked_at + self.within() / TIME_TAKEN.1 * TIME_TAKEN.0
    }

    /// Until when something has come early: the rest of its time was enough to make something of it.
    pub(super) fn early_until(&self) -> u64 {
        self.asked_at + self.within() / BEGINNING.1 * BEGINNING.0
    }

    /// The code of the error, where there is one.
    pub(super) fn error(&self) -> Option<&str> {
        self.told()
            .and_then(|answer| answer["error"]["code"].as_str())
    }

    /// What is told of a payment.
    pub(super) fn report(&self) -> Option<Report> {
        if self.error() == Some("refused") {
            return Some(Report::Refused);
        }
        match self.ok()?["outcome"].as_str()? {
            "executed" => Some(Report::Executed),
            "failed" => Some(Report::Failed),
            "unknown" => Some(Report::Unknown),
            _ => None,
        }
    }

    /// The deposits that are told.
    pub(super) fn deposits(&self) -> Option<Vec<Deposited>> {
        let all = self.ok()?["deposits"].as_array()?;
        let told = all.iter().map(|d| Deposited {
            transaction_id: d["transaction-id"].as_str().unwrap_or_default().to_owned(),
            amount: d["amount"].as_str().and_then(|a| Decimal::parse(a).ok()),
            userid: d["userid"]
                .as_str()
                .filter(|u| !u.is_empty())
                .map(str::to_owned),
        });
        Some(told.collect())
    }

    /// An amount in the answer, as text.
    pub(super) fn amount(&self, key: &str) -> Option<&str> {
        self.ok()?[key].as_str()
    }

    /// The answer for people.
    pub(super) fn describe(&self) -> String {
        match &self.answer {
            None => "no answer".into(),
            Some((answer, _)) => {
                let told = answer.get("ok").or_else(|| answer.get("error"));
                told.map_or_else(|| answer.to_string(), Value::to_string)
            }
        }
    }
}
