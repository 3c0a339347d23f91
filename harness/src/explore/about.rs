//! Which requirement a program is about: the most particular thing in it.

use super::op::{ONE, Op, Over, Units, Way};

/// What a program decides that has nothing to look at: what is looked at in every scenario.
pub(super) const CONSERVED: &str = "lcp.issuer.transfer.conserved";

/// The requirement that a program's own expectations are about. A short program has one particular thing in it; in a long one the
/// most particular stands for all, until it has been made short.
pub(super) fn about(ops: &[Op]) -> &'static str {
    let any = |is: fn(&Op) -> bool| ops.iter().any(is);
    let states = |op: &Op| {
        matches!(
            op,
            Op::Lists(_) | Op::Holds(_) | Op::Succeeds | Op::Ask(_) | Op::TooMuch { .. }
        )
    };
    if !ops.iter().any(states) {
        return CONSERVED;
    }
    let rules: [(&'static str, bool); 16] = [
        (
            "lcp.issuer.counter.concurrent",
            any(|op| {
                matches!(
                    op,
                    Op::Send {
                        way: Way::Copies(_),
                        ..
                    }
                )
            }),
        ),
        ("lcp.issuer.counter.failure-recorded", is_tried_again(ops)),
        (
            "lcp.issuer.counter.altered",
            any(|op| matches!(op, Op::Altered(..))),
        ),
        (
            "lcp.issuer.counter.lower",
            any(|op| matches!(op, Op::Lower { .. } | Op::FirstAgain(_))),
        ),
        (
            "lcp.issuer.counter.outlives-connection",
            any(|op| matches!(op, Op::Again(_, Over::New | Over::Session))),
        ),
        (
            "lcp.issuer.counter.at-most-once",
            any(|op| matches!(op, Op::Again(_, Over::Same))),
        ),
        ("lcp.issuer.deposits.at-most-once", two_wait(ops)),
        (
            "lcp.issuer.deposits.balance-after-lost-reply",
            any(|op| matches!(op, Op::LoseReply(_) | Op::HangUpWaiting(_))),
        ),
        (
            "lcp.issuer.wait.either-order",
            any(|op| matches!(op, Op::Wait(_))),
        ),
        (
            "lcp.issuer.counter.half-request",
            any(|op| {
                matches!(
                    op,
                    Op::Send {
                        way: Way::Stutter,
                        ..
                    }
                )
            }),
        ),
        (
            "lcp.issuer.transfer.insufficient-funds",
            any(|op| matches!(op, Op::TooMuch { .. })),
        ),
        (
            "lcp.issuer.transfer.to-oneself",
            any(|op| matches!(op, Op::Send { from, to, .. } if from == to)),
        ),
        (
            "lcp.issuer.transfer.fraction-digits",
            any(|op| sends(op).is_some_and(|amount| amount % (ONE / 100) != 0)),
        ),
        (
            "lcp.issuer.transfer.decimal",
            any(|op| sends(op).is_some_and(|amount| amount % ONE != 0)),
        ),
        (
            "lcp.issuer.transfer.exact",
            any(|op| matches!(op, Op::Send { .. })),
        ),
        ("lcp.issuer.deposits.since-last-reply", true),
    ];
    let fitting = rules.into_iter().find(|(_, fits)| *fits);
    fitting.map_or(CONSERVED, |(requirement, _)| requirement)
}

fn sends(op: &Op) -> Option<Units> {
    match op {
        Op::Send { amount, .. } => Some(*amount),
        _ => None,
    }
}

/// Whether something is sent under the counter of a transfer that failed, or under a lower one, before its payer sends anew.
fn is_tried_again(ops: &[Op]) -> bool {
    ops.iter().enumerate().any(|(at, op)| match *op {
        Op::TooMuch { from, .. } => {
            let anew = |op: &&Op| matches!(op, Op::Send { from: f, .. } if *f == from);
            let before = ops[at + 1..].iter().take_while(|op| !anew(op));
            before.into_iter().any(|op| match op {
                Op::Again(who, _) | Op::Altered(who, _) | Op::FirstAgain(who) => *who == from,
                Op::Lower { from: who, .. } => *who == from,
                _ => false,
            })
        }
        _ => false,
    })
}

/// Whether two requests of one holder wait at once.
fn two_wait(ops: &[Op]) -> bool {
    ops.iter().enumerate().any(|(at, op)| match op {
        Op::Wait(who) => {
            let ends = |op: &&Op| !matches!(op, Op::Lists(w) if w == who);
            let during = ops[at + 1..].iter().take_while(ends);
            during.into_iter().any(|op| *op == Op::Wait(*who))
        }
        _ => false,
    })
}
