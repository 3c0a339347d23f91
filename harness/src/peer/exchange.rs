//! One exchange: a message leaves, its answer is waited for, and what happened is recorded.

use record::{ANSWER_CAP, Ending, Exchange, Octets, Times};

use super::{Call, Connection, Letter, Received, Recorder, Unopened};

/// Sends a message over a connection and waits for the answer. The connection comes back where it can be used again.
pub async fn over(
    name: &str,
    id: u32,
    mut connection: Connection,
    recorder: &Recorder,
    letter: &Letter,
    call: Call,
) -> Option<Connection> {
    let going = Going::over(name, id, &connection, recorder, letter, call);
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
    going.ended(&letter.bytes[..left], received);
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
    let going = Going::over(name, id, &connection, recorder, letter, call);
    let received = match connection.send(&letter.bytes).await {
        Err(e) => Received::nothing(Ending::Broken(e.to_string())),
        Ok(()) => tokio::select! {
            received = connection.receive(recorder, call.patience) => received,
            () = hang_up => Received::nothing(Ending::Cut),
        },
    };
    drop(connection);
    going.ended(&letter.bytes, received);
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
    let going = Going::over(name, id, &connection, recorder, letter, call);
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
    going.ended(bytes, received);
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
    let going = Going {
        name,
        id,
        connection: described,
        recorder,
        letter,
        call,
        sent: recorder.now(),
    };
    going.ended(&[], Received::nothing(unopened.ending));
}

/// An exchange that goes on.
pub(super) struct Going<'a> {
    name: &'a str,
    id: u32,
    connection: record::Connection,
    recorder: &'a Recorder,
    pub(super) letter: &'a Letter,
    call: Call,
    sent: u64,
}

impl<'a> Going<'a> {
    /// One that begins now, over a connection.
    pub(super) fn over(
        name: &'a str,
        id: u32,
        connection: &Connection,
        recorder: &'a Recorder,
        letter: &'a Letter,
        call: Call,
    ) -> Self {
        Self {
            name,
            id,
            connection: connection.described(recorder),
            recorder,
            letter,
            call,
            sent: recorder.now(),
        }
    }

    /// Records it: it is over, so much of the message has left, and that came back.
    pub(super) fn ended(self, request: &[u8], received: Received) {
        self.recorder.keep(Exchange {
            id: self.id,
            holder: self.name.to_owned(),
            purpose: self.call.purpose,
            operation: self.letter.operation,
            step: self.call.step,
            form: self.letter.form.clone(),
            connection: self.connection,
            times: Times {
                sent: self.sent,
                first_byte: received.first_byte,
                ended: self.recorder.now(),
            },
            request: Octets::new(request),
            response: Octets::beginning(&received.bytes, ANSWER_CAP),
            ending: received.ending,
        });
    }
}
