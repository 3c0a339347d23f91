use wire::{Fault, FaultCode, Request, TransferFunds, soap};

use crate::fixture::{PARTS, transfer, transfer_of};

const MONEY: &str = "\u{E9} \u{20AC} \u{1F4B0}";

/// A transfer with text in it that no two encodings write alike.
fn message(declaration: &str) -> String {
    format!(
        "{declaration}{}",
        transfer_of(&PARTS.replace("12345678", MONEY))
    )
}

fn read(content_type: Option<&str>, bytes: &[u8]) -> Result<Request, Fault> {
    soap::parse_request(content_type, bytes)
}

fn taken() -> Result<Request, Fault> {
    let transfer = TransferFunds {
        transaction_id: MONEY.to_owned(),
        ..transfer()
    };
    Ok(Request::TransferFunds(transfer))
}

fn refused(result: &Result<Request, Fault>, reason: &str) {
    assert_eq!(result, &Err(Fault::new(FaultCode::Client, reason)));
}

fn big_endian(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn little_endian(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn utf_8_with_and_without_mark_and_declaration() {
    for declaration in [
        "",
        "<?xml version='1.0'?>",
        "<?xml version='1.0' encoding='utf-8'?>",
    ] {
        let plain = message(declaration);
        let marked = format!("\u{FEFF}{plain}");
        for content_type in [None, Some("text/xml"), Some("text/xml; charset=utf-8")] {
            assert_eq!(read(content_type, plain.as_bytes()), taken());
            assert_eq!(read(content_type, marked.as_bytes()), taken());
        }
    }
}

#[test]
fn utf_16_in_both_orders_with_and_without_mark_and_declaration() {
    for declaration in [
        "",
        "<?xml version='1.0'?>",
        "<?xml version='1.0' encoding='UTF-16'?>",
    ] {
        for mark in ["", "\u{FEFF}"] {
            let text = format!("{mark}{}", message(declaration));
            for content_type in [None, Some("text/xml"), Some("text/xml; charset=UTF-16")] {
                assert_eq!(read(content_type, &big_endian(&text)), taken(), "{text}");
                assert_eq!(read(content_type, &little_endian(&text)), taken(), "{text}");
            }
        }
    }
}

#[test]
fn utf_16_that_begins_with_white_space() {
    let text = format!("\n{}", message(""));
    assert_eq!(
        read(Some("text/xml; charset=utf-16be"), &big_endian(&text)),
        taken()
    );
    assert_eq!(
        read(Some("text/xml; charset=utf-16"), &big_endian(&text)),
        taken()
    );
    assert_eq!(
        read(Some("text/xml; charset=utf-16le"), &little_endian(&text)),
        taken()
    );
    assert_eq!(read(None, &little_endian(&text)), taken());
}

#[test]
fn a_content_type_is_read_in_any_spelling() {
    for content_type in [
        "TEXT/XML",
        " text/xml ;charset=\"utf-8\"",
        "text/xml;Charset=UTF-8; action=\"\"",
        "text/xml; action=\"a\" ; charset = utf-8",
        "text/xml;",
        "application/xml; charset=utf-8",
    ] {
        assert_eq!(
            read(Some(content_type), message("").as_bytes()),
            taken(),
            "{content_type}"
        );
    }
}

#[test]
fn another_content_type_is_refused() {
    for (content_type, named) in [
        ("text/plain", "text/plain"),
        ("application/json; a=b", "application/json"),
        ("", ""),
    ] {
        refused(
            &read(Some(content_type), message("").as_bytes()),
            &format!("the content type is {named}, not text/xml"),
        );
    }
}

#[test]
fn soap_1_2_is_told_by_its_envelope() {
    let document = transfer_of(PARTS).replace(
        "http://schemas.xmlsoap.org/soap/envelope/",
        "http://www.w3.org/2003/05/soap-envelope",
    );
    let result = read(
        Some("application/soap+xml; charset=utf-8"),
        document.as_bytes(),
    );
    assert_eq!(result.unwrap_err().code, FaultCode::VersionMismatch);
}

#[test]
fn an_encoding_that_contradicts_the_bytes_is_refused() {
    let transport = "the document is not in the encoding that its content type names";
    let declaration = "the document is not in the encoding that its XML declaration names";
    let utf_8 = message("");
    refused(
        &read(Some("text/xml; charset=utf-16"), utf_8.as_bytes()),
        transport,
    );
    refused(
        &read(Some("text/xml; charset=utf-8"), &big_endian(&utf_8)),
        transport,
    );
    refused(
        &read(Some("text/xml; charset=utf-16be"), &little_endian(&utf_8)),
        transport,
    );
    let says_16 = message("<?xml version='1.0' encoding='UTF-16'?>");
    refused(&read(None, says_16.as_bytes()), declaration);
    let says_8 = message("<?xml version='1.0' encoding='UTF-8'?>");
    refused(&read(None, &little_endian(&says_8)), declaration);
}

#[test]
fn an_encoding_that_is_not_read_is_named() {
    let latin = "the encoding ISO-8859-1 is not read, only UTF-8 and UTF-16";
    refused(
        &read(Some("text/xml; charset=ISO-8859-1"), message("").as_bytes()),
        latin,
    );
    let declared = message("<?xml version='1.0' encoding='ISO-8859-1'?>");
    refused(&read(None, declared.as_bytes()), latin);
}

#[test]
fn bytes_that_are_not_in_the_encoding_are_refused() {
    let mut bytes = message("").into_bytes();
    let euro = bytes.iter().position(|byte| *byte == 0xE2).unwrap();
    bytes[euro] = 0xFF;
    refused(&read(None, &bytes), "the bytes are not UTF-8");
    // an overlong slash
    bytes[euro..euro + 3].copy_from_slice(&[0xE0, 0x80, 0xAF]);
    refused(&read(None, &bytes), "the bytes are not UTF-8");
    // a surrogate in UTF-8
    bytes[euro..euro + 3].copy_from_slice(&[0xED, 0xA0, 0x80]);
    refused(&read(None, &bytes), "the bytes are not UTF-8");

    let whole = big_endian(&message(""));
    refused(
        &read(None, &whole[..whole.len() - 1]),
        "the bytes are not UTF-16",
    );
    let mut lone = whole.clone();
    let high = lone
        .chunks(2)
        .position(|unit| unit == [0xD8, 0x3D])
        .unwrap();
    lone[2 * high..2 * high + 2].copy_from_slice(&[0, b'x']);
    refused(&read(None, &lone), "the bytes are not UTF-16");
}

#[test]
fn us_ascii_is_read_if_it_is_that() {
    let ascii = transfer_of(PARTS);
    assert!(read(Some("text/xml; charset=us-ascii"), ascii.as_bytes()).is_ok());
    refused(
        &read(Some("text/xml; charset=us-ascii"), message("").as_bytes()),
        "the bytes are not US-ASCII",
    );
}

#[test]
fn utf_32_and_no_bytes_are_refused() {
    let utf_32: Vec<u8> = "\u{FEFF}<a/>"
        .chars()
        .flat_map(|c| (c as u32).to_le_bytes())
        .collect();
    assert!(read(None, &utf_32).is_err());
    assert!(read(None, b"").is_err());
    assert!(read(None, b"\xEF\xBB\xBF").is_err());
    assert!(read(None, b"\xFF\xFE").is_err());
    assert!(read(None, b"\xFF").is_err());
}
