//! Histories as text: read from files, and shown to people.

use std::collections::HashMap;

use super::model::{Act, Holder, Listed, Means, Op, OpHistory, Told};
use crate::{Decimal, DecimalError};

/// What is wrong with a history's text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// A line is not of the grammar.
    #[error("line {line}: {why}")]
    Line {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it, and what would be right.
        why: String,
    },
}

/// Reads a history, a line each:
///
/// ```text
/// # a comment
/// Alice holds 100
/// fees are at most 1
/// 0..5 Alice sends 10 to Bob as t1 under 1: success 1
/// 2..  Alice sends 10 to Bob as t1 under 1
/// 6..9 Bob asks: t1 t2, fee 0.1, balance 109.9
/// ```
///
/// Times are milliseconds, from when a message was sent until its answer was there; without an end, and a colon, none arrived.
/// Who does not hold anything to begin with holds 0.
///
/// # Errors
/// With the line.
pub fn parse(text: &str) -> Result<OpHistory, TextError> {
    let mut reader = Reader::default();
    for (n, line) in text.lines().enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let read = match words.as_slice() {
            [] | ["#", ..] => Ok(()),
            [first, ..] if first.starts_with('#') => Ok(()),
            [name, "holds", amount] => reader.holds(name, amount),
            ["fees", "are", "at", "most", amount] => {
                units(amount).map(|most| reader.history.most_fee = Some(most))
            }
            [times, rest @ ..] => reader.message(times, rest),
        };
        read.map_err(|why| TextError::Line { line: n + 1, why })?;
    }
    Ok(reader.history)
}

#[derive(Default)]
struct Reader {
    history: OpHistory,
    contents: HashMap<String, usize>,
}

impl Reader {
    fn holder(&mut self, name: &str) -> usize {
        let holders = &mut self.history.holders;
        holders
            .iter()
            .position(|h| h.name == name)
            .unwrap_or_else(|| {
                let means = Means::Exactly(0);
                holders.push(Holder {
                    name: name.to_owned(),
                    means,
                    perhaps: Vec::new(),
                });
                holders.len() - 1
            })
    }

    fn deposit(&mut self, name: &str) -> usize {
        let deposits = &mut self.history.deposits;
        deposits.iter().position(|d| d == name).unwrap_or_else(|| {
            deposits.push(name.to_owned());
            deposits.len() - 1
        })
    }

    fn holds(&mut self, name: &str, amount: &str) -> Result<(), String> {
        let holder = self.holder(name);
        self.history.holders[holder].means = Means::Exactly(units(amount)?);
        Ok(())
    }

    fn message(&mut self, times: &str, words: &[&str]) -> Result<(), String> {
        let (called, returned) = times
            .split_once("..")
            .ok_or("a message begins with its times, as 0..5 or 0..")?;
        let micros = |text: &str| {
            let ms: u64 = text.parse().map_err(|e| format!("{text:?}: {e}"))?;
            Ok::<_, String>(ms * 1000)
        };
        let called = micros(called)?;
        let returned = (!returned.is_empty())
            .then(|| micros(returned))
            .transpose()?;
        let line = words.join(" ");
        let (asked, told) = match line.split_once(": ") {
            Some((asked, told)) => (asked, Some(told)),
            None => (
                line.trim_end_matches(':'),
                line.ends_with(':').then_some(""),
            ),
        };
        if told.is_some() != returned.is_some() {
            return Err("an answer has a time, and a time an answer".into());
        }
        let asked: Vec<&str> = asked.split(' ').collect();
        let (name, act) = match asked.as_slice() {
            [name, "asks"] => (*name, self.asks(told)?),
            [name, "sends", amount, "to", to, "as", id, "under", counter] => {
                (*name, self.sends(amount, to, id, counter, told)?)
            }
            _ => {
                return Err(
                    "a message is NAME asks, or NAME sends AMOUNT to NAME as ID under COUNTER"
                        .into(),
                );
            }
        };
        let holder = self.holder(name);
        let exchange = u32::try_from(self.history.ops.len() + 1).unwrap_or(u32::MAX);
        self.history.ops.push(Op {
            exchange,
            holder,
            called,
            returned,
            over: None,
            act,
        });
        Ok(())
    }

    fn sends(
        &mut self,
        amount: &str,
        to: &str,
        id: &str,
        counter: &str,
        told: Option<&str>,
    ) -> Result<Act, String> {
        let next = self.contents.len();
        let content = *self
            .contents
            .entry(format!("{amount} {to} {id}"))
            .or_insert(next);
        let told = told.map(|told| match told.split_once(' ') {
            Some(("success", fee)) => Ok(Told::Success(units(fee)?)),
            Some(("failure", fee)) => Ok(Told::Failure(units(fee)?)),
            _ => Err(format!("{told:?} is neither success FEE nor failure FEE")),
        });
        Ok(Act::Transfer {
            to: Some(self.holder(to)),
            counter: counter.parse().map_err(|e| format!("{counter:?}: {e}"))?,
            amount: units(amount)?,
            content,
            deposit: self.deposit(id),
            told: told.transpose()?,
        })
    }

    fn asks(&mut self, told: Option<&str>) -> Result<Act, String> {
        let Some(told) = told else {
            return Ok(Act::Deposits { told: None });
        };
        let parts: Vec<&str> = told.split(", ").collect();
        let (list, fee, balance) = match parts.as_slice() {
            [list, fee, balance] => (*list, *fee, *balance),
            [fee, balance] => ("", *fee, *balance),
            _ => return Err("a list is answered as ID ID, fee FEE, balance BALANCE".into()),
        };
        let value = |text: &str, name: &str| {
            units(
                text.strip_prefix(name)
                    .ok_or_else(|| format!("{text:?} should begin with {name:?}"))?,
            )
        };
        let mut deposits = Vec::new();
        for id in list.split_whitespace() {
            deposits.push(self.deposit(id));
        }
        let told = Listed {
            list: deposits,
            fee: value(fee, "fee ")?,
            balance: value(balance, "balance ")?,
        };
        Ok(Act::Deposits { told: Some(told) })
    }
}

fn units(text: &str) -> Result<i128, String> {
    Decimal::parse(text)
        .map(Decimal::units)
        .map_err(|e: DecimalError| e.to_string())
}

/// A message and its answer as a person reads it, in the grammar of [`parse`] without the times.
#[must_use]
pub fn describe(history: &OpHistory, op: &Op) -> String {
    let name = |holder: usize| history.holders.get(holder).map_or("?", |h| h.name.as_str());
    let deposit = |d: &usize| history.deposits.get(*d).map_or("?", String::as_str);
    let amount = Decimal::smallest_units;
    let (asked, told) = match &op.act {
        Act::Transfer {
            to,
            counter,
            amount: sent,
            deposit: id,
            told,
            ..
        } => (
            format!(
                "{} sends {} to {} as {} under {counter}",
                name(op.holder),
                amount(*sent),
                to.map_or("somebody else", name),
                deposit(id)
            ),
            told.as_ref().map(|told| match told {
                Told::Success(fee) => format!("success {}", amount(*fee)),
                Told::Failure(fee) => format!("failure {}", amount(*fee)),
                Told::Listed => "listed".into(),
            }),
        ),
        Act::Deposits { told } => (
            format!("{} asks", name(op.holder)),
            told.as_ref().map(|listed| {
                let list: Vec<&str> = listed.list.iter().map(deposit).collect();
                let list = if list.is_empty() {
                    "nothing".to_owned()
                } else {
                    list.join(" ")
                };
                format!(
                    "{list}, fee {}, balance {}",
                    amount(listed.fee),
                    amount(listed.balance)
                )
            }),
        ),
    };
    format!("{asked}: {}", told.unwrap_or_else(|| "no answer".into()))
}
