//! The reference accounts.

use super::{Accounts, Caller, FeeSchedule, Order};
use std::collections::{HashMap, VecDeque};
use wire::{
    Amount, Deposit, GetDepositsResponse, KeyId, TransferFunds, TransferFundsResponse,
    TransferResult,
};

/// Accounts as the profile wants them.
pub struct Book {
    accounts: HashMap<KeyId, Account>,
    fees: FeeSchedule,
}

struct Account {
    balance: Amount,
    deposits: VecDeque<Deposit>,
}

impl Book {
    /// A book with these balances; several entries of one holder add up.
    pub fn new(fees: FeeSchedule, funds: impl IntoIterator<Item = (KeyId, Amount)>) -> Book {
        let mut book = Book {
            accounts: HashMap::new(),
            fees,
        };
        for (holder, amount) in funds {
            book.adjust(holder, amount);
        }
        book
    }

    /// Why an order cannot be carried out, if so.
    fn obstacle(&self, payer: KeyId, order: &Order, fee: Amount) -> Option<TransferResult> {
        let Some(needed) = order.amount.checked_add(fee) else {
            return Some(TransferResult::InsufficientFunds);
        };
        if self.balance(payer).is_none_or(|balance| balance < needed) {
            return Some(TransferResult::InsufficientFunds);
        }
        let credited = self
            .balance(order.recipient)
            .unwrap_or(Amount::ZERO)
            .checked_add(order.amount);
        credited.is_none().then_some(TransferResult::Refused)
    }

    fn account(&mut self, holder: KeyId) -> &mut Account {
        self.accounts.entry(holder).or_insert_with(|| Account {
            balance: Amount::ZERO,
            deposits: VecDeque::new(),
        })
    }
}

impl Accounts for Book {
    fn execute(&mut self, caller: &Caller, request: &TransferFunds) -> TransferFundsResponse {
        let fee = self.fees.for_transfer(caller.handshake);
        let failed = |result| TransferFundsResponse {
            result,
            fee: Amount::ZERO,
        };
        let order = match Order::read(request) {
            Ok(order) => order,
            Err(result) => return failed(result),
        };
        if let Some(result) = self.obstacle(caller.holder, &order, fee) {
            return failed(result);
        }
        self.book(caller.holder, &order, fee);
        TransferFundsResponse {
            result: TransferResult::Success,
            fee,
        }
    }

    fn statement(&mut self, caller: &Caller) -> GetDepositsResponse {
        let fee = self.fees.for_deposits(caller.handshake);
        let Some(account) = self.accounts.get_mut(&caller.holder) else {
            return GetDepositsResponse {
                deposits: Vec::new(),
                fee: Amount::ZERO,
                balance: Amount::ZERO,
            };
        };
        let fee = fee.min(account.balance).max(Amount::ZERO);
        account.balance = account.balance.checked_sub(fee).unwrap_or(account.balance);
        GetDepositsResponse {
            deposits: account.deposits.drain(..).collect(),
            fee,
            balance: account.balance,
        }
    }

    fn has_deposits(&self, holder: KeyId) -> bool {
        self.accounts
            .get(&holder)
            .is_some_and(|account| !account.deposits.is_empty())
    }

    fn fees(&self) -> &FeeSchedule {
        &self.fees
    }

    fn balance(&self, holder: KeyId) -> Option<Amount> {
        self.accounts.get(&holder).map(|account| account.balance)
    }

    fn adjust(&mut self, holder: KeyId, by: Amount) {
        let account = self.account(holder);
        account.balance = account.balance.checked_add(by).unwrap_or(account.balance);
    }

    fn book(&mut self, payer: KeyId, order: &Order, fee: Amount) {
        self.adjust(payer, negative(order.amount));
        self.adjust(payer, negative(fee));
        self.adjust(order.recipient, order.amount);
        self.account(order.recipient).deposits.push_back(Deposit {
            transaction_id: order.transaction_id.clone(),
            amount: order.amount,
            userid: order.userid.clone(),
        });
    }

    fn deposits_mut(&mut self, holder: KeyId) -> Option<&mut VecDeque<Deposit>> {
        self.accounts
            .get_mut(&holder)
            .map(|account| &mut account.deposits)
    }

    fn close(&mut self, holder: KeyId) {
        self.accounts.remove(&holder);
    }
}

/// The amount with its sign turned.
pub(crate) fn negative(amount: Amount) -> Amount {
    Amount::ZERO.checked_sub(amount).unwrap_or(amount)
}
