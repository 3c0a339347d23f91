//! The known answers of `spec/vectors`: requests as SOAP toolkits of other languages send them,
//! and amounts with the verdicts of other implementations. `interop/regenerate` makes them.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use wire::soap::parse_request;
use wire::{Amount, AmountError, GetDeposits, Request, TransferFunds};

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/vectors")
}

fn read<T: DeserializeOwned>(file: &str) -> T {
    let path = vectors().join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[derive(Deserialize)]
struct Messages {
    request: Vec<Captured>,
}

#[derive(Deserialize)]
struct Captured {
    toolkit: String,
    body: String,
    content_type: String,
    #[serde(flatten)]
    said: Said,
}

#[derive(Deserialize)]
#[serde(tag = "operation", content = "values", rename_all = "camelCase")]
enum Said {
    #[serde(rename_all = "camelCase")]
    TransferFunds {
        recipient: String,
        userid: Option<String>,
        amount: String,
        transaction_id: String,
        message_counter: String,
    },
    #[serde(rename_all = "camelCase")]
    GetDeposits { milliseconds_wait: String },
}

impl From<Said> for Request {
    fn from(said: Said) -> Self {
        match said {
            Said::TransferFunds {
                recipient,
                userid,
                amount,
                transaction_id,
                message_counter,
            } => Self::TransferFunds(TransferFunds {
                recipient,
                userid,
                amount,
                transaction_id,
                message_counter,
            }),
            Said::GetDeposits { milliseconds_wait } => {
                Self::GetDeposits(GetDeposits { milliseconds_wait })
            }
        }
    }
}

/// Toolkits say in three ways that there is no user: this leaves one.
fn with_one_way_to_say_no_user(mut request: Request) -> Request {
    if let Request::TransferFunds(transfer) = &mut request {
        transfer.userid = transfer.user().map(str::to_owned);
    }
    request
}

#[test]
fn what_toolkits_send_is_read_as_it_was_meant() {
    let captured = read::<Messages>("messages/index.toml").request;
    for toolkit in ["zeep", "PHP SOAP", "gSOAP", "SOAP::Lite"] {
        let count = captured.iter().filter(|it| it.toolkit == toolkit).count();
        assert_eq!(count, 3, "requests of {toolkit}");
    }
    for message in captured {
        let file = vectors().join("messages").join(&message.body);
        let body = std::fs::read(file).expect("the body that the index names");
        let request = parse_request(Some(&message.content_type), &body)
            .unwrap_or_else(|fault| panic!("{}: {fault}", message.body));
        let expected: Request = message.said.into();
        assert_eq!(
            with_one_way_to_say_no_user(request),
            expected,
            "{}",
            message.body
        );
    }
}

#[derive(Deserialize)]
struct Amounts {
    amount: Vec<Written>,
}

#[derive(Deserialize)]
struct Written {
    text: String,
    #[serde(flatten)]
    verdict: Verdict,
}

#[derive(Deserialize)]
#[serde(tag = "verdict", rename_all = "kebab-case")]
enum Verdict {
    Valid { canonical: String },
    NotDecimal,
    TooManyIntegerDigits,
    TooManyFractionDigits,
}

#[test]
fn amounts_are_read_as_other_implementations_read_them() {
    let amounts = read::<Amounts>("amounts.toml").amount;
    assert!(amounts.len() > 70, "{} amounts", amounts.len());
    for Written { text, verdict } in amounts {
        let expected = match verdict {
            Verdict::Valid { canonical } => Ok(canonical),
            Verdict::NotDecimal => Err(AmountError::NotDecimal),
            Verdict::TooManyIntegerDigits => Err(AmountError::TooManyIntegerDigits),
            Verdict::TooManyFractionDigits => Err(AmountError::TooManyFractionDigits),
        };
        let actual = Amount::parse(&text).map(|amount| amount.to_string());
        assert_eq!(actual, expected, "{text:?}");
    }
}
