//! What a holder did, from what came to the issuers that the suite played and from what its adapter said. One checker a file.

mod asking;
mod books;
mod counters;
mod dialogue;
mod listings;
#[cfg(test)]
mod made;
mod money;
mod posted;
mod reports;
mod spending;
mod sums;
mod view;

use record::Holding;

use crate::{check::Found, decode::posted::Trouble, history::History};

use view::View;

/// Checks something about a holder.
pub(crate) fn check(history: &History<'_>, is: &Holding) -> Vec<Found> {
    let view = View::of(history.scenario);
    match is {
        Holding::Truth {} => books::truth(&view),
        Holding::SameAgain {} => counters::same_again(&view),
        Holding::Higher {} => counters::higher(&view),
        Holding::OneUnknown {} => counters::one_unknown(&view),
        Holding::Reported {
            calls,
            allowed,
            fee,
        } => reports::reported(&view, calls, allowed, fee.as_deref()),
        Holding::Paid {
            recipient,
            amount,
            times,
            issuer,
        } => books::paid(&view, recipient, amount.as_deref(), *times, issuer),
        Holding::NothingSent {
            issuer,
            since,
            call,
        } => reports::nothing_sent(&view, issuer, *since, *call),
        Holding::Deposits { calls, expected } => money::deposits(&view, calls, expected),
        Holding::Tells { calls, deposit } => money::tells(&view, calls, deposit),
        Holding::NothingUnder {
            calls,
            transaction_id,
        } => money::nothing_under(&view, calls, transaction_id),
        Holding::Balance { call, amount } => sums::balance(&view, *call, amount),
        Holding::Remainder { call, amount } => sums::remainder(&view, *call, amount),
        Holding::Explained { calls } => sums::explained(&view, calls),
        Holding::Doubt { call } => asking::doubt(&view, *call),
        Holding::FreshIds {} => asking::fresh_ids(&view),
        Holding::Waited {} => asking::waited(&view),
        Holding::Meanwhile { payment, question } => asking::meanwhile(&view, *payment, *question),
        Holding::AtMost { calls, times } => spending::at_most(&view, calls, *times),
        Holding::UnderKeyOf { call, application } => {
            spending::under_key_of(&view, *call, application)
        }
        Holding::Honest {} => reports::honest(&view),
        Holding::Once {} => money::once(&view),
        Holding::Resumed { issuer } => reports::resumed(&view, issuer),
        Holding::OwnKey {} => reports::own_key(&view),
        Holding::Versions {} => reports::versions(&view),
        Holding::Form {} => {
            posted::without(&view, Trouble::Form, "requests in the form of the profile")
        }
        Holding::Parts {} => posted::without(
            &view,
            Trouble::Parts,
            "the parts of the description, each once",
        ),
        Holding::Conventions {} => posted::without(
            &view,
            Trouble::Conventions,
            "requests with a SOAPAction, and parts in order",
        ),
        Holding::PlainDecimals {} => posted::plain_decimals(&view),
    }
}
