//! The role of a holder: the suite plays the issuers, and tells the holder through its adapter what to do.

mod life;
mod preflight;
mod receive;
mod run;
mod scenario;
mod settings;
mod tell;
mod versions;
mod world;

/// The role.
pub const ROLE: &str = "lcp/holder";

pub use preflight::TAGS as PREFLIGHT_TAGS;
pub use run::{HolderOptions, run};
pub use settings::Settings;
pub use tell::{Due, Payee};
pub use world::{MAIN, World, amount_of};
