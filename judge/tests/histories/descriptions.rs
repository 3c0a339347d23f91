//! The description, `lcp.wsdl`.

use crate::tale::{Tale, http};
use record::{Check, Ending, Verdict};

fn verdicts(answer: &[u8], how: Ending) -> [Verdict; 2] {
    let mut tale = Tale::of(&[]);
    let exchange = tale.describes(answer, how);
    [
        tale.verdict(Check::Description { exchange }),
        tale.verdict(Check::ServiceAddress { exchange }),
    ]
}

fn described(address: &str) -> Vec<u8> {
    let wsdl = include_str!("../../../spec/wsdl/lcp.wsdl");
    assert!(wsdl.contains("\"https://money.com/lcp\""));
    let wsdl = wsdl.replace("\"https://money.com/lcp\"", &format!("\"{address}\""));
    http("200 OK", "text/xml", wsdl.as_bytes())
}

#[test]
fn the_address_is_an_absolute_https_url() {
    for address in [
        "https://money.com/lcp",
        "HTTPS://127.0.0.1:4433",
        " https://money.com/lcp\n",
        "https://[::1]:9/?a=b",
    ] {
        assert_eq!(
            verdicts(&described(address), Ending::Answered),
            [Verdict::Passed; 2],
            "{address}"
        );
    }
    for address in [
        "",
        "/lcp",
        "http://money.com/lcp",
        "https://",
        "https:///lcp",
        "https://:443/",
        "https://a b/",
        "https:/é/",
    ] {
        let expected = [Verdict::Passed, Verdict::Failed];
        assert_eq!(
            verdicts(&described(address), Ending::Answered),
            expected,
            "{address}"
        );
    }
}

#[test]
fn what_is_no_description_is_none() {
    for answer in [
        http("404 Not Found", "text/html", b"?"),
        http("200 OK", "text/xml", b"<definitions/>"),
        http(
            "200 OK",
            "text/xml",
            b"<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'>",
        ),
        http(
            "200 OK",
            "text/xml",
            b"<!DOCTYPE a><definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>",
        ),
    ] {
        let expected = [Verdict::Failed, Verdict::Inconclusive];
        assert_eq!(verdicts(&answer, Ending::Answered), expected);
    }
    assert_eq!(
        verdicts(b"", Ending::Garbled("SSH".into())),
        [Verdict::Failed, Verdict::Inconclusive]
    );
    assert_eq!(verdicts(b"", Ending::TimedOut), [Verdict::Inconclusive; 2]);
    assert_eq!(verdicts(b"", Ending::Closed), [Verdict::Inconclusive; 2]);
}

#[test]
fn one_that_is_longer_than_the_cap_cannot_be_looked_into() {
    let mut wsdl = b"<definitions xmlns='http://schemas.xmlsoap.org/wsdl/'/>".to_vec();
    wsdl.resize(record::CAP, b' ');
    assert_eq!(
        verdicts(&http("200 OK", "text/xml", &wsdl), Ending::Answered),
        [Verdict::Inconclusive; 2]
    );
}
