//! The description: what is in it, and whether one gets from there to the service.

use std::sync::Arc;

use futures::FutureExt;
use judge::decode::description;
use record::{Check, Ending};

use crate::{
    peer::{self, Holder, Letter},
    runner::{Halt, Source, Step, World},
    steps::Definition,
    subject::Service,
};

/// Where the exchange is marked in which the description was fetched.
const DESCRIBED: &str = "the description";

/// Where a domain's description is (paper §3).
const PATH: &str = "/lcp.wsdl";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "somebody fetches the description",
            "Asks for it where the run was told that it is, over plain HTTP and without saying who asks.",
            |w, _| fetch(w).boxed(),
        ),
        Definition::new(
            "port 80 of the issuer's domain has the description",
            "Asks for /lcp.wsdl at the host of the service's address, and expects a description. Where an issuer is tried out on \
             this machine, and nobody said where that port is, it does not apply.",
            |w, _| at_domain(w).boxed(),
        ),
        Definition::new(
            "it is a WSDL document",
            "Expects a well-formed description.",
            |w, _| async move { expect(w, |exchange| Check::Description { exchange }) }.boxed(),
        ),
        Definition::new(
            "its address is an absolute https URL",
            "Expects such a location in it.",
            |w, _| async move { expect(w, |exchange| Check::ServiceAddress { exchange }) }.boxed(),
        ),
        Definition::new(
            "it is the normative one, but for the service",
            "Compares it as XML with the one in the specification.",
            |w, _| {
                async move { expect(w, |exchange| Check::NormativeDescription { exchange }) }
                    .boxed()
            },
        ),
        Definition::new(
            "it is valid, with the SOAP binding",
            "Expects the structure of WSDL 1.1 and of its SOAP 1.1 binding, and that every reference in it leads to something.",
            |w, _| {
                async move { expect(w, |exchange| Check::ValidDescription { exchange }) }.boxed()
            },
        ),
        Definition::new(
            "its service and port have their names",
            "Expects one service AccountService with a port Account for AccountSoapBinding.",
            |w, _| async move { expect(w, |exchange| Check::ServiceElement { exchange }) }.boxed(),
        ),
        Definition::new(
            "it is served as XML",
            "Expects one of the media types of XML.",
            |w, _| {
                async move { expect(w, |exchange| Check::DescriptionMediaType { exchange }) }
                    .boxed()
            },
        ),
        Definition::new(
            "an issuer answers at its address",
            "Takes the address from it, asks there for the deposits of a fresh key, and expects an answer.",
            |w, _| answers(w).boxed(),
        ),
    ]
}

async fn fetch(w: &mut World) -> Step {
    let place = w.house.source.place().await.map_err(Halt::inconclusive)?;
    let (id, _) = peer::describe(&w.recorder, &place, w.call(0)).await;
    w.marks.insert(DESCRIBED, vec![id]);
    Ok(())
}

async fn at_domain(w: &mut World) -> Step {
    let source = w.house.source.clone();
    let service = Arc::clone(&w.house.service);
    let domain = service.host.clone();
    if domain.parse::<std::net::IpAddr>().is_ok() {
        return Err(Halt::not_applicable(format!(
            "the service's address is at {domain}, which is no domain"
        )));
    }
    let described = source.place().await.map_err(Halt::inconclusive)?;
    let described_there = described.host == domain && described.port == 80;
    let known = source.resolve.rule(&domain, 80).is_some() || described_there;
    if described.address.ip().is_loopback() && !known {
        return Err(Halt::not_applicable(format!(
            "the issuer is on this machine, and where port 80 of {domain} is was not said: --resolve {domain}:80=ADDRESS"
        )));
    }
    let url = format!("http://{domain}{PATH}");
    let there = Source {
        wsdl: url,
        ..source
    };
    let place = there.place().await.map_err(Halt::inconclusive)?;
    let (exchange, _) = peer::describe(&w.recorder, &place, w.call(0)).await;
    let service = ask_as_stranger(w, &service).await?;
    w.expect(Check::PublishedAt {
        exchange,
        service: vec![service],
        same_host: place.address.ip() == w.house.service.address.ip(),
    })
}

/// Asks for the deposits of somebody who has nothing but the address. No money goes to this key.
async fn ask_as_stranger(w: &World, service: &Arc<Service>) -> Result<u32, Halt> {
    let error = |e: &dyn std::fmt::Display| Halt::error(e.to_string());
    let identity = w.settings.keys.anybody().map_err(|e| error(&e))?;
    let mut holder = Holder::new("somebody", Arc::new(identity), Arc::clone(service), 1)
        .map_err(|e| error(&e))?;
    let letter = Letter::deposits(service, 0);
    Ok(holder
        .exchange_surely(&w.recorder, &letter, w.call(0))
        .await)
}

fn marked(w: &World) -> Result<u32, Halt> {
    let marked = w.marks.get(DESCRIBED).and_then(|ids| ids.first().copied());
    marked.ok_or_else(|| Halt::error("nobody fetched the description"))
}

fn expect(w: &mut World, check: fn(u32) -> Check) -> Step {
    let exchange = marked(w)?;
    w.expect(check(exchange))
}

async fn answers(w: &mut World) -> Step {
    let described = marked(w)?;
    let source = w.house.source.clone();
    let place = source.place().await.map_err(Halt::inconclusive)?;
    let response = w.exchange(described)?.response;
    let found = description(response.as_slice()).map_err(Halt::inconclusive)?;
    let address = found
        .address
        .ok_or_else(|| Halt::inconclusive("there is no address in it"))?;
    let service = source.service(&place, &address).await;
    let service = Arc::new(service.map_err(|e| Halt::inconclusive(e.to_string()))?);
    let asked = ask_as_stranger(w, &service).await?;
    let mut fetched = vec![described];
    if w.exchange(asked)?.ending != Ending::Answered {
        fetched.push(peer::describe(&w.recorder, &place, w.call(0)).await.0);
    }
    w.expect(Check::ServiceReached {
        exchanges: vec![asked],
        described: fetched,
        same_host: place.address.ip() == service.address.ip(),
    })
}
