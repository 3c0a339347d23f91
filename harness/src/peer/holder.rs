//! A holder: a key, its TLS sessions, the connection that it keeps, and its message counter.

use std::{sync::Arc, time::Duration};

use certs::{Identity, Trust};
use record::{Ending, Exchange, Operation, Purpose};
use wire::{GetDeposits, Request};

use super::{Connection, Delivery, Dial, Recorder, Unopened, http, not_sent, over};
use crate::subject::Service;

/// What one exchange is for, and how long an answer may take.
#[derive(Debug, Clone, Copy)]
pub struct Call {
    /// Why it is made.
    pub purpose: Purpose,
    /// The step that it belongs to.
    pub step: Option<usize>,
    /// How long to wait for the answer.
    pub patience: Duration,
}

/// A message as it is sent: kept, so that it can be sent again.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What it is about.
    pub operation: Operation,
    /// The whole HTTP request.
    pub bytes: Vec<u8>,
    /// What is unusual about how it is written, or wrong with it, by name.
    pub form: Vec<String>,
    /// How it leaves.
    pub delivery: Delivery,
}

impl Letter {
    /// A message to a service.
    #[must_use]
    pub fn new(service: &Service, request: &Request) -> Self {
        let operation = match request {
            Request::TransferFunds(_) => Operation::TransferFunds,
            Request::GetDeposits(_) => Operation::GetDeposits,
        };
        let body = wire::soap::request(request);
        Self {
            operation,
            bytes: http::post(&service.authority(), &service.path, body.as_bytes()),
            form: Vec::new(),
            delivery: Delivery::default(),
        }
    }

    /// A request for deposits with a wait, in milliseconds.
    #[must_use]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "numbers and words alike stand there"
    )]
    pub fn deposits(service: &Service, milliseconds: impl ToString) -> Self {
        Self::new(
            service,
            &Request::GetDeposits(GetDeposits {
                milliseconds_wait: milliseconds.to_string(),
            }),
        )
    }
}

/// A holder, as the suite plays it.
#[derive(Debug)]
pub struct Holder {
    /// Its name in the story.
    pub name: String,
    /// Its key and certificate.
    pub identity: Arc<Identity>,
    /// The message counter that its next transfer takes.
    pub next_counter: u64,
    service: Arc<Service>,
    dial: Dial,
    connection: Option<Connection>,
}

impl Holder {
    /// A holder without a connection and without memory of sessions.
    ///
    /// # Errors
    /// When its key makes no TLS configuration.
    pub fn new(
        name: &str,
        identity: Arc<Identity>,
        service: Arc<Service>,
        next_counter: u64,
    ) -> Result<Self, certs::CertsError> {
        let dial = Dial::ordinary(certs::client_config(&identity, &service.trust)?);
        Ok(Self {
            name: name.to_owned(),
            identity,
            next_counter,
            service,
            dial,
            connection: None,
        })
    }

    /// Where its messages go.
    #[must_use]
    pub fn service(&self) -> &Arc<Service> {
        &self.service
    }

    /// The trust that it puts into the issuer.
    #[must_use]
    pub fn trust(&self) -> &Trust {
        &self.service.trust
    }

    /// The counter for a transfer that is made now.
    pub fn take_counter(&mut self) -> u64 {
        let counter = self.next_counter;
        self.next_counter += 1;
        counter
    }

    /// Puts its connection down, so that the next message goes over a new one. The session is remembered.
    pub fn hang_up(&mut self) {
        self.connection = None;
    }

    /// Forgets its sessions and its connection: the next handshake is a full one.
    ///
    /// # Errors
    /// When its key makes no TLS configuration.
    pub fn forget(&mut self) -> Result<(), certs::CertsError> {
        self.come(Dial::ordinary(certs::client_config(
            &self.identity,
            &self.service.trust,
        )?));
        Ok(())
    }

    /// How it makes its connections.
    #[must_use]
    pub fn dial(&self) -> &Dial {
        &self.dial
    }

    /// Makes its connections in another way from now on, and puts its connection down.
    pub fn come(&mut self, dial: Dial) {
        self.connection = None;
        self.dial = dial;
    }

    /// From now on it is written down what the issuer shows in full handshakes.
    pub fn note_issuer(&mut self) {
        self.dial = self.dial.clone().noting_issuer();
    }

    /// Comes in the ordinary way again, if it does not: whatever the subject makes of the other one, this one is known to it.
    ///
    /// # Errors
    /// When its key makes no TLS configuration.
    pub fn come_as_usual(&mut self) -> Result<(), certs::CertsError> {
        if self.dial.is_ordinary {
            Ok(())
        } else {
            self.forget()
        }
    }

    /// The connection that it keeps, opened anew where there is none that can be used.
    ///
    /// # Errors
    /// How the attempt ended.
    pub async fn connection(
        &mut self,
        recorder: &Recorder,
        patience: Duration,
    ) -> Result<Connection, Ending> {
        self.kept_or_new(recorder, patience)
            .await
            .map_err(|unopened| unopened.ending)
    }

    async fn kept_or_new(
        &mut self,
        recorder: &Recorder,
        patience: Duration,
    ) -> Result<Connection, Unopened> {
        if let Some(mut connection) = self.connection.take()
            && connection.is_usable()
            && connection.is_still_open().await
        {
            return Ok(connection);
        }
        Connection::open(&self.service, &self.dial, recorder, patience).await
    }

    /// A connection beside the one that it keeps.
    ///
    /// # Errors
    /// How the attempt ended.
    pub async fn another_connection(
        &self,
        recorder: &Recorder,
        patience: Duration,
    ) -> Result<Connection, Ending> {
        Connection::open(&self.service, &self.dial, recorder, patience)
            .await
            .map_err(|unopened| unopened.ending)
    }

    /// Keeps a connection for the next message.
    pub fn keep(&mut self, connection: Option<Connection>) {
        if connection.is_some() {
            self.connection = connection;
        }
    }

    /// As [`Holder::exchange`]; where the issuer has closed a connection that was kept, and not a byte of an answer came, the
    /// message is sent once more over a new one. An issuer may close a connection after any answer without a word, and a
    /// message that meets that end was most likely not read. It is for what may be said twice: a transfer under a used message
    /// counter is redundant (paper §3), a deposits request asks anew, a malformed request does nothing. Both attempts are in the
    /// record: what the first one may have done all the same is reckoned with.
    pub async fn exchange_surely(
        &mut self,
        recorder: &Recorder,
        letter: &Letter,
        call: Call,
    ) -> u32 {
        let kept = self.connection.as_ref().map(|c| c.described(recorder).id);
        let id = self.exchange(recorder, letter, call).await;
        let unheard = |e: &Exchange| {
            kept == Some(e.connection.id)
                && matches!(e.ending, Ending::Closed | Ending::Broken(_))
                && e.response.length() == 0
        };
        if recorder.exchange(id).as_ref().is_some_and(unheard) {
            return self.exchange(recorder, letter, call).await;
        }
        id
    }

    /// Sends a message over the connection that it keeps and waits for the answer. The number of the exchange comes back.
    pub async fn exchange(&mut self, recorder: &Recorder, letter: &Letter, call: Call) -> u32 {
        let id = recorder.next_exchange();
        let connection = match self.kept_or_new(recorder, call.patience).await {
            Ok(connection) => connection,
            Err(unopened) => {
                not_sent(&self.name, id, recorder, letter, call, unopened);
                return id;
            }
        };
        let kept = over(&self.name, id, connection, recorder, letter, call).await;
        self.keep(kept);
        id
    }
}
