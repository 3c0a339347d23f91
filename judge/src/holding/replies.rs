//! What a holder says when its question for deposits had a reply.

use record::{Deed, Ending, Exchange, Operation, Settled, Told};

use super::{dialogue::Call, view::View};
use crate::{
    check::{Found, Outcome},
    decode::{Reply, reply},
};

/// How much later than it was due an answer is in time, in microseconds: what lies between an adapter and the suite is the machine.
const MARGIN: u64 = 2_000_000;

/// The longest reply that every holder reads, in bytes (spec/lcp.md, section 18).
const LONGEST: u64 = 1 << 20;

/// What is wrong with when a question was answered, where that was too late.
pub(super) fn overdue(view: &View<'_>, call: &Call) -> Option<String> {
    let within = call.asked["within-ms"].as_u64().unwrap_or(u64::MAX / 2000);
    let due = call.asked_at + within * 1000 + MARGIN;
    let watched = view.record.played.dialogue.iter().map(|said| said.at).max();
    let seen = call.answered_at().or(watched).unwrap_or_default();
    (seen > due).then(|| {
        let had = (due - call.asked_at) / 1000;
        format!("no answer within {had} ms: {}", call.describe())
    })
}

/// A question is answered with what its reply said, nothing included, and not by saying that there was none.
pub(super) fn known(view: &View<'_>, id: u64) -> Vec<Found> {
    let expected = "what the reply says, for it came whole and in time";
    let Some(call) = view.call(id) else {
        return vec![Found::new(Outcome::Unsettled, expected, "no such call")];
    };
    if let Some(actual) = overdue(view, call) {
        return vec![Found::new(Outcome::Broken, expected, actual)];
    }
    let actual = call.describe();
    if call.ok().is_some() {
        return vec![Found::new(Outcome::Holds, expected, actual)];
    }
    match (call.error(), call.answered_at()) {
        (Some("failed"), Some(told)) => vec![denied(view, call, told, expected)],
        // Whoever refuses says that nothing was sent; what came may be a question of the holder's own.
        _ => vec![Found::new(Outcome::Unsettled, expected, actual)],
    }
}

/// A question that was answered by saying that there was no reply.
fn denied(view: &View<'_>, call: &Call, told: u64, expected: &str) -> Found {
    let meanwhile = meanwhile(view, call, told);
    let at: Vec<_> = meanwhile.iter().map(|(e, _)| e.id).collect();
    let unsettled = |why: &str| {
        let found = Found::new(Outcome::Unsettled, expected, call.describe());
        found.at(at.clone()).why(why)
    };
    if has_failed_to_connect(view, call, told) {
        return unsettled("a connection came to nothing meanwhile");
    }
    // Of several questions one may have been left without a reply, and then nobody can say what was in that.
    let whole = |(exchange, deed): &(&Exchange, Option<&Deed>)| is_whole(exchange, *deed, told);
    if !meanwhile.iter().all(whole) {
        return unsettled("a question of the holder's was without a reply meanwhile");
    }
    let own = meanwhile.iter().find(|(exchange, _)| {
        // What comes in the second half of its time the holder may not have had the time to tell.
        exchange.times.sent >= call.asked_at && exchange.times.ended <= call.half_time()
    });
    match own {
        None => unsettled("no reply came in the first half of its time"),
        Some((exchange, _)) => {
            let replied = (exchange.times.ended - call.asked_at) / 1000;
            let actual = format!("{}, and a reply came after {replied} ms", call.describe());
            Found::new(Outcome::Broken, expected, actual)
                .at(at)
                .why("what an empty reply says is that nothing has come, and not that nobody knows")
        }
    }
}

/// What the process that was asked sent to the issuer and was not over before the question, nor begun after its answer.
fn meanwhile<'a>(view: &View<'a>, call: &Call, told: u64) -> Vec<(&'a Exchange, Option<&'a Deed>)> {
    let played = &view.record.played;
    let asked = view.record.exchanges.iter().filter(|e| {
        e.operation != Operation::TransferFunds
            && e.times.sent <= told
            && (e.times.ended >= call.asked_at || e.ending != Ending::Answered)
            && view.process_of(e) == call.process
    });
    let asked = asked.map(|e| (e, played.deed(e.id)));
    let issuer = call.text("issuer");
    asked
        .filter(|(_, deed)| deed.is_none_or(|deed| Some(deed.issuer.as_str()) == issuer))
        .collect()
}

/// Whether a reply came whole before something was told, and can be read by whoever reads what the profile has.
fn is_whole(exchange: &Exchange, deed: Option<&Deed>, told: u64) -> bool {
    let is_listed = deed.is_some_and(|d| d.settled == Settled::Listed && d.told == Told::Whole);
    is_listed
        && exchange.ending == Ending::Answered
        && exchange.times.ended <= told
        && exchange.response.length() <= LONGEST
        && matches!(reply(exchange), Reply::Deposits { .. })
}

/// Whether somebody came to the issuer in the meantime, and did not get as far as to ask.
fn has_failed_to_connect(view: &View<'_>, call: &Call, told: u64) -> bool {
    let mut arrivals = view.record.played.arrivals.iter();
    arrivals.any(|a| {
        a.process == call.process
            && (call.asked_at..=told).contains(&a.at)
            && (a.key.is_none() || a.failed.is_some())
    })
}
