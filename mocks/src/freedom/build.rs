//! Liberties put around a reference.

use super::Liberties;
use super::carriage::{Carriage, Carrying};
use super::coarse::Coarse;
use super::failures::{Failing, Failures, ForMoney, Strict};
use super::hush::{HangsUp, Hush, Lingering, Refusal, Refusing};
use super::picky::Picky;
use super::redundant::{Redundancy, Redundant};
use super::times::{Timed, Times};
use super::writing::Rewriting;
use crate::Limits;
use crate::fault::{
    AmendAccounts, AmendLedger, AmendMail, AmendedAccounts, AmendedLedger, around_mail,
};
use crate::issuer::description::Notice;
use crate::issuer::mail::Mail;
use crate::issuer::service::Service;
use crate::ledger::{Accounts, Ledger};
use rustls::ServerConfig;
use std::sync::Arc;

/// The liberties of one issuer, as they are put around it.
pub(crate) struct Taking<'a> {
    it: &'a Liberties,
    hush: Arc<Hush>,
}

impl<'a> Taking<'a> {
    pub(crate) fn of(it: &'a Liberties) -> Taking<'a> {
        Taking {
            it,
            hush: Arc::default(),
        }
    }

    pub(crate) fn limits(&self, mut limits: Limits) -> Limits {
        if let Some(longest) = self.it.times.longest {
            limits.wait = longest;
        }
        if let Some(largest) = self.it.picky.largest {
            limits.body = largest;
        }
        limits
    }

    pub(crate) fn tls(&self, config: &Arc<ServerConfig>) -> Arc<ServerConfig> {
        let mut config = ServerConfig::clone(config);
        self.it.tls.amend(&mut config);
        Arc::new(config)
    }

    pub(crate) fn accounts(&self, mut right: Box<dyn Accounts>) -> Box<dyn Accounts> {
        let put = |amend: Box<dyn AmendAccounts>, right| -> Box<dyn Accounts> {
            Box::new(AmendedAccounts { right, amend })
        };
        if let Some(digits) = self.it.fraction_digits {
            right = put(Box::new(Coarse(digits)), right);
        }
        if self.it.failures != Failures::default() {
            right = put(Box::new(Failing(self.it.failures.clone())), right);
        }
        right
    }

    pub(crate) fn ledger(&self, mut right: Box<dyn Ledger>) -> Box<dyn Ledger> {
        let put = |amend: Box<dyn AmendLedger>, right| -> Box<dyn Ledger> {
            Box::new(AmendedLedger { right, amend })
        };
        if self.it.redundant != Redundant::default() {
            let redundancy = Redundancy::new(self.it.redundant.clone(), Arc::clone(&self.hush));
            right = put(Box::new(redundancy), right);
        }
        if self.it.failures != Failures::default() {
            right = put(Box::new(Strict(self.it.failures.clone())), right);
        }
        right
    }

    pub(crate) fn service(&self, mut right: Arc<dyn Service>) -> Arc<dyn Service> {
        if self.it.failures.refuses_the_poor {
            right = Arc::new(ForMoney { right });
        }
        if self.it.times != Times::default() {
            let how = self.it.times.clone();
            right = Arc::new(Timed { right, how });
        }
        if self.it.redundant != Redundant::default() {
            let hush = Arc::clone(&self.hush);
            right = Arc::new(Lingering { right, hush });
        }
        right
    }

    pub(crate) fn mail(&self, right: Box<dyn Mail>) -> Box<dyn Mail> {
        let mut amendments: Vec<Box<dyn AmendMail>> = Vec::new();
        if self.it.picky != Picky::default() {
            amendments.push(Box::new(self.it.picky.clone()));
        }
        if let Some(hand) = &self.it.hand {
            amendments.push(Box::new(Rewriting::new(hand.clone())));
        }
        if self.it.refusal != Refusal::default() {
            amendments.push(Box::new(Refusing::new(self.it.refusal)));
        }
        if self.it.redundant != Redundant::default() {
            amendments.push(Box::new(HangsUp(Arc::clone(&self.hush))));
        }
        if self.it.carriage != Carriage::default() {
            amendments.push(Box::new(Carrying::new(self.it.carriage.clone())));
        }
        amendments.into_iter().fold(right, around_mail)
    }

    pub(crate) fn document(&self, document: String) -> String {
        self.it.description.dress(document)
    }

    pub(crate) fn notice(&self, notice: &mut Notice) {
        self.it.description.amend(notice);
    }
}
