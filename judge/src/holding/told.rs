//! What a holder tells of a payment beside its outcome: the issuer's word, and the fee.

use record::{Operation, Report, Settled};

use super::{
    dialogue::Call,
    view::{Attempt, View},
};
use crate::{
    Decimal,
    check::{Found, Outcome},
    decode::{Reply, reply},
    ids,
};

/// The issuer's word for what was executed (spec/lcp.md, section 5).
const SUCCESS: &str = "success";

/// What an answer said that the holder got whole.
struct Heard {
    /// The word and the fee; absent in a Fault, and in a status without a document.
    told: Option<(String, Decimal)>,
    /// From when on the holder may know.
    at: u64,
}

/// What came whole in answer to a payment; nothing, where some of it is written so that nobody here can read it.
fn heard(attempts: &[&Attempt<'_>]) -> Option<Vec<Heard>> {
    let whole = attempts.iter().filter(|a| a.answered());
    let read = whole.map(|a| {
        let told = match reply(a.exchange) {
            Reply::Transfer { result, fee } => Some((result, fee)),
            Reply::Fault { .. } | Reply::Refused(_) => None,
            _ => return None,
        };
        let times = &a.exchange.times;
        let at = times.first_byte.unwrap_or(times.ended);
        Some(Heard { told, at })
    });
    read.collect()
}

/// The word and the fee that are told of a payment are those that were answered.
pub(super) fn as_answered(
    view: &View<'_>,
    call: &Call,
    attempts: &[&Attempt<'_>],
    asked: usize,
) -> Option<Found> {
    // What was sent with an amount that no issuer takes cannot be told apart from what was not sent.
    attempts.first()?;
    let executed = match call.report()? {
        Report::Executed => Some(true),
        Report::Failed => Some(false),
        Report::Unknown | Report::Refused => None,
    };
    let heard = heard(attempts);
    let word = || word(call, executed?, heard.as_ref()?);
    let silent = || match (asked, call.amount("fee")) {
        (1, None) => no_fee(view, call, attempts, (executed?, heard.as_ref()?)),
        _ => None,
    };
    fee(call, attempts, executed, heard.as_deref())
        .or_else(word)
        .or_else(silent)
}

/// Whether a word says what is reported.
fn says(word: &str, executed: bool) -> bool {
    (word.trim() == SUCCESS) == executed
}

/// The fee that is told is one that was answered, to the digit, or was charged; and none, where nothing was.
fn fee(
    call: &Call,
    attempts: &[&Attempt<'_>],
    executed: Option<bool>,
    heard: Option<&[Heard]>,
) -> Option<Found> {
    let told = call.amount("fee")?;
    let value = Decimal::parse(told).ok();
    let charged = attempts.iter().filter_map(|a| {
        let of = match a.deed.settled {
            Settled::Executed => true,
            Settled::Failed => false,
            _ => return None,
        };
        let fee = Decimal::parse(&a.deed.fee).ok()?;
        executed
            .is_none_or(|executed| executed == of)
            .then_some(fee)
    });
    let answers = heard.unwrap_or_default().iter();
    let answered = answers.filter_map(|h| {
        let (word, fee) = h.told.as_ref()?;
        let fits = executed.is_none_or(|executed| says(word, executed));
        fits.then_some(*fee)
    });
    let lawful: Vec<_> = answered.chain(charged).collect();
    let is_lawful = match (lawful.is_empty(), value) {
        // What nobody here can read may have had one.
        (true, _) if heard.is_none() => true,
        (true, value) => value.is_some_and(|value| value == Decimal::ZERO),
        (false, value) => value.is_some_and(|value| lawful.contains(&value)),
    };
    if is_lawful {
        return None;
    }
    let expected = match lawful.first() {
        Some(fee) => format!("a fee of {fee}"),
        None => "no fee, for none was answered".to_owned(),
    };
    let found = Found::new(Outcome::Broken, expected, format!("a fee of {told}"));
    Some(found.about(ids::id(ids::TOLD)))
}

/// The issuer's word is one that says what is reported; and one that the issuer has said, where it said any for a failure.
fn word(call: &Call, executed: bool, heard: &[Heard]) -> Option<Found> {
    let told = call.amount("result")?.trim();
    let mut words = heard.iter().filter_map(|h| Some(h.told.as_ref()?.0.trim()));
    // A Fault has no word, and what it says in place of one is its own.
    let is_said = executed || heard.iter().any(|h| h.told.is_none()) || words.any(|w| w == told);
    if says(told, executed) && is_said {
        return None;
    }
    let expected = match executed {
        true => format!("the result {SUCCESS:?} of what was executed"),
        false => "a result that the issuer has answered".to_owned(),
    };
    let about = match executed {
        true => ids::EXECUTED,
        false => ids::FAILURE,
    };
    let found = Found::new(Outcome::Broken, expected, format!("the result {told:?}"));
    Some(found.about(ids::id(about)))
}

/// The fee is told where nothing but the answer can have told the outcome: it was success, and nobody looked at the balance; or it
/// was a failure, and the only copy.
fn no_fee(
    view: &View<'_>,
    call: &Call,
    attempts: &[&Attempt<'_>],
    (executed, heard): (bool, &[Heard]),
) -> Option<Found> {
    let reported = call.answered_at()?;
    let first = attempts.first()?;
    let known = heard.iter().find_map(|h| {
        let (word, fee) = h.told.as_ref()?;
        (says(word, executed) && h.at <= reported).then_some(*fee)
    })?;
    let looked = view.record.exchanges.iter().any(|e| {
        let own = view.record.played.deed(e.id);
        e.operation == Operation::GetDeposits
            && own.is_some_and(|d| d.issuer == first.deed.issuer && d.key == first.deed.key)
            && e.times.ended >= first.exchange.times.sent
            && e.times.sent <= reported
    });
    let may_know_otherwise = match executed {
        true => looked,
        false => attempts.len() > 1,
    };
    if may_know_otherwise {
        return None;
    }
    let about = match executed {
        true => ids::EXECUTED,
        false => ids::FAILURE,
    };
    let expected = format!("a fee of {known}, which was answered");
    let found = Found::new(Outcome::Broken, expected, call.describe());
    Some(found.about(ids::id(about)))
}
