//! Text to responses, as a holder reads them: whatever an issuer may write, and nothing that only looks like it.

use thiserror::Error;

use crate::xml::{self, Element};
use crate::{Amount, Deposit, GetDepositsResponse, lexical};

use super::parts::Parts;
use super::{ENVELOPE, NAMESPACE, envelope};

/// What a holder asked, and so what an answer must be the answer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `transferFunds`.
    TransferFunds,
    /// `getDeposits`.
    GetDeposits,
}

impl Operation {
    /// What its response is wrapped in.
    const fn response(self) -> &'static str {
        match self {
            Self::TransferFunds => "transferFundsResponse",
            Self::GetDeposits => "getDepositsResponse",
        }
    }
}

/// What an answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// How a transfer was settled.
    Transfer {
        /// The issuer's word: the profile has seven, and an issuer may have others. Anything but `success` is a failure.
        result: String,
        /// What was debited for it.
        fee: Amount,
    },
    /// What arrived.
    Deposits(GetDepositsResponse),
    /// A Fault (SOAP 1.1 §4.4): nothing was executed. What it says, for people.
    Fault(String),
}

/// What came is no answer to what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct NoAnswer(String);

impl NoAnswer {
    /// For this reason.
    pub fn saying(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

/// Reads the answer to `asked`: `content_type` is that of the HTTP message, `body` its content.
///
/// # Errors
/// When it is not exactly one whole answer to that.
pub fn parse_response(
    asked: Operation,
    content_type: Option<&str>,
    body: &[u8],
) -> Result<Told, NoAnswer> {
    let element =
        envelope::body_element(content_type, body).map_err(|fault| NoAnswer(fault.string))?;
    if element.is(ENVELOPE, "Fault") {
        return Ok(Told::Fault(fault_text(&element)));
    }
    if !element.is(NAMESPACE, asked.response()) {
        let name = &element.name.local;
        return Err(NoAnswer(format!(
            "{name} is no {} of this protocol",
            asked.response()
        )));
    }
    match asked {
        Operation::TransferFunds => transfer(element),
        Operation::GetDeposits => deposits(element),
    }
}

/// Whether XML can carry a text at all.
pub fn can_carry(text: &str) -> bool {
    xml::is_legal(text)
}

fn fault_text(fault: &Element) -> String {
    let of = |name: &str| {
        let child = fault.children.iter().find(|child| child.name.local == name);
        child.map_or("", |child| lexical::trim(&child.text))
    };
    format!("{}: {}", of("faultcode"), of("faultstring"))
}

fn transfer(response: Element) -> Result<Told, NoAnswer> {
    let mut parts = Parts::of(response)?;
    let result = parts.required("result")?;
    let fee = fee(&parts.required("fee")?)?;
    Ok(Told::Transfer {
        result: lexical::trim(&result).to_owned(),
        fee,
    })
}

fn deposits(response: Element) -> Result<Told, NoAnswer> {
    let mut parts = Parts::of(response)?;
    let list = parts.element("deposits")?;
    if list.has_text() {
        return Err(NoAnswer("text stands between the deposits".into()));
    }
    let deposits = list.children.into_iter().map(deposit);
    let told = GetDepositsResponse {
        deposits: deposits.collect::<Result<_, _>>()?,
        fee: fee(&parts.required("fee")?)?,
        balance: sum("balance", &parts.required("balance")?)?,
    };
    Ok(Told::Deposits(told))
}

fn deposit(element: Element) -> Result<Deposit, NoAnswer> {
    let name = &element.name;
    if name.local != "deposit" || name.namespace.as_deref().is_some_and(|it| it != NAMESPACE) {
        return Err(NoAnswer(format!("{} is no deposit", name.local)));
    }
    let mut parts = Parts::of(element)?;
    let amount = parts.required("amount")?;
    let parsed = Amount::parse(&amount)
        .ok()
        .filter(|amount| amount.is_positive());
    Ok(Deposit {
        transaction_id: parts.required("transactionId")?,
        amount: parsed.ok_or_else(|| NoAnswer(format!("a deposit of {amount:?}")))?,
        userid: parts.take("userid")?.filter(|userid| !userid.is_empty()),
    })
}

fn fee(text: &str) -> Result<Amount, NoAnswer> {
    let fee = sum("fee", text)?;
    if fee.is_negative() {
        return Err(NoAnswer(format!("a fee of {text}")));
    }
    Ok(fee)
}

fn sum(name: &str, text: &str) -> Result<Amount, NoAnswer> {
    Amount::parse_sum(text).map_err(|error| NoAnswer(format!("the {name} {text:?}: {error}")))
}

impl From<crate::Fault> for NoAnswer {
    fn from(fault: crate::Fault) -> Self {
        Self(fault.string)
    }
}
