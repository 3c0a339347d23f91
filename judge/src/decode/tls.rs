//! The beginning of a TLS handshake, read from bytes as they went over the wire (RFC 8446 §4 and §5, RFC 5246 §6 and §7).
//!
//! Only what is sent in clear can be read here: the two Hellos, and alerts before the keys are there.

/// The version numbers on the wire of TLS 1.1 and TLS 1.2.
pub const TLS_1_1: u16 = 0x0302;
/// See [`TLS_1_1`].
pub const TLS_1_2: u16 = 0x0303;
/// See [`TLS_1_1`].
pub const TLS_1_3: u16 = 0x0304;

const ALERT: u8 = 21;
const WARNING: u8 = 1;
const CLOSE_NOTIFY: u8 = 0;
const HANDSHAKE: u8 = 22;
const CLIENT_HELLO: u8 = 1;
const SERVER_HELLO: u8 = 2;
const EARLY_DATA: u16 = 42;
const SUPPORTED_VERSIONS: u16 = 43;
const PRE_SHARED_KEY: u16 = 41;

/// The random of a HelloRetryRequest, which is a ServerHello otherwise (RFC 8446 §4.1.3).
const RETRY: [u8; 32] = [
    0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91,
    0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb, 0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
];

/// What a ClientHello offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientHello {
    /// The newest version of TLS.
    pub newest: u16,
    /// The oldest version that it offers, where it says so: since there is TLS 1.3 (RFC 8446 §4.2.1).
    pub oldest: Option<u16>,
    /// Whether it offers to resume a session of TLS 1.3 (RFC 8446 §4.2.11).
    pub offers_session: bool,
    /// Whether data follows before the handshake has come to its end (RFC 8446 §4.2.10).
    pub early_data: bool,
}

impl ClientHello {
    /// Whether a version is among those that it offers. One that names its newest alone takes older ones, too (RFC 5246, appendix
    /// E.1).
    #[must_use]
    pub fn offers(&self, version: u16) -> bool {
        (self.oldest.unwrap_or_default()..=self.newest).contains(&version)
    }
}

/// What a server says first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A ServerHello: the handshake goes on.
    Hello {
        /// The version of TLS that it takes.
        version: u16,
        /// Whether it takes up the session that was offered.
        takes_session: bool,
    },
    /// It asks for another ClientHello, with the share of another key exchange.
    Retry,
    /// An alert, by its number (RFC 8446 §6).
    Alert(u8),
    /// Nothing, or not yet a whole message.
    Nothing,
    /// What is no TLS.
    Garbage,
}

impl Said {
    /// A short description for people.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Hello {
                version,
                takes_session,
            } => {
                let session = if *takes_session {
                    ", which takes up the session"
                } else {
                    ""
                };
                format!("a ServerHello for {}{session}", name(*version))
            }
            Self::Retry => "a HelloRetryRequest".into(),
            Self::Alert(number) => format!("the alert {}", alert(*number)),
            Self::Nothing => "no ServerHello".into(),
            Self::Garbage => "what is no TLS".into(),
        }
    }
}

/// What people call a version.
#[must_use]
pub fn name(version: u16) -> String {
    match version {
        0x0300 => "SSL 3.0".into(),
        0x0301 => "TLS 1.0".into(),
        TLS_1_1 => "TLS 1.1".into(),
        TLS_1_2 => "TLS 1.2".into(),
        TLS_1_3 => "TLS 1.3".into(),
        other => format!("version {other:#06x}"),
    }
}

fn alert(number: u8) -> String {
    let name = match number {
        0 => "close_notify",
        40 => "handshake_failure",
        47 => "illegal_parameter",
        50 => "decode_error",
        51 => "decrypt_error",
        70 => "protocol_version",
        71 => "insufficient_security",
        80 => "internal_error",
        86 => "inappropriate_fallback",
        112 => "unrecognized_name",
        116 => "certificate_required",
        _ => return number.to_string(),
    };
    name.into()
}

/// What the server said first, as far as its bytes have arrived.
#[must_use]
pub fn said(bytes: &[u8]) -> Said {
    match message(bytes, SERVER_HELLO) {
        Ok(Some(hello)) => server_hello(&hello).unwrap_or(Said::Garbage),
        Ok(None) => Said::Nothing,
        Err(instead) => instead,
    }
}

fn server_hello(bytes: &[u8]) -> Option<Said> {
    let mut reader = Reader(bytes);
    let mut version = reader.number()?;
    let random = reader.take(32)?;
    reader.vector(1)?;
    reader.take(3)?;
    let mut takes_session = false;
    for (kind, content) in reader.extensions()? {
        match kind {
            SUPPORTED_VERSIONS => version = Reader(content).number()?,
            PRE_SHARED_KEY => takes_session = true,
            _ => {}
        }
    }
    if random == RETRY {
        return Some(Said::Retry);
    }
    Some(Said::Hello {
        version,
        takes_session,
    })
}

/// The ClientHello that bytes begin with, where they do.
#[must_use]
pub fn client_hello(bytes: &[u8]) -> Option<ClientHello> {
    let hello = message(bytes, CLIENT_HELLO).ok()??;
    let mut reader = Reader(&hello);
    let mut newest = reader.number()?;
    let mut oldest = None;
    reader.take(32)?;
    reader.vector(1)?;
    reader.vector(2)?;
    reader.vector(1)?;
    let (mut offers_session, mut early_data) = (false, false);
    for (kind, content) in reader.extensions()? {
        match kind {
            SUPPORTED_VERSIONS => {
                let list = Reader(content).vector(1)?;
                let versions = list
                    .chunks_exact(2)
                    .map(|v| u16::from_be_bytes([v[0], v[1]]));
                // Values like 0x1a1a are there to be ignored (RFC 8701).
                let versions: Vec<u16> = versions.filter(|v| v >> 8 == 3).collect();
                newest = *versions.iter().max()?;
                oldest = versions.iter().min().copied();
            }
            PRE_SHARED_KEY => offers_session = true,
            EARLY_DATA => early_data = true,
            _ => {}
        }
    }
    Some(ClientHello {
        newest,
        oldest,
        offers_session,
        early_data,
    })
}

/// The content of the first handshake message, which may be spread over records; nothing where it is not whole, and what
/// was said in its place where something else was. Warnings in front of it are no answer (RFC 6066 §3).
fn message(bytes: &[u8], kind: u8) -> Result<Option<Vec<u8>>, Said> {
    let mut records = Reader(bytes);
    let mut handshake = Vec::new();
    while let Some((content, fragment)) = records.record()? {
        match (content, fragment) {
            (ALERT, [WARNING, number]) if *number != CLOSE_NOTIFY => {}
            (ALERT, [_, number]) => return Err(Said::Alert(*number)),
            (HANDSHAKE, fragment) => handshake.extend_from_slice(fragment),
            _ => return Err(Said::Garbage),
        }
        let mut reader = Reader(&handshake);
        match reader.byte() {
            Some(first) if first != kind => return Err(Said::Garbage),
            _ => {}
        }
        if let Some(whole) = reader.vector(3) {
            return Ok(Some(whole.to_vec()));
        }
    }
    Ok(None)
}

/// Bytes that are read from the front. Nothing comes back where there are not enough.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|b| b[0])
    }

    fn number(&mut self) -> Option<u16> {
        self.take(2).map(|b| u16::from_be_bytes([b[0], b[1]]))
    }

    /// A vector behind its length, which takes so many bytes.
    fn vector(&mut self, width: usize) -> Option<&'a [u8]> {
        let before = self.0;
        let length = self.take(width)?;
        let length = length.iter().fold(0, |n, b| n << 8 | usize::from(*b));
        let content = self.take(length);
        if content.is_none() {
            self.0 = before;
        }
        content
    }

    /// A record: its type and its fragment. Nothing where it is not whole.
    fn record(&mut self) -> Result<Option<(u8, &'a [u8])>, Said> {
        match self.0 {
            [] => return Ok(None),
            [ALERT | HANDSHAKE] | [ALERT | HANDSHAKE, 3, ..] => {}
            _ => return Err(Said::Garbage),
        }
        let before = self.0;
        let content = self.byte();
        let fragment = self.number().and_then(|_| self.vector(2));
        let record = content.zip(fragment);
        if record.is_none() {
            self.0 = before;
        }
        Ok(record)
    }

    /// Extensions by number, to the end. A Hello of old may have none.
    fn extensions(&mut self) -> Option<Vec<(u16, &'a [u8])>> {
        if self.0.is_empty() {
            return Some(Vec::new());
        }
        let mut all = Reader(self.vector(2)?);
        let mut found = Vec::new();
        while !all.0.is_empty() {
            found.push((all.number()?, all.vector(2)?));
        }
        Some(found)
    }
}

#[cfg(test)]
#[path = "tls_tests.rs"]
mod tests;
