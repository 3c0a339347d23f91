//! Small records to try checkers on.

use record::{
    Connection, Ending, Exchange, Octets, Operation, Purpose, ScenarioRecord, Times, Verdict,
};

/// A scenario in the making. Times are in milliseconds since the run began.
pub(super) struct Tale(pub(super) ScenarioRecord);

impl Default for Tale {
    fn default() -> Self {
        Self(ScenarioRecord {
            name: String::new(),
            feature: String::new(),
            line: 1,
            rule: None,
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
            expectations: Vec::new(),
            findings: Vec::new(),
            tallies: Vec::new(),
            played: record::Played::default(),
        })
    }
}

impl Tale {
    /// A deposits request, sent and answered then.
    pub(super) fn asks(&mut self, holder: &str, times: (u64, u64), answer: &str) {
        self.keep(holder, times, answer, Ending::Answered);
    }

    /// A deposits request that wanted to wait so long, with a comment of so many characters in it.
    pub(super) fn waits(&mut self, ms: u64, comment: usize, times: (u64, u64), answer: &str) {
        self.keep("Bob", times, answer, Ending::Answered);
        let comment = format!("<!--{}-->", " ".repeat(comment));
        let wait = format!("<millisecondsWait>{ms}</millisecondsWait>");
        let message = request(&format!("<l:getDeposits>{comment}{wait}</l:getDeposits>"));
        if let Some(last) = self.0.exchanges.last_mut() {
            last.request = Octets::new(message.as_bytes());
        }
    }

    /// A deposits request that had no answer.
    pub(super) fn ends(&mut self, holder: &str, times: (u64, u64), ending: Ending) {
        self.keep(holder, times, "", ending);
    }

    /// A transfer under a message counter, sent and answered then.
    pub(super) fn pays(
        &mut self,
        holder: &str,
        times: (u64, u64),
        (amount, counter): (&str, u64),
        answer: &str,
    ) {
        self.keep(holder, times, answer, Ending::Answered);
        self.make_transfer(amount, counter);
    }

    /// A transfer whose answer was lost.
    pub(super) fn pays_unanswered(
        &mut self,
        holder: &str,
        times: (u64, u64),
        (amount, counter): (&str, u64),
    ) {
        self.keep(holder, times, "", Ending::Cut);
        self.make_transfer(amount, counter);
    }

    fn make_transfer(&mut self, amount: &str, counter: u64) {
        if let Some(last) = self.0.exchanges.last_mut() {
            last.operation = Operation::TransferFunds;
            last.request = Octets::new(transfer(amount, counter).as_bytes());
        }
    }

    fn keep(&mut self, holder: &str, (sent, ended): (u64, u64), answer: &str, ending: Ending) {
        let answered = ending == Ending::Answered;
        self.0.exchanges.push(Exchange {
            id: u32::try_from(self.0.exchanges.len()).unwrap_or(u32::MAX) + 1,
            holder: holder.into(),
            purpose: Purpose::Step,
            operation: Operation::GetDeposits,
            step: None,
            form: Vec::new(),
            connection: Connection {
                id: 1,
                ..Connection::default()
            },
            times: Times {
                sent: sent * 1000,
                first_byte: answered.then_some(ended * 1000),
                ended: ended * 1000,
            },
            request: Octets::new(request("<l:getDeposits/>").as_bytes()),
            response: Octets::new(answer.as_bytes()),
            ending,
        });
    }
}

/// An answer with that status, and that in its envelope.
pub(super) fn answer(status: &str, body: &str) -> String {
    let envelope = format!(
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>{body}</e:Body></e:Envelope>"
    );
    let length = envelope.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\r\n{envelope}"
    )
}

/// A reply with deposits (transaction id, amount), a fee and a balance.
pub(super) fn list(deposits: &[(&str, &str)], fee: &str, balance: &str) -> String {
    let one = |(id, amount): &(&str, &str)| {
        format!("<deposit><transactionId>{id}</transactionId><amount>{amount}</amount></deposit>")
    };
    let deposits: String = deposits.iter().map(one).collect();
    answer(
        "200 OK",
        &format!(
            "<l:getDepositsResponse xmlns:l=\"http://lightweightcurrency.org\"><deposits>{deposits}</deposits>\
             <fee>{fee}</fee><balance>{balance}</balance></l:getDepositsResponse>"
        ),
    )
}

fn request(message: &str) -> String {
    let envelope = format!(
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:l=\"http://lightweightcurrency.org\"><e:Body>{message}</e:Body></e:Envelope>"
    );
    format!(
        "POST /lcp HTTP/1.1\r\nContent-Length: {}\r\n\r\n{envelope}",
        envelope.len()
    )
}

fn transfer(amount: &str, counter: u64) -> String {
    request(&format!(
        "<l:transferFunds><recipient>B0B</recipient><userid></userid><amount>{amount}</amount>\
         <transactionId>t</transactionId><messageCounter>{counter}</messageCounter></l:transferFunds>"
    ))
}

/// An answer to a transfer.
pub(super) fn result(word: &str, fee: &str) -> String {
    answer(
        "200 OK",
        &format!(
            "<l:transferFundsResponse xmlns:l=\"http://lightweightcurrency.org\"><result>{word}</result><fee>{fee}</fee>\
             </l:transferFundsResponse>"
        ),
    )
}

/// A Fault.
pub(super) fn fault() -> String {
    answer(
        "500 Internal Server Error",
        "<e:Fault><faultcode>e:Client</faultcode><faultstring>no</faultstring></e:Fault>",
    )
}
