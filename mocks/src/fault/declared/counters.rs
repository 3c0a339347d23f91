//! Faults of message counters.

use super::Fault;
use crate::fault::amend::Amendment::{Ledger, Service, Transfer};
use crate::fault::counters;
use crate::fault::declare::{Declared, family};

family! {
    Fault below "lcp.issuer.";

    /// Every duplicate is executed again.
    EXECUTES_EVERY_DUPLICATE "executes-every-duplicate" ["counter.at-most-once"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(counters::every_duplicate);
    /// A duplicate is executed again when it comes over another connection.
    EXECUTES_DUPLICATE_AFTER_RECONNECT "executes-duplicate-after-reconnect" ["counter.outlives-connection"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Ledger(|| Box::new(counters::AfterReconnect::default()));
    /// Duplicates are executed while the first of them is being processed.
    EXECUTES_CONCURRENT_DUPLICATES "executes-concurrent-duplicates" ["counter.concurrent"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(counters::ConcurrentDuplicates::around);
    /// A duplicate is not executed, and answered `refused`.
    DUPLICATE_SAYS_REFUSED "duplicate-says-refused" ["counter.replays"]
        Transfer(counters::duplicate_refused);
    /// A used counter is executed again when the content is another.
    EXECUTES_ALTERED_DUPLICATE "executes-altered-duplicate" ["counter.altered"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(counters::altered);
    /// A used counter with other content is answered `refused`.
    CONFLICT_SAYS_REFUSED "conflict-says-refused" ["counter.altered-word"]
        Transfer(counters::conflict_refused);
    /// The highest counter seen with other content is executed if the transfer under it has failed.
    EXECUTES_ALTERED_AFTER_FAILURE "executes-altered-after-failure" ["counter.altered"],
        may ["counter.*", "fees.never-below-zero", "transfer.conserved"]
        Transfer(counters::altered_after_failure);
    /// The highest counter seen with other content is refused, and free from then on.
    CONFLICT_FREES_COUNTER "conflict-frees-counter" ["counter.altered", "counter.at-most-once"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(counters::conflict_frees);
    /// Of messages with other content under one counter that come at once, all are executed.
    EXECUTES_CONTENTS_AT_ONCE "executes-contents-at-once" ["counter.altered"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(counters::Meanwhile::counter);
    /// A duplicate of a transfer to oneself is executed.
    EXECUTES_DUPLICATE_TO_ONESELF "executes-duplicate-to-oneself" ["counter.at-most-once"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(counters::to_oneself);
    /// A transfer that failed, but not for lack of money, leaves no trace of its counter.
    MALFORMED_NOT_RECORDED "malformed-not-recorded" ["counter.altered"],
        may ["counter.*", "endurance.counters-survive"]
        Transfer(counters::forgets_malformed);
    /// A transfer is executed whose document has come as a whole, before the end of its request has.
    EXECUTES_BEFORE_THE_END "executes-before-the-end" ["counter.half-request"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(counters::HalfRequests::whole_documents);
    /// A counter below the highest seen is executed.
    EXECUTES_LOWER_COUNTER "executes-lower-counter" ["counter.lower"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(counters::lower);
    /// A counter below the highest seen is answered `refused`.
    STALE_SAYS_REFUSED "stale-says-refused" ["counter.lower-word"]
        Transfer(counters::stale_refused);
    /// A counter that another holder has used counts as used.
    COUNTER_SHARED_BY_ALL_HOLDERS "counter-shared-by-all-holders" ["counter.per-holder"],
        may ["channel.*", "counter.*", "deposits.at-most-once", "fees.resumed-at-most-full", "soap.*", "transfer.*"]
        Ledger(|| Box::new(counters::SharedCounter::default()));
    /// A failed transfer leaves no trace of its counter, so that a duplicate may succeed later.
    FAILED_OUTCOME_NOT_RECORDED "failed-outcome-not-recorded" ["counter.failure-recorded"],
        may ["counter.*", "endurance.counters-survive", "transfer.*"]
        Transfer(counters::forgets_failure);
    /// A holder's first counter is refused when it is 1000 or higher.
    FIRST_COUNTER_MUST_BE_LOW "first-counter-must-be-low" ["counter.any-start-and-gaps"], may ["counter.lower", "endurance.*"]
        Transfer(counters::first_must_be_low);
    /// A counter that does not follow the highest seen directly is refused.
    GAPS_REFUSED "gaps-refused" ["counter.any-start-and-gaps"], may ["counter.*"]
        Transfer(counters::gaps);
    /// The highest counter there is is refused.
    MAXIMUM_REFUSED "maximum-refused" ["counter.maximum"], may ["counter.*"]
        Transfer(counters::maximum);
    /// After the highest counter there is, counting begins anew.
    MAXIMUM_WRAPS "maximum-wraps" ["counter.maximum"], may ["counter.*"]
        Transfer(counters::wraps_after_maximum);
    /// A transfer under a negative counter is executed, and not recorded.
    NEGATIVE_COUNTER_EXECUTED "negative-counter-executed" ["counter.range"], may ["counter.*"]
        Transfer(counters::negative_executed);
    /// A transfer under a counter beyond the highest there is is executed, and not recorded.
    COUNTER_BEYOND_MAXIMUM_EXECUTED "counter-beyond-maximum-executed" ["counter.range"]
        Transfer(counters::beyond_maximum_executed);
    /// A transfer whose end is missing is executed, with likely values for what did not come.
    HALF_REQUEST_EXECUTED "half-request-executed" ["counter.half-request"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(counters::HalfRequests::around);
    /// A deposits request uses up the next counter of a holder who has made transfers.
    DEPOSITS_REQUEST_ADVANCES_COUNTER "deposits-request-advances-counter" ["counter.transfers-only"],
        may ["counter.*", "endurance.counters-survive", "soap.*", "transfer.*"]
        Ledger(|| Box::new(counters::DepositsAdvance));
    /// A duplicate that is written otherwise, such as 1.0 for 1, is executed.
    SAME_VALUE_IS_ALTERED "same-value-is-altered" ["counter.by-value"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Ledger(|| Box::new(counters::SpellingMatters::default()));
}
