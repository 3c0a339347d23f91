//! What is wrongly made of deposits.

use super::seams::{at_desk, kept, ordered, read, told};
use super::text::{rewritten, text};
use crate::agent::books::Account;
use crate::agent::line::{Line, Reply};
use crate::agent::parts::Parts;
use crate::agent::till::{NoChance, Till};
use serde_json::json;
use std::collections::HashSet;
use std::mem::take;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use wire::adapter::{Deposited, ErrorCode, Invoice, Order, Refusal, Statement};
use wire::soap::{Operation, Told};
use wire::{Amount, Deposit, GetDepositsResponse};

/// Has replies changed.
fn reply(parts: &mut Parts, amend: impl Fn(&mut GetDepositsResponse) + Send + Sync + 'static) {
    read(parts, move |right, asked, mail| {
        let mut told = right.read(asked, mail);
        if let Ok(Told::Deposits(reply)) = &mut told {
            amend(reply);
        }
        told
    });
}

pub(super) fn last_dropped(parts: &mut Parts) {
    reply(parts, |reply| {
        if reply.deposits.len() > 1 {
            reply.deposits.pop();
        }
    });
}

pub(super) fn remainder_guessed(parts: &mut Parts) {
    let open: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
    let made = Arc::clone(&open);
    told(parts, move |order, invoice: &mut Invoice| {
        if let Order::Invoice { amount, .. } = order {
            let mut open = made.lock().unwrap_or_else(PoisonError::into_inner);
            open.push((amount.clone(), invoice.transaction_id.clone()));
        }
    });
    told(parts, move |_, statement: &mut Statement| {
        let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
        let told = |id: &String| statement.deposits.iter().any(|it| it.transaction_id == *id);
        open.retain(|(_, id)| !told(id));
        let amount = |text: &str| Amount::parse_sum(text).ok();
        let more = statement.unattributed.as_deref().and_then(amount);
        let guess = open
            .iter()
            .position(|(expected, _)| more.is_some() && amount(expected) == more);
        if let Some(at) = guess {
            let (amount, transaction_id) = open.remove(at);
            statement.unattributed = None;
            statement.deposits.push(Deposited {
                transaction_id,
                amount,
                userid: None,
            });
        }
    });
}

pub(super) fn without_case(parts: &mut Parts) {
    let given: Arc<Mutex<Vec<String>>> = Arc::default();
    let made = Arc::clone(&given);
    told(parts, move |_, invoice: &mut Invoice| {
        let mut given = made.lock().unwrap_or_else(PoisonError::into_inner);
        given.push(invoice.transaction_id.clone());
    });
    reply(parts, move |reply| {
        let given = given.lock().unwrap_or_else(PoisonError::into_inner);
        for deposit in &mut reply.deposits {
            let like = |id: &&String| id.eq_ignore_ascii_case(&deposit.transaction_id);
            if let Some(id) = given.iter().find(like) {
                deposit.transaction_id.clone_from(id);
            }
        }
    });
}

pub(super) fn owner_without_case(parts: &mut Parts) {
    let sorting = Sorting::right(parts);
    parts.till = Arc::new(Sorting {
        whose: |right, account, deposit| {
            let mut small = deposit.clone();
            small.transaction_id.make_ascii_lowercase();
            let whose = right.whose(account, deposit);
            whose.or_else(|| right.whose(account, &small))
        },
        ..sorting
    });
}

pub(super) fn equals_merged(parts: &mut Parts) {
    let known = Mutex::new(HashSet::new());
    reply(parts, move |reply| {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = |deposit: &Deposit| known.insert(deposit.transaction_id.clone());
        reply.deposits.retain(is_new);
    });
}

pub(super) fn line_ends_mended(parts: &mut Parts) {
    texts(parts, |text| text.replace('\r', "\n"));
}

pub(super) fn trimmed(parts: &mut Parts) {
    texts(parts, |text| text.trim().to_owned());
}

fn texts(parts: &mut Parts, mend: fn(&str) -> String) {
    reply(parts, move |reply| {
        for deposit in &mut reply.deposits {
            deposit.transaction_id = mend(&deposit.transaction_id);
            deposit.userid = deposit.userid.as_deref().map(mend);
        }
    });
}

pub(super) fn userid_dropped(parts: &mut Parts) {
    reply(parts, |reply| {
        for deposit in &mut reply.deposits {
            deposit.userid = None;
        }
    });
}

pub(super) fn fees_twice(parts: &mut Parts) {
    reply(parts, |reply| {
        reply.fee = reply.fee.checked_add(reply.fee).unwrap_or(reply.fee);
    });
}

pub(super) fn counted_twice(parts: &mut Parts) {
    let seen = Mutex::new(Vec::new());
    read(parts, move |right, asked, mail| {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Operation::GetDeposits, Some(_)) = (asked, &mail.cut) {
            let mut mended = mended(&text(mail)).map(|text| rewritten(mail, &text));
            if let Some(mended) = &mut mended {
                mended.cut = None;
            }
            let read = mended.map(|mended| right.read(asked, &mended));
            if let Some(Ok(Told::Deposits(reply))) = read {
                seen.extend(reply.deposits);
            }
        }
        let mut told = right.read(asked, mail);
        if let Ok(Told::Deposits(reply)) = &mut told {
            reply.deposits.splice(0..0, take(&mut *seen));
        }
        told
    });
}

/// A reply that was cut off, with an end behind its last whole deposit.
fn mended(text: &str) -> Option<String> {
    let end = text.rfind("</deposit>")? + "</deposit>".len();
    let whole = text.get(..end)?;
    let mut open = Vec::new();
    for tag in whole.split('<').skip(1) {
        let (tag, _) = tag.split_once('>')?;
        let name = tag.split(char::is_whitespace).next().unwrap_or_default();
        match tag {
            _ if tag.starts_with(['?', '!']) || tag.ends_with('/') => {}
            _ if tag.starts_with('/') => drop(open.pop()),
            _ => open.push(name),
        }
    }
    let deposits = open.pop()?;
    let rest: String = open.iter().rev().map(|name| format!("</{name}>")).collect();
    Some(format!(
        "{whole}</{deposits}><fee>0</fee><balance>0</balance>{rest}"
    ))
}

pub(super) fn told_again(parts: &mut Parts) {
    kept(parts, || {
        |line| match line {
            Line::Told(_) => Vec::new(),
            _ => vec![line],
        }
    });
}

/// Has deposits kept for somebody else: nobody who asks is called so.
fn kept_for(parts: &mut Parts, whose: fn(Option<String>) -> Option<String>) {
    kept(parts, move || {
        move |line| {
            let Line::Reply(reply) = line else {
                return vec![line];
            };
            let deposits = reply.deposits.into_iter().map(|mut deposit| {
                deposit.application = whose(deposit.application);
                deposit
            });
            vec![Line::Reply(Reply {
                deposits: deposits.collect(),
                ..reply
            })]
        }
    });
}

pub(super) fn others_forgotten(parts: &mut Parts) {
    kept_for(parts, |whose| whose.map(|it| it + " (forgotten)"));
}

pub(super) fn untold_forgotten(parts: &mut Parts) {
    kept_for(parts, |_| Some("(forgotten)".to_owned()));
}

/// An invoice, and whether nothing was taken for its payment yet.
struct Expected {
    id: String,
    amount: Amount,
    is_open: bool,
}

pub(super) fn by_amount(parts: &mut Parts) {
    let expected = Mutex::new(Vec::new());
    at_desk(
        parts,
        |order| order,
        move |order, done| {
            let mut expected = expected.lock().unwrap_or_else(PoisonError::into_inner);
            let Ok(value) = done else {
                return done;
            };
            if let Order::Invoice { amount, .. } = order {
                let invoice = serde_json::from_value::<Invoice>(value.clone());
                if let (Ok(invoice), Ok(amount)) = (invoice, Amount::parse(amount)) {
                    expected.push(Expected {
                        id: invoice.transaction_id,
                        amount,
                        is_open: true,
                    });
                }
            }
            let Ok(mut statement) = serde_json::from_value::<Statement>(value.clone()) else {
                return Ok(value);
            };
            for deposit in &mut statement.deposits {
                let amount = Amount::parse(&deposit.amount).unwrap_or_default();
                let oldest = expected
                    .iter_mut()
                    .find(|it| it.is_open && it.amount == amount);
                if let Some(oldest) = oldest {
                    oldest.is_open = false;
                    deposit.transaction_id.clone_from(&oldest.id);
                }
            }
            Ok(json!(statement))
        },
    );
}

pub(super) fn remainder_unnoticed(parts: &mut Parts) {
    told(parts, |_, statement: &mut Statement| {
        statement.unattributed = None;
    });
}

pub(super) fn fault_is_nothing(parts: &mut Parts) {
    let balance = Mutex::new("0".to_owned());
    at_desk(
        parts,
        |order| order,
        move |order, done| {
            let mut balance = balance.lock().unwrap_or_else(PoisonError::into_inner);
            match (order, done) {
                (Order::Deposits { .. }, Err(why)) if why.code == ErrorCode::Failed => {
                    Ok(json!({"deposits": [], "balance": *balance}))
                }
                (Order::Deposits { .. }, Ok(value)) => {
                    let told = value.get("balance").and_then(|it| it.as_str());
                    *balance = told.unwrap_or(&balance).to_owned();
                    Ok(value)
                }
                (_, done) => done,
            }
        },
    );
}

pub(super) fn nothing_is_a_fault(parts: &mut Parts) {
    at_desk(
        parts,
        |order| order,
        |order, done| match (order, done) {
            (Order::Deposits { wait_ms: 1.., .. }, Ok(value))
                if value["deposits"].as_array().is_some_and(Vec::is_empty) =>
            {
                Err(Refusal {
                    code: ErrorCode::Failed,
                    message: "nothing has come".to_owned(),
                })
            }
            (_, done) => done,
        },
    );
}

/// Another way of telling whose a deposit is, and what it is called.
struct Sorting {
    right: Arc<dyn Till>,
    whose: fn(&dyn Till, &Account, &Deposit) -> Option<String>,
    id: fn(&dyn Till, u64) -> Result<String, NoChance>,
    given: AtomicU64,
    waits: bool,
}

impl Till for Sorting {
    fn whose(&self, account: &Account, deposit: &Deposit) -> Option<String> {
        (self.whose)(self.right.as_ref(), account, deposit)
    }

    fn transaction_id(&self) -> Result<String, NoChance> {
        let given = self.given.fetch_add(1, Ordering::SeqCst);
        (self.id)(self.right.as_ref(), given)
    }

    fn wait(&self, wanted: u32) -> u32 {
        match self.waits {
            true => self.right.wait(wanted),
            false => 0,
        }
    }
}

impl Sorting {
    fn right(parts: &Parts) -> Sorting {
        Sorting {
            right: Arc::clone(&parts.till),
            whose: |right, account, deposit| right.whose(account, deposit),
            id: |right, _| right.transaction_id(),
            given: AtomicU64::new(0),
            waits: true,
        }
    }
}

pub(super) fn ids_from_one(parts: &mut Parts) {
    parts.till = Arc::new(Sorting {
        id: |_, given| Ok((given + 1).to_string()),
        ..Sorting::right(parts)
    });
}

pub(super) fn never_waits(parts: &mut Parts) {
    parts.till = Arc::new(Sorting {
        waits: false,
        ..Sorting::right(parts)
    });
}

pub(super) fn all_to_who_asks(parts: &mut Parts) {
    parts.till = Arc::new(Sorting {
        whose: |_, _, _| None,
        ..Sorting::right(parts)
    });
    ordered(parts, |mut order| {
        if let Order::Deposits { application, .. } = &mut order {
            *application = None;
        }
        order
    });
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn what_is_whole_in_a_reply_is_kept() {
        let cut = "<?xml version=\"1.0\"?>\n<s:E a=\"b\"><r><deposits><deposit><x/></deposit><dep";
        let end = "</deposits><fee>0</fee><balance>0</balance></r></s:E>";
        let whole = cut.trim_end_matches("<dep");
        assert_eq!(mended(cut), Some(format!("{whole}{end}")));
        assert_eq!(mended("<deposits><depo"), None);
    }
}
