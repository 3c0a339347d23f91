//! What is sent says what was told: nothing is rounded, cut or mended.

use super::{posted::is_plain, view::View};
use crate::{
    check::{Found, Outcome},
    decode::posted::posted,
};

/// How many digits an amount may have before its point (spec/lcp.md, section 5).
const INTEGER_DIGITS: usize = 18;

/// How many behind it.
const FRACTION_DIGITS: usize = 6;

/// What came for the recipient of a payment, until the next was told, says what was told.
pub(super) fn verbatim(view: &View<'_>, call: u64) -> Vec<Found> {
    let expected = "what was told, or nothing";
    let Some(call) = view.call(call) else {
        return vec![Found::new(Outcome::Unsettled, expected, "no such call")];
    };
    let next = view.payments().map(|c| c.asked_at);
    let next = next.filter(|at| *at > call.asked_at).min();
    let attempts = view.attempts.iter().filter(|a| {
        let to = call.text("recipient").unwrap_or_default();
        let sent = a.exchange.times.sent;
        call.text("issuer") == Some(&a.deed.issuer)
            && a.request.recipient.eq_ignore_ascii_case(to)
            && sent >= call.asked_at
            && next.is_none_or(|next| sent < next)
    });
    let told = call.text("amount").unwrap_or_default();
    let user = call.text("userid").filter(|u| !u.is_empty());
    for attempt in attempts {
        let request = &attempt.request;
        let amount = posted(attempt.exchange.request.as_slice()).amount;
        let amount = amount.unwrap_or_default();
        let wrong = if value(&amount) != value(told) {
            format!("the amount {amount:?} in place of {told:?}")
        } else if call.text("transaction-id") != Some(&request.transaction_id) {
            format!("the transaction id {:?}", request.transaction_id)
        } else if request.userid.as_deref() != user {
            format!("the userid {:?}", request.userid)
        } else {
            continue;
        };
        return vec![Found::new(Outcome::Broken, expected, wrong).at([attempt.exchange.id])];
    }
    vec![Found::new(Outcome::Holds, expected, "so it was")]
}

/// Whether an amount is one that has to be sent, as it is told to an adapter: positive, and of no more digits than the profile has.
pub(super) fn is_of_profile(text: &str) -> bool {
    match value(text) {
        Value::Number {
            negative,
            digits,
            exponent,
        } if is_plain(text) => {
            let fraction = usize::try_from(-exponent).unwrap_or(0);
            let integer = i64::try_from(digits.len()).unwrap_or(i64::MAX) + i64::from(exponent);
            let integer = usize::try_from(integer).unwrap_or(0);
            !negative
                && !digits.is_empty()
                && fraction <= FRACTION_DIGITS
                && integer <= INTEGER_DIGITS
        }
        _ => false,
    }
}

/// What a text stands for.
#[derive(Debug, PartialEq, Eq)]
enum Value {
    /// A number: digits, of which neither the first nor the last is 0, and by how many places they are moved to the left.
    Number {
        negative: bool,
        digits: String,
        exponent: i32,
    },
    /// Something else.
    Text(String),
}

/// What an amount stands for, of whatever size, with an exponent too.
fn value(text: &str) -> Value {
    let plain = text.trim_matches([' ', '\t', '\r', '\n']);
    number(plain).unwrap_or_else(|| Value::Text(plain.to_owned()))
}

fn number(text: &str) -> Option<Value> {
    let (negative, rest) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i16>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all: String = [whole, fraction].concat();
    if all.is_empty() || !all.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let kept = all.trim_end_matches('0');
    let dropped = all.len() - kept.len();
    let digits = kept.trim_start_matches('0').to_owned();
    let moved = i32::from(exponent) - i32::try_from(fraction.len()).ok()?;
    let exponent = match digits.is_empty() {
        true => 0,
        false => moved + i32::try_from(dropped).ok()?,
    };
    Some(Value::Number {
        negative: negative && !digits.is_empty(),
        digits,
        exponent,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_the_same_however_they_are_written() {
        for (one, other) in [
            ("1", "1.0"),
            ("1000000000000000000", "1E+18"),
            ("0.0000001", "1e-7"),
            ("007.", "7"),
            (".5", "+0.50"),
            ("0", "-0.0"),
            (" NaN", "NaN"),
        ] {
            assert_eq!(value(one), value(other), "{one} and {other}");
        }
        for (one, other) in [
            ("0.0000001", "0"),
            ("1.0000005", "1.000001"),
            ("1000000000000000000", "0"),
            ("1000000000000000000", "100000000000000000"),
            ("-1", "1"),
            ("NaN", "0"),
            ("1", "10"),
        ] {
            assert_ne!(value(one), value(other), "{one} and {other}");
        }
    }

    #[test]
    fn amounts_of_the_profile_are_positive_and_of_so_many_digits() {
        for text in [
            "1",
            "0.000001",
            "999999999999999999.999999",
            "1.0000000",
            "10000000",
        ] {
            assert!(is_of_profile(text), "{text}");
        }
        for text in [
            "0",
            "-1",
            "NaN",
            "1e2",
            "0.0000001",
            "1000000000000000000",
            "",
        ] {
            assert!(!is_of_profile(text), "{text}");
        }
    }
}
