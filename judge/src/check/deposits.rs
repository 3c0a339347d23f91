//! Whether lists show the deposits that there were: each once, and no others.

use std::collections::{BTreeSet, HashMap, VecDeque};

use record::{AnswerKind, ExpectedDeposit};

use super::{Found, Outcome};
use crate::{
    Decimal,
    decode::{Deposit, Reply},
    history::History,
};

pub(super) fn deposits(
    history: &History<'_>,
    exchanges: &[u32],
    expected: &[ExpectedDeposit],
    ordered: bool,
    some_may_be_missing: bool,
) -> Found {
    let mut listed = Vec::new();
    let mut unanswered = Vec::new();
    for id in exchanges {
        let Some(event) = history.event(*id) else {
            return Found::missing(*id);
        };
        match (&event.reply, event.kind()) {
            (Reply::Deposits { list, .. }, _) => listed.extend(list.iter().cloned()),
            (_, Some(AnswerKind::Fault)) => {
                return Found::new(
                    Outcome::Broken,
                    "a list of deposits",
                    event.reply.describe(),
                )
                .at([*id]);
            }
            (reply, _) => unanswered.push(format!("exchange {id}: {}", reply.describe())),
        }
    }
    let mut wanted = Vec::new();
    for deposit in expected {
        match Decimal::parse(&deposit.amount) {
            Ok(amount) => wanted.push(Deposit {
                transaction_id: deposit.transaction_id.clone(),
                amount,
                userid: deposit.userid.clone().filter(|u| !u.is_empty()),
            }),
            Err(e) => {
                return Found::new(
                    Outcome::Unsettled,
                    "an amount in the expectation",
                    e.to_string(),
                );
            }
        }
    }
    let difference = Difference::between(&wanted, &listed);
    let missing_is_lawful = some_may_be_missing || !unanswered.is_empty();
    let missing = &difference.missing;
    let open_ids = if missing.is_empty() {
        BTreeSet::new()
    } else {
        history.open_ids()
    };
    let is_open = |d: &Deposit| open_ids.contains(&d.transaction_id);
    let open = !missing.is_empty() && missing.iter().all(is_open);
    if open && !missing_is_lawful && difference.extra.is_empty() {
        return Found::new(Outcome::Unsettled, show(&wanted), show(&listed))
            .why("what was not found is of a transfer that no answer settled, and that may not have happened")
            .at(exchanges.iter().copied());
    }
    let outcome =
        if !difference.extra.is_empty() || (!difference.missing.is_empty() && !missing_is_lawful) {
            Outcome::Broken
        } else if !unanswered.is_empty()
            && (!some_may_be_missing || unanswered.len() == exchanges.len())
        {
            Outcome::Unsettled
        } else if ordered && !in_order(&wanted, &listed) {
            return Found::new(Outcome::Broken, show(&wanted), show(&listed))
                .why("the order is not the order of arrival")
                .at(exchanges.iter().copied());
        } else {
            Outcome::Holds
        };
    let mut why = difference.describe();
    if !unanswered.is_empty() {
        why.push_str(&unanswered.join("; "));
    }
    Found::new(outcome, show(&wanted), show(&listed))
        .why(why)
        .at(exchanges.iter().copied())
}

/// What two lists do not share.
pub(super) struct Difference {
    pub(super) missing: Vec<Deposit>,
    pub(super) extra: Vec<Deposit>,
}

impl Difference {
    pub(super) fn between(wanted: &[Deposit], listed: &[Deposit]) -> Self {
        let listed: Vec<Deposit> = listed.iter().map(without_empty_user).collect();
        // Thousands are compared, and many of them may be alike: each is looked up, and taken once.
        let mut places: HashMap<&Deposit, VecDeque<usize>> = HashMap::new();
        for (place, deposit) in listed.iter().enumerate() {
            places.entry(deposit).or_default().push_back(place);
        }
        let mut found = vec![false; listed.len()];
        let mut missing = Vec::new();
        for deposit in wanted {
            match places.get_mut(deposit).and_then(VecDeque::pop_front) {
                Some(place) => found[place] = true,
                None => missing.push(deposit.clone()),
            }
        }
        let extra = listed.iter().zip(found).filter(|(_, found)| !found);
        let extra = extra.map(|(deposit, _)| deposit.clone()).collect();
        Self { missing, extra }
    }

    pub(super) fn describe(&self) -> String {
        let mut text = String::new();
        if !self.missing.is_empty() {
            text.push_str(&format!("not found: {}. ", show(&self.missing)));
        }
        if !self.extra.is_empty() {
            text.push_str(&format!(
                "found without reason, or once too often: {}. ",
                show(&self.extra)
            ));
        }
        text
    }
}

/// An empty user is no user (reading: toolkits cannot leave a part out).
fn without_empty_user(deposit: &Deposit) -> Deposit {
    Deposit {
        userid: deposit.userid.clone().filter(|u| !u.is_empty()),
        ..deposit.clone()
    }
}

/// Whether those of the wanted that are listed stand in the order in which they are wanted.
fn in_order(wanted: &[Deposit], listed: &[Deposit]) -> bool {
    let mut rest = wanted.iter();
    listed
        .iter()
        .map(without_empty_user)
        .all(|d| rest.any(|w| *w == d))
}

/// Some deposits for people: the first few, and how many there are.
pub(super) fn show(deposits: &[Deposit]) -> String {
    const SHOWN: usize = 5;
    let one = |d: &Deposit| {
        let user = d
            .userid
            .as_ref()
            .map_or(String::new(), |u| format!(" for user {u:?}"));
        format!("{} under {:?}{user}", d.amount, d.transaction_id)
    };
    let mut parts: Vec<String> = deposits.iter().take(SHOWN).map(one).collect();
    if deposits.len() > SHOWN {
        parts.push(format!("{} more", deposits.len() - SHOWN));
    }
    match deposits.len() {
        0 => "no deposit".into(),
        1 => format!("one deposit: {}", parts.join(", ")),
        n => format!("{n} deposits: {}", parts.join(", ")),
    }
}
