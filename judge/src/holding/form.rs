//! The form of an adapter's answers (docs/adapter.md).

use serde_json::Value;

/// What a part of an answer has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Amount,
    Key,
    Words,
    Outcome,
    Deposits,
}

use Kind::{Amount, Deposits, Key, Outcome, Text, Words};

/// A part of an answer, and whether it may be absent.
type Part = (&'static str, Kind, bool);

const MAY: bool = true;
const MUST: bool = false;

/// The operations of the protocol, and the parts of what each is answered with.
const ANSWERS: [(&str, &[Part]); 9] = [
    (
        "hello",
        &[
            ("protocol", Text, MUST),
            ("name", Text, MUST),
            ("version", Text, MAY),
            ("operations", Words, MUST),
            ("features", Words, MAY),
        ],
    ),
    ("configure", &[]),
    ("identity", &[("key", Key, MUST)]),
    (
        "invoice",
        &[
            ("recipient", Key, MUST),
            ("transaction-id", Text, MUST),
            ("userid", Text, MAY),
        ],
    ),
    (
        "transfer",
        &[
            ("outcome", Outcome, MUST),
            ("result", Text, MAY),
            ("fee", Amount, MAY),
        ],
    ),
    (
        "deposits",
        &[
            ("deposits", Deposits, MUST),
            ("balance", Amount, MUST),
            ("unattributed", Amount, MAY),
        ],
    ),
    ("policy", &[]),
    ("supply", &[]),
    ("exit", &[]),
];

/// A deposit of an answer.
const DEPOSIT: &[Part] = &[
    ("transaction-id", Text, MUST),
    ("amount", Amount, MUST),
    ("userid", Text, MAY),
];

/// An error.
const CODES: [&str; 3] = ["unimplemented", "refused", "failed"];

const OUTCOMES: [&str; 3] = ["executed", "failed", "unknown"];

/// How much of what came is shown.
const SHOWN: usize = 60;

/// Digits of a key identifier.
const KEY_DIGITS: usize = 64;

/// The operations of the protocol.
pub(super) fn operations() -> impl Iterator<Item = &'static str> {
    ANSWERS.iter().map(|(op, _)| *op)
}

/// What is wrong with an adapter's answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{part} is to be {expected}, and is {came}")]
pub struct Misfit {
    /// The part, by its path: `ok.deposits[3].amount`.
    pub part: String,
    /// What it has to be.
    pub expected: &'static str,
    /// What it is.
    pub came: String,
}

/// What is wrong with the answer to an operation: a line with `ok` or `error`. Parts that the protocol does not know are passed over,
/// and what answers an operation that it does not have may be anything.
///
/// # Errors
/// The first thing that is wrong.
pub fn answer_fits(op: &str, answer: &Value) -> Result<(), Misfit> {
    if let Some(error) = answer.get("error") {
        return error_fits(op, error);
    }
    let Some((_, parts)) = ANSWERS.iter().find(|(known, _)| *known == op) else {
        return Ok(());
    };
    object_fits("ok", &answer["ok"], parts)
}

fn error_fits(op: &str, error: &Value) -> Result<(), Misfit> {
    object_fits("error", error, &[("message", Text, MUST)])?;
    let code = &error["code"];
    let is_word = |words: &[&str]| code.as_str().is_some_and(|code| words.contains(&code));
    let expected = match op {
        "transfer" if !is_word(&CODES[..2]) => {
            "\"refused\" or \"unimplemented\" (what else comes of a transfer is an outcome)"
        }
        _ if !is_word(&CODES) => "\"unimplemented\", \"refused\" or \"failed\"",
        _ => return Ok(()),
    };
    Err(misfit("error.code", expected, code))
}

fn object_fits(path: &str, value: &Value, parts: &[Part]) -> Result<(), Misfit> {
    if !value.is_object() {
        return Err(misfit(path, "an object", value));
    }
    for (name, kind, may_be_absent) in parts {
        let part = &value[*name];
        if !(*may_be_absent && part.is_null()) {
            part_fits(&format!("{path}.{name}"), part, *kind)?;
        }
    }
    Ok(())
}

fn part_fits(path: &str, value: &Value, kind: Kind) -> Result<(), Misfit> {
    let text = value.as_str();
    let (fits, expected) = match kind {
        Text => (text.is_some(), "a text"),
        Amount => (
            text.is_some_and(is_decimal),
            "an amount, as a text such as \"10.5\"",
        ),
        Key => (
            text.is_some_and(is_key),
            "a key identifier, a text of 64 hexadecimal digits",
        ),
        Outcome => (
            text.is_some_and(|word| OUTCOMES.contains(&word)),
            "\"executed\", \"failed\" or \"unknown\"",
        ),
        Words => {
            let mut words = list(path, value, "a list of texts")?;
            return words.try_for_each(|(path, word)| part_fits(&path, word, Text));
        }
        Deposits => {
            let mut deposits = list(path, value, "a list of deposits")?;
            return deposits.try_for_each(|(path, deposit)| object_fits(&path, deposit, DEPOSIT));
        }
    };
    match fits {
        true => Ok(()),
        false => Err(misfit(path, expected, value)),
    }
}

/// The members of a list, with their paths.
fn list<'a>(
    path: &'a str,
    value: &'a Value,
    expected: &'static str,
) -> Result<impl Iterator<Item = (String, &'a Value)> + use<'a>, Misfit> {
    let all = value
        .as_array()
        .ok_or_else(|| misfit(path, expected, value))?;
    let each = all.iter().enumerate();
    Ok(each.map(move |(n, member)| (format!("{path}[{n}]"), member)))
}

/// Whether a text is a decimal as XML Schema writes it (part 2, §3.2.3), without white space. One with more digits than any amount is
/// one too: what is wrong with it is the holder's affair.
fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    whole.len() + fraction.len() > 0 && are_digits(whole) && are_digits(fraction)
}

fn is_key(text: &str) -> bool {
    text.len() == KEY_DIGITS && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn misfit(path: &str, expected: &'static str, came: &Value) -> Misfit {
    let shown = |text: String| match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    };
    let came = match came {
        Value::Null => "missing, or null".to_owned(),
        Value::Bool(is) => format!("{is}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the text {}", shown(format!("{text:?}"))),
        Value::Array(_) => format!("the list {}", shown(came.to_string())),
        Value::Object(_) => format!("the object {}", shown(came.to_string())),
    };
    Misfit {
        part: path.to_owned(),
        expected,
        came,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with an answer, in a sentence; nothing, where nothing is.
    fn wrong(op: &str, answer: &str) -> String {
        let answer = serde_json::from_str(answer).unwrap();
        let fits = answer_fits(op, &answer);
        fits.err().map_or_else(String::new, |e| e.to_string())
    }

    #[test]
    fn what_the_page_shows_fits() {
        for (op, answer) in [
            (
                "hello",
                r#"{"ok":{"protocol":"p","name":"n","operations":["hello"],"features":[],"more":1}}"#,
            ),
            ("configure", r#"{"ok":{}}"#),
            (
                "transfer",
                r#"{"ok":{"outcome":"executed","result":null,"fee":"-1.00000000000014"}}"#,
            ),
            ("transfer", r#"{"error":{"code":"refused","message":"no"}}"#),
            (
                "deposits",
                r#"{"ok":{"deposits":[{"transaction-id":"a","amount":"5"}],"balance":"-1."}}"#,
            ),
            ("deposits", r#"{"error":{"code":"failed","message":""}}"#),
            ("made-up", r#"{"ok":[]}"#),
        ] {
            assert_eq!(wrong(op, answer), "", "{op}: {answer}");
        }
    }

    #[test]
    fn amounts_are_what_issuers_may_write_and_nothing_else() {
        let fee = |text: &str| {
            let answer = serde_json::json!({"ok": {"outcome": "executed", "fee": text}});
            wrong("transfer", &answer.to_string())
        };
        for amount in [
            "0",
            "10.5",
            "+5",
            "+1.50",
            ".5",
            "5.",
            "05",
            "007.",
            "-0",
            "1100000000000000000.000001",
            "0.0000001",
        ] {
            assert_eq!(fee(amount), "");
        }
        for none in [
            "", " 5 ", "5\n", "1e2", "1E2", "-1.4e-14", "1_0", "1,5", "1.2.3", ".", "+", "--5",
            "+ 5", "0x10", "NaN", "inf", "\u{665}", "5€",
        ] {
            assert!(
                fee(none).starts_with("ok.fee is to be an amount"),
                "{none:?}"
            );
        }
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_place() {
        for (op, answer, says) in [
            (
                "hello",
                r#"{"ok":{"protocol":"p","name":"n","operations":["hello",7]}}"#,
                "ok.operations[1] is to be a text, and is the number 7",
            ),
            (
                "identity",
                r#"{"ok":{"keyid":"11A0"}}"#,
                "ok.key is to be a key identifier, a text of 64 hexadecimal digits, and is missing, or null",
            ),
            (
                "invoice",
                r#"{"ok":{"recipient":"11A0","transaction-id":"a"}}"#,
                "ok.recipient is to be a key identifier, a text of 64 hexadecimal digits, and is the text \"11A0\"",
            ),
            (
                "transfer",
                r#"{"ok":{"outcome":"done"}}"#,
                "ok.outcome is to be \"executed\", \"failed\" or \"unknown\", and is the text \"done\"",
            ),
            (
                "transfer",
                r#"{"ok":{"outcome":"executed","fee":0.1}}"#,
                "ok.fee is to be an amount, as a text such as \"10.5\", and is the number 0.1",
            ),
            (
                "transfer",
                r#"{"error":{"code":"failed","message":""}}"#,
                "error.code is to be \"refused\" or \"unimplemented\" (what else comes of a transfer is an outcome), and is the text \
                 \"failed\"",
            ),
            (
                "deposits",
                r#"{"ok":{"deposits":{"amount":"5"},"balance":"1"}}"#,
                "ok.deposits is to be a list of deposits, and is the object {\"amount\":\"5\"}",
            ),
            (
                "deposits",
                r#"{"ok":{"deposits":[{"transaction-id":"a","amount":"1,5"}],"balance":"1"}}"#,
                "ok.deposits[0].amount is to be an amount, as a text such as \"10.5\", and is the text \
                 \"1,5\"",
            ),
            (
                "deposits",
                r#"{"error":{"code":"broke","message":""}}"#,
                "error.code is to be \"unimplemented\", \"refused\" or \"failed\", and is the text \"broke\"",
            ),
            (
                "exit",
                r#"{"ok":null}"#,
                "ok is to be an object, and is missing, or null",
            ),
            (
                "made-up",
                r#"{"error":"unimplemented"}"#,
                "error is to be an object, and is the text \"unimplemented\"",
            ),
        ] {
            assert_eq!(wrong(op, answer), says);
        }
    }
}
