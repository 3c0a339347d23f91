//! Faults of deposits and balances.

use super::HolderFault;
use crate::agent::fault::{deposits, orders, reading, sharing};
use crate::fault::declare::{Declared, family};

family! {
    HolderFault below "lcp.holder.";

    /// The last of several deposits in a reply is not told.
    LAST_DEPOSIT_DROPPED "last-deposit-dropped" ["deposits.all"],
        may ["deposits.*", "application.*"]
        deposits::last_dropped;
    /// Lists of more than 600 kB are garbage to it.
    SHORT_LIST "short-list" ["deposits.all"],
        may ["deposits.*"]
        reading::short_lists;
    /// A deposit with a transaction id that it knows is taken for a copy.
    EQUAL_IDS_MERGED "equal-ids-merged" ["deposits.all"],
        may ["deposits.*", "application.*"]
        deposits::equals_merged;
    /// Deposits of a reply that was cut off are counted, and again when they come again.
    DEPOSIT_COUNTED_TWICE "deposit-counted-twice" ["deposits.once"],
        may ["deposits.*"]
        deposits::counted_twice;
    /// After a restart it tells once more what it told before.
    DEPOSITS_TOLD_AGAIN "deposits-told-again" ["deposits.once"],
        may ["deposits.*", "application.kept"]
        deposits::told_again;
    /// A deposit belongs to the oldest open invoice of its amount.
    MATCHES_BY_AMOUNT "matches-by-amount" ["deposits.by-transaction-id"],
        may ["deposits.*", "application.*"]
        deposits::by_amount;
    /// An id that differs from that of an invoice in the case of letters alone is taken for it.
    IDS_WITHOUT_CASE "ids-without-case" ["deposits.by-transaction-id"],
        may ["deposits.*", "application.*"]
        deposits::without_case;
    /// White space around transaction ids and userids is dropped.
    IDS_TRIMMED "ids-trimmed" ["deposits.by-transaction-id", "deposits.verbatim"],
        may ["deposits.*"]
        deposits::trimmed;
    /// What no deposit explains is not told.
    REMAINDER_UNNOTICED "remainder-unnoticed" ["deposits.unattributed"],
        may ["deposits.*", "amount.told"]
        deposits::remainder_unnoticed;
    /// What no deposit explains pays the oldest open invoice of that amount.
    REMAINDER_GUESSED "remainder-guessed" ["deposits.by-transaction-id"],
        may ["deposits.*"]
        deposits::remainder_guessed;
    /// Balances are written down when they are read, deposits when they are told: a crash in between loses them, and nothing shows it.
    UNTOLD_FORGOTTEN "untold-forgotten" ["deposits.unattributed"],
        may ["deposits.*", "application.kept"]
        deposits::untold_forgotten;
    /// What a reply has cost is taken off twice where balances are compared.
    FEES_COUNTED_TWICE "fees-counted-twice" ["deposits.explained"],
        may ["deposits.*", "outcome.*"]
        deposits::fees_twice;
    /// Without a reply it tells that nothing has arrived.
    FAULT_IS_EMPTY_LIST "fault-is-empty-list" ["deposits.unreadable"],
        may ["deposits.*"]
        deposits::fault_is_nothing;
    /// Where nothing has come while it waited, it says that it does not know.
    EMPTY_LIST_IS_NO_REPLY "empty-list-is-no-reply" ["deposits.unreadable"]
        deposits::nothing_is_a_fault;
    /// Transaction ids count from 1 at each start.
    TRANSACTION_ID_REUSED "transaction-id-reused" ["deposits.fresh-id"],
        may ["deposits.*", "supply.*"]
        deposits::ids_from_one;
    /// A carriage return is told as a line feed.
    LINE_ENDS_MENDED "line-ends-mended" ["deposits.verbatim"],
        may ["deposits.*"]
        deposits::line_ends_mended;
    /// Userids are not told.
    USERID_DROPPED "userid-dropped" ["deposits.verbatim"],
        may ["counter.*", "deposits.*"]
        deposits::userid_dropped;
    /// It asks with a wait of 0, again and again.
    NEVER_WAITS "never-waits" ["deposits.wait"], may ["deposits.pays-meanwhile"]
        deposits::never_waits;
    /// It does one thing after the other, waiting included.
    WAIT_KEEPS_PAYMENTS "wait-keeps-payments" ["deposits.pays-meanwhile"],
        may ["counter.per-issuer", "application.*", "deposits.*"]
        orders::one_thing_at_a_time;
    /// What one application was told of, the others are told, too, when they ask.
    DEPOSITS_SHARED "deposits-shared" ["deposits.once"],
        may ["application.*", "deposits.*", "supply.*"]
        sharing::told_to_all;
}
