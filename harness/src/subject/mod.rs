//! What is under test: how it is described by its user, and how it is found, started and stopped.

mod config;
mod embedded;
mod exec;
mod reference;
mod resolve;
mod service;

pub use config::{ConfigError, Flags, SubjectConfig};
pub use embedded::{Embedded, EmbeddedError};
pub use exec::{Command, ExecError, Restartable};
pub use reference::Reference;
pub use resolve::{Resolve, ResolveError, Rule};
pub use service::{Service, ServiceError};
