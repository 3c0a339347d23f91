//! Connections of an issuer that the suite plays, and the requests on them.

use std::sync::Arc;

use mocks::ledger::{Accounts, Caller, Handshake};
use record::{
    Arrival, Connection, Deed, Ending, Exchange, Octets, Operation, Purpose, Times, Told,
};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::{Instant, sleep_until},
};
use wire::{Amount, GetDeposits, Request, soap};

use super::{
    Act, Asked, Saying,
    answer::{self, FILLING, Written},
    desk::{self, Acted},
    door::{self, Entered, Secured},
    issuer::Shared,
    line::{Came, Incoming, Line},
};

/// How much of an endless answer is sent, in bytes: more than any holder has a reason to read.
const ENDLESS: usize = 64 << 20;

/// Lets in whoever comes.
pub(super) async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut guests = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        while guests.try_join_next().is_some() {}
        guests.spawn(serve(stream, Arc::clone(&shared)));
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let (config, showing, refused) = {
        let mut state = shared.state();
        let refused = state.script.refused > 0;
        state.script.refused = state.script.refused.saturating_sub(1);
        (Arc::clone(&state.config), state.showing, refused)
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
        shows: showing.wrong().map(str::to_owned),
        hello: Octets::new(&[]),
        handshake: None,
        tls: None,
        key: None,
        failed: None,
        received: 0,
    };
    let entered = door::enter(stream, config, showing, &mut arrival).await;
    watch.arrived(arrival.clone());
    let Some(entered) = entered else {
        return;
    };
    Guest::new(entered, arrival, shared).serve().await;
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

    async fn serve(mut self) {
        loop {
            let came = self.line.next().await;
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
        if let Ok(Request::GetDeposits(asked)) = &read
            && !self.is_there_after(asked).await
        {
            self.did(begun.id, &Acted::refused(String::new()), Told::Unheard);
            self.keep(begun, &incoming.bytes, &[], Ending::Closed);
            return false;
        }
        let acted = match &read {
            Err(fault) => Acted::refused(soap::fault(fault)),
            Ok(request) => desk::carry_out(&self.shared, &self.caller, request, act.as_ref()),
        };
        self.did(begun.id, &acted, Told::Lost);
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
            (Saying::Spoilt(_), ..) => Told::Garbled,
            (_, None, true) => Told::Whole,
            (_, None, false) => Told::Unheard,
            _ => Told::Lost,
        };
        let ending = match told_ending(&saying, whole, delivered.whole) {
            Some(ending) => ending,
            None => Ending::Answered,
        };
        let goes_on = ending == Ending::Answered && !written.closes && !incoming.closes;
        let id = begun.id;
        self.keep(
            begun,
            &incoming.bytes,
            &written.bytes[..delivered.bytes],
            ending,
        );
        self.did(id, &acted, told);
        if matches!(saying, Saying::Silence | Saying::Stuck(_)) {
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

    /// Lets a question wait for deposits: whether the holder is still there then. From one who is gone nothing is taken.
    async fn is_there_after(&mut self, asked: &GetDeposits) -> bool {
        tokio::select! {
            biased;
            () = desk::wait(&self.shared, &self.caller, desk::wanted_wait(asked)) => true,
            () = self.line.end() => false,
        }
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
        let truth = |status, text: &str| answer::written(&manner, status, text);
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
                let half = whole.half();
                (whole, Some(half))
            }
            Saying::Upto(place) | Saying::Stuck(place) => {
                let whole = truth(acted.status, &acted.text);
                let end = whole.upto(*place);
                (whole, Some(end))
            }
            Saying::Twice => {
                let mut twice = truth(acted.status, &acted.text);
                twice.bytes = twice.bytes.repeat(2);
                (twice, None)
            }
            Saying::Spoilt(spoilt) => (answer::spoilt(*spoilt, &acted.text), None),
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
        let crumbs = self.shared.state().script.manner.crumbs;
        let size = if crumbs { 1 } else { bytes.len().max(1) };
        for crumb in bytes.chunks(size) {
            let gone = stream.write_all(crumb).await.is_err() || stream.flush().await.is_err();
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
        (Saying::Silence | Saying::Stuck(_), ..) => Some(Ending::TimedOut),
        (_, Some(_), _) => Some(Ending::Cut),
        (_, None, false) => Some(Ending::Closed),
        (_, None, true) => None,
    }
}
