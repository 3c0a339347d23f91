//! What a channel is made of, for faults to change.

use super::patrons::{Patrons, Watched};
use super::verifier::Verifier;
use crate::Config;
use crate::Fault;
use crate::fault::amend::Amendment;
use crate::issuer::channel::Channel;
use crate::issuer::keys::Keys;
use crate::issuer::service::Service;
use certs::{Authority, CertsError, Identity};
use rustls::{ALL_VERSIONS, ServerConfig, SupportedProtocolVersion};
use std::sync::Arc;

type Configure = Box<dyn FnOnce(&mut ServerConfig)>;
type Around = Box<dyn FnOnce(Arc<dyn Channel>) -> Arc<dyn Channel>>;

/// A channel before it is made. TLS is amended for holders with certificates; those with raw keys
/// are received as they should be.
pub(crate) struct Blueprint {
    pub(super) versions: Vec<&'static SupportedProtocolVersion>,
    pub(super) verifier: Verifier,
    configure: Vec<Configure>,
    around: Vec<Around>,
}

impl Blueprint {
    fn new(setting: &Setting) -> Blueprint {
        Blueprint {
            versions: ALL_VERSIONS.to_vec(),
            verifier: Verifier::new(certs::any_key_holder(), setting.patrons.clone()),
            configure: Vec::new(),
            around: Vec::new(),
        }
    }

    /// Sets something else in the TLS configuration.
    pub(super) fn configure(&mut self, change: impl FnOnce(&mut ServerConfig) + 'static) {
        self.configure.push(Box::new(change));
    }

    /// Puts a decorator around.
    pub(super) fn around<C: Channel + 'static>(
        &mut self,
        put: impl FnOnce(Arc<dyn Channel>) -> C + 'static,
    ) {
        self.around.push(Box::new(|right| Arc::new(put(right))));
    }

    fn make(self, identity: &Identity) -> Result<Arc<dyn Channel>, CertsError> {
        let verifier = Arc::new(self.verifier);
        let mut certified = certs::server_config_with(identity, &self.versions, verifier)?;
        for change in self.configure {
            change(&mut certified);
        }
        let raw = certs::server_config_for_raw_keys(identity)?;
        let right: Arc<dyn Channel> = Arc::new(Keys::new(Arc::new(certified), raw));
        Ok(self.around.into_iter().fold(right, |right, put| put(right)))
    }
}

/// What faults of the channel know of their issuer.
#[derive(Clone)]
pub(crate) struct Setting {
    pub(super) domain: String,
    pub(super) identity: Identity,
    pub(super) authority: Option<Arc<Authority>>,
    pub(super) patrons: Arc<Patrons>,
}

impl Setting {
    pub(crate) fn of(config: &Config) -> Setting {
        Setting {
            domain: config.domain.clone(),
            identity: config.identity.clone(),
            authority: config.authority.clone(),
            patrons: Patrons::new(config.funds.iter().map(|(holder, _)| *holder)),
        }
    }
}

/// The channel with those of the faults that amend channels.
pub(crate) fn amend_channel(
    faults: &[Fault],
    right: Arc<dyn Channel>,
    setting: &Setting,
) -> Result<Arc<dyn Channel>, CertsError> {
    let amendments = amendments(faults);
    if amendments.is_empty() {
        return Ok(right);
    }
    let mut blueprint = Blueprint::new(setting);
    for amend in amendments {
        amend(&mut blueprint, setting);
    }
    blueprint.make(&setting.identity)
}

/// The service, at which those faults see whom they have to leave alone.
pub(crate) fn watch_patrons(
    faults: &[Fault],
    right: Arc<dyn Service>,
    setting: &Setting,
) -> Arc<dyn Service> {
    if amendments(faults).is_empty() {
        return right;
    }
    let patrons = setting.patrons.clone();
    Arc::new(Watched { right, patrons })
}

fn amendments(faults: &[Fault]) -> Vec<fn(&mut Blueprint, &Setting)> {
    let amendments = faults.iter().filter_map(|fault| match fault.amendment() {
        Amendment::Channel(amend) => Some(amend),
        _ => None,
    });
    amendments.collect()
}
