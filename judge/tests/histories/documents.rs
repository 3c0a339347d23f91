//! What stands in the description, and how it is served.

use crate::tale::{Tale, http};
use record::{Check, Ending, Verdict};

const NORMATIVE: &str = include_str!("../../../spec/wsdl/lcp.wsdl");

/// Whether it is the normative one, valid, with the service's names, and XML by its type.
fn verdicts(answer: &[u8], how: Ending) -> [Verdict; 4] {
    let mut tale = Tale::of(&[]);
    let exchange = tale.describes(answer, how);
    [
        tale.verdict(Check::NormativeDescription { exchange }),
        tale.verdict(Check::ValidDescription { exchange }),
        tale.verdict(Check::ServiceElement { exchange }),
        tale.verdict(Check::DescriptionMediaType { exchange }),
    ]
}

fn served(content_type: &str, document: &str) -> [Verdict; 4] {
    let answer = http("200 OK", content_type, document.as_bytes());
    verdicts(&answer, Ending::Answered)
}

use Verdict::{Failed, Inconclusive, Passed};

#[test]
fn the_normative_document_of_another_issuer_is_as_it_should_be() {
    let own = NORMATIVE.replace("https://money.com/lcp", "https://claire.example:8443/pay");
    assert_eq!(served("text/xml; charset=utf-8", &own), [Passed; 4]);
    let utf16: Vec<u8> = std::iter::once(0xfeff)
        .chain(own.replace("UTF-8", "UTF-16").encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    let answer = http("200 OK", "application/wsdl+xml", &utf16);
    assert_eq!(verdicts(&answer, Ending::Answered), [Passed; 4]);
}

#[test]
fn each_defect_breaks_its_own_requirement() {
    let double = NORMATIVE.replace("type=\"lcp:Amount\"", "type=\"xsd:double\"");
    assert_eq!(
        served("text/xml", &double),
        [Failed, Passed, Passed, Passed]
    );
    let dangling = NORMATIVE.replace(
        "</wsdl:service>",
        "<wsdl:port name=\"Old\" binding=\"lcp:OldBinding\"/></wsdl:service>",
    );
    assert_eq!(
        served("text/xml", &dangling),
        [Passed, Failed, Passed, Passed]
    );
    let renamed = NORMATIVE.replace("\"AccountService\"", "\"LcpService\"");
    assert_eq!(
        served("text/xml", &renamed),
        [Passed, Passed, Failed, Passed]
    );
    for other in ["text/plain", "application/octet-stream", "text/xmlish", ""] {
        assert_eq!(
            served(other, NORMATIVE),
            [Passed, Passed, Passed, Failed],
            "{other}"
        );
    }
    for xml in [
        "TEXT/XML",
        "application/xml;charset=UTF-8",
        " application/wsdl+xml ",
    ] {
        assert_eq!(served(xml, NORMATIVE), [Passed; 4], "{xml}");
    }
    let bare = format!(
        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{NORMATIVE}",
        NORMATIVE.len()
    );
    assert_eq!(
        verdicts(bare.as_bytes(), Ending::Answered),
        [Passed, Passed, Passed, Failed]
    );
}

#[test]
fn what_is_no_description_is_not_looked_into() {
    let nothing = http("404 Not Found", "text/xml", b"");
    assert_eq!(verdicts(&nothing, Ending::Answered), [Inconclusive; 4]);
    assert_eq!(verdicts(b"", Ending::TimedOut), [Inconclusive; 4]);
    assert_eq!(
        verdicts(b"", Ending::Garbled("SSH".into())),
        [Inconclusive; 4]
    );
    let malformed = served("text/xml", "<definitions>");
    assert_eq!(
        malformed,
        [Inconclusive, Inconclusive, Inconclusive, Passed]
    );
}
