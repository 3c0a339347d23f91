//! Reads a record, decides.
//!
//! Pure: no clock, no socket, no randomness. What was received is decoded here, with an XML parser and a lexer of decimals
//! of its own, so that a mistake of those who write messages cannot agree with itself.

mod books;
mod check;
mod costs;
mod decimal;
pub mod decode;
mod history;
mod holding;
mod ids;
pub mod linear;
mod matrix;
mod readings;
mod run;
mod scenario;
mod tallies;
mod wsdl;

pub use decimal::{Decimal, DecimalError};
pub use holding::{Misfit, answer_fits};
pub use ids::NAMED;
pub use matrix::{conclude_matrix, trial};
pub use readings::Readings;
pub use run::{conclude, rejudge};
pub use scenario::{
    Levels, always, always_of_holders, fees_told, find, find_all, findings, given_away,
    scenario_verdict, step_verdict,
};
pub use tallies::tallies;
