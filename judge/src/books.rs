//! The purse's account at the end of a run: what it held is what it holds, and what messages say became of the rest.

use record::{Ending, Finding, Operation, RunRecord, ScenarioRecord, Verdict};

use crate::{Decimal, decode::Reply, decode::reply, ids, scenario::perhaps_given_away};

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
    // Of a scenario in which the suite broke down nobody knows what it spent. One that came to an end of its own is expected to
    // have kept what always holds.
    let broke_down = |s: &ScenarioRecord| {
        s.verdict == Verdict::Error && s.exchanges.is_empty() && s.expectations.is_empty()
    };
    if run.ended_early.is_some()
        || !purse.left_behind.is_empty()
        || run.scenarios.iter().any(broke_down)
    {
        return None;
    }
    let missing = before - after - spent;
    let mut explained = lost_fees(run, missing);
    if explained < missing {
        let scenarios = run.scenarios.iter();
        explained = explained + scenarios.map(perhaps_given_away).sum();
    }
    let holds = !missing.is_negative() && missing <= explained;
    Some(Finding {
        requirement: ids::id(ids::CONSERVED),
        verdict: if holds {
            Verdict::Passed
        } else {
            Verdict::Failed
        },
        step: None,
        expected: format!(
            "the purse holds {}, less the fees in answers that were lost",
            before - spent
        ),
        actual: format!("the purse holds {after}"),
        why: if holds {
            String::new()
        } else if missing.is_negative() {
            format!("that is {} too much", Decimal::ZERO - missing)
        } else {
            format!(
                "{missing} is missing, of which answers that were lost explain {explained} at most"
            )
        },
        exchanges: Vec::new(),
        timeline: Vec::new(),
    })
}

/// The most that answers which were lost may have told as fees: the largest fee seen, once for each of them. Where that is
/// `enough` already nothing more is looked at.
fn lost_fees(run: &RunRecord, enough: Decimal) -> Decimal {
    let scenarios = run.scenarios.iter().filter(|s| s.own_issuer.is_none());
    let (mut lost, mut largest, mut most) = (0_i128, Decimal::ZERO, Decimal::ZERO);
    let messages = scenarios.flat_map(|s| &s.exchanges);
    for exchange in messages.filter(|e| e.operation != Operation::Probe) {
        if most >= enough {
            break;
        }
        match (&exchange.ending, reply(exchange)) {
            (_, Reply::Transfer { fee, .. } | Reply::Deposits { fee, .. }) => {
                largest = largest.max(fee);
            }
            (Ending::NotConnected(_) | Ending::Unheard(_) | Ending::HandshakeFailed(_), _) => {}
            (_, Reply::None(_) | Reply::Unreadable(_)) => lost += 1,
            _ => {}
        }
        most = largest.times(Decimal::smallest_units(lost * 1_000_000));
    }
    most
}
