use proptest::prelude::*;
use wire::Amount;

fn amount(text: &str) -> Amount {
    Amount::parse(text).expect("an amount")
}

#[test]
fn ten_tenths_are_one() {
    let tenth = amount("0.1");
    let sum = (0..10).try_fold(Amount::ZERO, |sum, _| sum.checked_add(tenth));
    assert_eq!(sum, Some(Amount::units(1)));
    assert_eq!(sum.unwrap().to_string(), "1");
}

#[test]
fn the_papers_example_comes_to_minus_101_2() {
    let left = amount("0")
        .checked_sub(amount("100"))
        .unwrap()
        .checked_sub(amount("1.2"))
        .unwrap();
    assert_eq!(left.to_string(), "-101.2");
    assert!(left.is_negative() && !left.is_positive() && !left.is_zero());
}

#[test]
fn what_is_left_of_nothing_has_no_sign() {
    let nothing = amount("0.5").checked_sub(amount("0.50")).unwrap();
    assert_eq!(nothing.to_string(), "0");
    assert!(nothing.is_zero() && !nothing.is_positive() && !nothing.is_negative());
    assert_eq!(amount("-0.00").to_string(), "0");
}

#[test]
fn spellings_of_one_value_are_equal_and_hash_alike() {
    let spellings = ["1", "1.0", "+1", "01", "1.", " 1.000000\n"];
    let values: std::collections::HashSet<_> = spellings.map(amount).into_iter().collect();
    assert_eq!(values.len(), 1);
}

#[test]
fn amounts_are_ordered_by_value() {
    assert!(amount("9") < amount("10"));
    assert!(amount("-10") < amount("-9.999999"));
    assert_eq!(amount("2").max(amount("10")), Amount::units(10));
}

#[test]
fn sums_may_have_more_digits_than_a_message() {
    let largest = amount("999999999999999999.999999");
    let sum = largest.checked_add(largest).unwrap();
    assert_eq!(sum.to_string(), "1999999999999999999.999998");
    assert_eq!(sum.checked_sub(largest), Some(largest));
}

#[test]
fn a_sum_is_exact_or_none() {
    // Decimal's own addition would drop fraction digits where its mantissa is full.
    let mut sum = amount("999999999999999999.999999");
    let grain = amount("0.000001");
    let doublings = std::iter::from_fn(|| {
        sum = sum.checked_add(sum)?;
        assert_eq!(
            sum.checked_add(grain).map(|more| more.checked_sub(sum)),
            Some(Some(grain))
        );
        Some(())
    });
    assert_eq!(doublings.count(), 16);
    assert_eq!(sum.checked_add(sum), None);
}

#[test]
fn faults_may_round() {
    assert_eq!(amount("0.005").round_to(2), amount("0.01"));
    assert_eq!(amount("-0.005").round_to(2), amount("-0.01"));
    assert_eq!(amount("1.994").round_to(2), amount("1.99"));
    assert_eq!(amount("0.4").round_to(0), Amount::ZERO);
    assert_eq!(amount("1.234567").round_to(6), amount("1.234567"));
}

fn any_amount() -> impl Strategy<Value = Amount> {
    ("-?[0-9]{1,18}", "[0-9]{0,6}")
        .prop_map(|(integer, fraction)| amount(&format!("{integer}.{fraction}")))
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(amount in any_amount()) {
        prop_assert_eq!(Amount::parse(&amount.to_string()), Ok(amount));
    }

    #[test]
    fn the_spelling_is_canonical(amount in any_amount()) {
        let text = amount.to_string();
        let (integer, fraction) = text.split_once('.').unwrap_or((&text, "0x"));
        let digits = integer.trim_start_matches('-');
        prop_assert!(digits == "0" || !digits.starts_with('0'), "{}", text);
        prop_assert!(!fraction.is_empty() && !fraction.ends_with('0'), "{}", text);
        prop_assert!(text != "-0");
    }

    #[test]
    fn what_was_added_can_be_taken_away(a in any_amount(), b in any_amount()) {
        let sum = a.checked_add(b).unwrap();
        prop_assert_eq!(sum.checked_sub(b), Some(a));
        prop_assert_eq!(b.checked_add(a), Some(sum));
        prop_assert_eq!(a.cmp(&b), a.checked_sub(b).unwrap().cmp(&Amount::ZERO));
    }

    #[test]
    fn no_text_is_read_in_two_ways(text in "[-+ 0-9.e]{0,12}") {
        let value = Amount::parse(&text).ok().map(|amount| amount.to_string());
        let padded = format!("\r\n\t {text} ");
        prop_assert_eq!(Amount::parse(&padded).ok().map(|amount| amount.to_string()), value);
    }
}
