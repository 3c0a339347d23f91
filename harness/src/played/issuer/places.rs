//! Where an issuer that the suite plays is found, and where its description says that it is.

use std::{net::Ipv4Addr, sync::Arc};

use tokio::net::TcpListener;

use super::{Issuer, PlayError};
use crate::played::{Address, Described, Stall, clear::Clear, serve};

impl Issuer {
    /// Where its service is.
    #[must_use]
    pub fn address(&self) -> Address {
        self.shared.state().address.clone()
    }

    /// Its description says from now on that its service is somewhere else: whether it is there is another matter.
    pub fn announce(&self, address: Address) {
        self.shared.state().address = address;
    }

    /// Its documents lead there whoever fetches what they name.
    pub fn lay(&self, trap: &str) {
        self.shared.state().trap = trap.to_owned();
    }

    /// Its description is written otherwise.
    pub fn describe(&self, described: Described) {
        self.shared.state().described = described;
    }

    /// Whoever fetches its description gets something else.
    pub fn stall(&self, stall: Stall) {
        self.shared.state().stall = Some(stall);
    }

    /// It moves: its service is somewhere else from now on, under another path, and nobody is where it was.
    ///
    /// # Errors
    /// When this machine has no place to listen.
    pub async fn move_away(&mut self, target: &str) -> Result<(), PlayError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let address = Address {
            port,
            target: target.to_owned(),
            ..self.address()
        };
        self.announce(address);
        let moved = tokio::spawn(serve::accept(listener, Arc::clone(&self.shared)));
        std::mem::replace(&mut self.tasks[0], moved).abort();
        Ok(())
    }

    /// The same when the next transfer has come: whoever sent it gets no answer.
    ///
    /// # Errors
    /// As there.
    pub async fn move_in_the_middle(&mut self, target: &str) -> Result<(), PlayError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = Address {
            port: listener.local_addr()?.port(),
            target: target.to_owned(),
            ..self.address()
        };
        let moved = tokio::spawn(serve::accept(listener, Arc::clone(&self.shared)));
        let left = std::mem::replace(&mut self.tasks[0], moved);
        self.shared.state().leaving = Some((address, left.abort_handle()));
        self.tasks.push(left);
        Ok(())
    }

    /// A place where its service would be in clear.
    ///
    /// # Errors
    /// When this machine has no place to listen.
    pub async fn in_clear(&mut self) -> Result<Address, PlayError> {
        let port = match &self.clear {
            Some(clear) => clear.port,
            None => {
                let watch = Arc::clone(&self.shared.watch);
                let clear = Clear::open(watch, &self.shared.name).await?;
                self.clear.insert(clear).port
            }
        };
        Ok(Address {
            scheme: "http",
            port,
            ..self.address()
        })
    }
}
