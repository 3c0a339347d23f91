//! The faults: what each is called, what it does, what must be found broken, and how it is done.

use super::amend::Amendment::{self, Accounts, Execute, Ledger, Service, Statement, Transfer};
use super::{counters, deposits, fees, transfers, waits};

/// Declares [`Fault`]: `/// what it does`, variant, name, ids below `lcp.issuer.`, deed.
macro_rules! faults {
    ($($(#[doc = $says:literal])+ $variant:ident $name:literal [$($id:literal),+] $amendment:expr;)+) => {
        /// A way in which an issuer can be wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Fault {
            $($(#[doc = $says])+ $variant,)+
        }

        impl Fault {
            /// All of them, by family.
            pub const ALL: &'static [Fault] = &[$(Fault::$variant),+];

            /// What it is called on a command line.
            pub fn name(self) -> &'static str {
                match self {
                    $(Fault::$variant => $name,)+
                }
            }

            /// One sentence about what it does.
            pub fn says(self) -> &'static str {
                match self {
                    $(Fault::$variant => concat!($($says),+).trim(),)+
                }
            }

            /// The requirements that a suite must find broken.
            pub fn must_fail(self) -> &'static [&'static str] {
                match self {
                    $(Fault::$variant => &[$(concat!("lcp.issuer.", $id)),+],)+
                }
            }

            pub(super) fn amendment(self) -> Amendment {
                match self {
                    $(Fault::$variant => $amendment,)+
                }
            }
        }
    };
}

faults! {
    /// Money for a recipient who has no account is debited and credited to nobody.
    UnknownRecipientLosesMoney "unknown-recipient-loses-money" ["transfer.creates-account"]
        Execute(transfers::loses_for_unknown);
    /// Amounts are rounded to two fraction digits before they are moved.
    RoundsAmountsToCents "rounds-amounts-to-cents" ["transfer.fraction-digits"]
        Execute(transfers::rounds_to_cents);
    /// Balances are kept in binary floating point and cut off after six digits, so that ten times 0.1 is 0.999999.
    BinaryFloatingPoint "binary-floating-point" ["transfer.decimal"]
        Accounts(|| Box::new(transfers::FloatingPoint::default()));
    /// A negative amount is executed and moves money backwards.
    NegativeAmountAccepted "negative-amount-accepted" ["transfer.positive"]
        Execute(transfers::negative_accepted);
    /// A transfer to oneself credits the amount without debiting it.
    SelfTransferMints "self-transfer-mints" ["transfer.to-oneself"]
        Execute(transfers::mints_for_oneself);
    /// White space around a transaction id does not arrive.
    TransactionIdTrimmed "transaction-id-trimmed" ["transfer.transaction-id-verbatim"]
        Execute(transfers::trims_transaction_id);
    /// A payer's second transfer with the same transaction id is answered with success and not executed.
    TransactionIdDeduplicates "transaction-id-deduplicates" ["transfer.transaction-id-opaque"]
        Accounts(|| Box::new(transfers::Deduplicates::default()));
    /// The userid does not arrive with the deposit.
    UseridDropped "userid-dropped" ["transfer.userid"]
        Execute(transfers::drops_userid);

    /// A duplicate is executed again when it comes over another connection.
    ExecutesDuplicateAfterReconnect "executes-duplicate-after-reconnect" ["counter.outlives-connection"]
        Ledger(|| Box::new(counters::AfterReconnect::default()));
    /// Duplicates are executed while the first of them is being processed.
    ExecutesConcurrentDuplicates "executes-concurrent-duplicates" ["counter.concurrent"]
        Service(counters::ConcurrentDuplicates::around);
    /// A used counter is executed again when the content is another.
    ExecutesAlteredDuplicate "executes-altered-duplicate" ["counter.altered"]
        Transfer(counters::altered);
    /// A counter below the highest seen is executed.
    ExecutesLowerCounter "executes-lower-counter" ["counter.lower"]
        Transfer(counters::lower);
    /// A counter that another holder has used counts as used.
    CounterSharedByAllHolders "counter-shared-by-all-holders" ["counter.per-holder"]
        Ledger(|| Box::new(counters::SharedCounter::default()));
    /// A failed transfer leaves no trace of its counter, so that a duplicate may succeed later.
    FailedOutcomeNotRecorded "failed-outcome-not-recorded" ["counter.failure-recorded"]
        Transfer(counters::forgets_failure);

    /// A deposit is in the replies of all requests of the holder that were waiting for it.
    DepositInTwoReplies "deposit-in-two-replies" ["deposits.at-most-once", "wait.several-waiters"]
        Service(waits::InTwoReplies::around);
    /// The list also shows what came for other holders since.
    DepositsOfAnotherHolder "deposits-of-another-holder" ["deposits.isolation"]
        Accounts(|| Box::new(deposits::OtherHolders::default()));
    /// The balance in a statement is the one before the fee was taken.
    BalanceBeforeFee "balance-before-fee" ["deposits.balance-after-fee"]
        Statement(deposits::balance_before_fee);

    /// An empty list is answered after half the wait.
    EmptyListTooEarly "empty-list-too-early" ["wait.not-early"]
        Service(waits::TooEarly::around);
    /// A deposit that comes during a wait is answered when the wait is over.
    SleepsWholeWait "sleeps-whole-wait" ["wait.prompt"]
        Service(waits::SleepsWholeWait::around);
    /// A deposit that comes within 25 ms of the end of its recipient's wait is credited and never listed.
    DepositLostAtWindowEdge "deposit-lost-at-window-edge" ["wait.edge"]
        Service(waits::LostAtEdge::around);
    /// While somebody waits, no message that comes later is served.
    WaitBlocksOthers "wait-blocks-others" ["wait.keeps-no-one", "wait.own-transfers"]
        Service(waits::WaitBlocks::around);

    /// The fee of a transfer is reported and not debited.
    FeeReportedNotDebited "fee-reported-not-debited" ["fees.reported-is-debited"]
        Execute(fees::not_debited);
    /// A duplicate is not executed and costs the fee once more.
    FeeAgainOnDuplicate "fee-again-on-duplicate" ["fees.duplicate-free"]
        Transfer(fees::charged_again);
    /// On a resumed session messages cost more than after a full handshake, as reported.
    ResumedCostsMore "resumed-costs-more" ["fees.resumed-at-most-full"]
        Accounts(|| Box::new(fees::DearResumption));
    /// Whoever has the amount, or nothing, pays a fee out of money that is not there.
    OverdraftByFee "overdraft-by-fee" ["fees.never-below-zero"]
        Accounts(|| Box::new(fees::Overdraft));
}
