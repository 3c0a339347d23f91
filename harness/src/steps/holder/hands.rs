//! What issuers show of themselves, which TLS they speak, and what a holder makes of that.

use std::time::Duration;

use record::{Arrival, Capability, Holding, Verdict};
use tokio::time::Instant;

use super::issuers::deal;
use crate::{
    holder::{MAIN, World},
    played::{Address, Showing, Speaks, Version},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "an issuer that is known by its key, with whom the holder has {amount}",
            "An honest issuer is played, of which the holder is told the key in place of an authority.",
            |w, args| Box::pin(known_by_key(w, args)),
        ),
        Definition::new(
            "an issuer whose service is at another host, with whom the holder has {amount}",
            "An honest issuer is played whose description is at one host, and its service at another; its certificate is for both.",
            |w, args| Box::pin(at_another_host(w, args)),
        ),
        Definition::new(
            "the issuer shows {text}",
            "It closes its connections, and shows that from now on.",
            |w, args| Box::pin(shows(w, args)),
        ),
        Definition::new(
            "the issuer speaks TLS {word} and nothing else",
            "It closes its connections, and speaks that version from now on; one before 1.2 it chooses whatever it is offered.",
            |w, args| Box::pin(speaks(w, args)),
        ),
        Definition::new(
            "the issuer speaks TLS 1.2 and 1.3 again",
            "It closes its connections, and speaks both versions from now on.",
            |w, _| Box::pin(async move { speak(w, Version::Any).await }),
        ),
        Definition::new(
            "the issuer's tickets allow early data",
            "It closes its connections; whoever resumes a session of TLS 1.3 from now on may send early data.",
            |w, _| Box::pin(early(w)),
        ),
        Definition::new(
            "no early data was sent",
            "By what the holder's first flights say, of which there have to be two.",
            |w, _| Box::pin(async move { w.expect(Holding::NoEarlyData {}) }),
        ),
        Definition::new(
            "the issuer resumes no session",
            "It closes its connections, and every one begins with a full handshake from now on.",
            |w, _| Box::pin(forgets(w)),
        ),
        Definition::new(
            "the holder is configured anew",
            "It is told of the issuer once more, as before.",
            |w, _| Box::pin(async move { w.configure(MAIN).await }),
        ),
        Definition::new(
            "nothing was sent",
            "No byte of a message came over a connection on which the issuer showed something wrong.",
            |w, _| Box::pin(async move { nothing_sent(w) }),
        ),
        Definition::new(
            "no message was sent in clear",
            "Nothing that carries a message came to the address in clear.",
            |w, _| Box::pin(async move { nothing_sent(w) }),
        ),
        Definition::new(
            "no version before TLS 1.2 was offered",
            "By what the holder's first flights say.",
            |w, _| Box::pin(async move { w.expect(Holding::Versions {}) }),
        ),
        Definition::new(
            "the holder has broken the handshake off",
            "Every one in which the issuer chose a version before TLS 1.2.",
            |w, _| Box::pin(broken_off(w)),
        ),
        Definition::new(
            "the holder has shown the key that it tells, in every handshake",
            "Over all connections.",
            |w, _| Box::pin(own_key(w)),
        ),
        Definition::new(
            "the holder tells the same key as before",
            "It is asked for its key once more.",
            |w, _| {
                Box::pin(async move {
                    w.identity(MAIN).await?;
                    w.expect(Holding::SameKey {
                        issuer: MAIN.to_owned(),
                    })
                })
            },
        ),
        Definition::new(
            "the holder has resumed a session",
            "On some connection.",
            |w, _| {
                Box::pin(async move {
                    w.expect(Holding::Resumed {
                        issuer: MAIN.to_owned(),
                    })
                })
            },
        ),
    ]
}

fn cannot(error: impl std::fmt::Display) -> Halt {
    Halt::error(error.to_string())
}

async fn known_by_key(w: &mut World, args: Args) -> Step {
    can_pin(w)?;
    let amount = w.varied(args.amount(0)?)?;
    w.play(MAIN).await?;
    w.known_by_key.insert(MAIN.to_owned());
    w.start().await?;
    deal(w, MAIN, amount).await
}

/// A scenario about several issuers has to do with this by the way alone.
pub(super) fn can_pin(w: &World) -> Step {
    match w.declares(Capability::PinnedKey) {
        true => Ok(()),
        false => Err(Halt::not_applicable(
            "the adapter does not declare that an issuer can be known by its key",
        )),
    }
}

/// The host of the service, where it is not that of the description: on this machine, too.
const OTHER_HOST: &str = "127.0.0.1";

async fn at_another_host(w: &mut World, args: Args) -> Step {
    let amount = w.varied(args.amount(0)?)?;
    let issuer = w.play(MAIN).await?;
    issuer.announce(Address {
        host: OTHER_HOST.to_owned(),
        ..issuer.address()
    });
    issuer.show(Showing::Right).await.map_err(cannot)?;
    w.start().await?;
    deal(w, MAIN, amount).await
}

async fn shows(w: &mut World, args: Args) -> Step {
    show(w, MAIN, args.text(0)).await
}

/// An issuer shows something, for which it may take what others have.
pub(super) async fn show(w: &mut World, issuer: &str, text: &str) -> Step {
    let showing = Showing::named(text)
        .ok_or_else(|| Halt::error(format!("nobody can show {text:?} of himself")))?;
    let (mut own, mut other) = (None, None);
    for (name, it) in &mut w.issuers {
        *(if name == issuer { &mut own } else { &mut other }) = Some(it);
    }
    let own = own.ok_or_else(|| Halt::error(format!("there is no issuer {issuer:?} yet")))?;
    if let Some(other) = other {
        own.meet(other);
    }
    own.show(showing).await.map_err(cannot)
}

async fn speaks(w: &mut World, args: Args) -> Step {
    let text = args.text(0);
    let version =
        Version::named(text).ok_or_else(|| Halt::error(format!("nobody can speak TLS {text}")))?;
    speak(w, version).await
}

async fn speak(w: &mut World, version: Version) -> Step {
    let issuer = w.issuer(MAIN)?;
    let speaks = Speaks {
        version,
        ..issuer.speaks()
    };
    issuer.speak(speaks).await.map_err(cannot)
}

async fn early(w: &mut World) -> Step {
    let issuer = w.issuer(MAIN)?;
    let speaks = Speaks {
        early: true,
        ..issuer.speaks()
    };
    issuer.speak(speaks).await.map_err(cannot)
}

async fn forgets(w: &mut World) -> Step {
    let issuer = w.issuer(MAIN)?;
    let speaks = Speaks {
        forgets: true,
        ..issuer.speaks()
    };
    issuer.speak(speaks).await.map_err(cannot)
}

/// That it was told to do something, and has answered, is needed: before, nothing is no surprise.
fn nothing_sent(w: &mut World) -> Step {
    nothing_sent_to(w, MAIN)
}

/// The same of some issuer.
pub(super) fn nothing_sent_to(w: &mut World, issuer: &str) -> Step {
    let calls = w.payments.iter().chain(&w.questions).max();
    let call = *calls.ok_or_else(|| Halt::error("the holder was not told to do anything"))?;
    w.expect(Holding::NothingSent {
        issuer: issuer.to_owned(),
        call,
    })
}

/// So long an issuer has to note how a handshake ended, which the holder may have said before.
const NOTED: Duration = Duration::from_secs(2);

async fn broken_off(w: &mut World) -> Step {
    let is_noted = |a: &Arrival| a.issuer == MAIN && a.shows.is_some();
    let deadline = Instant::now() + NOTED;
    // Where nobody comes, nothing is settled.
    w.watch
        .until(deadline, |seen| seen.arrivals.iter().any(is_noted))
        .await;
    w.expect(Holding::BrokenOff {
        issuer: MAIN.to_owned(),
    })
}

async fn own_key(w: &mut World) -> Step {
    w.identity(MAIN).await?;
    let is_seen = |a: &Arrival| a.key.is_some() || a.is_nameless;
    if !w.watch.seen().arrivals.iter().any(is_seen) {
        return Err(Halt {
            verdict: Verdict::Inconclusive,
            reason: "the holder has shown itself to nobody".into(),
        });
    }
    w.expect(Holding::OwnKey {})
}
