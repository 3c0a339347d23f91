//! Sessions, and how long a connection lasts.

use super::*;
use rustls::client::{ResolvesClientCert, Resumption};
use rustls::sign::CertifiedKey;
use rustls::{ClientConnection, HandshakeKind, SignatureScheme, StreamOwned};
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};

/// What somebody has, and whether a session is resumed for it.
async fn again(holder: &Holder) -> String {
    let mut stream = holder.connect().await;
    let told = ask(&mut stream, &deposits(0)).await;
    let resumed = stream.get_ref().1.handshake_kind() == Some(HandshakeKind::Resumed);
    format!(
        "{}{}",
        if resumed { "resumed " } else { "" },
        told.one("balance")
    )
}

async fn twice_in_both_versions(purse: Holder) -> String {
    let mut all = Vec::new();
    for version in VERSIONS {
        let purse = by(version, &purse);
        all.push(again(&purse).await);
        all.push(again(&purse).await);
    }
    all.join(", ")
}

#[tokio::test]
async fn never_resumes_and_identity_lost_on_resumption() {
    let right = "100, resumed 100, 100, resumed 100";
    let wrong = "100, 100, 100, 100";
    shows(Fault::NEVER_RESUMES, right, wrong, twice_in_both_versions).await;
    let wrong = "100, resumed 0, 100, resumed 100";
    shows(
        Fault::IDENTITY_LOST_ON_RESUMPTION,
        right,
        wrong,
        twice_in_both_versions,
    )
    .await;
}

/// Shows what it is told to show. Sessions are kept when that changes.
#[derive(Debug)]
struct Turncoat(Mutex<Arc<CertifiedKey>>);

impl ResolvesClientCert for Turncoat {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        Some(self.0.lock().unwrap().clone())
    }

    fn has_certs(&self) -> bool {
        true
    }
}

#[tokio::test]
async fn session_before_key() {
    let story = async |purse: Holder| {
        let [first, second] = [&purse, &purse.other()].map(|it| it.identity.certified_key().into());
        let shown = Arc::new(Turncoat(Mutex::new(Arc::clone(&first))));
        let mut all = Vec::new();
        for version in VERSIONS {
            *shown.0.lock().unwrap() = Arc::clone(&first);
            let mut tls = (*by(version, &purse).tls).clone();
            tls.client_auth_cert_resolver = shown.clone();
            let anew = purse.speaking(Arc::new(tls.clone()));
            all.push(again(&anew).await);
            all.push(again(&anew).await);
            *shown.0.lock().unwrap() = Arc::clone(&second);
            all.push(again(&anew).await);
            tls.resumption = Resumption::disabled();
            all.push(again(&purse.speaking(Arc::new(tls))).await);
        }
        all.join(", ")
    };
    let right = "100, resumed 100, resumed 100, 0, 100, resumed 100, resumed 100, 0";
    let wrong = "100, 100, 100, 0, 100, 100, 100, 0";
    shows(Fault::SESSION_BEFORE_KEY, right, wrong, story).await;
}

/// Asks by early data, if that can be; tells what was offered, what was accepted and what came of
/// it.
fn early(purse: &Holder) -> String {
    let mut tls = (*purse.tls).clone();
    tls.enable_early_data = true;
    let name = "money.com".try_into().unwrap();
    let mut client = ClientConnection::new(Arc::new(tls), name).unwrap();
    let request = post("/lcp", &wire::soap::request(&deposits(0)));
    let offered = match client.early_data() {
        Some(mut early) => early.write(request.as_bytes()).unwrap() == request.len(),
        None => false,
    };
    let socket = std::net::TcpStream::connect(purse.issuer).unwrap();
    let mut stream = StreamOwned::new(client, socket);
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock).unwrap();
    }
    let accepted = stream.conn.is_early_data_accepted();
    if !accepted {
        stream.write_all(request.as_bytes()).unwrap();
    }
    let mut answer = Vec::new();
    while !answer.ends_with(b"Envelope>") && !answer.ends_with(b"Envelope>\n") {
        let mut some = [0; 1024];
        let read = stream.read(&mut some).unwrap();
        answer.extend(&some[..read]);
    }
    let served = String::from_utf8(answer).unwrap().contains("<balance>100<");
    format!("{offered} {accepted} {served}")
}

#[tokio::test(flavor = "multi_thread")]
async fn early_data_offered() {
    let story = async |purse: Holder| {
        has(&purse).await;
        let told = tokio::task::spawn_blocking({
            let purse = purse.clone();
            move || early(&purse)
        });
        format!(
            "{}, {}",
            told.await.unwrap(),
            twice_in_both_versions(purse).await
        )
    };
    let resumed = "100, resumed 100, 100, resumed 100";
    let right = format!("false false true, {resumed}");
    let wrong = format!("true true true, {resumed}");
    shows(Fault::EARLY_DATA_OFFERED, &right, &wrong, story).await;
}

#[tokio::test]
async fn closes_after_each_answer() {
    let story = async |purse: Holder| {
        let mut stream = purse.connect().await;
        let told = ask(&mut stream, &deposits(0)).await;
        let request = post("/lcp", &wire::soap::request(&deposits(0)));
        let said = tokio::io::AsyncWriteExt::write_all(&mut stream, request.as_bytes()).await;
        let heard = said.is_ok() && try_hear(&mut stream).await.is_ok();
        format!(
            "{} {heard} {}",
            told.head.contains("connection: close"),
            has(&purse).await
        )
    };
    let (right, wrong) = ("false true 100", "true false 100");
    shows(Fault::CLOSES_AFTER_EACH_ANSWER, right, wrong, story).await;
}
