//! Faults of what is said about payments.

use super::HolderFault;
use crate::agent::fault::{endless, orders, outcome, reading};
use crate::fault::declare::{Declared, family};

family! {
    HolderFault below "lcp.holder.";

    /// No answer within a second is a failure, and nothing is sent again.
    SLOW_ANSWER_IS_FAILURE "slow-answer-is-failure" ["outcome.executed"],
        may ["*"]
        outcome::slow_is_failed;
    /// The fee of the last answer is told for this one.
    FEE_ASSUMED "fee-assumed" ["outcome.executed"],
        may ["outcome.*", "amount.told", "response.*", "deposits.*"]
        outcome::fee_assumed;
    /// Whatever the result is, an answer with a result is taken for success.
    FAILURE_TAKEN_FOR_SUCCESS "failure-taken-for-success" ["outcome.failure"],
        may ["application.*", "deposits.*", "policy.*", "outcome.*", "counter.*", "response.*", "supply.*"]
        outcome::failure_is_success;
    /// A word that has success in it, in any case, is taken for success.
    WORD_BY_SEARCH "word-by-search" ["outcome.failure"],
        may ["outcome.*"]
        outcome::success_in_the_word;
    /// A failure costs nothing, whatever its fee.
    FAILURE_FEE_DROPPED "failure-fee-dropped" ["outcome.failure"],
        may ["amount.told", "deposits.*", "outcome.*", "deposits.*"]
        outcome::failure_fee_dropped;
    /// What has failed it tries once more when the next payment is to be made.
    FAILED_TRIED_AGAIN "failed-tried-again" ["outcome.failure"],
        may ["outcome.*", "counter.*", "policy.*", "deposits.*", "response.*", "application.*", "supply.*"]
        orders::failed_tried_again;
    /// A Fault has no failure in it, and is taken for success.
    FAULT_TAKEN_FOR_SUCCESS "fault-taken-for-success" ["outcome.fault"],
        may ["outcome.*", "counter.*"]
        outcome::fault_is_success;
    /// A success in a document with a status of failure is success.
    STATUS_IGNORED "status-ignored" ["outcome.fault"],
        may ["outcome.*", "response.unsolicited"]
        outcome::status_ignored;
    /// What cannot be read is a failure, at once.
    GARBAGE_IS_FAILURE "garbage-is-failure" ["outcome.unreadable"],
        may ["outcome.*", "counter.*", "response.*"]
        outcome::garbage_is_failed;
    /// What comes with a status of 200 is a success, whatever it says.
    GARBAGE_IS_SUCCESS "garbage-is-success" ["outcome.unreadable"],
        may ["amount.told", "outcome.*", "counter.*", "response.*"]
        outcome::garbage_is_success;
    /// A response is one in any namespace.
    ANSWER_OF_ANOTHER_NAMESPACE "answer-of-another-namespace" ["outcome.unreadable", "deposits.unreadable"],
        may ["outcome.*", "counter.*", "deposits.*"]
        reading::any_namespace;
    /// Of two results the first is taken.
    FIRST_RESULT_COUNTS "first-result-counts" ["outcome.unreadable"],
        may ["response.*", "outcome.*", "counter.*", "response.well-formed"]
        reading::first_result;
    /// When an answer is lost nothing is sent again nor asked: the outcome is unknown.
    GIVES_UP_AFTER_LOST_ANSWER "gives-up-after-lost-answer" ["outcome.lost-answer"],
        may ["channel.*", "outcome.*", "counter.*", "description.moved", "response.*", "policy.*", "deposits.*", "amount.sent", "supply.*"]
        outcome::lost_is_unknown;
    /// When an answer is lost the payment has failed.
    LOST_ANSWER_IS_FAILURE "lost-answer-is-failure" ["outcome.lost-answer"],
        may ["outcome.*", "counter.*", "description.moved", "response.*", "policy.*", "deposits.*", "amount.sent", "supply.*"]
        outcome::lost_is_failed;
    /// The word counterStale is a failure, to what was sent again too.
    STALE_IS_FAILURE "stale-is-failure" ["outcome.repetition"],
        may ["outcome.*", "counter.*"]
        outcome::stale_is_failed;
    /// Any failure and any Fault is one, to what was sent again too.
    REFUSAL_OF_REPETITION_IS_FAILURE "refusal-of-repetition-is-failure" ["outcome.repetition"],
        may ["outcome.*", "counter.*"]
        outcome::refused_is_failed;
    /// After a lost answer, a balance that has not fallen means that the payment has failed.
    BALANCE_UNCHANGED_IS_FAILURE "balance-unchanged-is-failure" ["outcome.balance-alone"],
        may ["outcome.*", "counter.*", "deposits.*", "response.*", "policy.*", "amount.sent", "supply.*"]
        outcome::unchanged_is_failed;
    /// It sends the message again and again, and does not look at its balance.
    NEVER_ASKS_BALANCE "never-asks-balance" ["outcome.balance-tells"],
        may ["outcome.*"]
        outcome::balance_never_asked;
    /// It reads an answer to its end before it reports, and some have none.
    STUCK_ON_ENDLESS_ANSWER "stuck-on-endless-answer" ["outcome.bounded"]
        endless::read_to_the_end;
    /// It looks at the description before each payment, however long that takes.
    STUCK_ON_DESCRIPTION "stuck-on-description" ["outcome.bounded"]
        endless::description_awaited;
    /// It waits for an answer for ever.
    STUCK_ON_SILENCE "stuck-on-silence" ["outcome.bounded"],
        may ["outcome.*", "counter.*", "response.*", "channel.*"]
        outcome::stuck;
    /// After an unknown outcome it makes no payment any more.
    LOCKED_AFTER_UNKNOWN "locked-after-unknown" ["outcome.settled-later"],
        may ["outcome.*", "counter.*", "policy.*"]
        outcome::locked_after_unknown;
}
