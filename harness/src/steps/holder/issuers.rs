//! The issuers that are played: what the holder has there, and what they do.

use judge::Decimal;

use crate::{
    holder::{MAIN, World, amount_of},
    played::{Act, Saying},
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
            "the issuer executes the next transfer and cuts the connection before its answer",
            "The next transfer is executed, and its answer is lost with the connection.",
            |w, args| Box::pin(async move { next(w, &args, Act::carried_out(Saying::Cut)) }),
        ),
    ]
}

async fn issuer(w: &mut World, args: Args) -> Step {
    let amount = args.amount(0)?;
    w.play(MAIN).await?;
    w.start().await?;
    deal(w, MAIN, amount).await
}

/// Tells the holder of an issuer that is played, and gives it so much there, as the seed varies it.
pub(super) async fn deal(w: &mut World, issuer: &str, amount: Decimal) -> Step {
    let amount = amount_of(w.vary(amount))?;
    w.configure(issuer).await?;
    let key = w.identity(issuer).await?;
    w.issuer(issuer)?.fund(key, amount);
    Ok(())
}

fn next(w: &mut World, _: &Args, act: Act) -> Step {
    w.issuer(MAIN)?
        .direct(|script| script.transfers.push_back(act));
    Ok(())
}
