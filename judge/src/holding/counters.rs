//! What a holder does with its message counter (paper §3).

use record::{Exchange, Operation, Settled, Told};

use super::view::{Attempt, View};
use crate::{
    check::{Found, Outcome},
    ids,
};

/// What was sent again is the same, by counter and by content.
pub(super) fn same_again(view: &View<'_>) -> Vec<Found> {
    let expected =
        "a counter with one content only, and the same counter when a transfer is sent again";
    let mut found = Vec::new();
    for (n, later) in view.attempts.iter().enumerate() {
        let before = &view.attempts[..n];
        let other = before
            .iter()
            .find(|a| a.same_message(later) && !a.request.same_content(&later.request));
        if let Some(first) = other {
            let actual = format!("{}, and then {}", view.name(first), view.name(later));
            let about = two_contents(view, first, later);
            let broken = Found::new(Outcome::Broken, expected, actual);
            found.push(
                broken
                    .at([first.exchange.id, later.exchange.id])
                    .about(ids::id(about)),
            );
            continue;
        }
        if let Some(first) = before.iter().find(|first| anew(view, first, later, before)) {
            let actual = format!("{}, and then {}", view.name(first), view.name(later));
            found.push(
                Found::new(Outcome::Broken, expected, actual)
                    .why("the first has no outcome, and both may be executed")
                    .at([first.exchange.id, later.exchange.id])
                    .about(ids::id(ids::REPEATED)),
            );
        }
    }
    if found.is_empty() && !view.attempts.is_empty() {
        found.push(Found::new(Outcome::Holds, expected, "so it was"));
    }
    found
}

/// Which requirement says that a counter must not come with these two contents.
fn two_contents(view: &View<'_>, first: &Attempt<'_>, later: &Attempt<'_>) -> &'static str {
    let call_of = |a: &Attempt<'_>| view.payments().find(|c| View::is_of(a, c)).cloned();
    let (Some(one), Some(other)) = (call_of(first), call_of(later)) else {
        return ids::REPEATED;
    };
    let over = |until: Option<u64>, from: u64| until.is_some_and(|until| until <= from);
    if one.id == other.id {
        ids::REPEATED
    } else if first.process != later.process {
        ids::SURVIVES_RESTART
    } else if over(one.answer.as_ref().map(|(_, at)| *at), other.asked_at) {
        ids::NEW
    } else {
        ids::CONCURRENT
    }
}

/// Whether a transfer is an earlier one under a new counter, while that had no outcome.
fn anew(view: &View<'_>, first: &Attempt<'_>, later: &Attempt<'_>, before: &[Attempt<'_>]) -> bool {
    let same = first.same_account(later)
        && first.request.counter != later.request.counter
        && first.request.same_content(&later.request);
    let calls = view.payments().filter(|c| View::is_of(first, c)).count();
    same && calls <= 1 && !settled(view, first, later, before)
}

/// Whether the outcome of a transfer was known before a later one came: it, or a copy of it, was answered, or a balance was read
/// that shows it.
fn settled(
    view: &View<'_>,
    first: &Attempt<'_>,
    later: &Attempt<'_>,
    before: &[Attempt<'_>],
) -> bool {
    let came = later.exchange.times.sent;
    let copies = || before.iter().filter(|a| a.same_message(first));
    if copies().any(|a| a.answered() && told_from(a.exchange) <= came) {
        return true;
    }
    let Some(executed) = copies().find(|a| a.deed.settled == Settled::Executed) else {
        return false;
    };
    let looks = view.record.exchanges.iter();
    let mut looks = looks.filter(|e| e.operation == Operation::GetDeposits);
    looks.any(|look| {
        let deed = view.record.played.deed(look.id);
        let own = deed.is_some_and(|d| {
            let listed = d.settled == Settled::Listed && d.told == Told::Whole;
            listed && d.issuer == first.deed.issuer && d.key == first.deed.key
        });
        own && look.times.ended >= executed.exchange.times.sent && told_from(look) <= came
    })
}

/// From when on a holder may know what an answer says: whoever is quick acts on it before its end is noted.
fn told_from(exchange: &Exchange) -> u64 {
    exchange.times.first_byte.unwrap_or(exchange.times.ended)
}

/// New transfers have higher counters.
pub(super) fn higher(view: &View<'_>) -> Vec<Found> {
    let expected = "each new transfer under a higher counter than all before";
    let mut found = Vec::new();
    for (n, new) in view.attempts.iter().enumerate() {
        let before = &view.attempts[..n];
        if before.iter().any(|a| a.same_message(new)) {
            continue;
        }
        let above = before
            .iter()
            .find(|a| a.same_account(new) && a.request.counter > new.request.counter);
        if let Some(above) = above {
            let about = match above.process == new.process {
                true => ids::NEW,
                false => ids::SURVIVES_RESTART,
            };
            let actual = format!("{}, and then {}", view.name(above), view.name(new));
            found.push(
                Found::new(Outcome::Broken, expected, actual)
                    .at([above.exchange.id, new.exchange.id])
                    .about(ids::id(about)),
            );
        }
    }
    if found.is_empty() && !view.attempts.is_empty() {
        found.push(Found::new(Outcome::Holds, expected, "so it was"));
    }
    found
}

/// One transfer without outcome at a time.
pub(super) fn one_unknown(view: &View<'_>) -> Vec<Found> {
    let expected = "no new transfer while another has no outcome";
    let mut found = Vec::new();
    for (n, new) in view.attempts.iter().enumerate() {
        let before = &view.attempts[..n];
        if before.iter().any(|a| a.same_message(new)) {
            continue;
        }
        let open = before
            .iter()
            .find(|first| first.same_account(new) && !settled(view, first, new, before));
        if let Some(open) = open {
            let actual = format!("{}, and then {}", view.name(open), view.name(new));
            found.push(
                Found::new(Outcome::Broken, expected, actual)
                    .why("of the first nothing was known yet")
                    .at([open.exchange.id, new.exchange.id]),
            );
        }
    }
    if found.is_empty() && !view.attempts.is_empty() {
        found.push(Found::new(Outcome::Holds, expected, "so it was"));
    }
    found
}
