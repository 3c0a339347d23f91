//! What is done about requests in the books of an issuer that the suite plays.

use std::time::Duration;

use mocks::ledger::{Accounts, Caller, Content, Ledger, Record, Settlement};
use record::Settled;
use tokio::time::{Instant, timeout_at};
use wire::{
    Amount, Fault, GetDeposits, GetDepositsResponse, KeyId, Request, Response, TransferFunds,
    TransferFundsResponse, TransferResult, Wait, soap,
};

use super::{
    Act, Saying,
    issuer::{Shared, State},
};

/// The longest that anybody is kept waiting for a deposit.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What was done about a request, and the answer that is true.
pub(super) struct Acted {
    pub(super) settled: Settled,
    pub(super) fee: Amount,
    pub(super) status: u16,
    pub(super) text: String,
    /// What an ordinary issuer of this script says.
    pub(super) said: Saying,
}

impl Acted {
    pub(super) fn refused(text: String) -> Self {
        Self {
            settled: Settled::Nothing,
            fee: Amount::ZERO,
            status: 500,
            text,
            said: Saying::Truth,
        }
    }

    /// As if it had not been asked: the answer that it would give if it had been is needed for what only looks like one.
    fn passed_over() -> Self {
        let success = Response::TransferFunds(TransferFundsResponse {
            result: TransferResult::Success,
            fee: Amount::ZERO,
        });
        Self {
            status: 200,
            text: soap::response(&success),
            ..Self::refused(String::new())
        }
    }
}

/// Carries a request out, as far as an act lets it.
pub(super) fn carry_out(
    shared: &Shared,
    caller: &Caller,
    request: &Request,
    act: Option<&Act>,
) -> Acted {
    let carried_out = act.is_none_or(|act| act.carried_out);
    match request {
        Request::TransferFunds(transfer) => {
            let word = act.and_then(|act| match &act.saying {
                Saying::Word(word, fee) | Saying::WordLost(word, fee) => Some((word, *fee)),
                _ => None,
            });
            if let Some((word, fee)) = word {
                return fail(shared, caller, transfer, word, fee);
            }
            if !carried_out {
                return Acted::passed_over();
            }
            self::transfer(shared, caller, transfer)
        }
        Request::GetDeposits(_) if carried_out => self::statement(shared, caller),
        Request::GetDeposits(_) => unlisted(shared, caller),
    }
}

fn transfer(shared: &Shared, caller: &Caller, transfer: &TransferFunds) -> Acted {
    let mut state = shared.state();
    let mut settled = match state.ledger.transfer(caller, transfer) {
        Ok(settled) => settled,
        Err(fault) => return Acted::refused(soap::fault(&fault)),
    };
    let mut gift = None;
    if settled.how == Settlement::Executed {
        let fee = charge(&mut state, caller.holder);
        settled.response.fee = fee;
        gift = state.script.gift.take();
    }
    let duplicates = state.script.duplicates.clone();
    drop(state);
    if let Some(deposit) = gift {
        shared.pay(caller.holder, vec![deposit]);
    }
    let settled_as = match settled.how {
        Settlement::Executed => Settled::Executed,
        Settlement::Failed => Settled::Failed,
        Settlement::Conflict => Settled::Conflict,
        Settlement::Stale => Settled::Stale,
        Settlement::Replayed => Settled::Duplicate,
    };
    if settled_as == Settled::Executed {
        shared.arrived.notify_waiters();
    }
    let debited = matches!(settled_as, Settled::Executed | Settled::Failed);
    let fee = if debited {
        settled.response.fee
    } else {
        Amount::ZERO
    };
    let truth = soap::response(&Response::TransferFunds(settled.response));
    let (text, said) = match duplicates.filter(|_| settled_as == Settled::Duplicate) {
        None => (truth, Saying::Truth),
        Some(Saying::Word(word, fee)) => (failure(&word, fee), Saying::Truth),
        Some(saying) => (truth, saying),
    };
    Acted {
        settled: settled_as,
        fee,
        status: 200,
        text,
        said,
    }
}

/// Takes what a transfer costs that was executed, and records it with that.
fn charge(state: &mut State, holder: KeyId) -> Amount {
    let next = state.script.fees.pop_front();
    let fee = next.unwrap_or(state.script.fee);
    let told = match state.ledger.record(holder).cloned() {
        None => fee,
        Some(mut record) => {
            record.response.fee = record.response.fee.checked_add(fee).unwrap_or(fee);
            let told = record.response.fee;
            state.ledger.set_record(holder, Some(record));
            told
        }
    };
    state.ledger.adjust(holder, less(fee));
    told
}

fn less(fee: Amount) -> Amount {
    Amount::ZERO.checked_sub(fee).unwrap_or(Amount::ZERO)
}

/// An answer that a transfer failed, in this word.
fn failure(word: &str, fee: Amount) -> String {
    let answer = Response::TransferFunds(TransferFundsResponse {
        result: TransferResult::Refused,
        fee,
    });
    soap::response(&answer).replace(">refused<", &format!(">{word}<"))
}

/// The profile's result of this name, as far as books have one.
fn result(word: &str) -> TransferResult {
    use TransferResult::{InsufficientFunds, InvalidAmount, InvalidRecipient, Refused};
    let known = [InsufficientFunds, InvalidAmount, InvalidRecipient];
    let mut known = known.into_iter();
    known.find(|r| r.as_str() == word).unwrap_or(Refused)
}

/// A transfer that fails in a word of the scenario's: its counter and its content are used up, its fee is taken.
fn fail(
    shared: &Shared,
    caller: &Caller,
    transfer: &TransferFunds,
    word: &str,
    fee: Amount,
) -> Acted {
    let refused = TransferFunds {
        // More than anybody has: the books refuse it, and remember.
        amount: "999999999999999999".into(),
        ..transfer.clone()
    };
    let mut state = shared.state();
    let settled = match state.ledger.transfer(caller, &refused) {
        Ok(settled) => settled,
        Err(fault) => return Acted::refused(soap::fault(&fault)),
    };
    let mut settled_as = Settled::Failed;
    if settled.how == Settlement::Failed {
        let response = TransferFundsResponse {
            result: result(word),
            fee,
        };
        if let Some(record) = state.ledger.record(caller.holder).cloned() {
            let record = Record {
                content: Content::of(transfer),
                response,
                ..record
            };
            state.ledger.set_record(caller.holder, Some(record));
        }
        state.ledger.adjust(caller.holder, less(fee));
    } else {
        settled_as = Settled::Nothing;
    }
    Acted {
        settled: settled_as,
        fee,
        status: 200,
        text: failure(word, fee),
        said: Saying::Truth,
    }
}

/// Takes the deposits from their queue, unless the reply is to be lost and they are to come again.
fn statement(shared: &Shared, caller: &Caller) -> Acted {
    let mut state = shared.state();
    let mut statement = state.ledger.statement(caller);
    let most = statement.balance.max(Amount::ZERO);
    let fee = state.script.asking_fee.min(most);
    state.ledger.adjust(caller.holder, less(fee));
    statement.fee = fee;
    statement.balance = statement.balance.checked_sub(fee).unwrap_or(most);
    let cut = match statement.deposits.is_empty() {
        true => None,
        false => state.script.cut.take(),
    };
    if cut.is_some_and(|cut| cut.again)
        && let Some(queue) = state.ledger.deposits_mut(caller.holder)
    {
        for deposit in statement.deposits.iter().rev() {
            queue.push_front(deposit.clone());
        }
    }
    Acted {
        settled: Settled::Listed,
        fee,
        status: 200,
        text: soap::response(&Response::GetDeposits(statement)),
        said: match cut {
            None => Saying::Truth,
            Some(cut) if cut.stuck => Saying::Stuck(cut.at),
            Some(cut) => Saying::Upto(cut.at),
        },
    }
}

/// What the reply would be, without anything being taken from the queue.
fn unlisted(shared: &Shared, caller: &Caller) -> Acted {
    let mut state = shared.state();
    let queue = state.ledger.deposits_mut(caller.holder);
    let deposits = queue.map(|queue| queue.iter().cloned().collect());
    let balance = state.ledger.balance(caller.holder);
    let reply = GetDepositsResponse {
        deposits: deposits.unwrap_or_default(),
        fee: Amount::ZERO,
        balance: balance.unwrap_or(Amount::ZERO),
    };
    Acted {
        status: 200,
        text: soap::response(&Response::GetDeposits(reply)),
        ..Acted::refused(String::new())
    }
}

/// A request whose wait is one: any other is refused with a Fault, and delivers nothing (spec/lcp.md, section 8).
pub(super) fn with_a_wait(request: Request) -> Result<Request, Fault> {
    if let Request::GetDeposits(asked) = &request {
        let wait = Wait::parse(&asked.milliseconds_wait);
        wait.map_err(|why| Fault::client(format!("millisecondsWait: {why}")))?;
    }
    Ok(request)
}

/// How long a holder wants to wait for a deposit.
pub(super) fn wanted_wait(asked: &GetDeposits) -> Duration {
    let wanted = Wait::parse(&asked.milliseconds_wait).map(Wait::duration);
    wanted.unwrap_or_default().min(LONGEST_WAIT)
}

/// Waits for a deposit, at most so long.
pub(super) async fn wait(shared: &Shared, caller: &Caller, wait: Duration) {
    let until = Instant::now() + wait;
    loop {
        let news = shared.arrived.notified();
        tokio::pin!(news);
        news.as_mut().enable();
        if shared.state().ledger.has_deposits(caller.holder) {
            return;
        }
        if timeout_at(until, news).await.is_err() {
            return;
        }
    }
}
