//! The lines of a state file.

use crate::ledger::{Caller, FeeSchedule, Handshake, Ledger, Settled, Settlement};
use serde::{Deserialize, Serialize};
use wire::{Amount, KeyId, TransferFunds};

/// The form that this version writes and reads.
const FORM: &str = "trialplate-issuer/1";

/// The first line: what the ledger began with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Beginning {
    state: String,
    fees: Fees,
    funds: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Fees {
    transfer: String,
    deposits: String,
    full_handshake: String,
}

impl Beginning {
    pub(super) fn new(fees: &FeeSchedule, funds: &[(KeyId, Amount)]) -> Self {
        let fund = |(holder, amount): &(KeyId, Amount)| (holder.to_string(), amount.to_string());
        Self {
            state: FORM.to_owned(),
            fees: Fees {
                transfer: fees.transfer.to_string(),
                deposits: fees.deposits.to_string(),
                full_handshake: fees.full_handshake.to_string(),
            },
            funds: funds.iter().map(fund).collect(),
        }
    }

    pub(super) fn read(line: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(line).map_err(|e| e.to_string())?;
        match read.state.as_str() {
            FORM => Ok(read),
            other => Err(format!(
                "the form is {other:?}; this version reads {FORM:?}"
            )),
        }
    }

    pub(super) fn has_fees_of(&self, other: &Self) -> bool {
        self.fees == other.fees
    }

    pub(super) fn funds(&self) -> Result<Vec<(KeyId, Amount)>, String> {
        let fund = |(holder, amount): &(String, String)| {
            let amount = Amount::parse(amount).map_err(|e| format!("{amount:?}: {e}"))?;
            Ok((key(holder)?, amount))
        };
        self.funds.iter().map(fund).collect()
    }
}

/// A line behind the first: a command that was executed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Command {
    Transfer(Transfer),
    Deposits(By),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Transfer {
    #[serde(flatten)]
    by: By,
    recipient: String,
    userid: Option<String>,
    amount: String,
    transaction_id: String,
    message_counter: String,
}

/// Who sent it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct By {
    holder: String,
    handshake: Shook,
    connection: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Shook {
    Full,
    Resumed,
}

fn key(text: &str) -> Result<KeyId, String> {
    KeyId::parse(text).map_err(|e| format!("{text:?} is no key identifier: {e}"))
}

impl By {
    fn of(caller: &Caller) -> Self {
        Self {
            holder: caller.holder.to_string(),
            handshake: match caller.handshake {
                Handshake::Full => Shook::Full,
                Handshake::Resumed => Shook::Resumed,
            },
            connection: caller.connection,
        }
    }

    fn caller(&self) -> Result<Caller, String> {
        Ok(Caller {
            holder: key(&self.holder)?,
            handshake: match self.handshake {
                Shook::Full => Handshake::Full,
                Shook::Resumed => Handshake::Resumed,
            },
            connection: self.connection,
        })
    }
}

/// A command that was executed again, and what became of it.
pub(crate) struct Done {
    /// Who had sent it.
    pub(crate) caller: Caller,
    /// The transfer, and how it was settled; nothing for a deposits request.
    pub(crate) transfer: Option<(TransferFunds, Settled)>,
}

impl Command {
    pub(super) fn transfer(caller: &Caller, request: &TransferFunds) -> Self {
        Self::Transfer(Transfer {
            by: By::of(caller),
            recipient: request.recipient.clone(),
            userid: request.userid.clone(),
            amount: request.amount.clone(),
            transaction_id: request.transaction_id.clone(),
            message_counter: request.message_counter.clone(),
        })
    }

    pub(super) fn deposits(caller: &Caller) -> Self {
        Self::Deposits(By::of(caller))
    }

    pub(super) fn read(line: &str) -> Result<Self, String> {
        serde_json::from_str(line).map_err(|e| e.to_string())
    }

    /// Does it again.
    pub(super) fn execute(&self, ledger: &mut dyn Ledger) -> Result<Done, String> {
        match self {
            Self::Deposits(by) => {
                let caller = by.caller()?;
                ledger.statement(&caller);
                Ok(Done {
                    caller,
                    transfer: None,
                })
            }
            Self::Transfer(transfer) => {
                let caller = transfer.by.caller()?;
                let request = TransferFunds {
                    recipient: transfer.recipient.clone(),
                    userid: transfer.userid.clone(),
                    amount: transfer.amount.clone(),
                    transaction_id: transfer.transaction_id.clone(),
                    message_counter: transfer.message_counter.clone(),
                };
                let settled = ledger
                    .transfer(&caller, &request)
                    .map_err(|fault| fault.to_string())?;
                Ok(Done {
                    caller,
                    transfer: Some((request, settled)),
                })
            }
        }
    }
}

/// Whether a settlement changed anything.
pub(super) fn is_executed(settled: &Settled) -> bool {
    matches!(settled.how, Settlement::Executed | Settlement::Failed)
}

/// A line as it is written, with its end.
pub(super) fn written(line: &impl Serialize) -> String {
    let text = serde_json::to_string(line).expect("these forms have text for keys");
    text + "\n"
}
