//! Faults of waits.

use super::Fault;
use crate::fault::amend::Amendment::Service;
use crate::fault::declare::{Declared, family};
use crate::fault::waits;

family! {
    Fault below "lcp.issuer.";

    /// A wait of 0 lasts two fifths of a second.
    ZERO_WAITS "zero-waits" ["wait.zero"]
        Service(waits::Lengths::zero_waits);
    /// A request with a wait of 0 empties the queue, and lists nothing.
    WAIT_ZERO_FORGETS_DEPOSITS "wait-zero-forgets-deposits" ["deposits.none-lost"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Service(waits::ForgottenAtZero::around);
    /// An empty list is answered after half the wait.
    EMPTY_LIST_TOO_EARLY "empty-list-too-early" ["wait.not-early"]
        Service(waits::Lengths::halved);
    /// A wait of 2^31 ms and more is negative in a signed number, and answered at once.
    LONG_WAIT_IS_NEGATIVE "long-wait-is-negative" ["wait.not-early"]
        Service(waits::Lengths::signed);
    /// Of a wait of 2^32 ms and more only the last 32 bits are waited.
    WAIT_CUT_TO_32_BITS "wait-cut-to-32-bits" ["wait.not-early"]
        Service(waits::Lengths::of_32_bits);
    /// A deposit that comes during a wait is answered when the wait is over.
    SLEEPS_WHOLE_WAIT "sleeps-whole-wait" ["wait.prompt"], may ["wait.keeps-no-one"]
        Service(waits::SleepsWholeWait::around);
    /// Deposits that are at hand are answered when the wait is over.
    WAITS_DESPITE_DEPOSITS "waits-despite-deposits" ["wait.at-hand"]
        Service(waits::WaitsAnyway::around);
    /// An empty list is answered a second and a half after the wait.
    EMPTY_LIST_TOO_LATE "empty-list-too-late" ["wait.end"]
        Service(waits::Lengths::exceeded);
    /// A deposit that comes within 25 ms of the end of its recipient's wait is credited and never
    /// listed.
    DEPOSIT_LOST_AT_WINDOW_EDGE "deposit-lost-at-window-edge" ["wait.edge"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(waits::LostAtEdge::around);
    /// While somebody waits, no message that comes later is served.
    WAIT_BLOCKS_OTHERS "wait-blocks-others" ["wait.keeps-no-one", "wait.own-transfers"], may ["counter.*", "wait.*"]
        Service(waits::WaitBlocks::everybody);
    /// While a holder waits, its own transfers are not served.
    WAIT_BLOCKS_OWN_TRANSFERS "wait-blocks-own-transfers" ["wait.own-transfers"], may ["wait.*"]
        Service(waits::WaitBlocks::own_transfers);
    /// While twenty requests wait, every message that does not is refused.
    REFUSES_WHILE_TWENTY_WAIT "refuses-while-twenty-wait" ["wait.keeps-no-one"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Service(waits::WaitBlocks::refusing_at_twenty);
    /// While a holder waits, its own transfers are refused.
    REFUSES_OWN_TRANSFERS_DURING_A_WAIT "refuses-own-transfers-during-a-wait" ["wait.own-transfers"],
        may ["counter.*", "wait.*"]
        Service(waits::WaitBlocks::refusing_own_transfers);
    /// A deposit wakes all requests of its recipient that wait; those that do not get it are answered with nothing.
    WOKEN_BY_ANOTHERS_DEPOSIT "woken-by-anothers-deposit" ["wait.not-early"], may ["wait.*"]
        Service(waits::EndTogether::at_a_deposit);
    /// When one request's wait is over, all others of its holder are answered with nothing.
    WAITS_END_TOGETHER "waits-end-together" ["wait.not-early"], may ["wait.*"]
        Service(waits::EndTogether::at_an_end);
    /// Who waited is told of deposits without their userid.
    WAITERS_GET_NO_USERID "waiters-get-no-userid" ["transfer.userid"], may ["deposits.*", "transfer.*", "wait.*"]
        Service(waits::WaitersGetNoUser::around);
    /// A negative wait is taken for 0.
    NEGATIVE_WAIT_ANSWERED "negative-wait-answered" ["wait.invalid"]
        Service(waits::Lengths::negative_taken);
    /// The fraction of a wait is cut off, and the rest waited.
    FRACTIONAL_WAIT_ANSWERED "fractional-wait-answered" ["wait.invalid"]
        Service(waits::Lengths::fraction_taken);
    /// A wait of more than 30 s is refused.
    LONG_WAITS_REFUSED "long-waits-refused" ["wait.sixty-seconds"]
        Service(waits::Lengths::long_refused);
    /// A deposit that comes while its recipient waits is credited and never listed.
    DEPOSIT_DURING_WAIT_FORGOTTEN "deposit-during-wait-forgotten" ["wait.either-order"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*", "wait.*"]
        Service(waits::ForgottenDuringWait::around);
}
