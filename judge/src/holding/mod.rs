//! What a holder did, from what came to the issuers that the suite played and from what its adapter said. One checker a file.

mod accounted;
#[cfg(test)]
mod accounted_tests;
mod adapter;
#[cfg(test)]
mod adapter_tests;
mod asking;
mod books;
#[cfg(test)]
mod books_tests;
mod channel;
#[cfg(test)]
mod channel_tests;
mod counters;
#[cfg(test)]
mod counters_tests;
mod dialogue;
#[cfg(test)]
mod dialogue_tests;
mod form;
mod listings;
#[cfg(test)]
mod made;
mod money;
#[cfg(test)]
mod money_tests;
mod posted;
mod promises;
mod replies;
#[cfg(test)]
mod replies_tests;
mod reports;
#[cfg(test)]
mod reports_tests;
mod spending;
#[cfg(test)]
mod spending_tests;
mod sums;
#[cfg(test)]
mod sums_tests;
mod supply;
#[cfg(test)]
mod supply_tests;
mod told;
#[cfg(test)]
mod told_tests;
#[cfg(test)]
mod traded;
mod verbatim;
mod view;

use record::{Holding, RequirementId};

use crate::{
    check::{Found, Outcome},
    decode::posted::Trouble,
    history::History,
};

pub use form::{Misfit, answer_fits};
pub(crate) use view::View;

/// Checks something about a holder, on behalf of a requirement.
pub(crate) fn check(history: &History<'_>, own: &RequirementId, is: &Holding) -> Vec<Found> {
    let mut found = look(&history.view, is);
    // What breaks another requirement settles nothing about this one, unless this is that one.
    let broken: Vec<_> = found
        .iter()
        .filter(|f| f.outcome == Outcome::Broken)
        .filter(|f| f.requirement.as_ref().is_none_or(|of| of == own))
        .map(|f| f.actual.clone())
        .collect();
    found.retain(|f| f.outcome != Outcome::Unsettled || !broken.contains(&f.actual));
    found
}

fn look(view: &View<'_>, is: &Holding) -> Vec<Found> {
    match is {
        Holding::Truth {} => books::truth(view),
        Holding::SameAgain {} => counters::same_again(view),
        Holding::Higher {} => counters::higher(view),
        Holding::OneUnknown {} => counters::one_unknown(view),
        Holding::Reported {
            calls,
            allowed,
            fee,
        } => reports::reported(view, calls, allowed, fee.as_deref()),
        Holding::Paid {
            recipient,
            amount,
            times,
            issuer,
        } => books::paid(view, recipient, amount.as_deref(), *times, issuer),
        Holding::InTime { call, looked } => promises::in_time(view, *call, *looked),
        Holding::Sooner { sooner, later } => promises::sooner(view, *sooner, *later),
        Holding::Made {
            calls,
            least,
            in_all,
        } => promises::made(view, calls, *least, *in_all),
        Holding::GoesOn { calls } => promises::goes_on(view, calls),
        Holding::Verbatim { call } => verbatim::verbatim(view, *call),
        Holding::NothingSent { issuer, call } => channel::nothing_sent(view, issuer, *call),
        Holding::BrokenOff { issuer } => channel::broken_off(view, issuer),
        Holding::SameKey { issuer } => channel::same_key(view, issuer),
        Holding::SentTo {
            issuer,
            host,
            target,
        } => channel::sent_to(view, issuer, host, target),
        Holding::NeverSentTo { issuer, target } => channel::never_sent_to(view, issuer, target),
        Holding::CameTo { issuer, target } => channel::came_to(view, issuer, target),
        Holding::Deposits { calls, expected } => money::deposits(view, calls, expected),
        Holding::Tells { calls, deposit } => money::tells(view, calls, deposit),
        Holding::NothingUnder {
            calls,
            transaction_id,
        } => money::nothing_under(view, calls, transaction_id),
        Holding::Balance { call, amount } => sums::balance(view, *call, amount),
        Holding::Remainder { call, amount } => sums::remainder(view, *call, amount),
        Holding::Explained { calls } => sums::explained(view, calls),
        Holding::Known { call } => replies::known(view, *call),
        Holding::Doubt { call } => asking::doubt(view, *call),
        Holding::FreshIds {} => asking::fresh_ids(view),
        Holding::Waited {} => asking::waited(view),
        Holding::Meanwhile { payment, question } => asking::meanwhile(view, *payment, *question),
        Holding::AtMost { calls, times } => spending::at_most(view, calls, *times),
        Holding::FirstDeals {
            recipient,
            most,
            issuer,
        } => spending::first_deals(view, recipient, most, issuer),
        Holding::UnderKeyOf { call, application } => {
            spending::under_key_of(view, *call, application)
        }
        Holding::Supplied { calls } => supply::supplied(view, calls),
        Holding::MovedAsTold {} => supply::as_told(view),
        Holding::Arrived {} => supply::arrived(view),
        Holding::Kept {} => supply::kept(view),
        Holding::Accounted {} => accounted::accounted(view),
        Holding::NothingLost {} => accounted::nothing_lost(view),
        Holding::Together { calls, amount } => sums::together(view, calls, amount),
        Holding::Honest {} => adapter::honest(view),
        Holding::Answers {} => adapter::answers(view),
        Holding::Words {} => adapter::words(view),
        Holding::Ends {} => adapter::ends(view),
        Holding::Once {} => money::once(view),
        Holding::Resumed { issuer } => channel::resumed(view, issuer),
        Holding::OwnKey {} => channel::own_key(view),
        Holding::Versions {} => channel::versions(view),
        Holding::NoEarlyData {} => channel::no_early_data(view),
        Holding::Form {} => {
            posted::without(view, Trouble::Form, "requests in the form of the profile")
        }
        Holding::Parts {} => posted::without(
            view,
            Trouble::Parts,
            "the parts of the description, each once",
        ),
        Holding::Conventions {} => posted::without(
            view,
            Trouble::Conventions,
            "requests with a SOAPAction, and parts in order",
        ),
        Holding::PlainDecimals {} => posted::plain_decimals(view),
    }
}
