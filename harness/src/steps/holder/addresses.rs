//! Where the service is, where the description says that it is, and how.

use record::{Check, Holding};

use crate::{
    holder::{MAIN, World},
    peer::Trap,
    played::{Act, Address, Described, ENTITY_TARGET, Saying, Stall},
    runner::{Halt, Step},
    steps::{Args, Definition},
};

/// Where a service is that has moved.
const MOVED: &str = "/moved/lcp.cgi";

pub(super) fn steps() -> Vec<Definition<World>> {
    vec![
        Definition::new(
            "the service address is {text}",
            "The service moves there, and the holder is told of the issuer anew.",
            |w, args| Box::pin(located(w, args)),
        ),
        Definition::new(
            "the description names an address in clear",
            "From now on, and the holder is told of the issuer anew. Whoever goes there is answered as if all were well.",
            |w, _| Box::pin(in_clear(w)),
        ),
        Definition::new(
            "the description names the service address again",
            "From now on.",
            |w, _| Box::pin(async move { again(w) }),
        ),
        Definition::new(
            "the issuer writes its description {text}",
            "From now on, and the holder is told of the issuer anew.",
            |w, args| Box::pin(describes(w, args)),
        ),
        Definition::new(
            "whoever fetches the description is answered with {text}",
            "From now on: with silence, or with something that never ends.",
            |w, args| Box::pin(async move { stalls(w, &args) }),
        ),
        Definition::new(
            "the issuer redirects transfers to an address in clear, with status {int}",
            "It executes none, and whoever goes there is answered as if all were well.",
            |w, args| Box::pin(redirects(w, args)),
        ),
        Definition::new(
            "the issuer redirects questions for deposits to an address in clear, with status {int}",
            "It carries none out, and whoever goes there is answered as if all were well.",
            |w, args| Box::pin(redirects_questions(w, args)),
        ),
        Definition::new(
            "the service moves to another port and path",
            "Nobody is where it was, and the description says where it is.",
            |w, _| Box::pin(moves(w)),
        ),
        Definition::new(
            "the issuer executes the next transfer, cuts the connection before its answer, and moves to another port and path",
            "Nobody is where it was when the holder comes again, and the description says where it is.",
            |w, _| Box::pin(moves_then(w)),
        ),
        Definition::new(
            "the holder has found the service there",
            "A message has come to the address that the description names now.",
            |w, _| Box::pin(async move { found(w) }),
        ),
        Definition::new(
            "every message went to the service address",
            "By the requests' first lines and their fields `Host`.",
            |w, _| Box::pin(async move { sent_to(w) }),
        ),
        Definition::new(
            "nothing was sent to an address that an entity names",
            "No request's target is the one in the entity's value.",
            |w, _| {
                Box::pin(async move {
                    w.expect(Holding::NeverSentTo {
                        issuer: MAIN.to_owned(),
                        target: ENTITY_TARGET.to_owned(),
                    })
                })
            },
        ),
        Definition::new(
            "nobody has fetched what the document names",
            "Nobody came to the place that a document of the issuer names.",
            |w, _| {
                Box::pin(async move {
                    w.expect_check(Check::NothingFetched {
                        keeper: Trap::KEEPER.to_owned(),
                    })
                })
            },
        ),
    ]
}

fn cannot(error: impl std::fmt::Display) -> Halt {
    Halt::error(error.to_string())
}

async fn located(w: &mut World, args: Args) -> Step {
    let text = args.text(0);
    let target = match text {
        "another port" | "a host in capital letters" => "/lcp",
        "the root" => "/",
        "a long path" => "/a/long/path/of/many/parts/to/a/service.cgi/lcp/1.0/",
        "a path with escaped characters" => "/a%20b/%C3%A9%2Fc;v=1/lcp",
        "a path and a query" => "/lcp?currency=claire&version=1",
        _ => return Err(Halt::error(format!("no service can be at {text:?}"))),
    };
    let capitals = text == "a host in capital letters";
    let issuer = w.issuer(MAIN)?;
    issuer.move_away(target).await.map_err(cannot)?;
    if capitals {
        let address = issuer.address();
        issuer.announce(Address {
            host: address.host.to_uppercase(),
            ..address
        });
    }
    w.configure(MAIN).await
}

/// The address is kept, so that the service can be there again.
async fn in_clear(w: &mut World) -> Step {
    let issuer = w.issuer(MAIN)?;
    let clear = issuer.in_clear().await.map_err(cannot)?;
    w.home = Some(w.issuer(MAIN)?.address());
    let issuer = w.issuer(MAIN)?;
    issuer.announce(clear);
    issuer.close_connections().await;
    // A holder that will have nothing to do with such an issuer may say so at once.
    w.configure_if_it_likes(MAIN).await
}

fn again(w: &mut World) -> Step {
    let home = w.home.clone();
    let home = home.ok_or_else(|| Halt::error("the service has been nowhere else"))?;
    w.issuer(MAIN)?.announce(home);
    Ok(())
}

async fn describes(w: &mut World, args: Args) -> Step {
    let text = args.text(0);
    let described = Described::named(text)
        .ok_or_else(|| Halt::error(format!("no description is written {text:?}")))?;
    w.issuer(MAIN)?.describe(described);
    match described {
        Described::Entity | Described::Fetched => {
            w.issuer(MAIN)?.close_connections().await;
            w.configure_if_it_likes(MAIN).await
        }
        _ => w.configure(MAIN).await,
    }
}

fn stalls(w: &mut World, args: &Args) -> Step {
    let text = args.text(0);
    let stall = Stall::named(text);
    let stall = stall.ok_or_else(|| Halt::error(format!("no description is kept by {text:?}")))?;
    w.issuer(MAIN)?.stall(stall);
    Ok(())
}

async fn redirects(w: &mut World, args: Args) -> Step {
    let act = redirection(w, &args).await?;
    w.issuer(MAIN)?.direct(|script| script.always = Some(act));
    Ok(())
}

async fn redirects_questions(w: &mut World, args: Args) -> Step {
    let act = redirection(w, &args).await?;
    w.issuer(MAIN)?.direct(|script| script.asking = Some(act));
    Ok(())
}

async fn redirection(w: &mut World, args: &Args) -> Result<Act, Halt> {
    let status = args.number(0)?;
    let clear = w.issuer(MAIN)?.in_clear().await.map_err(cannot)?;
    Ok(Act::passed_over(Saying::Elsewhere(
        status,
        clear.to_string(),
    )))
}

async fn moves(w: &mut World) -> Step {
    let issuer = w.issuer(MAIN)?;
    issuer.move_away(MOVED).await.map_err(cannot)
}

async fn moves_then(w: &mut World) -> Step {
    let issuer = w.issuer(MAIN)?;
    issuer.direct(|script| script.transfers.push_back(Act::carried_out(Saying::Cut)));
    issuer.move_in_the_middle(MOVED).await.map_err(cannot)
}

fn found(w: &mut World) -> Step {
    let target = w.issuer(MAIN)?.address().target;
    w.expect(Holding::CameTo {
        issuer: MAIN.to_owned(),
        target,
    })
}

fn sent_to(w: &mut World) -> Step {
    let address = w.issuer(MAIN)?.address();
    w.expect(Holding::SentTo {
        issuer: MAIN.to_owned(),
        host: format!("{}:{}", address.host, address.port),
        target: address.target,
    })
}
