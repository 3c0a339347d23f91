//! What a channel is made of, for faults to change.

use super::sightings::{self, Sightings};
use super::verifier::Verifier;
use crate::Config;
use crate::fault::amend::Amendment;
use crate::issuer::channel::Channel;
use crate::issuer::keys::Keys;
use certs::{Authority, CertsError, Identity};
use rustls::{ALL_VERSIONS, ServerConfig, SupportedProtocolVersion};
use std::collections::HashSet;
use std::sync::Arc;
use wire::KeyId;

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
            verifier: Verifier::new(certs::any_key_holder(), setting.funded.clone()),
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
    /// Who has money at the start: without them nobody could be lent anything, and nothing be seen.
    pub(super) funded: Arc<HashSet<KeyId>>,
    /// Where holders were seen, where that is noted.
    pub(crate) seen: Arc<Sightings>,
}

impl Setting {
    pub(crate) fn of(config: &Config) -> Setting {
        Setting {
            domain: config.domain.clone(),
            identity: config.identity.clone(),
            authority: config.authority.clone(),
            funded: Arc::new(config.funds.iter().map(|(holder, _)| *holder).collect()),
            seen: Arc::default(),
        }
    }

    /// What chance is drawn from: the same for the same key.
    pub(crate) fn seed(&self) -> u64 {
        let key = self.identity.key_id();
        let bytes = key.as_bytes().iter().take(8);
        bytes.fold(0, |seed, byte| seed << 8 | u64::from(*byte))
    }
}

/// The channel with those of the faults that amend channels.
pub(crate) fn amend_channel(
    amendments: &[Amendment],
    right: Arc<dyn Channel>,
    setting: &Setting,
) -> Result<Arc<dyn Channel>, CertsError> {
    let amendments = amendments.iter().filter_map(|amendment| match *amendment {
        Amendment::Channel(amend) => Some(amend),
        Amendment::Sighted(_) => Some(sightings::noted as fn(&mut Blueprint, &Setting)),
        _ => None,
    });
    let mut amendments = amendments.peekable();
    if amendments.peek().is_none() {
        return Ok(right);
    }
    let mut blueprint = Blueprint::new(setting);
    amendments.for_each(|amend| amend(&mut blueprint, setting));
    blueprint.make(&setting.identity)
}
