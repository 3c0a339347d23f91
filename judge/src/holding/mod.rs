//! What a holder did, from what came to the issuers that the suite played and from what its adapter said. One checker a file.

mod books;
mod channel;
mod counters;
mod dialogue;
mod money;
mod posted;
mod promises;
mod reports;
mod verbatim;
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
        Holding::InTime { call, looked } => promises::in_time(&view, *call, *looked),
        Holding::Sooner { sooner, later } => promises::sooner(&view, *sooner, *later),
        Holding::Made {
            calls,
            least,
            in_all,
        } => promises::made(&view, calls, *least, *in_all),
        Holding::GoesOn { calls } => promises::goes_on(&view, calls),
        Holding::Verbatim { call } => verbatim::verbatim(&view, *call),
        Holding::NothingSent { issuer, call } => channel::nothing_sent(&view, issuer, *call),
        Holding::BrokenOff { issuer } => channel::broken_off(&view, issuer),
        Holding::SameKey { issuer } => channel::same_key(&view, issuer),
        Holding::SentTo {
            issuer,
            host,
            target,
        } => channel::sent_to(&view, issuer, host, target),
        Holding::NeverSentTo { issuer, target } => channel::never_sent_to(&view, issuer, target),
        Holding::Deposits { calls, expected } => money::deposits(&view, calls, expected),
        Holding::Balance { call, amount } => money::balance(&view, *call, amount),
        Holding::Remainder { call, amount } => money::remainder(&view, *call, amount),
        Holding::Doubt { call } => money::doubt(&view, *call),
        Holding::Honest {} => reports::honest(&view),
        Holding::Once {} => money::once(&view),
        Holding::Resumed { issuer } => channel::resumed(&view, issuer),
        Holding::OwnKey {} => channel::own_key(&view),
        Holding::Versions {} => channel::versions(&view),
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
