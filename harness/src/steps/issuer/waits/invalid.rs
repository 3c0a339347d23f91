//! Waits that are none.

use futures::FutureExt;
use record::{AnswerKind, Check};

use crate::{
    peer::Letter,
    runner::{Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![Definition::new(
        "{name} gets a Fault for a wait of {text}",
        "Asks with what stands there for a wait, and expects a Fault.",
        |w, a| fault(w, a).boxed(),
    )]
}

async fn fault(w: &mut World, a: Args) -> Step {
    let letter = Letter::deposits(&w.house.service, a.text(1));
    let call = w.call(0);
    let exchange = w.send(a.text(0), &letter, call).await?;
    w.expect(Check::Answer {
        exchange,
        allowed: vec![AnswerKind::Fault],
    })
}
