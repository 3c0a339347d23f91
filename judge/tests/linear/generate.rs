//! Histories by seed: a ledger carries out random messages at random instants, some answers are lost.

use std::collections::HashMap;

use judge::linear::{Act, Holder, Listed, Means, Op, OpHistory, Told};

/// Numbers that look random, the same for the same seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    /// Below `most`.
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (x ^ (x >> 31)) % most
    }

    pub fn index(&mut self, most: usize) -> usize {
        usize::try_from(self.below(most as u64)).unwrap()
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// What is generated.
pub struct Plan {
    pub holders: usize,
    pub ops: usize,
    /// What each holder has to begin with.
    pub held: i128,
    /// One answer in so many is lost.
    pub lost: u64,
    /// Whether a holder sends several messages at once.
    pub at_once: bool,
    /// Whether it is known that a message costs 1 at most.
    pub bounded: bool,
}

#[derive(Clone, Default)]
struct Account {
    balance: i128,
    highest: Option<u64>,
    outcome: Option<(usize, Told)>,
    queue: Vec<usize>,
}

/// A message that has been sent: its instant, and its place in the history.
struct Sent {
    instant: u64,
    op: usize,
}

/// A lawful history.
pub fn lawful(plan: &Plan, dice: &mut Dice) -> OpHistory {
    let holder = |n: usize| Holder {
        name: format!("H{n}"),
        means: Means::Exactly(plan.held),
        perhaps: Vec::new(),
    };
    let mut history = OpHistory {
        holders: (0..plan.holders).map(holder).collect(),
        most_fee: plan.bounded.then_some(1),
        ..OpHistory::default()
    };
    let mut free_at = vec![0_u64; plan.holders];
    let mut counters = vec![0_u64; plan.holders];
    let mut again: HashMap<usize, usize> = HashMap::new();
    let mut sent = Vec::new();
    for n in 0..plan.ops {
        let holder = dice.index(plan.holders);
        let begin = if plan.at_once {
            dice.below(40)
        } else {
            free_at[holder] + dice.below(5)
        };
        let length = 1 + dice.below(20);
        let instant = begin + dice.below(length);
        let act = match again.remove(&holder) {
            Some(op) => history.ops[op].act.clone(),
            None if dice.one_in(3) => Act::Deposits { told: None },
            None => {
                counters[holder] += 1;
                let recipients = plan.holders as u64 + u64::from(plan.holders == 1);
                history.deposits.push(format!("t{n}"));
                Act::Transfer {
                    to: Some(
                        usize::try_from(dice.below(recipients))
                            .unwrap()
                            .min(plan.holders - 1),
                    ),
                    counter: counters[holder],
                    amount: 1 + i128::from(dice.below(3)),
                    content: n,
                    deposit: history.deposits.len() - 1,
                    told: None,
                }
            }
        };
        let lost = dice.one_in(plan.lost);
        let transfer = matches!(act, Act::Transfer { .. });
        free_at[holder] = begin + length + 1;
        history.ops.push(Op {
            exchange: u32::try_from(n).unwrap(),
            holder,
            called: begin,
            returned: (!lost).then_some(begin + length),
            over: None,
            act,
        });
        if lost && transfer && dice.one_in(2) {
            again.insert(holder, n);
        }
        sent.push(Sent { instant, op: n });
    }
    sent.sort_by_key(|s| (s.instant, s.op));
    carry_out(&mut history, &sent, plan, dice);
    history
}

fn carry_out(history: &mut OpHistory, sent: &[Sent], plan: &Plan, dice: &mut Dice) {
    let account = Account {
        balance: plan.held,
        ..Account::default()
    };
    let mut accounts = vec![account; plan.holders];
    for Sent { op, .. } in sent {
        let op = &mut history.ops[*op];
        let arrives = op.returned.is_some();
        if !arrives && dice.one_in(3) {
            continue;
        }
        match &mut op.act {
            Act::Deposits { told } => {
                let account = &mut accounts[op.holder];
                let fee = i128::from(dice.below(2)).min(account.balance);
                account.balance -= fee;
                let list = std::mem::take(&mut account.queue);
                *told = arrives.then_some(Listed {
                    list,
                    fee,
                    balance: account.balance,
                });
            }
            Act::Transfer {
                to,
                counter,
                amount,
                content,
                deposit,
                told,
            } => {
                let payer = &mut accounts[op.holder];
                let said = if payer.highest.is_some_and(|h| *counter <= h) {
                    match &payer.outcome {
                        Some((recorded, told)) if recorded == content => *told,
                        _ => Told::Failure(0),
                    }
                } else {
                    payer.highest = Some(*counter);
                    let fee = i128::from(dice.below(2));
                    let said = if payer.balance >= *amount + fee {
                        payer.balance -= *amount + fee;
                        Told::Success(fee)
                    } else {
                        let fee = fee.min(payer.balance);
                        payer.balance -= fee;
                        Told::Failure(fee)
                    };
                    payer.outcome = Some((*content, said));
                    if let (Told::Success(_), Some(to)) = (said, *to) {
                        accounts[to].balance += *amount;
                        accounts[to].queue.push(*deposit);
                    }
                    said
                };
                *told = arrives.then_some(said);
            }
        }
    }
}

/// Falsifies one answer.
pub fn falsified(mut history: OpHistory, dice: &mut Dice) -> OpHistory {
    let answered: Vec<usize> = (0..history.ops.len())
        .filter(|n| history.ops[*n].is_answered())
        .collect();
    if answered.is_empty() {
        return history;
    }
    let deposits = history.deposits.len();
    match &mut history.ops[answered[dice.index(answered.len())]].act {
        Act::Deposits { told: Some(told) } => match dice.below(4) {
            0 => told.balance += 1,
            1 => told.fee += 1,
            2 if !told.list.is_empty() => {
                told.list.pop();
            }
            _ if deposits > 0 => told.list.push(dice.index(deposits)),
            _ => told.balance += 1,
        },
        Act::Transfer {
            told: Some(told), ..
        } => {
            *told = match *told {
                Told::Success(fee) if dice.one_in(2) => Told::Success(fee + 1),
                Told::Success(fee) => Told::Failure(fee),
                Told::Failure(fee) => Told::Success(fee),
                Told::Listed => Told::Listed,
            };
        }
        _ => {}
    }
    history
}
