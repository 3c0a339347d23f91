//! One page that needs nothing else: no script, no font, no request. The verdict stands first, then what was not tested,
//! then everything that was.

mod exchange;
mod finding;
mod gaps;
mod head;
mod matrix;
mod page;
mod parts;
mod scenario;
mod scenarios;
mod selection;
mod subject;

pub use page::html;
