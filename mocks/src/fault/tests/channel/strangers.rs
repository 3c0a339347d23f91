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
        let told = |answer: Option<String>| {
            let told = answer.as_deref().map_or("nothing", |it| {
                let words = ["<balance>0<", "insufficientFunds"];
                words
                    .into_iter()
                    .find(|word| it.contains(word))
                    .unwrap_or(it)
            });
            told.to_owned()
        };
        let transfer = told(in_clear(&purse, &transfer(&purse, "2", 1)).await);
        let deposits = told(in_clear(&purse, &deposits(0)).await);
        format!("{transfer} {deposits} {}", has(&purse).await)
    };
    let (right, wrong) = ("nothing nothing 100", "insufficientFunds <balance>0< 100");
    shows(Fault::PLAIN_HTTP_ACCEPTED, right, wrong, story).await;
}

#[tokio::test]
async fn no_client_key_needed() {
    let story = async |purse: Holder| {
        let mut all = Vec::new();
        for version in VERSIONS {
            let tls = certs::client_config_for(None, &purse.trust, &[version]).unwrap();
            all.push(has(&purse.speaking(tls)).await);
        }
        all.push(has(&purse).await);
        all.join(" ")
    };
    let (right, wrong) = ("refused refused 100", "0 0 100");
    shows(Fault::NO_CLIENT_KEY_NEEDED, right, wrong, story).await;
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
    shows(Fault::NO_PROOF_OF_POSSESSION, right, wrong, story).await;
}
