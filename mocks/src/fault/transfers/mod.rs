//! Faults of transfers.

mod amounts;
mod at_once;
mod credits;
mod floating;
mod funds;
mod recipients;
mod refusals;
mod texts;

pub(super) use amounts::{
    accepts_exponent, cuts_off_seventh_digit, negative_accepted, rounds_to_cents, zero_accepted,
};
pub(super) use at_once::{AMomentAgo, LostUpdate};
pub(super) use credits::{
    less_fee, loses_for_unknown, mints_for_oneself, mints_for_oneself_in_lower_case, too_much,
};
pub(super) use floating::FloatingPoint;
pub(super) use funds::{
    creates_for_stranger, credits_failed, executes_without_funds, largest_without_funds,
    notifies_failed, userid_pays,
};
pub(super) use recipients::{full_width_digits, lower_case_elsewhere, malformed_debits};
pub(super) use refusals::{
    large_amounts, odd_decimals, unspecific_word, white_space, whole_balance,
};
pub(super) use texts::{
    Deduplicates, drops_userid, invents_userid, trims_transaction_id, truncates_transaction_id,
    truncates_userid,
};
