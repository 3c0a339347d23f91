//! Pieces of records.

use record::{
    Connection, Ending, Exchange, Finding, Handshake, Level, Octets, Operation, Party, Purpose,
    RequirementId, RequirementOutcome, ScenarioRecord, StepRecord, Times, Verdict,
};

pub(crate) const ALICE: &str = "9F2A6C0E1B7D4835AA10C4D2E6F80B1937C5D9E2461F7A08B3C2D1E0F4A59687";
pub(crate) const BOB: &str = "B0CF11D98A7E5432100FEDCBA9876543210ABCDEF0123456789ABCDEF0127E24";

pub(crate) fn id(slug: &str) -> RequirementId {
    RequirementId::parse(&format!("lcp.issuer.{slug}")).unwrap()
}

pub(crate) fn requirement(
    slug: &str,
    level: Level,
    verdict: Option<Verdict>,
    says: &str,
    scenarios: &[&str],
) -> RequirementOutcome {
    RequirementOutcome {
        id: id(slug),
        level,
        verdict,
        says: says.into(),
        source: "paper §3".into(),
        scenarios: scenarios.iter().map(|s| (*s).into()).collect(),
        untested: None,
    }
}

pub(crate) fn untested(slug: &str, level: Level, says: &str, why: &str) -> RequirementOutcome {
    RequirementOutcome {
        untested: Some(why.into()),
        ..requirement(slug, level, None, says, &[])
    }
}

pub(crate) fn step(keyword: &str, text: &str, verdict: Verdict) -> StepRecord {
    StepRecord {
        keyword: keyword.into(),
        text: text.into(),
        verdict,
    }
}

pub(crate) fn finding(slug: &str, verdict: Verdict, step: Option<usize>, actual: &str) -> Finding {
    Finding {
        requirement: id(slug),
        verdict,
        step,
        expected: "what the requirement says".into(),
        actual: actual.into(),
        why: String::new(),
        exchanges: Vec::new(),
        timeline: Vec::new(),
    }
}

pub(crate) fn scenario(name: &str, feature: &str, line: usize, verdict: Verdict) -> ScenarioRecord {
    ScenarioRecord {
        name: name.into(),
        feature: format!("lcp/issuer/{feature}.feature"),
        line,
        rule: None,
        tags: Vec::new(),
        verdict,
        halted: None,
        own_issuer: None,
        announced: None,
        rate: "1".into(),
        started: 1_250_000,
        duration_ms: 412,
        parties: vec![
            Party {
                name: "Alice".into(),
                key: ALICE.into(),
                pem: None,
            },
            Party {
                name: "Bob".into(),
                key: BOB.into(),
                pem: None,
            },
        ],
        steps: Vec::new(),
        exchanges: Vec::new(),
        expectations: Vec::new(),
        findings: Vec::new(),
        tallies: Vec::new(),
        played: record::Played::default(),
    }
}

fn envelope(content: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>{content}</soap:Body></soap:Envelope>"
    )
}

pub(crate) fn post(content: &str) -> String {
    let body = envelope(content);
    format!(
        "POST /lcp HTTP/1.1\r\nHost: money.com\r\nContent-Type: text/xml; charset=utf-8\r\nSOAPAction: \"\"\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

pub(crate) fn ok(content: &str) -> String {
    let body = envelope(content);
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

pub(crate) fn transfer(amount: &str, transaction_id: &str, counter: u64) -> String {
    post(&format!(
        "<l:transferFunds xmlns:l=\"http://lightweightcurrency.org\"><recipient>{BOB}</recipient><userid></userid><amount>{amount}</amount><transactionId>{transaction_id}</transactionId><messageCounter>{counter}</messageCounter></l:transferFunds>"
    ))
}

pub(crate) fn transferred(result: &str, fee: &str) -> String {
    ok(&format!(
        "<l:transferFundsResponse xmlns:l=\"http://lightweightcurrency.org\"><result>{result}</result><fee>{fee}</fee></l:transferFundsResponse>"
    ))
}

pub(crate) fn ask(wait: u32) -> String {
    post(&format!(
        "<l:getDeposits xmlns:l=\"http://lightweightcurrency.org\"><millisecondsWait>{wait}</millisecondsWait></l:getDeposits>"
    ))
}

pub(crate) fn deposits(list: &[(&str, &str)], balance: &str) -> String {
    let list: String = list
        .iter()
        .map(|(id, amount)| {
            format!(
                "<deposit><transactionId>{id}</transactionId><amount>{amount}</amount></deposit>"
            )
        })
        .collect();
    ok(&format!(
        "<l:getDepositsResponse xmlns:l=\"http://lightweightcurrency.org\"><deposits>{list}</deposits><fee>0</fee><balance>{balance}</balance></l:getDepositsResponse>"
    ))
}

/// An exchange that was answered within 3.4 ms.
pub(crate) fn exchange(number: u32, holder: &str, request: &str, response: &str) -> Exchange {
    let sent = 1_260_000 + u64::from(number) * 12_345;
    let operation = if request.contains("getDeposits") {
        Operation::GetDeposits
    } else {
        Operation::TransferFunds
    };
    Exchange {
        id: number,
        holder: holder.into(),
        purpose: Purpose::Step,
        operation,
        step: Some(number as usize % 4),
        form: Vec::new(),
        connection: Connection {
            id: number,
            handshake: Some(if number % 3 == 1 {
                Handshake::Full
            } else {
                Handshake::Resumed
            }),
            tls: Some("TLSv1.3".into()),
            ..Connection::default()
        },
        times: Times {
            sent,
            first_byte: Some(sent + 3_200),
            ended: sent + 3_400,
        },
        request: Octets::new(request.as_bytes()),
        response: Octets::new(response.as_bytes()),
        ending: Ending::Answered,
    }
}
