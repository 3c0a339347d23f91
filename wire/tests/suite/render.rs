use wire::{
    Amount, Deposit, Fault, FaultCode, GetDeposits, GetDepositsResponse, Request, Response,
    TransferFunds, TransferFundsResponse, TransferResult, soap,
};

use crate::fixture::transfer;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>";
const FOOT: &str = "</soap:Body></soap:Envelope>";

/// What is in the body of a rendered message.
fn body(document: &str) -> &str {
    document
        .strip_prefix(HEAD)
        .expect("the head of an envelope")
        .strip_suffix(FOOT)
        .expect("its foot")
}

#[test]
fn a_transfer_is_rpc_literal() {
    assert_eq!(
        body(&soap::request(&Request::TransferFunds(transfer()))),
        "<lcp:transferFunds xmlns:lcp=\"http://lightweightcurrency.org\">\
         <recipient>2A462615AF65D7E59FD53CD30605E23720DC54EB6B0A33B60DEE67515FDF9CAF</recipient>\
         <userid>bob</userid><amount>100</amount><transactionId>12345678</transactionId>\
         <messageCounter>3398</messageCounter></lcp:transferFunds>"
    );
}

#[test]
fn nobody_and_an_empty_name_are_written_apart() {
    let nobody = TransferFunds {
        userid: None,
        ..transfer()
    };
    let empty = TransferFunds {
        userid: Some(String::new()),
        ..transfer()
    };
    assert_eq!(
        (nobody.user(), empty.user(), transfer().user()),
        (None, None, Some("bob"))
    );
    assert!(!soap::request(&Request::TransferFunds(nobody)).contains("userid"));
    assert!(soap::request(&Request::TransferFunds(empty)).contains("<userid></userid>"));
}

#[test]
fn a_deposits_request_is_rpc_literal() {
    let request = Request::GetDeposits(GetDeposits {
        milliseconds_wait: "3000".to_owned(),
    });
    assert_eq!(
        body(&soap::request(&request)),
        "<lcp:getDeposits xmlns:lcp=\"http://lightweightcurrency.org\">\
         <millisecondsWait>3000</millisecondsWait></lcp:getDeposits>"
    );
}

#[test]
fn a_transfers_answer_is_the_papers() {
    let response = Response::TransferFunds(TransferFundsResponse {
        result: TransferResult::Success,
        fee: Amount::parse("1.20").unwrap(),
    });
    assert_eq!(
        body(&soap::response(&response)),
        "<lcp:transferFundsResponse xmlns:lcp=\"http://lightweightcurrency.org\">\
         <result>success</result><fee>1.2</fee></lcp:transferFundsResponse>"
    );
}

#[test]
fn deposits_are_listed_in_order() {
    let deposit = |transaction_id: &str, amount, userid: Option<&str>| Deposit {
        transaction_id: transaction_id.to_owned(),
        amount: Amount::units(amount),
        userid: userid.map(str::to_owned),
    };
    let response = Response::GetDeposits(GetDepositsResponse {
        deposits: vec![deposit("1234", 100, None), deposit("<&>", 7, Some("bob"))],
        fee: Amount::ZERO,
        balance: Amount::parse("9200.5").unwrap(),
    });
    assert_eq!(
        body(&soap::response(&response)),
        "<lcp:getDepositsResponse xmlns:lcp=\"http://lightweightcurrency.org\"><deposits>\
         <deposit><transactionId>1234</transactionId><amount>100</amount></deposit>\
         <deposit><transactionId>&lt;&amp;&gt;</transactionId><amount>7</amount>\
         <userid>bob</userid></deposit></deposits><fee>0</fee><balance>9200.5</balance>\
         </lcp:getDepositsResponse>"
    );
}

#[test]
fn no_deposits_are_an_empty_element() {
    let response = Response::GetDeposits(GetDepositsResponse {
        deposits: Vec::new(),
        fee: Amount::ZERO,
        balance: Amount::ZERO,
    });
    assert!(soap::response(&response).contains("><deposits></deposits><fee>0</fee>"));
}

#[test]
fn a_fault_is_soap_1_1s() {
    let fault = |code| body(&soap::fault(&Fault::new(code, "no <such> part"))).to_owned();
    assert_eq!(
        fault(FaultCode::Client),
        "<soap:Fault><faultcode>soap:Client</faultcode>\
         <faultstring>no &lt;such&gt; part</faultstring></soap:Fault>"
    );
    assert!(fault(FaultCode::VersionMismatch).contains(">soap:VersionMismatch<"));
    assert!(fault(FaultCode::MustUnderstand).contains(">soap:MustUnderstand<"));
    assert!(fault(FaultCode::Server).contains(">soap:Server<"));
}

#[test]
fn a_fault_says_what_can_be_said_in_xml() {
    let document = soap::fault(&Fault::client("the byte \u{0} and \u{FFFE}"));
    assert!(document.contains("<faultstring>the byte \u{FFFD} and \u{FFFD}</faultstring>"));
}

#[test]
fn a_carriage_return_survives_in_a_value() {
    let transfer = TransferFunds {
        transaction_id: "a\r\n\tb".to_owned(),
        ..transfer()
    };
    let document = soap::request(&Request::TransferFunds(transfer));
    assert!(document.contains("<transactionId>a&#13;&#10;&#9;b</transactionId>"));
}
