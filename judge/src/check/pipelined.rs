//! Whether answers to requests that were sent ahead came in the order of the requests (RFC 9112 §9.3.2).

use record::{AnswerKind, Ending};

use super::{Found, Outcome, answer::words_of};
use crate::history::History;

/// The first answer is one that the first request can have, and so on. When the connection is closed, no more are due; but
/// where there was none at all, nothing is known about their order, and one that is only late settles nothing either.
pub(super) fn pipelined(
    history: &History<'_>,
    exchanges: &[u32],
    allowed: &[Vec<AnswerKind>],
) -> Found {
    let mut told = Vec::new();
    let mut expected = Vec::new();
    let mut outcome = Outcome::Holds;
    let mut closed = false;
    let mut answered = 0;
    for (id, allowed) in exchanges.iter().zip(allowed) {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        expected.push(words_of(allowed));
        told.push(event.reply.describe());
        match (event.kind(), &event.exchange.ending) {
            (Some(kind), _) if kind != AnswerKind::Silence => {
                answered += 1;
                if closed || !allowed.contains(&kind) {
                    outcome = Outcome::Broken;
                }
            }
            (Some(_), Ending::Closed | Ending::Broken(_)) => closed = true,
            _ if outcome == Outcome::Holds => outcome = Outcome::Unsettled,
            _ => {}
        }
    }
    if answered == 0 && outcome == Outcome::Holds {
        outcome = Outcome::Unsettled;
    }
    Found::new(
        outcome,
        format!("in this order: {}", expected.join("; ")),
        told.join("; "),
    )
    .at(exchanges.iter().copied())
}
