//! What stands at an arrow.

use std::collections::HashMap;

use record::{Ending, Exchange, Octets, Operation, Purpose, RunRecord, ScenarioRecord};

use crate::http::Message;
use crate::message::{self, Request, Response};
use crate::text::line;
use crate::words;

/// Characters of a label, and of a value in it.
const MOST: usize = 64;
const VALUE: usize = 24;
/// Deposits whose amounts are told.
const AMOUNTS: usize = 3;
/// A wait that is worth drawing, in milliseconds.
const WAIT: u64 = 20;

pub(crate) struct Labels<'a> {
    run: &'a RunRecord,
    scenario: &'a ScenarioRecord,
    /// The exchange in which these bytes were first sent, by their digest.
    first: HashMap<&'a str, u32>,
}

impl<'a> Labels<'a> {
    pub(crate) fn of(run: &'a RunRecord, scenario: &'a ScenarioRecord) -> Self {
        let mut first = HashMap::new();
        let asks =
            |e: &&Exchange| matches!(e.operation, Operation::GetDeposits | Operation::Description);
        for one in scenario.exchanges.iter().filter(|e| !asks(e)) {
            first.entry(one.request.sha256()).or_insert(one.id);
        }
        Self {
            run,
            scenario,
            first,
        }
    }

    /// `transferFunds 10 → Bob, counter 7`
    pub(crate) fn request(&self, one: &Exchange) -> String {
        let mut label = format!(
            "#{} {}",
            one.id,
            match message::request(one.request.as_slice()) {
                Request::Transfer {
                    recipient,
                    amount,
                    counter,
                } => format!(
                    "transferFunds {} → {}, counter {}",
                    value(&amount),
                    self.name(one, &recipient),
                    value(&counter)
                ),
                Request::Deposits { wait: 0 } => "getDeposits".to_owned(),
                Request::Deposits { wait } => format!("getDeposits, wait {wait} ms"),
                Request::Other if one.operation == Operation::Probe => probe(&one.request),
                Request::Other => words::operation(one.operation).to_owned(),
            }
        );
        if let Some(first) = self.first.get(one.request.sha256())
            && *first != one.id
        {
            label.push_str(&format!(" (copy of #{first})"));
        }
        if !one.form.is_empty() {
            label.push_str(&format!(" · {}", line(&one.form.join(", "))));
        }
        clip(&label, MOST)
    }

    /// `success, fee 1.2`
    pub(crate) fn response(&self, one: &Exchange) -> String {
        if one.ending != Ending::Answered {
            return clip(&words::ending(&one.ending), MOST);
        }
        let label = match message::response(one.response.as_slice()) {
            Response::Transferred { result, fee } => {
                format!("{}, fee {}", value(&result), value(&fee))
            }
            Response::Deposits {
                amounts,
                fee,
                balance,
            } => format!(
                "{}, fee {}, balance {}{}",
                deposits(&amounts),
                value(&fee),
                value(&balance),
                self.waited(one)
            ),
            Response::Fault { text, status } => {
                let status = status.map(|s| format!("HTTP {s}, "));
                format!("{}Fault: {}", status.unwrap_or_default(), line(&text))
            }
            Response::Status(status) => format!("HTTP {status}"),
            Response::Other => bytes(&one.response),
        };
        clip(&label, MOST)
    }

    /// `, after 502 of 1000 ms`
    fn waited(&self, one: &Exchange) -> String {
        let took = one.times.ended.saturating_sub(one.times.sent) / 1000;
        match self.asked(one) {
            Some(asked) => format!(", after {took} of {asked} ms"),
            None => String::new(),
        }
    }

    /// The wait that was asked for, unless deposits ended it.
    pub(crate) fn asked(&self, one: &Exchange) -> Option<u64> {
        let Request::Deposits { wait } = message::request(one.request.as_slice()) else {
            return None;
        };
        let ended_it = match message::response(one.response.as_slice()) {
            Response::Deposits { amounts, .. } => !amounts.is_empty(),
            _ => one.times.ended.saturating_sub(one.times.sent) / 1000 < wait,
        };
        (wait >= WAIT && !ended_it).then_some(wait)
    }

    /// The name of whoever has that key. The record names no key of the treasury, but only to it goes what the purse
    /// lends and what is swept up.
    fn name(&self, one: &Exchange, key: &str) -> String {
        let purse = self.run.purse.as_ref();
        match self.scenario.party_of_key(key) {
            Some(name) => value(name),
            None if purse.is_some_and(|p| p.key.eq_ignore_ascii_case(key)) => "purse".to_owned(),
            None if one.purpose == Purpose::Sweep || one.holder == "purse" => "treasury".to_owned(),
            None => words::key(key),
        }
    }
}

/// `probe, 34 bytes`; `probe: PUT /lcp`
fn probe(request: &Octets) -> String {
    match Message::read(request.as_slice()).filter(|m| m.is_plain) {
        Some(message) => {
            let [method, target, _] = message.words();
            format!("probe: {} {}", value(method), value(target))
        }
        None => format!("probe, {}", bytes(request)),
    }
}

/// `7 bytes`; `TLS alert 40`
fn bytes(octets: &Octets) -> String {
    match octets.as_slice() {
        // RFC 8446 §5.1 and §6: a record of type 21 with level and description.
        [21, 3, _, 0, 2, _, description] => format!("TLS alert {description}"),
        _ => words::count(octets.length() as usize, "byte"),
    }
}

fn deposits(amounts: &[String]) -> String {
    let told: Vec<String> = amounts.iter().take(AMOUNTS).map(|a| value(a)).collect();
    match amounts.len() {
        0 => "no deposit".to_owned(),
        n if n > AMOUNTS => format!("{n} deposits"),
        n => format!("{}: {}", words::count(n, "deposit"), told.join(", ")),
    }
}

fn value(text: &str) -> String {
    clip(&line(text), VALUE)
}

/// At most `most` characters; where there were more, the last one says so.
pub(crate) fn clip(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_clipped() {
        assert_eq!(clip("äöü", 3), "äöü");
        assert_eq!(clip("äöüß", 3), "äö…");
    }

    #[test]
    fn a_list_is_told_in_a_few_words() {
        let list = |n: usize| deposits(&vec!["10".to_owned(); n]);
        assert_eq!(list(0), "no deposit");
        assert_eq!(list(1), "1 deposit: 10");
        assert_eq!(list(3), "3 deposits: 10, 10, 10");
        assert_eq!(list(26), "26 deposits");
    }
}
