//! Messages that leave in pieces, after asking, or ahead of the answers, to servers that take them in all kinds of ways.

#![allow(
    clippy::unwrap_used,
    reason = "a message that does not come through fails the test"
)]

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use certs::{Identity, Trust};
use harness::{
    peer::{
        self, Call, Holder, Letter, Recorder,
        rendering::{Rendering, Way},
    },
    subject::Service,
};
use record::{Ending, Exchange, Purpose};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};
use wire::{GetDeposits, Request};

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

const CALL: Call = Call {
    purpose: Purpose::Step,
    step: None,
    patience: Duration::from_secs(10),
};

/// The server's side of a connection.
type Line = TlsStream<TcpStream>;

/// A holder, and a server that serves its first connection like that.
async fn with_server<F>(serve: impl FnOnce(Line) -> F) -> (Holder, Arc<Service>)
where
    F: Future<Output = ()> + Send + 'static,
{
    let identity = Identity::holder("money.com").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let service = Arc::new(Service {
        host: "money.com".into(),
        port: 443,
        path: "/lcp".into(),
        address: listener.local_addr().unwrap(),
        trust: Trust::Pinned(identity.key_id()),
    });
    let acceptor = TlsAcceptor::from(certs::server_config(&identity).unwrap());
    let (served, line) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        let (tcp, _) = listener.accept().await.unwrap();
        let _ = served.send(acceptor.accept(tcp).await.unwrap());
    });
    let alice = Arc::new(Identity::holder("Alice").unwrap());
    let mut holder = Holder::new("Alice", alice, Arc::clone(&service), 1).unwrap();
    let recorder = Recorder::new(Instant::now());
    let connection = holder.connection(&recorder, CALL.patience).await.unwrap();
    holder.keep(Some(connection));
    tokio::spawn(serve(line.await.unwrap()));
    (holder, service)
}

/// Reads until what has come ends like that.
async fn read_until(line: &mut Line, end: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    while !bytes.ends_with(end.as_bytes()) {
        bytes.push(line.read_u8().await.unwrap());
    }
    bytes
}

async fn write(line: &mut Line, text: &str) {
    line.write_all(text.as_bytes()).await.unwrap();
    line.flush().await.unwrap();
}

fn letter(service: &Service, ways: &[Way]) -> Letter {
    let request = Request::GetDeposits(GetDeposits {
        milliseconds_wait: "0".into(),
    });
    Rendering::of(ways.iter().copied(), 1).letter(service, &request)
}

async fn send(holder: &mut Holder, letter: &Letter) -> Exchange {
    let recorder = Recorder::new(Instant::now());
    let id = holder.exchange(&recorder, letter, CALL).await;
    recorder.exchange(id).unwrap()
}

#[tokio::test]
async fn whoever_is_not_told_to_go_on_goes_on_all_the_same() {
    let (mut alice, service) = with_server(|mut line| async move {
        read_until(&mut line, "Envelope>").await;
        write(&mut line, OK).await;
        let _ = line.read_u8().await;
    })
    .await;
    let letter = letter(&service, &[Way::Expect]);
    let got = send(&mut alice, &letter).await;
    assert_eq!(got.ending, Ending::Answered);
    assert_eq!(got.request.as_slice(), letter.bytes);
    assert_eq!(got.response.to_text(), OK);
}

#[tokio::test]
async fn an_interim_response_is_kept_with_the_answer() {
    let interim = "HTTP/1.1 100 Continue\r\n\r\n";
    let (mut alice, service) = with_server(move |mut line| async move {
        read_until(&mut line, "\r\n\r\n").await;
        write(&mut line, interim).await;
        read_until(&mut line, "0\r\n\r\n").await;
        write(&mut line, OK).await;
        let _ = line.read_u8().await;
    })
    .await;
    let letter = letter(&service, &[Way::Expect, Way::Chunks]);
    let got = send(&mut alice, &letter).await;
    assert_eq!(got.ending, Ending::Answered);
    assert_eq!(got.request.as_slice(), letter.bytes);
    assert_eq!(got.response.to_text(), format!("{interim}{OK}"));
}

#[tokio::test]
async fn a_body_that_is_refused_beforehand_is_not_sent() {
    let refusal = "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n";
    let (mut alice, service) = with_server(move |mut line| async move {
        read_until(&mut line, "\r\n\r\n").await;
        write(&mut line, refusal).await;
        let _ = line.read_u8().await;
    })
    .await;
    let got = send(&mut alice, &letter(&service, &[Way::Expect])).await;
    assert_eq!(got.ending, Ending::Answered);
    assert!(got.request.as_slice().ends_with(b"\r\n\r\n"), "the head");
    assert_eq!(got.response.to_text(), refusal);
}

#[tokio::test]
async fn pieces_make_the_message() {
    let (mut alice, service) = with_server(|mut line| async move {
        read_until(&mut line, "Envelope>").await;
        write(&mut line, OK).await;
        let _ = line.read_u8().await;
    })
    .await;
    let letter = letter(&service, &[Way::ByteByByte]);
    assert_eq!(letter.delivery.cuts.len(), letter.bytes.len() - 1);
    let got = send(&mut alice, &letter).await;
    assert_eq!(got.ending, Ending::Answered);
    assert_eq!(got.request.as_slice(), letter.bytes);
}

/// Sends three messages ahead, and says how each of them ended and with which answer.
async fn ahead(mut alice: Holder, service: &Service) -> (Vec<(Ending, String)>, bool) {
    let recorder = Recorder::new(Instant::now());
    let letters = [(); 3].map(|()| letter(service, &[]));
    let ids = [(); 3].map(|()| recorder.next_exchange());
    let connection = alice.connection(&recorder, CALL.patience).await.unwrap();
    let kept = peer::pipelined("Alice", &ids, connection, &recorder, &letters, CALL).await;
    let exchanges = recorder.exchanges();
    for (exchange, letter) in exchanges.iter().zip(&letters) {
        assert_eq!(exchange.request.as_slice(), letter.bytes);
    }
    let told = exchanges
        .into_iter()
        .map(|e| (e.ending, e.response.to_text()));
    (told.collect(), kept.is_some())
}

#[tokio::test]
async fn answers_that_come_as_one_are_told_apart() {
    let (alice, service) = with_server(|mut line| async move {
        for _ in 0..3 {
            read_until(&mut line, "Envelope>").await;
        }
        let all = format!("{OK}{}{}", OK.replace("ok", "no"), &OK[..10]);
        write(&mut line, &all).await;
        write(&mut line, &OK[10..]).await;
        let _ = line.read_u8().await;
    })
    .await;
    let (told, kept) = ahead(alice, &service).await;
    let answered = |text: String| (Ending::Answered, text);
    let right = [OK.to_owned(), OK.replace("ok", "no"), OK.to_owned()];
    assert_eq!(told, right.map(answered));
    assert!(kept, "the connection can be used again");
}

#[tokio::test]
async fn behind_the_last_answer_of_a_connection_nothing_is_answered() {
    for closing in [
        OK.to_owned(),
        OK.replace("OK\r\n", "OK\r\nConnection: close\r\n"),
    ] {
        let answer = closing.clone();
        let (alice, service) = with_server(|mut line| async move {
            read_until(&mut line, "Envelope>").await;
            write(&mut line, &answer).await;
            let _ = line.shutdown().await;
        })
        .await;
        let (told, kept) = ahead(alice, &service).await;
        assert_eq!(told[0], (Ending::Answered, closing));
        for (ending, text) in &told[1..] {
            assert!(
                matches!(ending, Ending::Closed | Ending::Broken(_)),
                "{ending:?}"
            );
            assert_eq!(text, "");
        }
        assert!(!kept);
    }
}
