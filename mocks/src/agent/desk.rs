//! The seam between an application's orders and what is done about them.

use super::account::Denied;
use super::crew::Crew;
use super::issuer::{Issuer, NoAccount};
use super::parts::Parts;
use super::transport::Route;
use certs::Trust;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use wire::KeyId;
use wire::adapter::{Configure, ErrorCode, Hello, Identified, Order, PROTOCOL, Refusal};

/// What comes of an order, sooner or later.
pub(crate) type Attended<'a> = Pin<Box<dyn Future<Output = Result<Value, Refusal>> + Send + 'a>>;

/// Takes orders.
pub(crate) trait Desk: Send + Sync {
    /// Does what is ordered, and tells what came of it.
    fn attend(&self, order: Order) -> Attended<'_>;

    /// Tells what comes of an operation that there is not.
    fn decline(&self, op: &str) -> Result<Value, Refusal> {
        Err(Refusal {
            code: ErrorCode::Unimplemented,
            message: format!("there is no operation {op:?}"),
        })
    }
}

/// A holder at its desk.
pub(crate) struct Front {
    parts: Arc<Parts>,
    crew: Crew,
    issuers: Mutex<BTreeMap<String, (PathBuf, Arc<Issuer>)>>,
}

impl Front {
    /// Nobody's holder yet.
    pub(crate) fn new(parts: Parts, crew: Crew) -> Front {
        Front {
            parts: Arc::new(parts),
            crew,
            issuers: Mutex::default(),
        }
    }

    async fn act(&self, order: Order) -> Result<Value, Refusal> {
        match order {
            Order::Hello { protocol } if protocol == PROTOCOL => json(self.hello()),
            Order::Hello { .. } => refuse(format!("this speaks {PROTOCOL}")),
            Order::Configure(configure) => done(self.configure(&configure)),
            Order::Identity {
                issuer,
                application,
            } => {
                let account = self.issuer(&issuer)?.account(application.as_deref());
                let key = account.map_err(Denied::from)?.key.to_string();
                json(Identified { key })
            }
            Order::Invoice {
                issuer,
                application,
                amount,
            } => {
                let issuer = self.issuer(&issuer)?;
                json(issuer.invoice(application.as_deref(), &amount)?)
            }
            Order::Transfer(transfer) => {
                let issuer = self.issuer(&transfer.issuer)?;
                json(issuer.transfer(transfer).await?)
            }
            Order::Deposits {
                issuer,
                application,
                wait_ms,
                within_ms,
            } => {
                let account = self.issuer(&issuer)?.account(application.as_deref());
                let account = account.map_err(Denied::from)?;
                let (wait, within) = (milliseconds(wait_ms), milliseconds(within_ms));
                json(
                    account
                        .deposits(application.as_deref(), wait, within)
                        .await?,
                )
            }
            Order::Policy(policy) => done(self.issuer(&policy.issuer)?.set_policy(policy)),
            Order::Supply(supply) => done(self.issuer(&supply.issuer)?.set_supply(&supply)),
            Order::Exit {} => done(Ok(())),
        }
    }

    fn hello(&self) -> Hello {
        let several = ["identities", "supply"];
        let several = several.iter().filter(|_| self.parts.several);
        let features = ["applications", "issuers", "pinned-key", "policy"];
        let known = OPERATIONS.iter().map(|name| (*name).to_owned());
        Hello {
            protocol: PROTOCOL.to_owned(),
            name: "trialplate agent".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            operations: known.collect(),
            features: features
                .iter()
                .chain(several)
                .map(|name| (*name).to_owned())
                .collect(),
        }
    }

    fn configure(&self, configure: &Configure) -> Result<(), Denied> {
        let route = route(configure)?;
        let folder = Path::new(&configure.state);
        let folder = fs::canonicalize(folder)
            .map_err(|error| Denied::Refused(format!("{}: {error}", configure.state)))?;
        let mut issuers = self.issuers();
        match issuers.get(&configure.issuer) {
            Some((there, issuer)) if *there == folder => {
                issuer.reroute(route).map_err(NoAccount::from)?;
            }
            _ => {
                let opened = Issuer::open(
                    &configure.issuer,
                    &folder,
                    route,
                    Arc::clone(&self.parts),
                    self.crew.clone(),
                )?;
                issuers.insert(configure.issuer.clone(), (folder, Arc::new(opened)));
            }
        }
        Ok(())
    }

    fn issuer(&self, name: &str) -> Result<Arc<Issuer>, Denied> {
        let issuers = self.issuers();
        let issuer = issuers.get(name).map(|(_, issuer)| Arc::clone(issuer));
        issuer.ok_or_else(|| Denied::Refused(format!("no issuer is called {name:?}")))
    }

    fn issuers(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, (PathBuf, Arc<Issuer>)>> {
        self.issuers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk for Front {
    fn attend(&self, order: Order) -> Attended<'_> {
        Box::pin(self.act(order))
    }
}

/// The operations, as `hello` tells them.
pub(super) const OPERATIONS: [&str; 9] = [
    "hello",
    "configure",
    "identity",
    "invoice",
    "transfer",
    "deposits",
    "policy",
    "supply",
    "exit",
];

fn route(configure: &Configure) -> Result<Route, Denied> {
    let trust = match (&configure.ca, &configure.issuer_key) {
        (Some(ca), None) => {
            let pem = fs::read_to_string(ca);
            Trust::Authority(pem.map_err(|error| Denied::Refused(format!("{ca}: {error}")))?)
        }
        (None, Some(key)) => {
            let key = KeyId::parse(key).map_err(|error| Denied::Refused(error.to_string()))?;
            Trust::Pinned(key)
        }
        _ => {
            return Err(Denied::Refused(
                "an issuer is known by an authority, or by its key".to_owned(),
            ));
        }
    };
    Ok(Route {
        wsdl: configure.wsdl.clone(),
        trust,
    })
}

fn milliseconds(count: u32) -> Duration {
    Duration::from_millis(count.into())
}

fn done(done: Result<(), Denied>) -> Result<Value, Refusal> {
    done?;
    Ok(Value::Object(serde_json::Map::new()))
}

fn json(told: impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(told).or_else(|error| refuse(error.to_string()))
}

fn refuse<T>(message: String) -> Result<T, Refusal> {
    Err(Refusal {
        code: ErrorCode::Refused,
        message,
    })
}

impl From<Denied> for Refusal {
    fn from(why: Denied) -> Refusal {
        let code = match &why {
            Denied::Refused(_) => ErrorCode::Refused,
            Denied::Failed(_) => ErrorCode::Failed,
        };
        Refusal {
            code,
            message: why.to_string(),
        }
    }
}
