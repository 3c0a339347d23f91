//! The beginning of a handshake as old clients made it (RFC 4346).

/// Suites of TLS 1.1: with forward secrecy and without (RFC 8422, RFC 5246).
const SUITES: [u16; 6] = [0xc009, 0xc013, 0xc00a, 0xc014, 0x002f, 0x0035];

/// X25519, P-256 and P-384 (RFC 8422 §5.1.1).
const GROUPS: [u16; 3] = [29, 23, 24];

/// A ClientHello that offers TLS 1.1, and what was before it.
pub(super) fn of_tls_1_1(host: &str) -> Vec<u8> {
    of(2, host)
}

/// A ClientHello that offers TLS 1.2.
pub(super) fn of_tls_1_2(host: &str) -> Vec<u8> {
    of(3, host)
}

/// Whether what came is a ServerHello for a version before TLS 1.2: in a record's head, and behind its own.
pub(super) fn chooses_an_old_version(said: &[u8]) -> bool {
    matches!(said, [22, 3, _, _, _, 2, _, _, _, 3, 0..=2, ..])
}

/// The beginning of a client's next flight, in the version that was chosen (RFC 4346 §7.4.7).
pub(super) fn key_exchange(said: &[u8]) -> Vec<u8> {
    let version = said.get(9..11).unwrap_or(&[3, 2]);
    let message = [&[16, 0][..], &vector(&vector(&[0x5a; 256]))].concat();
    [&[22][..], version, &vector(&message)].concat()
}

fn of(minor: u8, host: &str) -> Vec<u8> {
    let name = [&[0][..], &vector(host.as_bytes())].concat();
    let extensions = [
        extension(0, &vector(&name)),
        extension(10, &vector(&list(&GROUPS))),
        extension(11, &[1, 0]),
        extension(0xff01, &[0]),
    ];
    let mut random = [0; 32];
    fastrand::fill(&mut random);
    let body = [
        &[3, minor][..],
        &random,
        &[0],
        &vector(&list(&SUITES)),
        &[1, 0],
        &vector(&extensions.concat()),
    ]
    .concat();
    let message = [&[1, 0][..], &vector(&body)].concat();
    [&[22, 3, 1][..], &vector(&message)].concat()
}

fn list(numbers: &[u16]) -> Vec<u8> {
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
