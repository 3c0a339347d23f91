//! One page that needs nothing else: no font, no request, and a script only for searching and indenting. The verdict
//! stands first, then what was not tested, then everything that was.

mod diagram;
mod dialogue;
mod exchange;
mod filter;
mod finding;
mod gaps;
mod head;
mod hex;
mod matrix;
mod overview;
mod page;
mod parts;
mod policy;
mod scenario;
mod scenarios;
mod selection;
mod subject;
mod tallies;
mod timeline;

pub use page::html;
pub(crate) use policy::policy;
