//! What a holder was paid, by the books: told as a deposit, or told of as unattributed where a reply was lost; and nothing beside.

use std::collections::{BTreeMap, BTreeSet};

use record::{Exchange, Operation, Report, Settled, Told};

use super::{
    dialogue::{Call, Deposited},
    money::{counted, less},
    sums::{REMAINDER, blame},
    view::View,
};
use crate::{
    Decimal,
    check::{Found, Outcome},
    decode::{Reply, reply},
    ids,
};

/// So many answers in a row have to leave out what was lost: what was asked at the same time may have to come first (docs/adapter.md).
const ANSWERS: usize = 2;

/// What is expected of a remainder.
const COVERED: &str = "what was paid is told as a deposit, or told of as unattributed";

/// What is told as unattributed is no more than was paid and not told; and what was lost is told of, as far as that can be said: where
/// nothing was lost there is nothing to praise.
pub(super) fn accounted(view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for issuer in issuers(view) {
        found.extend(invented(view, issuer));
        found.extend(covered(view, issuer).filter(|f| f.outcome == Outcome::Broken));
    }
    found
}

/// What was paid is told, or told of as unattributed.
pub(super) fn nothing_lost(view: &View<'_>) -> Vec<Found> {
    let each = issuers(view).into_iter();
    let found: Vec<_> = each.filter_map(|issuer| covered(view, issuer)).collect();
    match found.is_empty() {
        false => found,
        true => {
            let actual = "no question for deposits was answered, or the holder serves several";
            vec![Found::new(Outcome::Unsettled, COVERED, actual)]
        }
    }
}

fn issuers<'a>(view: &'a View<'_>) -> BTreeSet<&'a str> {
    let asked = view.calls.iter().filter(|c| c.op == "deposits");
    asked.filter_map(|c| c.text("issuer")).collect()
}

/// The questions for deposits at an issuer that were answered, in the order of their answers, each with its time.
fn answers<'a>(view: &'a View<'_>, issuer: &str) -> Vec<(&'a Call, u64)> {
    let asked = view.calls.iter();
    let of = asked.filter(|c| c.text("issuer") == Some(issuer) && c.deposits().is_some());
    let mut answers: Vec<_> = of.filter_map(|c| Some((c, c.answered_at()?))).collect();
    answers.sort_by_key(|(_, at)| *at);
    answers
}

/// What the holder was paid at an issuer, and when: by the suite, and by itself.
fn paid(view: &View<'_>, issuer: &str) -> Vec<(u64, Deposited)> {
    let played = &view.record.played;
    let given = played.payments.iter().filter(|p| p.issuer == issuer);
    let given = given.map(|p| (p.at, Deposited::expected(&p.deposit)));
    let is_own = |key: &str| {
        let mut keys = played.arrivals.iter().filter_map(|a| a.key.as_deref());
        keys.any(|own| own.eq_ignore_ascii_case(key))
    };
    let made = view
        .attempts
        .iter()
        .filter(|a| a.executed() && a.deed.issuer == issuer);
    let own = made.filter(|a| is_own(&a.request.recipient)).map(|a| {
        let deposit = Deposited {
            transaction_id: a.request.transaction_id.clone(),
            amount: a.request.amount,
            userid: a.request.userid.clone(),
        };
        (a.exchange.times.sent, deposit)
    });
    given.chain(own).collect()
}

fn sum(deposits: &BTreeMap<Deposited, usize>) -> Decimal {
    let each = deposits.iter();
    let all = each.flat_map(|(d, times)| std::iter::repeat_n(d.amount, *times));
    all.flatten().sum()
}

fn remainder(call: &Call) -> Decimal {
    let told = call.amount(REMAINDER).map(Decimal::parse);
    told.and_then(Result::ok).unwrap_or(Decimal::ZERO)
}

/// A remainder that is more than what was paid until then and not told: nobody has lost so much. What a payment without outcome may
/// not have cost after all is left to the holder.
fn invented(view: &View<'_>, issuer: &str) -> Option<Found> {
    let expected = "nothing told as unattributed but what was paid, and not told as a deposit";
    let answers = answers(view, issuer);
    let all = paid(view, issuer);
    for (call, at) in &answers {
        let until = all.iter().filter(|(paid, _)| paid <= at);
        let told = answers
            .iter()
            .filter(|(other, told)| other.id == call.id || *told <= call.asked_at);
        let told = counted(told.filter_map(|(c, _)| c.deposits()).flatten());
        let most = sum(&less(&counted(until.map(|(_, d)| d.clone())), &told));
        let remainder = remainder(call);
        if remainder > most && remainder > most + open(view, issuer, *at) {
            let actual = format!("{remainder} of which {most} can have been lost");
            let about = blame(&remainder.to_string(), &most.to_string(), None);
            let about = ids::id(about.unwrap_or(ids::EXPLAINED));
            return Some(Found::new(Outcome::Broken, expected, actual).about(about));
        }
    }
    let found = Found::new(Outcome::Holds, expected, "so it is").about(ids::id(ids::EXPLAINED));
    (!answers.is_empty()).then_some(found)
}

/// What payments come to that had not been executed until then, and of which the holder cannot know.
fn open(view: &View<'_>, issuer: &str, until: u64) -> Decimal {
    let asked = view
        .payments()
        .filter(|c| c.text("issuer") == Some(issuer) && c.asked_at <= until);
    let open = asked.filter(|call| {
        let told = call.answered_at().is_some_and(|at| at <= until);
        let is_known = told && call.report() != Some(Report::Unknown);
        let mut came = view.attempts_of(call).into_iter();
        !is_known && !came.any(|a| a.executed() && a.exchange.times.sent <= until)
    });
    let amounts = open.filter_map(|c| Decimal::parse(c.text("amount")?).ok());
    let moves = view.attempts.iter().filter(|a| {
        let asked = view.payments().any(|c| View::is_of(a, c));
        a.deed.issuer == issuer && !a.executed() && !asked
    });
    let moved = moves.filter_map(|a| a.request.amount);
    amounts.chain(moved).sum()
}

/// What was paid is told, or covered by the remainder, as far as that can be said: the holder has one key there and one
/// application, had told of a balance before, knows what became of its payments, and has got replies since that nothing else crossed.
fn covered(view: &View<'_>, issuer: &str) -> Option<Found> {
    let unsettled = |actual: &str| Some(Found::new(Outcome::Unsettled, COVERED, actual));
    if has_several_keys(view, issuer) || has_applications(view, issuer) {
        return None;
    }
    let answers = answers(view, issuer);
    let (last, at) = answers.last()?;
    let clear = answers.iter().rev().map(|(call, at)| {
        let same = call.process == last.process;
        same.then(|| clear_reply(view, issuer, call, *at)).flatten()
    });
    let clear: Vec<&Exchange> = clear.take(ANSWERS).map_while(|it| it).collect();
    let Some(first) = clear.last() else {
        return unsettled("the last reply came while another was under way");
    };
    let Some(missing) = missing(view, issuer, (first, last.process), &answers) else {
        return unsettled("a reply is written so that it cannot be read here");
    };
    if missing.amount == Decimal::ZERO {
        let mut paid = paid(view, issuer).into_iter();
        let is_all = missing.is_told && paid.all(|(paid, _)| paid <= first.times.sent);
        return match is_all {
            true => Some(Found::new(
                Outcome::Holds,
                COVERED,
                "it is told as deposits",
            )),
            false => unsettled("some of it may be told yet"),
        };
    }
    let told = remainder(last);
    let actual = format!("{} is not told, and {told} as unattributed", missing.amount);
    if told + unknown_fees(view, issuer, last.process) >= missing.amount {
        return Some(Found::new(Outcome::Holds, COVERED, actual));
    }
    let knew = |(call, at): &(&Call, u64)| *at <= missing.since && call.amount("balance").is_some();
    if !answers.iter().any(knew) {
        return unsettled("the holder had told of no balance before");
    }
    if !knows_its_payments(view, issuer, last.process, *at) {
        return unsettled("the holder may not know what became of its payments");
    }
    if clear.len() < ANSWERS {
        return unsettled("the holder has been asked too seldom since");
    }
    Some(Found::new(Outcome::Broken, COVERED, actual).about(ids::id(ids::UNATTRIBUTED)))
}

/// Whether applications ask for themselves: what is for one of them is kept until it does.
fn has_applications(view: &View<'_>, issuer: &str) -> bool {
    let mut calls = view.calls.iter();
    calls.any(|c| c.text("issuer") == Some(issuer) && c.text("application").is_some())
}

fn has_several_keys(view: &View<'_>, issuer: &str) -> bool {
    let told = view
        .calls
        .iter()
        .filter(|c| c.op == "identity" && c.text("issuer") == Some(issuer))
        .filter_map(|c| c.amount("key"));
    let arrivals = view.record.played.arrivals.iter();
    let shown = arrivals
        .filter(|a| a.issuer == issuer)
        .filter_map(|a| a.key.as_deref());
    let keys: BTreeSet<_> = told.chain(shown).map(str::to_uppercase).collect();
    keys.len() > 1
}

/// The reply that an answer about deposits rests on: the last one that came whole before it, with the balance that is told, and nothing
/// else was under way from the question on, nor so shortly before that the holder may have begun it meanwhile.
fn clear_reply<'a>(
    view: &View<'a>,
    issuer: &str,
    call: &Call,
    answered: u64,
) -> Option<&'a Exchange> {
    let played = &view.record.played;
    let at = |e: &&Exchange| played.deed(e.id).is_some_and(|d| d.issuer == issuer);
    let exchanges = || view.record.exchanges.iter().filter(at);
    let mut within =
        exchanges().filter(|e| e.times.ended >= call.asked_at && e.times.sent <= answered);
    let only = within.next()?;
    let deed = played.deed(only.id)?;
    let balance = Decimal::parse(call.amount("balance")?).ok();
    let is_clear = within.next().is_none()
        && only.operation == Operation::GetDeposits
        && deed.settled == Settled::Listed
        && deed.told == Told::Whole
        && only.times.sent >= call.asked_at
        && only.times.ended <= answered
        && view.process_of(only) == call.process
        && balance == Decimal::parse(&deed.balance).ok();
    is_clear.then_some(only)
}

/// What was paid until a reply and is not told.
struct Missing {
    amount: Decimal,
    /// Whether all that was paid until then is told.
    is_told: bool,
    /// When the first of it was paid.
    since: u64,
}

/// What was paid until a reply was asked for, is not told in any answer, and was in no whole reply to this process, which still has
/// it then; nothing, where some reply cannot be read.
fn missing(
    view: &View<'_>,
    issuer: &str,
    (reply, process): (&Exchange, u32),
    answers: &[(&Call, u64)],
) -> Option<Missing> {
    let all: Vec<_> = paid(view, issuer)
        .into_iter()
        .filter(|(paid, _)| *paid <= reply.times.sent)
        .collect();
    let told = counted(answers.iter().filter_map(|(c, _)| c.deposits()).flatten());
    let untold = less(&counted(all.iter().map(|(_, d)| d.clone())), &told);
    let untold = less(&untold, &counted(listed_to(view, issuer, process)?));
    let since = all.iter().filter(|(_, d)| untold.contains_key(d));
    // What is told otherwise than it was paid is another matter.
    let difference = all.iter().filter_map(|(_, d)| d.amount).sum::<Decimal>() - sum(&told);
    let amount = sum(&untold).min(difference).max(Decimal::ZERO);
    Some(Missing {
        amount,
        is_told: difference <= Decimal::ZERO,
        since: since.map(|(paid, _)| *paid).min().unwrap_or_default(),
    })
}

/// The deposits that came in whole replies to a process of the holder's.
fn listed_to(view: &View<'_>, issuer: &str, process: u32) -> Option<Vec<Deposited>> {
    let mut all = Vec::new();
    for exchange in &view.record.exchanges {
        let deed = view.record.played.deed(exchange.id);
        let is_one = deed.is_some_and(|d| {
            d.issuer == issuer && d.settled == Settled::Listed && d.told == Told::Whole
        });
        if !is_one || view.process_of(exchange) != process {
            continue;
        }
        match reply(exchange) {
            Reply::Deposits { list, .. } => all.extend(list.into_iter().map(Deposited::from)),
            _ => return None,
        }
    }
    Some(all)
}

/// The fees of which the holder need not know: of replies that did not come whole, or to a process that is over, and of transfers that
/// were not answered. By so much a remainder may be less than what was lost.
fn unknown_fees(view: &View<'_>, issuer: &str, process: u32) -> Decimal {
    let exchanges = view.record.exchanges.iter();
    let unknown = exchanges.filter_map(|e| {
        let deed = view.record.played.deed(e.id)?;
        let is_known = deed.told == Told::Whole && view.process_of(e) == process;
        (deed.issuer == issuer && !is_known).then(|| Decimal::parse(&deed.fee).ok())?
    });
    unknown.sum()
}

/// Whether the holder must know what became of each payment that it was asked for: it has reported so, or was answered.
fn knows_its_payments(view: &View<'_>, issuer: &str, process: u32, until: u64) -> bool {
    let asked = |attempt| view.payments().any(|c| View::is_of(attempt, c));
    let mut payments = view
        .payments()
        .filter(|c| c.text("issuer") == Some(issuer) && c.asked_at <= until);
    let all_known = payments.all(|call| match call.report() {
        Some(Report::Executed | Report::Failed | Report::Refused) => true,
        Some(Report::Unknown) | None => {
            let attempts = view.attempts_of(call);
            let mut copies = attempts.iter();
            copies.any(|a| {
                let settled = matches!(
                    a.deed.settled,
                    Settled::Executed | Settled::Failed | Settled::Duplicate
                );
                settled && a.answered() && a.process == process
            })
        }
    });
    let mut others = view.attempts.iter().filter(|a| a.deed.issuer == issuer);
    all_known && others.all(asked)
}
