//! The issuer's ledger as it is on its disk, and sums that nobody else has made.

use std::{
    collections::HashMap,
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::PathBuf,
};

use serde_json::Value;

/// Millionths: no amount has more than six fraction digits.
pub(crate) type Micros = i128;

/// An amount as it is written.
pub(crate) fn micros(text: &str) -> Micros {
    let (units, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{units}{fraction:0<6}");
    digits.parse().unwrap_or_else(|e| panic!("{text:?}: {e}"))
}

/// What messages cost here: no two sums of these are alike by chance.
pub(crate) const FEE_TRANSFER: &str = "0.010007";
pub(crate) const FEE_DEPOSITS: &str = "0.000301";
pub(crate) const FEE_FULL_HANDSHAKE: &str = "0.000013";

/// A transfer that was recorded, executed or not.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub(crate) payer: String,
    pub(crate) counter: u64,
    pub(crate) recipient: String,
    pub(crate) transaction_id: String,
    pub(crate) amount: Micros,
    pub(crate) fee: Micros,
    pub(crate) executed: bool,
}

/// The ledger, as far as it was read.
pub(crate) struct Ledger {
    path: PathBuf,
    read: u64,
    pub(crate) balances: HashMap<String, Micros>,
    pub(crate) recorded: Vec<Recorded>,
    /// What each holder has paid for messages.
    pub(crate) fees: HashMap<String, Micros>,
}

impl Ledger {
    pub(crate) fn new(path: PathBuf) -> Self {
        Self {
            path,
            read: 0,
            balances: HashMap::new(),
            recorded: Vec::new(),
            fees: HashMap::new(),
        }
    }

    /// Reads what was written since. A line without its end comes next time.
    pub(crate) fn refresh(&mut self) {
        let mut file = File::open(&self.path).unwrap();
        file.seek(SeekFrom::Start(self.read)).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        for line in text.split_inclusive('\n').filter(|l| l.ends_with('\n')) {
            self.read += line.len() as u64;
            self.take(&serde_json::from_str(line).unwrap());
        }
    }

    fn take(&mut self, line: &Value) {
        if let Some(transfer) = line.get("transfer") {
            self.transfer(transfer);
        } else if let Some(question) = line.get("deposits") {
            let holder = text(question, "holder");
            let fee = fee(question, FEE_DEPOSITS).min(*self.balance_mut(holder));
            self.charge(holder, fee);
        } else {
            for fund in line["funds"].as_array().unwrap() {
                let amount = micros(fund[1].as_str().unwrap());
                *self.balance_mut(fund[0].as_str().unwrap()) += amount;
            }
        }
    }

    fn transfer(&mut self, transfer: &Value) {
        let (payer, recipient) = (text(transfer, "holder"), text(transfer, "recipient"));
        let amount = micros(text(transfer, "amount"));
        let fee = fee(transfer, FEE_TRANSFER);
        let executed = *self.balance_mut(payer) >= amount + fee;
        if executed {
            *self.balance_mut(payer) -= amount;
            *self.balance_mut(recipient) += amount;
            self.charge(payer, fee);
        }
        self.recorded.push(Recorded {
            payer: payer.to_owned(),
            counter: text(transfer, "messageCounter").parse().unwrap(),
            recipient: recipient.to_owned(),
            transaction_id: text(transfer, "transactionId").to_owned(),
            amount,
            fee,
            executed,
        });
    }

    fn charge(&mut self, holder: &str, fee: Micros) {
        *self.balance_mut(holder) -= fee;
        *self.fees.entry(holder.to_owned()).or_default() += fee;
    }

    fn balance_mut(&mut self, holder: &str) -> &mut Micros {
        self.balances.entry(holder.to_owned()).or_default()
    }

    /// What was executed.
    pub(crate) fn executed(&self) -> impl Iterator<Item = &Recorded> {
        self.recorded.iter().filter(|it| it.executed)
    }

    /// What a recipient says who is asked whether something has arrived.
    pub(crate) fn has_arrived(&self, recipient: &str, transaction_id: &str) -> bool {
        self.executed()
            .any(|it| it.recipient == recipient && it.transaction_id == transaction_id)
    }

    /// Whether a transfer of this number was recorded.
    pub(crate) fn knows(&self, payer: &str, counter: u64) -> bool {
        let mut all = self.recorded.iter().rev();
        all.any(|it| it.payer == payer && it.counter == counter)
    }
}

fn text<'a>(line: &'a Value, name: &str) -> &'a str {
    line[name].as_str().unwrap()
}

fn fee(line: &Value, usual: &str) -> Micros {
    match text(line, "handshake") {
        "full" => micros(usual) + micros(FEE_FULL_HANDSHAKE),
        _ => micros(usual),
    }
}
