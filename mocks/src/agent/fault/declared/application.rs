//! Faults toward applications: what they are told, and what is kept from them.

use super::HolderFault;
use crate::agent::fault::{deposits, orders, supply};
use crate::fault::declare::{Declared, family};

family! {
    HolderFault below "lcp.holder.";

    /// What it has never heard of it says it has done.
    UNKNOWN_OPERATION_DONE "unknown-operation-done" ["adapter.honest"]
        orders::everything_done;
    /// It tells fees and balances as JSON numbers.
    AMOUNTS_AS_NUMBERS "amounts-as-numbers" ["adapter.answers"]
        orders::amounts_as_numbers;
    /// Whose a deposit is is found out by its id without the case of letters.
    OWNERS_WITHOUT_CASE "owners-without-case" ["application.own-deposits"],
        may ["application.*"]
        deposits::owner_without_case;
    /// Each application pays under a key of its own, and it does not say so.
    KEY_FOR_EACH_APPLICATION "key-for-each-application" ["application.one-key"],
        may ["application.*", "channel.own-key", "counter.*", "policy.*"]
        orders::key_of_each_application;
    /// The application that asks is told of everybody's deposits.
    WHO_ASKS_GETS_ALL "who-asks-gets-all" ["application.own-deposits"],
        may ["application.*", "deposits.*", "supply.*"]
        deposits::all_to_who_asks;
    /// A deposit for nobody's invoice goes to whoever asks.
    UNCLAIMED_GIVEN_AWAY "unclaimed-given-away" ["application.own-deposits"],
        may ["application.*", "deposits.*"]
        orders::unclaimed_given_away;
    /// Deposits for applications that have not asked are kept in memory alone.
    OTHERS_DEPOSITS_FORGOTTEN "others-deposits-forgotten" ["application.kept"],
        may ["application.*"]
        deposits::others_forgotten;
    /// Applications have identities of their own, and one key.
    IDENTITIES_SHARE_KEY "identities-share-key" ["application.identities"],
        may ["application.*", "channel.own-key", "policy.*", "supply.*"]
        orders::one_key_of_all;
    /// It takes down who supplies whom, and moves nothing.
    SUPPLY_IGNORED "supply-ignored" ["supply.moved"],
        may ["supply.*"]
        supply::ignored;
    /// Where an application is supplied by some, all others that it knows supply it, too.
    SUPPLIED_BY_ANYBODY "supplied-by-anybody" ["supply.named"],
        may ["supply.*"]
        supply::by_anybody;
    /// Whoever supplies an application keeps nothing.
    KEEP_IGNORED "keep-ignored" ["supply.kept"],
        may ["supply.*"]
        supply::nothing_kept;
    /// What it moves goes to a key that nobody has.
    MOVED_TO_NOBODY "moved-to-nobody" ["supply.conserved"],
        may ["supply.*"]
        supply::to_nobody;
    /// All that it moves bears one transaction id.
    MOVES_SHARE_ID "moves-share-id" ["supply.conserved"],
        may ["supply.*"]
        supply::under_one_id;
}
