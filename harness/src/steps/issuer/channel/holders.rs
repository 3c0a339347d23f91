//! Holders that come in a way of their own, and whether they are served.

use std::sync::Arc;

use certs::KeyKind;
use futures::FutureExt;
use judge::decode::Reply;
use record::{Check, Ending};
use rustls::{
    SupportedProtocolVersion,
    version::{TLS12, TLS13},
};

use super::{super::accounts, send_as_it_comes, unusable};
use crate::{
    peer::{Dial, Letter},
    runner::{Halt, Step, World},
    steps::{Args, Definition},
};

/// So often it is tried whether somebody is served, before that is taken for a refusal.
const TRIALS: usize = 3;

pub(super) fn steps() -> Vec<Definition> {
    vec![
        Definition::new(
            "{name} speaks TLS {word} and nothing newer/older/else",
            "The holder offers this version alone from now on.",
            |w, a| async move { speaks(w, a.text(0), a.text(1)) }.boxed(),
        ),
        Definition::new(
            "{name}'s key is {word}",
            "Makes a holder with a key of that kind: P-256, RSA-2048 or Ed25519.",
            |w, a| has_key(w, a).boxed(),
        ),
        Definition::new(
            "{name} is served as {name} is",
            "Both ask without a wait, the second one first. Expects that the first is served where the second is; an issuer that \
             does without it, where it may, has no more of the scenario.",
            |w, a| served_as(w, a).boxed(),
        ),
        Definition::new(
            "{name} finds {amount} under the identifier of that key",
            "Asks, and expects the one transfer that was sent to that holder's key identifier.",
            |w, a| finds_under_identifier(w, a).boxed(),
        ),
    ]
}

/// The version of that name.
pub(super) fn version(text: &str) -> Result<&'static SupportedProtocolVersion, Halt> {
    match text {
        "1.2" => Ok(&TLS12),
        "1.3" => Ok(&TLS13),
        other => Err(Halt::error(format!("holders do not speak TLS {other}"))),
    }
}

fn speaks(w: &mut World, name: &str, spoken: &str) -> Step {
    let versions = [version(spoken)?];
    let holder = w.holder(name)?;
    let config = certs::client_config_for(Some(&holder.identity), holder.trust(), &versions);
    let dial = Dial::peculiar(config.map_err(|e| unusable(&e))?);
    holder.come(dial);
    Ok(())
}

async fn has_key(w: &mut World, a: Args) -> Step {
    let kind = match a.text(1) {
        "P-256" => KeyKind::P256,
        "RSA-2048" => KeyKind::Rsa2048,
        "Ed25519" => KeyKind::Ed25519,
        other => {
            return Err(Halt::error(format!(
                "nobody makes keys of the kind {other}"
            )));
        }
    };
    // An RSA key takes a while, and other scenarios go on meanwhile.
    let settings = Arc::clone(&w.settings);
    let made = tokio::task::spawn_blocking(move || settings.keys.anybody_of_kind(kind)).await;
    let identity = made.map_err(|e| unusable(&e))?.map_err(|e| unusable(&e))?;
    w.admit(a.text(0), Arc::new(identity))
}

async fn served_as(w: &mut World, a: Args) -> Step {
    let letter = Letter::deposits(&w.house.service, 0);
    let control = send_as_it_comes(w, a.text(1), &letter).await?;
    let exchanges = trials(w, a.text(0), &letter).await?;
    w.expect(Check::Served {
        exchanges: exchanges.clone(),
        control,
    })?;
    must_be_served(w, a.text(0), &exchanges)
}

/// Asks as long as it is refused, some times.
pub(super) async fn trials(w: &mut World, name: &str, letter: &Letter) -> Result<Vec<u32>, Halt> {
    let mut exchanges = Vec::new();
    for _ in 0..TRIALS {
        let id = send_as_it_comes(w, name, letter).await?;
        exchanges.push(id);
        let served = matches!(w.reply(id)?, Reply::Deposits { .. });
        if served || w.exchange(id)?.ending == Ending::TimedOut {
            break;
        }
    }
    Ok(exchanges)
}

/// Ends the scenario where somebody need not be served, and is not: no money goes there.
pub(super) fn must_be_served(w: &World, name: &str, exchanges: &[u32]) -> Step {
    let last = exchanges
        .last()
        .ok_or_else(|| Halt::error("nobody asked"))?;
    match w.reply(*last)? {
        Reply::Deposits { .. } => Ok(()),
        other => Err(Halt::not_applicable(format!(
            "{name} is not served: {}",
            other.describe()
        ))),
    }
}

async fn finds_under_identifier(w: &mut World, a: Args) -> Step {
    const KEY_IDENTIFIER: &str = "lcp.issuer.channel.key-identifier";
    let name = a.text(0);
    let amount = w.vary(a.amount(1)?).to_string();
    let key = w.key_of(name)?;
    let sent = w.log.iter().rev().map(|(_, sent)| sent);
    let deposit = sent
        .filter(|sent| sent.transfer.recipient == key)
        .map(accounts::deposit_of)
        .next()
        .ok_or_else(|| Halt::error(format!("nothing was sent to {name}")))?;
    let exchange = accounts::ask(w, name).await?;
    let found = Check::Deposits {
        exchanges: vec![exchange],
        expected: vec![deposit],
        ordered: false,
        some_may_be_missing: false,
    };
    let before = w.record.findings.len();
    w.expect_id(KEY_IDENTIFIER, found)?;
    w.expect_id(KEY_IDENTIFIER, Check::Balance { exchange, amount })?;
    let findings = &w.record.findings[before..];
    if findings
        .iter()
        .all(|f| f.verdict == record::Verdict::Passed)
    {
        Ok(())
    } else {
        let why = format!("the money is not under the identifier of {name}'s key");
        Err(Halt::inconclusive(why))
    }
}
