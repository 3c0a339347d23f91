//! A run record rendered: terminal, JSON, JUnit, HTML, an HTTP archive, commands for curl.
//!
//! One [`record::RunRecord`], or a [`record::KillMatrix`], in, text out. Nothing else is read, no clock and no file, so any report can be drawn again
//! later from the stored record; and nothing ever reads a report back.

mod curl;
mod evidence;
mod gaps;
mod har;
mod html;
mod http;
mod instant;
mod json;
mod junit;
pub mod matrix;
mod message;
mod outcome;
mod repeat;
pub mod terminal;
mod text;
mod wire_text;
mod words;

pub use curl::curl;
pub use har::har;
pub use html::html;
pub use json::json;
pub use junit::{JunitError, junit};
pub use repeat::repeat_command;
