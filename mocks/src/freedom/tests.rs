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
fn without_a_seed_nothing_is_taken() {
    assert_eq!(Liberties::default().describe(), Vec::<String>::new());
}
