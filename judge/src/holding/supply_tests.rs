//! What is made of moves between a holder's own keys, on records made by hand.

use serde_json::json;

use super::{
    books::truth,
    sums::together,
    supply::{arrived, as_told, kept, supplied},
    traded::{BOB, Traded, broken, holds},
};
use crate::check::Outcome;

const SHOP: &str = "5A0B000000000000000000000000000000000000000000000000000000000001";
const PLAYER: &str = "71A7000000000000000000000000000000000000000000000000000000000002";
const ARCHIVE: &str = "A4C0000000000000000000000000000000000000000000000000000000000003";

/// The player is to supply the shop from 10 ms on, and to keep 80.
fn told() -> Traded {
    keys().dealt(10, &order(&["player"]), &json!({"id": 4, "ok": {}}))
}

fn keys() -> Traded {
    let all = [("shop", SHOP), ("player", PLAYER), ("archive", ARCHIVE)];
    let each = all.into_iter().zip(1..);
    each.fold(Traded::new(), |traded, ((name, key), id)| {
        let asked = json!({"id": id, "op": "identity", "issuer": "main", "application": name});
        traded.dealt(id, &asked, &json!({"id": id, "ok": {"key": key}}))
    })
}

fn order(from: &[&str]) -> serde_json::Value {
    json!({"id": 4, "op": "supply", "issuer": "main", "application": "shop", "from": from, "keep": "80"})
}

/// The shop is told to pay 50 at 100 ms, as call 9, and says this.
fn pays(traded: Traded, said: &serde_json::Value) -> Traded {
    let asked = json!({"id": 9, "op": "transfer", "issuer": "main", "application": "shop", "recipient": BOB,
        "amount": "50", "transaction-id": "t", "within-ms": 1000});
    traded.dealt(100, &asked, said)
}

#[test]
fn a_move_is_as_told_while_it_is_told() {
    let moved = || (PLAYER, "20", SHOP);
    let good = told().moved(20, 1, "m1", moved(), "80");
    assert_eq!(good.found(as_told), holds());
    assert_eq!(good.found(truth), []);
    let early = told().moved(5, 1, "m1", moved(), "80");
    assert_eq!(early.found(as_told), broken(""));
    assert_eq!(early.found(truth), broken("lcp.holder.supply.named"));
    let never = keys().moved(20, 1, "m1", moved(), "80");
    assert_eq!(
        never.found(truth),
        broken("lcp.holder.application.identities")
    );
    let taken_back = || told().dealt(30, &order(&[]), &json!({"id": 4, "ok": {}}));
    let late = taken_back().moved(2040, 1, "m1", moved(), "80");
    assert_eq!(late.found(as_told), broken(""));
    let under_way = taken_back().moved(40, 1, "m1", moved(), "80");
    assert_eq!(under_way.found(as_told), holds());
    // What was decided before and is sent again is not new.
    let again = taken_back().moved(20, 1, "m1", moved(), "80");
    assert_eq!(again.found(as_told), holds());
}

#[test]
fn nobody_else_supplies_and_nothing_goes_back() {
    for (from, to) in [(ARCHIVE, SHOP), (SHOP, PLAYER), (PLAYER, ARCHIVE)] {
        let moved = told().moved(20, 1, "m1", (from, "20", to), "80");
        assert_eq!(moved.found(as_told), broken(""), "{from} to {to}");
        assert_eq!(moved.found(truth), broken("lcp.holder.supply.named"));
    }
}

#[test]
fn a_move_arrives_and_once() {
    let one = || told().moved(20, 1, "m1", (PLAYER, "10", SHOP), "90");
    assert_eq!(one().found(arrived), holds());
    let other = one().moved(30, 2, "m2", (PLAYER, "10", SHOP), "80");
    assert_eq!(other.found(arrived), holds());
    let same = one().moved(30, 2, "m1", (PLAYER, "10", SHOP), "80");
    assert_eq!(same.found(arrived), broken(""));
    let nobody = "0B0D000000000000000000000000000000000000000000000000000000000009";
    let stray = told().moved(20, 1, "m1", (PLAYER, "10", nobody), "90");
    assert_eq!(stray.found(arrived), broken(""));
    assert_eq!(stray.found(truth), broken("lcp.holder.supply.conserved"));
}

#[test]
fn what_is_to_stay_has_stayed() {
    let leaving = |left| told().moved(20, 1, "m1", (PLAYER, "20", SHOP), left);
    assert_eq!(leaving("80").found(kept), holds());
    assert_eq!(leaving("79.999999").found(kept), broken(""));
}

#[test]
fn a_payment_is_due_where_there_was_enough_for_it() {
    let refused = json!({"id": 9, "error": {"code": "refused", "message": "no"}});
    let outcome = |traded: Traded| {
        let found = traded.found(|view| supplied(view, &[9]));
        found.into_iter().map(|(outcome, _)| outcome).next()
    };
    // Nobody has heard of either: they have what the scenario gave them.
    let unheard = pays(told(), &refused);
    assert_eq!(outcome(unheard), Some(Outcome::Broken));
    // The player has 90 and the shop 30, as far as anybody knows: 10 can be spared.
    let short = told().moved(20, 1, "a", (PLAYER, "10", BOB), "90").moved(
        30,
        1,
        "b",
        (SHOP, "10", BOB),
        "30",
    );
    assert_eq!(outcome(pays(short, &refused)), Some(Outcome::Unsettled));
    let enough = told().moved(20, 1, "a", (PLAYER, "10", BOB), "100").moved(
        30,
        1,
        "b",
        (SHOP, "10", BOB),
        "30",
    );
    assert_eq!(outcome(pays(enough, &refused)), Some(Outcome::Broken));
    let unknown = json!({"id": 9, "ok": {"outcome": "unknown"}});
    assert_eq!(outcome(pays(told(), &unknown)), Some(Outcome::Unsettled));
    let made = pays(told(), &unknown).moved(105, 1, "t", (SHOP, "50", BOB), "0");
    assert_eq!(outcome(made), Some(Outcome::Holds));
}

#[test]
fn together_there_is_what_there_was() {
    let balance = |id: u64, text: &str| {
        let asked =
            json!({"id": id, "op": "deposits", "issuer": "main", "wait-ms": 0, "within-ms": 1000});
        (
            asked,
            json!({"id": id, "ok": {"deposits": [], "balance": text}}),
        )
    };
    let with = |one: &str, other: &str| {
        let (asked, answered) = balance(11, one);
        let traded = told().dealt(200, &asked, &answered);
        let (asked, answered) = balance(12, other);
        traded.dealt(210, &asked, &answered)
    };
    let found = |traded: Traded, calls: &[u64]| traded.found(|view| together(view, calls, "130"));
    assert_eq!(found(with("100", "30"), &[11, 12]), holds());
    assert_eq!(found(with("100", "30.000001"), &[11, 12]), broken(""));
    let unasked = found(with("100", "30"), &[11, 13]);
    assert_eq!(unasked, broken(""));
}
