//! What an issuer charges, and how it keeps whoever comes waiting.

use record::Holding;
use wire::Amount;

use super::deeds::direct;
use crate::{
    holder::{World, amount_of},
    runner::Step,
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the issuer charges {amount} for a transfer",
            "From now on, for each that is executed.",
            |w, args| {
                Box::pin(async move {
                    let fee = w.varied(args.amount(0)?)?;
                    direct(w, |script| script.fee = fee)
                })
            },
        ),
        Definition::new(
            "the issuer charges exactly {amount} for a transfer, written {text}",
            "The same, not varied, where the fee is written so in answers.",
            |w, args| {
                Box::pin(async move {
                    let fee = amount_of(args.amount(0)?)?;
                    let written = args.text(1).to_owned();
                    direct(w, |script| {
                        script.fee = fee;
                        script.manner.fee = Some(written);
                    })
                })
            },
        ),
        Definition::new(
            "the issuer charges exactly {amount}, {amount} and {amount} for the next three transfers",
            "In this order.",
            |w, args| Box::pin(three(w, args)),
        ),
        Definition::new(
            "the issuer closes its connections after each answer",
            "From now on, without saying so before.",
            |w, _| Box::pin(async move { direct(w, |script| script.hangs_up = true) }),
        ),
        Definition::new(
            "the issuer accepts no connection",
            "From now on connections are closed before a word is said.",
            |w, _| Box::pin(async move { direct(w, |script| script.refused = u32::MAX) }),
        ),
        Definition::new(
            "the issuer begins its handshakes and never ends them",
            "From now on connections are accepted, and nothing is said on them.",
            |w, _| Box::pin(async move { direct(w, |script| script.mute = true) }),
        ),
        Definition::new(
            "every request had the form of the profile",
            "HTTP, SOAP and XML of what was sent are what no issuer may refuse.",
            |w, _| Box::pin(async move { w.expect(Holding::Form {}) }),
        ),
        Definition::new(
            "every request had the parts of the WSDL",
            "Wrapper and parts of what was sent are what the description says.",
            |w, _| Box::pin(async move { w.expect(Holding::Parts {}) }),
        ),
        Definition::new(
            "every request had the conventions of toolkits",
            "What was sent had a SOAPAction, and its parts in the order of the description.",
            |w, _| Box::pin(async move { w.expect(Holding::Conventions {}) }),
        ),
        Definition::new(
            "every amount was sent as a plain decimal",
            "Of digits, with at most one point between them.",
            |w, _| Box::pin(async move { w.expect(Holding::PlainDecimals {}) }),
        ),
    ]
}

async fn three(w: &mut World, args: Args) -> Step {
    for n in 0..3 {
        let fee: Amount = amount_of(args.amount(n)?)?;
        direct(w, |script| script.fees.push_back(fee))?;
    }
    Ok(())
}
