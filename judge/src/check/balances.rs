//! Balances that are told one after the other, while deposits keep arriving.

use super::{Found, Outcome};
use crate::{Decimal, decode::Reply, history::History, ids};

/// Each balance is what was there before, plus what has been listed, less what has been told in fees. After the first
/// answer that did not come whole, nothing can be reckoned any more.
pub(super) fn follow_lists(history: &History<'_>, exchanges: &[u32], before: &str) -> Vec<Found> {
    let expected = "each balance is what was there, plus what was listed, less the fees told";
    let Ok(mut holds) = Decimal::parse(before) else {
        let actual = format!("{before:?} is no amount");
        return vec![Found::new(Outcome::Unsettled, expected, actual)];
    };
    let mut fees = Decimal::ZERO;
    for (told, id) in exchanges.iter().enumerate() {
        let Some(event) = history.event(*id) else {
            return vec![Found::missing(*id)];
        };
        let Reply::Deposits { list, fee, balance } = &event.reply else {
            let found = Found::new(Outcome::Unsettled, expected, event.reply.describe());
            return vec![found.at([*id])];
        };
        let listed: Decimal = list.iter().map(|d| d.amount).sum();
        holds = holds + listed - *fee;
        fees = fees + *fee;
        let off = *balance - holds;
        if off.is_zero() {
            continue;
        }
        let found = Found::new(
            Outcome::Broken,
            format!("a balance of {holds}: {listed} was listed, and a fee of {fee} told"),
            format!("a balance of {balance}"),
        )
        .at([*id]);
        if off == *fee {
            return vec![found.why("the balance is the one before the fee")];
        }
        if told > 0 && off == fees {
            let hidden = "no fee of a deposits request was debited; what else there is to see here is hidden by that";
            return vec![
                Found::new(Outcome::Unsettled, expected, hidden).at([*id]),
                found
                    .why("no fee of a deposits request was debited")
                    .about(ids::id(ids::DEPOSITS_FEE)),
            ];
        }
        let why = "list and balance are not of one moment, or one of them is wrong";
        return vec![found.why(why)];
    }
    let outcome = if exchanges.is_empty() {
        Outcome::Unsettled
    } else {
        Outcome::Holds
    };
    let actual = format!("{} balances, the last {holds}", exchanges.len());
    vec![Found::new(outcome, expected, actual).at(exchanges.iter().copied())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Tale, list};
    use record::Ending;

    fn outcomes(tale: &Tale, before: &str) -> Vec<(Outcome, Option<String>)> {
        let ids: Vec<u32> = tale.0.exchanges.iter().map(|e| e.id).collect();
        follow_lists(&History::of(&tale.0), &ids, before)
            .into_iter()
            .map(|f| (f.outcome, f.requirement.map(|r| r.to_string())))
            .collect()
    }

    /// What is listed, the fee, the balance.
    type Told<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);

    fn tale(answers: &[Told<'_>]) -> Tale {
        let mut tale = Tale::default();
        for (n, (deposits, fee, balance)) in (0..).zip(answers) {
            tale.asks("Bob", (n * 10, n * 10 + 5), &list(deposits, fee, balance));
        }
        tale
    }

    #[test]
    fn balances_that_follow_the_lists_hold() {
        let right = tale(&[
            (&[], "0", "0"),
            (&[("a", "5")], "0.35", "4.65"),
            (&[("b", "1"), ("c", "2")], "0.1", "7.55"),
        ]);
        assert_eq!(outcomes(&right, "0"), [(Outcome::Holds, None)]);
        assert_eq!(outcomes(&tale(&[]), "0"), [(Outcome::Unsettled, None)]);
    }

    #[test]
    fn a_balance_of_another_moment_is_seen() {
        let later = tale(&[(&[("a", "5")], "0", "5"), (&[], "0", "7")]);
        assert_eq!(outcomes(&later, "0"), [(Outcome::Broken, None)]);
        let before_fee = tale(&[(&[("a", "5")], "1", "5")]);
        assert_eq!(outcomes(&before_fee, "0"), [(Outcome::Broken, None)]);
        let before_fees = tale(&[(&[], "1", "10"), (&[], "1", "9")]);
        assert_eq!(outcomes(&before_fees, "10"), [(Outcome::Broken, None)]);
    }

    #[test]
    fn fees_that_are_told_and_not_taken_are_their_own_fault() {
        // The first answer cannot tell the two apart; here it cost nothing.
        let never_taken = tale(&[(&[], "0", "10"), (&[], "1", "10"), (&[], "1", "10")]);
        assert_eq!(outcomes(&never_taken, "10")[0], (Outcome::Broken, None));
        let capped = tale(&[(&[], "0.5", "9.5"), (&[], "1", "10")]);
        assert_eq!(
            outcomes(&capped, "10"),
            [
                (Outcome::Unsettled, None),
                (Outcome::Broken, Some(ids::DEPOSITS_FEE.into()))
            ]
        );
    }

    #[test]
    fn a_lost_answer_ends_the_reckoning() {
        let mut tale = tale(&[(&[], "0", "0")]);
        tale.ends("Bob", (20, 30), Ending::Closed);
        tale.asks("Bob", (40, 50), &list(&[], "0", "3"));
        assert_eq!(outcomes(&tale, "0"), [(Outcome::Unsettled, None)]);
    }
}
