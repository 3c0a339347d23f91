//! The beginning of a handshake, by hand (RFC 8446 §4.1 and §5.1).

use crate::issuer::channel::Stream;
use std::io::Cursor;
use tokio::io::{AsyncReadExt, join, split};

const HANDSHAKE: u8 = 22;
const SERVER_HELLO: u8 = 2;
const KEY_SHARE: u16 = 51;
const PRE_SHARED_KEY: u16 = 41;
const SUPPORTED_VERSIONS: u16 = 43;
const TLS_1_2: u16 = 0x0303;
const TLS_1_3: u16 = 0x0304;
/// Suites of TLS 1.3 have numbers of this form.
const SUITES_OF_1_3: u16 = 0x1300;
/// Key exchanges in which a client's share is as good as a server's: P-256 and X25519.
const SYMMETRIC: [u16; 2] = [0x0017, 0x001d];
/// Anything but the random of a HelloRetryRequest.
const RANDOM: [u8; 32] = [0x5e; 32];

/// What a client has said first.
pub(super) struct Hello {
    /// The newest version of TLS that it speaks.
    pub(super) newest: u16,
    session_id: Vec<u8>,
    suites: Vec<u16>,
    extensions: Vec<(u16, Vec<u8>)>,
}

impl Hello {
    /// Reads a ClientHello at the beginning of a handshake.
    pub(super) fn parse(records: &[u8]) -> Option<Hello> {
        let message = message(records)?;
        let mut rest = Bytes(message.get(4..)?);
        let version = rest.number()?;
        rest.take(32)?;
        let session_id = rest.counted(1)?.to_vec();
        let suites = numbers(rest.counted(2)?);
        rest.counted(1)?;
        let mut extensions = Vec::new();
        let mut list = Bytes(rest.counted(2).unwrap_or_default());
        while let Some(kind) = list.number() {
            extensions.push((kind, list.counted(2)?.to_vec()));
        }
        let mut hello = Hello {
            newest: version,
            session_id,
            suites,
            extensions,
        };
        let versions = hello
            .extension(SUPPORTED_VERSIONS)
            .and_then(|list| list.get(1..));
        // What does not begin with 3 is there to be ignored (RFC 8701).
        let newest =
            versions.and_then(|list| numbers(list).into_iter().filter(|it| it >> 8 == 3).max());
        hello.newest = newest.unwrap_or(version);
        Some(hello)
    }

    fn extension(&self, kind: u16) -> Option<&[u8]> {
        let found = self.extensions.iter().find(|(it, _)| *it == kind);
        found.map(|(_, content)| content.as_slice())
    }

    /// A ServerHello that takes the newest version, and a session of its own.
    pub(super) fn taken(&self) -> Vec<u8> {
        let suite = self.suites.first().copied().unwrap_or_default();
        server_hello(self.newest, self.newest, &[], suite, &[])
    }

    /// A ServerHello that resumes the first session that is offered in TLS 1.3.
    pub(super) fn resumed(&self) -> Vec<u8> {
        let suite = self.suites.iter().find(|it| **it & 0xff00 == SUITES_OF_1_3);
        let mut extensions = Vec::new();
        extension(&mut extensions, SUPPORTED_VERSIONS, &TLS_1_3.to_be_bytes());
        if let Some(share) = self.share() {
            extension(&mut extensions, KEY_SHARE, &share);
        }
        extension(&mut extensions, PRE_SHARED_KEY, &[0, 0]);
        let suite = suite.copied().unwrap_or(0x1301);
        server_hello(TLS_1_2, TLS_1_2, &self.session_id, suite, &extensions)
    }

    /// The client's own share of a key: one that it can compute with.
    fn share(&self) -> Option<Vec<u8>> {
        let mut shares = Bytes(Bytes(self.extension(KEY_SHARE)?).counted(2)?);
        while let Some(group) = shares.number() {
            let key = shares.counted(2)?;
            if SYMMETRIC.contains(&group) {
                let mut share = group.to_be_bytes().to_vec();
                counted(&mut share, 2, key);
                return Some(share);
            }
        }
        None
    }
}

fn server_hello(
    record: u16,
    version: u16,
    session: &[u8],
    suite: u16,
    extensions: &[u8],
) -> Vec<u8> {
    let mut hello = version.to_be_bytes().to_vec();
    hello.extend(RANDOM);
    counted(&mut hello, 1, session);
    hello.extend(suite.to_be_bytes());
    hello.push(0);
    if !extensions.is_empty() {
        counted(&mut hello, 2, extensions);
    }
    let mut message = vec![SERVER_HELLO];
    counted(&mut message, 3, &hello);
    let mut bytes = vec![HANDSHAKE];
    bytes.extend(record.to_be_bytes());
    counted(&mut bytes, 2, &message);
    bytes
}

fn extension(extensions: &mut Vec<u8>, kind: u16, content: &[u8]) {
    extensions.extend(kind.to_be_bytes());
    counted(extensions, 2, content);
}

/// Writes bytes behind their number, which takes so many bytes.
fn counted(bytes: &mut Vec<u8>, width: usize, content: &[u8]) {
    let length = content.len().to_be_bytes();
    bytes.extend(&length[length.len() - width..]);
    bytes.extend(content);
}

fn numbers(list: &[u8]) -> Vec<u16> {
    let pairs = list.chunks_exact(2);
    pairs.map(|it| u16::from_be_bytes([it[0], it[1]])).collect()
}

/// The first handshake message in these records, once it is whole.
fn message(records: &[u8]) -> Option<Vec<u8>> {
    let mut records = Bytes(records);
    let mut message = Vec::new();
    while records.take(1)? == [HANDSHAKE] {
        records.number()?;
        message.extend(records.counted(2)?);
        if let Some([_, length @ ..]) = message.first_chunk::<4>() {
            let length = 4 + length.iter().fold(0, |n, byte| n << 8 | usize::from(*byte));
            if message.len() >= length {
                message.truncate(length);
                return Some(message);
            }
        }
    }
    None
}

/// Reads until a ClientHello is whole, or what comes is none. All that was read is in front of the
/// stream again.
pub(super) async fn read(mut stream: Stream) -> std::io::Result<(Option<Hello>, Vec<u8>, Stream)> {
    /// No ClientHello is longer.
    const LONGEST: usize = 1 << 16;
    let mut bytes = Vec::new();
    loop {
        let read = stream.read_buf(&mut bytes).await?;
        let hello = Hello::parse(&bytes);
        if read == 0 || hello.is_some() || bytes[0] != HANDSHAKE || bytes.len() > LONGEST {
            return Ok((hello, bytes.clone(), in_front(bytes, stream)));
        }
    }
}

/// A stream with bytes in front of it that have been read already.
pub(super) fn in_front(bytes: Vec<u8>, stream: Stream) -> Stream {
    let (rest, writing) = split(stream);
    Box::new(join(Cursor::new(bytes).chain(rest), writing))
}

/// Bytes that are read from the front.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u16> {
        self.take(2).map(|it| u16::from_be_bytes([it[0], it[1]]))
    }

    /// Bytes behind their number, which takes so many bytes.
    fn counted(&mut self, width: usize) -> Option<&'a [u8]> {
        let length = self.take(width)?;
        self.take(length.iter().fold(0, |n, byte| n << 8 | usize::from(*byte)))
    }
}
