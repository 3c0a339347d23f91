//! Requests of other methods than POST.

use std::sync::Arc;

use futures::FutureExt;
use record::Check;

use crate::{
    peer::{Carries, alone, of_method},
    runner::{Halt, Spoilt, Step, World},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends {amount} to {name} by {word}, {text}",
            "Sends a transfer in a request of another method than POST: with the message \"in the body\", \"in the address\", or \
             \"not at all\". Its message counter stays free.",
            |w, a| sends_by(w, a).boxed(),
        ),
        Definition::new(
            "it is not answered as if it had been executed",
            "Expects of that request any answer but success or a list of deposits, or none.",
            |w, _| async move { is_not_served(w) }.boxed(),
        ),
    ]
}

async fn sends_by(w: &mut World, a: Args) -> Step {
    let (payer, recipient, method) = (a.text(0), a.text(2), a.text(3));
    let carries = match a.text(4) {
        "in the body" => Carries::Body,
        "in the address" => Carries::Query,
        "not at all" => Carries::Nothing,
        other => return Err(Halt::error(format!("nobody knows where {other:?} is"))),
    };
    let transfer = super::defects::begun(w, &a)?;
    let mut letter = of_method(method, carries, &w.house.service, &transfer);
    letter.form.push(format!("{method}, {}", a.text(4)));
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let exchange = alone(w.holder(payer)?, &recorder, &letter, call).await;
    w.settled(exchange)?;
    w.spoilt.push(Spoilt {
        holder: payer.to_owned(),
        recipient: Some(recipient.to_owned()),
        transfer: Some(transfer),
        exchange,
        breaks: "lcp.issuer.soap.other-methods",
        codes: &[],
    });
    Ok(())
}

fn is_not_served(w: &mut World) -> Step {
    let exchanges = w
        .spoilt
        .last()
        .map(|s| vec![s.exchange])
        .unwrap_or_default();
    w.expect(Check::NoneCarriedOut { exchanges })
}
