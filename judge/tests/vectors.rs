//! The known answers of `spec/vectors`, which nobody here wrote, read by the judge's own decoder.

#![allow(
    clippy::unwrap_used,
    reason = "a known answer that is not there fails the test"
)]

use std::path::PathBuf;

use judge::{
    Decimal, DecimalError,
    decode::{Flaw, Reply, answer, reply, transfer_request},
};
use record::{Connection, Ending, Exchange, Octets, Operation, Purpose, Times};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Deposit {
    transaction_id: String,
    amount: String,
    userid: Option<String>,
}

#[derive(Deserialize)]
struct Fault {
    code: String,
    string: String,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct Values {
    result: Option<String>,
    fee: Option<String>,
    balance: Option<String>,
    deposits: Vec<Deposit>,
    fault: Option<Fault>,
    recipient: String,
    userid: Option<String>,
    amount: String,
    transaction_id: String,
    message_counter: String,
}

#[derive(Deserialize)]
struct Message {
    operation: String,
    #[serde(default)]
    parts: String,
    head: String,
    body: String,
    values: Values,
}

#[derive(Deserialize)]
struct Index {
    request: Vec<Message>,
    response: Vec<Message>,
}

#[derive(Deserialize)]
struct Amount {
    text: String,
    verdict: String,
    canonical: Option<String>,
}

#[derive(Deserialize)]
struct Amounts {
    amount: Vec<Amount>,
}

fn read(path: &str) -> Vec<u8> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../spec/vectors");
    std::fs::read(root.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn index() -> Index {
    toml::from_str(&String::from_utf8(read("messages/index.toml")).unwrap()).unwrap()
}

impl Message {
    fn bytes(&self) -> Octets {
        let part = |name| read(&format!("messages/{name}"));
        Octets::new(&[part(&self.head), part(&self.body)].concat())
    }

    fn exchange(&self, request: Octets, response: Octets) -> Exchange {
        Exchange {
            id: 1,
            holder: "Alice".into(),
            purpose: Purpose::Step,
            operation: if self.operation == "transferFunds" {
                Operation::TransferFunds
            } else {
                Operation::GetDeposits
            },
            step: None,
            form: Vec::new(),
            connection: Connection {
                id: 1,
                ..Connection::default()
            },
            times: Times::default(),
            request,
            response,
            ending: Ending::Answered,
        }
    }
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

fn meant(values: &Values) -> Reply {
    let fee = || decimal(values.fee.as_deref().unwrap());
    match (&values.fault, &values.result) {
        (Some(fault), _) => Reply::Fault {
            code: fault.code.clone(),
            text: fault.string.clone(),
        },
        (None, Some(result)) => Reply::Transfer {
            result: result.clone(),
            fee: fee(),
        },
        (None, None) => Reply::Deposits {
            list: values.deposits.iter().map(listed).collect(),
            fee: fee(),
            balance: decimal(values.balance.as_deref().unwrap()),
        },
    }
}

fn listed(deposit: &Deposit) -> judge::decode::Deposit {
    judge::decode::Deposit {
        transaction_id: deposit.transaction_id.clone(),
        amount: decimal(&deposit.amount),
        userid: deposit.userid.clone(),
    }
}

#[test]
fn what_toolkits_answer_is_read_as_it_was_meant() {
    let mut read = 0;
    for message in index().response {
        let exchange = message.exchange(Octets::new(b""), message.bytes());
        // Against the profile (spec §4): its parts are in no namespace. Those of a Fault are, whatever the toolkit.
        let qualified = message.parts == "qualified" && message.values.fault.is_none();
        let flaws = answer(&exchange).flaws;
        assert_eq!(
            flaws.iter().any(|f| matches!(f, Flaw::Namespace(_))),
            qualified,
            "{}: {flaws:?}",
            message.body
        );
        let got = match reply(&exchange) {
            Reply::Deposits {
                mut list,
                fee,
                balance,
            } => {
                // An empty user is no user, in whatever way the toolkit says so.
                for deposit in &mut list {
                    deposit.userid = deposit.userid.take().filter(|u| !u.is_empty());
                }
                Reply::Deposits { list, fee, balance }
            }
            other => other,
        };
        assert_eq!(got, meant(&message.values), "{}", message.body);
        read += 1;
    }
    assert!(read >= 14, "{read} answers were read");
}

#[test]
fn what_toolkits_ask_is_read_as_it_was_meant() {
    let mut read = 0;
    for message in index().request {
        if message.operation != "transferFunds" {
            continue;
        }
        let exchange = message.exchange(message.bytes(), Octets::new(b""));
        let got = transfer_request(&exchange).unwrap_or_else(|| panic!("{}", message.body));
        let values = &message.values;
        assert_eq!(got.recipient, values.recipient, "{}", message.body);
        assert_eq!(got.userid, values.userid, "{}", message.body);
        assert_eq!(
            got.amount,
            Some(decimal(&values.amount)),
            "{}",
            message.body
        );
        assert_eq!(
            got.transaction_id, values.transaction_id,
            "{}",
            message.body
        );
        assert_eq!(
            got.counter,
            values.message_counter.parse().ok(),
            "{}",
            message.body
        );
        read += 1;
    }
    assert!(read >= 8, "{read} requests were read");
}

#[test]
fn amounts_are_read_as_other_implementations_read_them() {
    let text = String::from_utf8(read("amounts.toml")).unwrap();
    let amounts: Amounts = toml::from_str(&text).unwrap();
    assert!(amounts.amount.len() > 50);
    for Amount {
        text,
        verdict,
        canonical,
    } in amounts.amount
    {
        let got = Decimal::parse(&text);
        match verdict.as_str() {
            "valid" => assert_eq!(got.map(|d| d.to_string()).ok(), canonical, "{text:?}"),
            "not-decimal" => assert!(
                matches!(got, Err(DecimalError::Lexical(_))),
                "{text:?}: {got:?}"
            ),
            "too-many-fraction-digits" => assert!(
                matches!(got, Err(DecimalError::TooFine(_))),
                "{text:?}: {got:?}"
            ),
            // A balance may have more digits than an amount.
            "too-many-integer-digits" => {
                assert!(
                    matches!(got, Ok(_) | Err(DecimalError::TooLarge(_))),
                    "{text:?}: {got:?}"
                );
            }
            other => panic!("{other}"),
        }
    }
}
