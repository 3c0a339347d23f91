//! An issuer that is known by its key.

use certs::Trust;
use futures::FutureExt;
use record::Check;
use wire::KeyId;

use super::{holders::version, send_by, unusable};
use crate::{
    peer::{Dial, Letter},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

const CONNECTED: &str = "connected";

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "an issuer that is known by its key",
            "Goes on where the issuer is pinned by its key, or is the reference. One that is known by its domain may have several \
             keys.",
            |w, _| async move { given_pinned(w) }.boxed(),
        ),
        Definition::new(
            "{name} makes {int} new sessions, in turn by TLS 1.2 and by TLS 1.3",
            "Asks as often, each time after a full handshake in which the issuer must have the key that it had at first.",
            |w, a| connects(w, a).boxed(),
        ),
        Definition::new(
            "the issuer has proved each time that it has that key",
            "Expects that key in each of these handshakes.",
            |w, _| async move { proved(w) }.boxed(),
        ),
    ]
}

fn given_pinned(w: &World) -> Step {
    match (&w.house.service.trust, &w.settings.embedded) {
        (Trust::Pinned(_), _) | (_, Some(_)) => Ok(()),
        (Trust::Authority(_), None) => Err(Halt::not_applicable(
            "the issuer is known by its domain, which may have several keys; to look at one, pin it with --issuer-key",
        )),
    }
}

/// The key that the issuer had when the run began.
fn key(w: &World) -> Result<KeyId, Halt> {
    let shown = w.house.issuer_key.as_deref();
    let key = shown.and_then(|key| KeyId::parse(key).ok());
    key.ok_or_else(|| Halt::inconclusive("it is not known which key the issuer had at first"))
}

async fn connects(w: &mut World, a: Args) -> Step {
    let trust = Trust::Pinned(key(w)?);
    let letter = Letter::deposits(&w.house.service, 0);
    for n in 0..a.number::<usize>(1)? {
        let spoken = version(["1.2", "1.3"][n % 2])?;
        let identity = &w.holder(a.text(0))?.identity;
        let config = certs::client_config_for(Some(identity), &trust, &[spoken]);
        let dial = Dial::peculiar(config.map_err(|e| unusable(&e))?).noting_issuer();
        let id = send_by(w, a.text(0), &dial, &letter).await;
        w.marks.entry(CONNECTED).or_default().push(id);
        w.alive()?;
    }
    Ok(())
}

fn proved(w: &mut World) -> Step {
    let key = key(w)?.to_string();
    let exchanges = w.marks.get(CONNECTED).cloned().unwrap_or_default();
    w.expect(Check::IssuerKey { exchanges, key })
}
