//! The same holder from several addresses, and by way of somebody who forwards its bytes.

use std::sync::Arc;

use futures::FutureExt;
use record::{AnswerKind, Check};
use wire::Request;

use super::{
    super::transfers::ordinary, elsewhere, holders::must_be_served, send_as_it_comes, unusable,
};
use crate::{
    peer::{self, Connection, Dial, Letter, Relay, Unopened},
    runner::{Halt, Sent, Step, World},
    steps::{Args, Definition},
};

const BOTH: &str = "from two addresses";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} sends {amount} to {name} from one address, and {amount} to {name} from another at once",
            "Opens two connections from other addresses than usual where the subject is on this machine, else from the same one; \
             asks over both, expects to be served as usual, and makes a transfer over each while the other is open.",
            |w, a| from_both(w, a).boxed(),
        ),
        Definition::new(
            "both transfers succeed",
            "Expects success of the transfers from the two addresses.",
            |w, _| {
                async move {
                    let exchanges = w.marks.get(BOTH).cloned().unwrap_or_default();
                    w.expect(Check::Answers {
                        exchanges,
                        allowed: vec![AnswerKind::Success],
                    })
                }
                .boxed()
            },
        ),
        Definition::new(
            "{name} comes by way of somebody who forwards what she/he sends",
            "From now on the holder connects to a relay on this machine, which forwards to the issuer, and from an address of its \
             own where the subject is on this machine too.",
            |w, a| relayed(w, a.text(0).to_owned()).boxed(),
        ),
    ]
}

async fn from_both(w: &mut World, a: Args) -> Step {
    let name = a.text(0);
    if a.text(4) != a.text(2) {
        return Err(Halt::error("both transfers go to one recipient"));
    }
    let question = Letter::deposits(&w.house.service, 0);
    let control = send_as_it_comes(w, name, &question).await?;
    let mut open = Vec::new();
    for _ in 0..2 {
        open.push(connect(w, name).await?);
    }
    let mut kept = Vec::new();
    for opened in open {
        let (id, connection) = over(w, name, opened, &question).await;
        w.asked.entry(name.to_owned()).or_default().push(id);
        w.expect(Check::Served {
            exchanges: vec![id],
            control,
        })?;
        must_be_served(w, name, &[id])?;
        kept.push(connection);
    }
    for (amount, connection) in [1, 3].into_iter().zip(kept) {
        let amount = w.vary(a.amount(amount)?).to_string();
        let transfer = ordinary(w, name, &amount, a.text(2))?;
        let letter = Letter::new(&w.house.service, &Request::TransferFunds(transfer.clone()));
        // Where it was closed after the answer, there is another one from there: what is asked here is not whether it is kept.
        let (dial, mut kept) = connection;
        let is_open = match &mut kept {
            Some(connection) => connection.is_still_open().await,
            None => false,
        };
        let opened = match kept.filter(|_| is_open) {
            Some(connection) => Ok(connection),
            None => open_by(w, &dial).await,
        };
        let id = sent_over(w, name, opened, &letter).await.0;
        let sent = Sent {
            letter,
            transfer,
            exchange: id,
        };
        w.remember(name, sent);
        w.marks.entry(BOTH).or_default().push(id);
        w.alive()?;
    }
    Ok(())
}

type Opened = Result<Connection, Unopened>;

async fn open_by(w: &World, dial: &Dial) -> Opened {
    Connection::open(&w.house.service, dial, &w.recorder, w.settings.patience).await
}

/// A connection of a holder's own from another address than usual.
async fn connect(w: &mut World, name: &str) -> Result<(Dial, Opened), Halt> {
    let from = elsewhere(w);
    let holder = w.holder(name)?;
    let config =
        certs::client_config(&holder.identity, holder.trust()).map_err(|e| unusable(&e))?;
    let dial = Dial::peculiar(config).from(from);
    let opened = open_by(w, &dial).await;
    Ok((dial, opened))
}

/// Sends a message over a connection. What is left of that comes back, with how another one like it is made.
async fn over(
    w: &World,
    name: &str,
    (dial, opened): (Dial, Opened),
    letter: &Letter,
) -> (u32, (Dial, Option<Connection>)) {
    let (id, kept) = sent_over(w, name, opened, letter).await;
    (id, (dial, kept))
}

async fn sent_over(
    w: &World,
    name: &str,
    opened: Opened,
    letter: &Letter,
) -> (u32, Option<Connection>) {
    let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
    let id = recorder.next_exchange();
    let kept = match opened {
        Ok(connection) => peer::over(name, id, connection, &recorder, letter, call).await,
        Err(unopened) => {
            peer::not_sent(name, id, &recorder, letter, call, unopened);
            None
        }
    };
    super::learn(w, id);
    (id, kept)
}

async fn relayed(w: &mut World, name: String) -> Step {
    let from = elsewhere(w);
    let relay = Relay::start(w.house.service.address, from).await;
    let relay = relay.map_err(|e| Halt::inconclusive(format!("there is no relay: {e}")))?;
    let holder = w.holder(&name)?;
    let config =
        certs::client_config(&holder.identity, holder.trust()).map_err(|e| unusable(&e))?;
    holder.come(Dial::peculiar(config).by_way_of(Arc::new(relay)));
    Ok(())
}
