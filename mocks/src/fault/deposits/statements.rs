//! Statements that say something else.

use crate::fault::effects::plus;
use crate::ledger::{Accounts, Caller};
use wire::GetDepositsResponse;

pub(in crate::fault) fn balance_before_fee(
    right: &mut dyn Accounts,
    caller: &Caller,
) -> GetDepositsResponse {
    let statement = right.statement(caller);
    GetDepositsResponse {
        balance: plus(statement.balance, statement.fee),
        ..statement
    }
}

pub(in crate::fault) fn loses_first(
    right: &mut dyn Accounts,
    caller: &Caller,
) -> GetDepositsResponse {
    let mut statement = right.statement(caller);
    if statement.deposits.len() > 1 {
        statement.deposits.remove(0);
    }
    statement
}

/// How long a list is at most.
const PAGE: usize = 1000;

pub(in crate::fault) fn one_page(right: &mut dyn Accounts, caller: &Caller) -> GetDepositsResponse {
    let mut statement = right.statement(caller);
    statement.deposits.truncate(PAGE);
    statement
}

pub(in crate::fault) fn newest_first(
    right: &mut dyn Accounts,
    caller: &Caller,
) -> GetDepositsResponse {
    let mut statement = right.statement(caller);
    statement.deposits.reverse();
    statement
}
