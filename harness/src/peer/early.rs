//! Early data: a message in the first flight, before the handshake is over (RFC 8446 §2.3).

use std::io::Write;

use certs::Sessions;
use record::EarlyData;

use super::{Call, Connection, Dial, Letter, Recorder, exchange::Going, not_sent, over};
use crate::subject::Service;

/// Sends a message as early data, where the client has a session to do so, and once more in the ordinary way where the issuer
/// has not accepted it. The number of the exchange comes back.
pub async fn early(
    name: &str,
    service: &Service,
    (dial, sessions): (&Dial, &Sessions),
    letter: &Letter,
    recorder: &Recorder,
    call: Call,
) -> u32 {
    let id = recorder.next_exchange();
    let mut early = EarlyData {
        allowed: sessions.early_data_allowed(),
        sent: false,
        accepted: false,
    };
    let opened = Connection::open_with(service, dial, recorder, call.patience, |tls| {
        if let Some(mut first_flight) = tls.early_data() {
            early.sent = first_flight.write_all(&letter.bytes).is_ok();
        }
    });
    let opened = opened.await;
    match opened {
        Err(mut unopened) => {
            if let Some(described) = &mut unopened.connection {
                described.early_data = Some(early);
            }
            not_sent(name, id, recorder, letter, call, unopened);
        }
        Ok(mut connection) => {
            early.accepted = early.sent && connection.early_data_accepted();
            connection.note_early_data(early);
            if early.accepted {
                answered(name, id, connection, recorder, letter, call).await;
            } else {
                over(name, id, connection, recorder, letter, call).await;
            }
        }
    }
    id
}

/// Waits for the answer to a message that was sent already.
async fn answered(
    name: &str,
    id: u32,
    mut connection: Connection,
    recorder: &Recorder,
    letter: &Letter,
    call: Call,
) {
    let going = Going::over(name, id, &connection, recorder, letter, call);
    let received = connection.receive(recorder, call.patience).await;
    going.ended(&letter.bytes, received);
}
