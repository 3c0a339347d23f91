//! Responses as issuers may write them.

use crate::fixture::envelope;
use wire::soap::{Operation, Told, parse_response};
use wire::{Amount, Deposit, GetDepositsResponse};

fn amount(text: &str) -> Amount {
    text.parse().expect(text)
}

fn told(asked: Operation, document: &str) -> Option<Told> {
    parse_response(asked, Some("text/xml"), document.as_bytes()).ok()
}

fn transfer(document: &str) -> Option<(String, Amount)> {
    match told(Operation::TransferFunds, document)? {
        Told::Transfer { result, fee } => Some((result, fee)),
        other => panic!("{other:?}"),
    }
}

fn settled(parts: &str) -> String {
    envelope(&format!(
        "<l:transferFundsResponse>{parts}</l:transferFundsResponse>"
    ))
}

#[test]
fn whatever_xml_leaves_to_an_issuer_is_read() {
    let success = Some(("success".to_owned(), amount("1.2")));
    for parts in [
        "<result>success</result><fee>1.2</fee>",
        "<fee> 1.20 </fee><!-- x --><result>success</result>",
        "<result>su<!-- x -->cc<![CDATA[es]]>&#115;</result><fee>+1.2</fee>",
        "<result xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='string'>success</result><fee>01.2</fee>",
    ] {
        assert_eq!(transfer(&settled(parts)), success, "{parts}");
    }
    let utf16: Vec<u8> = settled("<result>success</result><fee>1.2</fee>")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let read = parse_response(
        Operation::TransferFunds,
        Some("text/xml; charset=utf-16le"),
        &utf16,
    );
    assert!(matches!(read, Ok(Told::Transfer { .. })));
}

#[test]
fn a_word_that_nobody_knows_is_a_word() {
    let parts = "<result>closedOnSundays</result><fee>0</fee>";
    let read = transfer(&settled(parts)).unwrap();
    assert_eq!(read, ("closedOnSundays".to_owned(), Amount::ZERO));
}

#[test]
fn what_only_looks_like_an_answer_is_none() {
    let right = settled("<result>success</result><fee>1.2</fee>");
    for wrong in [
        right.replace("http://lightweightcurrency.org", "http://example.org"),
        right.replace("transferFundsResponse", "getDepositsResponse"),
        right.replace("transferFundsResponse", "transferFunds"),
        right.replace("<fee>1.2</fee>", ""),
        right.replace("1.2", "1e2"),
        right.replace("1.2", "-1.2"),
        right.replace("<fee>", "<result>refused</result><fee>"),
        right.replace(
            "<s:Body>",
            "<s:Header><l:a s:mustUnderstand='1'/></s:Header><s:Body>",
        ),
        format!("<!DOCTYPE a>{right}"),
        right[..right.len() - 1].to_owned(),
        right.replace(
            "http://schemas.xmlsoap.org/soap/envelope/",
            "http://www.w3.org/2003/05/soap-envelope",
        ),
    ] {
        assert_eq!(told(Operation::TransferFunds, &wrong), None, "{wrong}");
    }
    let header = right.replace("<s:Body>", "<s:Header><l:a/></s:Header><s:Body>");
    assert!(transfer(&header).is_some());
}

#[test]
fn a_fault_is_no_result() {
    let document =
        envelope("<s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring></s:Fault>");
    for asked in [Operation::TransferFunds, Operation::GetDeposits] {
        let fault = Told::Fault("s:Client: no".to_owned());
        assert_eq!(told(asked, &document), Some(fault));
    }
}

#[test]
fn deposits_are_read_verbatim() {
    let document = envelope(
        "<l:getDepositsResponse><deposits><deposit><transactionId> a&#13;&lt;b </transactionId>\
         <amount>000.10</amount><userid></userid></deposit><deposit><userid>bob</userid><amount>3</amount>\
         <transactionId/></deposit></deposits><fee>0</fee><balance>9999999999999999999.000001</balance>\
         </l:getDepositsResponse>",
    );
    let deposit = |id: &str, of: &str, userid: Option<&str>| Deposit {
        transaction_id: id.to_owned(),
        amount: amount(of),
        userid: userid.map(str::to_owned),
    };
    let expected = GetDepositsResponse {
        deposits: vec![
            deposit(" a\r<b ", "0.1", None),
            deposit("", "3", Some("bob")),
        ],
        fee: Amount::ZERO,
        balance: Amount::parse_sum("9999999999999999999.000001").unwrap(),
    };
    let read = told(Operation::GetDeposits, &document);
    assert_eq!(read, Some(Told::Deposits(expected)));
}
