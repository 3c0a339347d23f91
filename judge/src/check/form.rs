//! Whether answers have the form that the description gives them.

use record::{Ending, Operation};

use super::{Found, Outcome, written};
use crate::{decode::Reply, history::History};

/// How many answers that have not the form are shown.
const SHOWN: usize = 20;

/// Every answer that arrived whole can be read, and answers what was asked. Where one can be read although something is wrong
/// with how it is written, the requirement that says so is broken.
pub(super) fn form(history: &History<'_>) -> Vec<Found> {
    let expected = "an LCP response, a Fault, or an HTTP status of 400 or more";
    let mut read = 0;
    let mut found = Vec::new();
    for event in history.events.iter().filter(|e| {
        !matches!(
            e.exchange.operation,
            Operation::Description | Operation::Probe
        )
    }) {
        let fits = match (&event.reply, event.exchange.operation) {
            (Reply::None(_), _) => continue,
            // Nobody can say what form it has.
            (Reply::Unreadable(_), _) if written::is_miscoded(event) => continue,
            (Reply::Unreadable(_), _)
            | (Reply::Transfer { .. }, Operation::GetDeposits)
            | (Reply::Deposits { .. }, Operation::TransferFunds) => false,
            _ => true,
        };
        if fits {
            read += 1;
        } else if found.len() < SHOWN {
            let why = match &event.exchange.ending {
                Ending::Garbled(_) => "what came is not even HTTP",
                _ => "",
            };
            found.push(
                Found::new(Outcome::Broken, expected, event.reply.describe())
                    .why(why)
                    .at([event.exchange.id]),
            );
        }
    }
    found.extend(written::media_type(history));
    if found.is_empty() && read > 0 {
        found.push(Found::new(
            Outcome::Holds,
            expected,
            format!("{read} answers, all of that form"),
        ));
    }
    found.extend(written::flawed(history));
    found
}
