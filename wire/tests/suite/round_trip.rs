//! What is rendered is read back, here and by a parser that this crate does not use.

use proptest::prelude::*;
use wire::{
    Amount, Deposit, Fault, FaultCode, GetDeposits, GetDepositsResponse, Request, Response,
    TransferFunds, soap,
};

/// Any text that XML 1.0 can carry, rich in what is easily lost.
fn legal_text() -> impl Strategy<Value = String> {
    let awkward = proptest::sample::select(vec![
        '\r',
        '\n',
        '\t',
        ' ',
        '<',
        '>',
        '&',
        '"',
        '\'',
        ']',
        ';',
        '#',
        '\u{7F}',
        '\u{85}',
        '\u{A0}',
        '\u{2028}',
        '\u{FEFF}',
        '\u{FFFD}',
        '\u{E000}',
        '\u{10FFFF}',
    ]);
    let any = any::<char>().prop_filter("legal in XML 1.0", |c| {
        matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
    });
    proptest::collection::vec(prop_oneof![awkward, any], 0..40)
        .prop_map(|chars| chars.into_iter().collect())
}

fn any_transfer() -> impl Strategy<Value = TransferFunds> {
    let texts = [legal_text(), legal_text(), legal_text(), legal_text()];
    (texts, proptest::option::of(legal_text())).prop_map(
        |([recipient, amount, transaction_id, message_counter], userid)| TransferFunds {
            recipient,
            userid,
            amount,
            transaction_id,
            message_counter,
        },
    )
}

/// The text of the first element of this name.
fn text_of(document: &str, name: &str) -> String {
    let document = roxmltree::Document::parse(document).expect("a document");
    let element = document
        .descendants()
        .find(|node| node.tag_name().name() == name)
        .expect("the element");
    element.text().unwrap_or_default().to_owned()
}

proptest! {
    #[test]
    fn a_transfer_is_read_back_in_every_encoding(transfer in any_transfer()) {
        let request = Request::TransferFunds(transfer);
        let document = soap::request(&request);
        let read = soap::parse_request(Some(soap::CONTENT_TYPE), document.as_bytes());
        prop_assert_eq!(read, Ok(request.clone()));
        let bare = document.split_once("?>\n").unwrap().1;
        let utf_16: Vec<u8> = bare.encode_utf16().flat_map(u16::to_le_bytes).collect();
        prop_assert_eq!(soap::parse_request(None, &utf_16), Ok(request));
    }

    #[test]
    fn a_deposits_request_is_read_back(milliseconds_wait in legal_text()) {
        let request = Request::GetDeposits(GetDeposits { milliseconds_wait });
        let document = soap::request(&request);
        prop_assert_eq!(soap::parse_request(None, document.as_bytes()), Ok(request));
    }

    #[test]
    fn another_parser_reads_the_same(transfer in any_transfer()) {
        let document = soap::request(&Request::TransferFunds(transfer.clone()));
        prop_assert_eq!(text_of(&document, "transactionId"), transfer.transaction_id);
        prop_assert_eq!(text_of(&document, "recipient"), transfer.recipient);
    }

    #[test]
    fn a_deposit_is_handed_on_verbatim(transaction_id in legal_text(), userid in legal_text()) {
        let deposit = Deposit { transaction_id, amount: Amount::units(1), userid: Some(userid) };
        let document = soap::response(&Response::GetDeposits(GetDepositsResponse {
            deposits: vec![deposit.clone()],
            fee: Amount::ZERO,
            balance: Amount::units(1),
        }));
        prop_assert_eq!(text_of(&document, "transactionId"), deposit.transaction_id);
        prop_assert_eq!(text_of(&document, "userid"), deposit.userid.unwrap());
    }

    #[test]
    fn a_fault_is_always_a_document(string in any::<String>()) {
        let document = soap::fault(&Fault::new(FaultCode::Client, string));
        prop_assert_eq!(text_of(&document, "faultcode"), "soap:Client");
    }

    #[test]
    fn no_bytes_make_the_reader_fall_over(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = soap::parse_request(None, &bytes);
    }

    /// Both parsers agree on what is well-formed, after one character was changed.
    #[test]
    fn another_parser_refuses_the_same(
        position in any::<prop::sample::Index>(),
        c in prop::sample::select("<>&;#'\"=/!?-[]: \r\nxa0\u{E9}\u{0}".chars().collect::<Vec<_>>()),
    ) {
        let whole = "<?xml version='1.0'?><!--a--><s:Envelope \
            xmlns:s='http://schemas.xmlsoap.org/soap/envelope/' xmlns:l=\"http://lightweightcurrency.org\"\
            ><s:Body><l:getDeposits a='&lt;b'><millisecondsWait>&#49;<![CDATA[0]]>2<?p i?></millisecondsWait\
            ></l:getDeposits></s:Body></s:Envelope >";
        let mut chars: Vec<char> = whole.chars().collect();
        let index = position.index(chars.len());
        chars[index] = c;
        let document: String = chars.into_iter().collect();
        let other = roxmltree::Document::parse(&document);
        if let Ok(request) = soap::parse_request(None, document.as_bytes()) {
            prop_assert!(other.is_ok(), "{:?} was read from {}", request, document);
        }
    }
}
