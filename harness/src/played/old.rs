//! An issuer that chooses TLS 1.1, whatever it was offered (RFC 8996 forbids to go on).

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// A suite for RSA keys that any client of that time had (RFC 5246, appendix A.5).
const SUITE: [u8; 2] = [0x00, 0x2f];

/// The alert record (RFC 5246 §6.2.1).
const ALERT: u8 = 21;

/// Chooses TLS 1.1: how it ended, and how many bytes came that are no alert.
pub(super) async fn choose(stream: &mut TcpStream) -> (String, u64) {
    let hello = server_hello();
    // A client that is gone says so by saying nothing more.
    let _ = stream.write_all(&hello).await;
    let mut came = Vec::new();
    let _ = stream.take(4096).read_to_end(&mut came).await;
    match came.first() {
        None => ("it broke off when TLS 1.1 was chosen".into(), 0),
        Some(&ALERT) => ("it refused TLS 1.1 by an alert".into(), 0),
        Some(_) => (
            "it went on when TLS 1.1 was chosen".into(),
            came.len() as u64,
        ),
    }
}

/// A ServerHello of TLS 1.1, and the end of the issuer's flight (RFC 4346 §7.4.1.3, §7.4.5).
fn server_hello() -> Vec<u8> {
    let random = [0x5a; 32];
    let body = [&[3, 2][..], &random, &[0], &SUITE, &[0]].concat();
    let length = u8::try_from(body.len()).unwrap_or(u8::MAX);
    let hello = [&[2, 0, 0, length][..], &body].concat();
    let record = u8::try_from(hello.len()).unwrap_or(u8::MAX);
    [&[22, 3, 2, 0, record][..], &hello].concat()
}
