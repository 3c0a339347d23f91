//! The words that all reports use for the same thing.

use record::{
    Connection, EarlyData, Ending, Exchange, Handshake, Operation, Purpose, RequirementOutcome,
    RunRecord, ScenarioRecord, Summary, Times, Verdict,
};

use crate::text::line;

/// One character for a verdict. It always stands beside its word or its colour, never alone for both.
pub(crate) fn mark(verdict: Verdict) -> char {
    match verdict {
        Verdict::Failed => '✗',
        Verdict::Error => 'E',
        Verdict::Inconclusive => '?',
        Verdict::Warned => '!',
        Verdict::Passed => '✓',
        Verdict::NotApplicable => '–',
    }
}

/// `1 scenario`, `118 scenarios`.
pub(crate) fn count(n: usize, noun: &str) -> String {
    if n == 1 {
        format!("1 {noun}")
    } else {
        format!("{n} {noun}s")
    }
}

/// What one of a run's scenarios is called.
pub(crate) fn noun(run: &RunRecord) -> &'static str {
    if run.explored { "program" } else { "scenario" }
}

/// What a run's scenarios are called where they stand as a title.
pub(crate) fn title(run: &RunRecord) -> &'static str {
    if run.explored {
        "Programs"
    } else {
        "Scenarios"
    }
}

/// `3 scenarios failed`, `the preflight and 3 scenarios failed`.
pub(crate) fn came_out<'r>(
    run: &RunRecord,
    such: impl IntoIterator<Item = &'r ScenarioRecord>,
    verdict: Verdict,
) -> String {
    let (preflight, told): (Vec<_>, Vec<_>) = such.into_iter().partition(|s| s.is_preflight());
    let who = beside(
        !preflight.is_empty(),
        told.len(),
        count(told.len(), noun(run)),
    );
    match verdict {
        Verdict::Error => format!("{who} in error"),
        verdict => format!("{who} {verdict}"),
    }
}

/// `3 of 120 scenarios failed`, with the preflight where it came out so too.
pub(crate) fn share(run: &RunRecord, verdict: Verdict) -> String {
    let n = run.summary.count(verdict);
    let of = format!("{n} of {}", count(total(&run.summary), noun(run)));
    let who = beside(preflight(run) == Some(verdict), n, of);
    format!("{who} {verdict}")
}

/// How the preflight came out.
pub(crate) fn preflight(run: &RunRecord) -> Option<Verdict> {
    let mut all = run.scenarios.iter();
    all.find(|s| s.is_preflight()).map(|s| s.verdict)
}

fn beside(preflight: bool, told: usize, words: String) -> String {
    match (preflight, told) {
        (false, _) => words,
        (true, 0) => "the preflight".to_owned(),
        (true, _) => format!("the preflight and {words}"),
    }
}

/// `118 passed, 2 failed`, heaviest first; `nothing` of nothing.
pub(crate) fn tally(summary: &Summary) -> String {
    let parts: Vec<String> = Verdict::ALL
        .into_iter()
        .filter(|v| summary.count(*v) > 0)
        .map(|v| format!("{} {v}", summary.count(v)))
        .collect();
    if parts.is_empty() {
        "nothing".to_owned()
    } else {
        parts.join(", ")
    }
}

/// How many scenarios a summary counts.
pub(crate) fn total(summary: &Summary) -> usize {
    Verdict::ALL.into_iter().map(|v| summary.count(v)).sum()
}

/// The requirements by family, in the order of the record.
pub(crate) fn families(run: &RunRecord) -> Vec<(&str, Vec<&RequirementOutcome>)> {
    let mut families: Vec<(&str, Vec<&RequirementOutcome>)> = Vec::new();
    for requirement in &run.requirements {
        let name = requirement.id.family();
        match families.iter_mut().find(|(family, _)| *family == name) {
            Some((_, members)) => members.push(requirement),
            None => families.push((name, vec![requirement])),
        }
    }
    families
}

/// A duration given in milliseconds: `412 ms`, `12.3 s`, `3 min 20 s`.
pub(crate) fn milliseconds(ms: u64) -> String {
    match ms {
        0..1_000 => format!("{ms} ms"),
        1_000..60_000 => format!("{:.1} s", (ms / 100) as f64 / 10.0),
        _ => format!("{} min {} s", ms / 60_000, ms / 1_000 % 60),
    }
}

/// A duration given in microseconds: `0.41 ms`, `412 ms`, `12.3 s`.
pub(crate) fn microseconds(us: u64) -> String {
    match us {
        0..10_000 => format!("{:.2} ms", us as f64 / 1000.0),
        _ => milliseconds(us / 1000),
    }
}

/// A moment, in microseconds since the run began: `1.234 s`.
pub(crate) fn moment(us: u64) -> String {
    format!("{}.{:03} s", us / 1_000_000, us / 1000 % 1000)
}

/// `2026-11-21T01:34:12.5Z` as `2026-11-21 01:34:12 UTC`; anything else as it is.
pub(crate) fn started(rfc3339: &str) -> String {
    let plain = line(rfc3339);
    match (plain.strip_suffix('Z'), plain.split_once('T')) {
        (Some(utc), Some((day, _))) => {
            let clock = utc[day.len() + 1..].split('.').next().unwrap_or_default();
            format!("{day} {clock} UTC")
        }
        _ => plain,
    }
}

/// What an exchange is about, as the protocol names it.
pub(crate) fn operation(operation: Operation) -> &'static str {
    match operation {
        Operation::TransferFunds => "transferFunds",
        Operation::GetDeposits => "getDeposits",
        Operation::Description => "lcp.wsdl",
        Operation::Probe => "probe",
    }
}

/// Why an exchange was made.
pub(crate) fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Preflight => "preflight",
        Purpose::Funding => "funding",
        Purpose::Step => "step",
        Purpose::Settlement => "settlement",
        Purpose::Sweep => "sweep",
    }
}

/// How an exchange ended.
pub(crate) fn ending(ending: &Ending) -> String {
    match ending {
        Ending::Answered => "answered".to_owned(),
        Ending::Closed => "closed by the subject before a whole answer".to_owned(),
        Ending::Broken(detail) => format!("connection broke: {}", line(detail)),
        Ending::TimedOut => "no whole answer before patience ended".to_owned(),
        Ending::Cut => "connection cut by the suite".to_owned(),
        Ending::Garbled(detail) => {
            let why = detail.strip_prefix("no HTTP response: ");
            format!("no HTTP response: {}", line(why.unwrap_or(detail)))
        }
        Ending::NotConnected(detail) | Ending::Unheard(detail) => {
            format!("not connected: {}", line(detail))
        }
        Ending::HandshakeFailed(detail) => format!("TLS handshake failed: {}", line(detail)),
    }
}

/// `connection 3 (full handshake, TLSv1.3)`, with what is out of the ordinary about it behind that.
pub(crate) fn connection(connection: &Connection) -> String {
    let handshake = connection.handshake.map(|h| match h {
        Handshake::Full => "full handshake".to_owned(),
        Handshake::Resumed => "resumed".to_owned(),
    });
    let about: Vec<String> = handshake
        .into_iter()
        .chain(connection.tls.as_deref().map(line))
        .chain(peculiarities(connection))
        .collect();
    if about.is_empty() {
        format!("connection {}", connection.id)
    } else {
        format!("connection {} ({})", connection.id, about.join(", "))
    }
}

/// What client and issuer showed, and where the client was, where a scenario is about that.
fn peculiarities(connection: &Connection) -> impl Iterator<Item = String> {
    let client = connection.client.as_deref();
    let client = client.map(|shown| format!("the client shows {}", line(shown)));
    let from = connection.from.as_deref();
    let from = from.map(|from| format!("from {}", line(from)));
    let issuer = connection
        .issuer
        .as_ref()
        .map(|shown| match (&shown.key, shown.misfit) {
            (_, Some(misfit)) => format!("the issuer shows {}", misfit.describe()),
            (Some(id), None) => format!("the issuer has the key {}", key(id)),
            (None, None) => "the issuer's key cannot be read".to_owned(),
        });
    let early = connection.early_data.map(|early| match early {
        EarlyData { accepted: true, .. } => "early data accepted".to_owned(),
        EarlyData { sent: true, .. } => "early data not accepted".to_owned(),
        EarlyData { allowed, .. } => format!("{allowed} bytes of early data allowed"),
    });
    client.into_iter().chain(from).chain(issuer).chain(early)
}

/// `sent at 1.234 s, first byte after 3.20 ms, over after 3.41 ms`.
pub(crate) fn times(times: &Times) -> String {
    let since = |us: u64| microseconds(us.saturating_sub(times.sent));
    let first = match times.first_byte {
        Some(us) => format!("first byte after {}", since(us)),
        None => "no byte came".to_owned(),
    };
    format!(
        "sent at {}, {first}, over after {}",
        moment(times.sent),
        since(times.ended)
    )
}

/// An exchange in one line, but for its number.
pub(crate) fn exchange(exchange: &Exchange) -> String {
    let why = match exchange.purpose {
        Purpose::Step => String::new(),
        other => format!(" for {}", purpose(other)),
    };
    format!(
        "{} {}{why}, {}, {}; {}",
        line(&exchange.holder),
        operation(exchange.operation),
        connection(&exchange.connection),
        times(&exchange.times),
        ending(&exchange.ending),
    )
}

/// A key identifier, shortened as the paper prints it: `B0CF…7E24`.
pub(crate) fn key(id: &str) -> String {
    match (id.is_ascii(), id.len()) {
        (true, 13..) => format!("{}…{}", line(&id[..4]), line(&id[id.len() - 4..])),
        _ => line(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_at_a_glance() {
        assert_eq!(milliseconds(999), "999 ms");
        assert_eq!(milliseconds(59_999), "59.9 s");
        assert_eq!(milliseconds(200_000), "3 min 20 s");
        assert_eq!(microseconds(412), "0.41 ms");
        assert_eq!(microseconds(250_100), "250 ms");
        assert_eq!(moment(61_002_345), "61.002 s");
    }

    #[test]
    fn the_start_is_read_and_nonsense_is_left_alone() {
        assert_eq!(
            started("2026-11-21T01:34:12.123Z"),
            "2026-11-21 01:34:12 UTC"
        );
        assert_eq!(started("2026-11-21T01:34:12Z"), "2026-11-21 01:34:12 UTC");
        assert_eq!(started("yesterday"), "yesterday");
        assert_eq!(started(""), "");
    }

    #[test]
    fn what_is_out_of_the_ordinary_about_a_connection_is_said() {
        let ordinary = Connection {
            id: 3,
            handshake: Some(Handshake::Full),
            tls: Some("TLSv1.3".into()),
            ..Connection::default()
        };
        assert_eq!(
            connection(&ordinary),
            "connection 3 (full handshake, TLSv1.3)"
        );
        let peculiar = Connection {
            id: 4,
            client: Some("no key".into()),
            from: Some("127.0.0.9".into()),
            issuer: Some(record::IssuerShown {
                key: None,
                misfit: Some(record::Misfit::OtherName),
            }),
            early_data: Some(EarlyData {
                allowed: 0,
                sent: true,
                accepted: false,
            }),
            ..Connection::default()
        };
        assert_eq!(
            connection(&peculiar),
            "connection 4 (the client shows no key, from 127.0.0.9, the issuer shows a certificate for another name, early \
             data not accepted)"
        );
    }

    #[test]
    fn a_key_is_shortened_and_a_broken_one_is_not_split() {
        assert_eq!(key(&"B0CF7E24".repeat(8)), "B0CF…7E24");
        assert_eq!(key("ABC"), "ABC");
        assert_eq!(key(&"é".repeat(32)), "é".repeat(32));
    }
}
