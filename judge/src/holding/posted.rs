//! How a holder writes its requests.

use record::{Exchange, Operation};

use super::{verbatim::is_of_profile, view::View};
use crate::{
    check::{Found, Outcome},
    decode::{
        posted::{Posted, Trouble, posted},
        transfer_request,
    },
};

/// The requests that came, read strictly.
fn all<'a>(view: &View<'a>) -> Vec<(&'a Exchange, Posted)> {
    let mut all = Vec::new();
    for exchange in &view.record.exchanges {
        // What was cut off with its process is no request.
        let whole = view.record.played.deed(exchange.id).is_some();
        if whole {
            all.push((exchange, posted(exchange.request.as_slice())));
        }
    }
    all
}

/// All requests, held against one kind of what can be wrong with them.
pub(super) fn without(view: &View<'_>, kind: Trouble, expected: &str) -> Vec<Found> {
    let all = all(view);
    if all.is_empty() {
        return Vec::new();
    }
    let wrong = |posted: &Posted| {
        let mut wrong = posted.troubles.iter().filter(|(k, _)| *k == kind);
        wrong.next().map(|(_, why)| why.clone())
    };
    let mut found: Vec<Found> = Vec::new();
    for (exchange, posted) in &all {
        if let Some(why) = wrong(posted)
            && !found.iter().any(|f| f.actual == why)
        {
            found.push(Found::new(Outcome::Broken, expected, why).at([exchange.id]));
        }
    }
    if found.is_empty() {
        let actual = format!("{} requests are", all.len());
        found.push(Found::new(Outcome::Holds, expected, actual));
    }
    found
}

/// Amounts are sent as plain decimals.
pub(super) fn plain_decimals(view: &View<'_>) -> Vec<Found> {
    let expected = "amounts of digits, with at most one point between them";
    let mut found = Vec::new();
    for (exchange, posted) in all(view) {
        if exchange.operation != Operation::TransferFunds {
            continue;
        }
        let Some(amount) = posted.amount else {
            continue;
        };
        // What is no amount of the profile may be sent as it was told, for the issuer to refuse.
        let told = transfer_request(exchange).and_then(|request| {
            let mut told = view.payments();
            told.find(|c| c.text("transaction-id") == Some(&request.transaction_id))
        });
        if told.is_some_and(|call| !call.text("amount").is_some_and(is_of_profile)) {
            continue;
        }
        let (outcome, actual) = match is_plain(&amount) {
            true => (Outcome::Holds, amount),
            false => (Outcome::Broken, format!("{amount:?}")),
        };
        found.push(Found::new(outcome, expected, actual).at([exchange.id]));
    }
    found
}

/// Digits, at most one point with digits on both sides.
pub(super) fn is_plain(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let trimmed = text.trim_matches([' ', '\t', '\r', '\n']);
    match trimmed.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(trimmed),
    }
}
