//! Whom the holder is told to trust, at which issuer and since when.

use std::time::Duration;

use super::{
    hands::{can_pin, nothing_sent_to, show},
    issuers::deal,
    second::SECOND,
};
use crate::{
    holder::{MAIN, Payee, World},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

/// Patience is told in seconds of ten, which a run may stretch.
const FULL_PATIENCE: u32 = 10;

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the holder is told of another authority of the issuer",
            "Another authority vouches for the issuer from now on, and the holder is told of that in place of the one before. What the issuer shows stays as it is.",
            |w, _| Box::pin(another_authority(w)),
        ),
        Definition::new(
            "a second issuer that is known by its key, with whom the holder has {amount}",
            "Another honest issuer is played, of which the holder is told the key in place of an authority.",
            |w, args| Box::pin(known_by_key(w, args)),
        ),
        Definition::new(
            "the second issuer shows {text}",
            "It closes its connections, and shows that from now on.",
            |w, args| Box::pin(async move { show(w, SECOND, args.text(0)).await }),
        ),
        Definition::new(
            "the holder is configured anew at the second issuer",
            "It is told of that issuer once more, as before.",
            |w, _| Box::pin(async move { w.configure(SECOND).await }),
        ),
        Definition::new(
            "the holder is told to pay {amount} to {name} at the second issuer within {int} s",
            "It is to say within so long what became of it; longer, where the run gives it more time.",
            |w, args| Box::pin(impatiently(w, args)),
        ),
        Definition::new(
            "nothing was sent to the second issuer",
            "No byte of a message came over a connection on which that issuer showed something wrong.",
            |w, _| Box::pin(async move { nothing_sent_to(w, SECOND) }),
        ),
    ]
}

async fn another_authority(w: &mut World) -> Step {
    let changed = w.issuer(MAIN)?.change_authority();
    changed.map_err(|e| Halt::error(e.to_string()))?;
    w.configure(MAIN).await
}

async fn known_by_key(w: &mut World, args: Args) -> Step {
    can_pin(w)?;
    let amount = w.varied(args.amount(0)?)?;
    w.play(SECOND).await?;
    w.known_by_key.insert(SECOND.to_owned());
    deal(w, SECOND, amount).await
}

async fn impatiently(w: &mut World, args: Args) -> Step {
    let amount = w.spell(args.amount(0)?);
    let seconds: u32 = args.number(2)?;
    let within: Duration = w.within() * seconds / FULL_PATIENCE;
    let to = Payee {
        issuer: SECOND,
        within: Some(within),
        ..Payee::plain(args.text(1))
    };
    w.these.clear();
    w.pay(&to, &amount)?;
    w.settle_or_late().await
}
