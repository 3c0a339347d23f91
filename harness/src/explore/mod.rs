//! Random programs of transfers, repetitions, waits and lost answers, against a model of what must be true after each.
//!
//! A program is drawn from a seed, as the model allows, written as a scenario in the suite's own steps, and run like any other:
//! with fresh holders, judged from the bytes received, every account looked at in the end. One that fails is made shorter as long
//! as it fails, and written to a file that `trialplate run --features FILE` runs again.

mod about;
mod counts;
mod draw;
mod explorer;
mod model;
mod op;
mod program;
mod shrink;
#[cfg(test)]
mod tests;

pub use counts::Counts;
pub use draw::draw;
pub use explorer::{Counterexample, Exploration, Explored};
pub use model::{Account, Model};
pub use op::{HOLDERS, ONE, Op, Over, Part, Units, Way};
pub use program::{Line, Person, Program};
pub use shrink::{size, smaller};
