//! One checker a file. Each reads a history and says what it finds.

mod accepted;
mod account;
mod answer;
mod answers;
mod balance;
mod balances;
mod blame;
mod channel;
mod conserved;
mod covered;
mod declined;
mod deposits;
mod description;
mod description_document;
mod description_reached;
mod fault_code;
mod fees;
mod form;
mod linearizable;
mod none_early;
mod pipelined;
mod refusals;
mod strain;
#[cfg(test)]
mod tests;
mod timeline;
mod timing;
mod visits;
mod written;

use record::{Bar, Check, Expectation, RequirementId};

use crate::{history::History, holding};

/// What a checker makes of an expectation, before the level of the requirement is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Holds,
    Broken,
    Unsettled,
}

/// What a checker found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Where it speaks about another requirement than the expectation's.
    pub(crate) requirement: Option<RequirementId>,
    pub(crate) outcome: Outcome,
    pub(crate) expected: String,
    pub(crate) actual: String,
    pub(crate) why: String,
    pub(crate) exchanges: Vec<u32>,
    pub(crate) timeline: Vec<Bar>,
}

impl Found {
    pub(crate) fn new(
        outcome: Outcome,
        expected: impl Into<String>,
        actual: impl Into<String>,
    ) -> Self {
        Self {
            requirement: None,
            outcome,
            expected: expected.into(),
            actual: actual.into(),
            why: String::new(),
            exchanges: Vec::new(),
            timeline: Vec::new(),
        }
    }

    pub(crate) fn why(mut self, why: impl Into<String>) -> Self {
        self.why = why.into();
        self
    }

    pub(crate) fn at(mut self, exchanges: impl IntoIterator<Item = u32>) -> Self {
        self.exchanges.extend(exchanges);
        self
    }

    pub(crate) fn about(mut self, requirement: RequirementId) -> Self {
        self.requirement = Some(requirement);
        self
    }

    /// The record does not have an exchange that an expectation names.
    pub(crate) fn missing(exchange: u32) -> Self {
        Self::new(
            Outcome::Unsettled,
            format!("exchange {exchange}"),
            "no such exchange in the record",
        )
    }
}

/// Checks one expectation.
pub(crate) fn check(history: &History<'_>, expectation: &Expectation) -> Vec<Found> {
    match &expectation.check {
        Check::Holder { is } => holding::check(history, &expectation.requirement, is),
        Check::Answer { exchange, allowed } => vec![answer::answer(history, *exchange, allowed)],
        Check::Word { exchange, words } => vec![answer::word(history, *exchange, words)],
        Check::SameAnswer { exchange, original } => {
            vec![answer::same(history, *exchange, *original)]
        }
        Check::Declined {
            exchange,
            words,
            recorded,
        } => vec![declined::declined(history, *exchange, words, *recorded)],
        Check::Covered { exchange, balance } => {
            vec![covered::covered(history, *exchange, *balance)]
        }
        Check::Deposits {
            exchanges,
            expected,
            ordered,
            some_may_be_missing,
        } => {
            vec![deposits::deposits(
                history,
                exchanges,
                expected,
                *ordered,
                *some_may_be_missing,
            )]
        }
        Check::Balance { exchange, amount } => balance::balance(history, *exchange, amount),
        Check::BalanceIs { exchange, amount } => balance::exactly(history, *exchange, amount),
        Check::BalanceUnchanged { exchange, since } => {
            vec![balance::unchanged(history, *exchange, *since)]
        }
        Check::FeeIs { exchange, amount } => vec![fees::exactly(history, *exchange, amount)],
        Check::NoFeeAgain { exchange, original } => {
            vec![fees::not_again(history, *exchange, *original)]
        }
        Check::FeeAtMost { exchange, bound } => vec![fees::at_most(history, *exchange, *bound)],
        Check::EmptyNotBefore {
            exchange,
            milliseconds,
        } => {
            vec![timing::empty_not_before(history, *exchange, *milliseconds)]
        }
        Check::Answers { exchanges, allowed } => {
            vec![answers::answers(history, exchanges, allowed)]
        }
        Check::Accepted { exchanges } => vec![accepted::accepted(history, exchanges)],
        Check::Pipelined { exchanges, allowed } => {
            vec![pipelined::pipelined(history, exchanges, allowed)]
        }
        Check::BalancesFollowLists { exchanges, before } => {
            balances::follow_lists(history, exchanges, before)
        }
        Check::NoneEmptyBefore {
            exchanges,
            milliseconds,
        } => {
            vec![none_early::none_empty_before(
                history,
                exchanges,
                *milliseconds,
            )]
        }
        Check::Within {
            trials,
            milliseconds,
        } => vec![timing::within(history, trials, *milliseconds)],
        Check::AnsweredDuring { exchanges, waiting } => {
            vec![timing::during(history, exchanges, *waiting)]
        }
        Check::Description { exchange } => vec![description::published(history, *exchange)],
        Check::ServiceAddress { exchange } => vec![description::address(history, *exchange)],
        Check::PublishedAt {
            exchange,
            service,
            same_host,
        } => vec![description_reached::published_at(
            history, *exchange, service, *same_host,
        )],
        Check::NormativeDescription { exchange } => {
            vec![description_document::normative(history, *exchange)]
        }
        Check::ValidDescription { exchange } => {
            vec![description_document::valid(history, *exchange)]
        }
        Check::ServiceElement { exchange } => {
            vec![description_document::service_element(history, *exchange)]
        }
        Check::DescriptionMediaType { exchange } => {
            vec![description_document::media_type(history, *exchange)]
        }
        Check::ServiceReached {
            exchanges,
            described,
            same_host,
        } => vec![description_reached::reached(
            history, exchanges, described, *same_host,
        )],
        Check::ServedBeside {
            errands,
            strain,
            before,
            after,
        } => vec![strain::served(history, errands, strain, *before, after)],
        Check::TooLarge { exchange } => vec![strain::too_large(history, *exchange)],
        Check::AnswerNamespace {} => vec![written::namespace(history)],
        Check::AnswerEncoding {} => vec![written::encoding(history)],
        Check::FaultStatus {} => vec![written::fault_status(history)],
        Check::FaultCode { exchanges, codes } => {
            vec![fault_code::fault_code(history, exchanges, codes)]
        }
        Check::NoneCarriedOut { exchanges } => vec![refusals::none_carried_out(history, exchanges)],
        Check::StillServed { exchange } => vec![refusals::still_served(history, *exchange)],
        Check::NothingFetched { keeper } => vec![refusals::nothing_fetched(history, keeper)],
        Check::NobodyCame { keeper } => vec![visits::nobody_came(history, keeper)],
        Check::Served { exchanges, control } => {
            vec![channel::served(history, exchanges, *control)]
        }
        Check::NotServed { exchange } => vec![channel::not_served(history, *exchange)],
        Check::HelloRefused { exchange, control } => {
            vec![channel::refused(history, *exchange, *control)]
        }
        Check::SessionNotTaken { exchange, control } => {
            vec![channel::session_not_taken(history, *exchange, *control)]
        }
        Check::Resumed { exchanges } => vec![channel::resumed(history, exchanges)],
        Check::NoEarlyData { exchanges } => vec![channel::no_early_data(history, exchanges)],
        Check::OneConnection { exchanges } => vec![channel::one_connection(history, exchanges)],
        Check::DomainCertificate { exchange } => vec![channel::domain(history, *exchange)],
        Check::IssuerKey { exchanges, key } => vec![channel::key(history, exchanges, key)],
        Check::Form {} => form::form(history),
        Check::NeverNegative {} => fees::never_negative(history),
        Check::NeverEarly {} => none_early::never_early(history),
        Check::Linearizable {} => vec![linearizable::linearizable(history)],
        Check::Conserved {} => conserved::conserved(history),
    }
}
