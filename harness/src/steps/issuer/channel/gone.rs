//! A holder that is gone, and whether the issuer comes to where it was.

use std::sync::Arc;

use futures::FutureExt;
use record::{Check, Verdict};

use super::{super::accounts, elsewhere, holders::must_be_served, unusable};
use crate::{
    peer::{self, Connection, Dial, Letter, Lookout, not_sent, own_address},
    runner::{Halt, Step, World},
    steps::Definition,
};

/// So many connections are made until somebody can listen where one of them came from.
const TRIALS: usize = 3;

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} has asked once and hung up, and somebody listens where she/he was",
            "Asks over a connection from an address of its own where the subject is on this machine, closes that, and listens at \
             the address and port that it came from, and at the ports 80 and 443 of that address where this program may. Where \
             something between suite and subject translates addresses, the subject has seen another one, and nobody listens \
             there.",
            |w, a| asks_and_goes(w, a.text(0).to_owned()).boxed(),
        ),
        Definition::new(
            "{name} asks again and finds that deposit, and nobody has come to where she/he was",
            "Asks once more, in the ordinary way and after the payment was answered; expects that the subject has not connected \
             to where the holder was until that is answered too. Settles nothing where the payment has not arrived, or where \
             somebody came from an address that is not the subject's.",
            |w, a| nobody_came(w, a.text(0).to_owned()).boxed(),
        ),
    ]
}

async fn asks_and_goes(w: &mut World, name: String) -> Step {
    let question = Letter::deposits(&w.house.service, 0);
    let mut why = String::new();
    for _ in 0..TRIALS {
        let from = match elsewhere(w) {
            Some(from) => from,
            None => own_address(w.house.service.address)
                .await
                .map_err(|e| Halt::inconclusive(format!("there is no way to the issuer: {e}")))?,
        };
        let holder = w.holder(&name)?;
        let config =
            certs::client_config(&holder.identity, holder.trust()).map_err(|e| unusable(&e))?;
        let dial = Dial::peculiar(config).from(Some(from));
        let (recorder, call) = (Arc::clone(&w.recorder), w.call(0));
        let id = recorder.next_exchange();
        w.asked.entry(name.clone()).or_default().push(id);
        let opened = Connection::open(&w.house.service, &dial, &recorder, call.patience).await;
        let was = match opened {
            Ok(connection) => {
                let was = connection.local_address();
                drop(peer::over(&name, id, connection, &recorder, &question, call).await);
                was
            }
            Err(unopened) => {
                not_sent(&name, id, &recorder, &question, call, unopened);
                return Err(Halt::inconclusive(format!("{name} could not ask")));
            }
        };
        super::learn(w, id);
        must_be_served(w, &name, &[id])?;
        match was.and_then(Lookout::open) {
            Ok(lookout) => {
                w.lookout = Some(lookout);
                return Ok(());
            }
            Err(e) => why = e.to_string(),
        }
    }
    Err(Halt::inconclusive(format!(
        "nobody can listen where {name} was: {why}"
    )))
}

async fn nobody_came(w: &mut World, name: String) -> Step {
    let arrived = arrived(w, &name).await;
    let lookout = w.lookout.take();
    let lookout = lookout.ok_or_else(|| Halt::error(format!("nobody listens for {name}")))?;
    let step = w.call(0).step;
    let seen = lookout.close(w.house.service.address.ip(), &w.recorder, step);
    // Who comes has come, whatever became of the payment; that nobody comes says something where there was cause to.
    if seen.subject == 0 {
        arrived?;
        if let Some(other) = seen.others.first() {
            let why = format!("somebody came from {}, be it the issuer or not", other.ip());
            return Err(Halt::inconclusive(why));
        }
    }
    w.expect(Check::NobodyCame {
        keeper: Lookout::KEEPER.to_owned(),
    })
}

/// Asks, and looks for the last payment. Its requirement is not what this is about.
async fn arrived(w: &mut World, name: &str) -> Step {
    let expected = accounts::last_to(w, name, 1)?;
    let exchange = accounts::ask(w, name).await?;
    let before = w.record.findings.len();
    let found = Check::Deposits {
        exchanges: vec![exchange],
        expected,
        ordered: false,
        some_may_be_missing: false,
    };
    w.expect_id("lcp.issuer.transfer.exact", found)?;
    let mut findings = w.record.findings[before..].iter();
    if findings.all(|f| f.verdict == Verdict::Passed) {
        Ok(())
    } else {
        let why = format!("{name} was not paid, and nobody had cause to come");
        Err(Halt::inconclusive(why))
    }
}
