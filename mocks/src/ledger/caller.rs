//! Who asks, and over what.

use wire::KeyId;

/// How the TLS session of a connection came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Handshake {
    /// With asymmetric cryptography on both sides.
    Full,
    /// From a session kept on both sides (draft §1.6).
    Resumed,
}

/// The holder who sent a message, and the connection it came over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The key that the peer proved to possess; nothing in a message can change it.
    pub holder: KeyId,
    /// Decides the fee of every message of the connection.
    pub handshake: Handshake,
    /// Different for each connection of this issuer's life.
    pub connection: u64,
}
