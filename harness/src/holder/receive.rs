//! What the holder is paid, and what it tells of that.

use std::time::Duration;

use record::{ExpectedDeposit, Holding};
use wire::{Amount, Deposit, KeyId, adapter::Invoice};

use super::{MAIN, World};
use crate::runner::{Halt, Step};

/// Every so many payments to the holder one is for a user.
const USERS: u32 = 3;

impl World {
    /// Takes note of a deposit that somebody makes for the holder.
    pub fn await_deposit(&mut self, deposit: &Deposit) {
        self.paid.push(expected(deposit));
    }

    /// A payment that nobody was asked for: under an id that is no invoice's, sometimes for a user.
    pub fn gift(&mut self, amount: Amount) -> Deposit {
        let user = self.random.u32(..USERS) == 0;
        Deposit {
            transaction_id: self.fresh_id(),
            amount,
            userid: user.then(|| format!("user-{}", self.random.u16(..))),
        }
    }

    /// Pays the holder at its first key there, all at one instant.
    ///
    /// # Errors
    /// When the scenario has no such issuer, or the holder has told no key there.
    pub fn give(&mut self, issuer: &str, deposits: Vec<Deposit>) -> Step {
        let key = self.keys.get(issuer).copied();
        let key = key.ok_or_else(|| Halt::error("the holder has not told its key"))?;
        self.give_to(issuer, key, deposits)
    }

    /// The same at a certain key.
    ///
    /// # Errors
    /// When the scenario has no such issuer.
    pub fn give_to(&mut self, issuer: &str, key: KeyId, deposits: Vec<Deposit>) -> Step {
        let told: Vec<_> = deposits.iter().map(expected).collect();
        self.issuer(issuer)?.pay_all(key, deposits);
        self.paid.extend(told);
        Ok(())
    }

    /// The invoice that a scenario calls so, and the key that is to be paid.
    ///
    /// # Errors
    /// When there is none, or its recipient is no key identifier.
    pub fn invoiced(&self, name: &str) -> Result<(Invoice, KeyId), Halt> {
        let invoice = self.invoices.get(name).cloned();
        let invoice =
            invoice.ok_or_else(|| Halt::error(format!("there is no invoice {name:?} yet")))?;
        let key = KeyId::parse(&invoice.recipient).map_err(|e| {
            let told = &invoice.recipient;
            Halt::inconclusive(format!("the holder wants to be paid at {told:?}: {e}"))
        })?;
        Ok((invoice, key))
    }

    /// Asks the holder for its deposits, and waits for its answer.
    ///
    /// # Errors
    /// When its adapter is of no use.
    pub async fn collect(&mut self, application: Option<&str>) -> Step {
        self.question(MAIN, application, Duration::ZERO)?;
        self.settle().await
    }

    /// Those of the last questions that an application asked.
    #[must_use]
    pub fn asked_by(&self, application: &str) -> Vec<u64> {
        let by = |id: &&u64| self.askers.get(id).is_some_and(|a| a == application);
        self.asked.iter().filter(by).copied().collect()
    }

    /// Expects something of what was told in answer to questions for deposits, which is due now. Where that settles nothing the
    /// holder is asked once more: what comes while an answer is being written is told in the next.
    ///
    /// # Errors
    /// When its adapter is of no use, or it does not come out, or nothing can be said.
    pub async fn expect_told(
        &mut self,
        application: Option<&str>,
        is: impl Fn(&Self) -> Holding,
    ) -> Step {
        self.settle().await?;
        if !self.settles(&is(self)) {
            self.is_judged = false;
            self.collect(application).await?;
        }
        self.is_judged = true;
        self.expect(is(self))
    }
}

/// A deposit as it is to be told.
#[must_use]
pub(super) fn expected(deposit: &Deposit) -> ExpectedDeposit {
    ExpectedDeposit {
        transaction_id: deposit.transaction_id.clone(),
        amount: deposit.amount.to_string(),
        userid: deposit.userid.clone(),
    }
}
