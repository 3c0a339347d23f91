//! Records of holders, made by hand.

use record::{
    Arrival, Connection, Deed, Ending, Exchange, ExpectedDeposit, Octets, Operation, Payment,
    Played, Purpose, Said, ScenarioRecord, Settled, Times, Told, Verdict, What,
};

use super::view::View;

/// A key of the holder's.
pub(super) const KEY: &str = "11a0000000000000000000000000000000000000000000000000000000000001";

/// A record with one issuer, "main". Times are in milliseconds.
pub(super) struct Made(pub(super) ScenarioRecord);

impl Made {
    pub(super) fn new() -> Self {
        Self(blank())
    }

    pub(super) fn view(&self) -> View<'_> {
        View::of(&self.0)
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

    /// The suite's line.
    pub(super) fn asked(self, ms: u64, process: u32, line: &str) -> Self {
        self.said(ms, process, What::Asked(Octets::new(line.as_bytes())))
    }

    /// The adapter's line.
    pub(super) fn answered(self, ms: u64, process: u32, line: &str) -> Self {
        self.said(ms, process, What::Answered(Octets::new(line.as_bytes())))
    }

    pub(super) fn killed(self, ms: u64, process: u32) -> Self {
        self.said(ms, process, What::Killed)
    }

    pub(super) fn closed(self, ms: u64, process: u32) -> Self {
        self.said(ms, process, What::Closed)
    }

    pub(super) fn ended(self, ms: u64, process: u32, status: &str) -> Self {
        self.said(ms, process, What::Ended(status.into()))
    }

    /// The suite pays the holder.
    pub(super) fn paid(self, deposit: ExpectedDeposit) -> Self {
        self.paid_at(0, deposit)
    }

    /// The same at a certain time.
    pub(super) fn paid_at(mut self, ms: u64, deposit: ExpectedDeposit) -> Self {
        self.0.played.payments.push(Payment {
            issuer: "main".into(),
            key: KEY.into(),
            at: ms * 1000,
            deposit,
        });
        self
    }

    /// A question for deposits came from a process, and this was sent as the list.
    pub(super) fn listed(
        mut self,
        asked: u64,
        ended: u64,
        process: u32,
        told: Told,
        deposits: &str,
    ) -> Self {
        let id = u32::try_from(self.0.exchanges.len()).unwrap() + 1;
        let body = format!(
            "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
             <l:getDepositsResponse xmlns:l=\"http://lightweightcurrency.org\"><deposits>{deposits}</deposits>\
             <fee>0</fee><balance>10</balance></l:getDepositsResponse></s:Body></s:Envelope>"
        );
        let response = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.0.exchanges.push(Exchange {
            id,
            holder: "holder".into(),
            purpose: Purpose::Step,
            operation: Operation::GetDeposits,
            step: None,
            form: Vec::new(),
            connection: Connection {
                id,
                ..Connection::default()
            },
            times: Times {
                sent: asked * 1000,
                first_byte: None,
                ended: ended * 1000,
            },
            request: Octets::new(b"POST /lcp HTTP/1.1\r\n\r\n"),
            response: Octets::new(response.as_bytes()),
            ending: Ending::Answered,
        });
        self.0.played.arrivals.push(Arrival {
            key: Some(KEY.into()),
            received: 100,
            ..Arrival::new(id, "main".into(), process, asked * 1000)
        });
        self.0.played.deeds.push(Deed {
            exchange: id,
            issuer: "main".into(),
            key: KEY.into(),
            settled: Settled::Listed,
            fee: "0".into(),
            balance: "10".into(),
            told,
        });
        self
    }
}

/// A deposit of the suite's.
pub(super) fn deposit(id: &str, amount: &str) -> ExpectedDeposit {
    ExpectedDeposit {
        transaction_id: id.into(),
        amount: amount.into(),
        userid: None,
    }
}

/// A record in which nothing has happened.
pub(super) fn blank() -> ScenarioRecord {
    ScenarioRecord {
        name: "made by hand".into(),
        feature: "lcp/holder/made".into(),
        line: 1,
        rule: None,
        expectations: Vec::new(),
        tags: Vec::new(),
        verdict: Verdict::Inconclusive,
        halted: None,
        own_issuer: None,
        announced: None,
        rate: "1".into(),
        started: 0,
        duration_ms: 0,
        parties: Vec::new(),
        steps: Vec::new(),
        exchanges: Vec::new(),
        played: Played::default(),
        findings: Vec::new(),
        tallies: Vec::new(),
    }
}
