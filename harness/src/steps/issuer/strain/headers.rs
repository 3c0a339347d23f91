//! Header fields beyond measure.

use futures::FutureExt;
use judge::decode::Reply;
use record::{Check, Ending, Exchange, Octets, Operation, Purpose, Times};
use tokio::time::timeout;

use super::ordinary::STRAIN;
use crate::{
    peer::{Connection, Dial, Letter, Received},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// How much there is in the fields: more than any server takes that is known to its authors, by far.
const SIZE: usize = 2 << 20;

/// How much of such a request is kept in the record.
const KEPT: usize = 4096;

/// Who sends it. It is nobody's key but this step's, and has no money.
const SOMEBODY: &str = "somebody verbose";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "somebody sends a deposits request with {text}",
            "Puts two mebibytes into the head of a request, in one field or in very many. An issuer that takes that is not \
             asked further.",
            |w, a| send(w, a).boxed(),
        ),
        Definition::new(
            "it is refused as too large",
            "Expects a status of 4xx, or a closed connection.",
            |w, _| async move { refused(w) }.boxed(),
        ),
    ]
}

fn fields(kind: &str) -> Result<String, Halt> {
    const ONE: &str =
        "X-Note: all that there is to say about this request has been said before\r\n";
    Ok(match kind {
        "one endless header field" => format!("X-Note: {}\r\n", "a".repeat(SIZE)),
        "endless header fields" => ONE.repeat(SIZE / ONE.len()),
        other => return Err(Halt::error(format!("nobody knows how to send {other:?}"))),
    })
}

async fn send(w: &mut World, a: Args) -> Step {
    let error = |e: &dyn std::fmt::Display| Halt::error(e.to_string());
    let service = &w.house.service;
    let ordinary = Letter::deposits(service, 0).bytes;
    let line = ordinary.windows(2).position(|two| two == b"\r\n");
    let (first, rest) = ordinary.split_at(line.map_or(0, |at| at + 2));
    let bytes = [first, fields(a.text(0))?.as_bytes(), rest].concat();
    let identity = w.settings.keys.anybody().map_err(|e| error(&e))?;
    let config = certs::client_config(&identity, &service.trust).map_err(|e| error(&e))?;
    let call = w.call(0);
    let id = w.recorder.next_exchange();
    let mut connection =
        Connection::open(service, &Dial::ordinary(config), &w.recorder, call.patience)
            .await
            .map_err(|e| {
                Halt::inconclusive(format!("no connection to send it over: {:?}", e.ending))
            })?;
    let sent = w.recorder.now();
    // Whoever has read enough may stop reading, with an answer or without.
    let sending = timeout(call.patience, connection.send(&bytes)).await;
    let received = match sending {
        Err(_) => Received {
            bytes: Vec::new(),
            first_byte: None,
            ending: Ending::TimedOut,
        },
        Ok(done) => {
            let received = connection.receive(&w.recorder, call.patience).await;
            match done {
                Err(e) if received.ending != Ending::Answered => Received {
                    ending: Ending::Broken(e.to_string()),
                    ..received
                },
                _ => received,
            }
        }
    };
    w.recorder.keep(Exchange {
        id,
        holder: SOMEBODY.into(),
        purpose: Purpose::Step,
        operation: Operation::GetDeposits,
        step: call.step,
        form: vec![a.text(0).to_owned()],
        connection: connection.described(&w.recorder),
        times: Times {
            sent,
            first_byte: received.first_byte,
            ended: w.recorder.now(),
        },
        request: Octets::beginning(&bytes, KEPT),
        response: Octets::new(&received.bytes),
        ending: received.ending,
    });
    w.marks.insert(STRAIN, vec![id]);
    Ok(())
}

fn refused(w: &mut World) -> Step {
    let marked = w.marks.get(STRAIN).and_then(|ids| ids.first().copied());
    let exchange = marked.ok_or_else(|| Halt::error("nothing was sent"))?;
    if matches!(w.reply(exchange)?, Reply::Deposits { .. }) {
        return Err(Halt::not_applicable(format!(
            "the issuer takes {} MiB of header fields",
            SIZE >> 20
        )));
    }
    w.expect(Check::TooLarge { exchange })
}
