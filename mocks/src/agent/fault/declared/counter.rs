//! Faults of message counters.

use super::HolderFault;
use crate::agent::fault::{counter, lanes, orders, outcome};
use crate::fault::declare::{Declared, family};

family! {
    HolderFault below "lcp.holder.";

    /// What is sent again bears the next counter.
    NEW_COUNTER_ON_RETRANSMISSION "new-counter-on-retransmission" ["counter.repeated"],
        may ["description.moved", "counter.*", "outcome.*", "policy.*", "application.one-key", "deposits.*", "response.*", "supply.*"]
        counter::new_on_retransmission;
    /// What is sent again has another transaction id.
    ALTERED_RETRANSMISSION "altered-retransmission" ["counter.repeated"],
        may ["request.texts", "response.*", "description.moved", "counter.*", "outcome.*", "policy.limit", "deposits.*", "supply.*"]
        counter::altered_on_retransmission;
    /// A new transfer's counter is one below the last.
    COUNTER_FALLS "counter-falls" ["counter.new"],
        may ["*"]
        counter::falls;
    /// After a failure the next payment has the same counter.
    COUNTER_KEPT_AFTER_FAILURE "counter-kept-after-failure" ["counter.new"],
        may ["*"]
        counter::kept_after_failure;
    /// What looks like a payment before it is sent under the counter of that, and taken for it.
    COUNTER_REPEATED_FOR_EQUAL "counter-repeated-for-equal" ["counter.new"],
        may ["counter.*"]
        counter::repeated_for_equal;
    /// The counter starts from its first value at each start.
    COUNTER_REUSED_AFTER_RESTART "counter-reused-after-restart" ["counter.survives-restart"],
        may ["counter.*", "outcome.*", "channel.*", "policy.*", "deposits.*", "application.*", "supply.*"]
        counter::reused_after_restart;
    /// Counters are the seconds since 1970, or one more than the last; the last is not kept.
    COUNTER_OF_SECONDS "counter-of-seconds" ["counter.survives-restart"],
        may ["*"]
        counter::of_seconds;
    /// A counter is written down when its answer is there, and a crash before that loses it.
    COUNTER_WRITTEN_AFTER_ANSWER "counter-written-after-answer" ["counter.survives-restart"],
        may ["counter.*", "outcome.*", "policy.*", "deposits.*", "supply.*"]
        counter::written_after_answer;
    /// Two payments at once read the same counter before either has written it.
    COUNTER_RACED_BY_APPLICATIONS "counter-raced-by-applications" ["counter.concurrent"],
        may ["counter.*", "outcome.*", "application.*", "policy.*", "deposits.*", "amount.told", "channel.own-key", "supply.*"]
        lanes::raced;
    /// Two payments at once get different counters, and are sent without waiting for one another.
    TWO_UNKNOWN_OUTCOMES "two-unknown-outcomes" ["counter.one-unknown"],
        may ["counter.*", "outcome.*", "application.*", "policy.*", "deposits.*", "amount.told", "channel.own-key", "supply.*"]
        lanes::unwaiting;
    /// What was under way when it crashed is forgotten, but for its counter.
    PENDING_FORGOTTEN_AFTER_CRASH "pending-forgotten-after-crash" ["counter.one-unknown"],
        may ["counter.*", "outcome.*", "deposits.*", "policy.*", "supply.*"]
        counter::pending_forgotten;
    /// When two copies were not answered it goes on to the next payment.
    NEXT_AFTER_UNKNOWN "next-after-unknown" ["counter.one-unknown"],
        may ["counter.*", "outcome.*", "deposits.*", "supply.*"]
        outcome::unknown_is_over;
    /// All issuers' payments wait in one queue.
    ONE_QUEUE_FOR_ALL_ISSUERS "one-queue-for-all-issuers" ["counter.per-issuer"]
        orders::one_queue;
}
