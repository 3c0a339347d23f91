use super::Liberties;

#[test]
fn a_seed_draws_the_same_again_and_another_one_something_else() {
    assert_eq!(Liberties::drawn(7), Liberties::drawn(7));
    let several: Vec<_> = (0..20)
        .map(|seed| Liberties::drawn(seed).describe())
        .collect();
    assert!(several.iter().any(|other| *other != several[0]));
}

#[test]
fn digits_that_are_given_take_finer_fees_away() {
    let drawn = (0..).map(Liberties::drawn).find(|it| {
        let fee = it.failures.fee.map(|fee| fee.to_string());
        fee.as_deref() == Some("0.000001")
    });
    let drawn = drawn.unwrap_or_default();
    assert_eq!(drawn.fraction_digits, None);
    assert_eq!(drawn.clone().holding(Some(6)).failures, drawn.failures);
    let of_cents = drawn.holding(Some(2));
    assert_eq!(of_cents.failures.fee, None);
    assert_eq!(of_cents.fraction_digits, Some(2));
}

#[test]
fn without_a_seed_nothing_is_taken() {
    assert_eq!(Liberties::default().describe(), Vec::<String>::new());
}
