//! A scenario's messages as a history of calls and returns.
//!
//! A message was called when its first byte was handed to the connection, and returned when its whole answer was there; both
//! times are of one clock, and their order is that of the record's whole microseconds. Without an answer it may have been carried
//! out at any time after it was sent, or never. What cannot have been carried out is left out: half a request, one for which there
//! was no connection, and one that was refused with a Fault or an HTTP status (spec §6: a Fault leaves counter and money alone).

use std::collections::HashMap;

use record::Operation;

use super::model::{Act, Holder, Listed, Means, Op, OpHistory, Told};
use crate::{
    Decimal,
    decode::{Deposit, Reply, TransferRequest},
    history::History,
    readings::Event,
};

/// A message that cannot be taken into account, and why: nothing can be said then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unclear {
    pub(crate) exchange: u32,
    pub(crate) why: &'static str,
}

/// The history of a scenario.
///
/// Its parties had nothing to begin with, for their keys were made for it. Of others who send messages nobody knows what they have;
/// the treasury, which serves other scenarios as well, is one whose account is not looked at. Other recipients, such as the issuer
/// itself, are no holders of the history.
pub(crate) fn recorded(history: &History<'_>) -> Result<OpHistory, Unclear> {
    let mut reading = Reading::default();
    for party in &history.scenario.parties {
        let holder = reading.holder(&party.name, Some(&party.key));
        reading.history.holders[holder].means = Means::Exactly(0);
    }
    for event in &history.events {
        let holder = &event.exchange.holder;
        let act = match event.exchange.operation {
            Operation::TransferFunds => reading.transfer(event)?,
            Operation::GetDeposits if holder != TREASURY => reading.deposits(event),
            _ => None,
        };
        let Some(act) = act else { continue };
        let answered = match &act {
            Act::Transfer { told, .. } => told.is_some(),
            Act::Deposits { told } => told.is_some(),
        };
        let times = event.exchange.times;
        let op = Op {
            exchange: event.exchange.id,
            holder: reading.holder(holder, None),
            called: times.sent,
            returned: answered.then_some(times.ended),
            over: None,
            act,
        };
        reading.history.ops.push(op);
    }
    Ok(reading.history)
}

/// Who lends, in every record.
const TREASURY: &str = "treasury";

/// What a transfer says: recipient, user, amount, transaction id.
type Content = (String, Option<String>, i128, String);

#[derive(Default)]
struct Reading {
    history: OpHistory,
    names: HashMap<String, usize>,
    keys: HashMap<String, usize>,
    contents: HashMap<Content, usize>,
    deposits: HashMap<Deposit, usize>,
}

impl Reading {
    /// The holder of that name. Two names of one key are one holder.
    fn holder(&mut self, name: &str, key: Option<&str>) -> usize {
        let key = key.map(str::to_ascii_uppercase);
        let known = self.names.get(name);
        let known = known.or_else(|| self.keys.get(key.as_ref()?));
        let holder = known.copied().unwrap_or(self.history.holders.len());
        if holder == self.history.holders.len() {
            let means = if name == TREASURY {
                Means::Boundless
            } else {
                Means::Unknown
            };
            self.history.holders.push(Holder {
                name: name.to_owned(),
                means,
                perhaps: Vec::new(),
            });
        }
        self.names.insert(name.to_owned(), holder);
        self.keys.extend(key.map(|key| (key, holder)));
        holder
    }

    /// Deposits are the same that look the same to their recipient.
    fn deposit(&mut self, deposit: Deposit) -> usize {
        let names = &mut self.history.deposits;
        let name = deposit.transaction_id.clone();
        *self.deposits.entry(deposit).or_insert_with(|| {
            names.push(name);
            names.len() - 1
        })
    }

    fn transfer(&mut self, event: &Event<'_>) -> Result<Option<Act>, Unclear> {
        let told = match &event.reply {
            Reply::Transfer { result, fee } if result == "success" => {
                Some(Told::Success(fee.units()))
            }
            Reply::Transfer { fee, .. } => Some(Told::Failure(fee.units())),
            _ if event.open() => None,
            _ => return Ok(None),
        };
        let unclear = |why| Unclear {
            exchange: event.exchange.id,
            why,
        };
        // What was refused for nothing moved nothing, and a counter that is none is not used up.
        let nothing = told == Some(Told::Failure(0));
        let Some(request) = &event.transfer else {
            return if nothing {
                Ok(None)
            } else {
                Err(unclear("its request cannot be read"))
            };
        };
        // Of a transfer that failed only the fee counts.
        let failed = matches!(told, Some(Told::Failure(_)));
        let amount = request.amount.or(failed.then_some(Decimal::ZERO));
        let (Some(amount), Some(counter)) = (amount, request.counter) else {
            return if nothing {
                Ok(None)
            } else {
                Err(unclear("its amount or counter is none"))
            };
        };
        let amount = amount.units();
        let TransferRequest {
            recipient,
            userid,
            transaction_id,
            ..
        } = request;
        let recipient = recipient.trim().to_ascii_uppercase();
        let to = self.keys.get(&recipient).copied();
        let deposit = self.deposit(Deposit {
            transaction_id: transaction_id.clone(),
            amount: request.amount.unwrap_or_default(),
            userid: userid.clone(),
        });
        let next = self.contents.len();
        let content = (recipient, userid.clone(), amount, transaction_id.clone());
        let content = *self.contents.entry(content).or_insert(next);
        Ok(Some(Act::Transfer {
            to,
            counter,
            amount,
            content,
            deposit,
            told,
        }))
    }

    fn deposits(&mut self, event: &Event<'_>) -> Option<Act> {
        match &event.reply {
            Reply::Deposits { list, fee, balance } => {
                let list = list.iter().map(|d| self.deposit(d.clone())).collect();
                Some(Act::Deposits {
                    told: Some(Listed {
                        list,
                        fee: fee.units(),
                        balance: balance.units(),
                    }),
                })
            }
            _ => event.open().then_some(Act::Deposits { told: None }),
        }
    }
}
