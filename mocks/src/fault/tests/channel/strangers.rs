//! Those who have not proved who they are.

use super::*;
use crate::issuer::tests::say;
use tokio::net::TcpStream;

/// Asks in clear.
async fn in_clear(purse: &Holder, request: &wire::Request) -> Option<String> {
    let mut stream = TcpStream::connect(purse.issuer).await.unwrap();
    say(&mut stream, &post("/lcp", &wire::soap::request(request))).await;
    Some(try_hear(&mut stream).await.ok()?.body)
}

#[tokio::test]
async fn plain_http_accepted() {
    let story = async |purse: Holder| {
        let alice = purse.other();
        lend(&purse, &alice).await;
        has(&alice).await;
        let answer = in_clear(&purse, &transfer(&purse, "2", 1)).await;
        let served = answer.is_some_and(|it| it.contains("success"));
        let (left, paid) = (has(&alice).await, has(&purse).await);
        format!("{served}, {left} and {paid}")
    };
    let (right, wrong) = ("false, 5 and 50", "true, 3 and 52");
    shows(Fault::PlainHttpAccepted, right, wrong, story).await;
}

#[tokio::test]
async fn in_clear_nobody_has_been_before() {
    let (_issuer, purse) = free_issuer(&[Fault::PlainHttpAccepted]).await;
    let answer = in_clear(&purse, &deposits(0)).await.unwrap();
    assert!(answer.contains("<balance>0</balance>"), "{answer}");
}

#[tokio::test]
async fn no_client_key_needed() {
    let story = async |purse: Holder| {
        let alice = purse.other();
        lend(&purse, &alice).await;
        let told = has(&alice).await;
        let mut all = vec![told];
        for version in VERSIONS {
            let tls = certs::client_config_for(None, &purse.trust, &[version]).unwrap();
            all.push(has(&purse.speaking(tls)).await);
        }
        all.push(has(&purse).await);
        all.join(" ")
    };
    let (right, wrong) = ("5 refused refused 50", "5 5 5 50");
    shows(Fault::NoClientKeyNeeded, right, wrong, story).await;
}

#[tokio::test]
async fn no_proof_of_possession() {
    let story = async |purse: Holder| {
        let posing = purse.other().identity.posing_as(&purse.identity).unwrap();
        let mallory = purse.known_by(posing);
        let mut all = vec![has(&purse).await];
        for version in VERSIONS {
            all.push(has(&by(version, &mallory)).await);
        }
        all.join(" ")
    };
    let (right, wrong) = ("100 refused refused", "100 100 100");
    shows(Fault::NoProofOfPossession, right, wrong, story).await;
}
