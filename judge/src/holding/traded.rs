//! Records of transfers, made by hand: what was told, what came, and what the issuer did about it.

use record::{
    Arrival, Connection, Deed, Ending, Exchange, Octets, Operation, Purpose, Said, ScenarioRecord,
    Settled, Times, Told, What,
};
use serde_json::{Value, json};

use super::{made::blank, view::View};
use crate::check::{Found, Outcome};

/// The holder's key.
const KEY: &str = "11A0000000000000000000000000000000000000000000000000000000000001";

/// Whoever is paid.
pub(super) const BOB: &str = "B0B0000000000000000000000000000000000000000000000000000000000002";

/// A record with one issuer, "main". Times are in milliseconds, process 1 is the first.
pub(super) struct Traded(ScenarioRecord);

impl Traded {
    pub(super) fn new() -> Self {
        Self(blank())
    }

    fn said(mut self, ms: u64, process: u32, what: What) -> Self {
        self.0.played.dialogue.push(Said {
            at: ms * 1000,
            process,
            step: None,
            what,
        });
        self
    }

    /// The holder is told to pay 10, under an id.
    pub(super) fn told(self, ms: u64, call: u64, transaction: &str) -> Self {
        self.told_in(1, ms, call, transaction)
    }

    /// The same in another process.
    pub(super) fn told_in(self, process: u32, ms: u64, call: u64, transaction: &str) -> Self {
        let line = json!({"id": call, "op": "transfer", "issuer": "main", "recipient": BOB, "amount": "10",
                          "transaction-id": transaction, "within-ms": 3000});
        let line = Octets::new(line.to_string().as_bytes());
        self.said(ms, process, What::Asked(line))
    }

    /// The holder reports an outcome.
    pub(super) fn reports(self, ms: u64, call: u64, outcome: &str) -> Self {
        let line = json!({"id": call, "ok": {"outcome": outcome}});
        let line = Octets::new(line.to_string().as_bytes());
        self.said(ms, 1, What::Answered(line))
    }

    /// The holder reports an outcome, and what is told beside it.
    pub(super) fn reports_more(self, ms: u64, call: u64, told: &Value) -> Self {
        let line = json!({"id": call, "ok": told});
        let line = Octets::new(line.to_string().as_bytes());
        self.said(ms, 1, What::Answered(line))
    }

    /// The holder says that it sent nothing.
    pub(super) fn refuses(self, ms: u64, call: u64) -> Self {
        let line = json!({"id": call, "error": {"code": "refused", "message": ""}});
        let line = Octets::new(line.to_string().as_bytes());
        self.said(ms, 1, What::Answered(line))
    }

    /// What came last was answered so; it cost that where it did anything.
    pub(super) fn saying(mut self, word: &str, fee: &str) -> Self {
        let body = format!(
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
             <l:transferFundsResponse xmlns:l=\"http://lightweightcurrency.org\"><result>{word}</result>\
             <fee>{fee}</fee></l:transferFundsResponse></s:Body></s:Envelope>"
        );
        if let Some(deed) = self.0.played.deeds.last_mut() {
            deed.fee = fee.into();
        }
        self.answering(200, &body)
    }

    /// The end of the answer to what came last was noted so much later.
    pub(super) fn taking(mut self, ms: u64) -> Self {
        if let Some(exchange) = self.0.exchanges.last_mut() {
            exchange.times.ended = exchange.times.sent + ms * 1000;
        }
        self
    }

    /// The connection on which the last came was cut.
    pub(super) fn cut(mut self) -> Self {
        if let Some(exchange) = self.0.exchanges.last_mut() {
            exchange.ending = Ending::Cut;
        }
        self
    }

    /// What came last was answered with a Fault.
    pub(super) fn faulting(self) -> Self {
        self.answering(
            500,
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault>\
             <faultcode>s:Server</faultcode><faultstring>not now</faultstring></s:Fault></s:Body></s:Envelope>",
        )
    }

    fn answering(mut self, status: u16, body: &str) -> Self {
        let response = format!(
            "HTTP/1.1 {status} OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        if let Some(exchange) = self.0.exchanges.last_mut() {
            exchange.response = Octets::new(response.as_bytes());
        }
        self
    }

    /// A transfer of 10 comes, under a counter and an id, and this becomes of it and of its answer, which is sent at once.
    pub(super) fn came(
        self,
        ms: u64,
        counter: u64,
        transaction: &str,
        done: (Settled, Told),
    ) -> Self {
        self.came_from(1, ms, counter, transaction, "10", done)
    }

    /// The same from another process, of another amount.
    pub(super) fn came_from(
        self,
        process: u32,
        ms: u64,
        counter: u64,
        transaction: &str,
        amount: &str,
        done: (Settled, Told),
    ) -> Self {
        self.came_for(BOB, (process, ms, counter), transaction, amount, done)
    }

    /// A transfer between two keys is executed and answered; this is left with the first.
    pub(super) fn moved(
        self,
        ms: u64,
        counter: u64,
        transaction: &str,
        (from, amount, to): (&str, &str, &str),
        left: &str,
    ) -> Self {
        let mut moved = self.came_for(to, (1, ms, counter), transaction, amount, EXECUTED);
        if let Some(deed) = moved.0.played.deeds.last_mut() {
            deed.key = from.into();
            deed.balance = left.into();
        }
        moved
    }

    /// The suite says something, and is answered a millisecond later.
    pub(super) fn dealt(self, ms: u64, asked: &Value, answered: &Value) -> Self {
        let line = |value: &Value| Octets::new(value.to_string().as_bytes());
        let (asked, answered) = (line(asked), line(answered));
        self.said(ms, 1, What::Asked(asked))
            .said(ms + 1, 1, What::Answered(answered))
    }

    fn came_for(
        self,
        recipient: &str,
        (process, ms, counter): (u32, u64, u64),
        transaction: &str,
        amount: &str,
        done: (Settled, Told),
    ) -> Self {
        let body = format!(
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
             <l:transferFunds xmlns:l=\"http://lightweightcurrency.org\"><recipient>{recipient}</recipient><userid/>\
             <amount>{amount}</amount><transactionId>{transaction}</transactionId>\
             <messageCounter>{counter}</messageCounter></l:transferFunds></s:Body></s:Envelope>"
        );
        self.exchange(process, ms, Operation::TransferFunds, &body, done)
    }

    /// A question for deposits is answered whole, or not.
    pub(super) fn looked(self, ms: u64, told: Told) -> Self {
        let done = (Settled::Listed, told);
        self.exchange(1, ms, Operation::GetDeposits, "<s/>", done)
    }

    fn exchange(
        mut self,
        process: u32,
        ms: u64,
        operation: Operation,
        body: &str,
        (settled, told): (Settled, Told),
    ) -> Self {
        let id = u32::try_from(self.0.exchanges.len()).unwrap() + 1;
        let request = format!(
            "POST /lcp HTTP/1.1\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.0.exchanges.push(Exchange {
            id,
            holder: "holder".into(),
            purpose: Purpose::Step,
            operation,
            step: None,
            form: Vec::new(),
            connection: Connection {
                id,
                ..Connection::default()
            },
            times: Times {
                sent: ms * 1000,
                first_byte: Some(ms * 1000),
                // The suite is slow to note it: that must not matter.
                ended: (ms + 50) * 1000,
            },
            request: Octets::new(request.as_bytes()),
            response: Octets::new(&[]),
            ending: Ending::Answered,
        });
        self.0.played.arrivals.push(Arrival {
            key: Some(KEY.into()),
            received: 100,
            ..Arrival::new(id, "main".into(), process, ms * 1000)
        });
        self.0.played.deeds.push(Deed {
            exchange: id,
            issuer: "main".into(),
            key: KEY.into(),
            settled,
            fee: "0".into(),
            balance: "10".into(),
            told,
        });
        self
    }

    /// What was made.
    pub(super) fn scenario(self) -> ScenarioRecord {
        self.0
    }

    /// What a checker finds: each outcome, with the requirement that it speaks about where it is another.
    pub(super) fn found(
        &self,
        check: impl FnOnce(&View<'_>) -> Vec<Found>,
    ) -> Vec<(Outcome, String)> {
        let each = check(&View::of(&self.0)).into_iter();
        let each = each.map(|f| {
            let about = f.requirement.map(|r| r.to_string());
            (f.outcome, about.unwrap_or_default())
        });
        each.collect()
    }
}

/// It holds, and nothing else.
pub(super) fn holds() -> Vec<(Outcome, String)> {
    vec![(Outcome::Holds, String::new())]
}

/// It is broken once, and this requirement with it.
pub(super) fn broken(about: &str) -> Vec<(Outcome, String)> {
    vec![(Outcome::Broken, about.to_owned())]
}

pub(super) const EXECUTED: (Settled, Told) = (Settled::Executed, Told::Whole);
pub(super) const EXECUTED_LOST: (Settled, Told) = (Settled::Executed, Told::Lost);
pub(super) const AGAIN: (Settled, Told) = (Settled::Duplicate, Told::Whole);
pub(super) const FAILED: (Settled, Told) = (Settled::Failed, Told::Whole);
pub(super) const FAULT: (Settled, Told) = (Settled::Nothing, Told::Whole);
pub(super) const SILENCE: (Settled, Told) = (Settled::Nothing, Told::Lost);
pub(super) const GARBAGE: (Settled, Told) = (Settled::Nothing, Told::Garbled);
