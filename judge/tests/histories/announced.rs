//! What the issuer announces is known of a message whose answer was lost; what a redundant message is told is not.

use crate::tale::{CONSERVED, Tale, list, transferred};
use record::{Ending, Fees};

/// Alice was lent 100, sends Bob 10 on a resumed session and loses the answer, and is refused under the same counter.
fn lost(alice: &str) -> Tale {
    let mut tale = Tale::lent(&["Alice", "Bob"], "100");
    tale.resumed();
    tale.loses("Alice", "Bob", "10", 7, Ending::Cut);
    tale.pays("Alice", "Bob", "10", 7, &transferred("refused", "0"));
    tale.asks("Bob", &list(&[("t7", "10")], "0", "10"));
    tale.asks("Alice", &list(&[], "0", alice));
    tale
}

fn announcing(mut tale: Tale, transfer: &str) -> Tale {
    tale.record.announced = Some(Fees {
        transfer: transfer.to_owned(),
        deposits: "0".to_owned(),
        full_handshake: "5".to_owned(),
    });
    tale
}

#[test]
fn a_fee_that_is_announced_explains_what_is_lacking() {
    announcing(lost("88.8"), "1.2").assert_conserved();
    announcing(lost("78.8"), "1.2").assert_broken(CONSERVED);
    announcing(lost("87.6"), "1.2").assert_broken(CONSERVED);
}

#[test]
fn what_a_repetition_is_told_bounds_nothing() {
    lost("88.8").assert_unsettled();
}
