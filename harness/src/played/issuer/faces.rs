//! What an issuer that the suite plays shows of itself: who vouches for it, its certificate, and which TLS it speaks.

use std::sync::Arc;

use certs::Authority;

use super::{HOST, Issuer, PlayError};
use crate::played::{Showing, Speaks, Version, door::Front, showing::Old};

impl Issuer {
    /// The authority that vouches for it, as PEM.
    #[must_use]
    pub fn authority(&self) -> String {
        self.means.authority.pem()
    }

    /// It shows something else of itself from now on, and closes its connections.
    ///
    /// # Errors
    /// When no such certificate can be made.
    pub async fn show(&mut self, showing: Showing) -> Result<(), PlayError> {
        self.face(showing, self.speaks.0).await
    }

    /// It speaks TLS otherwise from now on, and closes its connections.
    ///
    /// # Errors
    /// When no certificate can be made for that.
    pub async fn speak(&mut self, speaks: Speaks) -> Result<(), PlayError> {
        let showing = self.shared.state().front.showing;
        self.face(showing, speaks).await
    }

    /// Which TLS it speaks.
    #[must_use]
    pub fn speaks(&self) -> Speaks {
        self.speaks.0
    }

    /// The only version of TLS that it speaks, as it is numbered on the wire, and since when, in microseconds since the run began.
    #[must_use]
    pub fn speaks_only(&self) -> Option<(u16, u64)> {
        let (speaks, since) = self.speaks;
        speaks.version.only().map(|version| (version, since))
    }

    /// Another authority vouches for it from now on. What it shows is what it showed before.
    ///
    /// # Errors
    /// When there can be no such authority.
    pub fn change_authority(&mut self) -> Result<(), PlayError> {
        self.means.name.push_str(", another one");
        let authority = Arc::new(Authority::new(&self.means.name)?);
        let former = std::mem::replace(&mut self.means.authority, authority);
        self.means.former = Some(former);
        Ok(())
    }

    /// It has what another issuer can show, too.
    pub fn meet(&mut self, other: &Self) {
        let means = &other.means;
        self.means.other = Some((Arc::clone(&means.authority), means.identity.clone()));
    }

    async fn face(&mut self, showing: Showing, speaks: Speaks) -> Result<(), PlayError> {
        let host = self.shared.state().address.host.clone();
        let places = (HOST, host.as_str());
        let config = showing.config(&self.means, places, speaks)?;
        let old = match speaks.version {
            Version::Old(_) => Some(Arc::new(Old::identity(&self.means.authority, &host)?)),
            _ => None,
        };
        self.speaks = (speaks, self.shared.watch.recorder.now());
        self.shared.state().front = Front {
            config,
            showing,
            version: speaks.version,
            old,
        };
        self.close_connections().await;
        Ok(())
    }
}
