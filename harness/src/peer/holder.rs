//! A holder: a key, its TLS sessions, the connection that it keeps, and its message counter.

use std::{sync::Arc, time::Duration};

use certs::{Identity, Trust};
use record::{ANSWER_CAP, Ending, Exchange, Octets, Operation, Purpose, Times};
use wire::{GetDeposits, Request};

use super::{Connection, Delivery, Dial, Received, Recorder, Unopened, http};
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
    /// message that meets that end was most likely not read. Both attempts are in the record: what the first one may have
    /// done all the same is reckoned with.
    pub async fn exchange_surely(
        &mut self,
        recorder: &Recorder,
        letter: &Letter,
        call: Call,
    ) -> u32 {
        let kept = self.connection.as_ref().map(|c| c.described().id);
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

/// Sends a message over a connection and waits for the answer. The connection comes back where it can be used again.
pub async fn over(
    name: &str,
    id: u32,
    mut connection: Connection,
    recorder: &Recorder,
    letter: &Letter,
    call: Call,
) -> Option<Connection> {
    let described = connection.described().clone();
    let sent = recorder.now();
    let mut left = letter.bytes.len();
    let received = match connection.deliver(letter, recorder).await {
        Ok(all) => {
            left = all;
            connection.receive(recorder, call.patience).await
        }
        // The peer may have answered before it stopped listening.
        Err(e) => match connection.receive(recorder, call.patience).await {
            received if received.ending == Ending::Answered => received,
            received => Received {
                ending: Ending::Broken(e.to_string()),
                ..received
            },
        },
    };
    note(
        name,
        id,
        described,
        recorder,
        letter,
        &letter.bytes[..left],
        call,
        sent,
        received,
    );
    // What was not sent of a message would be taken for the next one's beginning.
    let whole = left == letter.bytes.len();
    (whole && connection.is_usable()).then_some(connection)
}

/// Sends a message over a connection and waits for the answer until it is answered or `hang_up` is over: then the connection
/// is cut. Unlike a time-out, that is what the scenario wants.
pub async fn over_until(
    name: &str,
    id: u32,
    mut connection: Connection,
    recorder: &Recorder,
    letter: &Letter,
    call: Call,
    hang_up: impl Future<Output = ()>,
) {
    let described = connection.described().clone();
    let sent = recorder.now();
    let received = match connection.send(&letter.bytes).await {
        Err(e) => Received::nothing(Ending::Broken(e.to_string())),
        Ok(()) => tokio::select! {
            received = connection.receive(recorder, call.patience) => received,
            () = hang_up => Received::nothing(Ending::Cut),
        },
    };
    drop(connection);
    note(
        name,
        id,
        described,
        recorder,
        letter,
        &letter.bytes,
        call,
        sent,
        received,
    );
}

/// Sends a message and loses the answer: the connection is cut when its first byte is there, so that the issuer has seen
/// the message, and the byte is thrown away. Where only `part` of the message is sent, in bytes, it is cut at once.
pub async fn cut(
    name: &str,
    id: u32,
    mut connection: Connection,
    recorder: &Recorder,
    letter: &Letter,
    part: Option<usize>,
    call: Call,
) {
    let described = connection.described().clone();
    let sent = recorder.now();
    let bytes = &letter.bytes[..part.unwrap_or(letter.bytes.len()).min(letter.bytes.len())];
    let mut received = Received::nothing(Ending::Cut);
    match connection.send(bytes).await {
        Ok(()) if part.is_none() => {
            received.first_byte = connection.first_byte(recorder, call.patience).await;
        }
        Ok(()) => {}
        Err(e) => received.ending = Ending::Broken(e.to_string()),
    }
    drop(connection);
    note(
        name, id, described, recorder, letter, bytes, call, sent, received,
    );
}

/// Records a message for which there was no connection.
pub fn not_sent(
    name: &str,
    id: u32,
    recorder: &Recorder,
    letter: &Letter,
    call: Call,
    unopened: impl Into<Unopened>,
) {
    let unopened = unopened.into();
    let described = unopened.connection.unwrap_or_else(|| record::Connection {
        id: recorder.next_connection(),
        ..record::Connection::default()
    });
    let received = Received::nothing(unopened.ending);
    note(
        name,
        id,
        described,
        recorder,
        letter,
        &[],
        call,
        recorder.now(),
        received,
    );
}

/// Records an exchange.
#[expect(
    clippy::too_many_arguments,
    reason = "they are the parts of an exchange, each of another origin"
)]
pub(super) fn note(
    name: &str,
    id: u32,
    connection: record::Connection,
    recorder: &Recorder,
    letter: &Letter,
    request: &[u8],
    call: Call,
    sent: u64,
    received: Received,
) {
    recorder.keep(Exchange {
        id,
        holder: name.to_owned(),
        purpose: call.purpose,
        operation: letter.operation,
        step: call.step,
        form: letter.form.clone(),
        connection,
        times: Times {
            sent,
            first_byte: received.first_byte,
            ended: recorder.now(),
        },
        request: Octets::new(request),
        response: Octets::beginning(&received.bytes, ANSWER_CAP),
        ending: received.ending,
    });
}
