//! Sums with fewer digits than they have.

use crate::fault::effects::{minus, succeeded};
use crate::ledger::{Accounts, Caller};
use wire::{Amount, KeyId, TransferFunds, TransferFundsResponse};

/// How many digits of a sum are kept, counted from the first that is not 0.
const DIGITS: u32 = 7;

/// Rounds the recipient's balance, in its seventh digit, once it has been credited.
pub(in crate::fault) fn seventh_digit(
    right: &mut dyn Accounts,
    caller: &Caller,
    request: &TransferFunds,
) -> TransferFundsResponse {
    let response = right.execute(caller, request);
    if succeeded(&response)
        && let Ok(recipient) = KeyId::parse(&request.recipient)
        && let Some(sum) = right.balance(recipient)
        && let Some(rounded) = rounded(sum)
    {
        right.adjust(recipient, minus(rounded, sum));
    }
    response
}

/// An amount to its first seven digits.
fn rounded(sum: Amount) -> Option<Amount> {
    let text = sum.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let millionths: u128 = format!("{whole}{fraction:0<6}").parse().ok()?;
    let digits = millionths.checked_ilog10()? + 1;
    let last = 10u128.pow(digits.saturating_sub(DIGITS));
    let rounded = (millionths + last / 2) / last * last;
    Amount::parse(&format!(
        "{}.{:06}",
        rounded / 1_000_000,
        rounded % 1_000_000
    ))
    .ok()
}

#[cfg(test)]
mod tests {
    use super::rounded;
    use crate::ledger::tests::amount;

    #[test]
    fn seven_digits_are_kept() {
        for (sum, kept) in [
            ("0.1", "0.1"),
            ("1.234567", "1.234567"),
            ("12.345678", "12.34568"),
            ("110.123456", "110.1235"),
            ("99999.999999", "100000"),
            ("123456789012345678.123456", "123456800000000000"),
        ] {
            assert_eq!(rounded(amount(sum)), Some(amount(kept)), "{sum}");
        }
        assert_eq!(rounded(amount("0")), None);
    }
}
