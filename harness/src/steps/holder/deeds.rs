//! What an issuer does with transfers, and what becomes of its answers.

use std::time::Duration;

use wire::{Amount, Deposit};

use crate::{
    holder::{MAIN, World},
    played::{Act, Saying, Script, Spoilt},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

/// Something lost, for so many copies of each transfer or for every so many.
type Losing = fn(&mut Script, u32);

pub(super) fn steps() -> Vec<Definition<World>> {
    let mut steps = next();
    steps.extend(always());
    steps.extend(duplicates());
    steps
}

/// A step about the issuer's next transfer.
macro_rules! next {
    ($expression:literal, $says:literal, $act:expr) => {
        Definition::new($expression, $says, |w, _| {
            Box::pin(async move {
                let act: Act = $act;
                direct(w, |script| script.transfers.push_back(act))
            })
        })
    };
}

/// A step about all that the issuer does from now on.
macro_rules! from_now_on {
    ($expression:literal, $says:literal, $change:expr) => {
        Definition::new($expression, $says, |w, _| {
            Box::pin(async move { direct(w, $change) })
        })
    };
}

fn next() -> Vec<Definition<World>> {
    vec![
        next!(
            "the issuer executes the next transfer and cuts the connection before its answer",
            "The next transfer is executed, and its answer is lost with the connection.",
            Act::carried_out(Saying::Cut)
        ),
        next!(
            "the issuer executes the next transfer and cuts the connection in its answer",
            "The next transfer is executed, and half of its answer is sent.",
            Act::carried_out(Saying::Half)
        ),
        next!(
            "the issuer executes the next transfer and closes the connection without a word",
            "The next transfer is executed, and TLS is closed in good order in the place of its answer.",
            Act::carried_out(Saying::Close)
        ),
        next!(
            "the issuer executes the next transfer and keeps its answer back",
            "The next transfer is executed, and its connection stays open in silence.",
            Act::carried_out(Saying::Silence)
        ),
        next!(
            "the issuer receives the next transfer and keeps its answer back",
            "The next transfer is not executed, and its connection stays open in silence.",
            Act::passed_over(Saying::Silence)
        ),
        next!(
            "the issuer cuts the connection before it executes the next transfer",
            "The next transfer is not executed, and its connection is cut.",
            Act::passed_over(Saying::Cut)
        ),
        Definition::new(
            "the issuer cuts the connection before it executes the next transfer, and executes it {int} s later",
            "The next transfer is under way longer than its connection lasts.",
            |w, args| {
                Box::pin(async move {
                    let later = Duration::from_secs(args.number(0)?);
                    let act = Act {
                        later: Some(later),
                        ..Act::passed_over(Saying::Cut)
                    };
                    direct(w, |script| script.transfers.push_back(act))
                })
            },
        ),
        Definition::new(
            "the issuer answers the next transfer after {int} s",
            "The next transfer is executed at once, and answered then.",
            |w, args| {
                Box::pin(async move {
                    let act = Act::carried_out(Saying::Truth);
                    let act = act.after(Duration::from_secs(args.number(0)?));
                    direct(w, |script| script.transfers.push_back(act))
                })
            },
        ),
        Definition::new(
            "the issuer executes the next transfer and answers it with {text}",
            "The next transfer is executed, and its answer is none: garbage, by its name.",
            |w, args| {
                Box::pin(async move {
                    let act = Act::carried_out(saying(args.text(0)));
                    direct(w, |script| script.transfers.push_back(act))
                })
            },
        ),
        Definition::new(
            "the issuer answers the next transfer with {text}",
            "The next transfer fails in this word, or is refused with this Fault; it is not executed.",
            |w, args| {
                Box::pin(async move {
                    let act = Act::passed_over(saying(args.text(0)));
                    direct(w, |script| script.transfers.push_back(act))
                })
            },
        ),
        Definition::new(
            "the issuer answers the next transfer with {text}, records that, and cuts the connection before its answer",
            "The next transfer fails in this word, which is told when it is repeated.",
            |w, args| {
                Box::pin(async move {
                    let lost = Saying::WordLost(args.text(0).to_owned(), Amount::ZERO);
                    direct(w, |script| {
                        script.transfers.push_back(Act::passed_over(lost));
                    })
                })
            },
        ),
        Definition::new(
            "{amount} is paid to the holder as soon as the next transfer is executed",
            "The holder's balance rises by that much then, and the deposit is there to be told.",
            |w, args| {
                Box::pin(async move {
                    let amount = w.varied(args.amount(0)?)?;
                    let deposit = Deposit {
                        transaction_id: w.fresh_id(),
                        amount,
                        userid: None,
                    };
                    w.await_deposit(&deposit);
                    direct(w, |script| script.gift = Some(deposit))
                })
            },
        ),
    ]
}

fn always() -> Vec<Definition<World>> {
    vec![
        from_now_on!(
            "the issuer answers as usual again",
            "From now on the issuer does what an ordinary one does.",
            |script| *script = Script::default()
        ),
        Definition::new(
            "the issuer answers transfers with {text}",
            "From now on every transfer fails in this word, or is answered with this Fault or garbage; none is executed.",
            |w, args| {
                Box::pin(async move {
                    let act = Act::passed_over(saying(args.text(0)));
                    direct(w, |script| script.always = Some(act))
                })
            },
        ),
        Definition::new(
            "the issuer answers transfers with {text} and a fee of {amount}",
            "From now on every transfer fails in this word, at this fee.",
            |w, args| {
                Box::pin(async move {
                    let word = Saying::Word(args.text(0).to_owned(), w.varied(args.amount(1)?)?);
                    direct(w, |script| script.always = Some(Act::passed_over(word)))
                })
            },
        ),
        Definition::new(
            "the issuer answers transfers with {text}, behind a comment that has a result of success",
            "The same, where a search for text finds another word first.",
            |w, args| {
                Box::pin(async move {
                    let act = Act::passed_over(saying(args.text(0)));
                    direct(w, |script| {
                        script.manner.in_front = Some("<!--<result>success</result>-->");
                        script.always = Some(act);
                    })
                })
            },
        ),
        from_now_on!(
            "the issuer executes transfers and answers none",
            "From now on transfers are executed, and their connections stay open in silence.",
            |script| script.always = Some(Act::carried_out(Saying::Silence))
        ),
        from_now_on!(
            "the issuer executes no transfer and answers none",
            "From now on transfers are not executed, and their connections stay open in silence.",
            |script| script.always = Some(Act::passed_over(Saying::Silence))
        ),
        Definition::new(
            "the issuer answers transfers after {int} ms",
            "From now on transfers are executed at once, and answered then.",
            |w, args| {
                Box::pin(async move {
                    let act = Act::carried_out(Saying::Truth);
                    let act = act.after(Duration::from_millis(args.number(0)?));
                    direct(w, |script| script.always = Some(act))
                })
            },
        ),
        Definition::new(
            "the issuer executes transfers and cuts the connection before their answers, {int} times each",
            "The answers to the first so many copies of each transfer are lost.",
            |w, args| {
                Box::pin(losing(w, args, |script, n| {
                    script.each = Some((n, Act::carried_out(Saying::Cut)));
                }))
            },
        ),
        from_now_on!(
            "the issuer executes transfers and keeps every first answer back",
            "The connection on which a transfer comes first stays open in silence; copies are answered.",
            |script| script.each = Some((1, Act::carried_out(Saying::Silence)))
        ),
        Definition::new(
            "the issuer executes transfers and cuts the connection before every answer in {int}",
            "Of so many requests one loses its answer, copies included.",
            |w, args| {
                Box::pin(losing(w, args, |script, n| {
                    script.every = Some((n, Act::carried_out(Saying::Cut)));
                }))
            },
        ),
    ]
}

fn duplicates() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the issuer answers duplicates with {text}",
            "A copy of what was executed is answered with this failure or Fault (paper §3: redundant messages are discarded).",
            |w, args| {
                Box::pin(async move {
                    let said = saying(args.text(0));
                    direct(w, |script| script.duplicates = Some(said))
                })
            },
        ),
        from_now_on!(
            "the issuer drops duplicates in silence",
            "A copy of what was executed is not answered, and its connection stays open.",
            |script| script.duplicates = Some(Saying::Silence)
        ),
        from_now_on!(
            "the issuer drops duplicates and closes the connection",
            "A copy of what was executed is not answered, and its connection is closed.",
            |script| script.duplicates = Some(Saying::Close)
        ),
    ]
}

/// What is answered, by its name: garbage or a Fault that has one, or else a word of failure.
fn saying(text: &str) -> Saying {
    match (text, Spoilt::named(text)) {
        ("a Fault of the client", _) => Saying::Fault("Client"),
        ("a Fault of the server", _) => Saying::Fault("Server"),
        (_, Some(spoilt)) => Saying::Spoilt(spoilt),
        (word, None) => Saying::Word(word.to_owned(), Amount::ZERO),
    }
}

pub(super) fn direct<T>(w: &mut World, change: impl FnOnce(&mut Script) -> T) -> Result<(), Halt> {
    w.issuer(MAIN)?.direct(change);
    Ok(())
}

async fn losing(w: &mut World, args: Args, lose: Losing) -> Step {
    let n = args.number(0)?;
    direct(w, |script| lose(script, n))
}
