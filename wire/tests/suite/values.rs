//! Key identifiers, counters, waits, and the words of results.

use std::time::Duration;

use wire::{
    CounterError, KeyId, KeyIdError, MessageCounter, TransferResult, Wait, WaitError,
    is_text_in_range,
};

use crate::fixture::KEY;

#[test]
fn a_key_identifier_is_read_in_either_case_and_written_in_upper() {
    let upper = KeyId::parse(KEY).unwrap();
    let lower = KeyId::parse(&KEY.to_lowercase()).unwrap();
    assert_eq!(upper, lower);
    assert_eq!(lower.to_string(), KEY);
    assert_eq!(KeyId::parse(&format!("\r\n\t {KEY} ")), Ok(upper));
}

#[test]
fn a_key_identifier_of_another_form_is_refused() {
    let sixty_three = &KEY[1..];
    for text in [
        "",
        sixty_three,
        &format!("{KEY}0"),
        &format!("{sixty_three}G"),
        &format!("{sixty_three}\u{FF11}"),
        &format!("0x{}", &KEY[2..]),
        &format!("+{sixty_three}"),
        &format!("{} {}", &KEY[..32], &KEY[33..]),
        &format!("{KEY}\u{A0}"),
        &"\u{E9}".repeat(32),
        "alice",
    ] {
        assert_eq!(KeyId::parse(text), Err(KeyIdError), "{text:?}");
    }
}

#[test]
fn a_key_identifier_is_the_sha_256_of_the_spki() {
    // printf '' | sha256sum
    assert_eq!(
        KeyId::of_spki(b"").to_string(),
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"
    );
}

#[test]
fn a_counter_is_a_long_that_is_not_negative() {
    for (text, value) in [
        ("0", 0),
        ("-0", 0),
        ("+7", 7),
        ("007", 7),
        (" \t\r\n3398 ", 3398),
        ("9223372036854775807", 9_223_372_036_854_775_807),
        (
            "0000000000000000000000009223372036854775807",
            9_223_372_036_854_775_807,
        ),
    ] {
        assert_eq!(
            MessageCounter::parse(text).map(MessageCounter::value),
            Ok(value),
            "{text:?}"
        );
    }
    for text in [
        "9223372036854775808",
        "18446744073709551616",
        "-1",
        "99999999999999999999999",
    ] {
        assert_eq!(
            MessageCounter::parse(text),
            Err(CounterError::OutOfRange),
            "{text:?}"
        );
    }
    for text in [
        "", "-", "+", "1.0", "1e3", "seven", "0x7", "1 2", "--1", "1_0", "\u{661}", "7\u{A0}",
    ] {
        assert_eq!(
            MessageCounter::parse(text),
            Err(CounterError::NotInteger),
            "{text:?}"
        );
    }
}

#[test]
fn nothing_follows_the_highest_counter() {
    let before = MessageCounter::new(9_223_372_036_854_775_806).unwrap();
    assert_eq!(before.next(), Some(MessageCounter::MAX));
    assert_eq!(MessageCounter::MAX.next(), None);
    assert_eq!(MessageCounter::MAX.to_string(), "9223372036854775807");
    assert_eq!(MessageCounter::new(9_223_372_036_854_775_808), None);
}

#[test]
fn a_wait_is_a_whole_number_of_milliseconds() {
    assert_eq!(
        Wait::parse(" 3000\n").map(Wait::duration),
        Ok(Duration::from_secs(3))
    );
    assert_eq!(Wait::parse("-0"), Ok(Wait::milliseconds(0)));
    assert_eq!(Wait::parse("4294967295"), Ok(Wait::milliseconds(u32::MAX)));
    assert_eq!(Wait::parse("4294967296"), Err(WaitError::TooLong));
    assert_eq!(Wait::parse("-1"), Err(WaitError::Negative));
    for text in ["", "1.5", "1.0", "soon", "1e3", "PT3S"] {
        assert_eq!(Wait::parse(text), Err(WaitError::NotInteger), "{text:?}");
    }
}

#[test]
fn errors_say_what_is_wrong() {
    assert_eq!(
        MessageCounter::parse("-1").unwrap_err().to_string(),
        "not between 0 and 9223372036854775807"
    );
    assert_eq!(
        Wait::parse("4294967296").unwrap_err().to_string(),
        "a wait is at most 4294967295 ms"
    );
    assert_eq!(
        KeyId::parse("alice").unwrap_err().to_string(),
        "not a key identifier of 64 hexadecimal digits"
    );
}

#[test]
fn the_results_are_the_profiles_words() {
    assert_eq!(
        TransferResult::ALL.map(TransferResult::as_str),
        [
            "success",
            "insufficientFunds",
            "invalidAmount",
            "invalidRecipient",
            "counterConflict",
            "counterStale",
            "refused"
        ]
    );
}

#[test]
fn texts_are_measured_in_code_points() {
    assert!(is_text_in_range(""));
    assert!(is_text_in_range(&"\u{1F4B0}".repeat(256)));
    assert!(!is_text_in_range(&"a".repeat(257)));
}
