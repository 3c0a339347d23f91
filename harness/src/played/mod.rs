//! Issuers that the suite plays, for holders to deal with.
//!
//! What such an issuer does is data ([`Script`]): it is an honest issuer with the reference's books, except where a scenario has put
//! an act before it. Everything that comes is recorded as bytes, with the handshake it came after and the key that was proved;
//! what is made of it, `judge` decides.

mod address;
mod answer;
mod clear;
mod deliver;
mod described;
mod description;
mod desk;
mod door;
mod issuer;
mod line;
mod malformed;
mod manner;
mod old;
mod script;
mod serve;
mod showing;
mod spoilt;
mod watch;

pub use address::Address;
pub use described::{Described, ENTITY_TARGET};
pub use description::Stall;
pub use issuer::{Issuer, PlayError};
pub use malformed::Malformed;
pub use manner::{Behind, Framing, Interim, Manner, Names, Pieces};
pub use script::{Act, Cut, Place, Saying, Script};
pub use showing::{Old, ShowError, Showing, Speaks, Version};
pub use spoilt::Spoilt;
pub use watch::Watch;
