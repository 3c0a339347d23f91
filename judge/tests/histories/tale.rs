//! Histories made by hand: who sent what when, and what came back, as bytes.

use record::{
    Check, Connection, Ending, Exchange, Expectation, Finding, Handshake, Level, Octets, Operation,
    Party, Purpose, RequirementId, ScenarioRecord, StepRecord, Times, Verdict,
};

/// The requirement that the checks of these tests decide.
pub(crate) const OWN: &str = "lcp.issuer.test.own";
/// A requirement that every history is checked against.
pub(crate) const CONSERVED: &str = "lcp.issuer.transfer.conserved";

/// A history in the making. Every exchange takes two milliseconds, one after the other, unless told otherwise; its number
/// comes back.
pub(crate) struct Tale {
    pub(crate) record: ScenarioRecord,
    now: u64,
    purpose: Purpose,
    handshake: Handshake,
}

/// The key identifier of a name.
pub(crate) fn key(name: &str) -> String {
    let digits: String = name.bytes().map(|b| format!("{b:02X}")).collect();
    format!("{digits:0<64}")
}

pub(crate) fn id(text: &str) -> RequirementId {
    RequirementId::parse(text).unwrap()
}

impl Tale {
    pub(crate) fn of(parties: &[&str]) -> Self {
        let party = |name: &&str| Party {
            name: (*name).to_owned(),
            key: key(name),
            pem: None,
        };
        Self {
            record: ScenarioRecord {
                name: "a tale".into(),
                feature: "lcp/issuer/tale.feature".into(),
                line: 1,
                rule: None,
                tags: vec![id(OWN)],
                verdict: Verdict::Inconclusive,
                halted: None,
                own_issuer: None,
                announced: None,
                rate: "1".into(),
                started: 0,
                duration_ms: 0,
                parties: parties.iter().map(party).collect(),
                steps: vec![StepRecord {
                    keyword: "When".into(),
                    text: "something happens".into(),
                    verdict: Verdict::NotApplicable,
                }],
                exchanges: Vec::new(),
                expectations: Vec::new(),
                findings: Vec::new(),
                tallies: Vec::new(),
                played: record::Played::default(),
            },
            now: 1_000,
            purpose: Purpose::Step,
            handshake: Handshake::Full,
        }
    }

    /// A holder that was lent an amount by the treasury, and took note of it; neither cost anything.
    pub(crate) fn lent(parties: &[&str], amount: &str) -> Self {
        let mut tale = Self::of(parties);
        tale.pays("treasury", "Alice", amount, 1, &transferred("success", "0"));
        tale.asks("Alice", &list(&[("t1", amount)], "0", amount));
        tale
    }

    pub(crate) fn resumed(&mut self) -> &mut Self {
        self.handshake = Handshake::Resumed;
        self
    }

    pub(crate) fn sweeping(&mut self) -> &mut Self {
        self.purpose = Purpose::Sweep;
        self
    }

    /// A transfer with the transaction id `t` and its counter, and its answer.
    pub(crate) fn pays(
        &mut self,
        payer: &str,
        to: &str,
        amount: &str,
        counter: u64,
        answer: &[u8],
    ) -> u32 {
        self.sends(
            payer,
            &transfer(to, amount, counter),
            answer,
            Ending::Answered,
        )
    }

    /// A transfer whose answer did not come whole.
    pub(crate) fn loses(
        &mut self,
        payer: &str,
        to: &str,
        amount: &str,
        counter: u64,
        how: Ending,
    ) -> u32 {
        self.sends(payer, &transfer(to, amount, counter), b"", how)
    }

    /// A transfer with a request of its own.
    pub(crate) fn sends(&mut self, payer: &str, request: &[u8], answer: &[u8], how: Ending) -> u32 {
        self.keep(payer, Operation::TransferFunds, request, answer, how)
    }

    /// A deposits request and its answer.
    pub(crate) fn asks(&mut self, holder: &str, answer: &[u8]) -> u32 {
        self.keep(
            holder,
            Operation::GetDeposits,
            &ask(),
            answer,
            Ending::Answered,
        )
    }

    /// A deposits request with a wait, in milliseconds, and its answer.
    pub(crate) fn waits(&mut self, holder: &str, milliseconds: u64, answer: &[u8]) -> u32 {
        let request = ask_with(milliseconds);
        let kind = Operation::GetDeposits;
        self.keep(holder, kind, &request, answer, Ending::Answered)
    }

    /// A deposits request whose answer did not come whole.
    pub(crate) fn asks_in_vain(&mut self, holder: &str, how: Ending) -> u32 {
        self.keep(holder, Operation::GetDeposits, &ask(), b"", how)
    }

    pub(crate) fn describes(&mut self, answer: &[u8], how: Ending) -> u32 {
        self.keep(
            "somebody",
            Operation::Description,
            b"GET /lcp.wsdl HTTP/1.1\r\n\r\n",
            answer,
            how,
        )
    }

    fn keep(
        &mut self,
        holder: &str,
        operation: Operation,
        request: &[u8],
        answer: &[u8],
        how: Ending,
    ) -> u32 {
        let id = u32::try_from(self.record.exchanges.len()).unwrap() + 1;
        self.record.exchanges.push(Exchange {
            id,
            holder: holder.to_owned(),
            purpose: self.purpose,
            operation,
            step: Some(0),
            form: Vec::new(),
            connection: Connection {
                id,
                handshake: Some(self.handshake),
                tls: Some("TLSv1.3".into()),
                ..Connection::default()
            },
            times: Times {
                sent: self.now,
                first_byte: (!answer.is_empty()).then_some(self.now + 1_500),
                ended: self.now + 2_000,
            },
            request: Octets::new(request),
            response: Octets::new(answer),
            ending: how,
        });
        self.now += 3_000;
        id
    }

    /// Says when an exchange was sent and ended, in milliseconds.
    pub(crate) fn timed(&mut self, exchange: u32, sent: u64, ended: u64) -> &mut Self {
        let times = &mut self.record.exchanges[exchange as usize - 1].times;
        *times = Times {
            sent: sent * 1_000,
            first_byte: times.first_byte.map(|_| ended * 1_000 - 500),
            ended: ended * 1_000,
        };
        self.now = self.now.max(ended * 1_000 + 1_000);
        self
    }

    /// What is found about a check.
    pub(crate) fn find(&self, check: Check) -> Vec<Finding> {
        let expectation = Expectation {
            requirement: match check {
                Check::Conserved {} => id(CONSERVED),
                _ => id(OWN),
            },
            step: Some(0),
            check,
        };
        let levels = [(id(OWN), Level::Must)].into_iter().collect();
        judge::find(&self.record, &expectation, &levels)
    }

    /// The verdict on a check, which has one finding.
    pub(crate) fn verdict(&self, check: Check) -> Verdict {
        let found = self.find(check);
        assert_eq!(found.len(), 1, "{found:#?}");
        found[0].verdict
    }

    /// Whether value was conserved: the verdict, and the requirements that are broken.
    pub(crate) fn conserved(&self) -> (Verdict, Vec<String>) {
        let found = self.find(Check::Conserved {});
        let broken = found.iter().filter(|f| f.verdict == Verdict::Failed);
        let mut broken: Vec<String> = broken.map(|f| f.requirement.to_string()).collect();
        broken.dedup();
        (Verdict::of(found.iter().map(|f| f.verdict)), broken)
    }

    pub(crate) fn assert_conserved(&self) {
        assert_eq!(
            self.conserved(),
            (Verdict::Passed, vec![]),
            "{:#?}",
            self.find(Check::Conserved {})
        );
    }

    pub(crate) fn assert_unsettled(&self) {
        assert_eq!(
            self.conserved(),
            (Verdict::Inconclusive, vec![]),
            "{:#?}",
            self.find(Check::Conserved {})
        );
    }

    pub(crate) fn assert_broken(&self, requirement: &str) {
        let found = self.find(Check::Conserved {});
        assert_eq!(
            self.conserved(),
            (Verdict::Failed, vec![requirement.to_owned()]),
            "{found:#?}"
        );
    }
}

pub(crate) fn post(body: &str) -> Vec<u8> {
    let length = body.len();
    format!("POST /lcp HTTP/1.1\r\nHost: money.com\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\r\n{body}")
        .into_bytes()
}

pub(crate) fn http(status: &str, content_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

pub(crate) fn envelope(message: &str) -> String {
    format!(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:l=\"http://lightweightcurrency.org\">\
         <s:Body>{message}</s:Body></s:Envelope>"
    )
}

pub(crate) fn ok(message: &str) -> Vec<u8> {
    http(
        "200 OK",
        "text/xml; charset=utf-8",
        envelope(message).as_bytes(),
    )
}

/// A transfer's request, under the transaction id `t` and its counter.
pub(crate) fn transfer(to: &str, amount: &str, counter: u64) -> Vec<u8> {
    let to = key(to);
    post(&envelope(&format!(
        "<l:transferFunds><recipient>{to}</recipient><userid/><amount>{amount}</amount>\
         <transactionId>t{counter}</transactionId><messageCounter>{counter}</messageCounter></l:transferFunds>"
    )))
}

fn ask() -> Vec<u8> {
    ask_with(0)
}

fn ask_with(milliseconds: u64) -> Vec<u8> {
    post(&envelope(&format!(
        "<l:getDeposits><millisecondsWait>{milliseconds}</millisecondsWait></l:getDeposits>"
    )))
}

/// The answer to a transfer.
pub(crate) fn transferred(result: &str, fee: &str) -> Vec<u8> {
    ok(&format!(
        "<l:transferFundsResponse><result>{result}</result><fee>{fee}</fee></l:transferFundsResponse>"
    ))
}

/// An answer with deposits: transaction id and amount of each, the fee, the balance.
pub(crate) fn list(deposits: &[(&str, &str)], fee: &str, balance: &str) -> Vec<u8> {
    let one = |(id, amount): &(&str, &str)| {
        format!("<deposit><transactionId>{id}</transactionId><amount>{amount}</amount></deposit>")
    };
    let deposits: String = deposits.iter().map(one).collect();
    ok(&format!(
        "<l:getDepositsResponse><deposits>{deposits}</deposits><fee>{fee}</fee><balance>{balance}</balance>\
         </l:getDepositsResponse>"
    ))
}

/// A Fault.
pub(crate) fn fault() -> Vec<u8> {
    let fault = "<s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring></s:Fault>";
    http(
        "500 Internal Server Error",
        "text/xml",
        envelope(fault).as_bytes(),
    )
}
