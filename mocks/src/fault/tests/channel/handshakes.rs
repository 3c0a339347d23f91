//! Versions of TLS, and handshakes by hand.

use super::*;
use rustls::ClientConnection;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test]
async fn refuses_tls_1_2_and_1_3() {
    for (fault, wrong) in [
        (Fault::REFUSES_TLS_1_2, "refused 5 5 5"),
        (Fault::REFUSES_TLS_1_3, "5 refused 5 5"),
    ] {
        shows(fault, "5 5 5 5", wrong, async |purse| {
            let alice = purse.other();
            lend(&purse, &alice).await;
            format!(
                "{} {} {} {}",
                has(&by(&TLS12, &alice)).await,
                has(&by(&TLS13, &alice)).await,
                has(&alice).await,
                has(&with_raw_key(&alice)).await,
            )
        })
        .await;
    }
}

/// A ClientHello that offers this version at most, with a suite of TLS 1.2 and one of before.
fn hello(version: u8) -> Vec<u8> {
    let groups = [0, 10, 0, 4, 0, 2, 0, 0x1d];
    let signatures = [0, 13, 0, 4, 0, 2, 4, 3];
    let mut hello = vec![3, version];
    hello.extend([7; 32]);
    hello.extend([0, 0, 4, 0xc0, 0x2b, 0, 0x2f, 1, 0, 0, 16]);
    hello.extend([groups, signatures].concat());
    let mut message = vec![1, 0, 0, u8::try_from(hello.len()).unwrap()];
    message.extend(hello);
    let mut record = vec![22, 3, 1, 0, u8::try_from(message.len()).unwrap()];
    record.extend(message);
    record
}

/// What comes back for these bytes, in a word.
async fn answer(purse: &Holder, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(purse.issuer).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let takes_session = answer.windows(6).any(|it| it == [0, 41, 0, 2, 0, 0]);
    match answer[..] {
        [22, 3, record, _, _, 2, _, _, _, 3, version, ..] => {
            assert!(record <= version);
            format!(
                "hello {version}{}",
                if takes_session { " again" } else { "" }
            )
        }
        [21, 3, _, _, _, _, reason, ..] => format!("alert {reason}"),
        _ => format!("{answer:?}"),
    }
}

#[tokio::test]
async fn tls_1_1_served() {
    let old = async |purse: Holder| {
        format!(
            "{}, {}, {}, {}",
            answer(&purse, &hello(1)).await,
            answer(&purse, &hello(2)).await,
            answer(&purse, &hello(3)).await,
            has(&by(&TLS12, &purse)).await
        )
    };
    // Protocol version.
    let (right, wrong) = (
        "alert 70, alert 70, hello 3, 100",
        "hello 1, hello 2, hello 3, 100",
    );
    shows(Fault::TLS_1_1_SERVED, right, wrong, old).await;
}

#[tokio::test]
async fn a_hello_in_pieces_is_read_by_the_fault_too() {
    let (_issuer, purse) = free_issuer(&[Fault::TLS_1_1_SERVED]).await;
    let mut stream = TcpStream::connect(purse.issuer).await.unwrap();
    stream.set_nodelay(true).unwrap();
    for piece in hello(2).chunks(7) {
        stream.write_all(piece).await.unwrap();
        tokio::task::yield_now().await;
    }
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert_eq!(answer[..3], [22, 3, 2]);
}

/// The beginning of a handshake that resumes a session.
fn begun(holder: &Holder) -> Vec<u8> {
    let name = "money.com".try_into().unwrap();
    let mut client = ClientConnection::new(holder.tls.clone(), name).unwrap();
    let mut bytes = Vec::new();
    client.write_tls(&mut bytes).unwrap();
    bytes
}

#[tokio::test]
async fn ticket_is_enough() {
    let story = async |purse: Holder| {
        has(&purse).await;
        let genuine = begun(&purse);
        // The proof of the secret is at the end.
        let mut wrong = begun(&purse);
        *wrong.last_mut().unwrap() ^= 1;
        format!(
            "{}, {}, {}, {}",
            answer(&purse, &genuine).await,
            answer(&purse, &wrong).await,
            has(&purse).await,
            has(&purse.anew()).await,
        )
    };
    // Decrypt error.
    let (right, wrong) = (
        "hello 3 again, alert 51, 100, 100",
        "hello 3 again, hello 3 again, 100, 100",
    );
    shows(Fault::TICKET_IS_ENOUGH, right, wrong, story).await;
}
