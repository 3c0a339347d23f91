//! Faults of transfers.

use super::Fault;
use crate::fault::amend::Amendment::{Accounts, Execute, Service};
use crate::fault::declare::{Declared, family};
use crate::fault::{counters, transfers};

family! {
    Fault below "lcp.issuer.";

    /// The recipient is credited with the amount less the fee, and told so.
    CREDITS_AMOUNT_LESS_FEE "credits-amount-less-fee" ["transfer.exact"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Execute(transfers::less_fee);
    /// Money for a recipient who has no account is debited and credited to nobody.
    UNKNOWN_RECIPIENT_LOSES_MONEY "unknown-recipient-loses-money" ["transfer.creates-account"]
        Execute(transfers::loses_for_unknown);
    /// The recipient's balance grows by a millionth more than the amount.
    CREDITS_A_MILLIONTH_TOO_MUCH "credits-a-millionth-too-much" ["transfer.conserved"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Execute(transfers::too_much);
    /// A transfer that the payer has not enough for is executed, and makes the balance negative.
    INSUFFICIENT_FUNDS_EXECUTED "insufficient-funds-executed" ["transfer.insufficient-funds"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Execute(transfers::executes_without_funds);
    /// Whether there is enough is not looked at for the largest amount that there is.
    LARGEST_AMOUNT_EXECUTED "largest-amount-executed" ["transfer.insufficient-funds"],
        may ["fees.never-below-zero", "transfer.conserved"]
        Execute(transfers::largest_without_funds);
    /// Of transfers that come at once each is executed for which there was enough before.
    SPENDS_AT_ONCE_WHAT_IS_THERE_ONCE "spends-at-once-what-is-there-once" ["transfer.insufficient-funds"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Service(counters::Meanwhile::balance);
    /// A transfer that would leave a balance of exactly 0 is refused.
    WHOLE_BALANCE_REFUSED "whole-balance-refused" ["transfer.whole-balance"], may ["counter.maximum", "deposits.none-lost", "endurance.*"]
        Execute(transfers::whole_balance);
    /// Every transfer that fails is answered `refused`, whatever the cause.
    FAILURE_WORD_UNSPECIFIC "failure-word-unspecific" ["transfer.result-words"]
        Execute(transfers::unspecific_word);
    /// Balances are kept in binary floating point and cut off after six digits, so that ten times
    /// 0.1 is 0.999999.
    BINARY_FLOATING_POINT "binary-floating-point" ["transfer.decimal"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Accounts(|| Box::new(transfers::FloatingPoint::default()));
    /// Amounts are rounded to two fraction digits before they are moved.
    ROUNDS_AMOUNTS_TO_CENTS "rounds-amounts-to-cents" ["transfer.fraction-digits"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::rounds_to_cents);
    /// Amounts of a million millions and more are refused.
    LARGE_AMOUNTS_REFUSED "large-amounts-refused" ["transfer.integer-digits"]
        Execute(transfers::large_amounts);
    /// What follows the sixth fraction digit is cut off, and the rest executed.
    SEVENTH_DIGIT_CUT_OFF "seventh-digit-cut-off" ["transfer.no-rounding"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::cuts_off_seventh_digit);
    /// A negative amount is executed and moves money backwards.
    NEGATIVE_AMOUNT_ACCEPTED "negative-amount-accepted" ["transfer.positive"], may ["counter.*"]
        Execute(transfers::negative_accepted);
    /// An amount of zero is executed, for the fee, and notified.
    ZERO_AMOUNT_ACCEPTED "zero-amount-accepted" ["transfer.positive"], may ["counter.*", "transfer.fails-without-effect"]
        Execute(transfers::zero_accepted);
    /// An amount with an exponent is executed.
    ACCEPTS_EXPONENT "accepts-exponent" ["transfer.lexical"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::accepts_exponent);
    /// An amount with white space around it is refused.
    REFUSES_WHITE_SPACE "refuses-white-space" ["transfer.white-space"], may ["soap.*"]
        Execute(transfers::white_space);
    /// An amount with a plus sign, or with a point at an end, is refused.
    REFUSES_SIGNS_AND_POINTS "refuses-signs-and-points" ["transfer.signs-and-points"]
        Execute(transfers::odd_decimals);
    /// A transfer to oneself credits the amount without debiting it.
    SELF_TRANSFER_MINTS "self-transfer-mints" ["transfer.to-oneself"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::mints_for_oneself);
    /// A transfer to oneself in which the own key is not written as it is told credits the amount once more.
    OWN_KEY_IN_LOWER_CASE_MINTS "own-key-in-lower-case-mints" ["transfer.to-oneself"], may ["transfer.*"]
        Execute(transfers::mints_for_oneself_in_lower_case);
    /// White space around a transaction id does not arrive.
    TRANSACTION_ID_TRIMMED "transaction-id-trimmed" ["transfer.transaction-id-verbatim"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Execute(transfers::trims_transaction_id);
    /// A payer's second transfer with the same transaction id is answered with success and not
    /// executed.
    TRANSACTION_ID_DEDUPLICATES "transaction-id-deduplicates" ["transfer.transaction-id-opaque"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Accounts(|| Box::new(transfers::Deduplicates::default()));
    /// A transaction id that is too long is cut off, and the transfer executed.
    TRANSACTION_ID_TRUNCATED "transaction-id-truncated" ["transfer.transaction-id-too-long"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::truncates_transaction_id);
    /// A userid that is too long is cut off, and the transfer executed.
    USERID_TRUNCATED "userid-truncated" ["transfer.userid-too-long"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::truncates_userid);
    /// The userid does not arrive with the deposit.
    USERID_DROPPED "userid-dropped" ["transfer.userid"], may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::drops_userid);
    /// A transfer without a userid arrives with one.
    USERID_INVENTED "userid-invented" ["transfer.userid-absent"],
        may ["channel.*", "counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*", "wait.*"]
        Execute(transfers::invents_userid);
    /// A transfer to what is no key identifier is debited, and credited to nobody.
    MALFORMED_RECIPIENT_DEBITS "malformed-recipient-debits" ["transfer.recipient-form"], may ["counter.*", "transfer.fails-without-effect"]
        Execute(transfers::malformed_debits);
    /// Full-width characters of a recipient are read as the digits and letters that they look like.
    FULL_WIDTH_RECIPIENT_EXECUTED "full-width-recipient-executed" ["transfer.recipient-form"], may ["transfer.conserved"]
        Execute(transfers::full_width_digits);
    /// A recipient with lower-case digits is another account than the same in upper case.
    LOWER_CASE_RECIPIENT_IS_ANOTHER_ACCOUNT "lower-case-recipient-is-another-account" ["transfer.recipient-case"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::lower_case_elsewhere);
    /// A userid that is a holder's key identifier says whose account is debited.
    USERID_NAMES_THE_PAYER "userid-names-the-payer" ["transfer.own-account-only"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::userid_pays);
    /// A transfer that fails for lack of money is credited all the same.
    FAILED_TRANSFER_CREDITS "failed-transfer-credits" ["transfer.fails-without-effect"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::credits_failed);
    /// A transfer that fails for lack of money is notified all the same.
    FAILED_TRANSFER_NOTIFIES "failed-transfer-notifies" ["transfer.fails-without-effect"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "soap.*", "transfer.*"]
        Execute(transfers::notifies_failed);
    /// A payer who has no account gets the money to pay with.
    CREATES_MONEY_FOR_NEW_PAYER "creates-money-for-new-payer" ["transfer.without-account"],
        may ["counter.*", "deposits.*", "endurance.*", "fees.*", "transfer.*"]
        Execute(transfers::creates_for_stranger);
}
