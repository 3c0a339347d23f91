//! Very large and very deep requests, and whether the issuer is there after them.

use std::sync::Arc;

use futures::FutureExt;
use record::{Check, Operation};

use crate::{
    peer::{
        Letter, alone,
        mutation::{Base, burden},
    },
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} asks for deposits in a request with {text}, whatever comes of it",
            "Sends a deposits request that is a burden, over a connection of its own. It may be served or refused, and the \
             connection may be closed.",
            |w, a| asks_heavily(w, a).boxed(),
        ),
        Definition::new(
            "{name} is still served",
            "Asks for deposits over a new connection, and expects a list. That nobody listens any more is harm, too.",
            |w, a| is_served(w, a).boxed(),
        ),
    ]
}

async fn asks_heavily(w: &mut World, a: Args) -> Step {
    let (name, kind) = (a.text(0), a.text(1));
    let burden = burden(kind).ok_or_else(|| Halt::error(format!("no request has {kind:?}")))?;
    let document = Base::of(burden.request());
    let mut letter = document.into_letter(&w.house.service, Operation::GetDeposits);
    letter.form.push(burden.name.to_owned());
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let id = alone(w.holder(name)?, &recorder, &letter, call).await;
    // How it ended says nothing about the subject's health: any end is lawful, and the next request shows what is left.
    w.exchange(id).map(drop)
}

async fn is_served(w: &mut World, a: Args) -> Step {
    let name = a.text(0);
    let letter = Letter::deposits(&w.house.service, 0);
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let holder = w.holder(name)?;
    holder.hang_up();
    let exchange = holder.exchange_surely(&recorder, &letter, call).await;
    w.asked.entry(name.to_owned()).or_default().push(exchange);
    // First what this shows; that the subject is gone would end the scenario before it was said.
    let expected = w.expect(Check::StillServed { exchange });
    w.settled(exchange)?;
    expected
}
