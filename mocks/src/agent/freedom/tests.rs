use super::HolderLiberties;
use crate::Liberties;
use crate::agent::Like;
use crate::agent::tests::trade::{BOB, Place};

#[test]
fn a_seed_draws_the_same_again_and_another_one_something_else() {
    assert_eq!(HolderLiberties::drawn(7), HolderLiberties::drawn(7));
    let several: Vec<_> = (0..20)
        .map(|seed| HolderLiberties::drawn(seed).describe())
        .collect();
    assert!(several.iter().any(|other| *other != several[0]));
}

#[test]
fn without_a_seed_nothing_is_taken() {
    assert_eq!(HolderLiberties::default().describe(), Vec::<String>::new());
}

#[tokio::test]
async fn whatever_liberties_it_takes_it_pays_and_knows_its_balance() {
    let place = Place::new();
    let issuer = place.issuer(Liberties::default()).await;
    for seed in 0..12 {
        let like = Like {
            liberties: HolderLiberties::drawn(seed),
            ..Like::default()
        };
        let mut alice = place.holder_like("alice", &issuer, like.clone()).await;
        let paid = alice.pay(BOB, "1").await;
        let about = format!("{seed}: {:?}: {paid}", like.liberties.describe());
        assert_eq!(paid["outcome"], "executed", "{about}");
        assert_eq!(
            paid["fee"].as_str().map(|it| it.trim_end_matches('0')),
            Some("1.2"),
            "{about}"
        );
        let told = alice.deposits(0).await;
        assert!(told["balance"].is_string(), "{about}: {told}");
        alice.agent.abort();
    }
}
