//! How letters get to an issuer, and what comes back.

mod channel;
mod description;
mod failure;
mod link;
mod post;
mod resolve;
mod sheet;

pub(crate) use channel::{Channel, Reaching, Reference as ReferenceChannel};
pub(crate) use failure::{NotSent, Undelivered};
pub(crate) use link::{Letter, Limit, Link, Mail, Manner};
pub(crate) use post::{Post, Route};
pub(crate) use resolve::connect;
