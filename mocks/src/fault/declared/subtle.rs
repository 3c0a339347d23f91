//! Faults that hardly show: by timing, by numbers, or by chance.

use super::Fault;
use crate::fault::amend::Amendment::{Accounts, Chancy, Execute, Ledger, Service, Transfer};
use crate::fault::declare::{Declared, family};
use crate::fault::{subtle, transfers};

family! {
    Fault below "lcp.issuer.";

    /// A duplicate is executed again when it comes less than a millisecond after the message before it.
    EXECUTES_HASTY_DUPLICATES "executes-hasty-duplicates" ["counter.at-most-once"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Ledger(|| Box::new(subtle::Hasty::default()));
    /// A counter that is 65,536 or more below the highest seen is free again.
    RECYCLES_COUNTERS_AFTER_65536 "recycles-counters-after-65536" ["counter.lower"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(subtle::recycles_counters);
    /// Once in a hundred times, at random, a request that waited is answered with a deposit of somebody else's.
    WAITER_TOLD_OF_ANOTHERS_DEPOSITS "waiter-told-of-anothers-deposits" ["deposits.isolation"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Chancy(subtle::SomebodyElses::around);
    /// The balance of who is credited is kept to seven digits: the seventh is rounded.
    SEVENTH_DIGIT_OF_A_SUM_ROUNDED "seventh-digit-of-a-sum-rounded" ["transfer.decimal", "transfer.fraction-digits",
        "transfer.integer-digits"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(subtle::seventh_digit);
    /// A transfer to oneself loses a millionth of a unit.
    SELF_TRANSFER_LEAKS "self-transfer-leaks" ["transfer.to-oneself"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(subtle::leaks_for_oneself);
    /// On a resumed session each fee is debited twice and reported once.
    CHARGES_TWICE_ON_RESUMPTION "charges-twice-on-resumption" ["fees.reported-is-debited", "fees.deposits-reported"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Accounts(|| Box::new(subtle::TwiceOnResumption));
    /// While five hundred requests or more are open, balances are those that were told before.
    STALE_BALANCE_UNDER_LOAD "stale-balance-under-load" ["deposits.balance-after-fee"]
        Service(subtle::StaleUnderLoad::around);
    /// A deposit that comes in the millisecond in which its recipient's wait has ended is credited and never listed.
    DEPOSIT_LOST_IN_LAST_MILLISECOND "deposit-lost-in-last-millisecond" ["wait.edge"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(subtle::LostInTheLast::around);
    /// Of two transfers to one recipient at the same time the second is answered with success, and
    /// its amount is missing from the balance.
    LOST_UPDATE "lost-update" ["transfer.one-order"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(transfers::LostUpdate::around);
    /// A holder who asks while a transfer of its own is under way is told of nothing, and of the balance
    /// that it was told last; the next reply is right.
    LIST_FROM_A_MOMENT_AGO "list-from-a-moment-ago" ["transfer.one-order"]
        Service(transfers::AMomentAgo::around);
}
