//! Faults of fees.

use super::Fault;
use crate::fault::amend::Amendment::{Accounts, Execute, Statement, Transfer};
use crate::fault::declare::{Declared, family};
use crate::fault::fees;

family! {
    Fault below "lcp.issuer.";

    /// The fee of a transfer is reported and not debited.
    FEE_REPORTED_NOT_DEBITED "fee-reported-not-debited" ["fees.reported-is-debited"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(fees::not_debited);
    /// The fee of a deposits request is reported and not debited.
    DEPOSITS_FEE_NOT_DEBITED "deposits-fee-not-debited" ["fees.deposits-reported"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Statement(fees::deposits_not_debited);
    /// A duplicate is not executed and costs the fee once more.
    FEE_AGAIN_ON_DUPLICATE "fee-again-on-duplicate" ["fees.duplicate-free"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Transfer(fees::charged_again);
    /// On a resumed session messages cost more than after a full handshake, as reported.
    RESUMED_COSTS_MORE "resumed-costs-more" ["fees.resumed-at-most-full"]
        Accounts(|| Box::new(fees::DearResumption));
    /// Whoever has the amount, or nothing, pays a fee out of money that is not there.
    OVERDRAFT_BY_FEE "overdraft-by-fee" ["fees.never-below-zero"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Accounts(|| Box::new(fees::Overdraft));
    /// A transfer that fails costs the fee of one that succeeds, and says that it cost nothing.
    FAILED_TRANSFER_CHARGES_UNREPORTED "failed-transfer-charges-unreported" ["fees.on-failure"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(fees::failure_charged);
}
