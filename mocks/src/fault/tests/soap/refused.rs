//! What is to be refused, and is executed.

use super::*;
use crate::issuer::tests::say;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use wire::soap::ENVELOPE;

/// Without the fault it is refused, with it it is executed.
async fn executes(fault: Fault, written: impl Fn(&str) -> Vec<u8>) {
    shows(fault, REFUSED, EXECUTED, written).await;
}

#[tokio::test]
async fn must_understand_ignored() {
    for value in ["1", "true"] {
        let header = format!(
            "<soap:Header><a xmlns=\"urn:a\" soap:mustUnderstand=\"{value}\"/></soap:Header>"
        );
        let right = "500 MustUnderstand, nothing";
        shows(Fault::MUST_UNDERSTAND_IGNORED, right, EXECUTED, |it| {
            post(before(it, "<soap:Body", &header))
        })
        .await;
    }
}

#[tokio::test]
async fn any_envelope_accepted() {
    let (fault, right) = (Fault::ANY_ENVELOPE_ACCEPTED, "500 VersionMismatch, nothing");
    let newer = |it: &str| it.replace(ENVELOPE, "http://www.w3.org/2003/05/soap-envelope");
    shows(fault, right, EXECUTED, |it| post(newer(it))).await;
    shows(fault, right, EXECUTED, |it| {
        post(it.replace(&format!("\"{ENVELOPE}\""), "'urn:v3'"))
    })
    .await;
    let bare = |it: &str| it.replace("<soap:", "<").replace("</soap:", "</");
    shows(fault, right, EXECUTED, |it| {
        let it = newer(&bare(it)).replace("xmlns:soap", "xmlns");
        // The parts are in no namespace.
        let parts = ["recipient", "amount", "transactionId", "messageCounter"];
        post(parts.iter().fold(it, |it, part| {
            it.replace(&format!("<{part}>"), &format!("<{part} xmlns=\"\">"))
        }))
    })
    .await;
    shows(fault, right, right, |it| post(bare(it))).await;
}

#[tokio::test]
async fn namespace_ignored() {
    let fault = Fault::NAMESPACE_IGNORED;
    executes(fault, |it| {
        post(it.replace("lightweightcurrency.org", "example.org"))
    })
    .await;
    executes(fault, |it| {
        post(it.replace("<lcp:", "<").replace("</lcp:", "</"))
    })
    .await;
    executes(fault, |it| {
        let it = it.replace("<lcp:", "<").replace("</lcp:", "</");
        post(it.replace(
            "xmlns:lcp=\"http://lightweightcurrency.org",
            "xmlns=\"urn:x",
        ))
    })
    .await;
    // A prefix that is not declared is another matter.
    shows(fault, REFUSED, REFUSED, |it| {
        post(it.replace("lcp:transfer", "x:transfer"))
    })
    .await;
}

#[tokio::test]
async fn missing_part_is_empty() {
    let wrong = "200 success, 10 as ";
    shows(Fault::MISSING_PART_IS_EMPTY, REFUSED, wrong, |it| {
        post(without(it, "transactionId"))
    })
    .await;
    for name in ["amount", "recipient"] {
        let wrong = format!(
            "200 invalid{}{}, nothing",
            name[..1].to_uppercase(),
            &name[1..]
        );
        shows(Fault::MISSING_PART_IS_EMPTY, REFUSED, &wrong, |it| {
            post(without(it, name))
        })
        .await;
    }
}

#[tokio::test]
async fn missing_wait_is_zero() {
    for (faults, expected) in [
        (&[][..], "500 Client"),
        (&[Fault::MISSING_WAIT_IS_ZERO], "200 -"),
    ] {
        let (_issuer, alice) = issuer(faults).await;
        let document = wire::soap::request(&deposits(0));
        let told = tell(&alice, &post(without(&document, "millisecondsWait"))).await;
        assert_eq!(said(&told), expected);
        serves(&alice, &alice.other(), 1).await;
    }
}

#[tokio::test]
async fn missing_counter_is_the_next() {
    executes(Fault::MISSING_COUNTER_IS_THE_NEXT, |it| {
        post(without(it, "messageCounter"))
    })
    .await;
    let (_issuer, alice) = issuer(&[Fault::MISSING_COUNTER_IS_THE_NEXT]).await;
    let bob = alice.other();
    serves(&alice, &bob, 7).await;
    let document = without(
        &wire::soap::request(&transfer(&bob, "2", 1)),
        "messageCounter",
    );
    assert_eq!(said(&tell(&alice, &post(document)).await), "200 success");
    let told = ask(&alice, &transfer(&bob, "3", 8)).await;
    assert_eq!(told.one("result"), "counterConflict");
}

#[tokio::test]
async fn repeated_parts() {
    let (last, equal) = (
        Fault::REPEATED_AMOUNT_TAKES_LAST,
        Fault::EQUAL_REPETITION_ACCEPTED,
    );
    let another = |it: &str| post(before(it, "<amount>", "<amount>20</amount>"));
    let same = |it: &str| post(before(it, "<amount>", "<amount>10</amount>"));
    executes(last, another).await;
    executes(last, same).await;
    executes(equal, same).await;
    shows(equal, REFUSED, REFUSED, another).await;
}

#[tokio::test]
async fn unknown_part_ignored() {
    let fault = Fault::UNKNOWN_PART_IGNORED;
    executes(fault, |it| {
        let tip = "<tip><of currency=\"soap\"/>1</tip><nothing/>";
        post(before(it, "<amount>", tip))
    })
    .await;
    shows(fault, REFUSED, REFUSED, |it| {
        post(before(it, "<amount>", "< userid>5</userid>"))
    })
    .await;
}

#[tokio::test]
async fn second_body_ignored() {
    let fault = Fault::SECOND_BODY_IGNORED;
    let wrapper = |it: &str| {
        let (_, rest) = it.split_once("<soap:Body>").unwrap();
        rest.split_once("</soap:Body>")
            .unwrap()
            .0
            .replace("10<", "20<")
    };
    executes(fault, |it| post(before(it, "</soap:Body>", &wrapper(it)))).await;
    executes(fault, |it| {
        let body = format!("<soap:Body>{}</soap:Body>", wrapper(it));
        post(before(it, "</soap:Envelope>", &body))
    })
    .await;
    shows(fault, REFUSED, REFUSED, |it| {
        post(before(it, "</soap:Body>", "<a/>"))
    })
    .await;
}

#[tokio::test]
async fn trailing_garbage_ignored() {
    for garbage in ["garbage", "<more/>", "\0"] {
        executes(Fault::TRAILING_GARBAGE_EXECUTED, |it| {
            post(format!("{it}{garbage}"))
        })
        .await;
    }
    shows(Fault::TRAILING_GARBAGE_EXECUTED, EXECUTED, EXECUTED, |it| {
        post(format!("{it}\n<!-- the end -->"))
    })
    .await;
}

#[tokio::test]
async fn malformed_xml_repaired() {
    let fault = Fault::MALFORMED_XML_REPAIRED;
    executes(fault, |it| post(it.replace("</amount>", "</sum>"))).await;
    executes(fault, |it| post(it.replace("</soap:Envelope>", ""))).await;
    shows(fault, REFUSED, "200 success, 10 as a &amp; b&amp;", |it| {
        post(part(it, "transactionId", "a & b&"))
    })
    .await;
    for other in [
        "<recipient a=b>",
        "<recipient a='1' a='2'>",
        "<x:recipient>",
    ] {
        shows(fault, REFUSED, REFUSED, |it| {
            post(it.replace("<recipient>", other))
        })
        .await;
    }
}

#[tokio::test]
async fn document_types() {
    let with = |doctype: &'static str| move |it: &str| post(before(it, "<soap:Envelope", doctype));
    executes(Fault::DTD_IGNORED, with("<!DOCTYPE a>")).await;
    executes(
        Fault::DTD_IGNORED,
        with("<!DOCTYPE a [<!ENTITY e \"x>\"> ]>"),
    )
    .await;
    shows(
        Fault::ENTITY_EXPANDED,
        REFUSED,
        REFUSED,
        with("<!DOCTYPE a>"),
    )
    .await;
}

#[tokio::test]
async fn entity_expanded() {
    let doctype = "<!DOCTYPE a [<!ENTITY one '1'> <!ENTITY id \"no. &one;\">]>";
    let written = |it: &str| {
        post(before(
            &part(it, "transactionId", "&id;"),
            "<soap:Envelope",
            doctype,
        ))
    };
    executes(Fault::ENTITY_EXPANDED, written).await;
    shows(Fault::DTD_IGNORED, REFUSED, REFUSED, written).await;
    for endless in [
        "<!DOCTYPE a [<!ENTITY id '&id;&id;'>]>",
        "<!DOCTYPE a [<!ENTITY id '&ip;'><!ENTITY ip '&id;'>]>",
    ] {
        shows(Fault::ENTITY_EXPANDED, REFUSED, REFUSED, |it| {
            post(before(
                &part(it, "transactionId", "&id;"),
                "<soap:Envelope",
                endless,
            ))
        })
        .await;
    }
}

#[tokio::test]
async fn external_entity_fetched() {
    let place = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = place.local_addr().unwrap().port();
    for host in ["127.0.0.1", "localhost"] {
        let doctype = format!("<!DOCTYPE a [<!ENTITY e SYSTEM \"http://{host}:{port}/e?x=1\">]>");
        let fault = Fault::EXTERNAL_ENTITY_FETCHED;
        shows(fault, REFUSED, REFUSED, |it| {
            post(before(it, "<soap:Envelope", &doctype))
        })
        .await;
        let (mut stream, _) = place.accept().await.unwrap();
        let mut asked = String::new();
        stream.read_to_string(&mut asked).await.unwrap();
        assert!(
            asked.starts_with("GET /e?x=1 HTTP/1.1\r\nHost: "),
            "{asked}"
        );
    }
}

#[tokio::test]
async fn other_methods_execute() {
    for (fault, method) in [(Fault::GET_EXECUTES, "GET"), (Fault::PUT_EXECUTES, "PUT")] {
        shows(fault, "405 -, nothing", EXECUTED, |it| {
            let posted = String::from_utf8(post(it)).unwrap();
            posted.replacen("POST", method, 1).into_bytes()
        })
        .await;
        shows(fault, "405 -, nothing", EXECUTED, |it| {
            let value = |name| {
                it.split(&format!("<{name}>"))
                    .nth(1)
                    .unwrap()
                    .split('<')
                    .next()
                    .unwrap()
            };
            let query = ["recipient", "amount", "messageCounter"]
                .map(|name| format!("{name}={}", value(name)));
            format!(
                "{method} /lcp?{}&transactionId=no%2E+1 HTTP/1.1\r\nHost: money.com\r\n\r\n",
                query.join("&")
            )
            .into_bytes()
        })
        .await;
    }
}

#[tokio::test]
async fn deposits_are_got_by_address() {
    let (_issuer, alice) = issuer(&[Fault::GET_EXECUTES]).await;
    let mut stream = alice.connect().await;
    say(
        &mut stream,
        "GET /lcp?millisecondsWait=0 HTTP/1.1\r\nHost: money.com\r\n\r\n",
    )
    .await;
    assert_eq!(hear(&mut stream).await.one("balance"), "99.25");
}
