//! Faults of deposits and balances.

use super::Fault;
use crate::fault::amend::Amendment::{Accounts, Service, Statement};
use crate::fault::declare::{Declared, family};
use crate::fault::{deposits, waits};

family! {
    Fault below "lcp.issuer.";

    /// Every list begins with the holder's first deposit.
    LISTS_EVERYTHING_AGAIN "lists-everything-again" ["deposits.since-last-reply"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Accounts(|| Box::new(deposits::Everything::default()));
    /// The last deposit of a list is also the first of the next one.
    REPEATS_LAST_DEPOSIT "repeats-last-deposit" ["deposits.at-most-once"],
        may ["channel.old-versions-refused", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*",
            "wait.*"]
        Accounts(|| Box::new(deposits::RepeatsLast::default()));
    /// A deposit is in the replies of all requests of the holder that were waiting for it.
    DEPOSIT_IN_TWO_REPLIES "deposit-in-two-replies" ["deposits.at-most-once", "wait.several-waiters"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(waits::InTwoReplies::around);
    /// The first deposit of a list of several is not in it.
    LOSES_FIRST_DEPOSIT_OF_A_LIST "loses-first-deposit-of-a-list" ["deposits.none-lost"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Statement(deposits::loses_first);
    /// A list has a thousand deposits at most; those behind them are never listed.
    LISTS_A_THOUSAND_AT_MOST "lists-a-thousand-at-most" ["deposits.none-lost"],
        may ["transfer.conserved"]
        Statement(deposits::one_page);
    /// The latest deposit is listed first.
    NEWEST_DEPOSIT_FIRST "newest-deposit-first" ["deposits.order"]
        Statement(deposits::newest_first);
    /// The list also shows what came for other holders since.
    DEPOSITS_OF_ANOTHER_HOLDER "deposits-of-another-holder" ["deposits.isolation"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Accounts(|| Box::new(deposits::OtherHolders::default()));
    /// The balance in a statement is the one before the fee was taken.
    BALANCE_BEFORE_FEE "balance-before-fee" ["deposits.balance-after-fee"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Statement(deposits::balance_before_fee);
    /// Who has no account gets a fault instead of an empty list.
    UNKNOWN_KEY_GETS_FAULT "unknown-key-gets-fault" ["deposits.unknown-key"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Service(deposits::UnknownKeys::around);
    /// A wait goes on when its holder has hung up, and takes the deposit along.
    HUNG_UP_WAITER_TAKES_DEPOSIT "hung-up-waiter-takes-deposit" ["deposits.after-hang-up"]
        Service(deposits::TakenByTheGone::around);
    /// The deposits of a reply after which the connection broke are taken off the balance again.
    LOST_REPLY_TAKEN_BACK "lost-reply-taken-back" ["deposits.balance-after-lost-reply"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(deposits::TakenBack::around);
}
