//! Money that is moved between a holder's own keys, from applications that earn to those that spend (paper §5).

use std::collections::BTreeSet;

use record::Report;

use super::{
    dialogue::Call,
    view::{Attempt, View},
};
use crate::{
    Decimal,
    check::{Found, Outcome},
    ids,
};

/// What was under way when the user took something back may come so much later, in microseconds.
const UNDER_WAY: u64 = 2_000_000;

/// What the user has said of who supplies an application.
struct Order<'a> {
    call: &'a Call,
    issuer: &'a str,
    application: &'a str,
    from: Vec<&'a str>,
    /// What stays with each of those.
    keep: Decimal,
}

fn orders<'a>(view: &'a View<'_>) -> Vec<Order<'a>> {
    let calls = view.calls.iter().filter(|c| c.op == "supply");
    let read = calls.filter_map(|call| {
        let from = call.asked["from"].as_array()?.iter();
        Some(Order {
            call,
            issuer: call.text("issuer")?,
            application: call.text("application")?,
            from: from.filter_map(|name| name.as_str()).collect(),
            keep: amount(call.text("keep")).unwrap_or(Decimal::ZERO),
        })
    });
    read.collect()
}

fn amount(text: Option<&str>) -> Option<Decimal> {
    Decimal::parse(text?).ok()
}

/// Those of an application that are good at a time: the last that was taken, and all that came since.
fn good<'a>(orders: Vec<Order<'a>>, issuer: &str, application: &str, at: u64) -> Vec<Order<'a>> {
    let mut good: Vec<_> = orders
        .into_iter()
        .filter(|o| o.issuer == issuer && o.application == application && o.call.asked_at <= at)
        .collect();
    let taken = |o: &Order<'_>| {
        let answered = o.call.answered_at().filter(|_| o.call.ok().is_some());
        answered.is_some_and(|answered| answered + UNDER_WAY <= at)
    };
    let last = good.iter().rposition(taken).unwrap_or(0);
    good.drain(..last);
    good
}

/// Whose keys are the holder's own, as it told them: the application's name, none for the key that goes without.
fn owner<'a>(view: &'a View<'_>, issuer: &str, key: &str) -> Option<Option<&'a str>> {
    let told = view.calls.iter().rev().find(|c| {
        let own = c
            .amount("key")
            .is_some_and(|own| own.eq_ignore_ascii_case(key));
        c.op == "identity" && c.text("issuer") == Some(issuer) && own
    });
    told.map(|c| c.text("application"))
}

/// The orders by which a transfer was made, if it is a move that the user allows.
fn allowed<'a>(view: &'a View<'_>, attempt: &Attempt<'_>) -> Vec<Order<'a>> {
    let issuer = attempt.deed.issuer.as_str();
    let payer = owner(view, issuer, &attempt.deed.key).flatten();
    let to = owner(view, issuer, &attempt.request.recipient).flatten();
    let (Some(payer), Some(to)) = (payer, to) else {
        return Vec::new();
    };
    // What is sent again was decided on when it came first.
    let copies = view.attempts.iter().filter(|a| a.same_message(attempt));
    let came = copies.map(|a| a.exchange.times.sent).min();
    let mut good = good(orders(view), issuer, to, came.unwrap_or_default());
    good.retain(|order| order.from.contains(&payer));
    good
}

/// Whether a transfer, which no application asked for, is a move that the user allows.
pub(super) fn is_as_told(view: &View<'_>, attempt: &Attempt<'_>) -> bool {
    !allowed(view, attempt).is_empty()
}

/// Which requirement says that a transfer must not be made which no application asked for, if it has to do with moves.
pub(super) fn why_not_moved(view: &View<'_>, attempt: &Attempt<'_>) -> Option<&'static str> {
    let orders = orders(view);
    if owner(view, &attempt.deed.issuer, &attempt.request.recipient).is_some() {
        return Some(match orders.is_empty() {
            true => ids::IDENTITIES,
            false => ids::SUPPLY_NAMED,
        });
    }
    is_stray(view, attempt, &orders).then_some(ids::SUPPLY_CONSERVED)
}

/// Whether a transfer is by somebody who supplies, and goes to a key that nobody has told, under an id that nobody has given.
fn is_stray(view: &View<'_>, attempt: &Attempt<'_>, orders: &[Order<'_>]) -> bool {
    let issuer = attempt.deed.issuer.as_str();
    let payer = owner(view, issuer, &attempt.deed.key).flatten();
    let known = |call: &Call| {
        let is =
            |key: &str, text: &str| call.text(key).is_some_and(|t| t.eq_ignore_ascii_case(text));
        is("transaction-id", &attempt.request.transaction_id)
            || is("recipient", &attempt.request.recipient)
    };
    let supplies = |order: &Order<'_>| payer.is_some_and(|payer| order.from.contains(&payer));
    orders.iter().any(supplies)
        && owner(view, issuer, &attempt.request.recipient).is_none()
        && !view.payments().any(known)
}

/// What was executed and no application asked for.
fn unasked<'a>(view: &'a View<'a>) -> impl Iterator<Item = &'a Attempt<'a>> {
    let executed = view.attempts.iter().filter(|a| a.executed());
    executed.filter(|a| !view.payments().any(|c| View::is_of(a, c)))
}

/// Each of these payments was made, where there was enough for it.
pub(super) fn supplied(view: &View<'_>, calls: &[u64]) -> Vec<Found> {
    let expected = "a payment that is made with what those who supply have";
    let each = calls.iter().map(|id| {
        let Some(call) = view.call(*id) else {
            return Found::new(Outcome::Unsettled, expected, "no such call");
        };
        let attempts = view.attempts_of(call);
        let at: Vec<_> = attempts.iter().map(|a| a.exchange.id).collect();
        if attempts.iter().any(|a| a.executed()) {
            return Found::new(Outcome::Holds, expected, "it was made").at(at);
        }
        let declined = matches!(call.report(), Some(Report::Failed | Report::Refused));
        let outcome = match declined && !call.ran_out_of_time() && had_enough(view, call) {
            true => Outcome::Broken,
            false => Outcome::Unsettled,
        };
        Found::new(outcome, expected, call.describe()).at(at)
    });
    each.collect()
}

/// Whether the one that pays and those who supply it had enough when a payment was declined: each had what its issuer's books said
/// last. Whoever was not heard of has what the scenario gave it, and that is enough.
fn had_enough(view: &View<'_>, call: &Call) -> bool {
    let (issuer, application) = (call.text("issuer"), call.text("application"));
    let (Some(issuer), Some(application)) = (issuer, application) else {
        return false;
    };
    let until = call.answered_at().unwrap_or(u64::MAX);
    let good = good(orders(view), issuer, application, call.asked_at);
    let Some(order) = good.last() else {
        return false;
    };
    let own = last_held(view, issuer, application, until);
    let others = order.from.iter().map(|name| {
        let spare = last_held(view, issuer, name, until)? - order.keep;
        Some(spare.max(Decimal::ZERO))
    });
    let all: Option<Vec<Decimal>> = others.chain([own]).collect();
    let wanted = amount(call.text("amount")).unwrap_or(Decimal::ZERO);
    all.is_none_or(|all| !(all.into_iter().sum::<Decimal>() - wanted - fees(view)).is_negative())
}

/// The most that may have to be set aside for fees: of a move by each who supplies, and of the payment, each as high as any so far.
fn fees(view: &View<'_>) -> Decimal {
    let told = view.attempts.iter().map(|a| amount(Some(&a.deed.fee)));
    let highest = told.flatten().map(Decimal::units).max().unwrap_or(0);
    let moves = orders(view).iter().map(|o| o.from.len()).max().unwrap_or(0);
    Decimal::smallest_units(highest * (2 * moves as i128 + 1))
}

fn last_held(view: &View<'_>, issuer: &str, application: &str, until: u64) -> Option<Decimal> {
    let exchanges = view.record.exchanges.iter();
    let deeds = exchanges.filter(|e| e.times.sent <= until).filter_map(|e| {
        let deed = view.record.played.deed(e.id)?;
        let own =
            deed.issuer == issuer && owner(view, issuer, &deed.key).flatten() == Some(application);
        own.then_some((e.times.sent, deed))
    });
    let (_, last) = deeds.max_by_key(|(at, _)| *at)?;
    amount(Some(&last.balance))
}

/// Nothing was moved but as the user says.
pub(super) fn as_told(view: &View<'_>) -> Vec<Found> {
    let expected = "moves from those who supply an application to that one, and no others";
    let own = |a: &&Attempt<'_>| owner(view, &a.deed.issuer, &a.request.recipient).is_some();
    let moved: Vec<_> = unasked(view).filter(own).collect();
    let others = moved.iter().filter(|a| !is_as_told(view, a));
    let mut found: Vec<_> = others.map(|a| broken(view, expected, a)).collect();
    if found.is_empty() {
        let actual = format!("{} moves", moved.len());
        found.push(Found::new(Outcome::Holds, expected, actual));
    }
    found
}

/// What was moved went where it should, each time once.
pub(super) fn arrived(view: &View<'_>) -> Vec<Found> {
    let expected = "moves to the key of who is to be supplied, each under an id of its own";
    let orders = orders(view);
    let (mut found, mut moves, mut seen) = (Vec::new(), 0, BTreeSet::new());
    for attempt in unasked(view) {
        let stray = is_stray(view, attempt, &orders);
        if !stray && !is_as_told(view, attempt) {
            continue;
        }
        moves += 1;
        let key = attempt.request.recipient.to_ascii_uppercase();
        let again = !seen.insert((key, &attempt.request.transaction_id));
        if stray || again {
            let why = match stray {
                true => "the holder has never told this key",
                false => "the same id came before, so that nothing tells one from the other",
            };
            found.push(broken(view, expected, attempt).why(why));
        }
    }
    if found.is_empty() {
        let (outcome, actual) = match moves {
            0 => (Outcome::Unsettled, "nothing was moved".to_owned()),
            n => (Outcome::Holds, format!("{n} moves")),
        };
        found.push(Found::new(outcome, expected, actual));
    }
    found
}

/// Whoever supplies was left what it was to keep: what a move costs does not count.
pub(super) fn kept(view: &View<'_>) -> Vec<Found> {
    let expected = "moves that leave what is to stay";
    let mut found = Vec::new();
    for attempt in unasked(view) {
        let keep = allowed(view, attempt).iter().map(|o| o.keep).min();
        let (Some(keep), deed) = (keep, attempt.deed) else {
            continue;
        };
        let (held, fee) = (amount(Some(&deed.balance)), amount(Some(&deed.fee)));
        let left = held.unwrap_or(Decimal::ZERO) + fee.unwrap_or(Decimal::ZERO);
        if left < keep {
            let why = format!("it left {left}, and {keep} was to stay");
            found.push(broken(view, expected, attempt).why(why));
        }
    }
    if found.is_empty() {
        found.push(Found::new(Outcome::Holds, expected, "so they did"));
    }
    found
}

fn broken(view: &View<'_>, expected: &str, attempt: &Attempt<'_>) -> Found {
    let record = view.record;
    let payer = record.party_of_key(&attempt.deed.key).unwrap_or("somebody");
    let actual = format!("{}, by {payer}", view.name(attempt));
    Found::new(Outcome::Broken, expected, actual).at([attempt.exchange.id])
}
