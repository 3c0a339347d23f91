//! How transfers fail, and how requests are refused that nobody can carry out.
//!
//! For a number or a recipient that is not what its type asks, a Fault is as good as a result (spec/lcp.md, section 5): a result
//! is recorded under the counter, a Fault leaves it alone.

use super::liberties::Taken;
use super::writing::pick;
use crate::fault::{AmendAccounts, AmendLedger};
use crate::issuer::service::{Answer, Service};
use crate::ledger::{Accounts, Caller, Ledger, Order, Settled, negative};
use fastrand::Rng;
use std::sync::Arc;
use wire::{Amount, Fault, Request, TransferFunds, TransferFundsResponse, TransferResult};

/// How transfers fail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// Whether an amount that is none is answered with a Fault.
    pub fault_for_amounts: bool,
    /// Whether a recipient that is none is answered with a Fault.
    pub fault_for_recipients: bool,
    /// Whether a text that is too long is answered with a Fault.
    pub fault_for_texts: bool,
    /// Whether the amount is looked at before the recipient.
    pub amount_first: bool,
    /// Whether failures name no cause.
    pub one_word: bool,
    /// What a failure costs.
    pub fee: Option<Amount>,
    /// Whether a deposits request of somebody who cannot pay for it is refused, in place of costing what there is.
    pub refuses_the_poor: bool,
}

impl Failures {
    pub(super) fn drawn(mut rng: Rng) -> Failures {
        let fee = pick(&mut rng, &[None, None, Some("0.5"), Some("0.000001")]);
        Failures {
            fault_for_amounts: rng.bool(),
            fault_for_recipients: rng.bool(),
            fault_for_texts: rng.bool(),
            amount_first: rng.bool(),
            one_word: rng.u8(..4) == 0,
            fee: fee.and_then(|text| Amount::parse(text).ok()),
            refuses_the_poor: rng.u8(..4) == 0,
        }
    }

    pub(super) fn taken(&self) -> Vec<Taken> {
        let fee = self.fee.map(|fee| fee.to_string()).unwrap_or_default();
        let all = [
            (self.fault_for_amounts, "Fault for bad amounts", ""),
            (self.fault_for_recipients, "Fault for bad recipients", ""),
            (self.fault_for_texts, "Fault for long texts", ""),
            (self.amount_first, "amount before recipient", ""),
            (self.one_word, "one word for all failures", "refused"),
            (self.fee.is_some(), "fee for a failure", &fee),
            (
                self.refuses_the_poor,
                "refused to who cannot pay",
                "a deposits request",
            ),
        ];
        all.into_iter()
            .filter(|(is, _, _)| *is)
            .map(|(_, name, how)| Taken {
                name,
                how: how.to_owned(),
            })
            .collect()
    }

    pub(super) fn departs(&self) -> Vec<&'static str> {
        match self.one_word {
            true => vec!["lcp.issuer.transfer.result-words"],
            false => Vec::new(),
        }
    }

    /// What is wrong with a request, in the order of this issuer's looking.
    fn wrong(&self, request: &TransferFunds) -> Option<TransferResult> {
        let sound = |request: &TransferFunds| Order::read(request).err();
        let amount = || {
            sound(&TransferFunds {
                recipient: "0".repeat(64),
                ..request.clone()
            })
        };
        match self.amount_first {
            true => amount().or_else(|| sound(request)),
            false => sound(request),
        }
    }

    fn is_fault(&self, wrong: TransferResult) -> bool {
        match wrong {
            TransferResult::InvalidAmount => self.fault_for_amounts,
            TransferResult::InvalidRecipient => self.fault_for_recipients,
            _ => self.fault_for_texts,
        }
    }
}

/// Refuses what no toolkit would let through.
pub(super) struct Strict(pub(super) Failures);

impl AmendLedger for Strict {
    fn transfer(
        &mut self,
        right: &mut dyn Ledger,
        caller: &Caller,
        request: &TransferFunds,
    ) -> Result<Settled, Fault> {
        match self.0.wrong(request) {
            Some(wrong) if self.0.is_fault(wrong) => {
                Err(Fault::client("a part is not of its type"))
            }
            _ => right.transfer(caller, request),
        }
    }
}

/// Says and charges for failures what was drawn.
pub(super) struct Failing(pub(super) Failures);

impl AmendAccounts for Failing {
    fn execute(
        &mut self,
        right: &mut dyn Accounts,
        caller: &Caller,
        request: &TransferFunds,
    ) -> TransferFundsResponse {
        let mut response = right.execute(caller, request);
        if response.result == TransferResult::Success {
            return response;
        }
        if let Some(wrong) = self.0.wrong(request) {
            response.result = wrong;
        }
        if self.0.one_word {
            response.result = TransferResult::Refused;
        }
        if let (Some(fee), Some(balance)) = (self.0.fee, right.balance(caller.holder)) {
            let fee = fee.min(balance).max(Amount::ZERO);
            right.adjust(caller.holder, negative(fee));
            response.fee = fee;
        }
        response
    }
}

/// Serves deposits requests to those only who can pay for them.
pub(super) struct ForMoney {
    pub(super) right: Arc<dyn Service>,
}

impl Service for ForMoney {
    fn serve<'a>(&'a self, caller: &'a Caller, request: &'a Request) -> Answer<'a> {
        if let Request::GetDeposits(_) = request {
            let ledger = self.right.ledger();
            let fee = ledger.fees().for_deposits(caller.handshake);
            if ledger
                .balance(caller.holder)
                .is_some_and(|balance| balance < fee)
            {
                return Box::pin(std::future::ready(Err(Fault::client(
                    "there is not enough money for the fee",
                ))));
            }
        }
        self.right.serve(caller, request)
    }

    crate::fault::delegate::delegate_service!();
}
