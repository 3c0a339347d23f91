//! A run record rendered: terminal, JSON, JUnit, HTML.
//!
//! One [`record::RunRecord`] in, text out. Nothing else is read, no clock and no file, so any report can be drawn again
//! later from the stored record; and nothing ever reads a report back.

mod evidence;
mod gaps;
mod html;
mod json;
mod junit;
mod message;
mod outcome;
mod payload;
mod repeat;
pub mod terminal;
mod text;
mod wire_text;
mod words;

pub use html::html;
pub use json::json;
pub use junit::{JunitError, junit};
pub use repeat::repeat_command;
