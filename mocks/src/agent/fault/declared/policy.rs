//! Faults of policies: what an application may spend.

use super::HolderFault;
use crate::agent::fault::{limits, orders};
use crate::fault::declare::{Declared, family};

family! {
    HolderFault below "lcp.holder.";

    /// Limits are compared in whole units.
    LIMIT_IN_WHOLE_UNITS "limit-in-whole-units" ["policy.limit"],
        may ["policy.*"]
        orders::whole_limits;
    /// What was spent before a restart does not count.
    LIMIT_FORGOTTEN_AT_RESTART "limit-forgotten-at-restart" ["policy.limit"],
        may ["policy.*"]
        orders::spending_forgotten;
    /// A day's limit is compared with what was answered, so that payments at once pass it.
    LIMIT_CHECKED_LATE "limit-checked-late" ["policy.limit"],
        may ["policy.*"]
        limits::checked_late;
    /// A payment of unknown outcome does not count.
    UNKNOWN_NOT_COUNTED "unknown-not-counted" ["policy.limit"],
        may ["policy.*"]
        limits::unknown_not_counted;
    /// A limit to one application is not looked at.
    APPLICATION_LIMIT_IGNORED "application-limit-ignored" ["policy.own-limit"],
        may ["policy.*"]
        limits::of_applications_ignored;
    /// The last limit holds for all applications.
    ONE_LIMIT_FOR_ALL "one-limit-for-all" ["policy.own-limit"],
        may ["policy.*"]
        limits::one_for_all;
    /// The limit for all applications holds for each of them by itself.
    LIMIT_FOR_EACH_APPLICATION "limit-for-each-application" ["policy.together", "policy.identities"],
        may ["policy.*"]
        limits::for_each_application;
    /// Of several limits that one policy sets, the last alone is kept.
    LAST_LIMIT_ONLY "last-limit-only" ["policy.limit"],
        may ["policy.*"]
        limits::last_alone;
    /// With each new limit to a day a new day begins.
    NEW_LIMIT_NEW_DAY "new-limit-new-day" ["policy.limit"],
        may ["policy.*"]
        limits::renewed;
    /// A partner is known while a payment to it is under way, and until that has failed.
    FIRST_DEAL_RACED "first-deal-raced" ["policy.first-deal"],
        may ["policy.*"]
        limits::known_while_paid;
    /// A limit to first deals is not looked at.
    FIRST_DEAL_FORGOTTEN "first-deal-forgotten" ["policy.first-deal"],
        may ["policy.*"]
        orders::first_deals_unlimited;
    /// A partner is known when a payment to it was tried.
    KNOWN_BY_TRYING "known-by-trying" ["policy.first-deal"],
        may ["policy.*"]
        limits::known_by_trying;
}
