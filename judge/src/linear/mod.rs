//! Whether one order explains everything: linearizability of a history of transfers and deposits requests against the ledger's
//! sequential specification (spec/lcp.md §5 to §7).
//!
//! Each message takes effect at one instant between its sending and its answer; one without an answer at some instant after its
//! sending, or never. A history is lawful when the instants can be chosen so that every answer is the one that a ledger gives
//! which carries out one message at a time. What the profile leaves to the issuer is left to it here: its fees, which failure it
//! answers with and why, what it says to redundant messages, what becomes of deposits in a reply that was lost, and the order in
//! which deposits are listed.
//!
//! The search is Wing and Gong's with Lowe's memoisation, and looks first where the lists say that a transfer belongs. Its worst
//! case is exponential in the number of messages that overlap, and a lost one overlaps all that come after it; most histories of
//! holders that wait for their answers are searched in about linear time (docs/concurrency.md has figures). When [`Limits::steps`] is used up the answer is [`Verdict::Unknown`]. States are remembered by 128 bits of hash:
//! that two different ones are taken for one, and a lawful history thereby for an unlawful one, has a chance of about n²/2¹²⁹.

mod candidates;
mod check;
mod copies;
mod links;
mod model;
mod problem;
mod recorded;
mod search;
mod state;
mod text;
mod views;

pub use check::{check, witness};
pub use model::{Act, Holder, Listed, Means, Op, OpHistory, Told};
pub(crate) use recorded::{Unclear, recorded};
pub use search::{Limits, Verdict};
pub use text::{TextError, describe, parse};
