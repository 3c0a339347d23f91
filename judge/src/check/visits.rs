//! Who came to a place of the suite's.

use record::Operation;

use super::{Found, Outcome};
use crate::history::History;

/// How many visits are shown.
const SHOWN: usize = 5;

/// The exchanges of whoever came to the place of that keeper.
pub(super) fn to(history: &History<'_>, keeper: &str) -> Vec<u32> {
    let exchanges = history.events.iter().map(|e| &e.exchange);
    exchanges
        .filter(|e| e.operation == Operation::Probe && e.holder == keeper)
        .map(|e| e.id)
        .collect()
}

/// Nobody connected to where a holder was.
pub(super) fn nobody_came(history: &History<'_>, keeper: &str) -> Found {
    let visits = to(history, keeper);
    let expected = "nobody connects to where the holder was";
    if visits.is_empty() {
        return Found::new(Outcome::Holds, expected, "nobody came");
    }
    let actual = format!("the issuer connected, {} times", visits.len());
    Found::new(Outcome::Broken, expected, actual).at(visits.into_iter().take(SHOWN))
}

#[cfg(test)]
mod tests {
    use record::Ending;

    use super::*;
    use crate::check::tests::{Tale, list};

    #[test]
    fn who_comes_to_the_keeper_is_seen() {
        let mut tale = Tale::default();
        tale.asks("Bob", (0, 10), &list(&[], "0", "0"));
        let outcome = |tale: &Tale| nobody_came(&History::of(&tale.0), "lookout").outcome;
        assert_eq!(outcome(&tale), Outcome::Holds);
        tale.ends("lookout", (20, 30), Ending::Cut);
        assert_eq!(outcome(&tale), Outcome::Holds, "no probe");
        tale.0.exchanges[1].operation = Operation::Probe;
        assert_eq!(outcome(&tale), Outcome::Broken);
    }
}
