//! What is done about requests in the books of an issuer that the suite plays.

use std::time::Duration;

use mocks::ledger::{Accounts, Caller, Content, Ledger, Record, Settlement};
use record::Settled;
use tokio::time::{Instant, timeout_at};
use wire::{Amount, Request, Response, TransferFunds, TransferFundsResponse, TransferResult, soap};

use super::{Act, Duplicates, Saying, issuer::Shared};

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
pub(super) async fn carry_out(
    shared: &Shared,
    caller: &Caller,
    request: &Request,
    act: Option<&Act>,
) -> Acted {
    let carried_out = act.is_none_or(|act| act.carried_out);
    match request {
        Request::TransferFunds(transfer) => {
            let word = act.and_then(|act| match &act.saying {
                Saying::Word(word, fee) => Some((word, *fee)),
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
        Request::GetDeposits(asked) => {
            let longest = asked.milliseconds_wait.trim().parse().unwrap_or(0);
            wait(shared, caller, Duration::from_millis(longest)).await;
            if !carried_out {
                return Acted::passed_over();
            }
            let statement = shared.state().ledger.statement(caller);
            Acted {
                settled: Settled::Listed,
                fee: statement.fee,
                status: 200,
                text: soap::response(&Response::GetDeposits(statement)),
                said: Saying::Truth,
            }
        }
    }
}

fn transfer(shared: &Shared, caller: &Caller, transfer: &TransferFunds) -> Acted {
    let mut state = shared.state();
    let settled = match state.ledger.transfer(caller, transfer) {
        Ok(settled) => settled,
        Err(fault) => return Acted::refused(soap::fault(&fault)),
    };
    let duplicates = state.script.duplicates;
    drop(state);
    let (how, said) = match settled.how {
        Settlement::Executed => {
            shared.arrived.notify_waiters();
            (Settled::Executed, Saying::Truth)
        }
        Settlement::Failed => (Settled::Failed, Saying::Truth),
        Settlement::Conflict => (Settled::Conflict, Saying::Truth),
        Settlement::Stale => (Settled::Stale, Saying::Truth),
        Settlement::Replayed => (
            Settled::Duplicate,
            match duplicates {
                Duplicates::Replayed | Duplicates::Stale => Saying::Truth,
                Duplicates::Silence => Saying::Silence,
                Duplicates::Cut => Saying::Cut,
                Duplicates::Fault => Saying::Fault("Client"),
            },
        ),
    };
    let stale = settled.how == Settlement::Replayed && duplicates == Duplicates::Stale;
    let response = match stale {
        true => TransferFundsResponse {
            result: TransferResult::CounterStale,
            fee: Amount::ZERO,
        },
        false => settled.response,
    };
    let debited = matches!(how, Settled::Executed | Settled::Failed);
    Acted {
        settled: how,
        fee: if debited { response.fee } else { Amount::ZERO },
        status: 200,
        text: soap::response(&Response::TransferFunds(response)),
        said,
    }
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
            result: TransferResult::Refused,
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
        let less = Amount::ZERO.checked_sub(fee).unwrap_or(Amount::ZERO);
        state.ledger.adjust(caller.holder, less);
    } else {
        settled_as = Settled::Nothing;
    }
    let answer = Response::TransferFunds(TransferFundsResponse {
        result: TransferResult::Refused,
        fee,
    });
    Acted {
        settled: settled_as,
        fee,
        status: 200,
        text: soap::response(&answer).replace(">refused<", &format!(">{word}<")),
        said: Saying::Truth,
    }
}

/// Waits for a deposit, at most so long.
async fn wait(shared: &Shared, caller: &Caller, wait: Duration) {
    let until = Instant::now() + wait.min(LONGEST_WAIT);
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
