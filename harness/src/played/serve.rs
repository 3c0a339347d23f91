//! Connections of an issuer that the suite plays, and the requests on them.

use std::{sync::Arc, time::Duration};

use mocks::ledger::{Accounts, Caller, Handshake};
use record::{
    Arrival, Connection, Deed, Ending, Exchange, Octets, Operation, Purpose, Times, Told,
};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::watch,
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};
use wire::{Amount, Request, soap};

use super::{
    Act, Asked, Behind, Saying,
    answer::{self, FILLING, Written},
    desk::{self, Acted},
    door::{self, Entered, Secured},
    issuer::Shared,
    line::{Came, Incoming, Line},
};

/// How much of an endless answer is sent, in bytes: more than any holder has a reason to read.
const ENDLESS: usize = 64 << 20;

/// How long after an answer something comes that nobody asked for.
const LATER: Duration = Duration::from_millis(100);

/// Lets in whoever comes.
pub(super) async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut guests = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        while guests.try_join_next().is_some() {}
        guests.spawn(serve(stream, Arc::clone(&shared)));
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let (front, closing, refused) = {
        let mut state = shared.state();
        let refused = state.script.refused > 0;
        state.script.refused = state.script.refused.saturating_sub(1);
        (state.front.clone(), state.closing.subscribe(), refused)
    };
    if refused || stream.set_nodelay(true).is_err() {
        return;
    }
    let watch = &shared.watch;
    let mut arrival = Arrival {
        id: watch.recorder.next_connection(),
        issuer: shared.name.clone(),
        process: watch.process(),
        at: watch.recorder.now(),
        shows: front.wrong().map(str::to_owned),
        hello: Octets::new(&[]),
        handshake: None,
        tls: None,
        key: None,
        failed: None,
        received: 0,
    };
    let entered = door::enter(stream, &front, &mut arrival).await;
    watch.arrived(arrival.clone());
    let Some(entered) = entered else {
        return;
    };
    Guest::new(entered, arrival, shared).serve(closing).await;
}

/// A connection of somebody who is known.
struct Guest {
    line: Line<Secured>,
    arrival: Arrival,
    caller: Caller,
    shared: Arc<Shared>,
}

impl Guest {
    fn new(entered: Entered, arrival: Arrival, shared: Arc<Shared>) -> Self {
        let handshake = match entered.handshake {
            record::Handshake::Full => Handshake::Full,
            record::Handshake::Resumed => Handshake::Resumed,
        };
        Self {
            line: Line::new(entered.stream),
            caller: Caller {
                holder: entered.key,
                handshake,
                connection: u64::from(arrival.id),
            },
            arrival,
            shared,
        }
    }

    async fn serve(mut self, mut closing: watch::Receiver<()>) {
        loop {
            let came = tokio::select! {
                biased;
                came = self.line.next() => came,
                _ = closing.changed() => return self.leave(closing).await,
            };
            self.arrival.received = self.line.received;
            self.shared.watch.arrived(self.arrival.clone());
            match came {
                Came::Request(incoming) => {
                    if !self.answer(incoming).await {
                        return;
                    }
                }
                Came::End(rest) => {
                    if !rest.is_empty() {
                        self.fragment(&rest);
                    }
                    return;
                }
            }
        }
    }

    /// Closes the connection; whoever waits for that goes on when it is said.
    async fn leave(mut self, closing: watch::Receiver<()>) {
        // Shut down in good order, so that nothing that was sent is thrown away. Who is gone needs to be told nothing.
        let _ = self.line.stream.shutdown().await;
        drop(closing);
        self.line.end().await;
    }

    /// Bytes that are no whole request are evidence too.
    fn fragment(&self, bytes: &[u8]) {
        let now = self.shared.watch.recorder.now();
        let begun = self.begun(Operation::Probe, now);
        self.keep(begun, bytes, &[], Ending::Closed);
    }

    fn begun(&self, operation: Operation, sent: u64) -> Exchange {
        let watch = &self.shared.watch;
        Exchange {
            id: watch.recorder.next_exchange(),
            holder: watch.name_of(&self.caller.holder.to_string()),
            purpose: Purpose::Step,
            operation,
            step: watch.step(),
            form: Vec::new(),
            connection: Connection {
                id: self.arrival.id,
                handshake: self.arrival.handshake,
                tls: self.arrival.tls.clone(),
                ..Connection::default()
            },
            times: Times {
                sent,
                first_byte: None,
                ended: sent,
            },
            request: Octets::new(&[]),
            response: Octets::new(&[]),
            ending: Ending::Cut,
        }
    }

    fn keep(&self, exchange: Exchange, request: &[u8], response: &[u8], ending: Ending) {
        let recorder = &self.shared.watch.recorder;
        recorder.keep(Exchange {
            times: Times {
                ended: recorder.now(),
                ..exchange.times
            },
            request: Octets::new(request),
            response: Octets::new(response),
            ending,
            ..exchange
        });
    }

    /// Deals with a request; says whether the connection goes on.
    async fn answer(&mut self, incoming: Incoming) -> bool {
        let sent = self.shared.watch.recorder.now();
        let read = soap::parse_request(incoming.content_type.as_deref(), &incoming.body);
        let operation = match &read {
            Ok(Request::TransferFunds(_)) => Operation::TransferFunds,
            Ok(Request::GetDeposits(_)) => Operation::GetDeposits,
            Err(_) => Operation::Probe,
        };
        let begun = self.begun(operation, sent);
        let arrived = Instant::now();
        let act = match &read {
            Ok(Request::TransferFunds(_)) => self.next_act(Asked::Transfer),
            Ok(Request::GetDeposits(_)) => self.next_act(Asked::Deposits),
            Err(_) => None,
        };
        // It has come, whatever becomes of it.
        self.keep(begun.clone(), &incoming.bytes, &[], Ending::Cut);
        let acted = match &read {
            Err(fault) => Acted::refused(soap::fault(fault)),
            Ok(request) => desk::carry_out(&self.shared, &self.caller, request, act.as_ref()).await,
        };
        self.did(begun.id, &acted, Told::Lost);
        if operation == Operation::TransferFunds {
            self.shared.leave();
        }
        if let Some(act) = &act {
            sleep_until(arrived + act.after).await;
        }
        let saying = match act {
            Some(act) => act.saying,
            None => acted.said.clone(),
        };
        let (written, whole) = self.written(&saying, &acted);
        let delivered = self.deliver(&written, whole, &saying).await;
        let told = match (&saying, whole, delivered.whole) {
            (Saying::Spoilt(_) | Saying::Elsewhere(..), ..) => Told::Garbled,
            (_, None, true) => Told::Whole,
            (_, None, false) => Told::Unheard,
            _ => Told::Lost,
        };
        self.did(begun.id, &acted, told);
        let ending = match told_ending(&saying, whole, delivered.whole) {
            Some(ending) => ending,
            None => Ending::Answered,
        };
        let goes_on = ending == Ending::Answered && !written.closes && !incoming.closes;
        self.keep(
            begun,
            &incoming.bytes,
            &written.bytes[..delivered.bytes],
            ending,
        );
        if let Saying::Behind(behind) = &saying {
            self.send_behind(*behind, &acted).await;
        }
        if saying == Saying::Silence {
            self.line.end().await;
            return false;
        }
        if !goes_on && whole.is_none() {
            // Shut down in good order, so that nothing that was sent is thrown away.
            let _ = self.line.stream.shutdown().await;
            self.line.end().await;
        }
        goes_on
    }

    /// Sends what nobody asked for, as far as it was not sent at once.
    async fn send_behind(&mut self, behind: Behind, acted: &Acted) {
        if let Some(later) = behind.later(&acted.text) {
            sleep(LATER).await;
            // A holder that has closed the connection by then has done well.
            let _ = self.line.stream.write_all(&later).await;
            let _ = self.line.stream.flush().await;
        }
        let mut state = self.shared.state();
        state.script.owed = state.script.owed.saturating_sub(1);
    }

    fn did(&self, exchange: u32, acted: &Acted, told: Told) {
        let balance = self.shared.state().ledger.balance(self.caller.holder);
        self.shared.watch.did(Deed {
            exchange,
            issuer: self.shared.name.clone(),
            key: self.caller.holder.to_string(),
            settled: acted.settled,
            fee: acted.fee.to_string(),
            balance: balance.unwrap_or(Amount::ZERO).to_string(),
            told,
        });
    }

    fn next_act(&self, asked: Asked) -> Option<Act> {
        self.shared.state().script.next(asked)
    }

    /// The bytes of what is said, and how many of them are sent where not all are.
    fn written(&self, saying: &Saying, acted: &Acted) -> (Written, Option<usize>) {
        let manner = self.shared.state().script.manner.clone();
        let trap = self.shared.state().script.trap.clone();
        let truth = |status, text: &str| match manner.doctype {
            true => answer::under_doctype(&manner, status, text, &trap),
            false => answer::written(&manner, status, text),
        };
        match saying {
            Saying::Truth | Saying::Word(..) => (truth(acted.status, &acted.text), None),
            Saying::Fault(code) => {
                let fault = wire::Fault::client("not now");
                let text = soap::fault(&fault).replace("soap:Client", &format!("soap:{code}"));
                (truth(500, &text), None)
            }
            Saying::Silence | Saying::Cut => (truth(acted.status, &acted.text), Some(0)),
            Saying::Half => {
                let whole = truth(acted.status, &acted.text);
                let half = whole.head + (whole.bytes.len() - whole.head) / 2;
                (whole, Some(half))
            }
            Saying::Behind(behind) => {
                let mut both = truth(acted.status, &acted.text);
                both.bytes.extend(behind.at_once(&acted.text));
                (both, None)
            }
            Saying::Elsewhere(status, location) => (answer::elsewhere(*status, location), None),
            Saying::Spoilt(spoilt) => (answer::spoilt(*spoilt, &acted.text, &trap), None),
        }
    }

    async fn deliver(
        &mut self,
        written: &Written,
        part: Option<usize>,
        saying: &Saying,
    ) -> Delivered {
        let end = part.unwrap_or(written.bytes.len());
        let bytes = &written.bytes[..end];
        let stream = &mut self.line.stream;
        let pieces = self.shared.state().script.manner.pieces;
        for piece in answer::pieces(bytes, pieces) {
            let gone = stream.write_all(piece).await.is_err() || stream.flush().await.is_err();
            if gone {
                return Delivered {
                    bytes: 0,
                    whole: false,
                };
            }
        }
        if let Some(frame) = written.forever {
            let chunked = matches!(saying, Saying::Spoilt(super::Spoilt::Endless));
            for _ in 0..ENDLESS / FILLING.len() {
                let parts: &[&[u8]] = if chunked {
                    &[frame, FILLING, b"\r\n"]
                } else {
                    &[FILLING]
                };
                for part in parts {
                    if stream.write_all(part).await.is_err() {
                        return Delivered {
                            bytes: end,
                            whole: false,
                        };
                    }
                }
            }
        }
        Delivered {
            bytes: end,
            whole: true,
        }
    }
}

struct Delivered {
    bytes: usize,
    whole: bool,
}

fn told_ending(saying: &Saying, part: Option<usize>, whole: bool) -> Option<Ending> {
    match (saying, part, whole) {
        (Saying::Silence, ..) => Some(Ending::TimedOut),
        (_, Some(_), _) => Some(Ending::Cut),
        (_, None, false) => Some(Ending::Closed),
        (_, None, true) => None,
    }
}
