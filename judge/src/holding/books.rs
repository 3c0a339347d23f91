//! What a holder reports of payments, held against the books of the issuers.

use std::{cmp::Ordering, collections::BTreeSet};

use record::{Report, Settled};

use super::{
    dialogue::Call,
    supply, told,
    verbatim::is_of_profile,
    view::{Attempt, View},
};
use crate::{
    Decimal,
    check::{Found, Outcome},
    ids,
};

/// What is reported of payments is the truth, and nothing was paid twice or unasked.
pub(super) fn truth(view: &View<'_>) -> Vec<Found> {
    let expected = "what is reported of payments is what the issuer's books say";
    let mut found: Vec<Found> = view
        .payments()
        .filter_map(|call| payment(view, call))
        .collect();
    let executed = view.attempts.iter().filter(|a| a.executed());
    let unasked = executed.filter(|a| !view.payments().any(|c| View::is_of(a, c)));
    for attempt in unasked.filter(|a| !supply::is_as_told(view, a)) {
        let about = why_unasked(view, attempt);
        let actual = format!(
            "{} was executed, and nobody asked for it",
            view.name(attempt)
        );
        let broken = Found::new(
            Outcome::Broken,
            "payments that were asked for, and no others",
            actual,
        );
        found.push(broken.at([attempt.exchange.id]).about(ids::id(about)));
    }
    let any = view.payments().any(|c| c.report().is_some());
    if found.is_empty() && any {
        found.push(Found::new(Outcome::Holds, expected, "so it is"));
    }
    found
}

/// Which requirement says that this must not be executed: what was told in place of it may differ in one thing only.
fn why_unasked(view: &View<'_>, attempt: &Attempt<'_>) -> &'static str {
    let elsewhere = |call: &Call| {
        call.text("transaction-id") == Some(&attempt.request.transaction_id)
            && call
                .text("issuer")
                .is_some_and(|i| i != attempt.deed.issuer)
    };
    if view.payments().any(elsewhere) {
        return ids::SEVERAL_ISSUERS;
    }
    if let Some(about) = supply::why_not_moved(view, attempt) {
        return about;
    }
    let again = |a: &Attempt<'_>| a.same_message(attempt) && !a.executed();
    let told = view.payments().find(|call| {
        let id = call.text("transaction-id") == Some(&attempt.request.transaction_id);
        let amount = call.text("amount").and_then(|a| Decimal::parse(a).ok());
        id && (amount.is_none() || amount != attempt.request.amount)
    });
    match told.and_then(|call| call.text("amount")) {
        Some(amount) if is_of_profile(amount) => ids::SENT,
        Some(_) => ids::NOT_ROUNDED,
        None if view.attempts.iter().any(again) => ids::REPEATED,
        None => ids::TEXTS,
    }
}

fn payment(view: &View<'_>, call: &Call) -> Option<Found> {
    let attempts = view.attempts_of(call);
    let executed: Vec<_> = attempts.iter().filter(|a| a.executed()).collect();
    // Several calls may ask for what looks the same.
    let asked = view.payments().filter(|other| alike(other, call)).count();
    let at = || attempts.iter().map(|a| a.exchange.id);
    let reported = call.report();
    if executed.len() > asked {
        let counters: BTreeSet<_> = executed.iter().map(|a| a.request.counter).collect();
        let actual = format!(
            "it was executed {} times, under {} counters",
            executed.len(),
            counters.len()
        );
        let broken = Found::new(Outcome::Broken, "a payment is made once", actual);
        return Some(broken.at(at()).about(ids::id(ids::REPEATED)));
    }
    match reported {
        Some(Report::Executed) if executed.len() < reported_executed(view, call) => {
            let expected = "only what was executed is reported as executed";
            let actual = match attempts.is_empty() {
                true => format!(
                    "{} is reported, and nothing was sent for it",
                    call.describe()
                ),
                false => format!(
                    "{} is reported, and the issuer executed {} such payments",
                    call.describe(),
                    executed.len()
                ),
            };
            // What was executed in its place is another one only by what it should not differ in.
            let instead = view.attempts.iter().find(|a| {
                let same = call.text("transaction-id") == Some(&a.request.transaction_id);
                same && a.executed() && !view.payments().any(|c| View::is_of(a, c))
            });
            let about = ids::id(match instead {
                Some(instead) => why_unasked(view, instead),
                None => why_not_executed(&attempts, !executed.is_empty()),
            });
            Some(
                Found::new(Outcome::Broken, expected, actual)
                    .at(at())
                    .about(about),
            )
        }
        Some(Report::Failed | Report::Refused) if executed.len() == asked => {
            let expected = "what was executed is not reported as failed";
            let actual = format!(
                "{} is reported, and the issuer executed it",
                call.describe()
            );
            let about = ids::id(why_not_failed(call, &attempts));
            Some(
                Found::new(Outcome::Broken, expected, actual)
                    .at(at())
                    .about(about),
            )
        }
        Some(Report::Refused) if messages(&attempts) > not_refused(view, call) => {
            let expected = "the error \"refused\" only where no message was sent";
            let actual = format!("{} is reported, and a message was sent", call.describe());
            let about = ids::id(why_not_refused(&attempts));
            Some(
                Found::new(Outcome::Broken, expected, actual)
                    .at(at())
                    .about(about),
            )
        }
        _ => told::as_answered(view, call, &attempts, asked).map(|found| found.at(at())),
    }
}

/// How many messages were sent for a payment, each counted once however often it was sent.
fn messages(attempts: &[&Attempt<'_>]) -> usize {
    let first = |(n, a): &(usize, &&Attempt<'_>)| !attempts[..*n].iter().any(|b| b.same_message(a));
    attempts.iter().enumerate().filter(first).count()
}

/// For how many payments that look the same a message may have been sent.
fn not_refused(view: &View<'_>, call: &Call) -> usize {
    let same = view.payments().filter(|other| alike(other, call));
    same.filter(|c| c.report() != Some(Report::Refused)).count()
}

/// How many payments that look the same are reported as executed.
fn reported_executed(view: &View<'_>, call: &Call) -> usize {
    let same = view.payments().filter(|other| alike(other, call));
    let executed = same.filter(|c| c.report() == Some(Report::Executed));
    executed.count()
}

fn alike(one: &Call, other: &Call) -> bool {
    let keys = ["issuer", "transaction-id", "recipient", "amount", "userid"];
    keys.iter().all(|key| one.asked[*key] == other.asked[*key])
}

/// Which requirement says that a payment must not be reported as executed after these answers. Where one was executed that looks the
/// same, this one was taken for it: it came under the same counter, or not at all.
fn why_not_executed(attempts: &[&Attempt<'_>], is_another: bool) -> &'static str {
    let is_copy = |a: &&Attempt<'_>| a.deed.settled == Settled::Duplicate;
    match (attempts.is_empty(), is_another) {
        (false, true) if attempts.iter().any(is_copy) => ids::NEW,
        (true, _) | (_, true) => ids::EXECUTED,
        (false, false) => why_not_refused(attempts),
    }
}

/// Which requirement says what is reported after these answers, for a payment that was sent and not executed.
fn why_not_refused(attempts: &[&Attempt<'_>]) -> &'static str {
    let settled = |s: Settled| attempts.iter().any(|a| a.deed.settled == s && a.answered());
    let garbled = |a: &&Attempt<'_>| a.deed.told == record::Told::Garbled;
    if settled(Settled::Failed) {
        ids::FAILURE
    } else if attempts.iter().any(|a| a.answered()) {
        ids::FAULT
    } else if attempts.iter().any(garbled) {
        ids::UNREADABLE
    } else {
        ids::LOST_ANSWER
    }
}

/// Which requirement says that a payment must not be reported as failed after these answers.
fn why_not_failed(call: &Call, attempts: &[&Attempt<'_>]) -> &'static str {
    let told = call.answer.as_ref().map_or(u64::MAX, |(_, at)| *at);
    let executed = attempts.iter().find(|a| a.executed());
    let later = executed.is_some_and(|a| a.exchange.times.sent > told);
    let repeated = attempts.iter().any(|a| a.answered() && !a.executed());
    let failed = |a: &&Attempt<'_>| a.deed.settled == Settled::Failed && a.answered();
    if later && attempts.iter().any(failed) {
        ids::FAILURE
    } else if later
        || !attempts
            .iter()
            .any(|a| a.answered() || a.deed.told == record::Told::Garbled)
    {
        ids::BALANCE_ALONE
    } else if repeated {
        ids::REPETITION
    } else if executed.is_some_and(|a| a.answered()) {
        ids::EXECUTED
    } else {
        ids::UNREADABLE
    }
}

/// How often somebody has been paid.
pub(super) fn paid(
    view: &View<'_>,
    recipient: &str,
    amount: Option<&str>,
    times: u32,
    issuer: &str,
) -> Vec<Found> {
    let wanted = amount.and_then(|a| Decimal::parse(a).ok());
    let key = view
        .party(recipient)
        .map(|p| p.key.as_str())
        .unwrap_or_default();
    let fits = |a: &&Attempt<'_>| {
        a.executed()
            && a.deed.issuer == issuer
            && a.request.recipient.eq_ignore_ascii_case(key)
            && (amount.is_none() || a.request.amount == wanted)
    };
    let made: Vec<_> = view.attempts.iter().filter(fits).collect();
    let what = amount.map_or_else(String::new, |a| format!("{a} "));
    let expected = format!("{what}to {recipient}, {times} times");
    let actual = format!("{what}to {recipient}, {} times", made.len());
    // Whoever was sent nothing for has not been paid, and nothing was done wrongly.
    let tried = view
        .attempts
        .iter()
        .any(|a| a.deed.issuer == issuer && a.request.recipient.eq_ignore_ascii_case(key));
    let outcome = match made.len().cmp(&(times as usize)) {
        Ordering::Equal => Outcome::Holds,
        Ordering::Less if !tried => Outcome::Unsettled,
        Ordering::Less | Ordering::Greater => Outcome::Broken,
    };
    let at = made.iter().map(|a| a.exchange.id);
    vec![Found::new(outcome, expected, actual).at(at)]
}
