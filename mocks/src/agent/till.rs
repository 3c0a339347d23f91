//! The seam at which it is decided whose a deposit is.

use super::books::Account;
use rustls::crypto::aws_lc_rs;
use wire::Deposit;

/// Why there is no transaction id.
#[derive(Debug, thiserror::Error)]
#[error("the system has no random numbers")]
pub(crate) struct NoChance;

/// Whose deposits are.
pub(crate) trait Till: Send + Sync {
    /// The application that a deposit is for; absent: the one without a name.
    fn whose(&self, account: &Account, deposit: &Deposit) -> Option<String>;

    /// A name for a payment that is expected, which nobody can guess and nothing else has.
    fn transaction_id(&self) -> Result<String, NoChance>;

    /// How long to have the issuer wait when an application wants to wait so many milliseconds.
    fn wait(&self, wanted: u32) -> u32 {
        wanted
    }
}

/// By transaction ids.
pub(crate) struct Sorted;

impl Till for Sorted {
    fn whose(&self, account: &Account, deposit: &Deposit) -> Option<String> {
        account.whose(&deposit.transaction_id)
    }

    fn transaction_id(&self) -> Result<String, NoChance> {
        let mut bytes = [0; 16];
        let random = aws_lc_rs::default_provider().secure_random;
        random.fill(&mut bytes).map_err(|_| NoChance)?;
        Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}
