//! Whether what a transfer took was there.

use record::AnswerKind;

use super::{Found, Outcome};
use crate::{
    decode::{Reply, transfer_request},
    history::History,
};

/// The transfer was not executed, or its amount and the reported fee are together at most the balance that another answer told just
/// before. The fee may be another than the last one, and less where the balance is what caps it.
pub(super) fn covered(history: &History<'_>, exchange: u32, balance: u32) -> Found {
    let (Some(event), Some(asked)) = (history.event(exchange), history.event(balance)) else {
        return Found::missing(exchange);
    };
    let at = [balance, exchange];
    let amount = transfer_request(event.exchange).and_then(|t| t.amount);
    let (Some(amount), Reply::Deposits { balance, .. }) = (amount, &asked.reply) else {
        let actual = "the amount or the balance cannot be read";
        return Found::new(Outcome::Unsettled, "a transfer of what was there", actual).at(at);
    };
    let outcome = match (event.kind(), &event.reply) {
        (_, Reply::Transfer { result, fee }) if result == "success" => {
            match amount + *fee <= *balance {
                true => Outcome::Holds,
                false => Outcome::Broken,
            }
        }
        (Some(AnswerKind::Failure | AnswerKind::Fault), _) => Outcome::Holds,
        (None | Some(AnswerKind::Silence), _) => Outcome::Unsettled,
        _ => Outcome::Broken,
    };
    let expected =
        format!("no success, or {amount} and its fee out of the {balance} that were there");
    Found::new(outcome, expected, event.reply.describe()).at(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::{Tale, answer, fault, list};

    fn answered(result: &str, fee: &str) -> String {
        let wrapper = "l:transferFundsResponse";
        answer(
            "200 OK",
            &format!(
                "<{wrapper} xmlns:l=\"http://lightweightcurrency.org\"><result>{result}</result><fee>{fee}</fee></{wrapper}>"
            ),
        )
    }

    #[test]
    fn a_success_is_covered_by_the_balance_or_wrong() {
        let mut tale = Tale::default();
        tale.asks("Alice", (0, 1), &list(&[], "0", "10"));
        let mut pays = |amount, counter, result, fee| {
            tale.pays("Alice", (2, 3), (amount, counter), &answered(result, fee));
        };
        pays("9", 1, "success", "1");
        pays("9", 2, "success", "1.000001");
        pays("9.5", 3, "success", "0.5");
        pays("9", 4, "insufficientFunds", "0");
        tale.asks("Alice", (0, 1), &fault());
        let of = |exchange| covered(&History::of(&tale.0), exchange, 1).outcome;
        assert_eq!(of(2), Outcome::Holds);
        assert_eq!(of(3), Outcome::Broken);
        assert_eq!(of(4), Outcome::Holds);
        assert_eq!(of(5), Outcome::Holds);
        assert_eq!(of(6), Outcome::Unsettled);
        assert_eq!(
            covered(&History::of(&tale.0), 2, 2).outcome,
            Outcome::Unsettled
        );
    }
}
