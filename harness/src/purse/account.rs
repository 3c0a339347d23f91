//! The purse: the operator's own key.

use judge::{
    Decimal,
    decode::{Reply, reply},
};
use record::{Purpose, PurseAccount, Stray};

use super::treasury::{Statement, any_id, look, pay};
use crate::peer::{Call, Holder, Recorder};

/// The operator's key, what it held, and what may leave it.
#[derive(Debug)]
pub struct Purse {
    holder: Holder,
    before: Decimal,
    budget: Decimal,
}

/// What a run has spent, as far as messages tell it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Spent {
    /// Fees that holders were told.
    pub fees: Decimal,
    /// Sent to the issuer's own key.
    pub given: Decimal,
}

impl Spent {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            fees: self.fees + other.fees,
            given: self.given + other.given,
        }
    }
}

/// Why a purse cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PurseError {
    /// There is nothing in it.
    #[error("the purse {0} is empty: fund that key at the issuer first")]
    Empty(String),
    /// There is less in it than the budget.
    #[error(
        "the purse holds {holds}, less than the budget of {budget}: fund it, or lower --budget"
    )]
    TooPoor {
        /// What it holds.
        holds: Decimal,
        /// What was to be allowed.
        budget: Decimal,
    },
    /// The issuer did not execute the one transfer from the purse.
    #[error("the purse's transfer of {amount} to the treasury came back with {answer}")]
    NotExecuted {
        /// How much.
        amount: Decimal,
        /// What came back.
        answer: String,
    },
}

impl Purse {
    /// A purse of which the issuer has said what it holds.
    ///
    /// # Errors
    /// When that is nothing, or less than the budget.
    pub fn new(holder: Holder, said: Statement, budget: Decimal) -> Result<Self, PurseError> {
        if said.balance.is_zero() || said.balance.is_negative() {
            return Err(PurseError::Empty(holder.identity.key_id().to_string()));
        }
        if said.balance < budget {
            return Err(PurseError::TooPoor {
                holds: said.balance,
                budget,
            });
        }
        Ok(Self {
            holder,
            before: said.balance + said.fee,
            budget,
        })
    }

    /// Its key identifier.
    #[must_use]
    pub fn key(&self) -> String {
        self.holder.identity.key_id().to_string()
    }

    /// Hands the treasury all of the budget but what the transfer itself may cost. How much that was comes back.
    ///
    /// # Errors
    /// When the issuer does not execute it. The most that can be gone then is the budget.
    pub async fn hand_over(
        &mut self,
        recorder: &Recorder,
        treasury: &super::Treasury,
        fee_limit: Decimal,
        call: Call,
    ) -> Result<Decimal, PurseError> {
        let amount = self.budget - fee_limit;
        let (_, exchange) = pay(
            &mut self.holder,
            recorder,
            treasury.key(),
            amount,
            &any_id(),
            call,
        )
        .await;
        let reply = reply(&exchange);
        treasury.fees.learn(&exchange, &reply);
        match reply {
            Reply::Transfer { result, .. } if result == "success" => Ok(amount),
            other => Err(PurseError::NotExecuted {
                amount,
                answer: other.describe(),
            }),
        }
    }

    /// What became of the money, when all is over. The last look costs a fee of its own, which is added to what was spent.
    pub async fn settle(
        mut self,
        recorder: &Recorder,
        spent: Spent,
        left_behind: Vec<Stray>,
        patience: std::time::Duration,
    ) -> PurseAccount {
        let said = look(recorder, &mut self.holder, Purpose::Settlement, patience)
            .await
            .ok();
        let fees = spent.fees + said.map_or(Decimal::ZERO, |s| s.fee);
        let strays = left_behind
            .iter()
            .map(|s| Decimal::parse(&s.amount).ok())
            .sum::<Option<Decimal>>();
        let untold = said
            .zip(strays)
            .map(|(said, strays)| self.before - said.balance - fees - spent.given - strays);
        PurseAccount {
            key: self.key(),
            budget: self.budget.to_string(),
            before: self.before.to_string(),
            after: said.map(|s| s.balance.to_string()),
            fees: fees.to_string(),
            given: Some(spent.given)
                .filter(|g| !g.is_zero())
                .map(|g| g.to_string()),
            untold: untold.filter(|u| !u.is_zero()).map(|u| u.to_string()),
            message_counter: self.holder.next_counter.checked_sub(1),
            left_behind,
        }
    }
}
