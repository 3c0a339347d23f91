use std::time::Duration;
use thiserror::Error;

/// Nothing was sent: the issuer cannot have got a message, or a part of it.
#[derive(Debug, Error)]
pub(crate) enum NotSent {
    /// Its description could not be had, or says nothing of use.
    #[error("the description cannot be used: {0}")]
    Description(String),
    /// Nobody listens there.
    #[error("{0} cannot be reached: {1}")]
    Unreachable(String, String),
    /// It is not the issuer, or speaks no TLS that can be trusted.
    #[error("{0} is not trusted: {1}")]
    Untrusted(String, String),
    /// It did not come about in time.
    #[error("no connection to {0} within {1:?}")]
    Late(String, Duration),
    /// A connection that had been kept open was closed before anything was written to it.
    #[error("the connection was closed")]
    Closed,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub(crate) enum Undelivered {
    /// Nothing was sent.
    #[error(transparent)]
    NotSent(#[from] NotSent),
    /// It may have arrived.
    #[error("no whole answer: {0}")]
    NoAnswer(String),
}
