//! A ledger around which every command is written down.

use super::StateError;
use super::disk::{Disk, StateFile, corrupt};
use super::line::{Beginning, Command, Done, is_executed, written};
use crate::ledger::{
    Accounts, Book, Caller, FeeSchedule, Ledger, Record, Settled, delegate_accounts,
};
use std::path::Path;
use wire::{Amount, Fault, FaultCode, GetDepositsResponse, KeyId, TransferFunds};

/// A ledger on disk.
///
/// When a line cannot be written, what it tells may have been done in memory, and is not answered; nothing is served any more
/// from then on, so that what is on disk stays what holders were told.
struct Durable {
    right: Box<dyn Ledger>,
    disk: Box<dyn Disk>,
    broken: bool,
}

/// Restores a ledger from its file, or begins a new one with these funds. `ledger` makes one out of a book; what was restored
/// goes through `restored`, and the disk through `disk`.
pub(crate) fn restore(
    path: &Path,
    fees: &FeeSchedule,
    funds: &[(KeyId, Amount)],
    ledger: impl FnOnce(Book) -> Box<dyn Ledger>,
    restored: impl FnOnce(&mut dyn Ledger, &[Done]),
    disk: impl FnOnce(Box<dyn Disk>) -> Box<dyn Disk>,
) -> Result<Box<dyn Ledger>, StateError> {
    let (mut file, lines) = StateFile::open(path)?;
    let now = Beginning::new(fees, funds);
    let Some((first, commands)) = lines.split_first() else {
        file.append(&written(&now))
            .map_err(|source| StateError::Io {
                path: path.to_owned(),
                source,
            })?;
        let right = ledger(Book::new(fees.clone(), funds.iter().copied()));
        return Ok(Durable::boxed(right, disk(Box::new(file))));
    };
    let beginning = Beginning::read(first).map_err(|why| corrupt(path, 1, why))?;
    if !beginning.has_fees_of(&now) {
        return Err(StateError::Fees {
            path: path.to_owned(),
        });
    }
    let funds = beginning.funds().map_err(|why| corrupt(path, 1, why))?;
    let mut right = ledger(Book::new(fees.clone(), funds));
    let mut done = Vec::with_capacity(commands.len());
    for (n, line) in commands.iter().enumerate() {
        let executed = Command::read(line).and_then(|command| command.execute(&mut *right));
        done.push(executed.map_err(|why| corrupt(path, n + 2, why))?);
    }
    restored(&mut *right, &done);
    Ok(Durable::boxed(right, disk(Box::new(file))))
}

impl Durable {
    fn boxed(right: Box<dyn Ledger>, disk: Box<dyn Disk>) -> Box<dyn Ledger> {
        Box::new(Durable {
            right,
            disk,
            broken: false,
        })
    }

    fn write(&mut self, command: &Command) {
        self.broken |= self.disk.append(&written(command)).is_err();
    }
}

impl Ledger for Durable {
    fn transfer(&mut self, caller: &Caller, request: &TransferFunds) -> Result<Settled, Fault> {
        self.sound()?;
        let settled = self.right.transfer(caller, request)?;
        if is_executed(&settled) {
            self.write(&Command::transfer(caller, request));
        }
        self.sound().map(|()| settled)
    }

    fn record(&self, holder: KeyId) -> Option<&Record> {
        self.right.record(holder)
    }

    fn set_record(&mut self, holder: KeyId, record: Option<Record>) {
        self.right.set_record(holder, record);
    }

    fn sound(&self) -> Result<(), Fault> {
        if self.broken {
            return Err(Fault::new(
                FaultCode::Server,
                "the ledger cannot be written",
            ));
        }
        Ok(())
    }
}

impl Accounts for Durable {
    fn execute(&mut self, caller: &Caller, request: &TransferFunds) -> wire::TransferFundsResponse {
        self.right.execute(caller, request)
    }

    fn statement(&mut self, caller: &Caller) -> GetDepositsResponse {
        let statement = self.right.statement(caller);
        if !self.broken {
            self.write(&Command::deposits(caller));
        }
        statement
    }

    delegate_accounts!(raw right);
}
