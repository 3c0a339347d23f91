//! The purse's account at the end of a run: what it held is what it holds, and what messages say became of the rest.

use record::{Ending, Finding, Operation, RunRecord, Verdict};

use crate::{Decimal, decode::Reply, decode::reply, ids};

/// What the purse's account proves about the issuer. Nothing where it is not whole: where the run ended early, or something
/// is known to have stayed behind.
pub(crate) fn finding(run: &RunRecord) -> Option<Finding> {
    let purse = run.purse.as_ref()?;
    let amount = |text: &Option<String>| {
        text.as_deref()
            .map_or(Some(Decimal::ZERO), |t| Decimal::parse(t).ok())
    };
    let after = Decimal::parse(purse.after.as_deref()?).ok()?;
    let before = Decimal::parse(&purse.before).ok()?;
    let spent = Decimal::parse(&purse.fees).ok()? + amount(&purse.given)?;
    if run.ended_early.is_some() || !purse.left_behind.is_empty() {
        return None;
    }
    let missing = before - after - spent;
    let bound = lost_fees(run);
    let holds = !missing.is_negative() && missing <= bound;
    Some(Finding {
        requirement: ids::id(ids::CONSERVED),
        verdict: if holds {
            Verdict::Passed
        } else {
            Verdict::Failed
        },
        step: None,
        expected: format!(
            "the purse holds {}, less at most {bound} in answers that were lost",
            before - spent
        ),
        actual: format!("the purse holds {after}"),
        why: if holds {
            String::new()
        } else {
            format!("{missing} is missing without a reason that any message gives")
        },
        exchanges: Vec::new(),
        timeline: Vec::new(),
    })
}

/// The most that answers which were lost may have told as fees: the largest fee seen, once for each of them.
fn lost_fees(run: &RunRecord) -> Decimal {
    let scenarios = run.scenarios.iter().filter(|s| s.own_issuer.is_none());
    let (mut lost, mut largest) = (0_usize, Decimal::ZERO);
    let messages = scenarios.flat_map(|s| &s.exchanges);
    for exchange in messages.filter(|e| e.operation != Operation::Probe) {
        match (&exchange.ending, reply(exchange)) {
            (_, Reply::Transfer { fee, .. } | Reply::Deposits { fee, .. }) => {
                largest = largest.max(fee);
            }
            (Ending::NotConnected(_) | Ending::Unheard(_) | Ending::HandshakeFailed(_), _) => {}
            (_, Reply::None(_) | Reply::Unreadable(_)) => lost += 1,
            _ => {}
        }
    }
    (0..lost).map(|_| largest).sum()
}
