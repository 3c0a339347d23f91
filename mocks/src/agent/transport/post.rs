//! The way to an issuer.

use super::channel::Channel;
use super::description::{Service, fetch, service};
use super::failure::NotSent;
use super::link::{Link, Manner, clear};
use crate::agent::pace::Pace;
use certs::{CertsError, Identity, Trust};
use http::Uri;
use rustls::ClientConfig;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::time::timeout;

/// Where an issuer is described, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Route {
    /// The URL of its description.
    pub(crate) wsdl: String,
    pub(crate) trust: Trust,
}

impl Route {
    /// The issuer's domain, as far as that is where its description comes from.
    fn domain(&self) -> String {
        let uri: Option<Uri> = self.wsdl.parse().ok();
        let host = uri.as_ref().and_then(Uri::host).unwrap_or_default();
        host.to_owned()
    }
}

/// The way of one key to one issuer.
pub(crate) struct Post {
    identity: Identity,
    channel: Arc<dyn Channel>,
    pace: Arc<Pace>,
    manner: Manner,
    way: Mutex<Way>,
}

#[derive(Clone)]
struct Way {
    route: Route,
    /// With the sessions that can be resumed.
    tls: Arc<ClientConfig>,
    /// As the description said, once it was fetched.
    service: Option<Service>,
    /// Rises when what was before is not to be used any more.
    generation: u64,
}

impl Post {
    /// A way that was not gone yet.
    ///
    /// # Errors
    /// When the trust or the identity is none.
    pub(crate) fn new(
        identity: Identity,
        route: Route,
        channel: Arc<dyn Channel>,
        pace: Arc<Pace>,
        manner: Manner,
    ) -> Result<Post, CertsError> {
        let verifier = channel.verifier(&route.trust, &route.domain())?;
        let tls = channel.config(&identity, verifier)?;
        let way = Mutex::new(Way {
            route,
            tls,
            service: None,
            generation: 0,
        });
        Ok(Post {
            identity,
            channel,
            pace,
            manner,
            way,
        })
    }

    /// Goes another way from now on.
    ///
    /// # Errors
    /// When its trust is none.
    pub(crate) fn reroute(&self, route: Route) -> Result<(), CertsError> {
        let tls = self.config(&route)?;
        let mut way = self.way();
        *way = Way {
            route,
            tls,
            service: None,
            generation: way.generation + 1,
        };
        Ok(())
    }

    fn config(&self, route: &Route) -> Result<Arc<ClientConfig>, CertsError> {
        let verifier = self.channel.verifier(&route.trust, &route.domain())?;
        self.channel.config(&self.identity, verifier)
    }

    /// Whether a connection that was kept is still of use.
    pub(crate) fn can_use(&self, link: &Link) -> bool {
        link.generation == self.way().generation && link.is_fresh(self.pace.idle)
    }

    /// Makes a connection. The issuer is known to be the right one when this returns.
    pub(crate) async fn connect(&self) -> Result<Link, NotSent> {
        let way = self.way().clone();
        let known = way.service.clone();
        let Some(known) = known.filter(|_| !self.pace.describes_each_time) else {
            let service = self.described(&way).await?;
            return self.shake(&way, &service).await;
        };
        let connected = self.shake(&way, &known).await;
        let Err(why) = connected else {
            return connected;
        };
        // It may have moved.
        match self.described(&way).await {
            Ok(service) if service != known => self.shake(&way, &service).await,
            _ => Err(why),
        }
    }

    async fn described(&self, way: &Way) -> Result<Service, NotSent> {
        let address = fetch(&way.route.wsdl, self.channel.as_ref(), &self.pace).await?;
        let service = service(&self.channel.address(address))?;
        let mut now = self.way();
        if now.route == way.route {
            now.service = Some(service.clone());
        }
        Ok(service)
    }

    async fn shake(&self, way: &Way, service: &Service) -> Result<Link, NotSent> {
        let place = format!("{}:{}", service.host, service.port);
        let unreachable = |why: String| NotSent::Unreachable(place.clone(), why);
        let name = self.channel.name(&service.host);
        let name = name.map_err(|error| NotSent::Description(error.to_string()))?;
        let shaken = async {
            let tls = Arc::clone(&way.tls);
            let stream = self.channel.reach(&service.host, service.port, tls, name);
            let stream = stream.await.map_err(|error| doubted(&place, &error))?;
            clear(stream, self.manner).await.map_err(unreachable)
        };
        let talk = match timeout(self.pace.connect, shaken).await {
            Ok(talk) => talk?,
            Err(_) => return Err(NotSent::Late(place, self.pace.connect)),
        };
        let host = match service.port {
            443 => service.host.clone(),
            _ => place.clone(),
        };
        let mut link = Link::new(talk, &host, &service.path, self.manner).map_err(unreachable)?;
        link.generation = way.generation;
        Ok(link)
    }

    fn way(&self) -> MutexGuard<'_, Way> {
        self.way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A handshake that failed for what was said in it, or because the line broke.
fn doubted(place: &str, error: &io::Error) -> NotSent {
    match error.get_ref() {
        Some(inner) if inner.is::<rustls::Error>() => {
            NotSent::Untrusted(place.to_owned(), error.to_string())
        }
        _ => NotSent::Unreachable(place.to_owned(), error.to_string()),
    }
}
