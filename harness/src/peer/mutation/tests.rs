//! No defect leaves a request that is lawful.

use std::collections::BTreeSet;

use record::{Connection, Ending, Exchange, Octets, Operation, Purpose, Times};
use wire::{GetDeposits, Request, TransferFunds, soap};

use super::{tags::MALFORMED, *};
use crate::{peer::rendering::Rendering, subject::Service};

fn transfer(userid: Option<&str>) -> Request {
    Request::TransferFunds(TransferFunds {
        recipient: "2A".repeat(32),
        userid: userid.map(str::to_owned),
        amount: "10".into(),
        transaction_id: "caf\u{e9} & \u{1d11e}".into(),
        message_counter: "7".into(),
    })
}

fn deposits() -> Request {
    Request::GetDeposits(GetDeposits {
        milliseconds_wait: "0".into(),
    })
}

/// Lawful requests, written in many ways.
fn bases() -> Vec<Base> {
    let requests = [
        transfer(None),
        transfer(Some("")),
        transfer(Some("bob")),
        deposits(),
    ];
    let mut random = Rng::with_seed(11);
    let mut all: Vec<Base> = requests.iter().map(Base::plain).collect();
    for n in 0..DRAWN {
        let rendering = Rendering::random(&mut random);
        all.push(Base::rendered(&rendering, &requests[n % requests.len()]));
    }
    all
}

/// So many renderings are drawn.
const DRAWN: usize = 120;

/// Every defect of every base.
fn spoilt(mut look: impl FnMut(&Defect, &Base, &[u8])) -> BTreeSet<&'static str> {
    let mut random = Rng::with_seed(7);
    let mut met = BTreeSet::new();
    for base in bases() {
        for defect in all().chain(parts::UNKNOWN) {
            let mut means = Means {
                random: &mut random,
                trap: "http://127.0.0.1:1/trap",
            };
            if let Some(bytes) = defect.spoil(&base, &mut means) {
                met.insert(defect.name);
                look(defect, &base, &bytes);
            }
        }
    }
    met
}

#[test]
fn the_bases_are_lawful() {
    for base in bases() {
        let read = soap::parse_request(Some(base.content_type()), &base.bytes());
        assert!(read.is_ok(), "{read:?}: {}", base.text);
    }
}

#[test]
fn no_defect_leaves_a_lawful_request_and_the_reference_says_why() {
    let met = spoilt(|defect, base, bytes| {
        let read = soap::parse_request(Some(base.content_type()), bytes);
        let fault = read.expect_err(defect.name);
        assert!(
            defect.codes.contains(&fault.code.as_str()),
            "{}: {fault}: {}",
            defect.name,
            String::from_utf8_lossy(bytes)
        );
    });
    for defect in all().chain(parts::UNKNOWN) {
        assert!(met.contains(defect.name), "{} is never made", defect.name);
    }
}

/// The requirements whose defects leave nothing that could be understood in one way. What else must be refused says what it
/// means, so that money which was moved by it can be accounted for.
const MEANINGLESS: [&str; 7] = [
    MALFORMED,
    "lcp.issuer.soap.missing-part",
    "lcp.issuer.soap.repeated-part",
    "lcp.issuer.soap.several-bodies",
    "lcp.issuer.soap.trailing-content",
    "lcp.issuer.soap.no-dtd",
    "lcp.issuer.soap.no-entities",
];

#[test]
fn the_judge_sees_no_message_in_what_cannot_be_understood() {
    let service = Service {
        host: "money.com".into(),
        port: 443,
        path: "/lcp".into(),
        address: ([127, 0, 0, 1], 443).into(),
        trust: certs::Trust::Authority(String::new()),
    };
    spoilt(|defect, base, bytes| {
        let letter = base.letter(&service, Operation::TransferFunds, bytes);
        let exchange = Exchange {
            id: 1,
            holder: "Alice".into(),
            purpose: Purpose::Step,
            operation: Operation::TransferFunds,
            step: None,
            form: Vec::new(),
            connection: Connection {
                id: 1,
                ..Connection::default()
            },
            times: Times::default(),
            request: Octets::new(&letter.bytes),
            response: Octets::new(b""),
            ending: Ending::Closed,
        };
        let lenient = LENIENT.contains(&defect.name);
        if MEANINGLESS.contains(&defect.breaks) && !lenient {
            let text = String::from_utf8_lossy(bytes);
            let read = judge::decode::transfer_request(&exchange);
            assert_eq!(read, None, "{}: {text}", defect.name);
            let read = judge::decode::asked_wait(&exchange);
            assert_eq!(read, None, "{}: {text}", defect.name);
        }
    });
}

/// What the other parser does not mind although XML does.
const LENIENT: [&str; 6] = [
    "a prefix that is bound to nothing",
    "a reference beyond the last character",
    "a reference to half a character",
    "an XML declaration that may stand alone or not",
    "an XML declaration without a version",
    "an instruction that is called XML",
];

#[test]
fn what_is_called_malformed_is_no_xml_for_another_parser() {
    spoilt(|defect, base, bytes| {
        let is_xml = match base.encoding {
            Encoding::Utf8 => std::str::from_utf8(bytes).ok().map(str::to_owned),
            _ => None,
        }
        .is_some_and(|text| roxmltree::Document::parse(&text).is_ok());
        let no_xml = [
            MALFORMED,
            "lcp.issuer.soap.trailing-content",
            "lcp.issuer.soap.no-dtd",
        ];
        if no_xml.contains(&defect.breaks) && !LENIENT.contains(&defect.name) {
            assert!(
                !is_xml,
                "{}: {}",
                defect.name,
                String::from_utf8_lossy(bytes)
            );
        }
    });
}

#[test]
fn names_and_requirements_are_well_formed_and_names_are_used_once() {
    let mut names = BTreeSet::new();
    for defect in all().chain(parts::UNKNOWN) {
        assert!(names.insert(defect.name), "{} is there twice", defect.name);
        assert!(!defect.name.contains('"'), "{}", defect.name);
        assert!(record::RequirementId::parse(defect.breaks).is_ok());
    }
}

#[test]
fn burdens_are_as_large_as_they_say_and_most_are_lawful_but_for_that() {
    for burden in large::ALL {
        let text = burden.request();
        let large = burden.name.contains("8 M");
        assert_eq!(
            text.len() > 8_000_000,
            large,
            "{}: {}",
            burden.name,
            text.len()
        );
    }
    let small = large::burden("ten thousand namespaces").map(Burden::request);
    let read = roxmltree::Document::parse(small.as_deref().unwrap_or_default());
    assert!(read.is_ok(), "{read:?}");
}
