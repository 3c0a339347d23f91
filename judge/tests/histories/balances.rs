//! Balances and fees that a step asks about.

use crate::tale::{OWN, Tale, fault, list, transferred};
use record::{Check, Ending, Verdict};

const AFTER_FEE: &str = "lcp.issuer.deposits.balance-after-fee";

/// What is broken when a holder of 100, told 1 for a transfer of 10 and 0.1 for asking, is shown a balance.
fn broken(shown: &str) -> Vec<String> {
    let mut tale = Tale::lent(&["Alice"], "100");
    tale.pays("Alice", "Bob", "10", 7, &transferred("success", "1"));
    let exchange = tale.asks("Alice", &list(&[], "0.1", shown));
    let found = tale.find(Check::Balance {
        exchange,
        amount: "90".into(),
    });
    assert!(
        found.iter().any(|f| f.requirement.as_str() == OWN),
        "its own always has a finding"
    );
    let failed = found.iter().filter(|f| f.verdict == Verdict::Failed);
    failed.map(|f| f.requirement.to_string()).collect()
}

#[test]
fn a_balance_is_what_there_was_less_the_fees_told() {
    assert_eq!(broken("88.9"), [""; 0]);
    assert_eq!(broken("88.90"), [""; 0]);
    assert_eq!(broken("80"), [OWN]);
    assert_eq!(broken("98.9"), [OWN]);
    assert_eq!(broken("88.899999"), [OWN]);
    assert_eq!(broken("-88.9"), [OWN]);
    assert_eq!(broken("89.9"), ["lcp.issuer.fees.reported-is-debited"]);
    assert_eq!(broken("87.9"), ["lcp.issuer.fees.reported-is-debited"]);
    assert_eq!(broken("89").len(), 1);
}

#[test]
fn a_balance_before_the_fee_is_said_to_be_that() {
    let mut tale = Tale::lent(&["Alice"], "100");
    let mut shown = Vec::new();
    for balance in ["99", "98", "99"] {
        let exchange = tale.asks("Alice", &list(&[], "1", balance));
        shown = tale.find(Check::Balance {
            exchange,
            amount: "100".into(),
        });
    }
    let failed: Vec<_> = shown
        .iter()
        .filter(|f| f.verdict == Verdict::Failed)
        .collect();
    assert_eq!(failed.len(), 1);
    assert!(
        [AFTER_FEE, "lcp.issuer.fees.deposits-reported"].contains(&failed[0].requirement.as_str())
    );
}

#[test]
fn no_balance_settles_nothing() {
    for (answer, how) in [(fault(), Ending::Answered), (vec![], Ending::TimedOut)] {
        let mut tale = Tale::lent(&["Alice"], "100");
        let exchange = if answer.is_empty() {
            tale.asks_in_vain("Alice", how)
        } else {
            tale.asks("Alice", &answer)
        };
        for check in [
            Check::Balance {
                exchange,
                amount: "100".into(),
            },
            Check::BalanceIs {
                exchange,
                amount: "100".into(),
            },
            Check::FeeIs {
                exchange,
                amount: "0".into(),
            },
        ] {
            assert_eq!(tale.verdict(check), Verdict::Inconclusive);
        }
    }
}

#[test]
fn exact_balances_and_fees_are_exact() {
    let mut tale = Tale::of(&[]);
    let exchange = tale.asks(
        "Alice",
        &list(&[], "0.10", "123456789012345678901234.567891"),
    );
    let balance = |amount: &str| {
        tale.verdict(Check::BalanceIs {
            exchange,
            amount: amount.into(),
        })
    };
    assert_eq!(balance("123456789012345678901234.567891"), Verdict::Passed);
    assert_eq!(balance("123456789012345678901234.567890"), Verdict::Failed);
    assert_eq!(balance("1e2"), Verdict::Inconclusive);
    let fee = |amount: &str| {
        tale.verdict(Check::FeeIs {
            exchange,
            amount: amount.into(),
        })
    };
    assert_eq!(
        (fee("0.1"), fee("0.100001")),
        (Verdict::Passed, Verdict::Failed)
    );
}

#[test]
fn one_fee_is_at_most_another() {
    let mut tale = Tale::of(&[]);
    let small = tale.pays("Alice", "Bob", "1", 7, &transferred("success", "1"));
    let large = tale.pays("Alice", "Bob", "1", 8, &transferred("success", "1.000001"));
    let lost = tale.loses("Alice", "Bob", "1", 9, Ending::Cut);
    let at_most = |exchange, bound| tale.verdict(Check::FeeAtMost { exchange, bound });
    assert_eq!(at_most(small, large), Verdict::Passed);
    assert_eq!(at_most(small, small), Verdict::Passed);
    assert_eq!(at_most(large, small), Verdict::Failed);
    assert_eq!(at_most(lost, small), Verdict::Inconclusive);
    assert_eq!(at_most(small, lost), Verdict::Inconclusive);
}

#[test]
fn nothing_is_below_zero() {
    let negative = |fee: &str, balance: &str| {
        let mut tale = Tale::of(&[]);
        tale.asks("Alice", &list(&[], fee, balance));
        tale.verdict(Check::NeverNegative {})
    };
    assert_eq!(negative("0", "0"), Verdict::Passed);
    assert_eq!(negative("0", "-0.0"), Verdict::Passed);
    assert_eq!(negative("0", "-0.000001"), Verdict::Failed);
    assert_eq!(negative("-1", "5"), Verdict::Failed);
    assert_eq!(Tale::of(&[]).find(Check::NeverNegative {}), []);
}
