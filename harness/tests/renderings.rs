//! What is written in any lawful rendering is read back by two readers that know nothing of each other: the judge's, and the
//! reference issuer's.

#![allow(
    clippy::unwrap_used,
    reason = "a rendering that cannot be read fails the test"
)]

use certs::Trust;
use harness::{
    peer::{
        Letter,
        rendering::{Rendering, Way, texts},
    },
    subject::Service,
};
use judge::decode::{TransferRequest, asked_wait, transfer_request};
use record::{Connection, Ending, Exchange, Octets, Purpose, Times};
use wire::{GetDeposits, Request, TransferFunds};

const KEY: &str = "2A462615AF65D7E59FD53CD30605E23720DC54EB6B0A33B60DEE67515FDF9CAF";

/// How many renderings are drawn.
const DRAWN: usize = 4_000;

fn service() -> Service {
    Service {
        host: "money.com".into(),
        port: 443,
        path: "/lcp".into(),
        address: ([127, 0, 0, 1], 443).into(),
        trust: Trust::Pinned(wire::KeyId::parse(KEY).unwrap()),
    }
}

fn any_transfer(rng: &mut fastrand::Rng) -> Request {
    Request::TransferFunds(TransferFunds {
        recipient: KEY.into(),
        userid: rng.bool().then(|| texts::any(rng, 4)),
        amount: format!("{}.{:02}", rng.u32(..1000), rng.u32(1..100)),
        transaction_id: texts::any(rng, 8),
        message_counter: rng.i64(0..).to_string(),
    })
}

fn any_deposits(rng: &mut fastrand::Rng) -> Request {
    Request::GetDeposits(GetDeposits {
        milliseconds_wait: rng.u32(..).to_string(),
    })
}

fn exchange(letter: &Letter) -> Exchange {
    Exchange {
        id: 1,
        holder: "Alice".into(),
        purpose: Purpose::Step,
        operation: letter.operation,
        step: None,
        form: letter.form.clone(),
        connection: Connection {
            id: 1,
            ..Connection::default()
        },
        times: Times::default(),
        request: Octets::new(&letter.bytes),
        response: Octets::new(b""),
        ending: Ending::TimedOut,
    }
}

/// What the judge should read in a request.
fn meant(transfer: &TransferFunds) -> TransferRequest {
    TransferRequest {
        recipient: transfer.recipient.clone(),
        userid: transfer.user().map(str::to_owned),
        amount: Some(judge::Decimal::parse(&transfer.amount).unwrap()),
        transaction_id: transfer.transaction_id.clone(),
        counter: Some(transfer.message_counter.parse().unwrap()),
    }
}

/// What the reference issuer reads in a request: its values without the white space and the emptiness that mean nothing.
fn read(letter: &Letter) -> Request {
    let (head, body) = split(&letter.bytes);
    let field = |name: &str| {
        head.split("\r\n")
            .filter_map(|line| line.split_once(':'))
            .find(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim().to_owned())
    };
    let body = match field("content-length") {
        Some(length) => {
            assert_eq!(length.parse(), Ok(body.len()));
            body
        }
        None => unchunked(&body),
    };
    let content_type = field("content-type").unwrap();
    let read = wire::soap::parse_request(Some(&content_type), &body)
        .unwrap_or_else(|fault| panic!("{fault}: {}", shown(letter)));
    match read {
        Request::TransferFunds(transfer) => Request::TransferFunds(TransferFunds {
            recipient: transfer.recipient.trim().into(),
            userid: transfer.user().map(str::to_owned),
            amount: transfer.amount.trim().into(),
            message_counter: transfer.message_counter.trim().into(),
            ..transfer
        }),
        deposits => deposits,
    }
}

fn split(bytes: &[u8]) -> (String, Vec<u8>) {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    (head, bytes[end + 4..].to_vec())
}

fn unchunked(mut bytes: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = bytes.windows(2).position(|w| w == b"\r\n").unwrap();
        let line = str::from_utf8(&bytes[..end]).unwrap();
        let size = usize::from_str_radix(line.split(';').next().unwrap(), 16).unwrap();
        if size == 0 {
            assert!(bytes.ends_with(b"\r\n\r\n"), "the trailer ends");
            return body;
        }
        bytes = &bytes[end + 2..];
        body.extend_from_slice(&bytes[..size]);
        bytes = bytes[size..].strip_prefix(b"\r\n").unwrap();
    }
}

fn shown(letter: &Letter) -> String {
    let text = String::from_utf8_lossy(&letter.bytes);
    format!("{}\n{text}", letter.form.join(", "))
}

fn reads_back(rendering: &Rendering, request: &Request) -> Letter {
    let letter = rendering.letter(&service(), request);
    match request {
        Request::TransferFunds(transfer) => {
            let judged = transfer_request(&exchange(&letter));
            assert_eq!(judged, Some(meant(transfer)), "{}", shown(&letter));
            let same = TransferFunds {
                userid: transfer.user().map(str::to_owned),
                ..transfer.clone()
            };
            let same = Request::TransferFunds(same);
            assert_eq!(read(&letter), same, "{}", shown(&letter));
        }
        Request::GetDeposits(deposits) => {
            let wait = deposits.milliseconds_wait.parse().ok();
            assert_eq!(asked_wait(&exchange(&letter)), wait, "{}", shown(&letter));
            assert_eq!(read(&letter), *request, "{}", shown(&letter));
        }
    }
    letter
}

#[test]
fn any_rendering_is_read_back_by_judge_and_reference() {
    let mut rng = fastrand::Rng::with_seed(20_030_918);
    for n in 0..DRAWN {
        let request = match n % 4 {
            0 => any_deposits(&mut rng),
            _ => any_transfer(&mut rng),
        };
        reads_back(&Rendering::random(&mut rng), &request);
    }
}

#[test]
fn every_way_by_itself_and_every_two_of_them_are_read_back() {
    let mut rng = fastrand::Rng::with_seed(1);
    for one in Way::ALL {
        for other in Way::ALL {
            if one != other && one.aspect() == other.aspect() {
                continue;
            }
            let rendering = Rendering::of([*one, *other], rng.u64(..));
            reads_back(&rendering, &any_transfer(&mut rng));
            reads_back(&rendering, &any_deposits(&mut rng));
        }
    }
}

#[test]
fn a_rendering_is_the_same_each_time_it_is_written() {
    let mut rng = fastrand::Rng::with_seed(2);
    for _ in 0..100 {
        let (rendering, request) = (Rendering::random(&mut rng), any_transfer(&mut rng));
        let letters = [(); 2].map(|()| rendering.letter(&service(), &request));
        assert_eq!(letters[0].bytes, letters[1].bytes);
    }
}

#[test]
fn a_request_without_a_charset_is_ascii() {
    let mut rng = fastrand::Rng::with_seed(3);
    for _ in 0..DRAWN {
        let letter = reads_back(&Rendering::random(&mut rng), &any_transfer(&mut rng));
        let named = letter.form.contains(&Way::NoCharset.name().to_owned());
        let (head, body) = split(&letter.bytes);
        assert_eq!(named, !head.to_lowercase().contains("charset"));
        assert!(!named || body.is_ascii());
    }
}
