//! How many requests of which form there were, and what became of them.

use judge::tallies;
use record::{Ending, Tally};

use crate::tale::{Tale, fault, list, transferred};

fn tally(form: &str, (sent, accepted, refused): (u32, u32, u32)) -> Tally {
    Tally {
        form: form.into(),
        sent,
        accepted,
        refused,
    }
}

/// A tale with one exchange for each of these forms.
fn tale(forms: &[&[&str]]) -> Tale {
    let mut tale = Tale::of(&["Alice", "Bob"]);
    tale.pays("Alice", "Bob", "1", 1, &transferred("success", "0"));
    tale.pays("Alice", "Bob", "1", 2, &transferred("refused", "0"));
    tale.asks("Bob", &list(&[("t1", "1")], "0", "1"));
    tale.sends("Alice", b"", &fault(), Ending::Answered);
    tale.loses("Alice", "Bob", "1", 3, Ending::Closed);
    for (exchange, forms) in tale.record.exchanges.iter_mut().zip(forms) {
        exchange.form = forms.iter().map(|f| (*f).to_owned()).collect();
    }
    tale
}

#[test]
fn each_form_is_counted_with_what_its_requests_were_answered() {
    let tale = tale(&[
        &["chunked", "utf-16"],
        &["chunked"],
        &["utf-16"],
        &["two bodies"],
        &["chunked", "two bodies"],
    ]);
    assert_eq!(
        tallies(&tale.record, &judge::Readings::default()),
        [
            tally("chunked", (3, 1, 1)),
            tally("two bodies", (2, 0, 1)),
            tally("utf-16", (2, 2, 0)),
        ]
    );
}

#[test]
fn what_is_usual_is_not_counted() {
    assert_eq!(
        tallies(
            &tale(&[&[], &["chunked"]]).record,
            &judge::Readings::default()
        )
        .len(),
        1
    );
    assert!(tallies(&tale(&[]).record, &judge::Readings::default()).is_empty());
}
