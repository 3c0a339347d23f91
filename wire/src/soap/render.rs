//! Messages to text. Parts are unqualified, their wrapper is in the protocol's namespace.

use crate::xml::{escape, replace_illegal};
use crate::{Deposit, Fault, GetDepositsResponse, Request, Response};

use super::{ENVELOPE, NAMESPACE};

/// A request in its envelope. Values are escaped, not checked: what XML cannot express comes out
/// as it is, and makes a document that nobody may accept.
pub fn request(request: &Request) -> String {
    match request {
        Request::TransferFunds(transfer) => {
            let userid = transfer.userid.as_deref();
            let parts = [
                part("recipient", &transfer.recipient),
                userid
                    .map(|userid| part("userid", userid))
                    .unwrap_or_default(),
                part("amount", &transfer.amount),
                part("transactionId", &transfer.transaction_id),
                part("messageCounter", &transfer.message_counter),
            ];
            operation("transferFunds", &parts.concat())
        }
        Request::GetDeposits(deposits) => operation(
            "getDeposits",
            &part("millisecondsWait", &deposits.milliseconds_wait),
        ),
    }
}

/// A response in its envelope.
pub fn response(response: &Response) -> String {
    match response {
        Response::TransferFunds(answer) => {
            let parts = [
                part("result", answer.result.as_str()),
                part("fee", &answer.fee.to_string()),
            ];
            operation("transferFundsResponse", &parts.concat())
        }
        Response::GetDeposits(answer) => operation("getDepositsResponse", &deposits_parts(answer)),
    }
}

/// A fault in its envelope.
pub fn fault(fault: &Fault) -> String {
    let parts = [
        part("faultcode", &format!("soap:{}", fault.code)),
        part("faultstring", &replace_illegal(&fault.string)),
    ];
    envelope(&format!("<soap:Fault>{}</soap:Fault>", parts.concat()))
}

fn deposits_parts(answer: &GetDepositsResponse) -> String {
    let deposits: String = answer.deposits.iter().map(deposit).collect();
    let parts = [
        format!("<deposits>{deposits}</deposits>"),
        part("fee", &answer.fee.to_string()),
        part("balance", &answer.balance.to_string()),
    ];
    parts.concat()
}

fn deposit(deposit: &Deposit) -> String {
    let userid = deposit.userid.as_deref();
    let parts = [
        part("transactionId", &deposit.transaction_id),
        part("amount", &deposit.amount.to_string()),
        userid
            .map(|userid| part("userid", userid))
            .unwrap_or_default(),
    ];
    format!("<deposit>{}</deposit>", parts.concat())
}

fn operation(name: &str, parts: &str) -> String {
    envelope(&format!(
        "<lcp:{name} xmlns:lcp=\"{NAMESPACE}\">{parts}</lcp:{name}>"
    ))
}

fn envelope(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <soap:Envelope xmlns:soap=\"{ENVELOPE}\"><soap:Body>{body}</soap:Body></soap:Envelope>"
    )
}

fn part(name: &str, value: &str) -> String {
    format!("<{name}>{}</{name}>", escape(value))
}
