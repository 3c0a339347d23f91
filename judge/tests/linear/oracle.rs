//! Every order of a small history, tried one after the other, with every fee that a lost answer may have told.

use std::collections::BTreeMap;

use judge::linear::{Act, Means, Op, OpHistory, Told};

#[derive(Clone, Default)]
struct Account {
    balance: i128,
    highest: Option<u64>,
    recorded: BTreeMap<u64, (usize, Told)>,
    new: Vec<usize>,
    perhaps: Vec<usize>,
    most_fee: i128,
}

/// Whether some order explains every answer.
pub(crate) fn is_lawful(history: &OpHistory) -> bool {
    let most_fee = history.most_fee.unwrap_or(i128::MAX);
    let accounts = history.holders.iter().map(|h| Account {
        balance: match h.means {
            Means::Exactly(balance) => balance,
            other => panic!("the oracle knows no {other:?}"),
        },
        most_fee,
        ..Account::default()
    });
    let rest: Vec<&Op> = history.ops.iter().collect();
    fits(&accounts.collect::<Vec<_>>(), &rest, 0)
}

/// `latest` is when the latest of the messages was sent that have been placed.
fn fits(accounts: &[Account], rest: &[&Op], latest: u64) -> bool {
    if rest.iter().all(|op| op.returned.is_none()) {
        return true;
    }
    (0..rest.len()).any(|n| {
        let op = rest[n];
        let too_late = rest
            .iter()
            .any(|other| other.returned.is_some_and(|r| r < op.called));
        let others: Vec<&Op> = rest
            .iter()
            .enumerate()
            .filter(|(m, _)| *m != n)
            .map(|(_, op)| *op)
            .collect();
        !too_late
            && op.over.is_none_or(|over| over >= latest)
            && after(accounts, op)
                .iter()
                .any(|accounts| fits(accounts, &others, latest.max(op.called)))
    })
}

/// Everything that the accounts may be after a message that got its answer.
fn after(accounts: &[Account], op: &Op) -> Vec<Vec<Account>> {
    match &op.act {
        Act::Deposits { told: None } => (0..=accounts[op.holder]
            .balance
            .min(accounts[op.holder].most_fee))
            .map(|fee| {
                let mut accounts = accounts.to_vec();
                let account = &mut accounts[op.holder];
                account.balance -= fee;
                let new = std::mem::take(&mut account.new);
                account.perhaps.extend(new);
                accounts
            })
            .collect(),
        Act::Deposits { told: Some(told) } => {
            let mut accounts = accounts.to_vec();
            let account = &mut accounts[op.holder];
            let mut left = told.list.clone();
            for deposit in std::mem::take(&mut account.new) {
                match left.iter().position(|d| *d == deposit) {
                    Some(at) => left.remove(at),
                    None => return Vec::new(),
                };
            }
            for deposit in left {
                match account.perhaps.iter().position(|d| *d == deposit) {
                    Some(at) => account.perhaps.remove(at),
                    None => return Vec::new(),
                };
            }
            account.balance -= told.fee;
            if account.balance == told.balance && told.balance >= 0 {
                vec![accounts]
            } else {
                Vec::new()
            }
        }
        Act::Transfer { told, .. } => outcomes(accounts, op, *told),
    }
}

fn outcomes(accounts: &[Account], op: &Op, told: Option<Told>) -> Vec<Vec<Account>> {
    let Act::Transfer {
        to,
        counter,
        amount,
        content,
        deposit,
        ..
    } = &op.act
    else {
        unreachable!()
    };
    let payer = &accounts[op.holder];
    if payer.highest.is_some_and(|h| *counter <= h) {
        let unchanged = match told {
            Some(Told::Success(_)) => {
                payer.recorded.get(counter).copied() == told.map(|t| (*content, t))
            }
            _ => true,
        };
        return if unchanged {
            vec![accounts.to_vec()]
        } else {
            Vec::new()
        };
    }
    let possible: Vec<Told> = match told {
        Some(told) => vec![told],
        None => (0..=payer.balance.min(payer.most_fee))
            .flat_map(|fee| [Told::Success(fee), Told::Failure(fee)])
            .collect(),
    };
    let mut all = Vec::new();
    for outcome in possible {
        let mut accounts = accounts.to_vec();
        let payer = &mut accounts[op.holder];
        payer.highest = Some(*counter);
        payer.recorded.insert(*counter, (*content, outcome));
        payer.balance -= match outcome {
            Told::Success(fee) => amount + fee,
            Told::Failure(fee) => fee,
            Told::Listed => unreachable!("no message is answered so"),
        };
        if payer.balance < 0 {
            continue;
        }
        if let (Told::Success(_), Some(to)) = (outcome, *to) {
            accounts[to].balance += amount;
            accounts[to].new.push(*deposit);
        }
        all.push(accounts);
    }
    all
}
