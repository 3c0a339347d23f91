//! Issuers that the suite plays, for holders to deal with.
//!
//! What such an issuer does is data ([`Script`]): it is an honest issuer with the reference's books, except where a scenario has put
//! an act before it. Everything that comes is recorded as bytes, with the handshake it came after and the key that was proved;
//! what is made of it, `judge` decides.

mod answer;
mod description;
mod desk;
mod door;
mod issuer;
mod line;
mod old;
mod script;
mod serve;
mod showing;
mod spoilt;
mod watch;

pub use issuer::{Issuer, PlayError};
pub use script::{Act, Cut, Framing, Manner, Place, Saying, Script};
pub use showing::Showing;
pub use spoilt::Spoilt;
pub use watch::Watch;
