//! ClientHellos, the first flight of a handshake: made by hand, or taken from a client that goes no further.

use std::{io, net::IpAddr, sync::Arc};

use rustls::{ClientConfig, ClientConnection, pki_types::ServerName};

/// Suites that issuers of any age take: with forward secrecy and without, for ECDSA and RSA certificates (RFC 5246, RFC 5289,
/// RFC 7905, RFC 8422). Those with GCM and ChaCha20 are for TLS 1.2 only, the others for what is older as well.
const SUITES: [u16; 12] = [
    0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc009, 0xc013, 0xc00a, 0xc014, 0x002f, 0x0035,
];

/// Groups: X25519, P-256, P-384, P-521 (RFC 8422 §5.1.1).
const GROUPS: [u16; 4] = [29, 23, 24, 25];

/// Signatures: ECDSA, EdDSA and RSA of both kinds with SHA-2, then with SHA-1 (RFC 8446 §4.2.3).
const SIGNATURES: [u16; 13] = [
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0203,
    0x0201,
];

/// A ClientHello that offers this version of TLS, and those before it, as clients did before there was TLS 1.3 (RFC 5246
/// §7.4.1.2). All but the version is the same whatever is offered.
#[must_use]
pub fn offering(version: u16, random: [u8; 32], host: &str) -> Vec<u8> {
    let suites = list(SUITES);
    let mut extensions = Vec::new();
    // Addresses have no place there (RFC 6066 §3).
    if host.parse::<IpAddr>().is_err() {
        let name = [&[0][..], &vector(host.as_bytes())].concat();
        extensions.extend(extension(0, &vector(&name)));
    }
    extensions.extend(extension(10, &vector(&list(GROUPS))));
    extensions.extend(extension(11, &[1, 0]));
    extensions.extend(extension(13, &vector(&list(SIGNATURES))));
    // No renegotiation has gone before (RFC 5746 §3.4); the master secret is bound to the handshake (RFC 7627 §5.2).
    extensions.extend(extension(0xff01, &[0]));
    extensions.extend(extension(23, &[]));
    let body = [
        &version.to_be_bytes()[..],
        &random,
        &[0],
        &vector(&suites),
        &[1, 0],
        &vector(&extensions),
    ]
    .concat();
    let message = [&[1, 0][..], &vector(&body)].concat();
    // The record's version is the oldest, so that no peer stumbles over it (RFC 5246, appendix E.1).
    [&[22, 3, 1][..], &vector(&message)].concat()
}

fn list<const N: usize>(numbers: [u16; N]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_be_bytes()).collect()
}

/// Bytes behind their length, in two bytes: nothing here is longer.
fn vector(content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap_or(u16::MAX);
    [&length.to_be_bytes()[..], content].concat()
}

fn extension(number: u16, content: &[u8]) -> Vec<u8> {
    [&number.to_be_bytes()[..], &vector(content)].concat()
}

/// The ClientHello that a client would begin its next connection with: where it has a session of TLS 1.3, with that session's
/// ticket and, at its very end, a proof of its secret (the binder, RFC 8446 §4.2.11.2).
///
/// # Errors
/// When the host is no name for a certificate, or TLS makes no client of this configuration.
pub fn taken_from(config: Arc<ClientConfig>, host: &str) -> io::Result<Vec<u8>> {
    let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
    let mut client = ClientConnection::new(config, name).map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    client.write_tls(&mut bytes)?;
    Ok(bytes)
}

/// The same ClientHello with a wrong proof.
#[must_use]
pub fn with_a_wrong_proof(mut hello: Vec<u8>) -> Vec<u8> {
    // Half of the shortest binder.
    let last = hello.len().saturating_sub(16);
    hello[last..].iter_mut().for_each(|b| *b ^= 0xa5);
    hello
}

#[cfg(test)]
mod tests {
    use judge::decode::tls;

    use super::*;

    #[test]
    fn a_hello_offers_what_it_is_told_to_and_is_the_same_otherwise() {
        let old = offering(0x0302, [7; 32], "money.com");
        let new = offering(0x0303, [7; 32], "money.com");
        assert_eq!(tls::client_hello(&old).map(|h| h.newest), Some(0x0302));
        assert_eq!(tls::client_hello(&new).map(|h| h.newest), Some(0x0303));
        let differing = old.iter().zip(&new).filter(|(a, b)| a != b).count();
        assert_eq!((old.len(), differing), (new.len(), 1));
        assert!(old.windows(9).any(|w| w == b"money.com"));
        assert!(offering(0x0303, [7; 32], "127.0.0.1").len() < new.len());
    }
}
