//! What is no request, though it is XML.

use wire::FaultCode;

use crate::fixture::{PARTS, envelope, refusal, transfer_of};

/// Asserts that a document is refused as the client's mistake, for this reason.
fn refused(document: &str, reason: &str) {
    let fault = refusal(document);
    assert_eq!(
        (fault.code, fault.string.as_str()),
        (FaultCode::Client, reason),
        "{document}"
    );
}

#[test]
fn a_missing_part() {
    for (part, written) in [
        (
            "recipient",
            PARTS.split_inclusive("</recipient>").next().unwrap(),
        ),
        ("amount", "<amount>100</amount>"),
        ("transactionId", "<transactionId>12345678</transactionId>"),
        ("messageCounter", "<messageCounter>3398</messageCounter>"),
    ] {
        let document = transfer_of(&PARTS.replace(written, ""));
        refused(&document, &format!("the part {part} is missing"));
    }
    refused(
        &envelope("<l:getDeposits/>"),
        "the part millisecondsWait is missing",
    );
    let nil = "<amount xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='1'/>";
    let document = transfer_of(&PARTS.replace("<amount>100</amount>", nil));
    refused(&document, "the part amount is missing");
}

#[test]
fn a_repeated_part_even_if_it_says_the_same() {
    for part in [
        "<amount>100</amount>",
        "<userid>bob</userid>",
        "<l:amount>100</l:amount>",
    ] {
        let name = part
            .trim_start_matches("<l:")
            .trim_start_matches('<')
            .split('>')
            .next()
            .unwrap();
        refused(
            &transfer_of(&format!("{PARTS}{part}")),
            &format!("the part {name} is repeated"),
        );
    }
}

#[test]
fn an_unknown_part() {
    refused(
        &transfer_of(&format!("{PARTS}<memo>x</memo>")),
        "there is no part memo",
    );
    refused(
        &transfer_of(&format!("{PARTS}<userId>x</userId>")),
        "there is no part userId",
    );
    let foreign = PARTS
        .replace("userid", "t:userid")
        .replace("<t:userid", "<t:userid xmlns:t='urn:t'");
    refused(&transfer_of(&foreign), "there is no part userid");
}

#[test]
fn a_part_with_elements_in_it() {
    let document = transfer_of(&PARTS.replace(">100<", "><units>100</units><"));
    refused(&document, "the part amount has elements in it");
}

#[test]
fn text_between_the_parts() {
    refused(
        &transfer_of(&format!("{PARTS}x")),
        "text stands between the parts",
    );
    refused(
        &transfer_of(&format!("\u{A0}{PARTS}")),
        "text stands between the parts",
    );
}

#[test]
fn an_operation_in_another_namespace_or_none() {
    let reason =
        "the operation transferFunds is not in the namespace http://lightweightcurrency.org";
    refused(
        &envelope(&format!("<transferFunds>{PARTS}</transferFunds>")),
        reason,
    );
    for other in [
        "http://lightweightcurrency.org/",
        "HTTP://lightweightcurrency.org",
        "urn:x",
    ] {
        let document = transfer_of(PARTS).replace("http://lightweightcurrency.org", other);
        refused(&document, reason);
    }
}

#[test]
fn an_operation_that_does_not_exist() {
    refused(
        &envelope("<l:mintFunds/>"),
        "there is no operation mintFunds",
    );
    refused(
        &envelope("<l:transferFundsResponse/>"),
        "there is no operation transferFundsResponse",
    );
    refused(
        &envelope("<l:transferfunds/>"),
        "there is no operation transferfunds",
    );
}

#[test]
fn a_body_without_exactly_one_operation() {
    let one = format!("<l:transferFunds>{PARTS}</l:transferFunds>");
    for content in [
        "",
        "text",
        &format!("{one}{one}"),
        &format!("{one}<l:getDeposits/>"),
        &format!("{one}x"),
    ] {
        refused(
            &envelope(content),
            "the body does not hold exactly one element",
        );
    }
}

#[test]
fn an_envelope_that_is_put_together_otherwise() {
    let message = transfer_of(PARTS);
    let no_body = "the envelope has no body where it belongs";
    let behind = "something follows the body that may not";
    let body = message
        .split_once("<s:Body>")
        .unwrap()
        .1
        .split_once("</s:Envelope>")
        .unwrap()
        .0;
    refused(&message.replace("s:Body", "s:Corpse"), no_body);
    refused(&message.replace("s:Body", "l:Body"), no_body);
    refused(
        &message.replace("<s:Body>", "<s:Header/><s:Header/><s:Body>"),
        no_body,
    );
    refused(
        &message.replace("</s:Body>", "</s:Body><s:Header/>"),
        behind,
    );
    refused(&message.replace("</s:Body>", "</s:Body><s:Body/>"), behind);
    refused(
        &message.replace("</s:Body>", &format!("</s:Body><s:Body>{body}")),
        behind,
    );
    refused(
        &message.replace("</s:Body>", "</s:Body><unqualified/>"),
        behind,
    );
    refused(
        &message.replace("<s:Body>", "x<s:Body>"),
        "text stands beside the body",
    );
    refused(
        &message.replace("<s:Body>", "<s:Header>x</s:Header><s:Body>"),
        "text stands between header entries",
    );
    refused(
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"/>",
        no_body,
    );
    refused("<Body/>", "the document is no SOAP envelope");
}

#[test]
fn another_soap() {
    for namespace in [
        "http://www.w3.org/2003/05/soap-envelope",
        "urn:schemas-xmlsoap-org:soap.v1",
    ] {
        let document =
            transfer_of(PARTS).replace("http://schemas.xmlsoap.org/soap/envelope/", namespace);
        let fault = refusal(&document);
        assert_eq!(fault.code, FaultCode::VersionMismatch);
        assert_eq!(fault.string, "the envelope is not SOAP 1.1's");
    }
    assert_eq!(refusal("<Envelope/>").code, FaultCode::VersionMismatch);
}

#[test]
fn a_header_that_insists() {
    for attributes in [
        "s:mustUnderstand='1'",
        "s:mustUnderstand=' true '",
        "s:mustUnderstand='&#49;'",
        "s:mustUnderstand='1' s:actor=''",
        "s:mustUnderstand='1' s:actor='http://schemas.xmlsoap.org/soap/actor/next'",
    ] {
        let header = format!("<s:Header><a/><t:Tax xmlns:t='urn:t' {attributes}/></s:Header>");
        let fault = refusal(&transfer_of(PARTS).replace("<s:Body>", &format!("{header}<s:Body>")));
        assert_eq!(fault.code, FaultCode::MustUnderstand, "{attributes}");
        assert_eq!(fault.string, "the header Tax is not understood");
    }
    let header = "<s:Header><a s:mustUnderstand='maybe'/></s:Header><s:Body>";
    refused(
        &transfer_of(PARTS).replace("<s:Body>", header),
        "mustUnderstand is neither 0 nor 1",
    );
}

#[test]
fn a_header_that_insists_is_told_of_before_a_broken_body() {
    let header = "<s:Header><a s:mustUnderstand='1'/></s:Header><s:Body>";
    let fault = refusal(&envelope("").replace("<s:Body>", header));
    assert_eq!(fault.code, FaultCode::MustUnderstand);
}
