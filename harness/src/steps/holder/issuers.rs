//! The issuers that are played: what the holder has there, and what they do.

use wire::Amount;

use crate::{
    holder::{MAIN, World, amount_of},
    runner::Step,
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "an issuer with whom the holder has {amount}",
            "An honest issuer is played; the holder is started, told of it, and has that much there.",
            |w, args| Box::pin(issuer(w, args)),
        ),
        Definition::new(
            "an issuer with whom the holder has exactly {amount}",
            "The same with an amount that is not varied.",
            |w, args| Box::pin(async move { begin(w, amount_of(args.amount(0)?)?).await }),
        ),
    ]
}

async fn issuer(w: &mut World, args: Args) -> Step {
    let amount = w.varied(args.amount(0)?)?;
    begin(w, amount).await
}

async fn begin(w: &mut World, amount: Amount) -> Step {
    w.play(MAIN).await?;
    w.start().await?;
    deal(w, MAIN, amount).await
}

/// Tells the holder of an issuer that is played, and gives it so much there.
pub(super) async fn deal(w: &mut World, issuer: &str, amount: Amount) -> Step {
    w.configure(issuer).await?;
    let key = w.identity(issuer).await?;
    w.issuer(issuer)?.fund(key, amount);
    Ok(())
}
