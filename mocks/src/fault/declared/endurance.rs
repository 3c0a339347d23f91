//! Faults that show under load, against hostile peers, or after a crash.

use super::Fault;
use crate::fault::amend::Amendment::{Disk, Door, Mail, Restored};
use crate::fault::declare::{Declared, family};
use crate::fault::endurance;

family! {
    Fault below "lcp.issuer.";

    /// Whoever sends something else than a handshake or a request in clear brings the issuer down.
    GARBAGE_KILLS_LISTENER "garbage-kills-listener" ["endurance.garbage"]
        Door(endurance::Killed::by_garbage);
    /// While fifty handshakes are begun and not finished, nobody else's is looked at.
    HALF_OPEN_HANDSHAKES_BLOCK "half-open-handshakes-block" ["endurance.half-open-handshakes"], may ["endurance.idle-connections"]
        Door(endurance::InTurn::handshakes);
    /// The body of a request is read to its end before that of another is.
    SLOW_SENDER_BLOCKS_ALL "slow-sender-blocks-all" ["endurance.slow-sender"]
        Mail(endurance::OneByOne::bodies);
    /// Header fields that are too large are answered as a fault of the issuer's own.
    OVERSIZED_HEADERS_OWN_FAULT "oversized-headers-own-fault" ["endurance.oversized-headers"]
        Mail(endurance::OwnFault::said);
    /// A hundred connections are served at once, and no more.
    IDLE_CONNECTIONS_EXHAUST "idle-connections-exhaust" ["endurance.idle-connections"], may ["endurance.half-open-handshakes"]
        Door(endurance::AtMost::a_hundred);
    /// After a restart no message counter was used yet.
    FORGETS_COUNTERS_ON_RESTART "forgets-counters-on-restart" ["endurance.counters-survive"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Restored(endurance::counters);
    /// After a restart counters are what binary floating point makes of them.
    COUNTERS_ROUNDED_ON_RESTART "counters-rounded-on-restart" ["endurance.counters-survive"],
        may ["endurance.*", "transfer.*"]
        Restored(endurance::digits_of_counters);
    /// After a restart accounts without money are gone, with the deposits that were not listed.
    EMPTY_ACCOUNTS_GONE_ON_RESTART "empty-accounts-gone-on-restart" ["endurance.deposits-survive"],
        may ["deposits.*", "endurance.*", "transfer.*"]
        Restored(endurance::empty_accounts);
    /// After a restart there are no deposits that were not listed.
    FORGETS_DEPOSITS_ON_RESTART "forgets-deposits-on-restart" ["endurance.deposits-survive"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Restored(endurance::deposits);
    /// After a restart the last transfer is debited and not credited.
    HALF_A_TRANSFER_AFTER_RESTART "half-a-transfer-after-restart" ["endurance.balances-survive"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Restored(endurance::half_a_transfer);
    /// What was done is written down when the next thing is done.
    ANSWERS_BEFORE_WRITING "answers-before-writing" ["endurance.balances-survive", "endurance.counters-survive",
        "endurance.deposits-survive"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Disk(endurance::Behind::around);
}
