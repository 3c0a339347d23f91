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
    time::{Instant, sleep_until},
};
use wire::{Amount, GetDeposits, Request, soap};

use super::{
    Act, Behind, Saying,
    deliver::pause,
    desk::{self, Acted},
    door::{self, Entered, Secured},
    issuer::Shared,
    line::{Came, Incoming, Line},
};

/// How long after an answer something comes that nobody asked for.
const LATER: Duration = Duration::from_millis(100);

/// How long a holder is given to see what nobody asked for, and to close the connection.
const SEEN: Duration = Duration::from_secs(1);

/// Lets in whoever comes.
pub(super) async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut guests = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        while guests.try_join_next().is_some() {}
        guests.spawn(serve(stream, Arc::clone(&shared)));
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    let (front, closing, refused, mute) = {
        let mut state = shared.state();
        let refused = state.script.refused > 0;
        state.script.refused = state.script.refused.saturating_sub(1);
        let (front, mute) = (state.front.clone(), state.script.mute);
        (front, state.closing.subscribe(), refused, mute)
    };
    if refused || stream.set_nodelay(true).is_err() {
        return;
    }
    if mute {
        return Line::new(stream).end().await;
    }
    let watch = &shared.watch;
    let (id, process) = (watch.recorder.next_connection(), watch.process());
    let mut arrival = Arrival {
        shows: front.wrong().map(str::to_owned),
        ..Arrival::new(id, shared.name.clone(), process, watch.recorder.now())
    };
    let entered = door::enter(stream, &front, &mut arrival).await;
    watch.arrived(arrival.clone());
    let Some(entered) = entered else {
        return;
    };
    Guest::new(entered, arrival, shared).serve(closing).await;
}

/// A connection of somebody who is known.
pub(super) struct Guest {
    pub(super) line: Line<Secured>,
    arrival: Arrival,
    caller: Caller,
    pub(super) shared: Arc<Shared>,
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
        let read = read.and_then(desk::with_a_wait);
        let mut begun = self.begun(operation, sent);
        let arrived = Instant::now();
        let act = self.next_act(&read);
        // It has come, whatever becomes of it.
        self.keep(begun.clone(), &incoming.bytes, &[], Ending::Cut);
        if let Ok(Request::GetDeposits(asked)) = &read
            && !self.is_there_after(asked).await
        {
            self.did(
                begun.id,
                &Acted::refused(String::new()),
                self.held(),
                Told::Unheard,
            );
            self.keep(begun, &incoming.bytes, &[], Ending::Closed);
            return false;
        }
        let acted = match &read {
            Err(fault) => Acted::refused(soap::fault(fault)),
            Ok(request) => desk::carry_out(&self.shared, &self.caller, request, act.as_ref()),
        };
        // Whoever is quick has spent more of it before the answer is noted.
        let held = self.held();
        self.did(begun.id, &acted, held, Told::Lost);
        if operation == Operation::TransferFunds {
            self.shared.leave();
        }
        if let Some(act) = &act {
            sleep_until(arrived + act.after).await;
        }
        let later = act.as_ref().and_then(|act| act.later);
        if let (Some(later), Ok(request)) = (later, read) {
            self.carry_out_later(begun.id, request, arrived + later);
        }
        let saying = match act {
            Some(act) => act.saying,
            None => acted.said.clone(),
        };
        let (written, whole) = self.written(&saying, &acted);
        // From its first byte on nobody can say whether the holder knows it; whoever is quick may act on it before it is noted here.
        begun.times.first_byte = Some(self.shared.watch.recorder.now());
        self.keep(begun.clone(), &incoming.bytes, &[], Ending::Cut);
        if later.is_none() {
            self.did(
                begun.id,
                &acted,
                held,
                told(operation, &saying, whole, true),
            );
        }
        let delivered = self.deliver(&written, whole).await;
        let ending = match told_ending(&saying, whole, delivered.whole) {
            Some(ending) => ending,
            None => Ending::Answered,
        };
        let hangs_up = self.shared.state().script.hangs_up || saying == Saying::Close;
        let goes_on =
            ending == Ending::Answered && !written.closes && !incoming.closes && !hangs_up;
        let id = begun.id;
        self.keep(
            begun,
            &incoming.bytes,
            &written.bytes[..delivered.bytes],
            ending,
        );
        if later.is_none() {
            let told = told(operation, &saying, whole, delivered.whole);
            self.did(id, &acted, held, told);
        }
        if let Saying::Behind(behind) = &saying {
            self.send_behind(*behind, &acted).await;
        }
        if matches!(saying, Saying::Silence | Saying::Stuck(_)) {
            self.line.end().await;
            return false;
        }
        if !goes_on && (whole.is_none() || hangs_up) {
            // Shut down in good order, so that nothing that was sent is thrown away.
            let _ = self.line.stream.shutdown().await;
            self.line.end().await;
        }
        goes_on
    }

    /// Sends what nobody asked for, as far as it was not sent at once.
    async fn send_behind(&mut self, behind: Behind, acted: &Acted) {
        if let Some(later) = behind.later(&acted.text) {
            pause(LATER).await;
            // A holder that has closed the connection by then has done well.
            let _ = self.line.stream.write_all(&later).await;
            let _ = self.line.stream.flush().await;
        }
        // Until it can have seen that, nothing tells it from an answer to what it sends next.
        self.line.stir(SEEN).await;
        let mut state = self.shared.state();
        state.script.owed = state.script.owed.saturating_sub(1);
    }

    /// Lets a question wait for deposits: whether the holder is still there then. From one who is gone nothing is taken.
    async fn is_there_after(&mut self, asked: &GetDeposits) -> bool {
        tokio::select! {
            biased;
            () = desk::wait(&self.shared, &self.caller, desk::wanted_wait(asked)) => true,
            () = self.line.end() => false,
        }
    }

    /// Carries out what was passed over, when its connection is over.
    fn carry_out_later(&self, exchange: u32, request: Request, at: Instant) {
        let (shared, caller) = (Arc::clone(&self.shared), self.caller);
        shared.late.send_modify(|late| *late += 1);
        tokio::spawn(async move {
            sleep_until(at).await;
            let acted = desk::carry_out(&shared, &caller, &request, None);
            let held = held(&shared, &caller);
            did(&shared, &caller, exchange, &acted, held, Told::Lost);
            shared.late.send_modify(|late| *late -= 1);
        });
    }

    fn did(&self, exchange: u32, acted: &Acted, held: Amount, told: Told) {
        did(&self.shared, &self.caller, exchange, acted, held, told);
    }

    fn held(&self) -> Amount {
        held(&self.shared, &self.caller)
    }

    fn next_act(&self, read: &Result<Request, wire::Fault>) -> Option<Act> {
        let script = &mut self.shared.state().script;
        match read {
            Ok(Request::TransferFunds(transfer)) => {
                script.next_of_transfers(self.caller.holder, transfer.message_counter.trim())
            }
            Ok(Request::GetDeposits(_)) => script.next_of_deposits(),
            Err(_) => None,
        }
    }
}

/// What somebody has now.
fn held(shared: &Shared, caller: &Caller) -> Amount {
    let held = shared.state().ledger.balance(caller.holder);
    held.unwrap_or(Amount::ZERO)
}

/// Keeps what became of a request and of its answer, and what its sender had when it was carried out.
fn did(shared: &Shared, caller: &Caller, exchange: u32, acted: &Acted, held: Amount, told: Told) {
    shared.watch.did(Deed {
        exchange,
        issuer: shared.name.clone(),
        key: caller.holder.to_string(),
        settled: acted.settled,
        fee: acted.fee.to_string(),
        balance: held.to_string(),
        told,
    });
}

/// What becomes of an answer that goes over the line, or does not.
fn told(operation: Operation, saying: &Saying, part: Option<usize>, whole: bool) -> Told {
    let transfer = operation == Operation::TransferFunds;
    match (saying, part, whole) {
        // A transfer that is declined is answered; a question for deposits is not.
        (Saying::Spoilt(spoilt), ..) if !(transfer && spoilt.declines()) => Told::Garbled,
        (Saying::Elsewhere(..), ..) => Told::Garbled,
        (_, None, true) => Told::Whole,
        (_, None, false) => Told::Unheard,
        _ => Told::Lost,
    }
}

fn told_ending(saying: &Saying, part: Option<usize>, whole: bool) -> Option<Ending> {
    match (saying, part, whole) {
        (Saying::Silence | Saying::Stuck(_), ..) => Some(Ending::TimedOut),
        (_, Some(_), _) => Some(Ending::Cut),
        (_, None, false) => Some(Ending::Closed),
        (_, None, true) => None,
    }
}
