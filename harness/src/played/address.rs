//! Where a service is.

use std::fmt;

/// The address of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// `https`, where all is well.
    pub scheme: &'static str,
    /// The host, as it is written.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The path, and the query if there is one.
    pub target: String,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}://{}:{}{}",
            self.scheme, self.host, self.port, self.target
        )
    }
}
