//! What `wire` promises to those who speak the protocol with it.

mod amount;
mod encoding;
mod fixture;
mod parse;
mod refuse;
mod render;
mod response;
mod round_trip;
mod values;
mod well_formed;
