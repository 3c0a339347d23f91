//! Fetching the description, as anybody may.

use record::{Connection, Ending, Exchange, Octets, Operation, Times};

use super::{Call, Plain, Received, Recorder, SOMEBODY, get};
use crate::subject::Service;

/// Fetches what is at a place, without encryption and as nobody in particular. The number of the exchange comes back, with
/// what arrived.
pub async fn describe(recorder: &Recorder, place: &Service, call: Call) -> (u32, Received) {
    let id = recorder.next_exchange();
    let connection = Connection {
        id: recorder.next_connection(),
        ..Connection::default()
    };
    let request = get(&place.authority(), &place.path);
    let sent = recorder.now();
    let received = match Plain::open(place.address, call.patience).await {
        Ok(mut plain) => plain.ask(&request, recorder, call.patience).await,
        Err(ending) => Received {
            bytes: Vec::new(),
            first_byte: None,
            ending,
        },
    };
    let unsent = matches!(
        received.ending,
        Ending::NotConnected(_) | Ending::Unheard(_)
    );
    recorder.keep(Exchange {
        id,
        holder: SOMEBODY.into(),
        purpose: call.purpose,
        operation: Operation::Description,
        step: call.step,
        form: Vec::new(),
        connection,
        times: Times {
            sent,
            first_byte: received.first_byte,
            ended: recorder.now(),
        },
        request: Octets::new(if unsent { &[] } else { &request }),
        response: Octets::new(&received.bytes),
        ending: received.ending.clone(),
    });
    (id, received)
}
