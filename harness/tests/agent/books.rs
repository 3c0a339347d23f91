//! What the applications were told against what the issuer has done.

use std::collections::HashMap;

use super::{
    applications::{Payment, State, Told},
    ledger::{Ledger, Micros, Recorded, micros},
    place::FUNDS,
};

/// What an agent tells in the end.
pub(crate) struct Statement {
    pub(crate) holder: String,
    pub(crate) balance: Micros,
    /// Transaction ids and amounts.
    pub(crate) deposits: Vec<(String, Micros)>,
    pub(crate) unattributed: Option<String>,
}

/// Everything that does not agree, in words.
pub(crate) fn complaints(
    payments: &[Payment],
    ledger: &Ledger,
    payer: &Statement,
    sellers: &[Statement],
) -> Vec<String> {
    let mut said = payments_made(payments, ledger, &payer.holder);
    said.extend(sums(ledger, payer, sellers));
    for seller in sellers {
        said.extend(deposits_told(ledger, seller));
    }
    said
}

/// Every payment is executed as it was ordered, once or never, as its application knows.
fn payments_made(payments: &[Payment], ledger: &Ledger, payer: &str) -> Vec<String> {
    let mut executed: HashMap<&str, Vec<&Recorded>> = HashMap::new();
    for it in ledger.executed() {
        executed.entry(&it.transaction_id).or_default().push(it);
    }
    let mut said = Vec::new();
    for payment in payments {
        let id = payment.transaction_id.as_str();
        let made = executed.remove(id).unwrap_or_default();
        let so_ordered = |it: &&Recorded| {
            (it.payer.as_str(), &it.recipient, it.amount)
                == (payer, &payment.recipient, payment.micros())
        };
        if !made.iter().all(so_ordered) {
            said.push(format!("{id}: executed otherwise than it was ordered"));
        }
        said.extend(known(payment, &made).map(|why| format!("{id}: {why}")));
    }
    said.extend(executed.keys().map(|id| format!("{id}: ordered by nobody")));
    said
}

/// What is wrong with what an application knows of its payment.
fn known(payment: &Payment, made: &[&Recorded]) -> Option<String> {
    let times = made.len();
    let (report, expected) = match &payment.state {
        State::Told(Told::Executed(_)) => ("reported as executed", 1),
        State::Told(Told::Failed(_)) => ("reported as failed", 0),
        State::Told(Told::Refused(_)) => ("refused", 0),
        State::Arrived => ("lost with its process, and arrived", 1),
        _ => return Some(format!("without an end: {:?}", payment.state)),
    };
    if times != expected {
        return Some(format!("{report}, and executed {times} times"));
    }
    match &payment.state {
        State::Told(Told::Failed(why) | Told::Refused(why)) if payment.is_payable => {
            Some(format!("{report} ({why}), and there was money for it"))
        }
        State::Told(Told::Executed(Some(fee))) if *fee != made[0].fee => {
            Some("reported with another fee".to_owned())
        }
        _ => None,
    }
}

/// Everybody knows what he has, and that is what he had and got, less what he has paid, to the last digit.
fn sums(ledger: &Ledger, payer: &Statement, sellers: &[Statement]) -> Vec<String> {
    let got = |it: &Statement| it.deposits.iter().map(|(_, amount)| amount).sum::<Micros>();
    let paid: Micros = sellers.iter().map(got).sum();
    let mut said = account(ledger, payer, micros(FUNDS) + got(payer) - paid);
    for seller in sellers {
        said.extend(account(ledger, seller, got(seller)));
    }
    said
}

/// Whether a holder has what he should, but for the fees.
fn account(ledger: &Ledger, holder: &Statement, less_fees: Micros) -> Vec<String> {
    let (name, told) = (&holder.holder, holder.balance);
    let fees = ledger.fees.get(name).copied().unwrap_or_default();
    let has = ledger.balances.get(name).copied().unwrap_or_default();
    let mut said = Vec::new();
    if told != has {
        said.push(format!("{name} is told to have {told}, and has {has}"));
    }
    if told + fees != less_fees {
        said.push(format!(
            "{name} is told to have {told}, has paid {fees} in fees, and had {less_fees} without them"
        ));
    }
    let unattributed = holder.unattributed.iter();
    said.extend(unattributed.map(|amount| format!("{name}: {amount} is unattributed")));
    said
}

/// A seller is told of every payment once, by the wire.
fn deposits_told(ledger: &Ledger, seller: &Statement) -> Option<String> {
    let own = ledger.executed().filter(|it| it.recipient == seller.holder);
    let mut own: Vec<_> = own
        .map(|it| (it.transaction_id.clone(), it.amount))
        .collect();
    let mut told = seller.deposits.clone();
    own.sort();
    told.sort();
    let wrong = own != told;
    wrong.then(|| format!("{} is told {told:?}, and got {own:?}", seller.holder))
}

/// Reads a statement.
pub(crate) fn statement(holder: String, told: &serde_json::Value) -> Statement {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let deposits = told["deposits"].as_array().unwrap().iter();
    Statement {
        holder,
        balance: micros(&text(&told["balance"])),
        deposits: deposits
            .map(|it| (text(&it["transaction-id"]), micros(&text(&it["amount"]))))
            .collect(),
        unattributed: told.get("unattributed").map(text),
    }
}
