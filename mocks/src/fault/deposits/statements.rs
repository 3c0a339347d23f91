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
