use super::*;
use crate::ledger::tests::{CAROL, caller};

/// Alice pays Bob these sums, and he asks after each.
fn asked_after(it: &mut dyn Ledger, sums: &[&[&str]]) -> String {
    let mut counter = 0;
    let mut lists = Vec::new();
    for sums in sums {
        for sum in *sums {
            counter += 1;
            pay(it, sum, &counter.to_string());
        }
        let amounts: Vec<_> = listed(it, BOB)
            .into_iter()
            .map(|deposit| deposit.0)
            .collect();
        lists.push(amounts.join("+"));
    }
    lists.join(" ")
}

#[test]
fn lists() {
    let story = |it: &mut dyn Ledger| asked_after(it, &[&["1", "2", "3"], &["4"], &[], &[]]);
    let right = "1+2+3 4  ";
    shows(
        Fault::LISTS_EVERYTHING_AGAIN,
        right,
        "1+2+3 1+2+3+4 1+2+3+4 1+2+3+4",
        story,
    );
    shows(Fault::REPEATS_LAST_DEPOSIT, right, "1+2+3 3+4 4 ", story);
    shows(
        Fault::LOSES_FIRST_DEPOSIT_OF_A_LIST,
        right,
        "2+3 4  ",
        story,
    );
    shows(Fault::NEWEST_DEPOSIT_FIRST, right, "3+2+1 4  ", story);
}

#[test]
fn a_list_of_more_than_a_thousand() {
    shows(Fault::LISTS_A_THOUSAND_AT_MOST, "1001", "1000", |it| {
        it.adjust(ALICE, amount("2000"));
        for counter in 1..=1001 {
            pay(it, "0.1", &counter.to_string());
        }
        listed(it, BOB).len().to_string()
    });
}

#[test]
fn deposits_of_another_holder() {
    shows(
        Fault::DEPOSITS_OF_ANOTHER_HOLDER,
        "1/no. 1/- then ",
        "1/no. 1/- 2/no. 2/- then ",
        |it| {
            pay(it, "1", "1");
            told(it, &request(CAROL, "2", "2"));
            format!("{} then {}", notices(it), notices(it))
        },
    );
}

#[test]
fn balance_before_fee() {
    shows(Fault::BALANCE_BEFORE_FEE, "99.5 99.5", "100 99.5", |it| {
        let told = it.statement(&caller(ALICE)).balance;
        format!("{told} {}", balance(it, ALICE))
    });
}
