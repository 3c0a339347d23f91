//! An issuer that chooses an old version of TLS, whatever it was offered (RFC 8996 forbids to go on).

use std::sync::Arc;

use certs::Identity;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::showing::Old;

/// A suite for RSA keys that any client of that time had (RFC 5246, appendix A.5).
const SUITE: [u8; 2] = [0x00, 0x2f];

/// Records of handshakes (RFC 5246 §6.2.1).
const HANDSHAKE: u8 = 22;

/// The longest that is read of what a client says to it.
const LONGEST: usize = 4096;

/// Chooses the version, and tells what came next: nothing, where the connection ended.
pub(super) async fn choose(
    stream: &mut TcpStream,
    version: Old,
    identity: &Arc<Identity>,
) -> Vec<u8> {
    // A client that is gone says so by saying nothing more.
    let _ = stream.write_all(&flight(version, identity)).await;
    let mut came = Vec::with_capacity(LONGEST);
    let _ = stream.read_buf(&mut came).await;
    came
}

/// The whole flight of an issuer that asks for no certificate: a client that takes it has no reason to wait (RFC 4346 §7.3).
fn flight(version: Old, identity: &Identity) -> Vec<u8> {
    let random = [0x5a; 32];
    let hello = [&version.number()[..], &random, &[0], &SUITE, &[0]].concat();
    let chain: Vec<u8> = identity
        .chain()
        .iter()
        .flat_map(|c| [&length(c.len())[..], c].concat())
        .collect();
    let certificates = [&length(chain.len())[..], &chain].concat();
    let messages = [(2, hello), (11, certificates), (14, Vec::new())];
    let messages = messages.map(|(kind, body)| [&[kind], &length(body.len())[..], &body].concat());
    let records = messages.map(|message| {
        let length = u16::try_from(message.len()).unwrap_or(u16::MAX);
        let head = [&[HANDSHAKE], &version.number()[..], &length.to_be_bytes()].concat();
        [head, message].concat()
    });
    records.concat()
}

/// A length in three bytes.
fn length(length: usize) -> [u8; 3] {
    let [.., a, b, c] = length.to_be_bytes();
    [a, b, c]
}
