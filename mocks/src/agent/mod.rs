//! The reference holder: a local agent that pays and collects for applications (paper §5), and is told to by the adapter protocol.
//!
//! `serve` reads orders, the `desk` attends to them, an `issuer` has an `account` for each key, and there are two lanes: transfers
//! (`pay`, `carry`) and deposits requests (`collect`, `tell`). What outlives the process are the lines of the `store`, and what they
//! add up to the `books`; `balance` is the arithmetic that tells about what nobody answered. A transfer is written down before it is
//! sent, and sent again as it was until its outcome is known, after a restart before anything else. Where applications have keys of
//! their own, one that spends can be supplied by those that earn (`supply`). A deposit is written down
//! before an application is told of it; should the process die in between, nobody is told: once at most.
//!
//! The seams at which faults and liberties are put in are the `parts`.

mod account;
mod balance;
mod books;
mod counters;
mod courier;
mod crew;
mod desk;
mod fault;
mod freedom;
mod issuer;
mod keys;
mod like;
mod line;
mod moving;
mod pace;
mod parts;
mod pen;
mod policy;
mod serve;
mod store;
#[cfg(test)]
mod tests;
mod till;
mod transport;

pub use fault::HolderFault;
pub use freedom::{HolderLiberties, OnlyTls};
pub use like::Like;
pub use serve::{Agent, Ended, serve};
